package assay

import (
	"context"

	"parley/internal/ask"
	"parley/internal/durability"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/stability"
)

// Args chooses what is tested, and before whom.
type Args struct {
	Subjects []Subject
	Panels   []game.Panel // who could agree on them; nil: the tables of the case, without tables all who are seated
}

// Subject is a state to test.
type Subject struct {
	ask.Deal
	Held *Held // what the graph model says of it; nil: it was not asked
}

// Held is how a state stays put: whether it does so for every party under general metarationality (GMR), for which of them only a
// sanction deters that somebody who makes it does not gain by (stable under GMR, not under SEQ), and in which share of draws it is stable
// for all under SEQ.
type Held struct {
	Equilibrium bool
	Bluffed     []string
	Share       *float64 // nil: not known
}

// Result is a state and what each test says of it, with inputs at their medians; shares are over the draws.
type Result struct {
	Name        string    `json:"id"`
	Label       string    `json:"label"`
	Short       string    `json:"short,omitempty"`
	Deal        ask.State `json:"deal"`
	Draws       int       `json:"draws"`       // the first ones, behind the shares
	Signatories []string  `json:"signatories"` // the smallest set of those who accept that can bring it about, else the smallest that can; none without clocks
	Room        Room      `json:"zopa"`
	Ratified    Test      `json:"ratification"`
	Kept        Test      `json:"credibility"`
	Sanctions   Test      `json:"sanctions"`
	Power       Test      `json:"power-shift"`
	Patient     Test      `json:"patience"`
	Ripe        Ripe      `json:"ripeness"`
	First       string    `json:"first-failing"` // key of the first test that fails, in this order; "": none does
}

// Test is what one test says.
type Test struct {
	Verdict Verdict  `json:"verdict"`
	Text    string   `json:"text"`  // in words
	Who     []Who    `json:"who"`   // those by whom it fails
	Share   *float64 `json:"share"` // of the draws in which it is asked, those in which it passes; null: it is asked in none
}

// Room is the test of the zone of possible agreement.
type Room struct {
	Test
	Tables []Table `json:"tables"` // that could decide on it
}

// Table is one that could decide.
type Table struct {
	Name   string   `json:"table"` // "": all who are seated
	In     bool     `json:"in-zopa"`
	Refuse []string `json:"refuse"` // members that do not accept
	Share  float64  `json:"share"`  // of draws with the state in its zone
}

// Ripe is the test of ripeness with its three parts.
type Ripe struct {
	Test
	Stalemate Test `json:"stalemate"`
	Hurting   Test `json:"hurting"`
	WayOut    Test `json:"way-out"`
}

// Verdict is what came of a test.
type Verdict string

// The verdicts.
const (
	Passes   Verdict = "passes"
	Fails    Verdict = "fails"
	NotAsked Verdict = "not-asked" // the text says why
)

// Who is a party by which a test fails.
type Who struct {
	Party  string   `json:"party"` // "": nobody in particular
	Reason Reason   `json:"reason"`
	Months *float64 `json:"months,omitempty"` // from signing, when it plans to break
	Has    *float64 `json:"has,omitempty"`    // its patience; what keeping the deal gives it
	Needs  *float64 `json:"needs,omitempty"`  // the patience it would take; what it has more without the deal
}

// Reason is why a test fails by a party.
type Reason string

// The reasons.
const (
	RedLine    Reason = "red-line"
	WalkAway   Reason = "walk-away" // it has less than without agreement
	Unknown    Reason = "not-known" // its values are not known
	NoGain     Reason = "no-gain"   // nobody gains by it
	Beyond     Reason = "beyond"    // no table can bring it about
	Unratified Reason = "ratify"
	AtOnce     Reason = "breaks-at-once"
	Planned    Reason = "plans-to-break"
	Leaves     Reason = "leaves"      // it betters itself alone, and no answer by which others gain takes that away
	Undoes     Reason = "undoes"      // it betters itself alone at once, answers not counted in
	Bluff      Reason = "bluff"       // only a sanction that costs those who make it deters it
	Shift      Reason = "power-shift" // what it has without the deal rises by more than keeping gives it
	Impatient  Reason = "patience"    // its patience is below δ*
	Never      Reason = "no-patience" // no patience is enough
	Restless   Reason = "moves-alone" // it could better itself alone today
	Easy       Reason = "does-not-hurt"
	Closed     Reason = "no-way-out" // room, ratification or credibility fails
)

// Limits of the join.
const (
	maxDraws    = 100 // behind the shares
	minDraws    = 20
	maxWork     = 500 // states × draws
	maxSubjects = 40
)

// Ask tests the subjects, the first 40 of them. After an interruption it gives what there is, with the context's error.
func Ask(ctx context.Context, d *ask.Draws, args Args) ([]Result, error) {
	q, err := newQuestion(d, args)
	if err != nil || len(q.subjects) == 0 {
		return []Result{}, err
	}
	w := q.worker()
	inputs := make([]float64, len(q.g.Case.Inputs))
	d.Medians(inputs)
	central := make([]findings, len(q.subjects))
	if err := w.draw(0, inputs, d.Central, central); err != nil {
		return nil, err
	}
	if q.graph == nil && !q.dynamic {
		if err := q.undo(d.Central, central); err != nil {
			return nil, err
		}
	}
	runs := min(d.Done, maxDraws, max(minDraws, maxWork/len(q.subjects)))
	drawn := make([][]findings, runs)
	done, err := ensemble.Each(ctx, runs, d.Jobs, func() func(int) error {
		w, n, inputs := q.worker(), q.g.NewNumbers(), make([]float64, len(q.g.Case.Inputs))
		return func(run int) error {
			d.Inputs(run, inputs)
			if err := d.Fill(n, inputs); err != nil {
				return err
			}
			drawn[run] = make([]findings, len(q.subjects))
			return w.draw(run, inputs, n, drawn[run])
		}
	}, nil)
	if err != nil && !ask.Interrupted(err) {
		return nil, err
	}
	out := make([]Result, len(q.subjects))
	for k := range out {
		out[k] = q.result(k, &central[k], drawn[:done])
	}
	return out, err
}

// question is what all draws share.
type question struct {
	g        *game.Game
	subjects []Subject
	panels   []game.Panel
	open     [][]int               // [subject] panels that could decide on it
	possible []bool                // [subject] all parties together can bring it about, and it is not today's state
	dynamic  bool                  // obligations are judged over time
	still    string                // why not
	moments  *durability.Moments   // where they are
	graph    *stability.Sequential // where they are not; nil: the case is too large for it
}

func newQuestion(d *ask.Draws, args Args) (*question, error) {
	g := d.G
	q := &question{g: g, subjects: args.Subjects[:min(len(args.Subjects), maxSubjects)], panels: args.Panels}
	if q.panels == nil {
		q.panels = ask.Panels(g)
	}
	everyone := game.Mask(1)<<len(g.Parties) - 1
	for k := range q.subjects {
		y := q.subjects[k].State
		var open []int
		for p := range q.panels {
			if g.Reaches(q.panels[p].Members, q.panels[p].Agenda, g.Base(), y) {
				open = append(open, p)
			}
		}
		q.open = append(q.open, open)
		q.possible = append(q.possible, g.Today != nil && !y.Equal(g.Today) && g.Reaches(everyone, nil, g.Today, y))
	}
	if q.still = why(d); g.Today == nil {
		return q, nil
	}
	var err error
	if q.still == "" {
		if q.moments, err = durability.NewMoments(d); err != nil {
			q.still = err.Error()
		}
	}
	if q.dynamic = q.still == ""; q.dynamic {
		return q, nil
	}
	states := make([]game.State, len(q.subjects))
	for k := range states {
		states[k] = q.subjects[k].State
	}
	q.graph, err = stability.NewSequential(g, d.Central, states)
	return q, err
}

// why says why nothing is asked about time; "": it is.
func why(d *ask.Draws) string {
	g := d.G
	switch {
	case g.Today == nil:
		return "the case has no status quo"
	case g.Ordinal != 0:
		return "of some values only the order is known"
	case g.Case.Clock.Given:
		return ""
	}
	for p := range g.Case.Parties {
		if g.Case.Parties[p].Outlook.Foresight != nil {
			return ""
		}
	}
	return "the case has no clocks"
}
