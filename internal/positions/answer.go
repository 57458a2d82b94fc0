// Package positions answers: where would each issue with a scale be settled, according to the models that place the parties on
// it, and how far do those models agree?
//
// A party stands at an ideal place, brings a capability to bear, and a share of it, its salience, on each issue. The case gives
// these, or they follow from the party's values. Seven models are put side by side, at the medians of the inputs and over the
// draws: compromise, median, Nash, the probabilistic Condorcet election, expected utility, KTAB's spatial model of politics, and
// the exchange of positions across issues. They are not averaged. Definitions and sources: docs/model.md, internal/spatial.
package positions

import (
	"context"
	"math"
	"slices"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/spatial"
	"parley/internal/spatial/deu"
	"parley/internal/standing"
)

// Limits of the draws behind the intervals of the models that move in rounds.
const (
	maxMoving = 400 // draws
	minMoving = 20  // fewer give no interval
	// movingBudget bounds the sum over the issues of the cube of their actors, times draws.
	movingBudget = 10_000_000
)

// Args chooses what is asked.
type Args struct {
	Issue      int             // index into Case.Issues; −1: every issue with a scale
	Calibrated *deu.Forecaster // fitted to decided issues; nil: no data are at hand
}

// Answer is what the models say about each issue with a scale. Places are on 0 to 100.
type Answer struct {
	Case       ask.Header `json:"case"`
	Issues     []Issue    `json:"issues"`
	Exchange   Exchange   `json:"exchange"`
	Joint      *Joint     `json:"joint"`        // KTAB's model on all issues at once; null with fewer than two
	Moving     int        `json:"moving-draws"` // behind the intervals of bdm, smp and exchange; 0: too large for any
	Equal      bool       `json:"equal"`        // no party has a capability: all count alike
	Calibrated bool       `json:"calibrated"`   // a forecast fitted to decided issues stands beside the models
}

// Issue is one issue with a scale.
type Issue struct {
	Name   string             `json:"issue"`
	Label  string             `json:"label"`
	Today  *float64           `json:"today"` // null: today's option has no place, or there is none
	Places []standing.Place   `json:"places"`
	Actors []Actor            `json:"actors"`   // in the order of the case
	Left   []standing.LeftOut `json:"left-out"` // parties that are no actors
	Empty  int                `json:"empty"`    // draws in which nobody brings any weight to bear; they count in no interval
	Models Models             `json:"models"`
	Levers []Lever            `json:"levers"` // of the compromise model, the strongest first
	Apart  *Apart             `json:"apart"`  // how far the models disagree; null: none says anything
}

// Figure is a number at the medians of the inputs, and the interval that holds 90 % of draws.
type Figure struct {
	At       float64    `json:"at-medians"`
	Interval [2]float64 `json:"interval"`
}

// Actor is a party that stands on an issue.
type Actor struct {
	Party      string   `json:"party"`
	Ideal      Figure   `json:"ideal"`
	Salience   Figure   `json:"salience"`
	Capability Figure   `json:"capability"`
	Share      float64  `json:"share"`   // of the weight of all, at the medians
	Derived    []string `json:"derived"` // which of ideal and salience follow from its values
}

// Lever is what one party's inputs move the compromise by, to first order: exact in the ideal.
type Lever struct {
	Party  string  `json:"party"`
	Ideal  float64 `json:"ideal"`  // by 10 places up
	Weight float64 `json:"weight"` // by a tenth more salience, or a tenth more capability
}

// Apart is the distance between the lowest and the highest forecast at the medians.
type Apart struct {
	Distance float64  `json:"distance"`
	Low      string   `json:"low"`  // the model
	High     string   `json:"high"` // the model
	Options  []string `json:"options"`
}

// Models are the answers of the models, which differ in what they take politics to be.
type Models struct {
	Compromise Model       `json:"compromise"`
	Median     Model       `json:"median"`
	Nash       Model       `json:"nash"`
	PCE        Election    `json:"pce"`
	BDM        Challenges  `json:"bdm"`
	SMP        Politics    `json:"smp"`
	Exchange   Model       `json:"exchange"`
	Calibrated *Calibrated `json:"calibrated,omitempty"`
}

// Model is the forecast of one model.
type Model struct {
	Forecast *float64    `json:"forecast"` // at the medians of the inputs; null: see why
	Interval *[2]float64 `json:"interval"` // 90 % of draws; null: too few
	Nearest  string      `json:"nearest"`  // the option whose place is nearest, of equals the lower; "": none
	Why      string      `json:"why,omitempty"`
	Readings []Reading   `json:"readings,omitempty"` // the same model with other options, at the medians
}

// Reading is a model with another option than the default.
type Reading struct {
	Name     string    `json:"reading"`
	Forecast float64   `json:"forecast"`
	Nearest  string    `json:"nearest"`
	Medians  []float64 `json:"medians,omitempty"` // of expected utility, by round, the start first
}

// Election is the probabilistic Condorcet election; the forecast is its mean.
type Election struct {
	Model
	Distribution *spatial.Distribution `json:"distribution"`
}

// Challenges is the expected utility model; the forecast is the weighted median at the end.
type Challenges struct {
	Model
	Trace   []spatial.Round `json:"trace"` // the start first; by actor in the order of Actors
	Settled bool            `json:"settled"`
}

// Politics is KTAB's spatial model of politics; the forecast is the weighted mean at the end.
type Politics struct {
	Model
	Trace     []Turn `json:"trace"` // the start first
	Converged bool   `json:"converged"`
}

// Turn is where all stand after a turn. An actor without weight is not in the model, and stays.
type Turn struct {
	Mean      float64   `json:"mean"`      // weighted
	Positions []float64 `json:"positions"` // by actor in the order of Actors
}

// Calibrated is a distribution fitted to decided issues of the European Union; the forecast is its median. Its bands hold the
// outcome so often among those issues; its Interval, as every other, says only what the draws of the inputs move it by.
type Calibrated struct {
	Model
	Half   [2]float64 `json:"half"`   // 25 to 75 %
	Ninety [2]float64 `json:"ninety"` // 5 to 95 %
}

// Exchange is what is traded across the issues, at the medians. Gains are in salience times share of the scale.
type Exchange struct {
	Trades   []spatial.Trade  `json:"trades"`
	Effects  []spatial.Effect `json:"effects"`
	Complete bool             `json:"complete"` // it ended because no trade was left
}

// Ask answers. A case without a scale gets an answer without issues.
func Ask(ctx context.Context, d *ask.Draws, args Args) (*Answer, error) {
	q := newQuestion(d, args)
	a := &Answer{Issues: []Issue{}, Equal: q.field.Equal, Moving: q.moving, Calibrated: args.Calibrated != nil}
	a.Exchange = Exchange{Trades: []spatial.Trade{}, Effects: []spatial.Effect{}, Complete: true}
	if len(q.field.Issues) == 0 {
		a.Case = ask.NewHeader(d)
		return a, nil
	}
	central, err := q.central(ctx)
	if err != nil {
		return nil, err
	}
	err = q.draw(ctx)
	if err != nil && !d.Partial(err) {
		return nil, err
	}
	a.Moving = min(q.moving, d.Done)
	for k := range q.field.Issues {
		if q.shown(k) {
			a.Issues = append(a.Issues, q.issue(k, central))
		}
	}
	a.Joint = central.joint
	if s := central.settled; s != nil {
		a.Exchange.Trades, a.Exchange.Complete = append(a.Exchange.Trades, s.Trades...), s.Complete
		a.Exchange.Effects = append(a.Exchange.Effects, s.Effects...)
	}
	a.Case = ask.NewHeader(d)
	return a, err
}

// interval is the interval of the draws of a column; nil where there is no number in it.
func (q *question) interval(column []float64) *[2]float64 {
	column = column[:min(len(column), q.d.Done)]
	if !slices.ContainsFunc(column, func(x float64) bool { return !math.IsNaN(x) }) {
		return nil
	}
	i := ensemble.Summarise(column)
	return &[2]float64{i.Low, i.High}
}

func abs(x float64) float64 { return max(x, -x) }
