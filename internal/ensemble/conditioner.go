package ensemble

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"sort"

	"gonum.org/v1/gonum/mathext"
)

// Probability is how often an answer held, and how far that rests on what was assumed.
type Probability struct {
	P float64 `json:"probability"`
	// Range runs from the lowest to the highest probability of the answer when one assumed input turns out
	// at its 10th or 90th percentile, the rest as drawn. It holds P.
	Range [2]float64 `json:"range"`
	// Sampling is what the number of draws leaves open: the 90 % Wilson interval. It holds P.
	Sampling [2]float64 `json:"sampling"`
	N        int        `json:"n"` // draws that P rests on; 0: nothing is known and P is 0
	// LowInput and HighInput are the inputs that attain the ends of Range; -1 where that is P itself.
	LowInput  int `json:"-"`
	HighInput int `json:"-"`
}

// Conditioner asks of many answers how each assumed input moves them. It is safe for concurrent use.
//
// The probability of an answer given that an input is at its 10th percentile is estimated twice from the
// same draws: by the share among draws with the input's rank within 0.1 of 0.1, and by the least-squares
// line of the answer on the rank, read at 0.1. With dozens of inputs, taking the lowest and highest of all
// these would report noise as range. So an estimate counts only where chance does not explain it at the
// level 0.05 divided by the number of tests (Bonferroni), which is three per input: two windows, one line.
//
//   - A window of m of the n draws, k of whose K answers are yes: the exact tail of the hypergeometric
//     distribution, P(at least k) or P(at most k), is at most half that level.
//   - The line: its slope exceeds the normal quantile for half that level times its standard deviation
//     under chance, sqrt(K/n · (1−K/n) · n/(n−1) / Σ(rank − mean)²).
//   - The line is not asked where the window itself contradicts it, being more than 2 standard errors away:
//     an answer that hangs on middling ranks has a slope and yet no such end.
//
// Of the estimates that count the outermost is taken, over all inputs.
type Conditioner struct {
	n      int
	inputs []conditioned
	level  float64 // one-sided, of each test
	z      float64 // the same as a normal quantile
	facts  lnFactorials
}

type conditioned struct {
	input  int
	rank   []uint16
	window [2]bitset // runs near the 10th and the 90th percentile
	whole  moments   // over all runs
}

// familyLevel is the chance that noise alone widens a range, over all inputs.
const familyLevel = 0.05

// ends are the ranks conditioned on, halfWindow how far a draw may be from them.
var ends = [2]float64{0.1, 0.9}

const halfWindow = 0.1

// NewConditioner prepares the first n runs of the ranks. The inputs that count, assumed and uncertain, are
// marked; marks has an entry per input. The error says which length does not fit, or is the
// context's.
func NewConditioner(ctx context.Context, ranks *Ranks, n int, marks []bool) (*Conditioner, error) {
	if n < 0 || n > ranks.runs {
		return nil, fmt.Errorf("conditioning on %d runs of %d", n, ranks.runs)
	}
	if len(marks) != len(ranks.columns) {
		return nil, fmt.Errorf("%d marks for %d inputs", len(marks), len(ranks.columns))
	}
	c := &Conditioner{n: n, facts: newLnFactorials(n)}
	for i, marked := range marks {
		if !marked {
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c.inputs = append(c.inputs, newConditioned(i, ranks.columns[i][:n]))
	}
	c.level = familyLevel / 2 / float64(max(1, 3*len(c.inputs)))
	c.z = mathext.NormalQuantile(1 - c.level)
	return c, nil
}

// near are the first and the last rank of each window.
var near = func() (out [2][2]uint16) {
	for e, end := range ends {
		inside := func(r int) bool { return math.Abs(float64(r)/65536-end) <= halfWindow }
		first := sort.Search(int(end*65536), inside)
		out[e] = [2]uint16{uint16(first), uint16(first + sort.Search(65536-first, func(k int) bool { return !inside(first + k) }) - 1)}
	}
	return out
}()

// newConditioned looks once at every rank, 64 runs at a time.
func newConditioned(input int, rank []uint16) conditioned {
	in := conditioned{input: input, rank: rank, window: [2]bitset{newBitset(len(rank)), newBitset(len(rank))}}
	for w := range in.window[0] {
		var low, high uint64
		for k, r := range rank[w*64 : min(len(rank), (w+1)*64)] {
			var isLow, isHigh uint64
			if r-near[0][0] <= near[0][1]-near[0][0] { // what is below wraps round
				isLow = 1
			}
			if r-near[1][0] <= near[1][1]-near[1][0] {
				isHigh = 1
			}
			low, high = low|isLow<<k, high|isHigh<<k
			in.whole.sum += uint64(r)
			in.whole.squares += uint64(r) * uint64(r)
		}
		in.window[0][w], in.window[1][w] = low, high
	}
	return in
}

// Probability summarises an answer: yes[run] for at least the runs the Conditioner was made for.
func (c *Conditioner) Probability(yes []bool) Probability { return c.Given(yes, nil) }

// Given summarises an answer among the runs in which a condition held; nil stands for all runs.
func (c *Conditioner) Given(yes, condition []bool) Probability {
	s := sample{yes: newBitset(c.n), among: newBitset(c.n)}
	for run := range c.n {
		if condition != nil && !condition[run] {
			continue
		}
		s.among.set(run)
		s.n++
		if yes[run] {
			s.yes.set(run)
			s.k++
		}
	}
	if s.n == 0 {
		return Probability{Range: [2]float64{0, 1}, Sampling: [2]float64{0, 1}, LowInput: -1, HighInput: -1}
	}
	p := float64(s.k) / float64(s.n)
	out := Probability{P: p, Range: [2]float64{p, p}, Sampling: Wilson(s.k, s.n), N: s.n, LowInput: -1, HighInput: -1}
	if s.k == 0 || s.k == s.n {
		return out
	}
	for i := range c.inputs {
		for _, q := range c.estimates(&c.inputs[i], &s) {
			if q < out.Range[0] {
				out.Range[0], out.LowInput = q, c.inputs[i].input
			}
			if q > out.Range[1] {
				out.Range[1], out.HighInput = q, c.inputs[i].input
			}
		}
	}
	return out
}

// sample is an answer: the k runs that say yes among the n that count.
type sample struct {
	yes, among bitset
	k, n       int
}

// estimates returns the outermost estimate that counts at each end, or the overall share.
func (c *Conditioner) estimates(in *conditioned, s *sample) [2]float64 {
	p := float64(s.k) / float64(s.n)
	slope, mean, significant := c.line(in, s)
	var out [2]float64
	for e, end := range ends {
		out[e] = p
		k, m := in.count(e, s)
		if m == 0 {
			continue
		}
		share := float64(k) / float64(m)
		if c.facts.tail(k, m, s.k, s.n, c.level) <= c.level {
			out[e] = share
		}
		if significant {
			read := min(1, max(0, p+slope*(end-mean)))
			smooth := (float64(k) + 1) / (float64(m) + 2)
			deviation := math.Sqrt(smooth * (1 - smooth) / float64(m))
			if math.Abs(read-share) <= 2*deviation && math.Abs(read-p) > math.Abs(out[e]-p) {
				out[e] = read
			}
		}
	}
	return out
}

// count returns how many runs of the window at end e say yes, and how many there are.
func (in *conditioned) count(e int, s *sample) (k, m int) {
	for w, word := range in.window[e] {
		k += bits.OnesCount64(word & s.yes[w])
		m += bits.OnesCount64(word & s.among[w])
	}
	return k, m
}

// line fits the answer against the input's rank. All sums are of integers, so exact.
func (c *Conditioner) line(in *conditioned, s *sample) (slope, mean float64, significant bool) {
	all := in.whole
	if s.n < c.n {
		all = in.moments(s.among)
	}
	yes := in.moments(s.yes)
	n, p := float64(s.n), float64(s.k)/float64(s.n)
	mean = float64(all.sum) / n / 65536
	spread := float64(all.squares)/65536/65536 - n*mean*mean // Σ(rank − mean)²
	if s.n < 3 || !(spread > 1e-9*n) {
		return 0, mean, false
	}
	slope = (float64(yes.sum)/65536 - float64(s.k)*mean) / spread
	deviation := math.Sqrt(p * (1 - p) * n / (n - 1) / spread)
	return slope, mean, math.Abs(slope) > c.z*deviation
}

// moments are sums over runs of an input's ranks, in units of 1/65536.
type moments struct{ sum, squares uint64 }

func (in *conditioned) moments(runs bitset) (m moments) {
	for w, word := range runs {
		for ; word != 0; word &= word - 1 {
			r := uint64(in.rank[w*64+bits.TrailingZeros64(word)])
			m.sum += r
			m.squares += r * r
		}
	}
	return m
}
