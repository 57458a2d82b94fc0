package spatial

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// product is the logarithm of the Nash product as it is defined, and whether everybody gains.
func product(is *Issue, o NashOptions, x float64) (float64, bool) {
	loss := func(d float64) float64 {
		if o.Loss == QuadraticLoss {
			return d * d
		}
		return math.Abs(d)
	}
	sum := 0.0
	for _, a := range is.Actors {
		failure := loss(o.Distance * is.Length())
		if o.Distance == 0 {
			failure = loss(*is.Reference - a.Position)
		}
		gain := failure - loss(x-a.Position)
		if !(gain > 0) {
			return math.Inf(-1), false
		}
		sum += a.Weight() * math.Log(gain)
	}
	return sum, true
}

// Nothing on a grid is better than the solution, and where there is no agreement nobody can be found who agrees.
func TestNashIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issues(rapid.Bool().Draw(t, "grid"), 6).Draw(t, "issue")
		o := NashOptions{Loss: Loss(rapid.IntRange(0, 1).Draw(t, "loss"))}
		if rapid.Bool().Draw(t, "distant") {
			o.Distance = rapid.Float64Range(1, 5).Draw(t, "distance")
		} else {
			is.Reference = new(float64)
			*is.Reference = 5 * float64(rapid.IntRange(0, 20).Draw(t, "reference"))
		}
		b, err := Nash(&is, o)
		if err != nil {
			t.Fatal(err)
		}
		best, ok := product(&is, o, b.Outcome)
		if ok != b.Agreement {
			t.Fatalf("agreement %v at %v, by the definition %v", b.Agreement, b.Outcome, ok)
		}
		for x := 0.0; x <= 100; x += 0.25 {
			if p, gains := product(&is, o, x); gains && (!ok || p > best+1e-9) {
				t.Fatalf("%v is better (%v) than %v (%v)", x, p, b.Outcome, best)
			}
		}
		if !b.Agreement && b.Outcome != *is.Reference {
			t.Fatalf("no agreement brings %v, not the reference point", b.Outcome)
		}
	})
}

func TestNashByHand(t *testing.T) {
	r := 0.0
	is := Issue{Name: "two", Lo: 0, Hi: 100, Reference: &r, Actors: []Actor{{"a", 1, 1, 40}, {"b", 1, 1, 100}}}
	// Absolute loss: between the positions the gains are 80-x and x; beyond 40 the product (80-x)x falls, so 40 itself.
	for o, want := range map[NashOptions]float64{
		{Loss: AbsoluteLoss}: 40,
		// Quadratic loss: the gains are x(80-x) and x(200-x); 2/x = 1/(80-x) + 1/(200-x), so 4x² - 840x + 32000 = 0.
		{Loss: QuadraticLoss}:              (840 - math.Sqrt(840*840-16*32000)) / 8,
		{Loss: QuadraticLoss, Distance: 1}: 70, // two of equal weight meet half-way
	} {
		b, err := Nash(&is, o)
		if err != nil || !b.Agreement {
			t.Fatal(b, err)
		}
		near(t, "outcome", b.Outcome, want, 1e-9)
	}
}

// With failure ever further away the solution tends to the mean under quadratic loss (Achen 2006), and to the median under absolute loss.
func TestNashFarAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issues(false, 7).Draw(t, "issue")
		mean, _ := Compromise(&is)
		b, err := Nash(&is, NashOptions{Loss: QuadraticLoss, Distance: 1e4})
		if err != nil || math.Abs(b.Outcome-mean) > 1e-4 {
			t.Fatal(b, err, mean)
		}
		low, high := 0.0, 0.0 // weight below and above
		b, err = Nash(&is, NashOptions{Loss: AbsoluteLoss, Distance: MaxDistance})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range is.Actors {
			low += map[bool]float64{true: a.Weight()}[a.Position < b.Outcome]
			high += map[bool]float64{true: a.Weight()}[a.Position > b.Outcome]
		}
		sum := total(is.places())
		if low > sum/2*(1+1e-5) || high > sum/2*(1+1e-5) {
			t.Fatalf("%v and %v of %v stand on the two sides of %v", low, high, sum, b.Outcome)
		}
	})
}

func TestNashErrors(t *testing.T) {
	is := Issue{Name: "x", Lo: 0, Hi: 100, Actors: []Actor{{"a", 1, 1, 40}}}
	for _, o := range []NashOptions{{}, {Loss: 2}, {Distance: 0.5}, {Distance: math.NaN()}, {Distance: math.Inf(1)}} {
		if _, err := Nash(&is, o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
}
