package game

import (
	"fmt"
	"slices"

	"parley/casefile"
)

// rankTicks is how far the values of neighbouring ranks of an order lie apart: twice what counts as a gain, so that rounding
// cannot hide one.
const rankTicks Tick = 2 * gainTicks

// maxSteps is the most priorities whose values are sums of powers of two: 2^38 ranks stay below a million points. Where there
// are more, all states that they tell apart are ranked one by one.
const maxSteps = 38

// compileOrder turns an order into values that rank the states as it does. Only their order means anything.
func (g *Game) compileOrder(p int, o *casefile.Order, fail func(m *casefile.Meta, code, reason, remedy string)) ([]term, *TooLargeError) {
	g.Ordinal |= 1 << p
	if o.Ranking != nil {
		return nil, g.compileRanking(p, o, fail)
	}
	if len(o.Priorities) > maxSteps {
		var truths []truthFunc
		for i := range o.Priorities {
			truths = append(truths, g.analyst.compileTruth(o.Priorities[i].When))
		}
		return nil, g.compileTable(p, g.scopeOf(o.Priorities), func(s State) []bool {
			key := make([]bool, len(truths))
			for i, truth := range truths {
				key[i] = truth(nil, s)
			}
			return key
		})
	}
	var terms []term
	for i := range o.Priorities {
		r := &o.Priorities[i]
		points := Points(rankTicks << (len(o.Priorities) - 1 - i))
		amount := &Number{of: &casefile.Number{Meta: r.Meta}, eval: func([]float64, State) float64 { return points }}
		rests := rests{issues: g.issuesOf(r.When)}
		terms = append(terms, g.term(p, &rests, term{amount: amount, when: g.analyst.compileTruth(r.When), fixed: true}))
	}
	return terms, nil
}

// compileRanking finds the place of every state, the first that it matches.
func (g *Game) compileRanking(p int, o *casefile.Order, fail func(m *casefile.Meta, code, reason, remedy string)) *TooLargeError {
	scope, places := g.scopeOf(slices.Concat(o.Ranking...)), make([][]func(State) bool, len(o.Ranking))
	for k := range o.Ranking {
		for i := range o.Ranking[k] {
			r := &o.Ranking[k][i]
			if r.When != nil {
				truth := g.analyst.compileTruth(r.When)
				places[k] = append(places[k], func(s State) bool { return truth(nil, s) })
				continue
			}
			state, err := g.Complete(g.Today, r.Settings)
			if err != nil {
				fail(&r.Meta, "deal-forbidden", fmt.Sprintf("`%s` is not a state: %v", r.Text, err), "leave it out, or change the rule")
				continue
			}
			places[k] = append(places[k], state.Equal)
		}
	}
	return g.compileTable(p, scope, func(s State) []bool {
		var key []bool
		for _, place := range places {
			key = append(key, slices.ContainsFunc(place, func(holds func(State) bool) bool { return holds(s) }))
			if key[len(key)-1] {
				break
			}
		}
		return key
	})
}

// scopeOf lists the issues that ranked items rest on: all of them where a whole state is ranked.
func (g *Game) scopeOf(items []casefile.Ranked) []int {
	var out []int
	for i := range items {
		if items[i].When != nil {
			out = append(out, g.issuesOf(items[i].When)...)
			continue
		}
		for issue := range g.Sizes {
			out = append(out, issue)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// compileTable ranks the cells of a scope by the key of each, compared from the front, true above false.
func (g *Game) compileTable(p int, issues []int, key func(State) []bool) *TooLargeError {
	scope := newScope(issues, g.Sizes)
	if scope.cells > maxCells {
		return &TooLargeError{
			What: fmt.Sprintf("the order of `%s`, which rests on %d issues at once", g.Case.Parties[p].Name, len(issues)), States: float64(scope.cells),
			Remedy: fmt.Sprintf("rank by conditions on fewer issues, or give at most %d priorities, each over fewer", maxSteps),
		}
	}
	keys, order, s := make([][]bool, scope.cells), make([]int, scope.cells), make(State, len(g.Sizes))
	for c := range keys {
		scope.Decode(c, s)
		keys[c], order[c] = key(s), c
	}
	compare := func(a, b int) int { return slices.CompareFunc(keys[a], keys[b], truthOrder) }
	slices.SortFunc(order, compare)
	table, rank := make([]Tick, scope.cells), Tick(0)
	for k, c := range order {
		if k > 0 && compare(order[k-1], c) != 0 {
			rank++
		}
		table[c] = rank * rankTicks
	}
	g.addFactor(Factor{Scope: scope, Party: p, ranks: table})
	return nil
}

func truthOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
