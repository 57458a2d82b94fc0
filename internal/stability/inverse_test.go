package stability

import (
	"encoding/json"
	"math/rand/v2"
	"testing"
)

// permutations calls f with every strict ranking of n states as payoffs.
func permutations(n int, f func(payoff []int64)) {
	row := make([]int64, n)
	for s := range row {
		row[s] = int64(s)
	}
	var rec func(k int)
	rec = func(k int) {
		if k == n {
			f(row)
			return
		}
		for i := k; i < n; i++ {
			row[k], row[i] = row[i], row[k]
			rec(k + 1)
			row[k], row[i] = row[i], row[k]
		}
	}
	rec(0)
}

// apart counts the pairs of states that two rankings order differently.
func apart(a, b []int64) int {
	n := 0
	for x := range a {
		for y := range x {
			if a[x] > a[y] != (b[x] > b[y]) {
				n++
			}
		}
	}
	return n
}

// Counts and least changes by trying every ranking of one party.
func TestInverseLiterally(t *testing.T) {
	counted, changed := 0, 0
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 13))
		l := random(r)
		n := len(l.payoff[0])
		if n > 6 {
			continue
		}
		p, s := r.IntN(len(l.payoff)), r.IntN(n)
		for x, rank := range r.Perm(n) {
			l.payoff[p][x] = int64(rank)
		}
		before := append([]int64(nil), l.payoff[p]...)
		for _, k := range Concepts() {
			want, of, least := int64(0), int64(0), -1
			permutations(n, func(row []int64) {
				l.payoff[p] = row
				if of++; l.stable(p, k, s) {
					want++
					if d := apart(before, row); least < 0 || d < least {
						least = d
					}
				}
			})
			l.payoff[p] = append([]int64(nil), before...)
			v := l.conflict(t).Inverse(p, k, s, nil)
			if got, all := v.Count(); got != want || all != of {
				t.Fatalf("seed %d: %v: %d of %d, by trying all %d of %d", seed, k, got, all, want, of)
			}
			lowered, pairs, exact := v.Swaps()
			if !exact || pairs != least {
				t.Fatalf("seed %d: %v: %d swaps (exact %v), by trying all %d", seed, k, pairs, exact, least)
			}
			if counted++; len(lowered) > 0 {
				changed++
			}
		}
	}
	if counted < 200 || changed < 50 {
		t.Errorf("%d counts, %d changes", counted, changed)
	}
}

// Syria and Iraq 1975: the rankings of Syria under which the release of water, state 2, is stable for it. Published are 240
// under Nash; of SEQ 384, where the definition is applied to every improvement.
func TestPublishedCounts(t *testing.T) {
	var c published
	if err := json.Unmarshal([]byte(`{"states_dec": [0,1,2,4,5,6], "dm_masks": [3,4], "rankings": [[1,3,6,2,4,5],[2,4,6,1,5,3]]}`), &c); err != nil {
		t.Fatal(err)
	}
	conflict := c.conflict(t)
	f := c.form(conflict)
	for k, want := range map[Concept]int64{Nash: 240, GMR: 384, SMR: 300, SEQ: 384, SSEQ: 300, SIM: 240} {
		if got, of := conflict.Inverse(0, k, 1, f).Count(); got != want || of != 720 {
			t.Errorf("%v: %d of %d, published %d", k, got, of, want)
		}
	}
}
