package sensitivity

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// flotilla has one party that gains by a sum of inputs, joined in chains of the given lengths.
func flotilla(groups ...int) string {
	var values, between strings.Builder
	sum, k := "", 0
	for _, n := range groups {
		for i := range n {
			fmt.Fprintf(&values, "  s%02d: 0 to %d\n", k, 2+k%3)
			if i > 0 {
				fmt.Fprintf(&between, "  - {between: [quantities.s%02d, quantities.s%02d], rank: 0.4}\n", k-1, k)
			}
			sum += fmt.Sprintf(" + s%02d", k)
			k++
		}
	}
	return "parley: 1\ncase: Flotilla\nparties: {a: {kind: state}}\nquantities:\n" + values.String() + "correlations:\n" + between.String() +
		"issues:\n  land: {kept: {by: a}, shared: {by: a}}\nvalues:\n  a: {land: {shared: " + strings.TrimPrefix(sum, " + ") + "}}\ndeals:\n  split: land=shared\n"
}

// Parts add up to the middle of first and total, whatever was cut; the number of workers and the seed's use cannot be seen.
func TestParts(t *testing.T) {
	for _, of := range []string{"room:sharing", "gain:split:a"} {
		text := correlated(0.5)
		a := answerTo(t, draws(t, text, 600, 1), of)
		cost, aid := a.input("quantities.cost"), a.input("quantities.aid")
		if sum := *cost.Shapley + *aid.Shapley; math.Abs(sum-(*cost.First+*cost.Total)/2) > 1e-12 {
			t.Errorf("%s: parts add up to %v: %+v", of, sum, cost)
		}
		for _, in := range []*Input{cost, aid} {
			if r := *in.ShapleyRange; *in.Shapley < r[0] || *in.Shapley > r[1] || r[1]-r[0] > 0.5 || r[1] == r[0] {
				t.Errorf("%s: %+v", of, in)
			}
		}
		if b := a.input("values.b.land.shared"); b.Shapley != nil {
			t.Errorf("%s: %+v has a part though it is correlated with nothing", of, b)
		}
		want := marshal(t, a)
		for _, jobs := range []int{2, 8} {
			if got := marshal(t, answerTo(t, draws(t, text, 600, jobs), of)); got != want {
				t.Errorf("%s with %d workers:\n%s\n%s", of, jobs, got, want)
			}
		}
	}
}

// Of a linear gain the parts are known: of cost and aid with the deviations √(3/4) and √(4/3), uniform and joined.
func TestPartsOfGain(t *testing.T) {
	a := answerTo(t, draws(t, correlated(0.5), 2000, 2), "gain:split:a")
	v, w := 0.75, 4./3
	both := v + w - 2*0.5*math.Sqrt(v*w)
	// as of normal ones, which uniform ones come close to
	for path, want := range map[string]float64{
		"quantities.cost": (v*(1-0.125) - 0.5*math.Sqrt(v*w) + w*0.125) / both, "quantities.aid": (w*(1-0.125) - 0.5*math.Sqrt(v*w) + v*0.125) / both,
	} {
		if got := *a.input(path).Shapley; math.Abs(got-want) > 0.05 {
			t.Errorf("%s: %.3f, want %.3f", path, got, want)
		}
	}
	if text := flat(render(t, draws(t, correlated(0.5), 200, 2), a)); !strings.Contains(text, "‡ Each one's own part: aid 6") ||
		!strings.Contains(text, "This took 10,000 evaluations more.") {
		t.Errorf("the page does not divide: %s", text)
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// Groups of more than six are left as one, and what all groups take is bounded; the larger part stands first.
func TestGroupsTooLarge(t *testing.T) {
	parted := func(a *Answer) int {
		n := 0
		for k := range a.Inputs {
			if a.Inputs[k].Shapley != nil {
				n++
			}
		}
		return n
	}
	for _, tt := range []struct {
		groups []int
		parts  int
		runs   int64 // evaluations of a draw for dividing
		left   string
	}{
		{[]int{7}, 0, 0, "Not divided: 7 correlated inputs (at most 6 of a group, and 124 variants of a draw in all, are)."},
		{[]int{3, 1, 1}, 3, variantsOf(3), ""},
		{[]int{6, 6}, 6, variantsOf(6), "Not divided: 6 correlated inputs"},
		{[]int{5, 5, 5}, 10, 2 * variantsOf(5), "Not divided: 5 correlated inputs"},
	} {
		const n = 60
		d := draws(t, flotilla(tt.groups...), n, 2)
		a := answerTo(t, d, "gain:split:a")
		if got := parted(a); got != tt.parts || a.dividing != n*tt.runs {
			t.Errorf("groups of %v: %d parts, want %d; %d evaluations, want %d", tt.groups, got, tt.parts, a.dividing, n*tt.runs)
		}
		if text := flat(render(t, d, a)); !strings.Contains(text, tt.left) || tt.left == "" && strings.Contains(text, "Not divided") {
			t.Errorf("groups of %v:\n%s", tt.groups, text)
		}
		for k := 1; k < len(a.Inputs); k++ {
			x, y := &a.Inputs[k-1], &a.Inputs[k]
			if x.Rank > 0 && x.Rank == y.Rank && x.part() < y.part() {
				t.Errorf("groups of %v: %s before %s", tt.groups, x.Input, y.Input)
			}
		}
	}
}

// variantsOf is what dividing a group takes of a draw: its variants, and the draw itself once for each batch of them.
func variantsOf(n int) int64 { return int64(variants(n) + (variants(n)+variantsOnce-1)/variantsOnce) }
