package stability

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// allBetter reports whether t betters every member of h over s.
func (l literal) allBetter(h Set, s, t int) bool {
	for p := range l.payoff {
		if h.Has(p) && l.payoff[p][t] <= l.payoff[p][s] {
			return false
		}
	}
	return true
}

// coalitionImprovements are CI_h(s): what h reaches among its members and what betters all of them.
func (l literal) coalitionImprovements(h Set, s int) map[int]bool {
	out := map[int]bool{}
	for t := range l.reached(h, s, false) {
		if l.allBetter(h, s, t) {
			out[t] = true
		}
	}
	return out
}

// classImprovements are the ends of sequences from s of coalition improvements of non-empty subsets of h, none twice in a row.
func (l literal) classImprovements(h Set, s int) map[int]bool {
	type node struct {
		state int
		last  Set
	}
	seen, ends := map[node]bool{}, map[int]bool{}
	var walk func(n node)
	walk = func(n node) {
		for by := Set(1); by <= h; by++ {
			if by&^h != 0 || by == n.last {
				continue
			}
			for t := range l.coalitionImprovements(by, n.state) {
				if next := (node{t, by}); !seen[next] {
					seen[next], ends[t] = true, true
					walk(next)
				}
			}
		}
	}
	walk(node{state: s})
	return ends
}

// stableFor applies the definitions of the coalition forms word by word.
func (l literal) stableFor(k Concept, h Set, s int) bool {
	others := (Set(1)<<len(l.payoff) - 1) &^ h
	for t := range l.coalitionImprovements(h, s) {
		answered := false
		var ends map[int]bool
		switch k {
		case CGMR, CSMR:
			ends = l.reached(others, t, false)
		case CSEQ:
			ends = l.classImprovements(others, t)
		}
		for u := range ends {
			ok := !l.allBetter(h, s, u)
			if k == CSMR {
				for v := range l.reached(h, u, false) {
					ok = ok && !l.allBetter(h, s, v)
				}
			}
			answered = answered || ok
		}
		if !answered {
			return false
		}
	}
	return true
}

func TestCoalitionsLiterally(t *testing.T) {
	verdicts := map[string]int{}
	for seed := range uint64(400) {
		l := random(rand.New(rand.NewPCG(seed, 11)))
		o := l.conflict(t).Coalitions()
		for s := range l.payoff[0] {
			for _, k := range Forms() {
				every := true
				for h := Set(1); h < 1<<len(l.payoff); h++ {
					want := l.stableFor(k, h, s)
					every = every && want
					verdicts[fmt.Sprint(k, want)]++
					if got := o.Stable(k, h, s); got != want {
						t.Fatalf("seed %d: %v for %b in %d: %v, by definition %v", seed, k, h, s, got, want)
					}
				}
				if o.Equilibrium(k, s) != every {
					t.Fatalf("seed %d: %v, state %d", seed, k, s)
				}
			}
		}
	}
	for _, k := range Forms() {
		if verdicts[fmt.Sprint(k, true)] < 1000 || verdicts[fmt.Sprint(k, false)] < 1000 {
			t.Errorf("%v: too few verdicts of each kind: %v", k, verdicts)
		}
	}
}

// For a party alone the coalition forms are the concepts of one party; CSEQ allows more answers than SEQ. What no coalition
// leaves is stable under every form.
func TestCoalitionImplications(t *testing.T) {
	for seed := range uint64(400) {
		l := random(rand.New(rand.NewPCG(seed, 12)))
		c := l.conflict(t)
		o, a := c.Coalitions(), c.Analyse(1)
		for s := range c.states {
			for p := range c.parties {
				for k, form := range map[Concept]Concept{Nash: CNash, GMR: CGMR, SMR: CSMR} {
					if a.Stable(p, k, s) != o.Stable(form, 1<<p, s) {
						t.Fatalf("seed %d: %v and %v differ for party %d in %d", seed, k, form, p, s)
					}
				}
				if a.Stable(p, SEQ, s) && !o.Stable(CSEQ, 1<<p, s) {
					t.Fatalf("seed %d: SEQ without CSEQ for party %d in %d", seed, p, s)
				}
			}
			for h := Set(1); h < 1<<c.parties; h++ {
				for _, im := range [][2]Concept{{CNash, CSMR}, {CSMR, CGMR}, {CNash, CSEQ}} {
					if o.Stable(im[0], h, s) && !o.Stable(im[1], h, s) {
						t.Fatalf("seed %d: %v without %v for %b in %d", seed, im[0], im[1], h, s)
					}
				}
			}
		}
	}
}
