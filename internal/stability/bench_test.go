package stability

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// formed is a conflict in option form of parties that share so many options; every state is feasible, payoffs are random.
func formed(b testing.TB, parties, bits int) *Conflict {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 1))
	radix := make([]int32, parties)
	for p := range radix {
		radix[p] = 1
	}
	for k := range bits {
		radix[k%parties] *= 2
	}
	h := newHands(radix, func(_ int, from, to int32) bool { return from != to })
	payoff, codes := make([][]int64, parties), make([]int32, 1<<bits)
	for p := range payoff {
		payoff[p] = make([]int64, len(codes))
		for s := range payoff[p] {
			payoff[p][s] = r.Int64N(1 << 40)
		}
	}
	for s := range codes {
		codes[s] = int32(s)
	}
	h.place(codes, len(codes))
	c, err := h.conflict(payoff)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// All five concepts, for every state and party: 2^16 states on one core, 2^20 on all there are.
func BenchmarkForm(b *testing.B) {
	for _, x := range []struct{ bits, jobs int }{{12, 1}, {16, 1}, {20, 0}} {
		b.Run(fmt.Sprintf("2^%d", x.bits), func(b *testing.B) {
			c := formed(b, 5, x.bits)
			b.ReportAllocs()
			for b.Loop() {
				a := c.Analyse(x.jobs)
				var buf []arc
				for s := range c.states {
					_, buf = a.held(s, buf)
				}
			}
		})
	}
}

// options is a conflict in option form: each state a set of options taken, each option one party's.
func options(parties, bits int, r *rand.Rand) literal {
	masks := make([]int, parties)
	for b := range bits {
		masks[b%parties] |= 1 << b
	}
	l := literal{payoff: make([][]int64, parties)}
	for p, mask := range masks {
		for range 1 << bits {
			l.payoff[p] = append(l.payoff[p], r.Int64N(1<<20))
		}
		for s := range 1 << bits {
			for sub := mask; sub > 0; sub = (sub - 1) & mask {
				l.moves = append(l.moves, Move{s, s ^ sub, 1 << p})
			}
		}
	}
	return l
}

// All five concepts on 2^12 states and five parties.
func BenchmarkAnalyse(b *testing.B) {
	c := options(5, 12, rand.New(rand.NewPCG(1, 1))).conflict(b)
	b.ResetTimer()
	for b.Loop() {
		a := c.Analyse(1)
		for _, k := range Concepts() {
			for s := range c.states {
				a.Equilibrium(k, s)
			}
		}
	}
}
