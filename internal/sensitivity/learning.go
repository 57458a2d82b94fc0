package sensitivity

import "math"

// Learned is what knowing one input exactly would add to the chance of calling a yes-or-no answer right.
type Learned struct {
	Value     float64 // E[max P(answer | input)] − max P(answer)
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

// Learning is the value of learning each of the given inputs, from the two draws of Base. Runs fall into bins by the input's rank.
// One draw decides which answer to call in each bin, the other counts how often that is right, and the other way round:
// deciding and counting on the same runs would find value in noise.
func (d *Design) Learning(c *Columns, inputs []int) []Learned {
	n := len(c.A)
	out := make([]Learned, len(inputs))
	bins := min(mostBins, n/binRuns)
	if bins < 2 {
		return out
	}
	tallies, u := make([]tally, len(inputs)), make([]float64, d.Inputs)
	for k := range tallies {
		tallies[k] = tally{{make([]int, bins), make([]int, bins)}, {make([]int, bins), make([]int, bins)}}
	}
	yes := 0
	for run := range n {
		for half, column := range [2][]float64{c.A, c.B} {
			d.Uniform(run+half*second, u)
			y := 0
			if column[run] > 0 {
				y, yes = 1, yes+1
			}
			for k, i := range inputs {
				tallies[k][half][y][min(bins-1, int(u[i]*float64(bins)))]++
			}
		}
	}
	for k := range tallies {
		out[k] = tallies[k].learned(yes >= n, float64(2*n))
	}
	return out
}

// tally counts runs by draw, answer (no, yes) and bin.
type tally [2][2][]int

// learned compares, in each bin, the call made by one draw with calling the likelier answer always.
func (t *tally) learned(likelier bool, n float64) Learned {
	gain, spread := 0.0, 0.0
	for half := range t {
		decide, count := t[half], t[1-half]
		for b := range decide[0] {
			no, yes := decide[0][b], decide[1][b]
			if no == yes || (yes > no) == likelier {
				continue // the same call
			}
			right, all := float64(count[1][b]-count[0][b]), float64(count[1][b]+count[0][b])
			if likelier {
				right = -right
			}
			gain += right
			if all > 0 {
				spread += all - right*right/all
			}
		}
	}
	return Learned{Value: gain / n, Deviation: math.Sqrt(spread) / n}
}
