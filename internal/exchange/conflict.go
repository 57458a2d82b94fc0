package exchange

import (
	"fmt"
	"slices"
)

// Limits on a conflict in option form.
const (
	MaxTaken    = 20   // options of a conflict, whose combinations are listed
	MaxRanked   = 16   // options of a conflict whose states are ranked one by one
	MaxActors   = 64   // decision makers
	MaxRanking  = 1000 // states of a ranking, conditions of an order
	MaxPatterns = 1000 // infeasible patterns, alternatives counted
)

// Conflict is a graph-model conflict in option form: every option is taken (Y) or not (N), and belongs to one
// decision maker. A state says of each option whether it is taken.
type Conflict struct {
	Name       string
	Options    []Taken
	Actors     []Actor
	Infeasible []Condition // states that meet one cannot be
	Notes      []string    // what a reader should know: what was changed, what could not be carried over
}

// Taken is an option that its owner takes or not.
type Taken struct {
	Name  string
	Owner int // index into Actors
	Way   Way
}

// Way says how an option may change.
type Way uint8

// The ways.
const (
	Both    Way = iota
	Forward     // only from not taken to taken
	Back        // only from taken to not taken
)

// Actor is a decision maker. With neither priorities nor a ranking it is indifferent.
type Actor struct {
	Name       string
	Priorities []Condition // the most important first
	Ranking    [][]int     // places, the best first, each of tied feasible states, which count from 1; nil: by Priorities
}

// Condition holds in a state that meets all literals of one alternative.
type Condition [][]Literal

// Literal says of an option whether it is taken.
type Literal struct {
	Option int
	Yes    bool
}

// Holds reports whether a state, of which bit i says whether option i is taken, meets the condition.
func (c Condition) Holds(state uint32) bool {
	return slices.ContainsFunc(c, func(all []Literal) bool {
		return !slices.ContainsFunc(all, func(l Literal) bool { return state>>l.Option&1 == 1 != l.Yes })
	})
}

// Check returns an error when the parts of c do not fit together or exceed the limits of this package.
// A Conflict returned by a reader always passes.
func (c *Conflict) Check() error {
	if len(c.Options) == 0 || len(c.Options) > MaxTaken {
		return fmt.Errorf("the conflict has %d options; 1 to %d are possible", len(c.Options), MaxTaken)
	}
	if len(c.Actors) == 0 || len(c.Actors) > MaxActors {
		return fmt.Errorf("the conflict has %d decision makers; 1 to %d are possible", len(c.Actors), MaxActors)
	}
	for _, o := range c.Options {
		if o.Owner < 0 || o.Owner >= len(c.Actors) || o.Way > Back {
			return fmt.Errorf("option `%s` belongs to no decision maker", Shown(o.Name))
		}
	}
	conditions := slices.Clone(c.Infeasible)
	if n := len(slices.Concat(c.Infeasible...)); n > MaxPatterns {
		return fmt.Errorf("the conflict has %d infeasible patterns; at most %d are possible", n, MaxPatterns)
	}
	for _, a := range c.Actors {
		if len(a.Priorities) > MaxRanking {
			return fmt.Errorf("decision maker `%s` has %d preferences; at most %d are possible", Shown(a.Name), len(a.Priorities), MaxRanking)
		}
		if a.Ranking != nil && len(c.Options) > MaxRanked {
			return fmt.Errorf("decision maker `%s` ranks states of %d options one by one; with more than %d, rank by preferences", Shown(a.Name), len(c.Options), MaxRanked)
		}
		conditions = append(conditions, a.Priorities...)
	}
	for _, condition := range conditions {
		for _, l := range slices.Concat(condition...) {
			if l.Option < 0 || l.Option >= len(c.Options) {
				return fmt.Errorf("a condition names option %d of %d", l.Option, len(c.Options))
			}
		}
	}
	feasible := len(c.Feasible())
	if feasible == 0 {
		return fmt.Errorf("no state is feasible")
	}
	for _, a := range c.Actors {
		if err := checkRanking(a.Ranking, feasible); err != nil {
			return fmt.Errorf("decision maker `%s`: %w", Shown(a.Name), err)
		}
	}
	return nil
}

func checkRanking(ranking [][]int, feasible int) error {
	seen := map[int]bool{}
	for _, s := range slices.Concat(ranking...) {
		switch {
		case s < 1 || s > feasible:
			return fmt.Errorf("its ranking names state %d; there are %d", s, feasible)
		case seen[s]:
			return fmt.Errorf("its ranking names state %d twice", s)
		case len(seen) == MaxRanking:
			return fmt.Errorf("its ranking has more than %d states; rank by priorities", MaxRanking)
		}
		seen[s] = true
	}
	return nil
}

// Feasible lists the states that can be, ascending: the state counted as number 1 is the first.
func (c *Conflict) Feasible() []uint32 {
	all := uint32(1)<<len(c.Options) - 1
	cannot := make([]bool, all+1)
	for _, pattern := range slices.Concat(c.Infeasible...) {
		var yes, no uint32
		for _, l := range pattern {
			if l.Yes {
				yes |= 1 << l.Option
			} else {
				no |= 1 << l.Option
			}
		}
		if yes&no != 0 {
			continue // it contradicts itself
		}
		free := all &^ (yes | no)
		for rest := free; ; rest = (rest - 1) & free {
			if cannot[yes|rest] = true; rest == 0 {
				break
			}
		}
	}
	var out []uint32
	for state, is := range cannot {
		if !is {
			out = append(out, uint32(state))
		}
	}
	return out
}

// today is the state in which a case of the conflict begins: a feasible one with the fewest one-way options spent, so that
// the others can be reached from it; of those the first. number counts from 1.
func (c *Conflict) today() (state uint32, number, spent int) {
	spent = len(c.Options) + 1
	for k, s := range c.Feasible() {
		n := 0
		for i, o := range c.Options {
			if taken := s>>i&1 == 1; o.Way == Forward && taken || o.Way == Back && !taken {
				n++
			}
		}
		if n < spent {
			state, number, spent = s, k+1, n
		}
	}
	return state, number, spent
}

// Ranks lists the feasible states by number, the best for an actor first, ties together; those that its ranking leaves out
// last.
func (c *Conflict) Ranks(actor int) [][]int {
	a, feasible := &c.Actors[actor], c.Feasible()
	if a.Ranking != nil {
		rest := []int{}
		ranked := slices.Concat(a.Ranking...)
		for k := range feasible {
			if !slices.Contains(ranked, k+1) {
				rest = append(rest, k+1)
			}
		}
		if len(rest) > 0 {
			return append(slices.Clone(a.Ranking), rest)
		}
		return a.Ranking
	}
	numbers := make([]int, len(feasible))
	for k := range numbers {
		numbers[k] = k + 1
	}
	compare := func(x, y int) int {
		for _, p := range a.Priorities {
			switch at, of := p.Holds(feasible[x-1]), p.Holds(feasible[y-1]); {
			case at && !of:
				return -1
			case of && !at:
				return 1
			}
		}
		return 0
	}
	slices.SortStableFunc(numbers, compare)
	var out [][]int
	for k, n := range numbers {
		if k == 0 || compare(numbers[k-1], n) != 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], n)
	}
	return out
}
