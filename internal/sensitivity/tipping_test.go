package sensitivity

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/quantity"
)

func dist(t *testing.T, f quantity.Family, p ...float64) quantity.Dist {
	t.Helper()
	d, err := quantity.New(f, p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestWindow(t *testing.T) {
	cut, err := dist(t, quantity.Normal, 0.1, 0.3).Truncate(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		d      quantity.Dist
		lo, hi float64
	}{
		{dist(t, quantity.Normal, 10, 20), 0, 30},
		{dist(t, quantity.Normal, -5, 5), -15, 15},
		{cut, 0, 0.5},
		{dist(t, quantity.Uniform, 0, 1), 0, 1},           // a share stays one
		{dist(t, quantity.Uniform, 10, 20), 1.5, 28.5},    // hard ends are passed, the sign is kept
		{dist(t, quantity.Uniform, -20, -2), -35.3, 0},    // likewise below zero
		{dist(t, quantity.Triangular, 0, 0.5, 1), 0, 1},   // 0–1
		{dist(t, quantity.Lognormal, 1, 10), 0, 19.00001}, // never below zero
	} {
		lo, hi := window(tt.d)
		if math.Abs(lo-tt.lo) > 0.01 || math.Abs(hi-tt.hi) > 0.01 {
			t.Errorf("%v: %v to %v, want %v to %v", tt.d, lo, hi, tt.lo, tt.hi)
		}
	}
}

// A threshold is found exactly, on the side where it lies; the nearer of two; none where there is none.
func TestTipping(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.Float64Range(-3, 3).Draw(t, "threshold")
		tip, err := tipping(0, -2, 2, func(v float64) (bool, error) { return v > at, nil })
		if err != nil {
			t.Fatal(err)
		}
		switch inside := at > -2 && at < 2; {
		case at >= 2 || at < -2:
			if tip != nil {
				t.Fatalf("threshold %v: %+v", at, tip)
			}
		case !inside:
		case tip == nil || math.Abs(tip.Value-at) > 1e-9 || (tip.Side == Below) != (at < 0):
			t.Fatalf("threshold %v: %+v", at, tip)
		}
	})
	tip, _ := tipping(0, -2, 2, func(v float64) (bool, error) { return v > -1 && v < 0.7, nil })
	if tip == nil || tip.Side != Above || math.Abs(tip.Value-0.7) > 1e-9 {
		t.Errorf("the nearer of two: %+v", tip)
	}
	tip, _ = tipping(0, -2, 2, func(v float64) (bool, error) {
		if v > 0.5 {
			return false, errors.New("no value")
		}
		return v > -1, nil
	})
	if tip == nil || tip.Side != Below || math.Abs(tip.Value+1) > 1e-9 {
		t.Errorf("an error ends its own side only: %+v", tip)
	}
	tip, _ = tippingAmong(1, []float64{-5, 1, 3}, func(v float64) (bool, error) { return v == 1, nil })
	if tip == nil || *tip != (Tip{Value: 3, Side: At}) {
		t.Errorf("single values: %+v", tip)
	}
}
