package search

import (
	"slices"

	"parley/internal/game"
)

// Solver answers questions about one Space, one draw at a time. It is reused from draw to draw without allocating;
// each worker has its own.
type Solver struct {
	sp    *Space
	n     *game.Numbers
	sign  game.Tick     // 1, or −1 to search for the smallest value
	order []int         // blocks in the order of search: largest first
	val   [][]game.Tick // [block][state × parties]
	lay   []layout      // [block]
	links []linked      // conditions and terms over several blocks, by depth
	bonus [][]game.Tick // [depth] the most that terms not yet decided at that depth can add, by party
	whole *Filter       // no restriction

	Stop func() error // asked now and then while undominated states are listed: why to give up; nil: never

	// scratch of one search
	active [][]int32
	peak   [][]game.Tick // [depth] sum over later blocks of the largest value, by party
	score  [][]float64
	reach  []float64 // [depth] sum over later blocks of the largest score
	price  []float64 // Lagrange multipliers, by party
	state  game.State
	sum    [][]game.Tick // [depth] value so far
	picks  []int32
	nodes  int

	beside beside
}

// layout says where a block's values come from.
type layout struct {
	unary []int32   // [state × issues] index into a party's unary row
	cell  [][]int32 // [inner factor][state]
	party []int     // [inner factor] whose it is, as a place among the parties
}

// linked are the conditions and terms decided when the block at one depth is set.
type linked struct {
	conds []*game.Condition
	terms []int
	party []int       // [term] whose it is, as a place among the parties
	most  []game.Tick // [term] that it can add
}

// NewSolver prepares for draws.
func (sp *Space) NewSolver() *Solver {
	sv := &Solver{sp: sp, sign: 1, state: sp.start.Clone()}
	for b := range sp.blocks {
		sv.order = append(sv.order, b)
	}
	slices.SortStableFunc(sv.order, func(a, b int) int { return sp.blocks[b].n - sp.blocks[a].n })
	parties := len(sp.values)
	for _, bl := range sp.blocks {
		sv.lay = append(sv.lay, sp.layout(bl))
		sv.val = append(sv.val, make([]game.Tick, bl.n*parties))
		sv.active = append(sv.active, make([]int32, 0, bl.n))
		sv.score = append(sv.score, make([]float64, bl.n))
	}
	depth := len(sp.blocks)
	for range depth + 1 {
		sv.peak = append(sv.peak, make([]game.Tick, parties))
		sv.sum = append(sv.sum, make([]game.Tick, parties))
		sv.bonus = append(sv.bonus, make([]game.Tick, parties))
	}
	sv.reach = make([]float64, depth+1)
	sv.price = make([]float64, parties)
	sv.picks = make([]int32, depth)
	sv.links = make([]linked, depth)
	sv.place(sp.cross)
	for _, f := range sp.terms {
		d := sv.depthOf(sp.g.Factors[f].Issues)
		l := &sv.links[d]
		l.terms, l.party, l.most = append(l.terms, f), append(l.party, slices.Index(sp.values, sp.g.Factors[f].Party)), append(l.most, 0)
	}
	sv.whole = &Filter{}
	return sv
}

// place files conditions over several blocks under the depth at which they are decided.
func (sv *Solver) place(conds []*game.Condition) {
	for _, c := range conds {
		d := sv.depthOf(c.Issues)
		sv.links[d].conds = append(sv.links[d].conds, c)
	}
}

func (sv *Solver) depthOf(issues []int) int {
	deepest := 0
	for d, b := range sv.order {
		for _, i := range sv.sp.blocks[b].issues {
			if slices.Contains(issues, i) {
				deepest = d
			}
		}
	}
	return deepest
}

func (sp *Space) layout(bl *block) layout {
	l := layout{unary: make([]int32, bl.n*len(bl.issues))}
	s := sp.start.Clone()
	for _, f := range bl.inner {
		l.cell, l.party = append(l.cell, make([]int32, bl.n)), append(l.party, slices.Index(sp.values, sp.g.Factors[f].Party))
	}
	for k := range bl.n {
		for c, i := range bl.issues {
			o := bl.row(k)[c]
			l.unary[k*len(bl.issues)+c] = int32(sp.g.Offset[i] + int(o))
			s[i] = o
		}
		for f, at := range bl.inner {
			l.cell[f][k] = int32(sp.g.Factors[at].Encode(s))
		}
	}
	return l
}

// Load fills the values of one draw.
func (sv *Solver) Load(n *game.Numbers) {
	sv.n, sv.beside.of = n, nil
	for j := range sv.sp.values {
		sv.loadParty(j, n)
	}
	sv.sumBonus()
}

// loadParty fills what the states of blocks are worth to the party at a place, and what terms over several blocks can add.
func (sv *Solver) loadParty(j int, n *game.Numbers) {
	sp, parties := sv.sp, len(sv.sp.values)
	row := n.Unary[sp.values[j]]
	for b, bl := range sp.blocks {
		l, val, wide := &sv.lay[b], sv.val[b], len(bl.issues)
		for k := range bl.n {
			var v game.Tick
			for _, at := range l.unary[k*wide : (k+1)*wide] {
				v += row[at]
			}
			val[k*parties+j] = v * sv.sign
		}
		for f, at := range bl.inner {
			if l.party[f] != j {
				continue
			}
			table := n.Table(at)
			for k, c := range l.cell[f] {
				val[k*parties+j] += table[c] * sv.sign
			}
		}
	}
	sv.loadMost(j, n)
}

// loadMost finds the most that a party's terms over several blocks can add.
func (sv *Solver) loadMost(j int, n *game.Numbers) {
	for d := range sv.links {
		l := &sv.links[d]
		for k, f := range l.terms {
			switch {
			case l.party[k] != j:
			case sv.sign < 0:
				l.most[k] = -slices.Min(n.Table(f))
			default:
				l.most[k] = slices.Max(n.Table(f))
			}
		}
	}
}

// sumBonus bounds what terms over several blocks can still add.
func (sv *Solver) sumBonus() {
	for d := len(sv.links) - 1; d >= 0; d-- {
		copy(sv.bonus[d], sv.bonus[d+1])
		for k, j := range sv.links[d].party {
			sv.bonus[d][j] += sv.links[d].most[k]
		}
	}
}

// Parties lists the parties whose values the solver holds, in the order of its vectors.
func (sv *Solver) Parties() []int { return sv.sp.values }

// Filter restricts a search to states that meet some conditions.
type Filter struct {
	keep  [][]bool // [block][state]; nil keeps all
	cross []*game.Condition
	none  bool // no state can meet it
}

// Filter compiles conditions for repeated use.
func (sp *Space) Filter(conds []*game.Condition) *Filter {
	f := &Filter{keep: make([][]bool, len(sp.blocks))}
	of := make(map[int]int)
	for b, bl := range sp.blocks {
		for _, i := range bl.issues {
			of[i] = b
		}
	}
	s := sp.start.Clone()
	for _, c := range conds {
		home, several := -1, false
		for _, i := range c.Issues {
			several = several || home >= 0 && home != of[i] && sp.blocks[of[i]].n > 1
			if sp.blocks[of[i]].n > 1 || home < 0 {
				home = of[i]
			}
		}
		if home < 0 || several {
			f.cross = append(f.cross, c)
			continue
		}
		f.keepIn(sp, home, c, s)
	}
	for _, k := range f.keep {
		f.none = f.none || k != nil && !slices.Contains(k, true)
	}
	return f
}

func (f *Filter) keepIn(sp *Space, b int, c *game.Condition, s game.State) {
	bl := sp.blocks[b]
	if f.keep[b] == nil {
		f.keep[b] = slices.Repeat([]bool{true}, bl.n)
	}
	for k := range bl.n {
		for col, i := range bl.issues {
			s[i] = bl.row(k)[col]
		}
		f.keep[b][k] = f.keep[b][k] && c.Holds(s)
	}
	for _, i := range bl.issues {
		s[i] = sp.start[i]
	}
}

// With returns the filter narrowed to states in which an issue has an option.
func (f *Filter) With(sp *Space, issue, option int) *Filter {
	out := &Filter{keep: make([][]bool, len(sp.blocks)), cross: f.cross, none: f.none}
	copy(out.keep, f.keep)
	for b, bl := range sp.blocks {
		col := slices.Index(bl.issues, issue)
		if col < 0 {
			continue
		}
		keep := make([]bool, bl.n)
		for k := range keep {
			keep[k] = (f.keep == nil || f.keep[b] == nil || f.keep[b][k]) && int(bl.row(k)[col]) == option
		}
		out.keep[b] = keep
		out.none = out.none || !slices.Contains(keep, true)
	}
	return out
}
