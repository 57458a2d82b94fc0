package game

import (
	"errors"
	"fmt"
	"slices"

	"parley/casefile"
	"parley/internal/expr"
)

// holdsFor evaluates a control formula for a set of parties; members stands for the members of a table.
func holdsFor(n *expr.Node, set, members Mask) bool {
	switch n.Op {
	case expr.Name:
		return set.Has(n.Index)
	case expr.AtLeast:
		if len(n.Args) == 1 && n.Args[0].Ref == expr.Members {
			return len((set & members).List()) >= n.N
		}
	}
	need, have := n.N, 0
	switch n.Op {
	case expr.And:
		need = len(n.Args)
	case expr.Or:
		need = 1
	}
	for _, a := range n.Args {
		if holdsFor(a, set, members) {
			have++
		}
	}
	return have >= need
}

// CanBring reports whether the parties of set, acting together, can give the issue this option, by its
// control formula; without one all parties seated at some table must agree.
func (g *Game) CanBring(set Mask, issue, option int) bool {
	if f := g.control[issue][option]; f != nil {
		return holdsFor(f, set, 0)
	}
	return set&g.defaults == g.defaults
}

// CanMove reports whether set can take the issue from one option to another. Going back to today's option
// needs, in this order: the current option's `back` formula; today's own formula; else any set that could
// have blocked the current option (the dual of its formula). Taking it to a third option needs both powers, to leave
// the one and to bring about the other: what several had to agree to is not changed by one of them. An irreversible
// option is never left.
func (g *Game) CanMove(set Mask, issue, from, to int) bool {
	if g.Today == nil || from == to {
		return true
	}
	if g.Case.Issues[issue].Options[from].Irreversible && from != int(g.Today[issue]) {
		return false
	}
	if to != int(g.Today[issue]) {
		return g.CanBring(set, issue, to) && (from == int(g.Today[issue]) || g.CanMove(set, issue, from, int(g.Today[issue])))
	}
	if f := g.back[issue][from]; f != nil {
		return holdsFor(f, set, 0)
	}
	if g.control[issue][to] != nil {
		return g.CanBring(set, issue, to)
	}
	everyone := Mask(1)<<len(g.Parties) - 1
	return !g.CanBring(everyone&^set, issue, from)
}

// Forbidden returns the text of a rule that s breaks, or "".
func (g *Game) Forbidden(s State) string {
	switch rule := g.broken(s); {
	case rule == nil:
		return ""
	case rule.Never != nil:
		return "never: " + rule.Text
	default:
		return "when: " + rule.Text
	}
}

// broken returns a rule that s breaks, or nil. A consequence is broken when its condition holds and what follows does
// not.
func (g *Game) broken(s State) *casefile.Rule {
	for r := range g.Case.Rules {
		rule := &g.Case.Rules[r]
		if rule.Never != nil && g.analyst.compileTruth(rule.Never)(nil, s) {
			return rule
		}
	}
	for i := range g.Consequences {
		w := &g.Consequences[i]
		if !w.When.Holds(s) {
			continue
		}
		for _, set := range w.Then {
			if int(s[set.Issue]) != set.Option {
				return w.of
			}
		}
	}
	return nil
}

// Allowed reports whether s breaks no rule.
func (g *Game) Allowed(s State) bool {
	for _, c := range g.Never {
		if c.Holds(s) {
			return false
		}
	}
	for i := range g.Consequences {
		if g.Consequences[i].unmet(s) {
			return false
		}
	}
	return true
}

// Complete applies the settings to base and lets the rules' consequences follow, in the order of the text, until
// nothing changes. It fails when a consequence would undo a setting or another consequence, or the result is forbidden.
func (g *Game) Complete(base State, settings []casefile.Setting) (State, error) {
	s := base.Clone()
	if w, set := g.follow(s, settings); w != nil {
		return nil, g.conflict(w, *set)
	}
	if !g.Allowed(s) {
		return nil, errors.New(g.Forbidden(s))
	}
	return s, nil
}

// Completed is Complete where nobody asks why not: it is false where no state follows.
func (g *Game) Completed(base State, settings ...casefile.Setting) (State, bool) {
	s := base.Clone()
	return s, g.complete(s, settings)
}

func (g *Game) complete(s State, settings []casefile.Setting) bool {
	w, _ := g.follow(s, settings)
	return w == nil && g.Allowed(s)
}

// States makes room for many states at once, for one goroutine: what is made lives as long as somebody keeps it.
type States struct {
	room   State
	issues []int
	rows   []row
}

// roomFor is how many states are made room for at once: few, since one that is kept keeps the room of all.
const roomFor = 64

// Clone is a copy of s.
func (r *States) Clone(s State) State {
	if len(r.room) < len(s) {
		r.room = make(State, roomFor*len(s))
	}
	out := r.room[:len(s):len(s)]
	r.room = r.room[len(s):]
	copy(out, s)
	return out
}

// Change is how two states differ.
func (r *States) Change(g *Game, from, to State) Change {
	if len(r.rows) < len(to) {
		r.rows = make([]row, roomFor*len(to)/4)
	}
	n, near := 0, issueBits(0)
	for i := range to {
		if to[i] != from[i] {
			r.rows[n] = row{from: int32(g.Offset[i] + int(from[i])), to: int32(g.Offset[i] + int(to[i]))}
			n, near = n+1, near|1<<(i%64)
		}
	}
	out := Change{rows: r.rows[:n:n], near: near}
	r.rows = r.rows[n:]
	return out
}

// Issues lists the issues in which two states differ, ascending.
func (r *States) Issues(from, to State) []int {
	if len(r.issues) < len(to) {
		r.issues = make([]int, roomFor*len(to)/4)
	}
	n := 0
	for i := range to {
		if to[i] != from[i] {
			r.issues[n] = i
			n++
		}
	}
	out := r.issues[:n:n]
	r.issues = r.issues[n:]
	return out
}

// Completed is Game.Completed for a base that breaks no rule: only those rules are looked at that the settings may touch.
func (r *States) Completed(g *Game, base State, settings ...casefile.Setting) (State, bool) {
	before := r.room
	s := r.Clone(base)
	if g.completeNear(s, settings) {
		return s, true
	}
	r.back(before, len(s))
	return nil, false
}

// completeNear is complete for a state that breaks no rule.
func (g *Game) completeNear(s State, settings []casefile.Setting) bool {
	for _, set := range settings {
		s[set.Issue] = uint16(set.Option)
	}
	for _, set := range settings {
		for _, w := range g.near[set.Issue].consequences {
			if w.unmet(s) {
				return g.complete(s, settings)
			}
		}
	}
	for _, set := range settings {
		for _, c := range g.near[set.Issue].never {
			if c.Holds(s) {
				return false
			}
		}
	}
	return true
}

// back takes back the state that was made last, of so many issues, given the room before.
func (r *States) back(before State, wide int) {
	if len(before) >= wide {
		r.room = before
	}
}

// nearRules are the rules that a change of one issue may break or set off.
type nearRules struct {
	never        []*Condition
	consequences []*Consequence
}

func (g *Game) rulesNear() []nearRules {
	out := make([]nearRules, len(g.Sizes))
	for _, c := range g.Never {
		for _, i := range c.Issues {
			out[i].never = append(out[i].never, c)
		}
	}
	for k := range g.Consequences {
		w := &g.Consequences[k]
		for i := range out {
			if slices.Contains(w.When.Issues, i) || slices.ContainsFunc(w.Then, func(s casefile.Setting) bool { return s.Issue == i }) {
				out[i].consequences = append(out[i].consequences, w)
			}
		}
	}
	return out
}

// Follows reports whether some rule gives an issue an option as a consequence.
func (g *Game) Follows(issue int) bool {
	return slices.ContainsFunc(g.near[issue].consequences, func(w *Consequence) bool {
		return slices.ContainsFunc(w.Then, func(s casefile.Setting) bool { return s.Issue == issue })
	})
}

// unmet reports whether the condition holds in s and what follows does not.
func (w *Consequence) unmet(s State) bool {
	return w.When.Holds(s) && slices.ContainsFunc(w.Then, func(set casefile.Setting) bool { return int(s[set.Issue]) != set.Option })
}

// follow applies settings and what follows from them to s. Where that contradicts itself, it gives the consequence and what it sets.
func (g *Game) follow(s State, settings []casefile.Setting) (*Consequence, *casefile.Setting) {
	for _, set := range settings {
		s[set.Issue] = uint16(set.Option)
	}
	if len(g.Consequences) == 0 {
		return nil, nil
	}
	var room [64]bool
	fixed := room[:] // chosen, or set by a consequence
	if len(s) > len(fixed) {
		fixed = make([]bool, len(s))
	}
	for _, set := range settings {
		fixed[set.Issue] = true
	}
	for again := true; again; {
		again = false
		for i := range g.Consequences {
			w := &g.Consequences[i]
			if !w.When.Holds(s) {
				continue
			}
			for k := range w.Then {
				set := &w.Then[k]
				if int(s[set.Issue]) == set.Option {
					continue
				}
				if fixed[set.Issue] {
					return w, set
				}
				s[set.Issue], fixed[set.Issue], again = uint16(set.Option), true, true
			}
		}
	}
	return nil, nil
}

func (g *Game) conflict(w *Consequence, set casefile.Setting) error {
	issue := &g.Case.Issues[set.Issue]
	return fmt.Errorf("by `when: %s`, %s becomes %s, which it contradicts", w.of.Text, issue.Name, issue.Options[set.Option].Name)
}

// Reaches reports whether set can take base to s at once: it controls the options it chooses, on the agenda (nil:
// every issue), and the rules' consequences account for every other difference.
func (g *Game) Reaches(set Mask, agenda []bool, base, s State) bool {
	return g.Allowed(s) && g.ReachesAllowed(set, agenda, base, s)
}

// ReachesAllowed is Reaches for a state that breaks no rule.
func (g *Game) ReachesAllowed(set Mask, agenda []bool, base, s State) bool {
	if g.Today == nil {
		return true
	}
	var few [16]casefile.Setting
	chosen, followed := few[:0], false
	for i := range s {
		switch {
		case s[i] == base[i]:
		case (agenda == nil || agenda[i]) && g.CanMove(set, i, int(base[i]), int(s[i])):
			chosen = append(chosen, casefile.Setting{Issue: i, Option: int(s[i])})
		case g.Follows(i):
			followed = true
		default:
			return false
		}
	}
	if !followed { // nothing follows from a state that breaks no rule
		return true
	}
	return g.bringsAbout(base, s, chosen)
}

// maxLeft is how many of the issues that a set could choose are tried as left to the rules, at most.
const maxLeft = 12

// bringsAbout reports whether choosing some of the settings, and what follows by the rules, leads from base to s: all of them, or some left out
// that a rule can give too. One that is chosen can stand in the way of a rule that holds only on the way.
func (g *Game) bringsAbout(base, s State, settings []casefile.Setting) bool {
	var left [maxLeft]int // that a rule can give too, by place
	n := 0
	for k, set := range settings {
		if n < maxLeft && g.Follows(set.Issue) {
			left[n] = k
			n++
		}
	}
	some := make([]casefile.Setting, 0, len(settings))
	for out := range 1 << n {
		some = some[:0]
		for k, set := range settings {
			if at := slices.Index(left[:n], k); at < 0 || out>>at&1 == 0 {
				some = append(some, set)
			}
		}
		if got, ok := g.Completed(base, some...); ok && got.Equal(s) {
			return true
		}
	}
	return false
}
