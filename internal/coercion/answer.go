package coercion

import (
	"parley/internal/ask"
	"parley/internal/baserates"
	"parley/internal/ensemble"
)

// Answer is whether a sender's threats can compel a target. Concedes, Parts, Thresholds and BaseRates are those of the first threat.
type Answer struct {
	Case       ask.Header  `json:"case"`
	Sender     string      `json:"sender"`
	Target     string      `json:"target"`
	Threat     string      `json:"threat"`
	Concedes   Concedes    `json:"concedes"`
	Parts      Parts       `json:"parts"`
	Thresholds Thresholds  `json:"thresholds"`
	BaseRates  []Published `json:"base-rates"`
	Threats    []Threat    `json:"threats"`
	Passed     []string    `json:"passed,omitempty"` // threats of the pair whose deadlines lie before the day that is asked about
	Lines      []string    `json:"summary"`
}

// Threat is what one threat does.
type Threat struct {
	Name       string                `json:"name"`
	Label      string                `json:"label"`
	Place      ask.Place             `json:"place"`
	Demand     string                `json:"demand"`
	Instrument string                `json:"instrument"`
	Deadline   string                `json:"deadline"`
	Asked      bool                  `json:"deadline-asked,omitempty"` // instead of the case's
	Days       int                   `json:"days"`                     // from the day that is asked about to the deadline
	Horizon    string                `json:"horizon"`                  // until when later concessions count
	Met        bool                  `json:"met-today"`                // the demand is met in the state in force
	Concedes   Concedes              `json:"concedes"`
	Slipped    int                   `json:"slipped"`
	Unslipped  *ensemble.Probability `json:"had-none-slipped"` // by the deadline; null where none has
	Tight      *ensemble.Probability `json:"nothing-leaking"`  // by the deadline; null where the case does not say what leaks
	CarriesOut *ensemble.Probability `json:"carries-out"`      // where the target has not conceded by the deadline; null where it always has
	Parts      Parts                 `json:"parts"`
	Thresholds Thresholds            `json:"thresholds"`
	Obstacles  Obstacles             `json:"obstacles"`
	MustAgree  []Consenter           `json:"must-agree"` // to the concession, besides sender and target
	Levers     []Lever               `json:"levers"`     // quantities that alone would be enough, the nearest first
	Costs      []Cost                `json:"costs"`
	Tracks     []Track               `json:"tracks"`
	BaseRates  []Published           `json:"base-rates"`
	Lines      []string              `json:"summary"`
}

// Concedes is how likely the demand is conceded: by the deadline; after it, to the horizon, once the instrument is in force; and either.
type Concedes struct {
	ByDeadline ensemble.Probability `json:"by-deadline"`
	Later      ensemble.Probability `json:"later"`
	ByHorizon  ensemble.Probability `json:"by-horizon"`
}

// Parts are what a threat is made of, at the day of the case, in points of the target. Intervals are over the draws in which the demand can
// be met at all.
type Parts struct {
	Bite        ensemble.Interval    `json:"bite"`     // what the instrument takes from the target
	GoingOn     ensemble.Interval    `json:"going-on"` // what conceding takes from it, its audience cost included
	Credibility Credibility          `json:"credibility"`
	Leakage     *Leakage             `json:"leakage"` // null where the case does not say what leaks
	Delay       Delay                `json:"delay"`
	Willing     ensemble.Probability `json:"willing"` // would concede, were there time
	Range       float64              `json:"range"`   // from the target's worst to its best state, in points; 0: not known
}

// Credibility is the chance that the target gives to the threat's being carried out. Used is what it acts on: the stated one, else the
// derived one, after the deadlines that slipped.
type Credibility struct {
	Stated   *ensemble.Interval `json:"stated"`  // in the case; null where it gives none
	Derived  *ensemble.Interval `json:"derived"` // from the sender's values; null where they are not known
	Factor   float64            `json:"factor"`  // what the deadlines that slipped leave of it
	Used     ensemble.Interval  `json:"used"`
	Conflict bool               `json:"conflict"` // the medians of the first two differ by more than a quarter
}

// Leakage is the bite that is lost through third parties.
type Leakage struct {
	Points ensemble.Interval `json:"points"`
	Share  ensemble.Interval `json:"share"` // of the bite without any
}

// Delay is the time that a response takes.
type Delay struct {
	Response ensemble.Interval `json:"response"` // chance a month that a willing target has acted
	InTime   ensemble.Interval `json:"in-time"`  // chance that one has by the deadline
	Months   float64           `json:"months"`   // to the deadline
}

// Thresholds are what it would take, at the day of the case.
type Thresholds struct {
	Bite        BiteNeeded `json:"bite"`
	Credibility Needed     `json:"credibility"` // at this bite
}

// BiteNeeded is the bite that compels at this credibility: in points of the target, and as a multiple of the bite there is.
type BiteNeeded struct {
	Points Needed `json:"points"`
	Times  Needed `json:"times"`
}

// Needed is the least that is enough, over the draws. Draws in which none is enough count as beyond all others: an end among them is
// null.
type Needed struct {
	Median *float64 `json:"median"`
	Low    *float64 `json:"low"`
	High   *float64 `json:"high"`
	None   float64  `json:"none-is-enough"` // share of draws
	Why    string   `json:"why,omitempty"`  // where the median is null
}

// Obstacles are shares of the draws in which nothing the sender does at the table can help, at the day of the case.
type Obstacles struct {
	Impossible float64 `json:"impossible"` // no state meets the demand
	Consent    float64 `json:"consent"`    // others who must agree do not
	RedLine    float64 `json:"red-line"`   // every way breaks a red line of the target
	Instrument float64 `json:"instrument"` // the sender cannot apply it, or it stands already
}

// Consenter is a party that must agree to the concession, besides sender and target.
type Consenter struct {
	Party   string  `json:"party"`
	Needed  float64 `json:"needed"`  // share of draws
	Refuses float64 `json:"refuses"` // share of draws
}

// Cost is what the instrument in force is to a party, against its not being used.
type Cost struct {
	Party  string             `json:"party"`
	Role   string             `json:"role"` // sender, target, bystander, public
	Known  bool               `json:"known"`
	Points *ensemble.Interval `json:"points"`
	Share  *ensemble.Interval `json:"share"` // of the party's own range
}

// Track is what a track comes to at the horizon, with nothing conceded: the instrument not used, and used from the deadline on.
type Track struct {
	Name    string            `json:"track"`
	Label   string            `json:"label"`
	Unit    string            `json:"unit,omitempty"`
	Without ensemble.Interval `json:"without"`
	With    ensemble.Interval `json:"with"`
	Change  ensemble.Interval `json:"change"` // in the same draw
}

// Published is a base rate beside the answer: how often threats of a class succeeded by a definition.
type Published struct {
	baserates.Rate
	Within int `json:"within-days,omitempty"` // of the threat; 0: at any time
}

// Summary says it in a few sentences: of the first threat.
func (a *Answer) Summary() []string { return a.Lines }
