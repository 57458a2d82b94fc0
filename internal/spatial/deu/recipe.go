package deu

import (
	"fmt"
	"math"
	"slices"

	"parley/internal/spatial"
)

// Reading is one answer to the question who counts for how much.
type Reading struct {
	Capability bool // states count by their capability; otherwise all alike
	Salience   bool // actors count by their salience; otherwise all alike
	// Institutions is what the Commission counts, in capabilities of the greatest actor, and Parliament where it decides.
	// Where it is only consulted, Parliament counts 1.
	Institutions float64
}

// Recipe is a way to make a distribution: a share of an election among the positions, averaged over readings, and for the
// rest the errors made on decided issues, put around a centre.
//
// The election says which of the positions on the table is taken, the errors that outcomes also lie between them. Both
// halves are needed: an election alone cannot put an outcome where nobody stands, errors alone do not know where anybody stands.
type Recipe struct {
	Name     string
	Readings []Reading
	// Elected: the centre is the mean of the election; otherwise that of the compromise model.
	Elected bool
	// Scaled: an error counts in units of the spread of its issue, so that an issue on which all stand together has small ones.
	Scaled bool
	// Mirrored: every error counts in both directions, because which end of a scale is called 0 says nothing.
	Mirrored bool
	// Fixed is the share of the election; nil: fitted.
	Fixed *float64
}

// floor is added to the spread of an issue, as a share of its scale: where all stand together outcomes still surprise.
const floor = 0.15

// maxReadings bounds the readings of a recipe.
const maxReadings = 100

func (r *Recipe) check() error {
	if len(r.Readings) == 0 || len(r.Readings) > maxReadings {
		return fmt.Errorf("recipe %q has %d readings; give 1 to %d", r.Name, len(r.Readings), maxReadings)
	}
	for _, g := range r.Readings {
		if !(g.Institutions >= 1e-3 && g.Institutions <= 1e3) {
			return fmt.Errorf("recipe %q counts the institutions %g times; give 0.001 to 1000", r.Name, g.Institutions)
		}
	}
	if r.Fixed != nil && !(*r.Fixed >= 0 && *r.Fixed <= 1) {
		return fmt.Errorf("recipe %q has the share %g; give 0 to 1", r.Name, *r.Fixed)
	}
	return nil
}

// weigh gives the issue as a reading sees it.
func (g Reading) weigh(is *Issue) *spatial.Issue {
	out := is.Issue
	out.Actors = slices.Clone(is.Actors)
	most := 0.0
	for _, a := range is.Actors {
		most = max(most, a.Capability)
	}
	for k := range out.Actors {
		a := &out.Actors[k]
		switch {
		case a.Capability == 0: // it brings nothing to bear in any reading
		case a.Name == commission || a.Name == parliament && is.Codecided:
			a.Capability = g.Institutions
		case a.Name == parliament || !g.Capability:
			a.Capability = 1
		default:
			a.Capability = max(a.Capability/most, least)
		}
		if !g.Salience {
			a.Salience = 1
		}
	}
	return &out
}

// least is the smallest capability relative to the greatest: a smaller one counts as this.
const least = 1e-6

// ready is an issue with all that a recipe needs of it.
type ready struct {
	is             *Issue
	elected        *spatial.Distribution
	centre, spread float64
}

func (r *Recipe) prepare(is *Issue) (*ready, error) {
	if err := is.Check(); err != nil {
		return nil, err
	}
	all := map[float64]float64{}
	for _, g := range r.Readings {
		d, err := spatial.PCE(g.weigh(is), spatial.MarkovUniform)
		if err != nil {
			return nil, err
		}
		for k, x := range d.Places {
			all[x] += d.Shares[k] / float64(len(r.Readings))
		}
	}
	p := &ready{is: is, elected: ordered(all), spread: is.Length()}
	if p.centre = p.elected.Mean(); !r.Elected {
		var err error
		if p.centre, err = spatial.Compromise(&is.Issue); err != nil {
			return nil, err
		}
	}
	if r.Scaled {
		sum := 0.0
		for k, x := range p.elected.Places {
			sum += p.elected.Shares[k] * (x - p.centre) * (x - p.centre)
		}
		p.spread = math.Sqrt(sum) + floor*is.Length()
	}
	return p, nil
}

// ordered makes a distribution of shares by place.
func ordered(all map[float64]float64) *spatial.Distribution {
	d := &spatial.Distribution{Places: make([]float64, 0, len(all)), Shares: make([]float64, len(all))}
	for x := range all {
		d.Places = append(d.Places, x)
	}
	slices.Sort(d.Places)
	for k, x := range d.Places {
		d.Shares[k] = all[x]
	}
	return d
}

// Recipes are those that are tried. The first three are what a user could have without this package, and the yardstick.
func Recipes() []Recipe {
	none, half := 0.0, 0.5
	asStated := []Reading{{Capability: true, Salience: true, Institutions: 1}}
	return []Recipe{
		{Name: "compromise and errors", Readings: asStated, Fixed: &none},
		{Name: yardstick, Readings: asStated, Fixed: &half},
		{Name: "election and its errors", Readings: asStated, Elected: true, Scaled: true, Mirrored: true},
		{Name: "equal states", Readings: []Reading{{Institutions: 1}}, Elected: true, Scaled: true, Mirrored: true},
		{Name: "four readings", Readings: readings(1), Elected: true, Scaled: true, Mirrored: true},
		{Name: "twelve readings, plain errors", Readings: readings(1, 3, 5), Elected: true},
		{Name: "twelve readings", Readings: readings(1, 3, 5), Elected: true, Scaled: true, Mirrored: true},
	}
}

// yardstick names the recipe that the others are compared with.
const yardstick = "half election, half compromise and errors"

// readings are all with and without capability and salience, for each weight of the institutions.
func readings(institutions ...float64) []Reading {
	var out []Reading
	for _, k := range institutions {
		for _, capability := range []bool{true, false} {
			for _, salience := range []bool{true, false} {
				out = append(out, Reading{Capability: capability, Salience: salience, Institutions: k})
			}
		}
	}
	return out
}
