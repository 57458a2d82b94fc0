package sensitivity

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mathext"
	"pgregory.net/rapid"

	"parley/casefile"
)

func ishigami(u []float64) float64 {
	x := func(i int) float64 { return math.Pi * (2*u[i] - 1) }
	return math.Sin(x(0)) + 7*math.Pow(math.Sin(x(1)), 2) + 0.1*math.Pow(x(2), 4)*math.Sin(x(0))
}

func sobolG(a ...float64) func(u []float64) float64 {
	return func(u []float64) float64 {
		y := 1.0
		for i := range a {
			y *= (math.Abs(4*u[i]-2) + a[i]) / (1 + a[i])
		}
		return y
	}
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func normal(u, mean, deviation float64) float64 { return mean + deviation*mathext.NormalQuantile(u) }

func product(u []float64) float64   { return normal(u[0], 2, 1) * normal(u[1], 3, 2) }
func threshold(u []float64) float64 { return indicator(u[0]+u[1] > 1) }
func xor(u []float64) float64       { return indicator((u[0] > 0.5) != (u[1] > 0.5)) }

// check compares with closed forms.
func check(t *testing.T, name string, f func([]float64) float64, runs int, within float64, s, st []float64) {
	t.Helper()
	frozen, alone := measured(t, study(2, names(len(s)), f), runs, singles(len(s)))
	for i := range s {
		for which, got := range map[string][2]float64{
			"first": {frozen[i].First.Raw, s[i]}, "alone": {alone[i].Raw, s[i]}, "total": {frozen[i].Total.Raw, st[i]},
		} {
			if math.Abs(got[0]-got[1]) > within {
				t.Errorf("%s, %d runs, input %d: %s %.4f, want %.4f", name, runs, i+1, which, got[0], got[1])
			}
		}
	}
}

// Closed forms that stand here too, so that they are always tested: Ishigami and Homma 1990, and small ones done by hand.
func TestIndices(t *testing.T) {
	check(t, "Ishigami", ishigami, 4000, 0.03, []float64{0.3139, 0.4424, 0}, []float64{0.5576, 0.4424, 0.2437})
	check(t, "Ishigami", ishigami, 2000, 0.06, []float64{0.3139, 0.4424, 0}, []float64{0.5576, 0.4424, 0.2437})
	check(t, "exclusive or", xor, 2000, 0.05, []float64{0, 0}, []float64{1, 1})
	check(t, "sum above one", threshold, 2000, 0.05, []float64{1. / 3, 1. / 3}, []float64{2. / 3, 2. / 3})
	check(t, "product", product, 4000, 0.05, []float64{9. / 29, 16. / 29}, []float64{13. / 29, 20. / 29})
}

type facts struct {
	S, ST, A []float64
	S12      float64
	Each     float64 `json:"S_each"`
	TotalOf  float64 `json:"ST_each"`
}

// The recomputed closed forms of the shared data.
func TestPublishedFunctions(t *testing.T) {
	text, err := os.ReadFile("../../../shared/data/sensitivity/sensitivity_tests.json")
	if err != nil {
		t.Skip("the published functions are not here:", err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	read := func(name string) facts {
		var f facts
		if err := json.Unmarshal(all[name], &f); err != nil {
			t.Fatal(name, err)
		}
		return f
	}
	f := read("ishigami")
	check(t, "Ishigami", ishigami, 4000, 0.03, f.S, f.ST)
	for _, name := range []string{"sobol_g_8", "sobol_g_6"} {
		f = read(name)
		check(t, name, sobolG(f.A...), 4000, 0.05, f.S, f.ST)
	}
	f = read("sobol_g_hard")
	check(t, "hard g", sobolG(f.A...), 20000, 0.05, slices.Repeat([]float64{f.Each}, 6), slices.Repeat([]float64{f.TotalOf}, 6))
	f = read("product")
	check(t, "product", product, 4000, 0.05, f.S, []float64{f.S[0] + f.S12, f.S[1] + f.S12})
	f = read("probability_output")
	check(t, "sum above one", threshold, 2000, 0.05, f.S, f.ST)
	f = read("xor")
	check(t, "exclusive or", xor, 2000, 0.05, f.S, f.ST)
	f = read("linear_1_Li2010")
	sum := func(u []float64) float64 { return u[0] + u[1] + u[2] + u[3] + u[4] }
	check(t, "sum", sum, 4000, 0.03, slices.Repeat([]float64{f.Each}, 5), slices.Repeat([]float64{f.Each}, 5))
}

// Of two correlated inputs, the mean of the answer given one moves by both: with x1 + x2, deviations 1 and 2 and Pearson's
// correlation 1/2 it has the slopes 2 and 5/4, and the variances of those means are 4/7 and 25/28 of the whole.
func TestPullOfCorrelatedPair(t *testing.T) {
	rank := 6 / math.Pi * math.Asin(0.5/2)
	c := &casefile.Case{Correlations: []casefile.Correlation{{A: 0, B: 1, Rank: rank}}}
	f := func(u []float64) float64 { return normal(u[0], 0, 1) + normal(u[1], 0, 2) }
	base := study(1, names(2), f)
	joined := *base
	joined.Uniform = func(run int, dst []float64) {
		base.Uniform(run, dst)
		z := 0.5*mathext.NormalQuantile(dst[0]) + math.Sqrt(0.75)*mathext.NormalQuantile(dst[1])
		dst[1] = 0.5 * math.Erfc(-z/math.Sqrt2)
	}
	w := joined.newRow(t.Context())
	for input, want := range []float64{4. / 7, 25. / 28} {
		p, change := newPull(c, input), 0.0
		for run := range 4000 {
			if _, err := w.load(run); err != nil {
				t.Fatal(err)
			}
			lo, _ := w.pulled(&p, low)
			hi, _ := w.pulled(&p, high)
			change += (hi.mean() - lo.mean()) / 4000
		}
		slope := change / (normal(high, 0, 1) - normal(low, 0, 1))
		if got := slope * slope / 7; math.Abs(got-want) > 0.02 {
			t.Errorf("input %d: first-order share %.4f, want %.4f", input+1, got, want)
		}
	}
	frozen, _ := measured(t, &joined, 2000, [][]int{{0, 1}})
	if x := frozen[0]; math.Abs(x.First.Raw-1) > 0.05 || math.Abs(x.Total.Raw-1) > 0.05 {
		t.Errorf("as one: %+v", x)
	}
}

func TestNothingToMeasure(t *testing.T) {
	for name, d := range map[string]*Design{
		"always":  study(1, names(2), func([]float64) float64 { return 1 }),
		"too few": study(1, names(2), ishigami2),
	} {
		n := 200
		if name == "too few" {
			n = fewest - 1
		}
		frozen, alone := measured(t, d, n, singles(2))
		if frozen[0] != (Index{}) || alone != nil {
			t.Errorf("%s: %+v, %+v", name, frozen[0], alone)
		}
		if frozen[0].First.AboveFirst(1) || frozen[0].Total.AboveTotal() {
			t.Errorf("%s is ranked", name)
		}
	}
}

func ishigami2(u []float64) float64 { return math.Sin(u[0]) + u[1] }

// First-order indices add to one at most, totals to one at least, and neither is negative but by noise.
func TestSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(1, 5).Draw(t, "inputs")
		weight := rapid.SliceOfN(rapid.Float64Range(-2, 2), k, k).Draw(t, "weights")
		cross := rapid.Float64Range(-4, 4).Draw(t, "interaction")
		yesNo := rapid.Bool().Draw(t, "yes or no")
		d := study(1, names(k), func(u []float64) float64 {
			y := cross * (u[0] - 0.5) * (u[k-1] - 0.5)
			for i, w := range weight {
				y += w * (u[i] - 0.5)
			}
			if yesNo {
				return indicator(y > 0)
			}
			return y
		})
		c, err := d.Base(context.Background(), 1000)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Frozen(context.Background(), "", c, singles(k), 1000); err != nil {
			t.Fatal(err)
		}
		if share := mean(c.A, c.B); constant(c.A, c.B) || yesNo && min(share, 1-share) < 0.05 {
			return
		}
		first, total, slackS, slackT := 0.0, 0.0, 0.1, 0.1
		for i, alone := range d.Alone(c, span(k)) {
			x, _ := Indices(c.A, c.B, c.AB[i])
			first, total = first+alone.Raw, total+x.Total.Raw
			slackS, slackT = slackS+6*alone.Deviation, slackT+6*x.Total.Deviation
			if x.Total.Raw < -1e-9 || alone.Raw < -0.1-6*alone.Deviation {
				t.Fatalf("input %d: first %v, total %v", i, alone, x.Total)
			}
		}
		if first > 1+slackS || total < 1-slackT {
			t.Fatalf("first-order indices add to %v, totals to %v", first, total)
		}
	})
}

// Permuting the inputs permutes the indices, to the last bit; the number of workers changes nothing.
func TestOrderAndWorkersDoNotMatter(t *testing.T) {
	a, alone := measured(t, study(1, []string{"x1", "x2", "x3"}, ishigami), 500, singles(3))
	turned := func(u []float64) float64 { return ishigami([]float64{u[2], u[0], u[1]}) }
	b, aloneB := measured(t, study(8, []string{"x2", "x3", "x1"}, turned), 500, singles(3))
	for i := range a {
		if j := (i + 2) % 3; a[i] != b[j] || alone[i] != aloneB[j] {
			t.Errorf("input %d: %+v, permuted %+v", i+1, a[i], b[j])
		}
	}
}

// Noise seldom passes for a first-order effect: at most about one time in twenty for a whole family.
func TestNoiseIsNotRanked(t *testing.T) {
	const trials, inputs = 60, 20
	wrong := 0
	for trial := range trials {
		d := study(1, names(inputs+2), xor)
		shift := d.Uniform
		d.Uniform = func(run int, dst []float64) { shift(run+trial*100_000, dst) }
		c, err := d.Base(t.Context(), 500)
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(d.Alone(c, span(inputs)), func(e Estimate) bool { return e.AboveFirst(inputs) }) {
			wrong++
		}
	}
	if wrong > 9 { // 5 % of 60 is 3; 9 is 3.6 standard deviations above
		t.Errorf("%d of %d families have an input ranked by noise", wrong, trials)
	}
}
