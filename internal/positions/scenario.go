package positions

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/spatial/smp"
	"parley/internal/standing"
)

// Scenario is where the parties stand, by the numbers of one draw, as a scenario of KTAB: a dimension for each issue with a scale.
// The notes name what it cannot hold. The error says why the case makes no scenario, or is a *game.ValueError.
func Scenario(g *game.Game, n *game.Numbers) (*smp.Scenario, []string, error) {
	f := standing.Of(g)
	if len(f.Issues) == 0 {
		return nil, nil, errors.New("no issue of the case has a scale; give two of an issue's options a `place`")
	}
	w, err := newScenario(g, f, n)
	if err != nil {
		return nil, nil, err
	}
	if err := w.of.Check(); err != nil {
		return nil, nil, err
	}
	return w.of, w.told(), nil
}

// newScenario makes the scenario, unchecked.
func newScenario(g *game.Game, f *standing.Field, n *game.Numbers) (*scenario, error) {
	s := &smp.Scenario{Name: g.Case.Title, Desc: strings.Join(strings.Fields(g.Case.About), " "), Seed: smp.DefaultSeed}
	w := &scenario{g: g, f: f, of: s, at: map[string]int{}}
	for k := range f.Issues {
		if err := w.add(k, n); err != nil {
			return nil, err
		}
	}
	w.scale()
	return w, nil
}

// middle is where an actor is put on a dimension on which it does not stand: with the salience 0 it does not matter to it.
const middle = 50

// scenario is a scenario being made.
type scenario struct {
	g      *game.Game
	f      *standing.Field
	of     *smp.Scenario
	at     map[string]int // actors by name
	absent []string       // actor and dimension that is not given
	unit   float64        // what saliences were divided by
	idle   []string       // actors without weight
}

// add adds the k-th issue as a dimension.
func (w *scenario) add(k int, n *game.Numbers) error {
	is, err := w.f.At(k, n)
	if err != nil {
		return err
	}
	w.of.Dims = append(w.of.Dims, w.g.Case.Issues[w.f.Issues[k].Index].Label)
	for _, a := range is.Actors {
		at, known := w.at[a.Name]
		if !known {
			at = len(w.of.Actors)
			w.at[a.Name] = at
			w.of.Actors = append(w.of.Actors, smp.Actor{Name: a.Name, Desc: ask.PartyLabel(w.g, a.Name), Capability: a.Capability})
		}
		x := &w.of.Actors[at]
		for len(x.Position) < k {
			w.miss(x)
		}
		x.Position, x.Salience = append(x.Position, a.Position), append(x.Salience, hundredthsOf(a.Salience))
	}
	for j := range w.of.Actors {
		for x := &w.of.Actors[j]; len(x.Position) <= k; {
			w.miss(x)
		}
	}
	return nil
}

// hundredthsOf is a share in hundredths, with eight decimals: a plain product would add digits that the case does not have.
func hundredthsOf(share float64) float64 { return math.Round(share*1e10) / 1e8 }

// miss fills the next dimension of an actor that does not stand on it.
func (w *scenario) miss(a *smp.Actor) {
	w.absent = append(w.absent, fmt.Sprintf("%s on %s", a.Name, w.of.Dims[len(a.Position)]))
	a.Position, a.Salience = append(a.Position, middle), append(a.Salience, 0)
}

// scale leaves out who has no weight, and divides all saliences alike so that no actor's sum to more than 100.
func (w *scenario) scale() {
	kept := w.of.Actors[:0]
	most := 0.0
	for _, a := range w.of.Actors {
		sum := 0.0
		for _, s := range a.Salience {
			sum += s
		}
		if sum == 0 || a.Capability == 0 {
			w.idle = append(w.idle, a.Name)
			continue
		}
		most = max(most, sum)
		kept = append(kept, a)
	}
	w.of.Actors = kept
	w.unit = most / 100
	if w.unit <= 1+1e-9 {
		w.unit = 1
		return
	}
	for _, a := range kept {
		for k := range a.Salience {
			a.Salience[k] /= w.unit
		}
	}
}

// told names what was left out or changed.
func (w *scenario) told() []string {
	g := w.g
	out := []string{"Only parties' positions on issues with a scale are written: options, values, rules, tables and all else of the case are not."}
	uncertain := 0
	for _, in := range g.Case.Inputs {
		if in.Dist.IsUncertain() {
			uncertain++
		}
	}
	if uncertain > 0 {
		out = append(out, "Uncertain inputs are written at their medians.")
	}
	if off := len(g.Case.Issues) - len(w.f.Issues); off > 0 {
		out = append(out, fmt.Sprintf("Issues without a scale are left out: %d of %d.", off, len(g.Case.Issues)))
	}
	if w.f.Equal {
		out = append(out, "No party has a capability: all are written with 1.")
	}
	var left []string
	for p := range g.Case.Parties {
		if _, is := w.at[g.Case.Parties[p].Name]; !is {
			left = append(left, g.Case.Parties[p].Name)
		}
	}
	if len(left) > 0 {
		out = append(out, listed("Left out, for it is not known where they stand or what they are capable of", left))
	}
	return append(out, w.changed()...)
}

// changed names the parties that the scenario leaves out or places otherwise than the case, and by what saliences were divided.
func (w *scenario) changed() []string {
	out := []string{}
	if len(w.idle) > 0 {
		out = append(out, listed("Left out, for they bring no weight to bear", w.idle))
	}
	if len(w.absent) > 0 {
		out = append(out, listed("Where a party does not stand it is written at 50 with the salience 0", w.absent))
	}
	if w.unit > 1 {
		out = append(out, fmt.Sprintf("All saliences were divided by %.6g: KTAB's sum to at most 100 for each actor.", w.unit))
	}
	return out
}

func listed(text string, names []string) string { return text + ": " + strings.Join(names, ", ") + "." }
