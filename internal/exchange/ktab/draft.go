package ktab

import (
	"fmt"
	"math/big"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/spatial/smp"
)

// token is a piece of the text: what it says, and where.
type token struct {
	text       string
	start, end int
}

// draft is a scenario as it stands in a file, before its numbers are read.
type draft struct {
	*exchange.Text
	findings *exchange.Findings
	notes    []string

	scenario smp.Scenario // name, description, options and seed; the rest is filled by finish
	dims     []token
	actors   []draftActor
}

type draftActor struct {
	name, desc, capability token
	position, salience     []token
}

func (d *draft) errorf(at token, code, suggestion, format string, args ...any) {
	d.findings.At(d.Text, diag.Error, code, at.start, at.end, fmt.Sprintf(format, args...), suggestion)
}

func (d *draft) notef(format string, args ...any) {
	d.notes = append(d.notes, fmt.Sprintf(format, args...))
}

// number reads a decimal number from 0 to high exactly; what names it. It reports what is not one and returns nil.
func (d *draft) number(at token, what string, high int64) *big.Rat {
	if at.text == "" {
		d.errorf(at, "missing-number", "write a decimal number such as 12.5", "%s is missing", what)
		return nil
	}
	r, err := exchange.ParseDecimal(at.text)
	if err != nil {
		d.errorf(at, "bad-number", "write a decimal number such as 12.5", "%s: %v", what, err)
		return nil
	}
	if r.Sign() < 0 || r.Cmp(big.NewRat(high, 1)) > 0 {
		d.errorf(at, "bad-number", "", "%s is %s; it must be between 0 and %d", what, exchange.Shown(at.text), high)
		return nil
	}
	return r
}

// float returns r as a float64, 0 for nil.
func float(r *big.Rat) float64 {
	if r == nil {
		return 0
	}
	x, _ := r.Float64()
	return x
}

// counted checks the numbers of dimensions and actors against the limits of the model. at is where they are given.
func (d *draft) counted(at token, actors, dims int) {
	if dims < 1 || dims > smp.MaxDims {
		d.errorf(at, "bad-count", "name each issue on which actors stand, and leave out what nobody cares about", "the scenario has %d dimensions; 1 to %d are read", dims, smp.MaxDims)
	}
	if actors < smp.MinActors || actors > smp.MaxActors {
		d.errorf(at, "bad-count", "with fewer there are no third parties; of more, join those that stand alike", "the scenario has %d actors; %d to %d are read", actors, smp.MinActors, smp.MaxActors)
	}
}

// finish turns the draft into a scenario. It reports what is wrong; the scenario then has holes.
func (d *draft) finish() {
	for k, dim := range d.dims {
		name := exchange.OneLine(dim.text)
		if name == "" {
			name = fmt.Sprintf("dimension %d", k+1)
			d.notef("The dimension without a name is called %s.", name)
		}
		d.scenario.Dims = append(d.scenario.Dims, name)
	}
	seen := map[string]bool{}
	for i := range d.actors {
		if d.findings.Full() {
			return
		}
		a := d.actor(i)
		if seen[a.Name] {
			d.errorf(d.actors[i].name, "duplicate-actor", "give each actor its own name", "two actors are called `%s`", exchange.Shown(a.Name))
		}
		seen[a.Name] = true
		d.scenario.Actors = append(d.scenario.Actors, a)
	}
	for k, dim := range d.dims {
		cares := false
		for _, a := range d.scenario.Actors {
			cares = cares || a.Salience[k] > 0
		}
		if !cares && !d.findings.Failed() {
			d.errorf(dim, "no-salience", "leave the dimension out", "the dimension `%s` has the salience 0 for every actor", exchange.Shown(d.scenario.Dims[k]))
		}
	}
}

// actor reads one actor. The draft has as many positions and saliences as dimensions.
func (d *draft) actor(i int) smp.Actor {
	in := d.actors[i]
	a := smp.Actor{Name: exchange.OneLine(in.name.text), Desc: exchange.OneLine(in.desc.text)}
	if a.Name == "" {
		d.errorf(in.name, "no-name", "give it a name", "actor %d has no name", i+1)
	}
	shown := exchange.Shown(a.Name)
	capability := d.number(in.capability, fmt.Sprintf("the capability of `%s`", shown), smp.MaxCapability)
	if a.Capability = float(capability); capability != nil && a.Capability == 0 {
		d.errorf(in.capability, "bad-number", "give it a capability above 0, or leave the actor out", "the capability of `%s` is 0", shown)
	}
	sum, complete := new(big.Rat), true
	for k, dim := range d.scenario.Dims {
		a.Position = append(a.Position, float(d.number(in.position[k], fmt.Sprintf("the position of `%s` on `%s`", shown, exchange.Shown(dim)), 100)))
		salience := d.number(in.salience[k], fmt.Sprintf("the salience of `%s` for `%s`", exchange.Shown(dim), shown), 100)
		a.Salience = append(a.Salience, float(salience))
		if complete = complete && salience != nil; complete {
			sum.Add(sum, salience)
		}
	}
	last := in.salience[len(in.salience)-1]
	switch total := float(sum); {
	case !complete:
	case sum.Cmp(big.NewRat(100, 1)) > 0:
		d.errorf(last, "salience-sum", "lower them: they are shares of the actor's attention", "the saliences of `%s` sum to %g; they must sum to at most 100", shown, total)
	case total < smp.LeastSalience:
		d.errorf(last, "salience-sum", "give the actor a salience, or leave it out", "the saliences of `%s` sum to %g; an actor must care about something", shown, total)
	}
	return a
}

// reading returns the scenario, or nil when something is wrong.
func (d *draft) reading() (*Reading, diag.List) {
	if !d.findings.Failed() {
		d.finish()
	}
	if d.findings.Failed() {
		return nil, d.findings.List()
	}
	if err := d.scenario.Check(); err != nil {
		d.findings.Add(exchange.FileFinding(diag.Error, "bad-scenario", d.Name, err.Error(), "mend the scenario in KTAB or in the file"))
		return nil, d.findings.List()
	}
	d.notes = append(d.notes, noDefects)
	return &Reading{Scenario: d.scenario, Notes: d.notes}, d.findings.List()
}
