package stability

import (
	"fmt"
	"math/bits"
	"slices"
)

// Set is a set of the parties of a conflict, by index.
type Set uint64

// Has reports whether party p is in the set.
func (s Set) Has(p int) bool { return s>>p&1 == 1 }

// Move is what the parties of By can do together, none of them spare: take the conflict from one state to another.
type Move struct {
	From, To int
	By       Set
}

// Conflict is a graph model. It is immutable and safe for concurrent use.
type Conflict struct {
	parties, states int
	payoff          [][]int64 // [party][state]
	sets            []Set     // the distinct sets that move
	moves           moves
}

// arc is a move seen from one of its ends.
type arc struct {
	state  int32 // at the other end
	set    int32 // index into sets
	better bool  // it betters every party that makes it
}

// everybody stands for no restriction on who moves.
const everybody = -1

// moves are the moves of a conflict. What out and in give may stand in buf, and is good until buf is used again. Where own is
// a party they may leave out moves that are not its alone; where credible is set, in may leave out what is not better.
type moves interface {
	out(s, own int, buf []arc) []arc
	in(s int, credible bool, buf []arc) []arc
	count() int
	transitive() bool // what a set can do in two moves on end it can do in one, or else it is back where it began
	valued(payoff [][]int64) moves
}

// out lists the moves out of a state; own: at least those of that party alone.
func (c *Conflict) out(s, own int, buf []arc) []arc { return c.moves.out(s, own, buf[:0]) }

// NewConflict makes a conflict of payoffs by party and state (higher is better, only the order counts) and moves. It
// fails when rows differ in length, there are more than 64 parties, or a move names what is not there, has no mover
// or leads nowhere.
func NewConflict(payoff [][]int64, list []Move) (*Conflict, error) {
	c, err := newConflict(payoff)
	if err != nil {
		return nil, err
	}
	index := map[Set]int32{}
	for _, m := range list {
		if min(m.From, m.To) < 0 || max(m.From, m.To) >= c.states || m.From == m.To || m.By == 0 || bits.Len64(uint64(m.By)) > c.parties {
			return nil, fmt.Errorf("the move from %d to %d by %b is not possible among %d states and %d parties", m.From, m.To, m.By, c.states, c.parties)
		}
		if _, ok := index[m.By]; !ok {
			index[m.By] = int32(len(c.sets))
			c.sets = append(c.sets, m.By)
		}
	}
	c.moves = newListed(c, list, index)
	return c, nil
}

func newConflict(payoff [][]int64) (*Conflict, error) {
	if len(payoff) == 0 || len(payoff) > 64 {
		return nil, fmt.Errorf("a conflict has from 1 to 64 parties, not %d", len(payoff))
	}
	c := &Conflict{parties: len(payoff), states: len(payoff[0]), payoff: payoff}
	for p := range payoff {
		if len(payoff[p]) != c.states {
			return nil, fmt.Errorf("party %d has payoffs for %d states, party 0 for %d", p, len(payoff[p]), c.states)
		}
	}
	return c, nil
}

// Valued is the same conflict with other payoffs, of the same shape.
func (c *Conflict) Valued(payoff [][]int64) *Conflict {
	return &Conflict{parties: c.parties, states: c.states, payoff: payoff, sets: c.sets, moves: c.moves.valued(payoff)}
}

// Moves counts the moves.
func (c *Conflict) Moves() int { return c.moves.count() }

// listed are moves that are listed one by one.
type listed struct {
	sets      []Set
	from, to  rowsOfArcs
	improving rowsOfArcs // those of to that better all who make them
}

// rowsOfArcs are moves in rows, one row a state.
type rowsOfArcs struct {
	start []int32
	list  []arc
}

func (a *rowsOfArcs) of(s int) []arc { return a.list[a.start[s]:a.start[s+1]] }

func newListed(c *Conflict, list []Move, index map[Set]int32) *listed {
	l := &listed{sets: c.sets}
	l.from.start, l.to.start = make([]int32, c.states+1), make([]int32, c.states+1)
	for _, m := range list {
		l.from.start[m.From+1]++
		l.to.start[m.To+1]++
	}
	for s := range c.states {
		l.from.start[s+1] += l.from.start[s]
		l.to.start[s+1] += l.to.start[s]
	}
	from, to := slices.Clone(l.from.start), slices.Clone(l.to.start)
	l.from.list, l.to.list = make([]arc, len(list)), make([]arc, len(list))
	for _, m := range list {
		a := arc{set: index[m.By], better: betters(c.payoff, m.By, m.From, m.To)}
		a.state = int32(m.To)
		l.from.list[from[m.From]] = a
		from[m.From]++
		a.state = int32(m.From)
		l.to.list[to[m.To]] = a
		to[m.To]++
	}
	l.improvements()
	return l
}

// improvements gathers the improving ones of the moves in.
func (l *listed) improvements() {
	states := len(l.to.start) - 1
	l.improving = rowsOfArcs{start: make([]int32, states+1)}
	for s := range states {
		for _, a := range l.to.of(s) {
			if a.better {
				l.improving.list = append(l.improving.list, a)
			}
		}
		l.improving.start[s+1] = int32(len(l.improving.list))
	}
}

func (l *listed) out(s, _ int, _ []arc) []arc { return l.from.of(s) }

func (l *listed) in(s int, credible bool, _ []arc) []arc {
	if credible {
		return l.improving.of(s)
	}
	return l.to.of(s)
}

func (l *listed) count() int       { return len(l.from.list) }
func (l *listed) transitive() bool { return false }

func (l *listed) valued(payoff [][]int64) moves {
	v := &listed{sets: l.sets, from: l.from, to: l.to}
	v.from.list, v.to.list = slices.Clone(l.from.list), slices.Clone(l.to.list)
	for s := range len(l.from.start) - 1 {
		for k, a := range v.from.of(s) {
			v.from.of(s)[k].better = betters(payoff, v.sets[a.set], s, int(a.state))
		}
		for k, a := range v.to.of(s) {
			v.to.of(s)[k].better = betters(payoff, v.sets[a.set], int(a.state), s)
		}
	}
	v.improvements()
	return v
}

// betters reports whether every party of a set gains by a move.
func betters(payoff [][]int64, by Set, from, to int) bool {
	for rest := uint64(by); rest != 0; rest &= rest - 1 {
		p := payoff[bits.TrailingZeros64(rest)]
		if p[to] <= p[from] {
			return false
		}
	}
	return true
}
