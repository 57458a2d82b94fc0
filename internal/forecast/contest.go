package forecast

import (
	"encoding/binary"
	"math"
	"slices"

	"parley/casefile"
	"parley/internal/game"
	"parley/internal/spatial"
)

// The contest of states is the probabilistic Condorcet election of the KAPSARC Toolkit (Wise 2015), with states for
// positions: today, the packages that tables consider, and single steps from today. Any may challenge the one that stands, all equally
// often. Each party votes with its weight times the difference that the two make to it, as a share of what all of them make to it; a state
// wins with its coalition's share of the votes. The answer is the share of time for which each stands: the stationary distribution of
// that chain. There are no tables in it, no vetoes, no dates, no margins, no chance but the draws, and nobody signs anything: what it
// shares with the runs is what parties value. It is the second engine where no issue has a scale, and the third otherwise (settle.go).

const (
	contestDraws    = 300  // leading draws
	contestPackages = 64   // that tables consider
	contestStates   = 96   // those, today, and single steps from it
	nobody          = 1e-8 // strength of a coalition without members: no contest is quite certain
)

const contestIs = "packages contest each other, with power for votes; no tables, vetoes or time"

// contestants are today, the packages that tables consider, and states one step from today, whoever can take it.
func (q *question) contestants() []game.State {
	out := append([]game.State{q.g.Today}, q.book.Packages(contestPackages)...)
	for i, n := range q.g.Sizes {
		for o := range n {
			s, err := q.g.Complete(q.g.Today, []casefile.Setting{{Issue: i, Option: o}})
			if err == nil && len(out) < contestStates && !slices.ContainsFunc(out, s.Equal) {
				out = append(out, s)
			}
		}
	}
	return out
}

// contest is the second engine. It is immutable; each goroutine takes a contester.
type contest struct {
	q           *question
	states      []game.State // today first
	voters      *electorate
	lasting     *lasting
	*settlement // nil: there is no election of places
}

func (q *question) contest() *contest {
	return &contest{q: q, states: q.contestants(), voters: q.electorate(), lasting: newLasting(q.w, q.base.e.ends)}
}

// contester is the scratch of one goroutine.
type contester struct {
	*contest
	n               *game.Numbers
	inputs          []float64
	vars, next      []float64
	weights         []float64
	values          []float64      // [voter × state] in shares of the voter's range
	favour, against []float64      // scratch: [state]
	move            []float64      // [state × state]
	filed           map[string]int // where states fall that stay in force, by the issues that this rests on
	key             []byte
}

func (c *contest) worker() *contester {
	n := len(c.states)
	return &contester{
		contest: c, n: c.q.g.NewNumbers(), inputs: make([]float64, len(c.q.g.Case.Inputs)), vars: make([]float64, c.q.g.Vars()), next: make([]float64, c.q.g.Vars()),
		values: make([]float64, len(c.voters.voters)*n), favour: make([]float64, n), against: make([]float64, n), move: make([]float64, n*n),
		filed: map[string]int{},
	}
}

// beside is what the engines beside the runs make of one draw, by ending.
type beside struct {
	contest []float64 // share of time; nil: the draw is left out
	places  []int     // throws, those that the rules forbid last; nil: there is no election of places
}

// draw runs the engines on one draw, whose inputs are set.
func (x *contester) draw(run int) (out beside, err error) {
	if err := x.n.Draw(x.inputs, nil); err != nil {
		return out, err
	}
	if !x.lasting.fixed {
		clear(x.filed)
	}
	x.weights = x.voters.weights(x.q.g, x.inputs, x.weights)
	if err := x.value(); err != nil {
		return out, err
	}
	out.contest = make([]float64, len(x.q.base.e.ends)+1)
	shares := x.hold()
	for k, share := range shares {
		ending, err := x.file(x.states[k])
		if err != nil {
			return out, err
		}
		out.contest[ending] += share
	}
	if x.settlement != nil {
		out.places, err = x.settle(run, shares)
	}
	return out, err
}

// file is the ending under which a state falls that stays in force. States that agree in all that this rests on fall under one.
func (x *contester) file(s game.State) (int, error) {
	x.key = x.key[:0]
	for _, i := range x.lasting.rests.Issues {
		x.key = binary.LittleEndian.AppendUint16(x.key, s[i])
	}
	if k, ok := x.filed[string(x.key)]; ok {
		return k, nil
	}
	copy(x.vars, x.n.Vars)
	k, err := x.lasting.file(x.vars, x.next, s)
	if err == nil {
		x.filed[string(x.key)] = k
	}
	return k, err
}

// value scales what each voter makes of each state to its own range; who is indifferent between all has nothing to vote with.
func (x *contester) value() error {
	n := len(x.states)
	for v, p := range x.voters.voters {
		row := x.values[v*n : (v+1)*n]
		low, high := game.NoCap, game.NoThreshold
		for k, s := range x.states {
			t := x.n.Value(p, s)
			row[k] = game.Points(t)
			low, high = min(low, t), max(high, t)
		}
		wide := game.Points(high - low)
		for k := range row {
			if wide < 1e-9 {
				row[k] = 0
			} else {
				row[k] /= wide
			}
		}
	}
	return x.n.Fault()
}

// hold is the share of time for which each state stands.
func (x *contester) hold() []float64 {
	n := len(x.states)
	for i := range n {
		favour, against := x.favour[:i], x.against[:i]
		for j := range favour {
			favour[j], against[j] = nobody, nobody
		}
		for v, weight := range x.weights {
			row := x.values[v*n : (v+1)*n]
			for j, value := range row[:i] {
				vote := float64(weight * (row[i] - value))
				favour[j] += (math.Abs(vote) + vote) / 2 // max(0, vote), to the bit
				against[j] += (math.Abs(vote) - vote) / 2
			}
		}
		for j := range favour {
			both := favour[j] + against[j]
			x.move[i*n+j], x.move[j*n+i] = favour[j]/both/float64(n), against[j]/both/float64(n)
		}
	}
	return spatial.Stationary(x.move, n)
}
