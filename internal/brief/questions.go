// Package brief holds the one table of questions that the command line offers, and composes the brief out of their answers.
package brief

import (
	"context"
	"slices"
	"time"

	"github.com/google/jsonschema-go/jsonschema"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/blocks"
	"parley/internal/costs"
	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/positions"
	"parley/internal/sensitivity"
	"parley/internal/spatial/deu"
)

// Args are the words of a question, resolved against the case.
type Args struct {
	Table   int        // index into Case.Tables; −1: not said
	Between game.Mask  // a set of parties; 0: not said
	Deals   []ask.Deal // nil: the case's named deals, else those found
	Goals   []int      // indices into Case.Goals; nil: all
	States  []ask.Deal // further states to look at
	Want    *ask.Deal  // the state that should stay put; nil: not said
	Of      string     // the answer that is asked about; "": the bottom line's

	By, To int               // who threatens and who is threatened: indices into Case.Parties; −1: not said
	Threat int               // index into Case.Threats; −1: not said
	Until  time.Time         // the day to look at instead of the deadline; zero: not said
	Plan   int               // index into Case.Plans; −1: not said
	WhatIf []casefile.Change // differences of a second forecast
	Runs   int               // of a question that takes more than there are draws; 0: as many as there are
	Stable bool              // only draws in which nobody would leave today at once by itself

	Issue      int             // index into Case.Issues; −1: not said
	Calibrated *deu.Forecaster // fitted to decided issues; nil: no data are at hand
}

// Takes says which of the Args a question takes, and so which flags the command has. Scale stands for an issue and for data of
// decided ones, Runs for more of them than a question can have draws.
type Takes struct{ Table, Between, Deal, Goal, Of, State, Pair, Plan, WhatIf, Runs, Scale bool }

// An Answer marshals to the question's stable JSON and sets itself as a page.
type Answer interface {
	Page(g *game.Game) *page.Page
}

// Question is one verb. A question added here is a command, with its flags, JSON and page.
type Question struct {
	Verb    string
	Short   string // one line of help
	Long    string
	Example string // a runnable command, without the leading program name
	Takes   Takes
	Ask     func(ctx context.Context, d *ask.Draws, args Args) (Answer, error)
	schema  func() (*jsonschema.Schema, error)
}

// Questions lists them in the order of the help.
func Questions() []Question { return slices.Concat(atOnce(), inTime(), changing()) }

// atOnce lists the questions about today.
func atOnce() []Question {
	return []Question{
		{
			Verb: "brief", Short: "everything, on two pages",
			Long: "Where the parties can agree, who pays, what each table can decide without those absent, who can stop it, and which test each deal fails first: " +
				"the answers of the other commands in one page, bottom line first.",
			Example: "brief alaska-2025", schema: briefSchema,
			Ask: func(ctx context.Context, d *ask.Draws, _ Args) (Answer, error) { return answered(Ask(ctx, d)) },
		},
		{
			Verb: "deals", Short: "where can they agree, and if nowhere, what would open it",
			Long: "The zone of possible agreement of a table or a set of parties: its size and frontier, bargaining solutions, the chance of " +
				"room for each goal, what binds, the smallest sets of concessions that would open it, and which tests each candidate passes (room, " +
				"ratification, keeping, power, patience, ripeness). Without --table and --between: of " +
				"all who are seated, with the goals at every table beside them.",
			Example: "deals alaska-2025 --table trilateral", schema: dealsSchema,
			Takes: Takes{Table: true, Between: true},
			Ask:   room,
		},
		{
			Verb: "costs", Short: "who pays, the absent included",
			Long: "Deals × parties: what each gains or loses against no deal, the interval that holds 90 % of draws, the issue that " +
				"drives it, red lines broken and flags; those absent apart.",
			Example: `costs alaska-2025 --table summit`, schema: costsSchema,
			Takes: Takes{Table: true, Deal: true},
			Ask: func(ctx context.Context, d *ask.Draws, args Args) (Answer, error) {
				list, err := dealsFor(ctx, d, args)
				if err != nil {
					return nil, err
				}
				return answered(costs.Ask(ctx, d, costs.Args{Deals: list, Table: args.Table}))
			},
		},
		{
			Verb: "blocks", Short: "who can stop it, and who must be won over",
			Long: "For each deal, who would not sign, who would not ratify, and who could undo it and gain by that; for each goal, the " +
				"smallest sets of parties to persuade.",
			Example: "blocks cyprus-2004 --deal annan", schema: blocksSchema,
			Takes: Takes{Deal: true, Goal: true},
			Ask: func(ctx context.Context, d *ask.Draws, args Args) (Answer, error) {
				list, err := dealsFor(ctx, d, args)
				if err != nil {
					return nil, err
				}
				return answered(blocks.Ask(ctx, d, blocks.Args{Deals: list, Goals: args.Goals}))
			},
		},
	}
}

// inTime lists the questions about time.
func inTime() []Question {
	return []Question{
		{
			Verb: "forecast", Short: "what is likely, beside its baselines",
			Long: "Runs the case to its horizon: tracks change, events happen, deadlines pass, tables that meet seek a deal, parties move of " +
				"themselves and break what it pays to break. The chance of each scenario stands beside naive baselines, engines of " +
				"another structure, and the same runs without what is assumed about agreement and without the clocks. With --set, " +
				"--without, --with and --fix: what would be otherwise, by the same dice.",
			Example: "forecast alaska-2025 --without threat:sanctions", schema: forecastSchema,
			Takes: Takes{WhatIf: true, Runs: true},
			Ask:   likely,
		},
		{
			Verb: "compel", Short: "can one make another do it by a deadline",
			Long: "The threats of a case, or of one party to another: the chance that the target gives in by the deadline and later, what that is made " +
				"of (bite, credibility, leakage through third parties, delay, the value of going on), how much bite or credibility would be " +
				"enough, who else pays, and published base rates beside it.",
			Example: "compel alaska-2025 united-states russia", schema: compelSchema,
			Takes: Takes{Pair: true},
			Ask:   compel,
		},
		{
			Verb: "hold", Short: "will it last, who breaks it, what would hold it",
			Long: "A deal or a plan: the chance that it is signed at all and, given that, that it stands after 3, 12 and 60 months; who breaks it " +
				"first and how; the patience and the guarantee it would take; what each guarantee and clause adds; of a plan, where " +
				"it stops and by whom, what each step is worth with those to follow, and another order; whether the time is ripe; and the " +
				"published survival of agreements beside it.",
			Example: "hold alaska-2025 --deal frozen-lines", schema: holdSchema,
			Takes: Takes{Deal: true, Plan: true},
			Ask:   hold,
		},
	}
}

// changing lists the questions about what would be otherwise.
func changing() []Question {
	return []Question{
		{
			Verb: "sensitivity", Short: "what would change the answer",
			Long: "Which uncertain inputs an answer hangs on: the share of its variance that each carries alone and with others, the answer at " +
				"the input's 10th and 90th percentiles, the value at which the answer turns, and what to ask first. --of asks about a room, a gain, " +
				"which scenario comes about, a threat's concession or how long a deal lasts; those rest on runs of the whole case, which take " +
				"a millisecond or more each: begin with --runs 200.",
			Example: "sensitivity alaska-2025 --of room:thaw@summit", schema: sensitivitySchema,
			Takes: Takes{Of: true},
			Ask: func(ctx context.Context, d *ask.Draws, args Args) (Answer, error) {
				return answered(sensitivity.Ask(ctx, d, sensitivity.Args{Of: args.Of, Sources: sources()}))
			},
		},
		{
			Verb: "stable", Short: "which states stay put, and why",
			Long: "Today, the deals and what else stays put, under five concepts of foresight (Nash, GMR, SMR, SEQ, SSEQ), where all move at " +
				"the same time (SIM) and where coalitions may leave: for each party the move that would better it and how the others could " +
				"answer; where improvements lead from today; and with --want, the least change of a preference, an input or of who controls " +
				"what that makes the state stay put. Last, which tests of a deal each of these states passes, and which it fails first, by whom.",
			Example: "stable cyprus-2004 --want annan", schema: stableSchema,
			Takes: Takes{State: true},
			Ask:   stable,
		},
		{
			Verb: "positions", Short: "where would issues with a scale settle, by seven models",
			Long: "Who stands where on each issue whose options have places on a scale, and what seven models make of it: compromise, median, " +
				"Nash, an election of positions, challenges (BDM), offers and votes (KTAB), trades across issues. They are shown side by " +
				"side with what separates them, what moves the compromise, and how the models that move get there. With --data, a " +
				"forecast calibrated on decided issues beside them.",
			Example: "positions emissions-1994", schema: positionsSchema,
			Takes: Takes{Scale: true},
			Ask: func(ctx context.Context, d *ask.Draws, args Args) (Answer, error) {
				return answered(positions.Ask(ctx, d, positions.Args{Issue: args.Issue, Calibrated: args.Calibrated}))
			},
		},
	}
}

// AnswersToAskAbout lists what `--of` can name in a case.
func AnswersToAskAbout(c *casefile.Case) []string { return sensitivity.Answers(c, sources()...) }

// answered keeps a nil answer from becoming a non-nil interface.
func answered[A interface {
	comparable
	Answer
}](a A, err error) (Answer, error) {
	var none A
	if a == none {
		return nil, err
	}
	return a, err
}

// dealsFor is the deals a question is about: those asked for, else the case's, else the Nash deals of its panels.
func dealsFor(_ context.Context, d *ask.Draws, args Args) ([]ask.Deal, error) {
	if args.Deals != nil {
		return args.Deals, nil
	}
	if named := ask.Deals(d.G); len(named) > 0 {
		return named, nil
	}
	return deals.Found(d)
}
