package sensitivity

import "math"

// Learned is what knowing one input exactly would add to the chance of calling the outcome right.
type Learned struct {
	Value     float64 // E[max_k P(k | input)] − max_k P(k)
	Deviation float64
}

// Above reports whether it is above its noise, being one of so many that are tested.
func (l Learned) Above(tests int) bool {
	return l.Value > student(1-familyLevel/float64(max(1, tests)))*l.Deviation && l.Value > 0
}

// bins of an input's ranks, at most; runs in a bin, at least.
const (
	mostBins = 20
	binRuns  = 20
)

// Learning is the value of learning each of the given inputs, from two independent draws a and b of outcomes numbered below k (no and yes
// are 0 and 1). Runs fall into bins by the input's rank. One draw decides which outcome to call in each bin, the other counts how
// often that is right, and the other way round: deciding and counting on the same runs would find value in noise. Without the input the
// commonest is called, of equals the last.
func (d *Design) Learning(a, b Column, k int, inputs []int) []Learned {
	n := len(a.One)
	out := make([]Learned, len(inputs))
	bins := min(mostBins, n/binRuns)
	if bins < 2 {
		return out
	}
	tallies, u, all := make([]tally, len(inputs)), make([]float64, d.Inputs), make([]float64, k)
	for i := range tallies {
		tallies[i] = tally{newPairs(bins, k), newPairs(bins, k)}
	}
	for run := range n {
		for half, column := range [2]Column{a, b} {
			d.Uniform(run+half*second, u)
			one, two := int(column.One[run]), int(column.Two[run])
			all[one], all[two] = all[one]+0.5, all[two]+0.5
			for i, input := range inputs {
				tallies[i][half][min(bins-1, int(u[input]*float64(bins)))][one*k+two]++
			}
		}
	}
	usual := 0
	for c := range all {
		if all[c] >= all[usual] {
			usual = c
		}
	}
	for i := range tallies {
		out[i] = tallies[i].learned(usual, k, float64(2*n))
	}
	return out
}

// tally counts runs by draw, bin and the pair of outcomes that two streams of dice made.
type tally [2][][]int

func newPairs(bins, k int) [][]int {
	out := make([][]int, bins)
	for b := range out {
		out[b] = make([]int, k*k)
	}
	return out
}

// learned compares, in each bin, the call made by one draw with calling the usual outcome always.
func (t *tally) learned(usual, k int, n float64) Learned {
	gain, spread := 0.0, 0.0
	for half := range t {
		for b, decide := range t[half] {
			call := called(decide, usual, k)
			if call == usual {
				continue
			}
			right, squares, all := 0.0, 0.0, 0.0
			for pair, count := range t[1-half][b] {
				more := 0.0 // right calls by the call more than by the usual one, on average over the two streams
				for _, c := range [2]int{pair / k, pair % k} {
					switch c {
					case call:
						more += 0.5
					case usual:
						more -= 0.5
					}
				}
				right += float64(count) * more
				squares += float64(count) * more * more
				all += float64(count)
			}
			gain += right
			if all > 0 {
				spread += squares - right*right/all
			}
		}
	}
	return Learned{Value: gain / n, Deviation: math.Sqrt(max(0, spread)) / n}
}

// called is the commonest outcome of a bin; of equals the usual one, then the first.
func called(pairs []int, usual, k int) int {
	counts := make([]int, k)
	for pair, count := range pairs {
		counts[pair/k] += count
		counts[pair%k] += count
	}
	best := usual
	for c := range counts {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}
