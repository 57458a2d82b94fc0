package game

import (
	"math"

	"parley/casefile"
)

// track is a compiled track, as one reading expects it to run.
type track struct {
	of                                   *casefile.Track
	today, change, toward, in            *Number
	noise, chance, size, lowest, highest *Number
	step, nears                          float64            // the share of the way to its target in one step of so many months, where it takes a plain number of them; else 0
	rests                                                   // of its course, today's value left out
	scope                                Scope              // of the issues that it rests on
	sizes                                []*casefile.Number // what its jumps are made of that is drawn anew for each
	cells                                []track            // [cell of scope] the track as it runs in such states alone; nil where they are many
	id                                   int                // among the tracks in a state of all readings
	course                               *course            // of a track in one state; nil where it is followed as it is written
}

// maxCourses bounds the states that a track is compiled for one by one.
const maxCourses = 1 << 10

// maxTrack bounds a track: beyond it, it is said to diverge.
const maxTrack = 1e12

func (r *reading) compileTracks() []track {
	out, s := make([]track, len(r.g.Case.Tracks)), make(State, len(r.g.Sizes))
	for k := range out {
		t := r.compileTrack(k)
		t.id = r.g.lanes
		r.g.lanes++
		t.scope = newScope(t.issues, r.g.Sizes)
		if t.scope.cells <= maxCourses {
			for cell := range t.scope.cells {
				t.scope.Decode(cell, s)
				in := r.within(s.Clone())
				c := in.compileTrack(k)
				c.course, c.id = in.courseOf(&c, k), r.g.lanes
				r.g.lanes++
				c.noise = t.noise // which may rest on other issues: it is no part of the course
				t.cells = append(t.cells, c)
			}
		}
		out[k] = t
	}
	return out
}

func (r *reading) compileTrack(k int) track {
	of := &r.g.Case.Tracks[k]
	t := track{
		of: of, today: r.number(of.Today), change: r.number(of.Change), toward: r.number(of.Toward), in: r.number(of.In),
		noise: r.number(of.Noise), lowest: r.number(of.Min), highest: r.number(of.Max),
	}
	if of.In != nil && of.In.Form == casefile.Dist && of.In.Dist.Constant() && of.In.Dist.Median() > 0 {
		t.step = 1 / r.g.Case.Clock.Step.PerMonth()
		t.nears = nearing(t.step, of.In.Dist.Median())
	}
	if of.Jump != nil {
		t.chance, t.size = r.number(of.Jump.Chance), r.number(of.Jump.Size)
		t.sizes = drawnAnew(nil, of.Jump.Size)
	}
	for _, x := range []*Number{t.change, t.toward, t.in, t.chance, t.size, t.lowest, t.highest} {
		if x != nil {
			t.add(&x.rests)
		}
	}
	return t
}

// drawnAnew adds to a list what a number is made of that is drawn each time that it is used.
func drawnAnew(list []*casefile.Number, x *casefile.Number) []*casefile.Number {
	for _, c := range x.Cases {
		list = drawnAnew(list, c.Then)
	}
	if x.Anew != nil {
		list = append(list, x)
	}
	return list
}

// inState is the track as it runs in a state.
func (t *track) inState(s State) *track {
	if t.cells == nil {
		return t
	}
	return &t.cells[t.scope.Encode(s)]
}

// Vars is how many variables expressions are evaluated over: the inputs, the tracks, the months since the day of the case,
// and what a run remembers.
func (g *Game) Vars() int { return g.memoryBase() + len(g.Memory) }

// TrackAt is where a track stands among the variables: after the inputs.
func (g *Game) TrackAt(k int) int { return len(g.Case.Inputs) + k }

// ElapsedAt is where the months since the day of the case stand among the variables: after the tracks.
func (g *Game) ElapsedAt() int { return g.TrackAt(len(g.Case.Tracks)) }

// memoryBase is where what a run remembers begins.
func (g *Game) memoryBase() int { return g.ElapsedAt() + 1 }

// Start sets the variables after the inputs, which are there, to the day that the game is put at: tracks at today's values, nothing
// remembered; on a later day than that of the case, as they are expected to be then (see At).
func (g *Game) Start(vars []float64) error {
	if g.past != nil {
		return g.Expected(vars, g.Elapsed)
	}
	return g.startToday(vars)
}

func (g *Game) startToday(vars []float64) error {
	clear(vars[len(g.Case.Inputs):])
	for k := range g.analyst.tracks {
		t := &g.analyst.tracks[k]
		v := t.today.eval(vars, nil)
		if bad := t.outside(v); bad != "" {
			return t.today.fail(bad)
		}
		vars[g.TrackAt(k)] = v
	}
	return nil
}

func (t *track) outside(v float64) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return "the track `" + t.of.Name + "` has no value here (a division by zero, or the logarithm or root of a negative number)"
	case math.Abs(v) > maxTrack:
		return "the track `" + t.of.Name + "` diverges beyond a million millions; give it a `min` and a `max`, or a change that dies out"
	}
	return ""
}

// after is the value of the track after dt months in state s, all variables being as in vars, without noise. jump is how much
// of its jumps comes: the chance that one comes times its size on the expected path, 0 or 1 times it in a run.
func (t *track) after(at int, vars []float64, s State, dt float64, jumps float64) (float64, error) {
	v := vars[at]
	if t.change != nil {
		v += float64(dt * t.change.eval(vars, s))
	} else {
		share := t.nears
		if share == 0 || dt != t.step {
			in := t.in.eval(vars, s)
			if !(in > 0) {
				return 0, t.in.fail("a track needs more than 0 months to reach its target")
			}
			share = nearing(dt, in)
		}
		v += float64((t.toward.eval(vars, s) - v) * share)
	}
	if jumps > 0 {
		v += float64(jumps * t.size.eval(vars, s))
	}
	return t.bounded(v, vars, s)
}

// nearing is the share of the way to a target within dt months, where nine tenths of it take so many months.
func nearing(dt, months float64) float64 { return 1 - math.Exp(-math.Ln10*dt/months) }

func (t *track) bounded(v float64, vars []float64, s State) (float64, error) {
	if t.lowest != nil {
		v = max(v, t.lowest.eval(vars, s))
	}
	if t.highest != nil {
		v = min(v, t.highest.eval(vars, s))
	}
	if bad := t.outside(v); bad != "" {
		of := t.change
		if of == nil {
			of = t.toward
		}
		return 0, of.fail(bad)
	}
	return v, nil
}

// jumpChance is the chance of a jump within dt months, 0 without jumps.
func (t *track) jumpChance(vars []float64, s State, dt float64) (float64, error) {
	if t.chance == nil {
		return 0, nil
	}
	c, err := t.chance.chance(vars, s)
	return Within(c, dt), err
}

// Within turns a chance in one unit of time into the chance within dt units.
func Within(chance, dt float64) float64 {
	if dt == 1 {
		return chance
	}
	return 1 - math.Pow(1-chance, dt)
}

// chance evaluates a number that must be a chance. A cut of up to a billionth is forgiven.
func (x *Number) chance(vars []float64, s State) (float64, error) {
	v := x.eval(vars, s)
	if !(v >= -1e-9 && v <= 1+1e-9) {
		return 0, x.fail("a chance lies between 0 and 1; it comes to " + trim(v) + ": use `min` and `max` around the expression")
	}
	return min(1, max(0, v)), nil
}

// Dice are what chance adds to a track in one step: a standard normal number and a number in [0, 1).
type Dice func(track int) (normal, uniform float64)

// Step takes all tracks and the time forward by dt months in state s: from now into next, which keeps the other variables of
// now. Without dice it is the expected path: no noise, and of a jump its expected size.
func (g *Game) Step(now, next []float64, s State, dt float64, dice Dice) error {
	copy(next, now)
	next[g.ElapsedAt()] += dt
	return g.analyst.step(now, next, s, dt, dice, nil)
}

// StepSome is Step without dice for some tracks alone, which must hold those that their courses rest on.
func (g *Game) StepSome(tracks []int, now, next []float64, s State, dt float64) error {
	copy(next, now)
	next[g.ElapsedAt()] += dt
	return g.analyst.step(now, next, s, dt, nil, tracks)
}

// step takes the given tracks forward; nil stands for all.
func (r *reading) step(now, next []float64, s State, dt float64, dice Dice, which []int) error {
	n := len(which)
	if which == nil {
		n = len(r.tracks)
	}
	for i := range n {
		k := i
		if which != nil {
			k = which[i]
		}
		if err := r.stepTrack(k, now, next, s, dt, dice); err != nil {
			return err
		}
	}
	return nil
}

// stepTrack takes one track forward, as the case writes it.
func (r *reading) stepTrack(k int, now, next []float64, s State, dt float64, dice Dice) error {
	t, at := r.tracks[k].inState(s), r.g.TrackAt(k)
	jumps, err := t.jumpChance(now, s, dt)
	if err != nil {
		return err
	}
	var normal float64
	if dice != nil && (t.noise != nil || jumps > 0) {
		z, u := dice(k)
		normal = z
		if u < jumps {
			for _, x := range t.sizes { // the throw that lets it jump is, given that, still a throw of all ranks
				now[x.Input] = x.Anew.Quantile(u / jumps)
			}
			jumps = 1
		} else {
			jumps = 0
		}
	}
	v, err := t.after(at, now, s, dt, jumps)
	for _, x := range t.sizes {
		now[x.Input] = x.Dist.Median()
	}
	if err != nil {
		return err
	}
	if t.noise != nil && normal != 0 {
		if v, err = t.bounded(v+float64(normal*t.noise.eval(now, s)*math.Sqrt(dt)), now, s); err != nil {
			return err
		}
	}
	next[at] = v
	return nil
}

// Shift changes a track by an amount at once, within its bounds.
func (g *Game) Shift(vars []float64, track int, by float64, s State) error {
	v, err := g.analyst.tracks[track].bounded(vars[g.TrackAt(track)]+by, vars, s)
	vars[g.TrackAt(track)] = v
	return err
}
