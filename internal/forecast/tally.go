package forecast

import (
	"parley/internal/clock"
	"parley/internal/game"
)

// maxPacks is the most packages that are told apart; what else is made counts as deals all the same.
const maxPacks = 1 << 14

// slot is what is kept of a run until its block is counted.
type slot struct {
	ending  int // −1: left out
	leavers game.Mask
	made    []made
	log     []clock.Happening
}

// fill takes what is kept of a run.
func (s *slot) fill(ending int, x *runner) {
	s.ending, s.leavers = ending, x.leavers
	s.made, s.log = append(s.made[:0], x.made...), append(s.log[:0], x.r.Log...)
}

// pack is a package that was made, and in how many runs.
type pack struct {
	state game.State
	runs  int
	last  int // the run that counted it last
}

// tally counts runs. All is whole numbers: it does not depend on how the runs were cut up, and takes no more room for more of them.
type tally struct {
	n       int   // runs that count
	endings []int // something else last
	first   []int // [step] runs whose first deal came in it
	firstAt []int // [table] runs whose first deal was made there
	dealt   int   // runs with a deal
	several int   // with more than one
	fate    [clock.Lifted + 1][]int
	broken  int // runs in which a deal was broken, by whomever or whatever
	ended   []int
	packs   map[string]*pack
	order   []*pack // as they were first made
	key     []byte
	seen    [clock.Lifted + 1][]int // the run that counted it last
	run     int
}

func newTally(g *game.Game, steps, endings int) *tally {
	y := &tally{
		endings: make([]int, endings+1), first: make([]int, steps+1), firstAt: make([]int, len(g.Case.Tables)),
		ended: make([]int, len(g.Events)), packs: make(map[string]*pack),
	}
	wide := max(len(g.Parties), len(g.Events), len(g.Threats), len(g.Guarantees), len(g.Case.Tables), 1)
	for k := range y.fate {
		y.fate[k], y.seen[k] = make([]int, wide), make([]int, wide)
	}
	return y
}

// add counts a run.
func (y *tally) add(s *slot, g *game.Game) {
	y.n++
	y.run++
	y.endings[s.ending]++
	if len(s.made) > 0 {
		y.dealt++
		y.first[s.made[0].step]++
		y.firstAt[s.made[0].table]++
	}
	if len(s.made) > 1 {
		y.several++
	}
	for k := range s.made {
		y.pack(s.made[k].state)
	}
	broken := false
	for _, h := range s.log {
		broken = broken || breaks(h.Kind)
		if y.seen[h.Kind][h.Index] == y.run {
			continue
		}
		y.seen[h.Kind][h.Index] = y.run
		y.fate[h.Kind][h.Index]++
		if h.Kind == clock.Fired && g.Events[h.Index].Of.Ends {
			y.ended[h.Index]++
		}
	}
	if broken {
		y.broken++
	}
}

func breaks(k clock.Kind) bool { return k == clock.Broken || k == clock.Succeeded || k == clock.Upset }

// pack counts a package once a run.
func (y *tally) pack(s game.State) {
	y.key = y.key[:0]
	for _, o := range s {
		y.key = append(y.key, byte(o), byte(o>>8))
	}
	p, ok := y.packs[string(y.key)]
	if !ok {
		if len(y.packs) >= maxPacks {
			return
		}
		p = &pack{state: s}
		y.packs[string(y.key)], y.order = p, append(y.order, p)
	}
	if p.last != y.run {
		p.runs, p.last = p.runs+1, y.run
	}
}
