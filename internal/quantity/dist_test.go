package quantity

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func must(t testing.TB, f Family, p ...float64) Dist {
	t.Helper()
	d, err := New(f, p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func close9(got, want float64) bool {
	return math.Abs(got-want) <= 1e-9*max(1e-3, math.Abs(want))
}

// Values from closed forms; the normal's from Φ⁻¹(0.95) = 1.6448536269514722 and Φ⁻¹(0.975) = 1.959963984540054.
func TestQuantiles(t *testing.T) {
	tests := []struct {
		d       Dist
		u, want float64
	}{
		{Const(3), 0.1, 3},
		{must(t, Normal, 0.2, 0.4), 0.05, 0.2},
		{must(t, Normal, 0.2, 0.4), 0.95, 0.4},
		{must(t, Normal, 0.2, 0.4), 0.5, 0.3},
		{must(t, Normal, -z95, z95), 0.975, 1.959963984540054},
		{must(t, Uniform, 2, 6), 0.25, 3},
		{must(t, Uniform, 2, 6), 0, 2},
		{must(t, Uniform, 2, 6), 1, 6},
		{must(t, Triangular, 0, 1, 4), 0.25, 1},
		{must(t, Triangular, 0, 1, 4), 0.0625, 0.5},
		{must(t, Triangular, 0, 1, 4), 0.75, 4 - math.Sqrt(3)},
		{must(t, Triangular, 0, 0, 1), 0.75, 0.5},
		{must(t, Triangular, 0, 1, 1), 0.25, 0.5},
		{must(t, PERT, 0, 0, 1), 0.5, 1 - math.Pow(0.5, 0.2)}, // beta(1, 5)
		{must(t, PERT, 10, 20, 20), 0.5, 10 + 10*math.Pow(0.5, 0.2)},
		{must(t, PERT, 0, 5, 10), 0.5, 5},
		{must(t, Beta, 1, 1), 0.3, 0.3},
		{must(t, Beta, 0.5, 0.5), 0.25, 0.14644660940672624}, // sin²(π/8)
		{must(t, Lognormal, 1, 100), 0.5, 10},
		{must(t, Lognormal, 1, 100), 0.95, 100},
	}
	for _, tt := range tests {
		if got := tt.d.Quantile(tt.u); !close9(got, tt.want) {
			t.Errorf("%v at %v: %v, want %v", tt.d, tt.u, got, tt.want)
		}
	}
}

func TestDiscrete(t *testing.T) {
	d, err := New(Discrete, []float64{5, 1, 9}, []float64{0.5, 0.2, 0.3})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ u, want float64 }{{0, 1}, {0.2, 1}, {0.2001, 5}, {0.5, 5}, {0.7, 5}, {0.71, 9}, {1, 9}} {
		if got := d.Quantile(tt.u); got != tt.want {
			t.Errorf("at %v: %v, want %v", tt.u, got, tt.want)
		}
	}
	if got := d.CDF(5); !close9(got, 0.7) {
		t.Errorf("CDF(5) = %v", got)
	}
	cut, err := d.Truncate(2, 20)
	if err != nil {
		t.Fatal(err)
	}
	if got := cut.CutMass(); !close9(got, 0.2) {
		t.Errorf("cut mass %v", got)
	}
	for _, tt := range []struct{ u, want float64 }{{0, 5}, {0.62, 5}, {0.63, 9}, {1, 9}} {
		if got := cut.Quantile(tt.u); got != tt.want {
			t.Errorf("cut, at %v: %v, want %v", tt.u, got, tt.want)
		}
	}
	if one, err := d.Truncate(4, 6); err != nil || !one.Constant() || one.Median() != 5 {
		t.Errorf("cut to one value: %v, %v", one, err)
	}
	if got := d.String(); got != "discrete(1: 0.2, 5: 0.5, 9: 0.3)" {
		t.Error(got)
	}
}

// A standard normal cut at 0 is half-normal: its quantile at u is Φ⁻¹((1+u)/2).
func TestTruncateNormal(t *testing.T) {
	d, err := must(t, Normal, -z95, z95).Truncate(0, math.Inf(1))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ u, want float64 }{{0, 0}, {0.5, 0.6744897501960817}, {0.9, z95}, {0.95, 1.959963984540054}} {
		if got := d.Quantile(tt.u); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("at %v: %v, want %v", tt.u, got, tt.want)
		}
	}
	if got := d.CutMass(); math.Abs(got-0.5) > 1e-15 {
		t.Errorf("cut mass %v", got)
	}
	twice, err := d.Truncate(-1, 2)
	if err != nil || twice.Lo != 0 || twice.Hi != 2 {
		t.Errorf("cutting twice: %+v, %v", twice, err)
	}
	if got := d.Quantile(1); math.IsInf(got, 0) || got < 6.9 {
		t.Errorf("open end: %v", got)
	}
}

func TestTruncateOutcomes(t *testing.T) {
	inf := math.Inf(1)
	tests := []struct {
		d      Dist
		lo, hi float64
		cut    bool
		err    string
	}{
		{must(t, Uniform, 0.1, 0.9), 0, 1, false, ""},
		{must(t, Beta, 2, 3), 0, 1, false, ""},
		{must(t, Lognormal, 1, 10), 0, inf, false, ""},
		{must(t, Lognormal, 1, 10), 0, 5, true, ""},
		{must(t, PERT, -1, 0, 3), 0, inf, true, ""},
		{must(t, Normal, 0.2, 0.4), 0, 1, true, ""},
		{Const(0.5), 0, 1, false, ""},
		{Const(0), 0, inf, false, ""},
		{Const(1.5), 0, 1, false, "1.5 is not between 0 and 1; give one that is"},
		{Const(-2), 0, inf, false, "-2 is not at least 0"},
		{must(t, Uniform, 3, 4), 0, 1, false, "uniform(3, 4) is not between 0 and 1"},
		{must(t, Normal, -15, -5), 0, inf, false, "less than 1 % of -15 to -5 is at least 0"},
		{must(t, Normal, 2, 3), 1, 0, false, "no number lies between 1 and 0"},
	}
	for _, tt := range tests {
		got, err := tt.d.Truncate(tt.lo, tt.hi)
		var invalid *Invalid
		switch {
		case tt.err != "":
			if !errors.As(err, &invalid) || !strings.Contains(err.Error(), tt.err) || invalid.Suggestion == "" {
				t.Errorf("%v to [%v, %v]: error %v, want %q", tt.d, tt.lo, tt.hi, err, tt.err)
			}
		case err != nil:
			t.Errorf("%v to [%v, %v]: %v", tt.d, tt.lo, tt.hi, err)
		case got.Cut != tt.cut:
			t.Errorf("%v to [%v, %v]: cut %v", tt.d, tt.lo, tt.hi, got.Cut)
		}
	}
}

func TestNewRejects(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	tests := []struct {
		f    Family
		p, w []float64
		want string
	}{
		{Normal, []float64{5, 3}, nil, "5 is above 3; write the lower number first"},
		{Normal, []float64{3, 3}, nil, "both ends are 3"},
		{Normal, []float64{nan, 3}, nil, "not a usable number"},
		{Uniform, []float64{0, inf}, nil, "not a usable number"},
		{Uniform, []float64{0, 1e16}, nil, "not a usable number"},
		{Normal, []float64{3}, nil, "takes 2 numbers, not 1"},
		{Constant, nil, nil, "takes 1 numbers"},
		{Triangular, []float64{0, 5, 4}, nil, "the mode 5 is not between 0 and 4"},
		{PERT, []float64{4, 2, 0}, nil, "4 is above 0"},
		{Beta, []float64{0, 1}, nil, "0 is no shape of a beta"},
		{Beta, []float64{1, 20000}, nil, "20000 is no shape"},
		{Lognormal, []float64{0, 1}, nil, "0 is not above 0"},
		{Lognormal, []float64{-1, 1}, nil, "-1 is not above 0"},
		{Discrete, nil, nil, "without values"},
		{Discrete, []float64{1, 2}, []float64{1}, "2 values but 1 chances"},
		{Discrete, []float64{1, 2}, []float64{0.5, 0.4}, "sum to 0.9; they must sum to 1"},
		{Discrete, []float64{1, 2}, []float64{1, 0}, "the chance of 2 is 0"},
		{Discrete, []float64{1, 2}, []float64{nan, 1}, "the chance of 1 is NaN"},
		{Discrete, []float64{2, 2}, []float64{0.5, 0.5}, "2 stands twice"},
		{Uniform, []float64{1, 2}, []float64{1}, "takes no chances"},
		{Family(99), nil, nil, "not known"},
	}
	for _, tt := range tests {
		_, err := New(tt.f, tt.p, tt.w)
		var invalid *Invalid
		if !errors.As(err, &invalid) || !strings.Contains(err.Error(), tt.want) || invalid.Suggestion == "" {
			t.Errorf("%v %v %v: %v, want %q", tt.f, tt.p, tt.w, err, tt.want)
		}
	}
}

func TestString(t *testing.T) {
	tests := map[string]Dist{
		"0": {}, "-0.35": Const(-0.35), "0.2 to 0.4": must(t, Normal, 0.2, 0.4), "uniform(0.1, 1000000)": must(t, Uniform, 0.1, 1e6),
		"lognormal(1 to 10)": must(t, Lognormal, 1, 10), "pert(0, 1, 4)": must(t, PERT, 0, 1, 4), "beta(2, 3)": must(t, Beta, 2, 3),
	}
	for want, d := range tests {
		if got := d.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if d := (Dist{}); !d.Constant() || d.IsUncertain() || d.Median() != 0 || d.CDF(0) != 1 || d.CDF(-1) != 0 {
		t.Error("the zero Dist is not the constant 0")
	}
}

// draw makes any valid distribution, cut or not.
func anyDist() *rapid.Generator[Dist] {
	return rapid.Custom(func(t *rapid.T) Dist {
		f := Family(rapid.IntRange(int(Constant), int(Discrete)).Draw(t, "family"))
		x := rapid.Float64Range(-1000, 1000).Draw(t, "x")
		w := rapid.Float64Range(0.001, 500).Draw(t, "width")
		r := rapid.Float64Range(0, 1).Draw(t, "mode")
		var d Dist
		var err error
		switch f {
		case Constant:
			d, err = New(f, []float64{x}, nil)
		case Normal, Uniform:
			d, err = New(f, []float64{x, x + w}, nil)
		case Triangular, PERT:
			d, err = New(f, []float64{x, x + r*w, x + w}, nil)
		case Beta:
			shape := rapid.Float64Range(-4.5, 9)
			d, err = New(f, []float64{math.Exp(shape.Draw(t, "a")), math.Exp(shape.Draw(t, "b"))}, nil)
		case Lognormal:
			d, err = New(f, []float64{math.Abs(x) + 0.001, math.Abs(x) + 0.001 + w}, nil)
		case Discrete:
			d, err = New(f, []float64{x, x - w, x + w}, []float64{0.25, 0.25, 0.5})
		}
		if err != nil {
			t.Fatalf("%v: %v", f, err)
		}
		if rapid.Bool().Draw(t, "cut") {
			lo := d.Quantile(rapid.Float64Range(0, 0.9).Draw(t, "lo"))
			hi := d.Quantile(rapid.Float64Range(0.9, 1).Draw(t, "hi"))
			if cut, err := d.Truncate(lo, hi); err == nil {
				d = cut
			}
		}
		return d
	})
}

func TestQuantileInvertsCDF(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDist().Draw(t, "dist")
		u := rapid.Float64Range(1e-9, 1-1e-9).Draw(t, "u")
		x := d.Quantile(u)
		lo, hi := d.Support()
		if math.IsNaN(x) || math.IsInf(x, 0) || x < lo || x > hi {
			t.Fatalf("%+v at %v: %v", d, u, x)
		}
		// Where x has few digits left (an end, a jump), the CDF around it must bracket u.
		below, above := d.CDF(x-math.Abs(x)*1e-13-1e-300), d.CDF(x+math.Abs(x)*1e-13+1e-300)
		if u < below-1e-11 || u > above+1e-11 {
			t.Fatalf("%+v: CDF(%v) = %v, not %v", d, x, d.CDF(x), u)
		}
		if later := d.Quantile(min(1, u+1e-6)); later < x-1e-12*math.Abs(x) {
			t.Fatalf("%+v: quantile falls from %v to %v", d, x, later)
		}
	})
}

func TestQuantileAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDist().Draw(t, "dist")
		for _, u := range []float64{math.Inf(-1), -1, 0, math.SmallestNonzeroFloat64, 1e-300, 1 - 0x1p-53, 1, 2, math.Inf(1), math.NaN()} {
			if x := d.Quantile(u); math.IsNaN(x) || math.IsInf(x, 0) {
				t.Fatalf("%+v at %v: %v", d, u, x)
			}
		}
		for _, x := range []float64{math.Inf(-1), -1e300, 0, 1e300, math.Inf(1), math.NaN()} {
			if p := d.CDF(x); !(p >= 0 && p <= 1) {
				t.Fatalf("%+v: CDF(%v) = %v", d, x, p)
			}
		}
		if m := d.CutMass(); !(m >= 0 && m <= 1-MinKept+1e-12) {
			t.Fatalf("%+v: cut mass %v", d, m)
		}
	})
}

// Closed forms against quantiles.
func TestMean(t *testing.T) {
	cut, err := must(t, Normal, 0, 2).Truncate(1, math.Inf(1))
	if err != nil {
		t.Fatal(err)
	}
	some, err := New(Discrete, []float64{1, 5}, []float64{0.2, 0.8})
	if err != nil {
		t.Fatal(err)
	}
	const parts = 200_000
	for _, d := range []Dist{
		Const(3), must(t, Normal, 0.2, 0.6), must(t, Uniform, 2, 6), must(t, Triangular, 0, 1, 4), must(t, PERT, 0, 1, 8), must(t, Beta, 2, 5),
		must(t, Lognormal, 1, 4), some, cut,
	} {
		sum := 0.0
		for k := range parts {
			sum += d.Quantile((float64(k) + 0.5) / parts)
		}
		if got, want := d.Mean(), sum/parts; math.Abs(got-want) > 2e-4*max(1, want) {
			t.Errorf("%v: mean %v, by quantiles %v", d, got, want)
		}
	}
}
