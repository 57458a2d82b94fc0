package brief

import (
	"path"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/wording"
)

// likelihood words a goal's chance of room.
func likelihood(g *deals.Goal) string {
	p := g.Nonempty
	return wording.Likelihood(p.P, p.Range[0], p.Range[1])
}

// sentence gives a label a capital.
func sentence(label string) string {
	r, n := utf8.DecodeRuneInString(label)
	article := "A "
	if strings.ContainsRune("aeiouAEIOU", r) && !unicode.IsUpper(r) {
		article = "An "
	}
	if unicode.IsUpper(r) && n < len(label) {
		next, _ := utf8.DecodeRuneInString(label[n:])
		if unicode.IsUpper(next) && strings.ContainsRune("AEFHILMNORSX", r) { // spelt letter by letter
			article = "An "
		}
	}
	return article + label
}

// partyList joins the labels of parties given by name.
func partyList(g *game.Game, names []string) string {
	var out []string
	for _, name := range names {
		label := name
		for p := range g.Case.Parties {
			if g.Case.Parties[p].Name == name {
				label = g.Case.Parties[p].Label
			}
		}
		out = append(out, label)
	}
	return wording.Join(out)
}

func tableLabel(g *game.Game, name string) string {
	for t := range g.Case.Tables {
		if g.Case.Tables[t].Name == name {
			return g.Case.Tables[t].Label
		}
	}
	return name
}

func isAre(names []string) string {
	if len(names) == 1 {
		return "is"
	}
	return "are"
}

func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// date writes an ISO date in words; anything else stays as it is.
func date(iso string) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return iso
	}
	return t.Format("2 January 2006")
}

// fileName is the case file's own name, without the folders it lies in.
func fileName(g *game.Game) string {
	return path.Base(filepath.ToSlash(g.Case.File))
}
