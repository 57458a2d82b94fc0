package oracle

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// Kind says what a random case may hold beyond issues, joint control, options that are irreversible or that some can
// take back, rules, weights, terms, payments made once, red lines, tables and goals.
type Kind struct {
	NoStatusQuo bool // `status-quo: none`, all with walk-aways
	WalkAways   bool // some walk-aways are declared
	Caps        bool // some totals are cut
	Publics     bool // a public with a spread, one with a ladder, a group that formulas name, ratifiers; tables in some cases only
	Issues      int  // at most so many; 0: 4
}

// String names the kind.
func (k Kind) String() string {
	out := "today"
	if k.NoStatusQuo {
		out = "no status quo"
	}
	for _, x := range []struct {
		is   bool
		name string
	}{{k.WalkAways, ", walk-aways"}, {k.Caps, ", caps"}, {k.Publics, ", publics"}} {
		if x.is {
			out += x.name
		}
	}
	return out
}

// Seeded is a source for Random: the same seed gives the same case.
func Seeded(seed uint64) func(n int) int { return rand.New(rand.NewPCG(seed, 99)).IntN }

// Random writes a small case of two to four parties p0, p1 … and two or more issues i0, i1 … with options o0, o1 …; intn
// draws a number from 0 to n−1, as a test that can shrink may want to do itself. Today can break a rule: then it is no
// case. Values are whole tenths of a point.
func Random(intn func(n int) int, k Kind) string {
	w := &writer{Kind: k, intn: intn}
	w.parties = 2 + intn(3)
	w.line("parley: 1\ncase: random")
	if k.NoStatusQuo {
		w.line("status-quo: none")
	}
	w.line("parties:")
	for p := range w.parties {
		w.line("  p%d: {kind: state}", p)
	}
	if k.Publics {
		w.line("  public: {kind: public}\n  polled: {kind: public}\n  militia: {kind: group}")
	}
	w.issues()
	w.rules()
	w.line("values:")
	for p := range w.parties {
		w.line("  p%d:", p)
		w.values()
	}
	if k.Publics {
		w.publics()
	}
	if !k.Publics || intn(3) == 0 {
		w.tables()
	}
	w.line("goals:\n  one: %s\n  two: %s", w.condition(), w.wide())
	return w.b.String()
}

type writer struct {
	Kind
	intn    func(int) int
	b       strings.Builder
	parties int
	sizes   []int // by issue: its options
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

// one tells in one of n cases.
func (w *writer) one(n int) bool { return w.intn(n) == n-1 }

func (w *writer) word(words ...string) string { return words[w.intn(len(words))] }

func names(n int) []string {
	var out []string
	for p := range n {
		out = append(out, fmt.Sprintf("p%d", p))
	}
	return out
}

// condition is about one issue.
func (w *writer) condition() string {
	i := w.intn(len(w.sizes))
	o := w.intn(w.sizes[i])
	switch {
	case w.sizes[i] > 2 && w.one(6):
		return fmt.Sprintf("i%d in (o%d, o%d)", i, o, (o+1)%w.sizes[i])
	case w.one(12):
		return fmt.Sprintf("not (i%d == o%d)", i, o)
	}
	return fmt.Sprintf("i%d %s o%d", i, w.word("==", "!="), o)
}

// wide is a condition about up to three issues.
func (w *writer) wide() string {
	if w.one(10) {
		return fmt.Sprintf("at-least 2 of (%s, %s, %s)", w.condition(), w.condition(), w.condition())
	}
	s := w.condition()
	for range 1 + w.intn(2) {
		s += w.word(" and ", " or ") + w.condition()
	}
	return s
}

func (w *writer) issues() {
	most := w.Issues
	if most == 0 {
		most = 4
	}
	w.line("issues:")
	w.sizes = make([]int, 2+w.intn(most-1))
	for i := range w.sizes {
		w.sizes[i] = 2 + w.intn(2)
		w.line("  i%d:", i)
		today := 0
		if !w.NoStatusQuo && w.one(4) {
			today = 1
			w.line("    today: o1")
		}
		for o := range w.sizes[i] {
			w.option(o, o == today)
		}
	}
}

func (w *writer) option(o int, today bool) {
	by, formula := w.some(), ""
	switch {
	case len(by) > 2 && w.one(3):
		formula = "at-least 2 of (" + strings.Join(by, ", ") + ")"
	case len(by) > 0:
		formula = strings.Join(by, w.word(" and ", " or "))
	}
	if w.NoStatusQuo {
		formula = ""
	}
	more := ""
	if !today && !w.NoStatusQuo {
		switch w.intn(9) {
		case 7:
			more = "irreversible: true"
		case 8:
			more = fmt.Sprintf("back: p%d", w.intn(w.parties))
		}
	}
	switch {
	case more != "" && formula != "":
		w.line("    o%d:\n      by: %s\n      %s", o, formula, more)
	case more != "":
		w.line("    o%d: {%s}", o, more)
	case formula != "":
		w.line("    o%d: %s", o, formula)
	default:
		w.line("    o%d: {}", o)
	}
}

// some are the parties that a formula names; none is the default.
func (w *writer) some() []string {
	by := slices.DeleteFunc(names(w.parties), func(string) bool { return w.one(2) })
	if w.Publics && w.one(6) {
		by = append(by, "militia")
	}
	return by
}

func (w *writer) rules() {
	n := w.intn(4)
	if n > 0 {
		w.line("rules:")
	}
	for range n {
		if w.one(2) {
			w.line("  - never: %s and %s", w.condition(), w.condition())
		} else {
			i := w.intn(len(w.sizes))
			w.line("  - when: %s\n    then: i%d=o%d", w.wide(), i, w.intn(w.sizes[i]))
		}
	}
}

// values are those of a party whose name has been written.
func (w *writer) values() {
	for i, size := range w.sizes {
		row, scale := []string{}, ""
		if w.one(6) {
			row, scale = append(row, "weight: 10"), "0."
		}
		for o := range size {
			if v := w.intn(9) - 4; o > 0 || w.one(4) {
				row = append(row, fmt.Sprintf("o%d: %s", o, scaled(v, scale)))
			}
		}
		w.line("    i%d: {%s}", i, strings.Join(row, ", "))
	}
	if n := w.intn(3); n > 0 {
		w.line("    also:")
		for o := range n {
			w.line("      %s and i0 != o0 or i1 == o%d: %d.%d", w.wide(), o%2, w.intn(7)-3, 1+w.intn(8))
		}
	}
	if w.one(3) && !w.NoStatusQuo {
		w.line("    once:\n      %s: %d", w.condition(), w.intn(7)-3)
	}
	if n := w.intn(3); n > 0 {
		w.line("    red-lines:")
		for range n {
			w.line("      - %s", w.wide())
		}
	}
	if w.NoStatusQuo || w.WalkAways && w.one(2) {
		w.line("    walk-away: %d", w.intn(7)-4)
	}
	if w.Caps && w.one(2) {
		w.line("    at-most: %d", w.intn(6)-1)
	}
}

// scaled writes a number of one digit behind its sign.
func scaled(v int, digits string) string {
	if v < 0 {
		return fmt.Sprintf("-%s%d", digits, -v)
	}
	return fmt.Sprintf("%s%d", digits, v)
}

func (w *writer) publics() {
	w.line("  public:\n    spread: %d", 1+w.intn(9))
	w.values()
	w.line("  polled:\n    ladder:\n      base: 0.%d\n      %s: 0.%d\n      %s: 0.%d", w.intn(6), w.condition(), w.intn(5), w.wide(), w.intn(5))
	w.line("  militia: {i0: {o1: %d}, i1: {o1: %d}}", w.intn(9)-4, w.intn(9)-4)
	w.line("ratifiers:\n  public:\n    needs: 0.%d\n    when: %s", 3+w.intn(4), w.condition())
	if w.one(2) {
		w.line("  polled: {of: p0, needs: 0.%d}", 3+w.intn(4))
	}
	if w.one(2) {
		w.line("  p1:\n    of: p0\n    when: %s", w.wide())
	}
}

// tables of every kind: all who sit somewhere, some with an agenda, majorities, majorities with a veto. In some cases of
// four parties one sits nowhere.
func (w *writer) tables() {
	seated := w.parties
	if w.parties == 4 && w.one(3) {
		seated = 3
	}
	all := strings.Join(names(seated), ", ")
	w.line("tables:\n  all: {members: [%s]}", all)
	if w.NoStatusQuo { // an agenda without a status quo has a test of its own
		w.line("  part: {members: [p0, p1]}")
	} else {
		w.line("  part: {members: [p0, p1], agenda: [i0, i1]}")
	}
	if seated > 2 {
		w.line("  vote: {members: [p0, p1, p2], rule: at-least 2 of members}")
		w.line("  veto: {members: [%s], rule: p1 and at-least 2 of members}", all)
	}
}
