// Package standing says where parties stand on the issues that have a scale: what the position models take, in each draw.
//
// A party stands at an ideal place from 0 to 100, brings a capability to bear, and a share of it, its salience, on each issue. The
// case gives these, or ideal and salience follow from the party's values. Definitions: docs/model.md, Positions.
package standing

import (
	"parley/internal/game"
	"parley/internal/spatial"
)

// least is the salience, and the capability, below which a party brings nothing to bear.
const least = 1e-6

// Field is who stands where on all issues with a scale. It is immutable.
type Field struct {
	Equal  bool    // no party has a capability: all count alike
	Issues []Issue // in the order of the case
	g      *game.Game
}

// Issue is an issue with a scale and those who may stand on it.
type Issue struct {
	Index  int     // into Case.Issues
	Places []Place // the options that have one, in their order
	Actors []Actor // in the order of the case
	Left   []LeftOut
}

// Place is an option on the scale.
type Place struct {
	Option string  `json:"option"`
	Label  string  `json:"label"`
	At     float64 `json:"place"`
	Index  int     `json:"-"` // into Options
}

// LeftOut is a party that is no actor on an issue.
type LeftOut struct {
	Party string `json:"party"`
	Why   string `json:"why"`
}

// Actor is a party that may stand on an issue: where the case says so, or where its values do.
type Actor struct {
	Party               int
	capability          *game.Number // nil: 1
	ideal, salience     *game.Number // nil: derived
	placed              []int        // the options with a place
	noIdeal, noSalience bool         // derived
}

// Derived names what follows from the party's values: ideal, salience. It is never nil.
func (a *Actor) Derived() []string {
	out := []string{}
	if a.noIdeal {
		out = append(out, "ideal")
	}
	if a.noSalience {
		out = append(out, "salience")
	}
	return out
}

// Of finds the issues of a case that have a scale, and who may stand on them.
func Of(g *game.Game) *Field {
	f := &Field{g: g, Equal: true}
	for p := range g.Parties {
		f.Equal = f.Equal && g.Parties[p].Capability == nil
	}
	for i := range g.Case.Issues {
		if !g.Case.Issues[i].HasScale() {
			continue
		}
		m := Issue{Index: i, Places: places(g, i), Left: []LeftOut{}}
		for p := range g.Case.Parties {
			if s, why := f.actor(p, i); why == "" {
				m.Actors = append(m.Actors, s)
			} else {
				m.Left = append(m.Left, LeftOut{g.Case.Parties[p].Name, why})
			}
		}
		f.Issues = append(f.Issues, m)
	}
	return f
}

// places gives the options of an issue that have one, in their order.
func places(g *game.Game, issue int) []Place {
	var out []Place
	for o := range g.Case.Issues[issue].Options {
		if x := &g.Case.Issues[issue].Options[o]; x.Spot != nil {
			out = append(out, Place{Option: x.Name, Label: x.Label, At: *x.Spot, Index: o})
		}
	}
	return out
}

// Nearest is the option that lies nearest to a place, of equals the lower one, of those at one place the first.
func Nearest(places []Place, x float64) *Place {
	best := 0
	for k, p := range places {
		near, sofar := abs(p.At-x), abs(places[best].At-x)
		if near < sofar || near == sofar && p.At < places[best].At {
			best = k
		}
	}
	return &places[best]
}

func abs(x float64) float64 { return max(x, -x) }

// Weighs reports whether some actor brings weight to bear.
func Weighs(actors []spatial.Actor) bool {
	for _, a := range actors {
		if a.Weight() > 0 {
			return true
		}
	}
	return false
}

// actor finds how a party stands on an issue, or why it is no actor there.
func (f *Field) actor(p, issue int) (s Actor, why string) {
	party := &f.g.Parties[p]
	s = Actor{Party: p, capability: party.Capability, noIdeal: true, noSalience: true}
	given := false
	for _, x := range party.Stances {
		if x.Of.Issue == issue {
			given, s.ideal, s.salience = true, x.Ideal, x.Salience
			s.noIdeal, s.noSalience = x.Ideal == nil, x.Salience == nil
		}
	}
	switch {
	case !f.Equal && s.capability == nil:
		return s, "no capability is given"
	case !f.g.Known.Has(p) && !given:
		return s, "where it stands is not known"
	case !f.g.Known.Has(p) && (s.noIdeal || s.noSalience):
		return s, "only half of where it stands is given, and its values are not known"
	case f.g.Ordinal.Has(p) && (s.noIdeal || s.noSalience):
		return s, "of its values only the order is known, which says nothing of how much it cares"
	case f.Equal && !given && !f.g.Movers.Has(p):
		return s, "it makes no moves"
	}
	for o := range f.g.Case.Issues[issue].Options {
		if f.g.Case.Issues[issue].Options[o].Spot != nil {
			s.placed = append(s.placed, o)
		}
	}
	return s, ""
}

// At is the k-th issue as the models take it, by the numbers of a draw; the reference point is the place of today's option. The error is a
// *game.ValueError. It may be called from many goroutines, each with numbers of its own.
func (f *Field) At(k int, n *game.Numbers) (*spatial.Issue, error) {
	m := &f.Issues[k]
	actors, err := f.stands(m, n)
	if err != nil {
		return nil, err
	}
	is := &spatial.Issue{Name: f.g.Case.Issues[m.Index].Name, Lo: 0, Hi: 100, Actors: actors}
	if f.g.Today != nil {
		is.Reference = f.g.Case.Issues[m.Index].Options[f.g.Today[m.Index]].Spot
	}
	return is, nil
}

// stands gives the actors of an issue in a draw.
func (f *Field) stands(m *Issue, n *game.Numbers) ([]spatial.Actor, error) {
	out := make([]spatial.Actor, len(m.Actors))
	base := f.g.Base()
	for k := range m.Actors {
		s, a := &m.Actors[k], &out[k]
		a.Name = f.g.Case.Parties[s.Party].Name
		var err error
		if a.Capability, err = s.capability.Between(n.Vars, base, 0, 100, 1); err != nil {
			return nil, err
		}
		if s.noIdeal || s.noSalience {
			a.Position, a.Salience = f.derive(s, m.Index, n)
		}
		if a.Position, err = s.ideal.Between(n.Vars, base, 0, 100, a.Position); err != nil {
			return nil, err
		}
		if a.Salience, err = s.salience.Between(n.Vars, base, 0, 1, a.Salience); err != nil {
			return nil, err
		}
		if a.Salience < least {
			a.Salience = 0
		}
		if a.Capability < least {
			a.Capability = 0
		}
	}
	return out, nil
}
