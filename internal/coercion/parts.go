package coercion

import (
	"math"
	"slices"
	"time"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/baserates"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/search"
)

// conflicting is how far apart the medians of a stated and a derived credibility may be.
const conflicting = 0.25

// answer sums the columns up.
func (q *question) answer() (Threat, error) {
	c, d, w := q.columns, q.d, q.w
	either := make([]bool, len(c.inTime))
	for run := range either {
		either[run] = c.inTime[run] || c.later[run]
	}
	deadline := q.deadline()
	t := Threat{
		Name: q.of.Name, Label: q.of.Label, Place: ask.PlaceOf(&q.of.Meta), Demand: q.of.DemandText, Instrument: q.instrument(),
		Deadline: deadline.Format(time.DateOnly), Asked: q.args.Date != nil, Days: days(q.g.Day, deadline), Horizon: w.Date(w.Steps).Format(time.DateOnly),
		Met: q.g.Threats[q.index].Demand.Holds(q.g.Today), Slipped: q.of.Slipped,
		Concedes:  Concedes{ByDeadline: d.Probability(c.inTime), Later: d.Probability(c.later), ByHorizon: d.Probability(either)},
		Obstacles: Obstacles{Impossible: q.share(c.impossible), Consent: q.share(c.refused), RedLine: q.share(c.redLine), Instrument: q.share(c.unable)},
		MustAgree: q.mustAgree(), BaseRates: q.published(deadline),
	}
	if q.of.Slipped > 0 {
		p := d.Probability(c.unslipped)
		t.Unslipped = &p
	}
	if q.tight != nil {
		p := d.Probability(c.tight)
		t.Tight = &p
	}
	if p := d.Given(c.struck, c.held); p.N > 0 {
		t.CarriesOut = &p
	}
	scales, err := q.scales()
	if err != nil {
		return t, err
	}
	t.Parts, t.Thresholds, t.Costs, t.Tracks = q.parts(scales[q.of.To]), q.thresholds(), q.costs(scales), q.tracks()
	if t.Levers, err = q.levers(); err != nil {
		return t, err
	}
	t.Lines = t.summary(q.g, q.g.Case.Parties[q.of.To].Name)
	return t, nil
}

func days(from, to time.Time) int { return int(math.Round(to.Sub(from).Hours() / 24)) }

// instrument writes the options that the sender threatens with.
func (q *question) instrument() string {
	s := q.g.Today.Clone()
	for _, set := range q.of.Instrument {
		s[set.Issue] = uint16(set.Option)
	}
	return ask.Difference(q.g, q.g.Today, s)
}

// share is the share of the draws that are done in which something holds.
func (q *question) share(yes []bool) float64 {
	n := 0
	for _, y := range yes[:q.d.Done] {
		if y {
			n++
		}
	}
	return float64(n) / float64(max(1, q.d.Done))
}

// scales are the parties' own ranges at the medians, in points; 0 where nothing is known or all states are worth the same.
func (q *question) scales() ([]float64, error) {
	out := make([]float64, len(q.g.Parties))
	for _, p := range q.g.Known.List() {
		lo, hi, err := search.Span(q.g, q.d.Central, p)
		if err != nil {
			return nil, err
		}
		out[p] = game.Points(hi - lo)
	}
	return out, nil
}

// among are the draws that are done and not NaN.
func (q *question) among(v []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(v[:q.d.Done]), math.IsNaN)
}

func (q *question) parts(scale float64) Parts {
	c, d := q.columns, q.d
	p := Parts{
		Bite: d.Interval(c.bite), GoingOn: d.Interval(c.price), Willing: d.Probability(c.willing), Range: scale,
		Credibility: Credibility{Factor: discount(q.of.Slipped), Used: d.Interval(c.used)},
		Delay:       Delay{Response: d.Interval(c.response), InTime: d.Interval(c.arrives), Months: q.months()},
	}
	cred := &p.Credibility
	if len(q.among(c.stated)) > 0 {
		i := d.Interval(c.stated)
		cred.Stated = &i
	}
	if len(q.among(c.derived)) > 0 {
		i := d.Interval(c.derived)
		cred.Derived = &i
	}
	cred.Conflict = cred.Stated != nil && cred.Derived != nil && math.Abs(cred.Stated.Median-cred.Derived.Median) > conflicting
	if q.tight != nil {
		p.Leakage = &Leakage{Points: d.Interval(c.leak), Share: d.Interval(c.leakShare)}
	}
	return p
}

func (q *question) thresholds() Thresholds {
	c := q.columns
	return Thresholds{
		Credibility: q.needed(c.credibilityNeeded, "no credibility is enough at this bite"),
		Bite: BiteNeeded{
			Points: q.needed(c.biteNeeded, "no bite is enough at this credibility"),
			Times:  q.needed(c.biteTimes, "no multiple of this bite is enough"),
		},
	}
}

// needed sums up what is needed, +Inf standing for none.
func (q *question) needed(v []float64, none string) Needed {
	sorted := q.among(v)
	slices.Sort(sorted)
	var out Needed
	for _, x := range sorted {
		if math.IsInf(x, 1) {
			out.None++
		}
	}
	out.None /= float64(max(1, len(sorted)))
	end := func(p float64) *float64 {
		x := ensemble.Quantile(sorted, p)
		if len(sorted) == 0 || math.IsInf(x, 1) {
			return nil
		}
		return &x
	}
	if out.Median, out.Low, out.High = end(0.5), end(0.05), end(0.95); out.Median == nil {
		out.Why = none
	}
	return out
}

// mustAgree lists those whose consent the concession takes, in the order of the case.
func (q *question) mustAgree() []Consenter {
	out := []Consenter{}
	c, n := q.columns, float64(max(1, q.d.Done))
	for p := range q.g.Case.Parties {
		x := Consenter{Party: q.g.Case.Parties[p].Name}
		for run := range q.d.Done {
			if c.signs[run].Has(p) {
				x.Needed++
			}
			if c.refuses[run].Has(p) {
				x.Refuses++
			}
		}
		if x.Needed > 0 {
			x.Needed, x.Refuses = x.Needed/n, x.Refuses/n
			out = append(out, x)
		}
	}
	return out
}

// costs lists what the instrument is to every party: bystanders first, then publics and groups, then the two.
func (q *question) costs(scales []float64) []Cost {
	out := []Cost{}
	for _, role := range []string{"bystander", "public", "sender", "target"} {
		for p := range q.g.Case.Parties {
			if q.role(p) != role {
				continue
			}
			c := Cost{Party: q.g.Case.Parties[p].Name, Role: role, Known: q.g.Known.Has(p)}
			if c.Known {
				i := q.d.Interval(q.columns.cost[p])
				c.Points = &i
				if s := scales[p]; s > 0 {
					c.Share = &ensemble.Interval{Median: i.Median / s, Low: i.Low / s, High: i.High / s}
				}
			}
			out = append(out, c)
		}
	}
	return out
}

func (q *question) role(p int) string {
	kind := q.g.Case.Parties[p].Kind
	switch {
	case p == q.of.By:
		return "sender"
	case p == q.of.To:
		return "target"
	case kind == casefile.Public || kind == casefile.Group:
		return "public"
	}
	return "bystander"
}

func (q *question) tracks() []Track {
	out := []Track{}
	for k := range q.g.Case.Tracks {
		t := &q.g.Case.Tracks[k]
		out = append(out, Track{
			Name: t.Name, Label: t.Label, Unit: t.Unit,
			Without: q.d.Interval(q.columns.without[k]), With: q.d.Interval(q.columns.with[k]), Change: q.d.Interval(q.columns.change[k]),
		})
	}
	return out
}

// published are the base rates beside the answer: threats of economic sanctions by definition, those against the same target where they
// were counted apart, dated threats within the time there is, and what other authors count.
func (q *question) published(deadline time.Time) []Published {
	out := []Published{}
	add := func(rates []baserates.Rate) {
		for _, r := range rates {
			out = append(out, Published{Rate: r})
		}
	}
	for _, x := range baserates.Within(float64(days(q.g.Day, deadline))) {
		row := baserates.Rate{Class: "dated-threat", Label: "dated threat of economic sanctions, within " + x.Label, N: x.N, Source: x.Source, Status: x.Status}
		row.Definition, row.Value = baserates.Acquiescence, x.Yielded
		out = append(out, Published{Rate: row, Within: x.Days})
		row.Definition, row.Value = baserates.Negotiated, x.Negotiated
		out = append(out, Published{Rate: row, Within: x.Days})
	}
	target := &q.g.Case.Parties[q.of.To]
	classes := []string{baserates.AnyThreat, baserates.NeverImposed, baserates.ThenImposed, baserates.OverMilitary, baserates.OverTerritory}
	if own := baserates.Against(append([]string{target.Name, target.Label}, target.Aliases...)...); own != "" {
		classes = append(classes, own)
	}
	classes = append(classes, baserates.SanctionsHSE, baserates.SanctionsPape, baserates.ForceThreat, baserates.Challenge)
	if q.g.Case.Parties[q.of.By].Kind == casefile.Institution {
		classes = append(classes, baserates.ThroughBody, baserates.DemandUN)
	}
	for _, c := range classes {
		add(baserates.CompellenceOf(c))
	}
	return out
}
