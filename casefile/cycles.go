package casefile

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/expr"
)

// cycles reports quantities that depend on themselves, each cycle once. Tracks may depend on each other: all of a step are
// taken forward together.
func (k *checker) cycles() {
	found := circles(len(k.c.Quantities), func(q int, visit func(int)) {
		k.c.Quantities[q].each(func(n *expr.Node) {
			if n.Ref == expr.Quantity {
				visit(n.Index)
			}
		})
	})
	for _, members := range found {
		k.tellCycle(members)
	}
	if len(found) == 0 {
		k.beliefCycles()
	}
}

func (k *checker) tellCycle(members []int) {
	q := &k.c.Quantities[members[0]]
	if len(members) == 1 {
		k.r.Fail("cycle", q.Place, q.Path, fmt.Sprintf("`%s` depends on itself", q.Name), "")
		return
	}
	k.r.Fail("cycle", q.Place, q.Path, "quantities depend on each other in a circle: "+k.chain(members), "give one of them a number of its own")
}

// chain writes a circle of quantities.
func (k *checker) chain(members []int) string {
	var chain []string
	for _, m := range append(slices.Clone(members), members[0]) {
		chain = append(chain, "`"+k.c.Quantities[m].Name+"`")
	}
	return strings.Join(head(chain, 12), " → ")
}

// beliefCycles reports beliefs that depend on themselves, and likewise what quantities would be without leakage. Without
// them no quantity does.
func (k *checker) beliefCycles() {
	for p := range k.c.Parties {
		if v := k.c.Parties[p].Values; v != nil {
			k.beliefCycle(v.Believes)
		}
	}
	for t := range k.c.Threats {
		k.beliefCycle(k.c.Threats[t].Tight)
	}
}

// beliefCycle reports circles of quantities some of which have other values than the case gives them.
func (k *checker) beliefCycle(beliefs []Belief) {
	as := map[int]*Number{}
	calculated := false
	for _, b := range beliefs {
		as[b.Quantity] = b.Number
		calculated = calculated || b.Number.Form != Dist
	}
	if !calculated {
		return
	}
	for _, members := range circles(len(k.c.Quantities), func(q int, visit func(int)) {
		x := as[q]
		if x == nil {
			x = &k.c.Quantities[q].Number
		}
		x.each(func(n *expr.Node) {
			if n.Ref == expr.Quantity {
				visit(n.Index)
			}
		})
	}) {
		believed := members[slices.IndexFunc(members, func(q int) bool { return as[q] != nil })]
		k.r.Fail("cycle", as[believed].Place, as[believed].Path, fmt.Sprintf("`%s` is given in terms of itself here: %s", k.c.Quantities[believed].Name, k.chain(members)), "give it a number of its own")
	}
}

// circles finds the circles of a relation among n things, each once, in the order they are met. next calls its function for
// everything that i leads to.
func circles(n int, next func(i int, visit func(int))) [][]int {
	const (
		unseen = iota
		open
		done
	)
	state := make([]int, n)
	var stack []int
	var found [][]int
	var visit func(i int)
	visit = func(i int) {
		state[i] = open
		stack = append(stack, i)
		told := map[int]bool{} // of the circles that i closes
		next(i, func(j int) {
			switch {
			case told[j]:
			case state[j] == open:
				told[j] = true
				found = append(found, slices.Clone(stack[slices.Index(stack, j):]))
			case state[j] == unseen:
				visit(j)
			}
		})
		stack = stack[:len(stack)-1]
		state[i] = done
	}
	for i := range state {
		if state[i] == unseen {
			visit(i)
		}
	}
	return found
}
