package deals_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/deals"
	"parley/internal/oracle"
)

// division writes a case of two parties who want opposite options of each issue, worth points[k][party].
func division(points [][2]float64) string {
	var b strings.Builder
	b.WriteString("parley: 1\ncase: division\nstatus-quo: none\nparties:\n  a: {kind: state}\n  b: {kind: state}\nissues:\n")
	for k := range points {
		fmt.Fprintf(&b, "  i%d: {options: [to-a, to-b], divisible: true}\n", k)
	}
	b.WriteString("values:\n")
	for p, name := range []string{"a", "b"} {
		fmt.Fprintf(&b, "  %s:\n    walk-away: 0\n", name)
		for k := range points {
			fmt.Fprintf(&b, "    i%d: {to-%s: %v}\n", k, name, points[k][p])
		}
	}
	return b.String()
}

func winner(t rapid.TB, points [][2]float64) *deals.AdjustedWinner {
	t.Helper()
	g := oracle.Must(t, division(points))
	a, err := deals.Ask(context.Background(), oracle.Draws(t, g, 1, 1), deals.Args{Table: -1})
	if err != nil {
		t.Fatal(err)
	}
	return a.Winner
}

// share is the part of issue k that goes to a.
func share(w *deals.AdjustedWinner, k int) float64 {
	name := fmt.Sprintf("i%d", k)
	switch {
	case w.Split != nil && w.Split.Issue == name:
		return w.Split.Shares["a"]
	case slices.Contains(w.Parties["a"].Wins, name):
		return 1
	}
	return 0
}

// Published results: Brams and Togman 1996 for Camp David, Raiffa 1982 (weights) for Panama.
func TestPublishedDivisions(t *testing.T) {
	for _, tt := range []struct {
		name   string
		points [][2]float64
		each   float64
		split  string
		toA    float64
	}{
		{"Camp David", [][2]float64{{35, 55}, {10, 5}, {20, 10}, {10, 5}, {5, 20}, {20, 5}}, 65 + 5./6, "i0", 1. / 6},
		{"Panama", [][2]float64{{22, 9}, {22, 15}, {15, 15}, {14, 3}, {11, 15}, {6, 5}, {4, 11}, {2, 7}, {2, 7}, {2, 13}}, 66, "i2", 2. / 15},
		{"one issue", [][2]float64{{3, 5}}, 0, "i0", 0.5},
		{"nothing to split", [][2]float64{{60, 40}, {40, 60}}, 60, "", 0},
	} {
		w := winner(t, tt.points)
		if w == nil {
			t.Errorf("%s: no answer", tt.name)
			continue
		}
		a, b := w.Parties["a"], w.Parties["b"]
		if math.Abs(a.Percent-b.Percent) > 1e-9 || tt.each > 0 && math.Abs(a.Points-tt.each) > 1e-9 {
			t.Errorf("%s: %v and %v, want %v each", tt.name, a, b, tt.each)
		}
		if tt.split == "" && w.Split == nil {
			continue
		}
		if w.Split == nil || w.Split.Issue != tt.split || math.Abs(w.Split.Shares["a"]-tt.toA) > 1e-9 {
			t.Errorf("%s: split %v, want %s, %v to a", tt.name, w.Split, tt.split, tt.toA)
		}
	}
}

// An issue that neither cares for must not hide the order of the others: of what a holds, i2 costs it least for
// what b gains (11 to 10) and goes first; i0 (20 to 10) stays whole.
func TestWorthlessIssue(t *testing.T) {
	points := [][2]float64{{40, 20}, {0, 0}, {33, 30}, {27, 50}}
	w := winner(t, points)
	if w == nil || w.Split == nil || w.Split.Issue != "i2" {
		t.Fatalf("%+v, want i2 split", w)
	}
	without := winner(t, [][2]float64{points[0], points[2], points[3]})
	if math.Abs(w.Parties["a"].Percent-without.Parties["a"].Percent) > 1e-9 {
		t.Errorf("a gets %v, without the worthless issue %v", w.Parties["a"].Percent, without.Parties["a"].Percent)
	}
}

// The known properties: equitable, at most one issue split, envy-free (each at least half), and efficient: no other division of the
// issues, whole or in part, is better for one and no worse for the other.
func TestDivisionProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]float64 {
			return [2]float64{float64(rapid.IntRange(0, 12).Draw(t, "a")), float64(rapid.IntRange(0, 12).Draw(t, "b"))}
		}), 1, 7).Draw(t, "points")
		var total [2]float64
		for _, x := range points {
			total[0], total[1] = total[0]+x[0], total[1]+x[1]
		}
		w := winner(t, points)
		if total[0] == 0 || total[1] == 0 {
			if w != nil {
				t.Fatalf("a party that wants nothing: %+v", w)
			}
			return
		}
		a, b := w.Parties["a"], w.Parties["b"]
		if math.Abs(a.Percent-b.Percent) > 1e-9 || a.Percent < 50-1e-9 {
			t.Fatalf("%v: %v and %v percent", points, a.Percent, b.Percent)
		}
		if a.Total != total[0] || b.Total != total[1] || (w.Note != "") != (total[0] != total[1]) {
			t.Fatalf("%v: totals %v %v, note %q", points, a.Total, b.Total, w.Note)
		}
		var got [2]float64
		for k, x := range points {
			got[0] += x[0] * share(w, k)
			got[1] += x[1] * (1 - share(w, k))
		}
		if math.Abs(got[0]-a.Points) > 1e-9 || math.Abs(got[1]-b.Points) > 1e-9 {
			t.Fatalf("%v: the issues add up to %v, said %v and %v", points, got, a.Points, b.Points)
		}
		if best := most(points, total, b.Points/total[1]); a.Points/total[0] < best-1e-9 {
			t.Fatalf("%v: a gets %v, and could get %v with b at %v: %+v", points, a.Points/total[0], best, b.Points/total[1], w)
		}
		checkSwapped(t, points, w)
	})
}

// most is the largest share of its points that a can have while b has at least need of its own: the linear program
// solved greedily, b served first where it costs a least.
func most(points [][2]float64, total [2]float64, need float64) float64 {
	order := make([]int, len(points))
	for k := range order {
		order[k] = k
	}
	ratio := func(k int) float64 {
		if points[k][1] == 0 {
			return math.Inf(1)
		}
		return points[k][0] / points[k][1]
	}
	slices.SortStableFunc(order, func(x, y int) int {
		if ratio(x) < ratio(y) {
			return -1
		} else if ratio(x) > ratio(y) {
			return 1
		}
		return 0
	})
	best, left := 1.0, need*total[1]
	for _, k := range order {
		if left <= 0 || points[k][1] == 0 {
			break
		}
		part := min(1, left/points[k][1])
		left -= part * points[k][1]
		best -= part * points[k][0] / total[0]
	}
	return best
}

// checkSwapped exchanges the parties and reverses the issues: what each gets stays.
func checkSwapped(t *rapid.T, points [][2]float64, w *deals.AdjustedWinner) {
	t.Helper()
	var other [][2]float64
	for _, x := range slices.Backward(points) {
		other = append(other, [2]float64{x[1], x[0]})
	}
	v := winner(t, other)
	if math.Abs(v.Parties["b"].Percent-w.Parties["a"].Percent) > 1e-9 {
		t.Fatalf("%v: a gets %v, in the other order %v", points, w.Parties["a"].Percent, v.Parties["b"].Percent)
	}
}
