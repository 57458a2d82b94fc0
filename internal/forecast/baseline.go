package forecast

import (
	"math"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/baserates"
	"parley/internal/game"
)

// Baselines are what a forecast has to be better than.
type Baselines struct {
	Today     Today      `json:"today-stays"`
	Plurality Plurality  `json:"plurality"`
	Mean      *Weighted  `json:"weighted-mean"`   // null where nobody brings weight to bear on an issue with a scale
	Median    *Weighted  `json:"weighted-median"` // likewise
	Rates     []BaseRate `json:"base-rates"`
}

// Today is where the case ends up if nobody does anything: inputs at their medians, tracks without chance.
type Today struct {
	Scenario string `json:"scenario"`
}

// Plurality is what the largest weight of parties would have, issue by issue: each known party that can move is for the option it likes best,
// all else being as today, with its capability for weight.
type Plurality struct {
	Weights string      `json:"weights"`              // capability or equal
	Equal   []string    `json:"capability-not-known"` // they weigh the mean of the others', or all alike
	Issues  []IssueVote `json:"issues"`
	Combination
}

// Combination is what options of the issues, each found by itself, come to together.
type Combination struct {
	Deal     ask.State `json:"deal"`          // null where the rules forbid the combination
	Why      string    `json:"why,omitempty"` // it is null
	Scenario *string   `json:"scenario"`      // under which the combination falls
	Changes  string    `json:"changes,omitempty"`
}

// IssueVote is the vote on one issue.
type IssueVote struct {
	Issue  string  `json:"issue"`
	Option string  `json:"option"`
	Share  float64 `json:"share"` // of the weight
}

// BaseRate is a published share of past cases.
type BaseRate struct {
	What   string   `json:"what"`
	Share  float64  `json:"share"`
	High   *float64 `json:"up-to,omitempty"` // of two neighbouring rows the other
	N      int      `json:"n,omitempty"`
	Source string   `json:"source"`
}

func (q *question) baselines(medians []float64) (Baselines, error) {
	vars, next, lasts := make([]float64, q.g.Vars()), make([]float64, q.g.Vars()), newLasting(q.w, q.base.e.ends)
	file := func(s game.State) (string, error) {
		copy(vars, medians)
		if err := q.g.Start(vars); err != nil {
			return somethingElse, err
		}
		k, err := lasts.file(vars, next, s)
		if err != nil || k == len(q.base.e.ends) {
			return somethingElse, err
		}
		return q.base.e.ends[k].name, nil
	}
	b := Baselines{Rates: q.baseRates()}
	var err error
	if b.Today.Scenario, err = file(q.g.Today); err != nil {
		return b, err
	}
	winners, err := q.plurality(medians, &b.Plurality)
	if err != nil {
		return b, err
	}
	if b.Plurality.Combination, err = q.combine(winners, file); err != nil {
		return b, err
	}
	b.Mean, b.Median, err = q.weighted(winners, file)
	return b, err
}

// combine puts options into today's state together.
func (q *question) combine(options []int, file func(game.State) (string, error)) (out Combination, err error) {
	var changed []casefile.Setting
	for i, o := range options {
		if o != int(q.g.Today[i]) {
			changed = append(changed, casefile.Setting{Issue: i, Option: o})
		}
	}
	s, forbidden := q.g.Complete(q.g.Today, changed)
	if s == nil {
		out.Why = "the rules forbid the combination: " + forbidden.Error()
		return out, nil
	}
	out.Deal, out.Changes = ask.StateOf(q.g, s), ask.Changes(q.g, s)
	name, err := file(s)
	out.Scenario = &name
	return out, err
}

// electorate are the known parties that can move, and their weights.
type electorate struct {
	voters []int
	equal  []string // parties of which no capability is known: they weigh the mean of the others', all alike where none is known
}

func (q *question) electorate() *electorate {
	x := &electorate{voters: q.w.Actors, equal: []string{}}
	for _, p := range x.voters {
		if _, ok := capability(&q.g.Case.Parties[p], nil); !ok {
			x.equal = append(x.equal, q.g.Case.Parties[p].Name)
		}
	}
	return x
}

// capability is a party's capability in a draw, and false where the case gives none as a number or a distribution. Without vars it is 0.
func capability(p *casefile.Party, vars []float64) (float64, bool) {
	if p.Capability == nil || p.Capability.Form != casefile.Dist {
		return 0, false
	}
	if vars == nil {
		return 0, true
	}
	return vars[p.Capability.Input], true
}

// weights are the voters' in a draw; they sum to 1 where there is a voter.
func (x *electorate) weights(g *game.Game, vars []float64, dst []float64) []float64 {
	dst = dst[:0]
	total, n := 0.0, 0
	for _, p := range x.voters {
		w, ok := capability(&g.Case.Parties[p], vars)
		if !ok {
			w = math.NaN()
		} else {
			total, n = total+w, n+1
		}
		dst = append(dst, w)
	}
	sum := 0.0
	for k := range dst {
		if !(total > 0) {
			dst[k] = 1
		} else if math.IsNaN(dst[k]) {
			dst[k] = total / float64(n)
		}
		sum += dst[k]
	}
	for k := range dst {
		dst[k] /= sum
	}
	return dst
}

// plurality lets every voter vote on each issue by itself, and gives the option that wins on each. Ties go to the option that comes first, and
// to today's before all.
func (q *question) plurality(medians []float64, out *Plurality) ([]int, error) {
	x := q.electorate()
	*out = Plurality{Weights: "capability", Equal: x.equal, Issues: []IssueVote{}}
	if len(x.equal) == len(x.voters) {
		out.Weights = "equal"
	}
	weights := x.weights(q.g, medians, nil)
	var winners []int
	for i := range q.g.Sizes {
		vote, err := q.vote(i, x.voters, weights)
		if err != nil {
			return nil, err
		}
		best := int(q.g.Today[i])
		for o := range vote {
			if vote[o] > vote[best]+1e-12 {
				best = o
			}
		}
		issue := &q.g.Case.Issues[i]
		out.Issues = append(out.Issues, IssueVote{Issue: issue.Name, Option: issue.Options[best].Name, Share: vote[best]})
		winners = append(winners, best)
	}
	return winners, nil
}

// vote is the weight behind each option of an issue.
func (q *question) vote(issue int, voters []int, weights []float64) ([]float64, error) {
	n := q.d.Central
	vote := make([]float64, q.g.Sizes[issue])
	today := int(q.g.Today[issue])
	options := make([]game.State, len(vote))
	for o := range options {
		if s, err := q.g.Complete(q.g.Today, []casefile.Setting{{Issue: issue, Option: o}}); err == nil {
			options[o] = s
		}
	}
	for k, p := range voters {
		best, least := today, game.Above(n.Value(p, q.g.Today))
		for o, s := range options {
			if s == nil {
				continue
			}
			if v := n.Value(p, s); v >= least {
				best, least = o, game.Above(v)
			}
		}
		vote[best] += weights[k]
	}
	return vote, n.Fault()
}

// baseRates are published shares that speak to the case: of the dated threats that lie within the horizon, and of how crises between
// states ended.
func (q *question) baseRates() []BaseRate {
	out := []BaseRate{}
	shortest := math.Inf(1)
	for i := range q.g.Case.Threats {
		t := &q.g.Case.Threats[i]
		if months := q.w.Months(t.Deadline); !t.Off && !q.g.Passed(i) && months <= float64(q.w.Steps)*q.w.DT+1e-9 {
			shortest = min(shortest, t.Deadline.Sub(q.g.Day).Hours()/24)
		}
	}
	if !math.IsInf(shortest, 1) {
		rows := baserates.Within(shortest)
		r := BaseRate{What: "dated threats of sanctions that had moved their target within " + rows[0].Label, Share: rows[0].Yielded, N: rows[0].N, Source: rows[0].Source}
		if len(rows) > 1 {
			r.What += " to " + rows[1].Label
			r.High = &rows[1].Yielded
		}
		out = append(out, r)
	}
	for _, e := range baserates.Endings() {
		what := map[string]string{baserates.CrisisAny: "crises between states", baserates.CrisisWar: "full-scale wars among them"}[e.Class]
		switch e.Form {
		case "formal agreement", "semi-formal agreement":
			out = append(out, BaseRate{What: what + " that ended in a " + e.Form, Share: e.Share, N: e.N, Source: e.Source})
		}
	}
	if r := baserates.RecurrenceOf(baserates.CrisisFormal); len(r) == 1 {
		out = append(out, BaseRate{What: "crises ended by a formal agreement that came back within 5 years", Share: r[0].Value, N: r[0].N, Source: r[0].Source})
	}
	return out
}
