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
	out, in         arcs
	improving       arcs // those of in that better all who make them
}

// arcs are moves in rows, one row a state.
type arcs struct {
	start []int32
	list  []arc
}

type arc struct {
	state  int32 // at the other end
	set    int32 // index into sets
	better bool  // it betters every party that makes it
}

func (a *arcs) of(s int) []arc { return a.list[a.start[s]:a.start[s+1]] }

// NewConflict makes a conflict of payoffs by party and state (higher is better, only the order counts) and moves. It
// fails when rows differ in length, there are more than 64 parties, or a move names what is not there, has no mover
// or leads nowhere.
func NewConflict(payoff [][]int64, moves []Move) (*Conflict, error) {
	if len(payoff) == 0 || len(payoff) > 64 {
		return nil, fmt.Errorf("a conflict has from 1 to 64 parties, not %d", len(payoff))
	}
	c := &Conflict{parties: len(payoff), states: len(payoff[0]), payoff: payoff}
	for p := range payoff {
		if len(payoff[p]) != c.states {
			return nil, fmt.Errorf("party %d has payoffs for %d states, party 0 for %d", p, len(payoff[p]), c.states)
		}
	}
	index := map[Set]int32{}
	c.out.start, c.in.start = make([]int32, c.states+1), make([]int32, c.states+1)
	for _, m := range moves {
		if min(m.From, m.To) < 0 || max(m.From, m.To) >= c.states || m.From == m.To || m.By == 0 || bits.Len64(uint64(m.By)) > c.parties {
			return nil, fmt.Errorf("the move from %d to %d by %b is not possible among %d states and %d parties", m.From, m.To, m.By, c.states, c.parties)
		}
		if _, ok := index[m.By]; !ok {
			index[m.By] = int32(len(c.sets))
			c.sets = append(c.sets, m.By)
		}
		c.out.start[m.From+1]++
		c.in.start[m.To+1]++
	}
	for s := range c.states {
		c.out.start[s+1] += c.out.start[s]
		c.in.start[s+1] += c.in.start[s]
	}
	c.fill(moves, index)
	return c, nil
}

func (c *Conflict) fill(moves []Move, index map[Set]int32) {
	out, in := slices.Clone(c.out.start), slices.Clone(c.in.start)
	c.out.list, c.in.list = make([]arc, len(moves)), make([]arc, len(moves))
	for _, m := range moves {
		a := arc{set: index[m.By], better: c.betters(m)}
		a.state = int32(m.To)
		c.out.list[out[m.From]] = a
		out[m.From]++
		a.state = int32(m.From)
		c.in.list[in[m.To]] = a
		in[m.To]++
	}
	c.improvements()
}

// improvements gathers the improving ones of the moves in.
func (c *Conflict) improvements() {
	c.improving = arcs{start: make([]int32, c.states+1)}
	for s := range c.states {
		for _, a := range c.in.of(s) {
			if a.better {
				c.improving.list = append(c.improving.list, a)
			}
		}
		c.improving.start[s+1] = int32(len(c.improving.list))
	}
}

// betters reports whether every party that makes the move gains by it.
func (c *Conflict) betters(m Move) bool {
	for by := uint64(m.By); by != 0; by &= by - 1 {
		p := c.payoff[bits.TrailingZeros64(by)]
		if p[m.To] <= p[m.From] {
			return false
		}
	}
	return true
}

// Valued is the same conflict with other payoffs, of the same shape.
func (c *Conflict) Valued(payoff [][]int64) *Conflict {
	v := &Conflict{parties: c.parties, states: c.states, payoff: payoff, sets: c.sets, out: c.out, in: c.in}
	v.out.list, v.in.list = slices.Clone(c.out.list), slices.Clone(c.in.list)
	for s := range v.states {
		for k, a := range v.out.of(s) {
			v.out.of(s)[k].better = v.betters(Move{From: s, To: int(a.state), By: v.sets[a.set]})
		}
		for k, a := range v.in.of(s) {
			v.in.of(s)[k].better = v.betters(Move{From: int(a.state), To: s, By: v.sets[a.set]})
		}
	}
	v.improvements()
	return v
}

// Moves counts the moves.
func (c *Conflict) Moves() int { return len(c.out.list) }
