package sensitivity

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"parley/internal/quantity"
)

// throws are functions of inputs and of a number in (0, 1) that is thrown.
type throws func(u []float64, w float64) float64

// thrownStudy is a design over a function with dice. Where coupled is set a throw is the same whatever the inputs, as for most throws of a
// case; else the inputs stir it, as where a run takes another turn: the worst that can happen to common dice.
func thrownStudy(jobs int, names []string, coupled bool, f throws) *Design {
	d, s := study(jobs, names, nil), quantity.NewStream(11, "dice")
	d.Dice = true
	d.Eval = func() Eval {
		return func(p Point) (y Twice, err error) {
			for stream := range y {
				at := p.dice(stream)
				if !coupled {
					for _, v := range p.Values {
						at = at*31 + int(math.Float64bits(v)>>12)
					}
				}
				y[stream] = f(p.Values, s.At(at))
			}
			return y, nil
		}
	}
	return d
}

// plus adds normal noise.
func plus(f func([]float64) float64, deviation float64) throws {
	return func(u []float64, w float64) float64 { return f(u) + deviation*mathext.NormalQuantile(w) }
}

// chance throws yes with the chance f.
func chance(f func([]float64) float64) throws {
	return func(u []float64, w float64) float64 { return indicator(w < f(u)) }
}

// rare is a chance of mean p, of whose variance p(1−p) a share comes from two inputs alike: it is high where both are below some rank, else 0.
// first and total are the indices of either.
func rare(p, share float64) (f func(u []float64) float64, first, total float64) {
	high := p + share*(1-p)
	edge := math.Sqrt(p / high)
	return func(u []float64) float64 { return high * indicator(max(u[0], u[1]) < edge) }, edge / (1 + edge), 1 / (1 + edge)
}

// trials measures a study again and again, each time with other runs; see is given the estimates of the first input, and of the third,
// which does nothing.
func trials(t *testing.T, d *Design, n, times int, see func(c *Columns, index []Index, alone []Estimate)) {
	t.Helper()
	uniform, eval := d.Uniform, d.Eval
	for trial := range times {
		shift := trial * 100_000
		d.Uniform = func(run int, dst []float64) { uniform(run+shift, dst) }
		d.Eval = func() Eval {
			e := eval()
			return func(p Point) (Twice, error) { p.Run += shift; return e(p) }
		}
		c, err := d.Base(t.Context(), n)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.Frozen(t.Context(), "inputs", c, singles(d.Inputs), n); err != nil {
			t.Fatal(err)
		}
		var index []Index
		for k := range c.AB {
			x, _ := Indices(c.A, c.B, c.AB[k])
			index = append(index, x)
		}
		see(c, index, d.Alone(c, span(d.Inputs)))
	}
}

// Published functions with dice are measured as they are without: shares are of the variance due to inputs. Half of Ishigami's answers is
// noise here, and of the chances 36 to 64 in 100.
func TestThrownIndices(t *testing.T) {
	for _, tt := range []struct {
		name   string
		f      throws
		n      int
		within float64
		part   float64 // of the variance that is due to inputs
		s, st  []float64
	}{
		{"Ishigami", plus(ishigami, math.Sqrt(13.845)), 8000, 0.05, 0.5, []float64{0.3139, 0.4424, 0}, []float64{0.5576, 0.4424, 0.2437}},
		{"product", plus(product, math.Sqrt(29)), 8000, 0.08, 0.5, []float64{9. / 29, 16. / 29}, []float64{13. / 29, 20. / 29}},
		{"sum above one", chance(func(u []float64) float64 { return 0.1 + 0.8*threshold(u) }), 4000, 0.05, 0.64, []float64{1. / 3, 1. / 3}, []float64{2. / 3, 2. / 3}},
		{"exclusive or", chance(func(u []float64) float64 { return 0.2 + 0.6*xor(u) }), 4000, 0.06, 0.36, []float64{0, 0}, []float64{1, 1}},
	} {
		for _, coupled := range []bool{true, false} {
			frozen, alone := measured(t, thrownStudy(2, names(len(tt.s)), coupled, tt.f), tt.n, singles(len(tt.s)))
			for i := range tt.s {
				for which, got := range map[string][2]float64{"first": {alone[i].Raw, tt.s[i]}, "total": {frozen[i].Total.Raw, tt.st[i]}} {
					if math.Abs(got[0]-got[1]) > tt.within {
						t.Errorf("%s, coupled %t, input %d: %s %.4f, want %.4f", tt.name, coupled, i+1, which, got[0], got[1])
					}
				}
				if e := frozen[i].First; math.Abs(e.Raw-tt.s[i]) > 5*e.Deviation {
					t.Errorf("%s, coupled %t, input %d: first by freezing %+v, want %.4f", tt.name, coupled, i+1, e, tt.s[i])
				}
			}
			c, err := thrownStudy(2, names(len(tt.s)), coupled, tt.f).Base(t.Context(), tt.n)
			if err != nil {
				t.Fatal(err)
			}
			if got := FromInputs(c.A, c.B); math.Abs(got.Raw-tt.part) > 0.05 || math.Abs(got.Raw-tt.part) > 5*got.Deviation {
				t.Errorf("%s: %+v of the variance is due to inputs, want %.2f", tt.name, got, tt.part)
			}
		}
	}
}

// The table of the package comment: how far totals and firsts are off, at worst, and whether they know it.
func TestSampleSizes(t *testing.T) {
	for _, tt := range []struct {
		p, share     float64
		n            int
		total, first float64
	}{
		{0.5, 0.5, 2000, 0.04, 0.02},
		{0.2, 0.5, 500, 0.11, 0.03},
		{0.2, 0.5, 2000, 0.055, 0.02},
		{0.2, 0.1, 2000, 0.22, 0.10},
		{0.05, 0.5, 2000, 0.10, 0.02},
	} {
		f, first, total := rare(tt.p, tt.share)
		var offTotal, offFirst, said, count float64
		trials(t, thrownStudy(2, names(3), false, chance(f)), tt.n, 24, func(_ *Columns, x []Index, alone []Estimate) {
			if alone == nil {
				return
			}
			count++
			off, offAlone := x[0].Total.Raw-total, alone[0].Raw-first
			offTotal, offFirst = offTotal+off*off, offFirst+offAlone*offAlone
			said += x[0].Total.Deviation
		})
		offTotal, offFirst, said = math.Sqrt(offTotal/count), math.Sqrt(offFirst/count), said/count
		if count < 22 || offTotal > 1.4*tt.total || offFirst > 1.4*tt.first || said < offTotal/1.5 || said > offTotal*1.5 {
			t.Errorf("%+v: %v measured, totals off by %.3f (said %.3f), firsts by %.3f", tt, count, offTotal, said, offFirst)
		}
	}
}

// An answer that throws no dice is measured the same to the last bit whether or not dice are allowed for.
func TestNoDice(t *testing.T) {
	plain := study(1, names(3), ishigami)
	want, alone := measured(t, plain, 700, singles(3))
	got, thrown := measured(t, thrownStudy(3, names(3), true, func(u []float64, _ float64) float64 { return ishigami(u) }), 700, singles(3))
	for i := range want {
		if got[i] != want[i] || thrown[i] != alone[i] {
			t.Errorf("input %d: %+v, with two streams %+v", i+1, want[i], got[i])
		}
	}
}

// The definition, literally: over all runs the mean of the product of two changes, each with its own dice, over twice the covariance of the
// pair of answers.
func TestThrownAsDefined(t *testing.T) {
	d := thrownStudy(2, names(2), false, chance(func(u []float64) float64 { return 0.3*u[0] + 0.5*threshold(u) }))
	const n = 600
	c, err := d.Base(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Frozen(t.Context(), "", c, singles(2), n); err != nil {
		t.Fatal(err)
	}
	var one, two, both, change float64
	for r := range n {
		for _, y := range []Twice{c.A.at(r), c.B.at(r)} {
			one, two, both = one+y[0]/(2*n), two+y[1]/(2*n), both+y[0]*y[1]/(2*n)
		}
		change += (c.A.One[r] - c.AB[0].One[r]) * (c.A.Two[r] - c.AB[0].Two[r]) / n
	}
	middle := (one + two) / 2
	_, total, ok := estimates(c.A, c.B, c.AB[0])
	if want := change / 2 / (both - middle*middle); !ok || math.Abs(total.whole-want) > 1e-9 {
		t.Errorf("total %v, as defined %v", total.whole, want)
	}
	if want := n / (2*float64(n) - 1) * 2 * (both - middle*middle); math.Abs(variance(c.A, c.B)-want) > 1e-9 {
		t.Errorf("variance %v, as defined %v", variance(c.A, c.B), want)
	}
}

// Dice do not pass for drivers: where the inputs do nothing, hardly ever is one ranked, and mostly nothing is measured at all.
func TestDiceAlone(t *testing.T) {
	for name, f := range map[string]throws{
		"yes or no": func(_ []float64, w float64) float64 { return indicator(w < 0.3) },
		"number":    plus(func([]float64) float64 { return 5 }, 2),
	} {
		for _, coupled := range []bool{true, false} {
			moves, ranked := 0, 0
			trials(t, thrownStudy(2, names(8), coupled, f), 400, 60, func(_ *Columns, x []Index, alone []Estimate) {
				if alone == nil {
					return
				}
				moves++
				for i := range x {
					if x[i].Total.AboveFirst(16) || alone[i].AboveFirst(16) {
						ranked++
					}
				}
			})
			if moves > 4 || ranked > 1 { // one in a hundred of 60
				t.Errorf("%s, coupled %t: inputs are seen to matter %d times of 60, and ranked %d times", name, coupled, moves, ranked)
			}
		}
	}
}

// Beside inputs that matter, one that only stirs the dice is seldom ranked: about one time in twenty for all together.
func TestStirredDiceAreNotRanked(t *testing.T) {
	f, _, _ := rare(0.2, 0.5)
	wrong := 0
	trials(t, thrownStudy(2, names(8), false, chance(f)), 500, 40, func(_ *Columns, x []Index, alone []Estimate) {
		for i := 2; i < 8; i++ {
			if x[i].Total.AboveFirst(16) || alone[i].AboveFirst(16) {
				wrong++
			}
		}
	})
	if wrong > 8 { // 2 are expected
		t.Errorf("inputs without effect are ranked %d times in 40", wrong)
	}
}
