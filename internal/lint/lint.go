package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/diag"
	"parley/internal/game"
)

// perCode is the most findings of one kind that are listed.
const perCode = 20

// Lint reports what is legal but suspect in a compiled case, in the order of the text. The draws
// must be of the same game; up to 200 of them are looked at. An error is a number that has no value in some run of the clock.
func Lint(g *game.Game, d *ask.Draws) diag.List {
	l := newLinter(g)
	l.rules()
	l.reach()
	l.powers()
	l.preferences(d.Central)
	l.unknown()
	l.tables()
	l.ratifiers()
	l.redLines()
	l.goals()
	l.deals()
	l.parties(d)
	l.time(d)
	l.finish()
	return l.list.Sort()
}

// Errors reports what makes a compiled case unusable, rules that leave nothing but today; and, as a warning since the
// questions then search and leave the counts open, linked issues with more combinations than can be listed.
func Errors(g *game.Game) diag.List {
	l := newLinter(g)
	l.forbidEverything()
	l.tooLarge()
	return l.list.Sort()
}

// linter gathers the findings about one game.
type linter struct {
	g     *game.Game
	c     *casefile.Case
	lines []string
	list  diag.List
	count map[string]int
	*probe
	partial []string // what was not looked at in full
}

func newLinter(g *game.Game) *linter {
	return &linter{g: g, c: g.Case, lines: strings.Split(g.Case.Text, "\n"), count: map[string]int{}, probe: newProbe(g.Case)}
}

func (l *linter) warn(code string, m *casefile.Meta, reason, remedy string) {
	l.add(diag.Warning, code, m, reason, remedy)
}

func (l *linter) note(code string, m *casefile.Meta, reason, remedy string) {
	l.add(diag.Note, code, m, reason, remedy)
}

func (l *linter) fail(code string, m *casefile.Meta, reason, remedy string) {
	l.add(diag.Error, code, m, reason, remedy)
}

func (l *linter) add(s diag.Severity, code string, m *casefile.Meta, reason, remedy string) {
	if l.count[code]++; l.count[code] > perCode {
		return
	}
	d := &diag.Diagnostic{
		Severity: s, Level: s.String(), Code: code, File: l.c.File, Place: m.Place, Path: m.Path, Reason: reason, Suggestion: remedy,
	}
	if n := m.Place.Line; n >= 1 && n <= len(l.lines) {
		d.Text = l.lines[n-1]
	}
	l.list = append(l.list, d)
}

// finish says what is left out: findings beyond those listed, and questions that were given up.
func (l *linter) finish() {
	nowhere := &casefile.Meta{}
	for _, code := range slices.Sorted(maps.Keys(l.count)) {
		if more := l.count[code] - perCode; more > 0 {
			l.count[code] = 0
			l.note(code, nowhere, fmt.Sprintf("not shown of this kind: %d more", more), "repair the first ones and check again")
		}
	}
	if l.gaveUp > 0 {
		l.partial = append(l.partial, "a condition over many issues was too wide to search")
	}
	if len(l.partial) > 0 {
		l.note("lint-incomplete", nowhere, "not everything was looked at: "+strings.Join(l.partial, "; "), "")
	}
}

// option writes an issue's option as a deal does: issue=option.
func (l *linter) option(issue, option int) string {
	return l.c.Issues[issue].Name + "=" + l.c.Issues[issue].Options[option].Name
}

// few lists up to three names and counts the rest.
func few(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// short cuts a text of the case to what fits a message.
func short(s string) string {
	const most = 90
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

// deciders are the parties whose consent makes deals: those seated, and those that a control formula names.
func (l *linter) deciders() game.Mask {
	out := l.g.Seated
	for p := range l.c.Parties {
		if l.movesAlone(p) {
			out |= game.Of(p)
		}
	}
	return out
}

func (l *linter) everyone() game.Mask { return everyone(len(l.c.Parties)) }

func everyone(parties int) game.Mask {
	return ^game.Mask(0) >> (game.MaxParties - parties)
}
