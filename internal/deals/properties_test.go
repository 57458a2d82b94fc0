package deals_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/deals"
	"parley/internal/oracle"
)

// sketch is a small case as data, so that it can be permuted: points by party, issue and option (the first is 0 and today's).
type sketch struct {
	points [][][]int
	lines  []string // by party: a red line, or ""
	walk   []int    // by party: points below today that it still takes
}

func sketches(t *rapid.T) sketch {
	parties, issues := rapid.IntRange(2, 3).Draw(t, "parties"), rapid.IntRange(1, 3).Draw(t, "issues")
	sizes := rapid.SliceOfN(rapid.IntRange(2, 3), issues, issues).Draw(t, "sizes")
	s := sketch{}
	for range parties {
		var rows [][]int
		for _, n := range sizes {
			rows = append(rows, append([]int{0}, rapid.SliceOfN(rapid.IntRange(-4, 4), n-1, n-1).Draw(t, "points")...))
		}
		s.points = append(s.points, rows)
		line := ""
		if rapid.Bool().Draw(t, "line") {
			line = fmt.Sprintf("i%d == o1", rapid.IntRange(0, issues-1).Draw(t, "issue"))
		}
		s.lines = append(s.lines, line)
		s.walk = append(s.walk, rapid.IntRange(0, 2).Draw(t, "walk"))
	}
	return s
}

func identity(n int) []int {
	out := make([]int, n)
	for k := range out {
		out[k] = k
	}
	return out
}

// text writes the case with parties and issues in the given orders, options from the last to the first with reversed.
func (s sketch) text(parties, issues []int, reversed bool) string {
	var b strings.Builder
	b.WriteString("parley: 1\ncase: sketch\nparties:\n")
	for _, p := range parties {
		fmt.Fprintf(&b, "  p%d: {kind: state}\n", p)
	}
	b.WriteString("issues:\n")
	for _, i := range issues {
		names := options(len(s.points[0][i]))
		if reversed {
			slices.Reverse(names)
		}
		fmt.Fprintf(&b, "  i%d: {today: o0, options: [%s]}\n", i, strings.Join(names, ", "))
	}
	b.WriteString("values:\n")
	for _, p := range parties {
		fmt.Fprintf(&b, "  p%d:\n    walk-away: %d\n", p, -s.walk[p])
		for _, i := range issues {
			var row []string
			for o, v := range s.points[p][i] {
				if o > 0 {
					row = append(row, fmt.Sprintf("o%d: %d", o, v))
				}
			}
			fmt.Fprintf(&b, "    i%d: {%s}\n", i, strings.Join(row, ", "))
		}
		if s.lines[p] != "" {
			fmt.Fprintf(&b, "    red-lines: [%s]\n", s.lines[p])
		}
	}
	b.WriteString("goals:\n  some: i0 == o1\n")
	return b.String()
}

func (s sketch) plain() string {
	return s.text(identity(len(s.points)), identity(len(s.points[0])), false)
}

func answered(t rapid.TB, text string) *deals.Answer {
	t.Helper()
	a, err := deals.Ask(context.Background(), oracle.Draws(t, oracle.Must(t, text), 1, 1), deals.Args{Table: -1})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// summary is what must not depend on the order of anything: counts, the frontier as a set, each solution as the set of all
// that tie, who binds.
func summary(a *deals.Answer) string {
	var deal []string
	for _, d := range a.Frontier.Deals {
		deal = append(deal, fmt.Sprint(d.Deal, d.Values))
	}
	slices.Sort(deal)
	out := fmt.Sprint(*a.States, *a.Reachable, *a.Zopa.Size, *a.Frontier.Outcomes, *a.Frontier.Points, *a.Efficient.Outcomes, *a.Efficient.Points, deal)
	for _, s := range []*deals.Solution{a.Solutions.Nash, a.Solutions.KalaiSmorodinsk, a.Solutions.Egalitarian, a.Solutions.Utilitarian} {
		if s == nil {
			out += " none"
			continue
		}
		tied := []string{fmt.Sprint(s.Deal)}
		for _, m := range s.Tied {
			tied = append(tied, fmt.Sprint(m))
		}
		slices.Sort(tied)
		if out += fmt.Sprint(" ", s.Ties); len(tied) == int(s.Ties)+1 {
			out += fmt.Sprint(tied)
		}
	}
	return out + fmt.Sprint(a.Goals[0].Can, a.Goals[0].Nonempty.P, len(a.Relax))
}

func TestOrderChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sketches(t)
		want := summary(answered(t, s.plain()))
		parties := rapid.Permutation(identity(len(s.points))).Draw(t, "parties")
		issues := rapid.Permutation(identity(len(s.points[0]))).Draw(t, "issues")
		other := s.text(parties, issues, rapid.Bool().Draw(t, "reversed"))
		if got := summary(answered(t, other)); got != want {
			t.Fatalf("%s\n%s\n%s\n%s", got, want, s.plain(), other)
		}
	})
}

// An option worse than today's for everyone, and accepted by none, adds nothing to the frontier.
func TestHarmfulOption(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sketches(t)
		before := answered(t, s.plain())
		for p := range s.points {
			s.points[p][0] = append(slices.Clone(s.points[p][0]), -100)
		}
		after := answered(t, s.plain())
		if fmt.Sprint(before.Frontier.Deals, *before.Zopa.Size) != fmt.Sprint(after.Frontier.Deals, *after.Zopa.Size) || *before.Efficient.Outcomes != *after.Efficient.Outcomes {
			t.Fatalf("%v\n%v\n%s", before.Frontier.Deals, after.Frontier.Deals, s.plain())
		}
	})
}

// Where all must accept, asking more narrows the room and insisting on less widens it. (What counts as a gain is measured
// from the walk-away, so a raised one can only take gains away.)
func TestMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sketches(t)
		size := *answered(t, s.plain()).Zopa.Size
		p := rapid.IntRange(0, len(s.points)-1).Draw(t, "party")
		raised, dropped := s, s
		raised.walk = slices.Clone(s.walk)
		raised.walk[p] -= rapid.IntRange(1, 3).Draw(t, "by")
		if got := *answered(t, raised.plain()).Zopa.Size; got > size {
			t.Fatalf("p%d asks more, and %v deals become %v\n%s", p, size, got, s.plain())
		}
		dropped.lines = slices.Clone(s.lines)
		dropped.lines[p] = ""
		if got := *answered(t, dropped.plain()).Zopa.Size; got < size {
			t.Fatalf("p%d drops a red line, and %v deals become %v\n%s", p, size, got, s.plain())
		}
	})
}
