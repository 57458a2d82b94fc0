package sensitivity

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"parley/internal/quantity"
)

// Morris (1991), section 5: twenty inputs, of which the first ten matter. Inputs 3, 5 and 7 are bent; the coefficients that the paper draws
// at random from a standard normal distribution are drawn here too.
func morris1991(u []float64) float64 {
	s := quantity.NewStream(1991, "coefficients")
	k := 0
	random := func() float64 { k++; return mathext.NormalQuantile(s.At(k)) }
	w, y := make([]float64, 20), 0.0
	for i := range w {
		w[i] = 2 * (u[i] - 0.5)
		if i == 2 || i == 4 || i == 6 {
			w[i] = 2 * (1.1*u[i]/(u[i]+0.1) - 0.5)
		}
	}
	for i := range 20 {
		b := 20.0
		if i >= 10 {
			b = random()
		}
		y += b * w[i]
	}
	for i := range 20 {
		for j := i + 1; j < 20; j++ {
			b := -15.0
			if i >= 6 || j >= 6 {
				b = random()
			}
			y += b * w[i] * w[j]
			for l := j + 1; l < 5; l++ {
				y -= 10 * w[i] * w[j] * w[l]
				for m := l + 1; m < 4; m++ {
					y += 5 * w[i] * w[j] * w[l] * w[m]
				}
			}
		}
	}
	return y
}

func effectsOf(t *testing.T, d *Design, factors [][]int, n int) []Effect {
	t.Helper()
	e, err := d.Effects(t.Context(), factors, 0, 1, n)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// On four levels Ishigami's elementary effects take few values, so that their means are known: of the first input
// (√3/2)·E(1 + 0.1 x₃⁴)·3/2, of the second 7.875 always, of the third 0.1·(80/81)·π⁴·E|sin x₁|·3/2. SALib's published run of ten trajectories has
// 7.68, 7.875 and 6.26.
func TestEffectsOfIshigami(t *testing.T) {
	fourth := math.Pow(math.Pi, 4)
	want := []float64{
		1.5 * math.Sqrt(3) / 2 * (1 + 0.1*fourth*(1+1./81)/2), 7.875,
		1.5 * 0.1 * fourth * 80 / 81 * math.Sqrt(3) / 4,
	}
	for i, published := range []float64{7.682808, 7.875, 6.256295} {
		if math.Abs(want[i]-published) > 0.03*published {
			t.Errorf("input %d: %.4f by hand, published %.4f", i+1, want[i], published)
		}
	}
	e := effectsOf(t, study(2, names(3), ishigami), singles(3), 4000)
	for i, within := range []float64{0.25, 1e-9, 0.25} {
		if math.Abs(e[i].Star-want[i]) > within {
			t.Errorf("input %d: μ* %.4f, want %.4f", i+1, e[i].Star, want[i])
		}
	}
	if math.Abs(e[1].Mean) > 0.5 || math.Abs(e[1].Deviation-7.875) > 0.1 { // up as often as down
		t.Errorf("second input: %+v", e[1])
	}
	for _, n := range []int{10, 20} { // as few as are used find the same order, roughly
		e = effectsOf(t, study(2, names(3), ishigami), singles(3), n)
		for i := range e {
			if math.Abs(e[i].Star-want[i]) > 0.5*want[i] {
				t.Errorf("%d trajectories, input %d: μ* %.3f, want %.3f", n, i+1, e[i].Star, want[i])
			}
		}
	}
}

// The findings of the paper's figure, with as many trajectories as are used: the ten inputs that matter come before the ten that do not; 8, 9
// and 10 are straight and alone, with an effect of 40 and little spread; the first seven spread.
func TestEffectsOfMorris(t *testing.T) {
	e := effectsOf(t, study(2, names(20), morris1991), singles(20), trajectories)
	weakest, strongest := math.Inf(1), 0.0
	for i := range 10 {
		weakest, strongest = min(weakest, e[i].Star), max(strongest, e[i+10].Star)
	}
	if weakest < 2*strongest {
		t.Errorf("μ* of what matters at least %.1f, of the others up to %.1f", weakest, strongest)
	}
	for i := 7; i < 10; i++ {
		if math.Abs(e[i].Mean-40) > 6 || e[i].Deviation > 12 || math.Abs(e[i].Star-e[i].Mean) > 1e-9 {
			t.Errorf("input %d: %+v", i+1, e[i])
		}
	}
	for i := range 7 {
		if e[i].Deviation < 20 {
			t.Errorf("input %d: %+v", i+1, e[i])
		}
	}
}

// One literal trajectory: each point differs from the one before in one factor by two of four levels.
func TestTrajectory(t *testing.T) {
	for run := range 50 {
		var points [][]float64
		d := study(1, names(5), func(u []float64) float64 { points = append(points, slices.Clone(u)); return u[0] })
		w := d.newWalk(t.Context(), singles(5), 0, 1)
		changes := make([][]float64, 5)
		for f := range changes {
			changes[f] = make([]float64, 50)
		}
		if err := w.take(run, changes); err != nil || len(points) != 6 {
			t.Fatal(len(points), err)
		}
		moved := map[int]bool{}
		for k := 1; k < len(points); k++ {
			for i := range points[k] {
				if step := math.Abs(points[k][i] - points[k-1][i]); step > 0 {
					if moved[i] || math.Abs(step-2./3) > 1e-12 {
						t.Errorf("run %d: input %d moves by %v", run, i, step)
					}
					moved[i] = true
				}
			}
		}
		if len(moved) != 5 || math.Abs(changes[0][run]-1) > 1e-12 || changes[1][run] != 0 {
			t.Errorf("run %d: %v moved, effects %v", run, moved, changes)
		}
	}
}

// Another input more changes no other's moves, whatever the number of workers: of a sum no effect changes at all.
func TestEffectsConcurrent(t *testing.T) {
	sum := func(u []float64) float64 { return 3*u[0] - 2*u[1] + math.Abs(u[2]-0.4) }
	a := effectsOf(t, study(1, []string{"x1", "x2", "x3"}, sum), singles(3), 40)
	more := func(u []float64) float64 { return sum(u[1:]) }
	b := effectsOf(t, study(4, []string{"a", "x1", "x2", "x3"}, more), singles(4), 40)
	for i := range a {
		x, y := a[i], b[i+1]
		if math.Abs(x.Mean-y.Mean)+math.Abs(x.Star-y.Star)+math.Abs(x.Deviation-y.Deviation) > 1e-9 || x.Changed != y.Changed {
			t.Errorf("input %d: %+v, beside another %+v", i+1, x, y)
		}
	}
	if b[0] != (Effect{}) {
		t.Errorf("what does nothing has %+v", b[0])
	}
	again := effectsOf(t, study(7, []string{"a", "x1", "x2", "x3"}, more), singles(4), 40)
	if !slices.Equal(b, again) {
		t.Error("the number of workers is seen")
	}
}

// Correlated inputs move together, from one joint draw to another, and have a size without a sign.
func TestEffectsOfCorrelated(t *testing.T) {
	d := normals(2, 3, equal(3, 0.9), linear(1, -1, 0))
	e := effectsOf(t, d, [][]int{{0, 1, 2}}, 4000)
	// x1 − x2 has variance 0.2, the change between two draws 0.4, and its mean size is √(2·0.4/π) over a step of 2/3.
	if want := 1.5 * math.Sqrt(0.8/math.Pi); math.Abs(e[0].Star-want) > 0.03 || e[0].Mean != 0 || e[0].Deviation != 0 {
		t.Errorf("%+v, want μ* %.4f", e[0], want)
	}
}
