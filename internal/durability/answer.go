package durability

import (
	"context"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
)

// Args says what is asked about: a deal or a plan.
type Args struct {
	Deal    *ask.Deal // nil with a plan
	Plan    int       // index into Case.Plans; read where Deal is nil
	Table   int       // that would sign; −1: any that can, else the parties whose consent is needed
	Without []int     // guarantees that are taken away, by index
}

// Answer is whether something lasts. Shares and chances are over the draws; Basis says over which.
type Answer struct {
	Case    ask.Header `json:"case"`
	Name    string     `json:"name"`
	Label   string     `json:"label"`
	Short   string     `json:"short,omitempty"`
	Plan    bool       `json:"plan"`
	Deal    ask.State  `json:"deal,omitempty"` // of a plan: as its steps leave it when all are signed
	Changes string     `json:"changes"`
	Without []string   `json:"without"` // guarantees taken away
	Tables  []string   `json:"tables"`  // that were asked to sign (the first step of a plan); none: the parties it needs

	Signed      ensemble.Probability `json:"signed"`
	Refusals    []Refusal            `json:"refusals"`    // why it is not signed
	Signatories []Coalition          `json:"signatories"` // who signs, the most frequent first
	Basis       Basis                `json:"basis"`
	Survival    []Survival           `json:"survival"`                     // given that it is signed
	Forced      []Survival           `json:"survival-if-signed,omitempty"` // if it were signed all the same

	FirstBreaker  map[string]float64  `json:"first-breaker"` // shares of the breaks within the horizon, by party or "event NAME"
	Breaks        []Break             `json:"breaks"`        // by whom and how, the most frequent first
	Broken        int                 `json:"broken"`        // paths with a break
	RanOut        []Lapse             `json:"ran-out"`       // clauses that ran out as foreseen, which is no break
	Ended         []Ending            `json:"ended"`         // by an event that ends the run, which is no break either
	Paths         int                 `json:"paths"`
	Powell        *Powell             `json:"powell"` // nil where no party breaks it
	Parties       []Party             `json:"parties"`
	DeltaStar     map[string]*float64 `json:"delta-star"`     // by signatory, inputs at their medians; null: see parties
	GuaranteeStar map[string]*float64 `json:"guarantee-star"` // likewise

	Guarantees []Effect   `json:"guarantees"` // in force under the deal
	Clauses    []Effect   `json:"clauses"`    // of a deal, or of all steps of a plan
	Steps      []Step     `json:"steps,omitempty"`
	Foreseen   []Foreseen `json:"foreseen,omitempty"` // of a plan: where it is expected to stop
	Halt       *Halt      `json:"halt,omitempty"`     // of a plan: where it stops most often
	Order      []Swap     `json:"order,omitempty"`    // of a plan: two neighbouring steps in the other order
	Ripeness   *Ripeness  `json:"ripeness,omitempty"` // of a deal
	Conflict   Kind       `json:"conflict"`           // by the kinds of the parties whose consent it needs
	Published  []Rate     `json:"published"`          // of that kind of conflict, or of both
	Horizon    float64    `json:"horizon"`            // months from signing that a path runs at most
}

// Partial reports whether the answer was interrupted.
func (a *Answer) Partial() bool { return a.Case.Partial }

// Basis tells which draws everything but Survival and Signed rests on.
type Basis string

// The two bases.
const (
	GivenSigned Basis = "signed" // those in which it is signed
	EveryDraw   Basis = "all"    // all, or the leading 1,000, made to sign: too few do
)

// Survival is the chance that there is no break within so many months of signing.
type Survival struct {
	Months float64 `json:"months"`
	ensemble.Probability
}

// Coalition is a set of signatories and its share among the draws of the basis.
type Coalition struct {
	Parties []string `json:"parties"`
	Share   float64  `json:"share"`
}

// milestones are the months at which survival is reported.
var milestones = []float64{3, 12, 60}

// fewSigned is the share of signing draws below which all are made to sign.
const fewSigned = 0.05

// maxForced bounds the draws that are made to sign: the leading ones are taken.
const maxForced = 1000

// maxCompared bounds the draws behind the effect of a guarantee or a clause: the leading ones of the basis are taken.
const maxCompared = 500

// compared is how many draws a comparison takes: fewer for plans, whose steps take longer.
func (q *question) compared() int { return maxCompared / len(q.stages) }

// Ask answers. Its error is a *SubjectError where there is nothing to ask about, and otherwise that of a run.
func Ask(ctx context.Context, d *ask.Draws, args Args) (*Answer, error) {
	q, err := newQuestion(ctx, d, args)
	if ask.Interrupted(err) {
		return nil, &ask.SkippedError{Step: "whether it lasts", Err: err}
	}
	if err != nil {
		return nil, err
	}
	stop := q.paths(ctx)
	if stop != nil && (!ask.Interrupted(stop) || q.done == 0) {
		return nil, stop
	}
	a, err := q.summarise()
	if err != nil {
		return nil, err
	}
	if stop == nil {
		stop = q.effects(ctx, a)
	}
	if stop != nil && !ask.Interrupted(stop) {
		return nil, stop
	}
	if err := q.central(a); err != nil {
		return nil, err
	}
	a.Case = ask.NewHeader(d)
	if stop != nil {
		a.Case.Partial, a.Case.Draws = true, q.done
	}
	return a, stop
}

// SubjectError says why there is nothing to ask about. It is an *ask.ArgumentError about what was asked.
type SubjectError struct{ Reason, Remedy string }

// As gives it as an *ask.ArgumentError.
func (e *SubjectError) As(target any) bool {
	to, ok := target.(**ask.ArgumentError)
	if ok {
		*to = &ask.ArgumentError{Flag: "the deal or plan", Pos: -1, Reason: e.Reason, Suggestion: e.Remedy}
	}
	return ok
}

// Error gives the reason and the remedy.
func (e *SubjectError) Error() string { return e.Reason + "; " + e.Remedy }

// settingsBetween are the settings that make a state of another.
func settingsBetween(from, to game.State) []casefile.Setting {
	var out []casefile.Setting
	for i := range to {
		if from[i] != to[i] {
			out = append(out, casefile.Setting{Issue: i, Option: int(to[i])})
		}
	}
	return out
}
