package document

import (
	"reflect"

	"parley/casefile/internal/yamltext"
)

// What a case says about time.

// Place is an entry under places.
type Place struct {
	Named
	ClosedTo Many `json:"closed-to,omitempty" jsonschema:"Parties that do not come there."`
}

// Meetings is what a table says of when it meets.
type Meetings struct {
	Date   Many    `json:"date,omitempty" jsonschema:"The day it meets, as 2025-08-15, or a list of days."`
	Every  Text    `json:"every,omitempty" jsonschema:"How often it meets: week, month, year, 2 months, or a number of months."`
	From   Text    `json:"from,omitempty" jsonschema:"The day of its first regular meeting; default: one interval after as-of."`
	Until  Text    `json:"until,omitempty" jsonschema:"The last day for a regular meeting; default: none."`
	Needs  Text    `json:"needs,omitempty" jsonschema:"The condition for a meeting; it may look back: met(table)."`
	Closes *Number `json:"closes,omitempty" jsonschema:"Chance that a meeting is held and closes, 0 to 1; required with date or every."`
	Chair  Text    `json:"chair,omitempty" jsonschema:"A party that proposes and does not sign."`
	Place  Many    `json:"place,omitempty" jsonschema:"Where it may meet: a name under places, or a list of them; default: anywhere."`
	Off    Flag    `json:"off,omitempty" jsonschema:"true: it meets only when asked for."`
}

// Track is an entry under tracks.
type Track struct {
	Named
	Today  Number  `json:"today" jsonschema:"Where it stands at the start."`
	Unit   Text    `json:"unit,omitempty" jsonschema:"What it is counted in."`
	Change *Number `json:"change,omitempty" jsonschema:"How much it changes in a month."`
	Toward *Number `json:"toward,omitempty" jsonschema:"What it goes toward, instead of change."`
	In     *Number `json:"in,omitempty" jsonschema:"Months in which it goes nine tenths of the way; required with toward."`
	Noise  *Number `json:"noise,omitempty" jsonschema:"Standard deviation of what chance adds in a month."`
	Jump   *Jump   `json:"jump,omitempty" jsonschema:"A sudden change."`
	Min    *Number `json:"min,omitempty" jsonschema:"It never falls below."`
	Max    *Number `json:"max,omitempty" jsonschema:"It never rises above."`
}

// Jump is a sudden change of a track.
type Jump struct {
	About
	Chance Number `json:"chance" jsonschema:"Chance a month, 0 to 1."`
	Size   Number `json:"size" jsonschema:"How much the track changes; drawn anew for each jump."`
}

// Event is an entry under events.
type Event struct {
	Named
	When     Text           `json:"when,omitempty" jsonschema:"The condition under which it may happen; it may look back. Default: always."`
	Chance   *Number        `json:"chance,omitempty" jsonschema:"Chance a month, 0 to 1; default 1."`
	Then     Text           `json:"then,omitempty" jsonschema:"What it brings about: issue=option, issue=option."`
	Shift    *Group[Number] `json:"shift,omitempty" jsonschema:"Tracks that it changes at once, and by how much."`
	Ends     Flag           `json:"ends,omitempty" jsonschema:"true: the run ends with it."`
	Repeats  Flag           `json:"repeats,omitempty" jsonschema:"true: it may happen more than once."`
	Foreseen Flag           `json:"foreseen,omitempty" jsonschema:"true: the deals provide for it; a clause that it moves runs out, and nobody has broken anything."`
}

// Threat is an entry under threats.
type Threat struct {
	Named
	By          Text           `json:"by" jsonschema:"Who threatens."`
	To          Text           `json:"to" jsonschema:"Who is threatened."`
	Demand      Text           `json:"demand" jsonschema:"The condition that is demanded."`
	Instrument  Text           `json:"instrument" jsonschema:"What is threatened with, which the threatener can bring about alone: issue=option, issue=option."`
	Deadline    Text           `json:"deadline" jsonschema:"The day by which the demand must be met, as 2025-08-15."`
	Slipped     Text           `json:"slipped,omitempty" jsonschema:"How many deadlines of this threat have passed without action."`
	Credibility *Number        `json:"credibility,omitempty" jsonschema:"Chance, to the threatened, that it is carried out, 0 to 1; default: from the threatener's own values."`
	Conceding   *Number        `json:"conceding,omitempty" jsonschema:"Points the threatened loses by giving in; default 0."`
	BackingDown *Number        `json:"backing-down,omitempty" jsonschema:"Points the threatener loses by not carrying it out; default 0."`
	Response    *Number        `json:"response,omitempty" jsonschema:"Chance a month that a target which is willing has acted, 0 to 1; default 0.5."`
	Lasts       *Number        `json:"lasts,omitempty" jsonschema:"Months the instrument stays unless the demand is met; default: until the horizon."`
	Tight       *Group[Number] `json:"tight,omitempty" jsonschema:"Quantities as they would be if nothing leaked through third parties."`
}

// Guarantee is an entry under guarantees.
type Guarantee struct {
	Named
	When    Text    `json:"when" jsonschema:"The condition under which it holds."`
	By      Many    `json:"by,omitempty" jsonschema:"Who gives it."`
	Against Many    `json:"against,omitempty" jsonschema:"Whom it deters; default: every signatory."`
	Deters  *Number `json:"deters,omitempty" jsonschema:"Points that a breach costs under it; default 0."`
	Lag     *Number `json:"lag,omitempty" jsonschema:"Months until a breach is found out under it; default: detection-lag."`
	Fatigue *Number `json:"fatigue,omitempty" jsonschema:"Chance a year that those who give it lose interest, 0 to 1; default 0."`
}

// Plan is a list of steps, or a map with is.
type Plan struct {
	Named
	Is steps `json:"is" jsonschema:"The deals, in order."`
}

// steps are the deals of a plan; there is at least one.
type steps []PlanStep

// PlanStep is an item of a plan.
type PlanStep struct {
	Named
	Deal Text `json:"deal" jsonschema:"A name under deals, or issue=option, issue=option."`
	On   Text `json:"on,omitempty" jsonschema:"The day of it, as 2025-09-01."`
	When Text `json:"when,omitempty" jsonschema:"The condition of it, instead of a day; it may look back."`
}

// Transfer is an entry under transfers.
type Transfer struct {
	Named
	From  Text   `json:"from" jsonschema:"Who pays."`
	To    Text   `json:"to" jsonschema:"Who is paid."`
	Unit  Text   `json:"unit,omitempty" jsonschema:"What it is counted in."`
	Costs Number `json:"costs" jsonschema:"Points that a unit costs the payer."`
	Worth Number `json:"worth" jsonschema:"Points that a unit is worth to the paid."`
	Cap   Number `json:"cap" jsonschema:"The most units."`
}

// Scenario is a condition, or a map with is.
type Scenario struct {
	Named
	Is       Text `json:"is" jsonschema:"The condition; it may look back."`
	By       Text `json:"by,omitempty" jsonschema:"The day on which it is looked at; default: the horizon."`
	LookedUp Text `json:"looked-up,omitempty" jsonschema:"Where it will be looked up."`
}

// Meets reports whether it is said when the table meets.
func (m *Meetings) Meets() bool { return m.Date.Node != nil || m.Every.Given() }

func (s *Scenario) decode(d *decoder, n *yamltext.Node) {
	if n.Kind == yamltext.Map {
		d.fields(n, reflect.ValueOf(s).Elem())
		return
	}
	s.Is.decode(d, n)
}

func (p *Plan) decode(d *decoder, n *yamltext.Node) {
	if n.Kind == yamltext.Map {
		d.fields(n, reflect.ValueOf(p).Elem())
		return
	}
	d.into(n, reflect.ValueOf(&p.Is).Elem())
}

func (s *steps) decode(d *decoder, n *yamltext.Node) {
	if n.Kind == yamltext.List && len(n.Items) == 0 {
		d.r.Fail("empty-value", n.At, n.Path(), "a plan without steps", "write its deals in order, each with `- {deal: …}`")
	}
	d.list(n, reflect.ValueOf((*[]PlanStep)(s)).Elem())
}
