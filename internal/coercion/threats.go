package coercion

import (
	"time"

	"parley/internal/clock"
	"parley/internal/game"
	"parley/internal/quantity"
)

const (
	// maxCombinations is the most combinations of options, of the issues that a demand names, that are tried.
	maxCombinations = 1024
	// innerDraws are the draws behind what a target believes of its sender.
	innerDraws = 64
	// priorWeight is how many deadlines let pass weigh as much as the belief before them.
	priorWeight = 2
	// usualResponse is the chance a month that a willing target has acted, where the case gives none.
	usualResponse = 0.5
	// slack is what two values may differ by, in points, and count as equal.
	slack = 1e-9
)

// Threats are the threats of a case, prepared for runs. They are immutable and safe for concurrent use; each goroutine takes a Worker.
type Threats struct {
	g     *game.Game
	list  []threat
	moved bool // to another deadline, which lies ahead
}

// threat is one threat, prepared.
type threat struct {
	index   int
	of      *game.Threat
	by, to  int
	cells   int               // combinations of options of the issues that the demand names
	step    int               // in which the deadline falls
	before  float64           // months of that step before the deadline
	private []int             // inputs that the sender alone knows
	beliefs []quantity.Stream // of them: what the target draws
	answers quantity.Stream   // when a willing target has acted
	acts    quantity.Stream   // whether a sender without values carries out
}

// New prepares all threats of a case for whole runs. The error is a *game.ValueError where nothing tells whether a threat would be carried
// out, or a *game.TooLargeError where a demand names too many issues.
func New(w *clock.World, seed uint64) (*Threats, error) {
	every := make([]int, len(w.G.Threats))
	for i := range every {
		every[i] = i
	}
	return prepare(w, seed, every, nil)
}

// prepare prepares some threats; date, if given, is their deadline.
func prepare(w *clock.World, seed uint64, which []int, date *time.Time) (*Threats, error) {
	out := &Threats{g: w.G, moved: date != nil}
	for _, i := range which {
		t, err := prepared(w, seed, i, date)
		if err != nil {
			return nil, err
		}
		out.list = append(out.list, t)
	}
	return out, nil
}

func prepared(w *clock.World, seed uint64, i int, date *time.Time) (threat, error) {
	g := w.G
	of := &g.Threats[i]
	c := of.Of
	t := threat{index: i, of: of, by: c.By, to: c.To, cells: 1}
	for _, issue := range of.Demand.Issues {
		if t.cells *= g.Sizes[issue]; t.cells > maxCombinations {
			return t, &game.TooLargeError{
				What: "the ways to meet the demand of the threat `" + c.Name + "`", States: float64(t.cells),
				Remedy: "1,024 combinations of options are the most; let the demand name fewer issues",
			}
		}
	}
	if !g.Known.Has(t.by) && of.Credibility == nil {
		return t, &game.ValueError{Place: c.Place, Path: c.Path, Reason: "nothing is known of what `" + g.Case.Parties[t.by].Name +
			"` wants, so nothing tells whether it would carry this out; give it values, or the threat a `credibility`"}
	}
	deadline := c.Deadline
	if date != nil {
		deadline = *date
	}
	months := w.Months(deadline)
	t.step = max(1, w.StepOf(deadline))
	t.before = max(0, months-float64(float64(t.step-1)*w.DT))
	t.private = g.PrivateInputs(t.by)
	for _, in := range t.private {
		t.beliefs = append(t.beliefs, clock.Throw(seed, "belief", g.Case.Inputs[in].Path))
	}
	t.answers, t.acts = clock.Throw(seed, "response", c.Name), clock.Throw(seed, "carrying-out", c.Name)
	return t, nil
}

// Worker is what one goroutine follows threats with, run after run.
type Worker struct {
	ts     *Threats
	states []standing
	lapses []int           // by party: its deadlines that passed in this run
	drawn  [][]float64     // by threat: values of its private inputs, draw after draw; empty: not drawn in this run
	ways   []ways          // by threat
	sit    clock.Situation // scratch, as is the rest
	pacts  []clock.Pact
	issues []int
	before game.State
}

// Worker makes the scratch for one goroutine.
func (ts *Threats) Worker() *Worker {
	n, parties := len(ts.list), len(ts.g.Parties)
	return &Worker{
		ts: ts, states: make([]standing, n), drawn: make([][]float64, n), ways: make([]ways, n),
		lapses: make([]int, parties),
	}
}

// Begin forgets the run before. It is called once a run, after clock.Run.Begin. Deadlines that lie before the day that runs begin on
// have passed: without action, where today does not meet the demand.
func (x *Worker) Begin() {
	clear(x.states)
	clear(x.lapses)
	if !x.ts.moved {
		for k := range x.ts.list {
			if t := &x.ts.list[k]; x.ts.g.Passed(t.index) {
				x.states[k].phase = over
				if x.ts.g.LetPass(t.index) {
					x.lapses[t.by]++
				}
			}
		}
	}
	for k := range x.drawn {
		x.drawn[k] = x.drawn[k][:0]
	}
}
