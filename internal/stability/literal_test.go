package stability

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// literal applies the definitions of docs/model.md word by word.
type literal struct {
	payoff [][]int64
	moves  []Move
}

func (l literal) betters(m Move) bool {
	for p := range l.payoff {
		if m.By.Has(p) && l.payoff[p][m.To] <= l.payoff[p][m.From] {
			return false
		}
	}
	return true
}

// reached are the end states of legal sequences from s by non-empty subsets of h, no set twice in a row; the
// improving ones only when credible.
func (l literal) reached(h Set, s int, credible bool) map[int]bool {
	type node struct {
		state int
		last  Set
	}
	seen, ends := map[node]bool{}, map[int]bool{}
	var walk func(n node)
	walk = func(n node) {
		for _, m := range l.moves {
			next := node{m.To, m.By}
			if m.From == n.state && m.By&^h == 0 && m.By != n.last && (!credible || l.betters(m)) && !seen[next] {
				seen[next], ends[m.To] = true, true
				walk(next)
			}
		}
	}
	walk(node{state: s})
	return ends
}

func (l literal) own(p, s int) []int {
	var out []int
	for _, m := range l.moves {
		if m.From == s && m.By == 1<<p {
			out = append(out, m.To)
		}
	}
	return out
}

func (l literal) stable(p int, k Concept, s int) bool {
	u := l.payoff[p]
	everyone := Set(1)<<len(l.payoff) - 1
	for _, t := range l.own(p, s) {
		if u[t] <= u[s] {
			continue
		}
		answered := false
		for z := range l.reached(everyone&^(1<<p), t, k == SEQ || k == SSEQ) {
			ok := k != Nash && u[z] <= u[s]
			if k == SMR || k == SSEQ {
				for _, w := range l.own(p, z) {
					ok = ok && u[w] <= u[s]
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

// random is a small conflict with ties, one-way moves, moves that do not compose, and joint moves.
func random(r *rand.Rand) literal {
	parties, states := 2+r.IntN(3), 2+r.IntN(7)
	l := literal{payoff: make([][]int64, parties)}
	for p := range l.payoff {
		for range states {
			l.payoff[p] = append(l.payoff[p], int64(r.IntN(2+r.IntN(states))))
		}
	}
	dense := 1 + r.IntN(4)
	for by := Set(1); by < 1<<parties; by++ {
		if by&(by-1) != 0 && r.IntN(3) > 0 {
			continue
		}
		for from := range states {
			for to := range states {
				if from != to && r.IntN(8) < dense {
					l.moves = append(l.moves, Move{from, to, by})
				}
			}
		}
	}
	return l
}

func (l literal) conflict(t testing.TB) *Conflict {
	t.Helper()
	c, err := NewConflict(l.payoff, l.moves)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestLiteral(t *testing.T) {
	verdicts := map[string]int{}
	for seed := range uint64(3000) {
		l := random(rand.New(rand.NewPCG(seed, 7)))
		a := l.conflict(t).Analyse(1)
		for p := range l.payoff {
			for _, k := range Concepts() {
				for s := range l.payoff[p] {
					want := l.stable(p, k, s)
					verdicts[fmt.Sprint(k, want)]++
					if got := a.Stable(p, k, s); got != want {
						t.Fatalf("seed %d: party %d, %v, state %d: %v, by definition %v", seed, p, k, s, got, want)
					}
					v := a.Verdict(p, k, s)
					if v.Stable != want {
						t.Fatalf("seed %d: the verdict says %v", seed, v.Stable)
					}
					checkVerdict(t, l, p, k, s, v)
				}
			}
		}
	}
	for _, k := range Concepts() {
		if verdicts[fmt.Sprint(k, true)] < 1000 || verdicts[fmt.Sprint(k, false)] < 1000 {
			t.Errorf("%v: too few verdicts of each kind: %v", k, verdicts)
		}
	}
}

// checkVerdict holds the reason of a verdict against the moves there are.
func checkVerdict(t *testing.T, l literal, p int, k Concept, s int, v Verdict) {
	t.Helper()
	u := l.payoff[p]
	if v.To < 0 {
		if v.Improvements > 0 || !v.Stable {
			t.Fatalf("no improvement is told: %+v", v)
		}
		return
	}
	if u[v.To] <= u[s] {
		t.Fatalf("the improvement is none: %+v", v)
	}
	if !v.Stable {
		return
	}
	at, last := v.To, Set(0)
	for _, m := range v.Answer {
		there := false
		for _, have := range l.moves {
			there = there || have == m
		}
		if !there || m.From != at || m.By == last || m.By.Has(p) || k.credible() && !l.betters(m) {
			t.Fatalf("%v: the answer %v to %d is no legal sequence", k, v.Answer, v.To)
		}
		at, last = m.To, m.By
	}
	if len(v.Answer) == 0 || u[at] > u[s] {
		t.Fatalf("the answer %v leaves party %d better off", v.Answer, p)
	}
}

// The least shift makes a state stable, and a smaller one does not.
func TestShift(t *testing.T) {
	shifted := 0
	for seed := range uint64(600) {
		l := random(rand.New(rand.NewPCG(seed, 8)))
		a := l.conflict(t).Analyse(1)
		for p := range l.payoff {
			for _, k := range Concepts() {
				for s := range l.payoff[p] {
					need, was := a.Shift(p, k, s), l.payoff[p][s]
					for d := int64(0); d <= need; d++ {
						l.payoff[p][s] = was + d
						if l.stable(p, k, s) != (d == need) {
							t.Fatalf("seed %d: party %d, %v, state %d: the shift %d is not the least, %d", seed, p, k, s, need, d)
						}
					}
					l.payoff[p][s] = was
					if need > 0 {
						shifted++
					}
				}
			}
		}
	}
	if shifted < 1000 {
		t.Errorf("only %d shifts were tried", shifted)
	}
}

// Paths by improvements are legal, reach all that can be reached, and none is longer than a walk level by level finds.
func TestPaths(t *testing.T) {
	for seed := range uint64(1000) {
		l := random(rand.New(rand.NewPCG(seed, 9)))
		everyone := Set(1)<<len(l.payoff) - 1
		paths, want := l.conflict(t).Paths(0), l.reached(everyone, 0, true)
		short := l.shortest()
		for s, path := range paths {
			if s != 0 && (len(path) > 0) != want[s] || len(path) != short[s] {
				t.Fatalf("seed %d: path %v to %d; reachable %v, shortest %d", seed, path, s, want[s], short[s])
			}
			at, last := 0, Set(0)
			for _, m := range path {
				if m.From != at || m.By == last || !l.betters(m) {
					t.Fatalf("seed %d: the path %v is not legal", seed, path)
				}
				at, last = m.To, m.By
			}
		}
	}
}

// shortest is the length of a shortest legal sequence of improvements from state 0, by taking every (state, last mover)
// level by level.
func (l literal) shortest() map[int]int {
	type node struct {
		state int
		last  Set
	}
	level, seen, out := []node{{0, 0}}, map[node]bool{}, map[int]int{}
	for depth := 1; len(level) > 0; depth++ {
		var next []node
		for _, n := range level {
			for _, m := range l.moves {
				to := node{m.To, m.By}
				if m.From != n.state || m.By == n.last || !l.betters(m) || seen[to] {
					continue
				}
				seen[to] = true
				next = append(next, to)
				if _, ok := out[m.To]; !ok && m.To != 0 {
					out[m.To] = depth
				}
			}
		}
		level = next
	}
	return out
}

// What is stable under a stricter concept is stable under a weaker one.
func TestImplications(t *testing.T) {
	for seed := range uint64(1000) {
		l := random(rand.New(rand.NewPCG(seed, 10)))
		a := l.conflict(t).Analyse(1)
		for _, im := range [][2]Concept{{Nash, SSEQ}, {SSEQ, SEQ}, {SSEQ, SMR}, {SEQ, GMR}, {SMR, GMR}} {
			for p := range l.payoff {
				for s := range l.payoff[p] {
					if a.Stable(p, im[0], s) && !a.Stable(p, im[1], s) {
						t.Fatalf("seed %d: %v without %v", seed, im[0], im[1])
					}
				}
			}
		}
	}
}

func TestNewConflictRefuses(t *testing.T) {
	two := [][]int64{{0, 1}, {1, 0}}
	for _, m := range []Move{{0, 0, 1}, {-1, 1, 1}, {0, 2, 1}, {0, 1, 0}, {0, 1, 4}} {
		if _, err := NewConflict(two, []Move{m}); err == nil {
			t.Errorf("%v is accepted", m)
		}
	}
	if _, err := NewConflict([][]int64{{0, 1}, {1}}, nil); err == nil {
		t.Error("uneven payoffs are accepted")
	}
	if _, err := NewConflict(nil, nil); err == nil {
		t.Error("nobody is accepted")
	}
}
