package durability

import (
	"cmp"
	"maps"
	"slices"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
)

// Refusal is a reason why it is not signed, and of whom.
type Refusal struct {
	Party  string  `json:"party"` // "" for the rules and the table
	Reason Reason  `json:"reason"`
	Share  float64 `json:"share"` // of all draws; a draw may have several reasons
}

// Reason is why a party stands in the way.
type Reason string

// The reasons, in the order in which equal shares are listed.
const (
	Loses      Reason = "loses"       // the deal is no gain to it
	TooLittle  Reason = "margin"      // a gain, but below the margin that it needs since it does not know the others' values
	RedLine    Reason = "red-line"    // the deal breaks one of its red lines
	Unratified Reason = "ratify"      // it must ratify and would not
	AtOnce     Reason = "breaks"      // it would break the deal at once
	Absent     Reason = "not-present" // the deal changes another that it signed, without its consent
	Unknown    Reason = "not-known"   // its values are not known
	Rules      Reason = "rules"       // the rules of the case do not let the deal be, as things stand
	Beyond     Reason = "beyond"      // the table cannot decide it
)

// Break is a way in which it is broken.
type Break struct {
	By     string            `json:"by"`    // a party, or "event NAME"
	Path   Path              `json:"path"`  // how
	Share  float64           `json:"share"` // of all breaks
	Months ensemble.Interval `json:"months"`
	Track  string            `json:"track,omitempty"` // that raised most what the party has without the deal
}

// mask says for each draw whether a condition holds; in draws without a path it does not. Where the work was stopped, those beyond the
// leading complete ones do not count, though some of them are done.
func (q *question) mask(of []outcome, is func(o *outcome) bool) []bool {
	out := make([]bool, q.d.Done)
	for k := range of[:min(len(of), q.done)] {
		out[k] = of[k].made && is(&of[k])
	}
	return out
}

// chance is over all draws that have a path.
func (q *question) chance(of []outcome, is func(o *outcome) bool) ensemble.Probability {
	return q.given(of, is, func(*outcome) bool { return true })
}

func (q *question) given(of []outcome, is, condition func(o *outcome) bool) ensemble.Probability {
	return q.d.Given(q.mask(of, is), q.mask(of, condition))
}

// months is how long some steps are.
func (q *question) months(steps int) float64 { return float64(steps) * q.w.DT }

func (q *question) summarise() (*Answer, error) {
	a := &Answer{
		Plan: q.args.Deal == nil, Without: []string{}, Tables: []string{}, Signatories: []Coalition{}, Basis: GivenSigned, Horizon: q.months(q.steps),
		Guarantees: []Effect{}, Clauses: []Effect{}, Parties: []Party{}, DeltaStar: map[string]*float64{}, GuaranteeStar: map[string]*float64{},
	}
	q.name(a)
	a.Signed = q.chance(q.outcomes, (*outcome).signed)
	a.Refusals = q.refusals()
	a.Survival = q.survival(q.outcomes)
	if q.forced {
		a.Basis, a.Forced = EveryDraw, q.survival(q.all)
	}
	q.breaks(a)
	a.RanOut, a.Ended = q.lapsed(), q.endings()
	q.coalitionShares(a)
	if err := q.parties(a); err != nil {
		return nil, err
	}
	a.Powell = q.powell()
	a.Ripeness = q.ripeness(a.Survival)
	if a.Steps = q.planSteps(); a.Plan {
		a.Foreseen, a.Halt = q.foreseen(), halt(a.Steps)
	}
	a.Conflict = q.kind()
	a.Published = published(a.Conflict)
	return a, nil
}

func (q *question) name(a *Answer) {
	end := q.stages[len(q.stages)-1].planned
	a.Deal, a.Changes = ask.StateOf(q.g, end), ask.Changes(q.g, end)
	if deal := q.args.Deal; deal != nil {
		a.Name, a.Label, a.Short = deal.Name, deal.Label, deal.Short
	} else {
		plan := &q.g.Case.Plans[q.args.Plan]
		a.Name, a.Label = plan.Name, plan.Label
	}
	for _, k := range q.args.Without {
		a.Without = append(a.Without, q.g.Case.Guarantees[k].Name)
	}
	if first := q.stages[0].planned; !first.Equal(q.g.Today) {
		for _, t := range q.tables(q.g.Today, first) {
			a.Tables = append(a.Tables, q.g.Case.Tables[t].Name)
		}
	}
}

// survival is over the draws in which it is signed.
func (q *question) survival(of []outcome) []Survival {
	out := []Survival{}
	for _, months := range milestones {
		steps := stepsUntil(months, q.w.DT)
		if steps > q.steps {
			continue
		}
		stands := func(o *outcome) bool { return o.signed() && o.stands(steps) }
		out = append(out, Survival{Months: months, Probability: q.given(of, stands, (*outcome).signed)})
	}
	return out
}

// refusals are the reasons why the first stage is not signed, by share of all draws.
func (q *question) refusals() []Refusal {
	out := []Refusal{}
	if q.done == 0 {
		return out
	}
	var counts [7][game.MaxParties]int
	rules, beyond := 0, 0
	for k := range q.outcomes[:q.done] {
		o := &q.outcomes[k]
		if o.signed() || len(o.tried) == 0 {
			continue
		}
		w := &o.tried[0].why
		for i, m := range [7]game.Mask{w.loses, w.margin, w.redLine, w.ratify, w.breaks, w.absent, w.unknown} {
			for _, p := range m.List() {
				counts[i][p]++
			}
		}
		if w.rules {
			rules++
		}
		if w.beyond {
			beyond++
		}
	}
	for i, reason := range [7]Reason{Loses, TooLittle, RedLine, Unratified, AtOnce, Absent, Unknown} {
		for p := range q.g.Parties {
			if n := counts[i][p]; n > 0 {
				out = append(out, Refusal{Party: q.g.Case.Parties[p].Name, Reason: reason, Share: float64(n) / float64(q.done)})
			}
		}
	}
	if rules > 0 {
		out = append(out, Refusal{Reason: Rules, Share: float64(rules) / float64(q.done)})
	}
	if beyond > 0 {
		out = append(out, Refusal{Reason: Beyond, Share: float64(beyond) / float64(q.done)})
	}
	slices.SortStableFunc(out, func(a, b Refusal) int { return cmp.Compare(b.Share, a.Share) })
	return out
}

// way is a break by whom and how.
type way struct {
	event bool
	by    int
	cause cause
}

// breaks sums up who breaks it and how.
func (q *question) breaks(a *Answer) {
	of, draws := q.basis()
	a.Paths, a.FirstBreaker, a.Breaks = len(draws), map[string]float64{}, []Break{}
	months, tracks := map[way][]float64{}, map[way][]int{}
	for _, k := range draws {
		o := &of[k]
		if o.broken == 0 {
			continue
		}
		w := way{o.cause == upset, o.by, o.cause}
		months[w], tracks[w] = append(months[w], q.months(o.broken-o.tried[0].step)), append(tracks[w], o.track)
		a.Broken++
	}
	order := slices.SortedFunc(maps.Keys(months), func(v, w way) int {
		return cmp.Or(cmp.Compare(len(months[w]), len(months[v])), cmp.Compare(v.cause, w.cause), cmp.Compare(v.by, w.by))
	})
	for _, w := range order {
		share := float64(len(months[w])) / float64(a.Broken)
		name := q.breaker(w)
		a.FirstBreaker[name] += share
		b := Break{By: name, Path: paths[w.cause], Share: share, Months: ensemble.Summarise(months[w])}
		if t := mostFrequent(tracks[w], len(q.g.Case.Tracks)); t >= 0 {
			b.Track = q.g.Case.Tracks[t].Name
		}
		a.Breaks = append(a.Breaks, b)
	}
}

func (q *question) breaker(w way) string {
	if w.event {
		return "event " + q.g.Case.Events[w.by].Name
	}
	return q.g.Case.Parties[w.by].Name
}

// mostFrequent is the number below n that the list holds most often, −1 where it holds −1 most often; of equals the lowest.
func mostFrequent(list []int, n int) int {
	counts := make([]int, n+1)
	for _, v := range list {
		counts[v+1]++
	}
	best := 0
	for k := range counts {
		if counts[k] > counts[best] {
			best = k
		}
	}
	return best - 1
}

func (q *question) coalitionShares(a *Answer) {
	of, draws := q.basis()
	counts := map[game.Mask]int{}
	for _, k := range draws {
		counts[of[k].tried[0].parties]++
	}
	order := slices.SortedFunc(maps.Keys(counts), func(v, w game.Mask) int { return cmp.Or(counts[w]-counts[v], game.CompareSets(v, w)) })
	for _, m := range order {
		a.Signatories = append(a.Signatories, Coalition{Parties: ask.Names(q.g, m), Share: float64(counts[m]) / float64(len(draws))})
	}
}
