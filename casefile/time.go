package casefile

import (
	"time"

	"parley/internal/expr"
)

// Step is the length of one step of the clock.
type Step uint8

// The steps.
const (
	Month Step = iota
	Week
	Day
)

// PerMonth is how many steps a month has: 1, 365.25/84 weeks or 365.25/12 days.
func (s Step) PerMonth() float64 {
	switch s {
	case Week:
		return 365.25 / 12 / 7
	case Day:
		return 365.25 / 12
	}
	return 1
}

// Clock is what a case says about time as a whole.
type Clock struct {
	Horizon      float64 // months; 12 when not given
	Step         Step
	Margin       *Number // share of the 90 % width of a gain; nil: 0.25
	DetectionLag *Number // months; nil: 1
	Given        bool    // the text says something about time: tracks, events, dated tables, threats or scenarios
}

// Outlook is how far and how patiently a party looks ahead, and how it changes hands. Nil numbers were not given.
type Outlook struct {
	Foresight  *Number // months; nil: it judges the day
	Patience   *Number // weight of a year from now, 0–1; nil: 1
	Turnover   *Number // chance a year that its leader is replaced; nil: 0
	Unbound    *Number // chance that a successor does not feel bound; nil: 1
	Initiative *Number // chance a month that it weighs a move of its own; nil: 0.1
}

// Belief is a party's own value of a quantity.
type Belief struct {
	Quantity int
	Number   *Number
}

// Venue is where a table may meet. Nobody of ClosedTo comes there.
type Venue struct {
	Meta
	Name     string
	ClosedTo []int
}

// Meetings says when a table meets. A table without dates and without Every does not meet in a forecast.
type Meetings struct {
	Dates       []time.Time // ascending
	Every       float64     // months between meetings; 0: only on the dates
	From, Until time.Time   // bounds of Every; zero: open
	Needs       *expr.Node  // a condition, which may look back; nil: none
	NeedsText   string
	Closes      *Number // chance that a meeting is held and closes; nil: it does not meet
	Chair       int     // proposes and does not sign; -1: none
	Venues      []int   // nil: anywhere
	Off         bool    // does not meet unless asked for
}

// Track is a number that runs: each month it changes by Change, or it goes Toward a target, nine tenths of the way in In months.
// All tracks of a step change together, from the values before it.
type Track struct {
	Meta
	Name   string
	Unit   string
	Today  *Number
	Change *Number // a month; nil with Toward
	Toward *Number // nil with Change
	In     *Number // months
	Noise  *Number // standard deviation of a month; nil: none
	Jump   *Jump   // nil: none
	Min    *Number // nil: unbounded
	Max    *Number // nil: unbounded
}

// Jump is a sudden change of a track.
type Jump struct {
	Chance *Number // a month
	Size   *Number // drawn anew for each jump when it is a distribution (Number.Anew)
}

// Event happens when its condition holds, with a chance.
type Event struct {
	Meta
	Name    string
	When    *expr.Node // may look back; nil: always
	Text    string
	Chance  *Number // a month; nil: 1
	Then    []Setting
	Shift   []Shift
	Ends    bool // ends the run
	Repeats bool // may happen in more than one step

	Foreseen bool // a clause that it moves leaves its deal without a breach
}

// Shift changes a track by an amount at once.
type Shift struct {
	Track int
	By    *Number
}

// Threat is an instrument that By can use alone, announced for a demand on To.
type Threat struct {
	Meta
	Name        string
	By, To      int
	Demand      *expr.Node // on the state
	DemandText  string
	Instrument  []Setting
	Deadline    time.Time
	Off         bool     // as if it had not been made; only in a Variant
	Slipped     int      // how often a deadline of this threat has passed without action
	Credibility *Number  // To's chance that it is carried out; nil: from By's own values
	Conceding   *Number  // points To loses by giving in (audience cost); nil: 0
	BackingDown *Number  // points By loses by not carrying it out; nil: 0
	Response    *Number  // chance a month that a willing target has acted; nil: 0.5
	Lasts       *Number  // months the instrument stays, unless the demand is met; nil: until the horizon
	Tight       []Belief // quantities as they would be if nothing leaked through third parties
}

// Guarantee is a promise that makes breach dearer, found out sooner, or both, while When holds.
type Guarantee struct {
	Meta
	Name    string
	When    *expr.Node // on the state
	Text    string
	By      []int   // guarantors
	Against []int   // whom it deters; nil: every signatory
	Deters  *Number // points a breach costs the breacher while it lasts and after; nil: 0
	Lag     *Number // months until a breach is found out under it; nil: the case's
	Fatigue *Number // chance a year that the guarantors lose interest; nil: 0
}

// Plan is a sequence of deals.
type Plan struct {
	Meta
	Name  string
	Steps []PlanStep
}

// PlanStep is a deal, on a date or when a condition holds. The first step may have neither: at once.
type PlanStep struct {
	Meta
	Settings []Setting
	Deal     int // index into Deals, -1 when written out
	On       time.Time
	When     *expr.Node // may look back; nil: none
	Text     string
}

// Transfer is a declared side payment.
type Transfer struct {
	Meta
	Name     string
	From, To int
	Unit     string
	Costs    *Number // points of From for each unit
	Worth    *Number // points of To for each unit
	Cap      *Number // units
}

// Scenario is a resolvable end state; the first that holds names the run.
type Scenario struct {
	Meta
	Name      string
	Condition *expr.Node // may look back
	Text      string
	By        time.Time // zero: the horizon
	LookedUp  string    // where it will be looked up
}
