package ask

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"parley/casefile"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/wording"
)

// Heading is what every page begins with: which case, date, draws and how many inputs are assumed. The lines say
// when the answer was interrupted.
func Heading(h Header) (title string, lines []string) {
	parts := []string{strings.ToUpper(h.Case)}
	if h.AsOf != "" {
		parts = append(parts, "as of "+LongDate(h.AsOf))
	}
	if h.At != "" {
		parts = append(parts, "put at "+LongDate(h.At))
	}
	parts = append(parts, "case "+h.Hash, fmt.Sprintf("seed %d", h.Seed), Amount(float64(h.Draws), "draw", "draws"))
	lines = []string{fmt.Sprintf("%s, %s. %s: %s cited, %s ASSUMED.",
		wording.Count(h.Parties, "party", "parties"), wording.Count(h.Issues, "issue", "issues"),
		Amount(float64(h.Inputs), "input", "inputs"), Thousands(float64(h.Cited)), Thousands(float64(h.Assumed)))}
	switch {
	case h.Partial && h.Draws == 0:
		lines = append(lines, "PARTIAL: interrupted before the first draw was done.")
	case h.Partial:
		lines = append(lines, "PARTIAL: interrupted after "+Amount(float64(h.Draws), "draw", "draws")+"; all below rests on those.")
	}
	return strings.Join(parts, " · "), lines
}

// Page sets sections under the heading, numbered in their order; those that are nil are left out.
func Page(h Header, sections ...*page.Section) *page.Page {
	title, lines := Heading(h)
	p := &page.Page{Title: title, Subtitle: append(lines, BracketLine)}
	for _, s := range sections {
		if s != nil {
			s.Number = len(p.Sections) + 1
			p.Sections = append(p.Sections, *s)
		}
	}
	return p
}

// DealMark stands for the k-th deal of an answer in columns and lists: the short name that the case gives it, else a
// letter: A, B … Z, then A2, B2 …
func DealMark(short string, k int) string {
	switch {
	case short != "":
		return short
	case k < 26:
		return string(rune('A' + k))
	}
	return string(rune('A'+k%26)) + wording.Number(float64(k/26+1), 0)
}

// DealLabel is what the case calls a deal; "" for a deal that is called after what it changes.
func DealLabel(name, label, changes string) string {
	if label == changes || label == name && strings.Contains(name, "=") {
		return ""
	}
	return label
}

// DealTitle is the mark of a deal with its label, if it has one.
func DealTitle(mark, label string) string { return strings.TrimSpace(mark + " " + label) }

// BracketLine explains what stands in brackets after a chance.
const BracketLine = "After each chance, in brackets: how far one assumed input alone can move it."

// LongDate writes an ISO date in words; anything else stays as it is.
func LongDate(iso string) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return iso
	}
	return t.Format("2 January 2006")
}

// Thousands writes a whole number with commas: "7,112,448"; from 1e15 on as wording.Number does.
func Thousands(v float64) string {
	s := wording.Number(math.Round(v), 0)
	if strings.ContainsAny(s, "e ") {
		return s
	}
	for at := len(s) - 3; at > 0 && s[at-1] >= '0' && s[at-1] <= '9'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// Figure writes a figure in its own unit with two digits or so: "0.04", "3.1", "85", "12,000".
func Figure(v float64) string {
	switch a := math.Abs(v); {
	case a >= 1000:
		digits := math.Pow(10, math.Floor(math.Log10(a))-1)
		return Thousands(math.Round(v/digits) * digits)
	case a >= 9.95:
		return wording.Number(v, 0)
	case a >= 0.995:
		return wording.Number(v, 1)
	}
	return wording.Number(v, 2)
}

// Figures writes an interval of figures: "3.1 (2.0–4.4)", or one figure where its ends read alike.
func Figures(i ensemble.Interval) string {
	median, low, high := Figure(i.Median), Figure(i.Low), Figure(i.High)
	if low == median && high == median {
		return median
	}
	dash := "–"
	if strings.HasPrefix(high, wording.Minus) {
		dash = " to "
	}
	return median + " (" + low + dash + high + ")"
}

// Amount counts with commas: "no draws", "1 draw", "2,000 draws".
func Amount(v float64, one, many string) string {
	switch math.Round(v) {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return Thousands(v) + " " + many
}

// PartyLabel is how a party is called in prose; a name that the case does not have stands as it is.
func PartyLabel(g *game.Game, name string) string {
	if p := partyIndex(g, name); p >= 0 {
		return g.Case.Parties[p].Label
	}
	return name
}

// PartyLabels are the labels of several parties.
func PartyLabels(g *game.Game, names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = PartyLabel(g, name)
	}
	return out
}

// TableLabel is how a table is called in prose.
func TableLabel(g *game.Game, name string) string {
	t := TableIndex(g, name)
	if t < 0 {
		return name
	}
	if label := g.Case.Tables[t].Label; label != name {
		return label
	}
	return "the table " + name
}

// TableIndex is the place of a table among those of the case, −1 where none has the name.
func TableIndex(g *game.Game, name string) int {
	return slices.IndexFunc(g.Case.Tables, func(t casefile.Table) bool { return t.Name == name })
}

// Outvotes reports whether the rule of a table, by name, can pass over some member: not all who sit there need accept.
func Outvotes(g *game.Game, table string) bool {
	t := TableIndex(g, table)
	if t < 0 {
		return false
	}
	panel := g.TablePanel(t)
	return !panel.Unanimous()
}

// PartyShort is how a party is called in a narrow column.
func PartyShort(g *game.Game, name string) string {
	if p := partyIndex(g, name); p >= 0 && g.Case.Parties[p].Short != "" {
		return g.Case.Parties[p].Short
	}
	return name
}

func partyIndex(g *game.Game, name string) int {
	for p := range g.Case.Parties {
		if g.Case.Parties[p].Name == name {
			return p
		}
	}
	return -1
}

// IssueIndex is the place of an issue in the case, −1 for an unknown name.
func IssueIndex(g *game.Game, name string) int {
	for i := range g.Case.Issues {
		if g.Case.Issues[i].Name == name {
			return i
		}
	}
	return -1
}

// IssueLabel is how an issue is called in prose.
func IssueLabel(g *game.Game, name string) string {
	if i := IssueIndex(g, name); i >= 0 {
		return g.Case.Issues[i].Label
	}
	return name
}

// DealText writes a deal as a reader can type it back: the issues it changes, `strikes=halted, sanctions=eased`. Without
// a status quo all issues stand, gathered by option where options are shared: `egypt: sinai, palestinian-rights`.
func DealText(g *game.Game, deal State) string {
	if g.Today == nil {
		if text := gathered(g, deal); text != "" {
			return text
		}
	}
	var parts []string
	for i := range g.Case.Issues {
		issue := &g.Case.Issues[i]
		option, named := deal[issue.Name]
		if named && (g.Today == nil || option != issue.Options[g.Today[i]].Name) {
			parts = append(parts, issue.Name+"="+option)
		}
	}
	if parts == nil {
		return "as today"
	}
	return strings.Join(parts, ", ")
}

// gathered lists the issues by option when they share few options, as when each option names who gets its way; else "".
func gathered(g *game.Game, deal State) string {
	issues := map[string][]string{}
	for i := range g.Case.Issues {
		option, named := deal[g.Case.Issues[i].Name]
		if !named {
			continue
		}
		issues[option] = append(issues[option], g.Case.Issues[i].Name)
	}
	if 2*len(issues) > len(g.Case.Issues) {
		return ""
	}
	var parts []string
	for _, o := range orderedOptions(g, issues) {
		parts = append(parts, o+": "+strings.Join(issues[o], ", "))
	}
	return strings.Join(parts, "; ")
}

// orderedOptions lists the options present in the order in which the case first names them.
func orderedOptions(g *game.Game, present map[string][]string) []string {
	var out []string
	seen := map[string]bool{}
	for i := range g.Case.Issues {
		for _, o := range g.Case.Issues[i].Options {
			if present[o.Name] != nil && !seen[o.Name] {
				seen[o.Name] = true
				out = append(out, o.Name)
			}
		}
	}
	return out
}

// OrderOnly says of which of some parties only the order of their values is known, which gives no intensity; "" where it is
// of none.
func OrderOnly(g *game.Game, parties game.Mask) string {
	names := PartyLabels(g, Names(g, parties&g.Ordinal))
	if len(names) == 0 {
		return ""
	}
	return "of what " + wording.Join(names) + " want only the order is known, which says nothing of how much"
}
