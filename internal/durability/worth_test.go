package durability

import (
	"math"
	"os"
	"testing"

	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/oracle"
)

// asker prepares a question about a plan or a deal of a case of the catalogue, and a walker.
func asker(t testing.TB, name string, args Args, runs int) (*question, *walker) {
	t.Helper()
	text, err := os.ReadFile("../../cases/" + name + "/case.yaml")
	if err != nil {
		t.Fatal(err)
	}
	d := oracle.Draws(t, oracle.Must(t, string(text)), runs, 1)
	if args.Deal == nil && args.Plan < 0 {
		args.Deal = &ask.Deals(d.G)[0]
	}
	q, err := newQuestion(t.Context(), d, args)
	if err != nil {
		t.Fatal(err)
	}
	return q, q.walker(q.w)
}

// A course on which nothing changes is worth what the one test of obligations says: kept, broken at once and at best.
func TestWorthIsJudge(t *testing.T) {
	judged, same, breaks, plans, later := 0, 0, 0, 0, 0
	for _, name := range []string{"aceh-2005", "jcpoa-2015", "northern-ireland-1998", "alaska-2025", "cyprus-2004"} {
		q, x := asker(t, name, Args{Plan: -1, Table: -1}, 6)
		for draw := range 6 {
			q.d.Inputs(draw, x.inputs)
			if err := x.r.Begin(draw, x.inputs); err != nil {
				t.Fatal(err)
			}
			for range 5 * (draw % 3) { // later on tracks have moved
				if err := x.r.Advance(); err != nil {
					t.Fatal(err)
				}
			}
			for _, deal := range ask.Deals(q.g) {
				all := x.coalitions(q.g.Today, deal.State)[0]
				pact := clock.NewPact(all, q.g.Today, deal.State, 0, -1)
				sit := clock.Situation{State: deal.State, From: q.g.Today, Pacts: []clock.Pact{pact}}
				c := course{{state: deal.State, before: q.g.Today, pacts: sit.Pacts, vars: x.r.Vars}}
				for p := range q.g.Parties {
					if !q.g.Known.Has(p) {
						continue
					}
					j, err := x.r.Judge(p, &sit)
					if err != nil {
						t.Fatal(err)
					}
					w, err := x.worth(p, c)
					if err != nil {
						t.Fatal(err)
					}
					judged++
					if math.Abs(w.best-j.Best) < 1e-9 {
						same++ // the rest: another breach is better at the step than the one it looks closely at
					}
					if math.Abs(w.keep-j.Keep) > 1e-9 || w.best < j.Best-1e-6 || w.best > j.Best+0.02*(1+math.Abs(j.Best)) || (w.exit == 0) != j.Breaks() {
						t.Errorf("%s, %s, %s: %+v; judged %+v", name, deal.Name, q.g.Case.Parties[p].Name, w, j)
					}
					if j.Breaks() {
						breaks++
						if math.Abs(w.best-j.Break) > 1e-9 {
							t.Errorf("%s: at once %v, want %v", name, w.best, j.Break)
						}
					}
					if j.Exit > 0 {
						plans++
					}
					if j.Move != nil && !math.IsInf(j.Break, -1) {
						later++
					}
				}
			}
		}
	}
	if judged < 300 || same < judged*98/100 || breaks < 20 || plans < 5 || later < 100 {
		t.Errorf("%d judged, %d the same, %d break, %d plan to, %d can: too few for a comparison", judged, same, breaks, plans, later)
	}
}
