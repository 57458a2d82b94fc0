package positions

import (
	"context"

	"parley/internal/ask"
	"parley/internal/spatial/smp"
	"parley/internal/standing"
)

// Joint is KTAB's model on all issues with a scale at once, a dimension each, at the medians: an actor compares positions by its distance
// over all dimensions, and an offer moves it on all. One issue at a time it could not be moved on one for another's sake.
type Joint struct {
	Issues    []string    `json:"issues"`
	Actors    []string    `json:"actors"` // with weight on some issue
	Trace     []JointTurn `json:"trace"`  // the start first
	Converged bool        `json:"converged"`
	Notes     []string    `json:"notes"` // how the case was made a scenario
	Why       string      `json:"why,omitempty"`

	faithful []float64 // forecasts by issue with KTAB's defects
}

// JointTurn is where all stand after a turn.
type JointTurn struct {
	Means     []float64   `json:"means"`     // weighted, by issue
	Positions [][]float64 `json:"positions"` // by actor and issue
}

// The names of the joint readings of KTAB's model.
const (
	jointly     = "all issues at once"
	jointlyKTAB = "all issues at once, as KTAB computes it"
)

// joint runs all issues at once; nil where fewer than two have a scale.
func (q *question) joint(ctx context.Context) (*Joint, error) {
	if len(q.field.Issues) < 2 {
		return nil, nil
	}
	j := &Joint{Issues: []string{}, Actors: []string{}, Trace: []JointTurn{}, Notes: []string{}}
	for k := range q.field.Issues {
		j.Issues = append(j.Issues, q.g.Case.Issues[q.field.Issues[k].Index].Name)
	}
	w, err := newScenario(q.g, q.field, q.d.Central)
	if err != nil {
		return nil, err
	}
	if j.Why = refused(w.of); j.Why != "" {
		return j, nil
	}
	j.Notes = w.changed()
	r, err := smp.Run(ctx, *w.of)
	if err != nil {
		return nil, err
	}
	w.of.Options.Compat = true
	compat, err := smp.Run(ctx, *w.of)
	if err != nil {
		return nil, err
	}
	for _, a := range w.of.Actors {
		j.Actors = append(j.Actors, a.Name)
	}
	for k := range r.States {
		j.Trace = append(j.Trace, JointTurn{Means: means(w.of, &r.States[k]), Positions: r.States[k].Position})
	}
	j.Converged, j.faithful = r.Converged, means(w.of, &compat.States[len(compat.States)-1])
	return j, nil
}

// refused says why the model does not take a scenario; "" where it does.
func refused(s *smp.Scenario) string {
	if err := s.Check(); err != nil {
		return err.Error()
	}
	return ""
}

// means are the weighted means of a state by dimension.
func means(s *smp.Scenario, at *smp.State) []float64 {
	out := make([]float64, len(s.Dims))
	for k := range out {
		sum := 0.0
		for i, a := range s.Actors {
			w := a.Capability * a.Salience[k]
			out[k] += float64(w * at.Position[i][k])
			sum += w
		}
		out[k] /= sum
	}
	return out
}

// readings adds what the joint run makes of the k-th issue to the readings of KTAB's model on it.
func (j *Joint) readings(k int, places []standing.Place, out *Politics) {
	if j == nil || len(j.Trace) == 0 || out.Forecast == nil {
		return
	}
	for _, r := range []Reading{{Name: jointly, Forecast: j.Trace[len(j.Trace)-1].Means[k]}, {Name: jointlyKTAB, Forecast: j.faithful[k]}} {
		r.Nearest = standing.Nearest(places, r.Forecast).Option
		out.Readings = append(out.Readings, r)
	}
}

// text says what the joint run is and how it ended.
func (j *Joint) text() string {
	if j.Why != "" {
		return "Offers over all issues at once could not be computed: " + j.Why + "."
	}
	text := "Over all issues at once, " + ask.Amount(float64(len(j.Actors)), "party makes", "parties make") + " offers that move them on every issue together"
	if !j.Converged {
		return text + "; they had not settled in the last turn."
	}
	return text + "; they settle in " + ask.Amount(float64(len(j.Trace)-1), "turn", "turns") + "."
}
