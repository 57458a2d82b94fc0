package sensitivity

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/mathext"
	"pgregory.net/rapid"
)

// normals is a design over standard normal inputs, the leading ones with the given correlations; f takes their scores.
func normals(jobs, inputs int, r [][]float64, f func(z []float64) float64) *Design {
	score := func(u []float64) float64 {
		z := make([]float64, len(u))
		for i := range u {
			z[i] = mathext.NormalQuantile(u[i])
		}
		return f(z)
	}
	d := study(jobs, names(inputs), score)
	var c mat.Cholesky
	if !c.Factorize(symmetric(r)) {
		panic("not positive definite")
	}
	var lower mat.TriDense
	c.LTo(&lower)
	plain := d.Uniform
	d.Uniform = func(run int, dst []float64) {
		plain(run, dst)
		for i := len(r) - 1; i >= 0; i-- {
			z := 0.0
			for j := range i + 1 {
				z += lower.At(i, j) * mathext.NormalQuantile(dst[j])
			}
			dst[i] = 0.5 * math.Erfc(-z/math.Sqrt2)
		}
	}
	return d
}

func symmetric(r [][]float64) *mat.SymDense {
	s := mat.NewSymDense(len(r), nil)
	for i := range r {
		for j := range i + 1 {
			s.SetSym(i, j, r[i][j])
		}
	}
	return s
}

func equal(n int, rho float64) [][]float64 {
	r := make([][]float64, n)
	for i := range r {
		r[i] = slices.Repeat([]float64{rho}, n)
		r[i][i] = 1
	}
	return r
}

// division measures the group of the leading inputs and divides it.
func division(t *testing.T, d *Design, n int, r [][]float64) ([]Estimate, Index) {
	t.Helper()
	c, err := d.Base(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	g := &joint{members: span(len(r)), r: r}
	if err := d.Frozen(t.Context(), "", c, [][]int{g.members}, n); err != nil {
		t.Fatal(err)
	}
	x, _ := Indices(c.A, c.B, c.AB[0])
	parts, err := d.Divide(t.Context(), c, c.AB[0], g)
	if err != nil {
		t.Fatal(err)
	}
	return parts, x
}

func linear(weight ...float64) func([]float64) float64 {
	return func(z []float64) float64 {
		y := 0.0
		for i, w := range weight {
			y += w * z[i]
		}
		return y
	}
}

// Closed forms: of linear functions from Owen and Prieur (2017) and Iooss and Prieur (2019), the others done by hand.
func TestDivide(t *testing.T) {
	const rho = 0.6
	for _, tt := range []struct {
		name   string
		inputs int
		r      [][]float64
		f      func([]float64) float64
		within float64
		want   []float64
	}{
		// Each has its own part and half of what is common: σ1²(1 − ρ²/2) + ρσ1σ2 + σ2²ρ²/2 of 7.
		{"sum of a pair", 2, equal(2, 0.5), linear(1, 2), 0.03, []float64{2.375 / 7, 4.625 / 7}},
		{"sum of a pair, opposed", 2, equal(2, -0.5), linear(1, 2), 0.05, []float64{(0.875 - 1 + 0.5) / 3, (3.5 - 1 + 0.125) / 3}},
		// An input that the answer does not name gets its part of what it tells about the one that it does.
		{"one of a pair", 2, equal(2, rho), linear(1, 0), 0.03, []float64{1 - rho*rho/2, rho * rho / 2}},
		{"alike", 4, equal(4, 0.3), linear(1, 1, 1, 1), 0.03, []float64{0.25, 0.25, 0.25, 0.25}},
		{"not correlated", 2, equal(2, 0), linear(1, 2), 0.03, []float64{0.2, 0.8}},
		{"half of the variance outside", 3, equal(2, 0.5), linear(1, 2, math.Sqrt(7)), 0.03, []float64{2.375 / 14, 4.625 / 14}},
		// Nothing is known of it before x3 is, all of it after.
		{"product with what is outside", 3, equal(2, 0.5), func(z []float64) float64 { return (z[0] + 2*z[1]) * z[2] }, 0.05, []float64{2.375 / 14, 4.625 / 14}},
		// E[Y|z1] = z1² + ρz1/2 and E[Y|z2] = ρ²z2² + z2/2 + 1 − ρ², with the variances 2 + ρ²/4 and 2ρ⁴ + 1/4 of 9/4; ρ² is 1/2 here.
		{"square and half", 2, equal(2, math.Sqrt2/2), func(z []float64) float64 { return z[0]*z[0] + z[1]/2 }, 0.04, []float64{3.625 / 4.5, 0.875 / 4.5}},
		{"three together", 3, equal(2, 0), func(z []float64) float64 { return z[0] * z[1] * z[2] }, 0.05, []float64{0.25, 0.25}},
		{"exclusive or", 2, equal(2, 0), func(z []float64) float64 { return indicator((z[0] > 0) != (z[1] > 0)) }, 0.05, []float64{0.5, 0.5}},
		{"yes or no", 2, equal(2, 0.7), func(z []float64) float64 { return indicator(z[0]+z[1] > 0.5) }, 0.05, nil},
	} {
		parts, x := division(t, normals(2, tt.inputs, tt.r, tt.f), 6000, tt.r)
		sum := 0.0
		for i, p := range parts {
			sum += p.Raw
			if tt.want != nil && math.Abs(p.Raw-tt.want[i]) > tt.within {
				t.Errorf("%s, input %d: %.4f, want %.4f", tt.name, i+1, p.Raw, tt.want[i])
			}
			if tt.want != nil && math.Abs(p.Raw-tt.want[i]) > 5*p.Deviation+0.005 {
				t.Errorf("%s, input %d: %.4f is far from %.4f for a deviation of %.4f", tt.name, i+1, p.Raw, tt.want[i], p.Deviation)
			}
		}
		if want := (x.First.Raw + x.Total.Raw) / 2; math.Abs(sum-want) > 1e-9 {
			t.Errorf("%s: parts add up to %v, not to %v", tt.name, sum, want)
		}
		if tt.want == nil && math.Abs(parts[0].Raw-parts[1].Raw) > 0.05 {
			t.Errorf("%s: %v", tt.name, parts)
		}
	}
}

// linearParts is the literal definition for a linear function of correlated normal inputs and one outside: over all orders in which
// the outside one, the last player, does not come between the others, what each adds to the variance explained.
func linearParts(r [][]float64, weight []float64) []float64 {
	n := len(r)
	wide := equal(n+1, 0)
	for i := range r {
		copy(wide[i], r[i])
	}
	all := explained(wide, weight, span(n+1))
	return overOrders(n, func(set []int) float64 { return explained(wide, weight, set) / all })
}

func overOrders(n int, worth func(set []int) float64) []float64 {
	out, count := make([]float64, n), 0.0
	orders(span(n+1), 0, func(order []int) {
		if at := slices.Index(order, n); at > 0 && at < n {
			return
		}
		count++
		for k, i := range order {
			if i < n {
				out[i] += worth(order[:k+1]) - worth(order[:k])
			}
		}
	})
	for i := range out {
		out[i] /= count
	}
	return out
}

func orders(p []int, from int, each func([]int)) {
	if from == len(p) {
		each(p)
	}
	for k := from; k < len(p); k++ {
		p[from], p[k] = p[k], p[from]
		orders(p, from+1, each)
		p[from], p[k] = p[k], p[from]
	}
}

// explained is Var E[w·Z | Z_set] = c' inv(R_set) c, with c the covariances of w·Z and Z_set.
func explained(r [][]float64, weight []float64, set []int) float64 {
	if len(set) == 0 {
		return 0
	}
	within, c := mat.NewDense(len(set), len(set), nil), mat.NewVecDense(len(set), nil)
	for a, i := range set {
		for b, j := range set {
			within.Set(a, b, r[i][j])
		}
		for j, w := range weight {
			c.SetVec(a, c.AtVec(a)+r[i][j]*w)
		}
	}
	var x mat.VecDense
	if err := x.SolveVec(within, c); err != nil {
		panic(err)
	}
	return mat.Dot(c, &x)
}

func TestDivideAsDefined(t *testing.T) {
	for _, tt := range []struct {
		r      [][]float64
		weight []float64 // the last is of the input outside
	}{
		{[][]float64{{1, 0.5, -0.3}, {0.5, 1, 0.2}, {-0.3, 0.2, 1}}, []float64{1, 2, 0.5, 1}},
		{[][]float64{{1, 0.8, 0.1, 0}, {0.8, 1, 0.3, 0}, {0.1, 0.3, 1, 0.6}, {0, 0, 0.6, 1}}, []float64{1, -1, 0, 2, 1.5}},
		{equal(6, 0.4), []float64{1, 2, 3, 0, 1, 1, 3}},
	} {
		want := linearParts(tt.r, tt.weight)
		parts, _ := division(t, normals(2, len(tt.weight), tt.r, linear(tt.weight...)), 3000, tt.r)
		for i, p := range parts {
			if math.Abs(p.Raw-want[i]) > 0.04 {
				t.Errorf("%d members, input %d: %.4f, as defined %.4f", len(tt.r), i+1, p.Raw, want[i])
			}
		}
	}
}

// For any game at all, the orders in which the outside does not come between are what the mean of two games among the members
// stands for.
func TestShapleyAsDefined(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "members")
		full := 1<<n - 1
		v := rapid.SliceOfN(rapid.Float64Range(-1, 1), 2<<n, 2<<n).Draw(t, "worth")
		v[0] = 0
		game := make([]float64, full+1)
		for s := range game {
			// first(S) and total(S), the outside being the highest bit
			game[s] = (v[s] + v[2*full+1] - v[2*full+1-s]) / 2
		}
		want := overOrders(n, func(set []int) float64 {
			bits := 0
			for _, i := range set {
				bits |= 1 << i
			}
			return v[bits]
		})
		for i, got := range shapley(game, n) {
			if math.Abs(got-want[i]) > 1e-12 {
				t.Fatalf("member %d: %v, as defined %v", i, got, want[i])
			}
		}
	})
}

// Published functions: what x1 and x3 do together in Ishigami's is halved, and x2 does nothing with others.
func TestDivideIndependent(t *testing.T) {
	within := func(name string, parts []Estimate, s, st []float64) {
		for i, p := range parts {
			if p.Raw < s[i]-0.04 || p.Raw > st[i]+0.04 {
				t.Errorf("%s, input %d: %.4f is not between first %.4f and total %.4f", name, i+1, p.Raw, s[i], st[i])
			}
		}
	}
	parts, _ := division(t, study(2, names(3), ishigami), 4000, equal(3, 0))
	for i, want := range []float64{0.4357, 0.4424, 0.1218} {
		if math.Abs(parts[i].Raw-want) > 0.03 {
			t.Errorf("Ishigami, input %d: %.4f, want %.4f", i+1, parts[i].Raw, want)
		}
	}
	within("Ishigami", parts, []float64{0.3139, 0.4424, 0}, []float64{0.5576, 0.4424, 0.2437})
	parts, _ = division(t, study(2, names(3), ishigami), 4000, equal(2, 0)) // x3 outside
	within("Ishigami, two of three", parts, []float64{0.3139, 0.4424}, []float64{0.5576, 0.4424})
	parts, _ = division(t, study(2, names(2), threshold), 4000, equal(2, 0))
	within("sum above one", parts, []float64{1. / 3, 1. / 3}, []float64{2. / 3, 2. / 3})
}

func TestPublishedShapley(t *testing.T) {
	text, err := os.ReadFile("../../../shared/data/sensitivity/sensitivity_tests.json")
	if err != nil {
		t.Skip("the published functions are not here:", err)
	}
	var facts map[string]json.RawMessage
	if err := json.Unmarshal(text, &facts); err != nil {
		t.Fatal(err)
	}
	for name, d := range map[string]struct {
		r [][]float64
		*Design
	}{
		"correlated_linear": {equal(2, 0.5), normals(2, 2, equal(2, 0.5), linear(1, 2))},
		"ishigami":          {equal(3, 0), study(2, names(3), ishigami)},
	} {
		var want struct{ Shapley []float64 }
		if err := json.Unmarshal(facts[name], &want); err != nil || len(want.Shapley) != len(d.r) {
			t.Fatalf("%s: %+v, %v", name, want, err)
		}
		parts, _ := division(t, d.Design, 4000, d.r)
		for i, p := range parts {
			if math.Abs(p.Raw-want.Shapley[i]) > 0.03 {
				t.Errorf("%s, input %d: %.4f, want %.4f", name, i+1, p.Raw, want.Shapley[i])
			}
		}
	}
}

// What follows has the correlations declared, with what is held and among itself, whichever set is held.
func TestMixIsADraw(t *testing.T) {
	r := [][]float64{{1, 0.5, -0.3}, {0.5, 1, 0.2}, {-0.3, 0.2, 1}}
	d, g := normals(1, 3, r, linear(1, 1, 1)), &joint{members: span(3), r: r}
	a, b, u := make([]float64, 3), make([]float64, 3), make([]float64, 3)
	for set := uint(1); set < 7; set++ {
		k, sums := g.given(set), [3][3]float64{}
		const n = 8000
		for run := range n {
			d.Uniform(run, a)
			d.Uniform(run+second, b)
			k.mix(u, b, a)
			for i := range u {
				if set>>i&1 == 1 && u[i] != b[i] {
					t.Fatalf("set %b: %d is not held", set, i)
				}
				for j := range u {
					sums[i][j] += mathext.NormalQuantile(u[i]) * mathext.NormalQuantile(u[j]) / n
				}
			}
		}
		for i := range sums {
			for j, got := range sums[i] {
				if math.Abs(got-r[i][j]) > 0.05 {
					t.Errorf("set %b: covariance of %d and %d is %.3f, want %.3f", set, i, j, got, r[i][j])
				}
			}
		}
	}
	if (&joint{members: span(2), r: equal(2, 1)}).given(1) != nil {
		t.Error("two inputs that are one have a conditional distribution")
	}
}

func TestNothingToDivide(t *testing.T) {
	always := func([]float64) float64 { return 1 }
	for name, d := range map[string]struct {
		n int
		r [][]float64
		f func([]float64) float64
	}{"always": {200, equal(2, 0.5), always}, "few": {fewest - 1, equal(2, 0.5), linear(1, 1)}, "many": {200, equal(7, 0.5), linear(1, 1)}} {
		if parts, _ := division(t, normals(1, len(d.r), d.r, d.f), d.n, d.r); parts != nil {
			t.Errorf("%s: %v", name, parts)
		}
	}
}

func TestSettle(t *testing.T) {
	for _, tt := range []struct {
		raw   []float64
		whole float64
		want  []float64
		ok    bool
	}{
		{[]float64{0.3, 0.1}, 0.4, []float64{0.3, 0.1}, true},
		{[]float64{0.5, -0.1}, 0.4, []float64{0.4, 0}, true},
		{[]float64{0.2, 0.2}, 0, []float64{0, 0}, true},
		{[]float64{-0.1, -0.2}, 0.1, []float64{0, 0}, false},
		{[]float64{0, 0}, 0, []float64{0, 0}, true},
	} {
		parts := make([]Estimate, len(tt.raw))
		for i, raw := range tt.raw {
			parts[i] = Estimate{Raw: raw, Low: unit(raw - 0.01), High: unit(raw + 0.01)}
		}
		ok := settle(parts, tt.whole)
		for i, p := range parts {
			if math.Abs(p.Value-tt.want[i]) > 1e-12 || ok != tt.ok || p.Low > p.Value || p.High < p.Value {
				t.Errorf("%v, %v: %+v, %t", tt.raw, tt.whole, parts, ok)
			}
		}
	}
}
