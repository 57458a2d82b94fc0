package strategy

import (
	"testing"

	"pgregory.net/rapid"
)

// Bayes' rule one battle at a time, with the chances themselves.
func TestPosteriorByBayes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Strength{draw(t, "strong", 0.05, 0.95), draw(t, "weak", 0.05, 0.95)}
		belief := draw(t, "prior", 0, 1)
		prior, won, lost := belief, 0, 0
		for _, result := range rapid.SliceOfN(rapid.Bool(), 0, 30).Draw(t, "results") {
			strong, weak := s.Strong, s.Weak
			if result {
				won++
			} else {
				lost++
				strong, weak = 1-strong, 1-weak
			}
			belief = belief * strong / (belief*strong + (1-belief)*weak)
		}
		approx(t, "belief", must(Posterior(prior, s, won, lost)), belief, 1e-9)
	})
}

// The walk-aways as weighted sums, and that the war stops at the first battle after which the range is open.
func TestFightAndLearnStepByStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 12).Draw(t, "N")
		l := Learning{
			n, rapid.IntRange(1, n-1).Draw(t, "k"),
			Strength{0.7, 0.4},
			draw(t, "A's prior", 0, 1), draw(t, "B's prior", 0, 1), draw(t, "cA", 0, 0.03), draw(t, "cB", 0, 0.03),
		}
		results := rapid.SliceOfN(rapid.Bool(), 0, 40).Draw(t, "results")
		got := must(FightAndLearn(l, results))
		won, front, beliefA, beliefB := 0, l.Start, l.PriorA, l.PriorB
		for battle := 0; ; battle++ {
			strong, weak := must(FightOn(n, front, 0.7)), must(FightOn(n, front, 0.4))
			lo := beliefA*(strong.Win-l.CostA*strong.Battles) + (1-beliefA)*(weak.Win-l.CostA*weak.Battles)
			hi := beliefB*(strong.Win+l.CostB*strong.Battles) + (1-beliefB)*(weak.Win+l.CostB*weak.Battles)
			over := front == 0 || front == n
			if over || hi >= lo-tie || battle == len(results) {
				if got.Battles != battle || got.Front != front || got.FoughtToTheEnd != over || got.Settled != (!over && hi >= lo-tie) {
					t.Fatalf("%+v at battle %d: front %d, range %v–%v", got, battle, front, lo, hi)
				}
				approx(t, "lo", got.Range.Lo, lo, 1e-9)
				approx(t, "hi", got.Range.Hi, hi, 1e-9)
				return
			}
			if results[battle] {
				won++
				front++
			} else {
				front--
			}
			beliefA = must(Posterior(l.PriorA, l.Strength, won, battle+1-won))
			beliefB = must(Posterior(l.PriorB, l.Strength, won, battle+1-won))
		}
	})
}

// Two sides that believe the same settle at once.
func TestOneBeliefNeedsNoWar(t *testing.T) {
	got := must(FightAndLearn(Learning{10, 5, Strength{0.6, 0.45}, 0.3, 0.3, 0.01, 0.01}, []bool{true, false}))
	if !got.Settled || got.Battles != 0 {
		t.Errorf("%+v", got)
	}
	// A is sure that it is strong and B that A is weak: neither learns, and the war goes to its end.
	got = must(FightAndLearn(Learning{4, 2, Strength{0.9, 0.1}, 1, 0, 0.001, 0.001}, []bool{true, false, true, true, true}))
	if got.Settled || !got.FoughtToTheEnd || got.Front != 4 || got.Battles != 4 {
		t.Errorf("%+v", got)
	}
}
