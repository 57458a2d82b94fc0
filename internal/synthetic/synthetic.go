// Package synthetic writes case texts of a given shape for benchmarks and tests. The same arguments give the same text.
package synthetic

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Shape says how large a case is.
type Shape struct {
	Issues, Options int
	Parties, Tables int
	Rules           int // each over at most three issues
	RedLines        int // for each party
	Goals           int
	Exact           bool // numbers instead of ranges
	Abstract        bool // no status quo: every state reachable, walk-aways given
	InTime          bool // tracks, threats, dates and scenarios; at least 6 issues, 2 parties and a table
	Seed            uint64
}

// Fixed is the case that the whole-brief benchmark is measured on: 4^14 states.
func Fixed() Shape {
	return Shape{Issues: 14, Options: 4, Parties: 8, Tables: 5, Rules: 10, RedLines: 1, Goals: 4, Seed: 1}
}

// Case writes the case file.
func Case(s Shape) string {
	w := &writer{shape: s, r: rand.New(rand.NewPCG(s.Seed, 41))}
	w.line("parley: 1")
	w.line("case: Synthetic %d×%d, %d parties", s.Issues, s.Options, s.Parties)
	if s.Abstract {
		w.line("status-quo: none")
	}
	if s.InTime {
		w.head()
	}
	w.parties()
	w.issues()
	w.rules()
	w.values()
	w.tables()
	w.goals()
	if s.InTime {
		w.tracks()
		w.threats()
		w.happenings()
	}
	return w.b.String()
}

type writer struct {
	shape Shape
	r     *rand.Rand
	b     strings.Builder
	alone [][2]int // options that one party brings about
}

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func (w *writer) parties() {
	w.line("parties:")
	for p := range w.shape.Parties {
		if w.shape.InTime {
			w.line("  p%d: %s", p, w.outlook(p))
			continue
		}
		w.line("  p%d: {kind: state}", p)
	}
}

// issues gives each option to two parties at most, so that every table can settle something.
func (w *writer) issues() {
	w.line("issues:")
	for i := range w.shape.Issues {
		if w.shape.Abstract {
			var names []string
			for o := range w.shape.Options {
				names = append(names, fmt.Sprintf("o%d", o))
			}
			w.line("  i%d: {options: [%s]}", i, strings.Join(names, ", "))
			continue
		}
		w.line("  i%d:", i)
		owner := i % w.shape.Parties
		for o := range w.shape.Options {
			by := fmt.Sprintf("p%d", owner)
			if o > 0 && w.r.IntN(2) == 0 {
				by += fmt.Sprintf(" and p%d", (owner+1+w.r.IntN(w.shape.Parties-1))%w.shape.Parties)
			} else if o > 0 {
				w.alone = append(w.alone, [2]int{i, o})
			}
			w.line("    o%d: %s", o, by)
		}
	}
}

// other is an option that is not today's.
func (w *writer) other() int { return 1 + w.r.IntN(w.shape.Options-1) }

func (w *writer) rules() {
	if w.shape.Rules == 0 {
		return
	}
	w.line("rules:")
	for k := range w.shape.Rules {
		a, b, c := w.r.IntN(w.shape.Issues), w.r.IntN(w.shape.Issues), w.r.IntN(w.shape.Issues)
		if k%2 == 0 {
			w.line("  - never: i%d == o%d and i%d == o%d and i%d != o%d", a, w.other(), b, w.other(), c, w.other())
		} else {
			w.line("  - when: i%d == o%d and i%d == o%d", a, w.other(), b, w.other())
			w.line("    then: i%d=o%d", c, w.other())
		}
	}
}

func (w *writer) number(v, spread float64) string {
	if w.shape.Exact {
		return fmt.Sprintf("%.6f", v)
	}
	return fmt.Sprintf("%.3f to %.3f", v-spread, v+spread)
}

func (w *writer) values() {
	w.line("values:")
	for p := range w.shape.Parties {
		w.line("  p%d:", p)
		for i := range w.shape.Issues {
			var parts []string
			for o := range w.shape.Options {
				if o > 0 || w.shape.Abstract {
					parts = append(parts, fmt.Sprintf("o%d: %s", o, w.number(w.r.NormFloat64()*5, 0.5+2*w.r.Float64())))
				}
			}
			w.line("    i%d: {%s}", i, strings.Join(parts, ", "))
		}
		if w.shape.InTime {
			w.terms(p)
		}
		if w.shape.RedLines > 0 {
			w.line("    red-lines:")
			for range w.shape.RedLines {
				w.line("      - i%d == o%d and i%d != o%d", w.r.IntN(w.shape.Issues), w.other(), w.r.IntN(w.shape.Issues), w.other())
			}
		}
		if w.shape.Abstract {
			w.line("    walk-away: 0")
		}
	}
}

func (w *writer) tables() {
	if w.shape.Tables == 0 {
		return
	}
	w.line("tables:")
	for t := range w.shape.Tables {
		var members []string
		for p := range min(w.shape.Parties, 2+2*t) {
			members = append(members, fmt.Sprintf("p%d", (t+p)%w.shape.Parties))
		}
		when := ""
		if w.shape.InTime {
			when = w.meetings(t)
		}
		w.line("  t%d: {members: [%s]%s}", t, strings.Join(members, ", "), when)
	}
}

func (w *writer) goals() {
	if w.shape.Goals == 0 {
		return
	}
	w.line("goals:")
	for k := range w.shape.Goals {
		var parts []string
		for c := range k + 1 {
			parts = append(parts, fmt.Sprintf("i%d != o0", c*2%w.shape.Issues))
		}
		w.line("  g%d: %s", k, strings.Join(parts, " and "))
	}
}
