package game

import (
	"math"
	"slices"

	"parley/casefile"
)

// ladder is a share of a public by clause.
type ladder struct {
	base  *Number
	whens []truthFunc
	steps []*Number
}

func (r *reading) compileLadder(l *casefile.Ladder) *ladder {
	if l == nil {
		return nil
	}
	out := &ladder{base: r.number(l.Base)}
	for i := range l.Steps {
		out.whens = append(out.whens, r.compileTruth(l.Steps[i].When))
		out.steps = append(out.steps, r.number(l.Steps[i].Share))
	}
	return out
}

// HasSupport reports whether p accepts with a share (a spread or a ladder) rather than yes or no.
func (g *Game) HasSupport(p int) bool {
	return g.Parties[p].spread != nil || g.Parties[p].ladder != nil
}

// Support is the share (0–1) of p that accepts s: its ladder, or Φ((U(s) − U(in force))/spread). A ladder speaks
// for what polls asked about; the spread makes of a value a share.
func (g *Game) Support(n *Numbers, p int, s State) float64 {
	party := &g.Parties[p]
	if l := party.ladder; l != nil {
		share := l.base.eval(n.Vars, s)
		for i, w := range l.whens {
			if w(n.Vars, s) {
				share += l.steps[i].eval(n.Vars, s)
			}
		}
		return min(1, max(0, share))
	}
	gain := Points(n.Value(p, s))
	if n.Base != nil {
		gain -= Points(n.Value(p, n.Base))
	}
	return 0.5 * math.Erfc(-gain/party.spread.eval(n.Vars, s)/math.Sqrt2)
}

// BrokenRedLines lists p's red lines (by index) that s breaks and the state in force does not already break.
func (g *Game) BrokenRedLines(p int, base, s State) []int {
	var out []int
	for i := range g.Parties[p].RedLines {
		if g.Breaks(p, i, s) && (base == nil || !g.Breaks(p, i, base)) {
			out = append(out, i)
		}
	}
	return out
}

// Breaks reports whether s breaks a red line of p, whatever the state in force.
func (g *Game) Breaks(p, line int, s State) bool {
	for _, c := range g.Parties[p].RedLines[line].Breaks {
		if c.Holds(s) {
			return true
		}
	}
	return false
}

// BrokenToday lists the red lines of p that today already breaks.
func (g *Game) BrokenToday(p int) []int {
	var out []int
	for i, r := range g.Parties[p].RedLines {
		if r.atToday {
			out = append(out, i)
		}
	}
	return out
}

// Accepts reports whether p accepts s against the state in force of n: no red line broken anew and a value
// of at least its walk-away.
func (g *Game) Accepts(n *Numbers, p int, s State) bool {
	if !g.Parties[p].known {
		return false
	}
	return n.Value(p, s) >= AtLeast(n.WalkAway[p]) && len(g.BrokenRedLines(p, n.Base, s)) == 0
}

// RedLineIssues names the issues that a red line of p rests on.
func (g *Game) RedLineIssues(p, line int) []string {
	var out []string
	for _, c := range g.Parties[p].RedLines[line].Breaks {
		for _, i := range c.Issues {
			if name := g.Case.Issues[i].Label; !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}
