package deals

import (
	"context"
	"testing"

	"parley/internal/game"
	"parley/internal/oracle"
	"parley/internal/search"
	"parley/internal/synthetic"
)

func compiled(b *testing.B, s synthetic.Shape) *game.Game {
	b.Helper()
	return oracle.Must(b, synthetic.Case(s))
}

func abstract(issues, options, parties int) synthetic.Shape {
	return synthetic.Shape{Issues: issues, Options: options, Parties: parties, Exact: true, Abstract: true, Seed: 3}
}

// unanimous prepares the ZOPA of all parties as a full Space.
func unanimous(b *testing.B, g *game.Game) (*search.Solver, []game.Tick, *question) {
	b.Helper()
	d := oracle.Draws(b, g, 1, 1)
	panel := g.PartiesPanel(g.Seated)
	q := &question{g: g, d: d, n: d.Central, panel: panel}
	sp, err := search.NewSpace(g, search.Room{Members: panel.Members, Accept: panel.Members, Base: g.Today}, panel.Members, search.MaxComponent, true)
	if err != nil {
		b.Fatal(err)
	}
	sv := sp.NewSolver()
	sv.Load(q.n)
	least, _ := sv.Accepting(panel.Members)
	return sv, least, q
}

// BenchmarkSize counts the ZOPA; BenchmarkFrontier lists its frontier and the four solutions.
func BenchmarkSize(b *testing.B) {
	for _, c := range []struct {
		name  string
		shape synthetic.Shape
	}{
		{"2parties/1e6", abstract(6, 10, 2)},
		{"2parties/1e12", abstract(12, 10, 2)},
		{"4parties/1e6", abstract(6, 10, 4)},
		{"4parties/12x4", abstract(12, 4, 4)},
	} {
		b.Run(c.name, func(b *testing.B) {
			sv, least, _ := unanimous(b, compiled(b, c.shape))
			for b.Loop() {
				if n, ok := sv.Count(search.Box{Least: least}, nil); !ok || n == 0 {
					b.Fatal(n, ok)
				}
			}
		})
	}
}

// BenchmarkEnumerate visits every outcome to count the ZOPA, for comparison with tools that do.
func BenchmarkEnumerate(b *testing.B) {
	sv, least, _ := unanimous(b, compiled(b, abstract(6, 10, 2)))
	for b.Loop() {
		if n := sv.CountByListing(search.Box{Least: least}); n == 0 {
			b.Fatal("empty")
		}
	}
}

func BenchmarkFrontier(b *testing.B) {
	for _, c := range []struct {
		name  string
		shape synthetic.Shape
	}{
		{"2parties/1e6", abstract(6, 10, 2)},
		{"2parties/1e12", abstract(12, 10, 2)},
		{"4parties/1e6", abstract(6, 10, 4)},
		{"4parties/12x4", abstract(12, 4, 4)},
	} {
		b.Run(c.name, func(b *testing.B) {
			sv, least, q := unanimous(b, compiled(b, c.shape))
			points := 0
			for b.Loop() {
				f, err := sv.Frontier(least, nil, nil)
				if err != nil {
					b.Fatal(err)
				}
				if points = len(f.Points); solve(q, f, sv.Parties()).Nash == nil {
					b.Fatal("no solution")
				}
			}
			b.ReportMetric(float64(points), "points")
		})
	}
}

// BenchmarkRules answers for a case of three million linked states.
func BenchmarkRules(b *testing.B) {
	g := compiled(b, synthetic.Shape{Issues: 11, Options: 4, Parties: 2, Rules: 12, RedLines: 1, Exact: true, Seed: 5})
	d := oracle.Draws(b, g, 1, 1)
	b.ReportMetric(g.Size(), "states")
	for b.Loop() {
		if _, err := Ask(context.Background(), d, Args{Table: -1}); err != nil {
			b.Fatal(err)
		}
	}
}
