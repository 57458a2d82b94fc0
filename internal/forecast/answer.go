package forecast

import (
	"parley/internal/ask"
	"parley/internal/ensemble"
)

// Answer is what is likely by the horizon, and what stands beside it.
type Answer struct {
	Case      ask.Header  `json:"case"`
	Runs      int         `json:"runs"` // that count
	Seed      uint64      `json:"seed"`
	Horizon   Horizon     `json:"horizon"`
	Filed     string      `json:"filed-under"` // scenarios or goals
	Scenarios []Scenario  `json:"scenarios"`   // in the order in which they are looked at; something else last
	Leaving   Leaving     `json:"leaving-today"`
	Baselines Baselines   `json:"baselines"`
	Engines   Engines     `json:"engines"`
	Deals     Deals       `json:"deals"`
	Threats   []Threat    `json:"threats"`
	Events    []Event     `json:"events"`
	Tracks    []Track     `json:"tracks"`
	Assumed   Agreement   `json:"assumed-agreement"`
	Clocks    *Comparison `json:"without-clocks"` // null where nothing runs, or it was not reached
	WhatIf    *Comparison `json:"what-if,omitempty"`
	Books     []Book      `json:"books"`
	Summary   []string    `json:"summary"`

	endings []int
}

// Partial reports whether the answer was interrupted.
func (a *Answer) Partial() bool { return a.Case.Partial }

// Endings are what the leading runs are filed under, as many as there are draws: places in Scenarios, −1 for a run left out.
func (a *Answer) Endings() []int { return a.endings }

// Horizon is how far the forecast runs.
type Horizon struct {
	Months float64 `json:"months"`
	Date   string  `json:"date,omitempty"`
	Step   string  `json:"step"`
	Steps  int     `json:"steps"`
}

// somethingElse is the name of what no scenario covers.
const somethingElse = "something-else"

// Scenario is a chance with what is known of it. Range and Sampling hold the chance.
type Scenario struct {
	Name        string     `json:"name"`
	Label       string     `json:"label"`
	Condition   string     `json:"condition,omitempty"`
	Date        string     `json:"date,omitempty"` // on which it is looked at
	LookedUp    string     `json:"looked-up,omitempty"`
	Probability float64    `json:"probability"`
	Range       [2]float64 `json:"range"`    // what one assumed input alone can move it over, from the leading draws
	Sampling    [2]float64 `json:"sampling"` // what the number of runs leaves open: the 90 % interval of Wilson, over all runs
	Phrase      string     `json:"phrase"`   // "" where the range lies over too many phrases
	LowInput    string     `json:"low-input,omitempty"`
	HighInput   string     `json:"high-input,omitempty"`
	Positions   *float64   `json:"positions"` // what the election of places gives it; null where there is none, or it was not reached
	Contest     *float64   `json:"contest"`   // what the contest of states gives it; null where that was not reached
	Today       bool       `json:"today-stays"`
}

// Leaving says how often somebody would leave today at once by a move of its own, which no answer by others makes it regret. Where
// that is common, the case says something odd about today.
type Leaving struct {
	Share       float64            `json:"share"`
	Sampling    [2]float64         `json:"sampling"`
	Runs        int                `json:"runs"` // that were looked at
	Parties     map[string]float64 `json:"parties"`
	Conditioned bool               `json:"left-out"` // the answer rests on the other runs alone
}

// Deals says when and where deals are made. Shares are of runs.
type Deals struct {
	Any      float64     `json:"any"`
	Several  float64     `json:"several"`
	Broken   float64     `json:"broken"` // runs in which a deal was broken
	First    []FirstDeal `json:"first"`  // steps in which some run made its first deal
	Tables   []Table     `json:"tables"` // those that meet
	Packages []Package   `json:"packages"`
	Breakers []Breaker   `json:"breakers"`
}

// FirstDeal is a step in which first deals are made.
type FirstDeal struct {
	Step  int     `json:"step"`
	Date  string  `json:"date,omitempty"`
	Share float64 `json:"share"`
	SoFar float64 `json:"so-far"`
}

// Table is how a table fares.
type Table struct {
	Name  string  `json:"name"`
	Meets float64 `json:"meets"` // in how many runs it met
	Deal  float64 `json:"deal"`  // and made a deal
	First float64 `json:"first"` // and that was the run's first
	Dates int     `json:"dates"` // how often it may meet
}

// Package is a state that a deal led to.
type Package struct {
	Name    string    `json:"name,omitempty"` // of a deal of the case
	Label   string    `json:"label,omitempty"`
	Deal    ask.State `json:"deal"`
	Changes string    `json:"changes"`
	Share   float64   `json:"share"`
}

// Breaker is who breaks deals: of itself, or by a successor who does not feel bound; or an event that does.
type Breaker struct {
	Name  string  `json:"name"`
	How   string  `json:"how"` // breach, successor or event
	Share float64 `json:"share"`
}

// Threat is what became of a threat.
type Threat struct {
	Name       string  `json:"name"`
	Conceded   float64 `json:"conceded"`
	CarriedOut float64 `json:"carried-out"`
	Lapsed     float64 `json:"lapsed"`
}

// Event is how often an event happened.
type Event struct {
	Name  string  `json:"name"`
	Share float64 `json:"share"`
	Ended float64 `json:"ended"` // and ended the run
}

// Track is how a track runs: what is expected while today goes on, and what the runs hold.
type Track struct {
	Name   string       `json:"track"`
	Label  string       `json:"label"`
	Unit   string       `json:"unit,omitempty"`
	Runs   int          `json:"runs"`
	Points []TrackPoint `json:"points"`
}

// TrackPoint is a track at the end of a step.
type TrackPoint struct {
	Date     string   `json:"date,omitempty"`
	Months   float64  `json:"months"`   // after the day of the case
	Expected float64  `json:"expected"` // inputs at their medians, without chance, while today goes on
	Median   *float64 `json:"median"`
	Low      *float64 `json:"low"` // 5 % of runs lie below
	High     *float64 `json:"high"`
}

// Agreement says how much of the answer is the assumption that agreement is not automatic.
type Agreement struct {
	Assuming bool        `json:"assuming-agreement"` // the case itself demands no margin and lets every meeting close
	Margin   *Comparison `json:"without-margin"`     // any gain is enough
	Closing  *Comparison `json:"every-meeting-closes"`
	Both     *Comparison `json:"both"`
}

// Comparison sets the same runs of another case, or of other assumptions, beside the answer's.
type Comparison struct {
	What      string       `json:"what"`
	Runs      int          `json:"runs"`
	Moved     float64      `json:"moved"` // runs that are filed differently
	Scenarios []Difference `json:"scenarios"`
	Largest   string       `json:"largest"` // the scenario that changes most; "" where none does
}

// Difference is how the chance of a scenario changes: over the same runs, with the interval that holds it in 90 % of cases.
type Difference struct {
	Name       string     `json:"name"`
	Before     float64    `json:"before"`
	After      float64    `json:"after"`
	Difference float64    `json:"difference"`
	Interval   [2]float64 `json:"interval"`
}

// Book says how good the list of packages is that a table considers, in pilot draws.
type Book struct {
	Table    string  `json:"table"`
	Packages int     `json:"packages"`
	Room     int     `json:"draws-with-room"`
	Found    int     `json:"draws-with-room-found"`
	Share    float64 `json:"share-of-best"` // of the gain of the best found in a draw
	Poor     bool    `json:"poor"`
}

// sampled is a share of runs as a Scenario says it.
func (s *Scenario) sampled(k, n int, p ensemble.Probability) {
	s.Probability = share(k, n)
	s.Sampling = ensemble.Wilson(k, n)
	s.Range = [2]float64{min(p.Range[0], s.Probability), max(p.Range[1], s.Probability)}
}

func share(k, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(k) / float64(n)
}
