package strategy

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func drawChamber(t *rapid.T) Chamber {
	return Chamber{
		Ideals:      rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 9).Draw(t, "ideals"),
		StatusQuo:   draw(t, "q", 0, 1),
		NoAgreement: draw(t, "κ", 0, 0.5),
		Share:       draw(t, "τ", 0.01, 1),
	}
}

// Voters asked one by one, at points of a grid and around the ends.
func TestWinSetByVoting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawChamber(t)
		win := must(WinSet(c))
		passes := func(x float64) bool {
			votes := 0
			for _, y := range c.Ideals {
				if math.Abs(x-y) <= math.Abs(c.StatusQuo-y)+c.NoAgreement {
					votes++
				}
			}
			return float64(votes) >= c.Share*float64(len(c.Ideals))-1e-9
		}
		points := []float64{win.Lo - 1e-6, win.Lo + 1e-6, win.Hi - 1e-6, win.Hi + 1e-6}
		for i := range 201 {
			points = append(points, float64(i)/200)
		}
		for _, x := range points {
			if clear := min(math.Abs(x-win.Lo), math.Abs(x-win.Hi)); clear > 1e-8 && x >= 0 && x <= 1 && win.Holds(x) != passes(x) {
				t.Errorf("%+v: %v in %v is %v, by vote %v", c, x, win, win.Holds(x), passes(x))
			}
		}
		if !win.Holds(c.StatusQuo) {
			t.Errorf("the status quo %v is not in %v", c.StatusQuo, win)
		}
	})
}

// Win-sets around one status quo always meet in it. The sheet's "deal iff W_A meets W_B" is met by no deal at all; a
// deal takes an overlap that holds more.
func TestWinSetsMeetInTheStatusQuo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawChamber(t), drawChamber(t)
		b.StatusQuo = a.StatusQuo
		if both := must(WinSet(a)).Intersect(must(WinSet(b))); both.Empty() || !both.Holds(a.StatusQuo) {
			t.Errorf("%v does not hold %v", both, a.StatusQuo)
		}
	})
}

// A stricter rule narrows the win-set, a dearer failure widens it; the narrower one's side gets the better middle of
// what is left (Schelling's conjecture), as long as something is.
func TestWinSetMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawChamber(t)
		win := must(WinSet(c))
		strict, dear := c, c
		strict.Share = min(1, c.Share+draw(t, "more", 0, 0.5))
		dear.NoAgreement += draw(t, "more", 0, 0.5)
		if narrow := must(WinSet(strict)); narrow.Lo < win.Lo || narrow.Hi > win.Hi {
			t.Errorf("τ rises and %v becomes %v", win, narrow)
		}
		if wide := must(WinSet(dear)); wide.Lo > win.Lo || wide.Hi < win.Hi {
			t.Errorf("κ rises and %v becomes %v", win, wide)
		}
		other := drawChamber(t)
		other.StatusQuo = c.StatusQuo
		before, after := win.Intersect(must(WinSet(other))), must(WinSet(strict)).Intersect(must(WinSet(other)))
		// A, that wants more, gains where what it gives up lies below.
		if gain := after.Lo + after.Hi - before.Lo - before.Hi; after.Hi == before.Hi && gain < -1e-12 || before.Empty() || after.Empty() {
			t.Errorf("%v becomes %v", before, after)
		}
	})
}

// A quorum is a share of the voters, not of their rounding: 0.55 of 20 is 11, though 0.55·20 is a little above in binary.
func TestQuorum(t *testing.T) {
	for _, tt := range []struct {
		share float64
		n     int
		want  int
	}{{0.55, 20, 11}, {0.5, 5, 3}, {2. / 3, 9, 6}, {0.7, 10, 7}, {1, 7, 7}, {1e-12, 7, 1}, {0.14, 50, 7}} {
		if got := quorum(tt.share, tt.n); got != tt.want {
			t.Errorf("%v of %d: %d, want %d", tt.share, tt.n, got, tt.want)
		}
	}
}

// Every set of voters that may accept.
func TestRatificationChanceBySets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		accepts := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 8).Draw(t, "accepts")
		share := draw(t, "τ", 0.01, 1)
		want := 0.0
		for set := range 1 << len(accepts) {
			chance, votes := 1.0, 0
			for i, p := range accepts {
				if set>>i&1 == 1 {
					chance *= p
					votes++
				} else {
					chance *= 1 - p
				}
			}
			if float64(votes) >= share*float64(len(accepts))-1e-9 {
				want += chance
			}
		}
		approx(t, "chance", must(RatificationChance(accepts, share)), want, 1e-12)
	})
}

// The bolder deal is worth more and passes less.
func TestBestProposal(t *testing.T) {
	for _, tt := range []struct {
		failed float64
		want   int
		value  float64
	}{{0, 1, 0.48}, {0.5, 2, 0.62}, {-2, 0, 0.28}} {
		i, value, err := BestProposal([]Proposal{{0.4, 0.95}, {0.6, 0.8}, {0.9, 0.3}}, tt.failed)
		if i != tt.want || math.Abs(value-tt.value) > 1e-12 || err != nil {
			t.Errorf("%+v: proposal %d worth %v, %v", tt, i, value, err)
		}
	}
}
