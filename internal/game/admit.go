package game

import (
	"slices"

	"parley/casefile"
)

// options lists, by issue, what the room can bring about: the option in force, those it controls, and those that
// follow by a rule it can set off.
func (sp *Space) options() [][]uint16 {
	g := sp.g
	can := make([][]bool, len(g.Sizes))
	for i, n := range g.Sizes {
		can[i] = make([]bool, n)
		for o := range n {
			can[i][o] = o == int(sp.base[i]) && g.Today != nil || sp.chooses(i, o)
		}
	}
	for again := true; again; {
		again = false
		for w := range g.whens {
			if !satisfiable(g.whens[w].when, can) {
				continue
			}
			for _, set := range g.whens[w].then {
				if !can[set.Issue][set.Option] {
					can[set.Issue][set.Option], again, sp.follows = true, true, true
				}
			}
		}
	}
	out := make([][]uint16, len(can))
	for i := range can {
		for o, ok := range can[i] {
			if ok {
				out[i] = append(out[i], uint16(o))
			}
		}
	}
	return out
}

func (sp *Space) chooses(issue, option int) bool {
	return sp.g.Today == nil || (sp.room.Agenda == nil || sp.room.Agenda[issue]) && sp.g.CanMove(sp.room.Members, issue, int(sp.base[issue]), option)
}

// satisfiable reports whether some combination of the options meets the condition (true when it is too wide to try).
func satisfiable(c *Condition, can [][]bool) bool {
	if c.bits == nil {
		return true
	}
	s := make(State, len(can))
	for cell, ok := range c.bits {
		if !ok {
			continue
		}
		c.decode(cell, s)
		all := true
		for _, i := range c.issues {
			all = all && can[i][s[i]]
		}
		if all {
			return true
		}
	}
	return false
}

// conditions gathers all that a state must meet: no prohibition, every consequence, no red line broken anew, the
// extra conditions, and a rule behind each option the room does not control.
func (sp *Space) conditions(options [][]uint16) []*Condition {
	g := sp.g
	var out []*Condition
	forbid := func(c *Condition) {
		out = append(out, g.tabulate(c.Issues(), func(s State) bool { return !c.Holds(s) }))
	}
	for _, c := range g.Never {
		forbid(c)
	}
	for w := range g.whens {
		for _, set := range g.whens[w].then {
			out = append(out, g.implies(g.whens[w].when, set))
		}
	}
	for _, p := range sp.room.Accept.List() {
		for i := range g.parties[p].redLines {
			if slices.Contains(sp.room.Drop, Line{p, i}) || g.breaks(p, i, sp.base) && g.Today != nil {
				continue
			}
			for _, c := range g.parties[p].redLines[i].breaks {
				forbid(c)
			}
		}
	}
	out = append(out, sp.room.Extra...)
	return append(out, sp.justified(options)...)
}

func (g *Game) implies(when *Condition, set casefile.Setting) *Condition {
	issues := append(slices.Clone(when.Issues()), set.Issue)
	slices.Sort(issues)
	return g.tabulate(slices.Compact(issues), func(s State) bool { return !when.Holds(s) || int(s[set.Issue]) == set.Option })
}

// justified asks that an option the room does not control comes with the condition of a rule that sets it, where no rule
// can change that condition afterwards; other such options are left to the check of each state found.
func (sp *Space) justified(options [][]uint16) []*Condition {
	if !sp.follows {
		return nil
	}
	g := sp.g
	set := make([]bool, len(options))
	for w := range g.whens {
		for _, t := range g.whens[w].then {
			set[t.Issue] = true
		}
	}
	var out []*Condition
	for i := range options {
		for _, o := range options[i] {
			if o == sp.base[i] || sp.chooses(i, int(o)) {
				continue
			}
			var whens []*Condition
			issues := []int{i}
			for w := range g.whens {
				if slices.Contains(g.whens[w].then, casefile.Setting{Issue: i, Option: int(o)}) {
					whens = append(whens, g.whens[w].when)
					issues = append(issues, g.whens[w].when.Issues()...)
				}
			}
			if slices.ContainsFunc(issues[1:], func(k int) bool { return set[k] }) {
				continue
			}
			slices.Sort(issues)
			out = append(out, g.tabulate(slices.Compact(issues), func(s State) bool {
				return s[i] != o || slices.ContainsFunc(whens, func(c *Condition) bool { return c.Holds(s) })
			}))
		}
	}
	return out
}

// narrow drops from a condition the issues that have one option left.
func (sp *Space) narrow(c *Condition, options [][]uint16) *Condition {
	var free []int
	fixed := sp.start
	for _, i := range c.Issues() {
		if len(options[i]) > 1 {
			free = append(free, i)
		}
	}
	if len(free) == len(c.Issues()) {
		return c
	}
	return sp.g.tabulate(free, func(s State) bool {
		t := fixed.Clone()
		for _, i := range free {
			t[i] = s[i]
		}
		return c.Holds(t)
	})
}
