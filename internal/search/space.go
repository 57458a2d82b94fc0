package search

import (
	"fmt"
	"slices"

	"parley/internal/game"
)

// Room asks what a set of parties can settle among themselves.
type Room struct {
	Members game.Mask  // act together; their control is pooled
	Agenda  []bool     // by issue; nil: every issue
	Accept  game.Mask  // whose red lines bind
	Drop    []Line     // red lines not to be counted
	Base    game.State // state in force; nil: today
	Extra   []*game.Condition
}

// Line names a red line.
type Line struct{ Party, Index int }

// BlockLimit is the most states a block may have when only branch and bound works on it; MaxComponent the most
// a linked component may have when all its undominated states are listed.
const (
	BlockLimit   = 1 << 10
	MaxComponent = 1 << 23
)

// Space is the set of states a room can reach and its red lines admit, as blocks of linked issues. It holds no
// values: those come with a draw.
type Space struct {
	g         *game.Game
	room      Room
	base      game.State
	start     game.State // base, with the one option left where there is one
	opts      [][]uint16 // by issue, ascending: what can be brought about
	blocks    []*block
	cross     []*game.Condition // link several blocks
	terms     []int             // factors that link several blocks
	values    []int             // the parties whose values matter, ascending
	follows   bool              // some option is only reachable as a consequence: check each state found
	empty     bool              // a rule or red line leaves nothing
	countOnly bool              // the blocks' sizes are wanted, not their states
}

// block is a group of issues whose joint states are listed.
type block struct {
	issues []int
	states []uint16 // row after row
	n      int
	inner  []int // factors that rest on this block alone
}

func (b *block) row(k int) []uint16 { return b.states[k*len(b.issues) : (k+1)*len(b.issues)] }

// NewSpace lists what the room can reach. values are the parties whose values the question needs; limit bounds the
// states of a block. Issues linked by a rule, a red line, a term or an extra condition share a block where it
// stays within the limit. With full, linked issues always share one, or a TooLargeError says which.
func NewSpace(g *game.Game, room Room, values game.Mask, limit int, full bool) (*Space, error) {
	sp := &Space{g: g, room: room, base: room.Base, values: values.List()}
	if sp.base == nil {
		sp.base = g.Base()
	}
	return sp, sp.build(sp.options(), limit, full)
}

// build groups the issues into blocks and lists their states.
func (sp *Space) build(options [][]uint16, limit int, full bool) error {
	sp.opts = options
	conds := sp.conditions(options)
	groups := groupIssues(sp.links(conds, options), options, limit, full)
	for _, issues := range groups {
		if size := product(issues, options); full && size > float64(limit) {
			return sp.tooLarge(issues, size)
		}
	}
	sp.start = sp.base.Clone()
	for i := range options {
		if len(options[i]) == 1 {
			sp.start[i] = options[i][0]
		}
	}
	sp.fill(groups, options, conds, full)
	sp.follows = sp.follows && !full
	return nil
}

func (sp *Space) tooLarge(issues []int, size float64) error {
	names := ""
	for k, i := range issues {
		if k > 0 {
			names += ", "
		}
		names += sp.g.Case.Issues[i].Name
	}
	return &game.TooLargeError{
		What: "the issues linked by rules, red lines and conditions (" + names + ")", States: size,
		Remedy: fmt.Sprintf("at most %d can be listed: leave issues out of the agenda, or split the rule that links most of them", MaxComponent),
	}
}

// Options lists the options of an issue that the room can bring about or leave as they are, ascending.
func (sp *Space) Options(issue int) []uint16 { return sp.opts[issue] }

// links lists the sets of free issues that something ties together.
func (sp *Space) links(conds []*game.Condition, options [][]uint16) [][]int {
	var out [][]int
	add := func(issues []int) {
		var free []int
		for _, i := range issues {
			if len(options[i]) > 1 {
				free = append(free, i)
			}
		}
		if len(free) > 1 {
			out = append(out, free)
		}
	}
	for _, c := range conds {
		add(c.Issues)
	}
	for f := range sp.g.Factors {
		if slices.Contains(sp.values, sp.g.Factors[f].Party) {
			add(sp.g.Factors[f].Issues)
		}
	}
	slices.SortStableFunc(out, func(a, b []int) int {
		pa, pb := product(a, options), product(b, options)
		switch {
		case pa < pb:
			return -1
		case pa > pb:
			return 1
		}
		return slices.Compare(a, b)
	})
	return out
}

func product(issues []int, options [][]uint16) float64 {
	n := 1.0
	for _, i := range issues {
		n *= float64(len(options[i]))
	}
	return n
}

// groupIssues joins linked issues into groups, smallest links first, while a group stays within the limit (with
// full: regardless of it). Groups come in the order of their first issue.
func groupIssues(links [][]int, options [][]uint16, limit int, full bool) [][]int {
	group := make([][]int, len(options))
	for i := range options {
		group[i] = []int{i}
	}
	for _, link := range links {
		var joined []int
		for _, i := range link {
			joined = append(joined, group[i]...)
		}
		slices.Sort(joined)
		joined = slices.Compact(joined)
		if full || product(joined, options) <= float64(limit) {
			for _, i := range joined {
				group[i] = joined
			}
		}
	}
	var out [][]int
	for i := range group {
		if group[i][0] == i {
			out = append(out, group[i])
		}
	}
	return out
}

// fill lists each group's admissible states and keeps the conditions that link several groups.
func (sp *Space) fill(groups [][]int, options [][]uint16, conds []*game.Condition, full bool) {
	of := make([]int, len(options))
	for b, issues := range groups {
		for _, i := range issues {
			of[i] = b
		}
		sp.blocks = append(sp.blocks, &block{issues: issues})
	}
	inside := make([][]*game.Condition, len(groups))
	for _, c := range conds {
		c = sp.narrow(c, options)
		switch home := sp.home(c.Issues, of, options); {
		case c.Bits != nil && !slices.Contains(c.Bits, false) && len(c.Bits) == 1:
		case home >= 0:
			inside[home] = append(inside[home], c)
		default:
			sp.cross = append(sp.cross, c)
		}
	}
	for f := range sp.g.Factors {
		fac := &sp.g.Factors[f]
		if !slices.Contains(sp.values, fac.Party) {
			continue
		}
		if home := sp.home(fac.Issues, of, options); home >= 0 {
			sp.blocks[home].inner = append(sp.blocks[home].inner, f)
		} else {
			sp.terms = append(sp.terms, f)
		}
	}
	for b, bl := range sp.blocks {
		bl.list(sp, options, inside[b])
		if full && sp.follows {
			bl.keepReached(sp)
		}
		if bl.n == 0 {
			sp.empty = true
		}
	}
}

// home is the block that holds all free issues of a scope, the first block for none, or −1.
func (sp *Space) home(issues, of []int, options [][]uint16) int {
	home := -1
	for _, i := range issues {
		if len(options[i]) <= 1 {
			continue
		}
		if home >= 0 && home != of[i] {
			return -1
		}
		home = of[i]
	}
	return max(home, 0)
}

// Each visits every state of a full Space, block by block in declaration order, until visit returns false. The
// state is reused between visits.
func (sp *Space) Each(visit func(game.State) bool) {
	s := sp.start.Clone()
	var rec func(b int) bool
	rec = func(b int) bool {
		if b == len(sp.blocks) {
			return visit(s)
		}
		bl := sp.blocks[b]
		for k := range bl.n {
			for c, i := range bl.issues {
				s[i] = bl.row(k)[c]
			}
			if !rec(b + 1) {
				return false
			}
		}
		return true
	}
	rec(0)
}

// keepReached drops joint states that the room cannot reach. It may only be asked of a block that holds every
// issue its rules link, since then what the rest of the state is does not matter.
func (b *block) keepReached(sp *Space) {
	s := sp.start.Clone()
	kept := 0
	for k := range b.n {
		for c, i := range b.issues {
			s[i] = b.row(k)[c]
		}
		if sp.g.Reaches(sp.room.Members, sp.room.Agenda, sp.base, s) {
			copy(b.row(kept), b.row(k))
			kept++
		}
	}
	b.n, b.states = kept, b.states[:kept*len(b.issues)]
}
