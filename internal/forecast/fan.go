package forecast

import (
	"parley/internal/clock"
	"parley/internal/ensemble"
	"parley/internal/game"
)

// maxFan is the most steps at which tracks are shown; of more, some are left out evenly.
const maxFan = 120

// fan holds the tracks of the leading runs.
type fan struct {
	g     *game.Game
	w     *clock.World
	runs  int
	steps []int         // that are shown, ascending, the last one included
	place []int         // by step: where it stands among them, −1: it is not shown
	at    [][][]float64 // [track][place][run]
}

func newFan(g *game.Game, w *clock.World, runs int) *fan {
	f := &fan{g: g, w: w, runs: runs, place: make([]int, w.Steps+1)}
	every := (w.Steps + maxFan - 1) / maxFan
	for step := range f.place {
		f.place[step] = -1
		if step%every == 0 || step == w.Steps {
			f.place[step] = len(f.steps)
			f.steps = append(f.steps, step)
		}
	}
	for range g.Case.Tracks {
		rows := make([][]float64, len(f.steps))
		for k := range rows {
			rows[k] = make([]float64, runs)
		}
		f.at = append(f.at, rows)
	}
	return f
}

// follow notes the tracks of a run. A run that ends early stays where it ended.
func (f *fan) follow(run int, x *runner) func(step int) {
	if len(f.at) == 0 {
		return nil
	}
	return func(step int) {
		last := step
		if x.r.Ended {
			last = f.w.Steps
		}
		for ; step <= last; step++ {
			if k := f.place[step]; k >= 0 {
				for t := range f.at {
					f.at[t][k][run] = x.r.Vars[f.g.TrackAt(t)]
				}
			}
		}
	}
}

// tracks summarises the leading runs that count.
func (f *fan) tracks(medians []float64, lead []int) ([]Track, error) {
	expected, err := f.expected(medians)
	if err != nil {
		return nil, err
	}
	out := []Track{}
	for t := range f.g.Case.Tracks {
		c := &f.g.Case.Tracks[t]
		track := Track{Name: c.Name, Label: c.Label, Unit: c.Unit}
		for k, step := range f.steps {
			var values []float64
			for run, ending := range lead[:min(len(lead), f.runs)] {
				if ending >= 0 {
					values = append(values, f.at[t][k][run])
				}
			}
			point := TrackPoint{Date: dateOf(f.w, step), Months: float64(step) * f.w.DT, Expected: expected[t][k]}
			if track.Runs = len(values); track.Runs > 0 {
				i := ensemble.Summarise(values)
				point.Median, point.Low, point.High = &i.Median, &i.Low, &i.High
			}
			track.Points = append(track.Points, point)
		}
		out = append(out, track)
	}
	return out, nil
}

// expected is the path of each track without chance while today goes on.
func (f *fan) expected(medians []float64) ([][]float64, error) {
	vars, next := make([]float64, f.g.Vars()), make([]float64, f.g.Vars())
	copy(vars, medians)
	if err := f.g.Start(vars); err != nil {
		return nil, err
	}
	out := make([][]float64, len(f.g.Case.Tracks))
	for step := 0; ; step++ {
		if f.place[step] >= 0 {
			for t := range out {
				out[t] = append(out[t], vars[f.g.TrackAt(t)])
			}
		}
		if step == f.w.Steps {
			return out, nil
		}
		if err := f.g.Step(vars, next, f.g.Today, f.w.DT, nil); err != nil {
			return nil, err
		}
		vars, next = next, vars
	}
}

// dateOf is the day that a step ends on, "" where the case has no day. The last one ends on the horizon, which falls into it.
func dateOf(w *clock.World, step int) string {
	d := w.Date(step)
	if step == w.Steps {
		d = w.End()
	}
	if !d.IsZero() {
		return d.Format("2006-01-02")
	}
	return ""
}
