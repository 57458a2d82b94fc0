package sensitivity

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/game"
)

// Source makes answers of one kind that rest on dice, for questions that this package does not know. Its functions stand with those
// questions.
type Source struct {
	Kind   string // what stands before the colon: scenario in scenario:NAME
	Form   string // how it is asked for: scenario:NAME
	All    string // the word that asks for all outcomes of the kind at once: scenarios; "": there is none
	Number bool   // the answer is a number and no outcome
	// Names lists what may follow the colon, for completion.
	Names func(c *casefile.Case) []string
	// Make prepares the answer of a name; that of "", where All is given, is which of the outcomes comes about. Errors about the name are a
	// *casefile.NotFound or an *ask.ArgumentError, whose Pos is counted in the name.
	Make Maker
}

// Maker prepares an answer: how it is called; its outcomes by number, nil for no and yes; and one worker's function from the inputs and the
// number of a run, whose dice are thrown, to the number of the outcome (or the number, of a Source of numbers). That function must depend
// on these two alone, whatever it was asked before.
type Maker = func(ctx context.Context, d *ask.Draws, name string) (label string, outcomes []string, worker Worker, err error)

// Worker makes one goroutine's function from inputs and dice to the answer.
type Worker = func() func(inputs []float64, dice int) (float64, error)

// thrown is an answer that rests on dice.
type thrown struct {
	of       Of
	outcomes []string // labels; nil: no and yes
	number   bool
	lead     int // outcome that the answer is about, 1 where it comes about and else 0; −1: the numbers of the outcomes as they are
	work     Worker
}

// kinds is how many outcomes there are.
func (t *thrown) kinds() int {
	if t.outcomes == nil {
		return 2
	}
	return len(t.outcomes)
}

// eval makes one worker's function from points to the answer.
func (t *thrown) eval() Eval {
	work := t.work()
	return func(p Point) (y Twice, err error) {
		for stream := range y {
			v, err := work(p.Values, p.dice(stream))
			if err == nil {
				v, err = t.value(v)
			}
			if err != nil {
				return y, err
			}
			y[stream] = v
			if p.Once {
				return Twice{v, v}, nil
			}
		}
		return y, nil
	}
}

// value is the answer of an outcome.
func (t *thrown) value(v float64) (float64, error) {
	switch {
	case t.number && !math.IsNaN(v) && !math.IsInf(v, 0):
		return v, nil
	case t.number, v != math.Trunc(v), v < 0, v >= float64(t.kinds()):
		return 0, fmt.Errorf("%s gave %v, which is none of its answers", t.of.Answer, v)
	case t.outcomes == nil, t.lead < 0:
		return v, nil
	}
	return is(v, t.lead), nil
}

// is 1 for the outcome itself and 0 for another.
func is(v float64, outcome int) float64 {
	if int(v) == outcome {
		return 1
	}
	return 0
}

// findThrown reads what is asked of a source: the word for all of its kind, or a name after the kind and a colon.
func findThrown(ctx context.Context, d *ask.Draws, s *Source, text string) (*target, error) {
	name := ""
	if text != s.All {
		after, colon := strings.CutPrefix(text, s.Kind+":")
		if name = strings.TrimSpace(after); !colon || name == "" {
			return nil, wrong(text, 0, "it is not said which", "write "+s.forms())
		}
	}
	label, outcomes, work, err := s.Make(ctx, d, name)
	var bad *ask.ArgumentError
	switch {
	case errors.As(err, &bad) && bad.Flag == "--at":
		return nil, err
	case errors.As(err, &bad):
		at := strings.Index(text, ":") + 1
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " \t"))
		return nil, wrong(text, len([]rune(text[:at]))+max(0, bad.Pos), bad.Reason, bad.Suggestion)
	case err != nil:
		return nil, missing(text, strings.Index(text, ":")+1, err)
	case outcomes != nil && len(outcomes) < 2:
		return nil, fmt.Errorf("%s has fewer than two outcomes", text)
	}
	t := &thrown{of: Of{Answer: s.Kind + ":" + name, Label: label}, outcomes: outcomes, number: s.Number, lead: -1, work: work}
	if name == "" {
		t.of.Answer = s.All
	}
	return &target{g: d.G, dice: t}, nil
}

// forms lists how a source is asked.
func (s *Source) forms() string {
	if s.All == "" {
		return s.Form
	}
	return s.Form + " or " + s.All
}

// sourceOf is the source of a kind or of the word for all of it; nil: there is none.
func sourceOf(sources []Source, kind string) *Source {
	for k := range sources {
		if s := &sources[k]; kind != "" && (s.Kind == kind || s.All == kind) {
			return s
		}
	}
	return nil
}

// inTime lists the inputs that an answer with dice may rest on: all that are uncertain, since tracks, events and threats name inputs
// too, but for those that stand within the values of a bystander.
func inTime(g *game.Game) []int {
	var apart []string
	for p := range g.Case.Parties {
		if bystander(g, p) {
			apart = append(apart, "values."+g.Case.Parties[p].Name+".")
		}
	}
	var out []int
	for i, in := range g.Case.Inputs {
		if !in.Dist.Constant() && !slices.ContainsFunc(apart, func(prefix string) bool { return strings.HasPrefix(in.Path, prefix) }) {
			out = append(out, i)
		}
	}
	return out
}

// bystander reports whether nothing that happens in a run asks what a party wants: it neither controls nor ratifies anything, sits at no
// table, threatens nobody and is threatened by nobody, guarantees nothing, pays and is paid nothing. Conditions name states and numbers, never
// what a party gains.
func bystander(g *game.Game, p int) bool {
	c := g.Case
	if g.HasSay(p) {
		return false
	}
	for t := range c.Tables {
		if g.TablePanel(t).Members.Has(p) {
			return false
		}
	}
	return !slices.ContainsFunc(c.Threats, func(t casefile.Threat) bool { return t.By == p || t.To == p }) &&
		!slices.ContainsFunc(c.Guarantees, func(x casefile.Guarantee) bool { return slices.Contains(x.By, p) || slices.Contains(x.Against, p) }) &&
		!slices.ContainsFunc(c.Transfers, func(x casefile.Transfer) bool { return x.From == p || x.To == p })
}
