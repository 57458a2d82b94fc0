package forecast

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/bargain"
	"parley/internal/clock"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/wording"
)

// maxPackages is how many packages are listed.
const maxPackages = 10

// answer says what the runs show. What was not reached before an interruption is left out.
func (q *question) answer(ctx context.Context) (*Answer, error) {
	a := &Answer{Runs: q.tally.n, Seed: q.d.Seed, Horizon: q.horizon(), Filed: "scenarios"}
	if q.goals {
		a.Filed = "goals"
	}
	var err error
	a.Scenarios = q.scenarios()
	a.Leaving, a.Deals, a.Threats, a.Events = q.leaving(), q.deals(), q.threats(), q.events()
	medians := make([]float64, len(q.g.Case.Inputs))
	q.d.Medians(medians)
	if a.Tracks, err = q.fan.tracks(medians, q.lead); err != nil {
		return nil, err
	}
	if a.Baselines, err = q.baselines(medians); err != nil {
		return nil, err
	}
	for k := range a.Scenarios {
		a.Scenarios[k].Today = a.Scenarios[k].Name == a.Baselines.Today.Scenario
	}
	if a.Assumed.Assuming, err = q.assumes(medians); err != nil {
		return nil, err
	}
	if q.other != nil {
		a.WhatIf = q.pairs.comparison(wording.Join(texts(q.args.WhatIf)), names(a))
	}
	a.Books = q.books()
	if err := q.beside(ctx, a); err != nil {
		return nil, err
	}
	a.Case = ask.NewHeader(q.d)
	a.Case.Draws, a.Case.Partial = q.done, a.Case.Partial || q.over != nil
	a.Summary = a.summary()
	return a, q.over
}

// beside computes what stands beside the runs, until it is stopped.
func (q *question) beside(ctx context.Context, a *Answer) error {
	a.Engines = Engines{Negotiation: Engine{What: negotiationIs, Runs: q.tally.n, Scenarios: map[string]float64{}}}
	for k := range a.Scenarios {
		a.Engines.Negotiation.Scenarios[a.Scenarios[k].Name] = a.Scenarios[k].Probability
	}
	for _, part := range []func(context.Context, *Answer) error{q.engines, q.withoutClocks, q.agreement} {
		if q.over == nil {
			if err := q.stopped(part(ctx, a)); err != nil {
				return err
			}
		}
	}
	return nil
}

// texts writes changes as they are typed.
func texts(changes []casefile.Change) []string {
	var out []string
	for _, c := range changes {
		flag := ""
		switch c.Kind {
		case casefile.WithoutThreat, casefile.WithoutClocks:
			flag = "without "
		case casefile.WithTable:
			flag = "with "
		case casefile.FixTrack:
			flag = "fix "
		}
		out = append(out, flag+c.Text)
	}
	return out
}

// names lists the scenarios, something else included.
func names(a *Answer) []string {
	var out []string
	for k := range a.Scenarios {
		out = append(out, a.Scenarios[k].Name)
	}
	return out
}

func (q *question) horizon() Horizon {
	step := map[casefile.Step]string{casefile.Month: "month", casefile.Week: "week", casefile.Day: "day"}[q.g.Case.Clock.Step]
	return Horizon{Months: max(0, q.g.Case.Clock.Horizon-q.g.Elapsed), Date: dateOf(q.w, q.w.Steps), Step: step, Steps: q.w.Steps}
}

// scenarios gives each ending its chance. The range comes from the leading draws, whose inputs are at hand.
func (q *question) scenarios() []Scenario {
	var out []Scenario
	yes, among := make([]bool, q.d.Done), make([]bool, q.d.Done)
	for run := range min(len(q.lead), q.d.Done) {
		among[run] = q.lead[run] >= 0
	}
	for k := range q.tally.endings {
		for run := range min(len(q.lead), q.d.Done) {
			yes[run] = q.lead[run] == k
		}
		p := q.d.Given(yes, among)
		s := Scenario{Name: somethingElse, Label: "something else", Date: dateOf(q.w, q.w.Steps)}
		if k < len(q.base.e.ends) {
			e := &q.base.e.ends[k]
			s = Scenario{Name: e.name, Label: e.label, Condition: e.text, LookedUp: e.lookedUp, Date: s.Date}
			if e.by != "" {
				s.Date = e.by
			}
		}
		s.sampled(q.tally.endings[k], q.tally.n, p)
		s.Phrase = phrase(s.Probability, s.Range)
		s.LowInput, s.HighInput = q.input(p.LowInput), q.input(p.HighInput)
		out = append(out, s)
	}
	return out
}

// phrase is the word for a chance, "" where its range lies over too many of them.
func phrase(p float64, within [2]float64) string {
	word, says := wording.Phrase(p)
	if !strings.HasSuffix(wording.Likelihood(p, within[0], within[1]), ", "+word+" ("+says+")") {
		return ""
	}
	return word + " (" + says + ")"
}

func (q *question) input(k int) string {
	if k < 0 {
		return ""
	}
	return q.g.Case.Inputs[k].Path
}

func (q *question) leaving() Leaving {
	out := Leaving{Parties: map[string]float64{}, Runs: len(q.look), Conditioned: q.args.Stable}
	any, each := 0, make([]int, len(q.g.Parties))
	for _, m := range q.look {
		if m != 0 {
			any++
		}
		for _, p := range m.List() {
			each[p]++
		}
	}
	out.Share, out.Sampling = share(any, len(q.look)), ensemble.Wilson(any, len(q.look))
	for p, k := range each {
		if k > 0 {
			out.Parties[q.g.Case.Parties[p].Name] = share(k, len(q.look))
		}
	}
	return out
}

func (q *question) deals() Deals {
	y := q.tally
	out := Deals{Any: share(y.dealt, y.n), Several: share(y.several, y.n), Broken: share(y.broken, y.n), First: []FirstDeal{}, Tables: []Table{}}
	sum := 0
	for step, k := range y.first {
		if k > 0 {
			sum += k
			out.First = append(out.First, FirstDeal{Step: step, Date: dateOf(q.w, step), Share: share(k, y.n), SoFar: share(sum, y.n)})
		}
	}
	for t := range q.g.Case.Tables {
		dates := 0
		for _, meets := range q.base.e.meets[t] {
			if meets {
				dates++
			}
		}
		if dates > 0 {
			out.Tables = append(out.Tables, Table{
				Name: q.g.Case.Tables[t].Name, Meets: share(y.fate[clock.Gathered][t], y.n), Deal: share(y.fate[clock.Signed][t], y.n),
				First: share(y.firstAt[t], y.n), Dates: dates,
			})
		}
	}
	out.Packages, out.Breakers = q.packages(), q.breakers()
	return out
}

// packages lists those made most often; of equals, those made first.
func (q *question) packages() []Package {
	out := []Package{}
	order := slices.Clone(q.tally.order)
	slices.SortStableFunc(order, func(a, b *pack) int { return cmp.Compare(b.runs, a.runs) })
	for _, p := range order[:min(maxPackages, len(order))] {
		one := Package{Deal: ask.StateOf(q.g, p.state), Changes: ask.Changes(q.g, p.state), Share: share(p.runs, q.tally.n)}
		one.Name, one.Label = dealNamed(q.g, p.state)
		out = append(out, one)
	}
	return out
}

// dealNamed is the deal of the case that leads to a state, "" where there is none.
func dealNamed(g *game.Game, s game.State) (name, label string) {
	for i := range g.Deals {
		if t := g.Deals[i].State; t != nil && t.Equal(s) {
			return g.Case.Deals[i].Name, g.Case.Deals[i].Label
		}
	}
	return "", ""
}

func (q *question) breakers() []Breaker {
	out := []Breaker{}
	add := func(kind clock.Kind, how string, n int, name func(int) string) {
		for i := range n {
			if k := q.tally.fate[kind][i]; k > 0 {
				out = append(out, Breaker{Name: name(i), How: how, Share: share(k, q.tally.n)})
			}
		}
	}
	party := func(p int) string { return q.g.Case.Parties[p].Name }
	add(clock.Broken, "breach", len(q.g.Parties), party)
	add(clock.Succeeded, "successor", len(q.g.Parties), party)
	add(clock.Upset, "event", len(q.g.Events), func(i int) string { return q.g.Case.Events[i].Name })
	slices.SortStableFunc(out, func(a, b Breaker) int { return cmp.Compare(b.Share, a.Share) })
	return out
}

func (q *question) threats() []Threat {
	out := []Threat{}
	for i := range q.g.Case.Threats {
		f := func(k clock.Kind) float64 { return share(q.tally.fate[k][i], q.tally.n) }
		t := Threat{Name: q.g.Case.Threats[i].Name, Conceded: f(clock.Yielded), CarriedOut: f(clock.Struck), Lapsed: f(clock.Relented)}
		if q.g.LetPass(i) {
			t.Lapsed = 1
		}
		out = append(out, t)
	}
	return out
}

func (q *question) events() []Event {
	out := []Event{}
	for i := range q.g.Case.Events {
		out = append(out, Event{Name: q.g.Case.Events[i].Name, Share: share(q.tally.fate[clock.Fired][i], q.tally.n), Ended: share(q.tally.ended[i], q.tally.n)})
	}
	return out
}

// A book is called poor where its packages miss this much of the room, or of the gain, that searches find.
const (
	leastFound = 0.9
	leastShare = 0.8
)

// books says how well the packages that tables consider cover what searches find.
func (q *question) books() []Book {
	out := []Book{}
	for t := range q.g.Case.Tables {
		if !slices.Contains(q.base.e.meets[t], true) {
			continue
		}
		out = append(out, bookOf(q.g.Case.Tables[t].Name, q.book.Cover[t]))
	}
	return out
}

func bookOf(table string, c bargain.Coverage) Book {
	b := Book{Table: table, Packages: c.Packages, Room: c.Room, Found: c.Found, Share: c.Share}
	b.Poor = c.Room > 0 && (c.Share < leastShare || float64(c.Found) < float64(leastFound*float64(c.Room)))
	return b
}
