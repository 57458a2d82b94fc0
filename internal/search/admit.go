package search

import (
	"slices"

	"parley/casefile"
	"parley/internal/game"
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
		for w := range g.Consequences {
			if !satisfiable(g.Consequences[w].When, can) {
				continue
			}
			for _, set := range g.Consequences[w].Then {
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
func satisfiable(c *game.Condition, can [][]bool) bool {
	if c.Bits == nil {
		return true
	}
	s := make(game.State, len(can))
	for cell, ok := range c.Bits {
		if !ok {
			continue
		}
		c.Decode(cell, s)
		all := true
		for _, i := range c.Issues {
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
func (sp *Space) conditions(options [][]uint16) []*game.Condition {
	g := sp.g
	var out []*game.Condition
	forbid := func(c *game.Condition) {
		out = append(out, g.Tabulate(c.Issues, func(s game.State) bool { return !c.Holds(s) }))
	}
	for _, c := range g.Never {
		forbid(c)
	}
	for w := range g.Consequences {
		for _, set := range g.Consequences[w].Then {
			out = append(out, implies(g, g.Consequences[w].When, set))
		}
	}
	for _, p := range sp.room.Accept.List() {
		for i := range g.Parties[p].RedLines {
			if slices.Contains(sp.room.Drop, Line{p, i}) || g.Breaks(p, i, sp.base) && g.Today != nil {
				continue
			}
			for _, c := range g.Parties[p].RedLines[i].Breaks {
				forbid(c)
			}
		}
	}
	out = append(out, sp.room.Extra...)
	return append(out, sp.justified(options)...)
}

func implies(g *game.Game, when *game.Condition, set casefile.Setting) *game.Condition {
	issues := append(slices.Clone(when.Issues), set.Issue)
	slices.Sort(issues)
	return g.Tabulate(slices.Compact(issues), func(s game.State) bool { return !when.Holds(s) || int(s[set.Issue]) == set.Option })
}

// justified asks that an option the room does not control comes with the condition of a rule that sets it, where no rule
// can change that condition afterwards; other such options are left to the check of each state found.
func (sp *Space) justified(options [][]uint16) []*game.Condition {
	if !sp.follows {
		return nil
	}
	g := sp.g
	set := make([]bool, len(options))
	for w := range g.Consequences {
		for _, t := range g.Consequences[w].Then {
			set[t.Issue] = true
		}
	}
	var out []*game.Condition
	for i := range options {
		for _, o := range options[i] {
			if o == sp.base[i] || sp.chooses(i, int(o)) {
				continue
			}
			var whens []*game.Condition
			issues := []int{i}
			for w := range g.Consequences {
				if slices.Contains(g.Consequences[w].Then, casefile.Setting{Issue: i, Option: int(o)}) {
					whens = append(whens, g.Consequences[w].When)
					issues = append(issues, g.Consequences[w].When.Issues...)
				}
			}
			if slices.ContainsFunc(issues[1:], func(k int) bool { return set[k] }) {
				continue
			}
			slices.Sort(issues)
			out = append(out, g.Tabulate(slices.Compact(issues), func(s game.State) bool {
				return s[i] != o || slices.ContainsFunc(whens, func(c *game.Condition) bool { return c.Holds(s) })
			}))
		}
	}
	return out
}

// narrow drops from a condition the issues that have one option left.
func (sp *Space) narrow(c *game.Condition, options [][]uint16) *game.Condition {
	var free []int
	fixed := sp.start
	for _, i := range c.Issues {
		if len(options[i]) > 1 {
			free = append(free, i)
		}
	}
	if len(free) == len(c.Issues) {
		return c
	}
	return sp.g.Tabulate(free, func(s game.State) bool {
		t := fixed.Clone()
		for _, i := range free {
			t[i] = s[i]
		}
		return c.Holds(t)
	})
}
