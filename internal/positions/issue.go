package positions

import (
	"cmp"
	"math"
	"slices"

	"parley/internal/spatial"
)

// issue puts the answer about one issue together.
func (q *question) issue(k int, c *central) Issue {
	m, col, is := &q.field.Issues[k], &q.columns[k], c.issues[k]
	of := &q.g.Case.Issues[m.Index]
	out := Issue{
		Name: of.Name, Label: of.Label, Today: is.Reference, Places: m.Places, Left: m.Left, Models: c.models[k],
		Actors: []Actor{}, Levers: []Lever{},
	}
	for _, x := range col.still[0][:q.d.Done] {
		if math.IsNaN(x) {
			out.Empty++
		}
	}
	sum := 0.0
	for _, a := range is.Actors {
		sum += a.Weight()
	}
	for j, a := range is.Actors {
		share := 0.0
		if sum > 0 {
			share = a.Weight() / sum
		}
		out.Actors = append(out.Actors, Actor{
			Party: a.Name, Share: share, Derived: m.Actors[j].Derived(), Ideal: q.figure(a.Position, col.ideal[j]),
			Salience: q.figure(a.Salience, col.salience[j]), Capability: q.figure(a.Capability, col.capability[j]),
		})
	}
	q.intervals(&out.Models, col)
	out.Levers, out.Apart = levers(c.means[k], is), apart(&out.Models)
	return out
}

// figure is a number of which every run has one.
func (q *question) figure(x float64, column []float64) Figure {
	f := Figure{At: x, Interval: [2]float64{x, x}}
	if i := q.interval(column); i != nil {
		f.Interval = *i
	}
	return f
}

// intervals adds the intervals of the forecasts that are there.
func (q *question) intervals(out *Models, c *columns) {
	set := func(m *Model, column []float64) {
		if m.Forecast != nil {
			m.Interval = q.interval(column)
		}
	}
	set(&out.Compromise, c.still[0])
	set(&out.Median, c.still[1])
	set(&out.Nash, c.still[2])
	set(&out.PCE.Model, c.still[3])
	if out.Calibrated != nil {
		set(&out.Calibrated.Model, c.still[4])
	}
	set(&out.BDM.Model, c.turns[0])
	set(&out.SMP.Model, c.turns[1])
	set(&out.Exchange, c.turns[2])
}

// levers are what moves the compromise, the strongest first.
func levers(m *spatial.Mean, is *spatial.Issue) []Lever {
	out := []Lever{}
	if m == nil {
		return out
	}
	for k, l := range m.Levers {
		if is.Actors[k].Weight() > 0 {
			out = append(out, Lever{Party: l.Actor, Ideal: 10 * l.Position, Weight: l.Salience * is.Actors[k].Salience / 10})
		}
	}
	slices.SortStableFunc(out, func(a, b Lever) int { return cmp.Compare(b.strength(), a.strength()) })
	return out
}

// strength is by how much a lever moves the outcome.
func (l *Lever) strength() float64 { return max(abs(l.Ideal), abs(l.Weight)) }

// list gives the models in the order of the answer, with their keys.
func (m *Models) list() []named[*Model] {
	out := []named[*Model]{
		{"compromise", &m.Compromise},
		{"median", &m.Median},
		{"nash", &m.Nash},
		{"pce", &m.PCE.Model},
		{"bdm", &m.BDM.Model},
		{"smp", &m.SMP.Model},
		{"exchange", &m.Exchange},
	}
	if m.Calibrated != nil {
		out = append(out, named[*Model]{"calibrated", &m.Calibrated.Model})
	}
	return out
}

// apart is how far the models disagree.
func apart(m *Models) *Apart {
	var out *Apart
	low, high := 0.0, 0.0
	for _, x := range m.list() {
		if x.is.Forecast == nil {
			continue
		}
		f := *x.is.Forecast
		if out == nil {
			out, low, high = &Apart{Low: x.name, High: x.name, Options: []string{}}, f, f
		}
		if f < low {
			low, out.Low = f, x.name
		}
		if f > high {
			high, out.High = f, x.name
		}
		if !slices.Contains(out.Options, x.is.Nearest) {
			out.Options = append(out.Options, x.is.Nearest)
		}
	}
	if out != nil {
		out.Distance = high - low
	}
	return out
}
