package wording

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var nan, inf = math.NaN(), math.Inf(1)

// Edges: <5 and >95 are decided before rounding, halves go towards 50, the phrase follows the rounded number.
func TestPercentAndPhrase(t *testing.T) {
	tests := []struct {
		p             float64
		percent, word string
	}{
		{0, "<5 %", "almost no chance"},
		{-0.2, "<5 %", "almost no chance"},
		{0.0249, "<5 %", "almost no chance"},
		{0.025, "<5 %", "almost no chance"},
		{0.0499, "<5 %", "almost no chance"},
		{0.05, "5 %", "very unlikely"},
		{0.0749, "5 %", "very unlikely"},
		{0.075, "10 %", "very unlikely"},
		{0.1749, "15 %", "very unlikely"},
		{0.175, "20 %", "unlikely"},
		{0.2, "20 %", "unlikely"},
		{0.225, "25 %", "unlikely"},
		{0.4, "40 %", "unlikely"},
		{0.4249, "40 %", "unlikely"},
		{0.425, "45 %", "roughly even chance"},
		{0.45, "45 %", "roughly even chance"},
		{0.475, "50 %", "roughly even chance"},
		{0.5, "50 %", "roughly even chance"},
		{0.525, "50 %", "roughly even chance"},
		{0.526, "55 %", "likely"},
		{0.54, "55 %", "likely"},
		{0.55, "55 %", "likely"},
		{0.775, "75 %", "likely"},
		{0.776, "80 %", "very likely"},
		{0.8, "80 %", "very likely"},
		{0.925, "90 %", "very likely"},
		{0.926, "95 %", "almost certain"},
		{0.95, "95 %", "almost certain"},
		{0.9501, ">95 %", "almost certain"},
		{0.975, ">95 %", "almost certain"},
		{1, ">95 %", "almost certain"},
		{1.5, ">95 %", "almost certain"},
		{inf, ">95 %", "almost certain"},
		{-inf, "<5 %", "almost no chance"},
		{nan, "not known", ""},
		{0.15 + 0.2, "35 %", "unlikely"},
		{1 - 0.05, "95 %", "almost certain"},
		{0.1 + 0.125, "25 %", "unlikely"},
	}
	for _, tt := range tests {
		word, _ := Phrase(tt.p)
		if got := Percent(tt.p); got != tt.percent || word != tt.word {
			t.Errorf("%v: %q, %q; want %q, %q", tt.p, got, word, tt.percent, tt.word)
		}
	}
}

func TestPercentRange(t *testing.T) {
	tests := []struct {
		lo, hi float64
		want   string
	}{
		{0.25, 0.5, "25–50"},
		{0.01, 0.1, "<5–10"},
		{0.6, 0.99, "60–>95"},
		{0, 1, "<5–>95"},
		{0.24, 0.26, "25"},
		{0, 0.04, "<5"},
		{0.96, 1, ">95"},
		{0.5, 0.25, "25–50"},
		{nan, 0.5, "not known"},
		{0.5, nan, "not known"},
	}
	for _, tt := range tests {
		if got := PercentRange(tt.lo, tt.hi); got != tt.want {
			t.Errorf("%v to %v: %q, want %q", tt.lo, tt.hi, got, tt.want)
		}
	}
}

func TestLikelihood(t *testing.T) {
	tests := []struct {
		p, lo, hi float64
		want      string
	}{
		{0.4, 0.25, 0.5, "40 % (25–50), unlikely (20–45 %)"},
		{0.4, 0.4, 0.4, "40 %, unlikely (20–45 %)"},
		{0.4, 0.1, 0.6, "40 % (10–60)"},
		{0.4, 0.1, 0.44, "40 % (10–45)"},
		{0.4, 0.2, 0.54, "40 % (20–55)"},
		{0.4, 0.2, 0.52, "40 % (20–50), unlikely (20–45 %)"},
		{0.02, 0, 0.1, "<5 % (<5–10), almost no chance (1–5 %)"},
		{0.99, 0.9, 1, ">95 % (90–>95), almost certain (95–99 %)"},
		{0, 0, 0, "<5 %, almost no chance (1–5 %)"},
		{0.5, 0.6, 0.6, "50 % (50–60), roughly even chance (45–55 %)"},
		{0.5, nan, 0.6, "50 %, roughly even chance (45–55 %)"},
		{nan, 0, 1, "not known"},
	}
	for _, tt := range tests {
		if got := Likelihood(tt.p, tt.lo, tt.hi); got != tt.want {
			t.Errorf("%v (%v, %v): %q, want %q", tt.p, tt.lo, tt.hi, got, tt.want)
		}
	}
}

// A chance and its complement add up to 100 %, no chance is called certain, and the number said lies in
// the band said.
func TestChances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(0, 1).Draw(t, "p")
		f := fives(p)
		if f+fives(1-p) != 100 || f%5 != 0 || math.Abs(float64(f)-100*p) > 5 {
			t.Fatalf("%v is %d, its complement %d", p, f, fives(1-p))
		}
		var lo, hi int
		_, says := Phrase(p)
		if _, err := fmt.Sscanf(strings.Replace(says, "–", " ", 1), "%d %d", &lo, &hi); err != nil {
			t.Fatal(err)
		}
		if shown := min(99, max(1, f)); shown < lo || shown > hi || shown == hi && f != 100 {
			t.Fatalf("%v is said as %d in %q", p, f, says)
		}
	})
}

func TestSigned(t *testing.T) {
	tests := []struct {
		v      float64
		digits int
		want   string
	}{
		{0.09, 2, "+.09"},
		{-0.55, 2, "−.55"},
		{1, 1, "+1.0"},
		{0, 2, "0"},
		{math.Copysign(0, -1), 1, "0"},
		{0.004, 2, "0"},
		{-0.004, 2, "0"},
		{0.999, 2, "+1.00"},
		{0.6, 0, "+1"},
		{0.4, 0, "0"},
		{-12.34, 1, "−12.3"},
		{10.5, 1, "+10.5"},
		{-100, 0, "−100"},
		{0.5, -3, "0"},
		{0.1, 99, "+.100000000000"},
		{nan, 2, "not known"},
		{inf, 2, "not known"},
		{-inf, 2, "not known"},
		{-1e20, 0, "−1.00e+20"},
	}
	for _, tt := range tests {
		if got := Signed(tt.v, tt.digits); got != tt.want {
			t.Errorf("%v with %d digits: %q, want %q", tt.v, tt.digits, got, tt.want)
		}
	}
}

func TestPointsAndNumber(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0", 0.09: "+.09", -0.55: "−.55", 0.994: "+.99", 0.996: "+1.0", 1: "+1.0", -3.44: "−3.4", 9.94: "+9.9", 9.96: "+10",
		-12.4: "−12", 120.6: "+121", 0.001: "0", inf: "not known",
	} {
		if got := Points(v); got != want {
			t.Errorf("%v points: %q, want %q", v, got, want)
		}
	}
	for _, tt := range []struct {
		v      float64
		digits int
		want   string
	}{{0.35, 2, "0.35"}, {-0.35, 2, "−0.35"}, {-0.001, 2, "0"}, {1234.5, 0, "1234"}, {nan, 1, "not known"}} {
		if got := Number(tt.v, tt.digits); got != tt.want {
			t.Errorf("%v with %d digits: %q, want %q", tt.v, tt.digits, got, tt.want)
		}
	}
}

// No number says "-0", uses a hyphen for a minus, or shows what is not finite.
func TestNumbersAreClean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, digits := rapid.Float64().Draw(t, "v"), rapid.IntRange(-1, 14).Draw(t, "digits")
		for _, s := range []string{Signed(v, digits), Points(v), Number(v, digits), Percent(v)} {
			if strings.ContainsAny(s, "-") || strings.Contains(s, "NaN") || strings.Contains(s, "Inf") || s == "" || s == Minus+"0" || s == "+0" {
				t.Fatalf("%v: %q", v, s)
			}
		}
	})
}

func TestLists(t *testing.T) {
	for want, words := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b and c": {"a", "b", "c"}} {
		if got := Join(words); got != want {
			t.Errorf("%v: %q", words, got)
		}
	}
	for n, want := range map[int]string{0: "no parties", 1: "1 party", 2: "2 parties", -1: "−1 parties", 3888: "3888 parties"} {
		if got := Count(n, "party", "parties"); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestCapital(t *testing.T) {
	for s, want := range map[string]string{"": "", "a deal": "A deal", "élan": "Élan", "“x": "“x", "15 %": "15 %"} {
		if got := Capital(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestSignificant(t *testing.T) {
	for _, x := range []struct {
		v      float64
		digits int
		want   string
	}{
		{0, 2, "0"},
		{3.5, 2, "3.5"},
		{3, 2, "3"},
		{0.0432, 2, "0.043"},
		{1234, 2, "1234"},
		{-0.1, 3, "−0.1"},
		{2.345, 3, "2.35"},
		{99.96, 3, "100"},
		{1e-9, 2, "0"},
		{math.NaN(), 2, NotKnown},
		{math.Inf(1), 3, NotKnown},
	} {
		if got := Significant(x.v, x.digits); got != x.want {
			t.Errorf("%g with %d digits: %q, want %q", x.v, x.digits, got, x.want)
		}
	}
}

func TestPart(t *testing.T) {
	for v, want := range map[float64]string{0.634: "63\u00a0%", 0: "0\u00a0%", 1: "100\u00a0%", 0.005: "0\u00a0%", math.NaN(): NotKnown + "\u00a0%"} {
		if got := Part(v); got != want {
			t.Errorf("%v: %q, want %q", v, got, want)
		}
	}
}
