// Package document is the shape of a case file: one struct for each construct of docs/case-format.md, read
// from YAML nodes by reflection, and the JSON Schema made from the same structs. What names, expressions and
// numbers mean is for casefile to say.
package document

import "parley/casefile/internal/yamltext"

// The document structs mirror docs/case-format.md, one struct per construct. The json tag names the key
// (without omitempty it is required), the jsonschema tag is what an editor shows; decode.go reads a text
// into them and schema.go makes the JSON Schema from them. A field Rest takes the keys that are names.

// Document is a whole case.
type Document struct {
	Parley       Text             `json:"parley" jsonschema:"Format version: 1. The first key."`
	Case         Text             `json:"case" jsonschema:"Title of the case."`
	AsOf         Text             `json:"as-of,omitempty" jsonschema:"The day the case speaks of, as 2025-08-14."`
	About        Text             `json:"about,omitempty" jsonschema:"What it is, in a few lines."`
	Citation     Text             `json:"citation,omitempty" jsonschema:"Where a published case was published."`
	Status       Text             `json:"status,omitempty" jsonschema:"How well the numbers are known: verified, recalled or judgement."`
	StatusQuo    Text             `json:"status-quo,omitempty" jsonschema:"none: an abstract domain in which no deal lies outside the product of the issues."`
	Horizon      Text             `json:"horizon,omitempty" jsonschema:"How far a forecast runs, such as 12 months (the default) or 2 years."`
	Step         Text             `json:"step,omitempty" jsonschema:"How long a step of a forecast is: month (the default), week or day."`
	Margin       *Number          `json:"margin,omitempty" jsonschema:"What a table must give a party for it to be sure of gaining: a share of the 90 % width of its gain, 0 to 2; default 0.25."`
	DetectionLag *Number          `json:"detection-lag,omitempty" jsonschema:"How long a breach stays unanswered, in months; default 1."`
	Parties      Group[Party]     `json:"parties" jsonschema:"Who takes part or is concerned, by name."`
	Quantities   Group[Quantity]  `json:"quantities,omitempty" jsonschema:"Named numbers that expressions use."`
	Correlations []Correlation    `json:"correlations,omitempty" jsonschema:"Rank correlations between two inputs, or common factors of several."`
	Issues       Group[Issue]     `json:"issues" jsonschema:"What is to be settled: each issue with its options and who can bring them about."`
	Rules        []Rule           `json:"rules,omitempty" jsonschema:"States that cannot be, and consequences."`
	Values       Group[Values]    `json:"values,omitempty" jsonschema:"What each party wants, in points relative to today."`
	Places       Group[Place]     `json:"places,omitempty" jsonschema:"Where tables may meet."`
	Tables       Group[Table]     `json:"tables,omitempty" jsonschema:"Who meets, about what, and whose acceptance is needed."`
	Ratifiers    Group[Ratifier]  `json:"ratifiers,omitempty" jsonschema:"Parties that must also accept."`
	Goals        Group[Condition] `json:"goals,omitempty" jsonschema:"Conditions that are asked about, least ambitious first."`
	Deals        Group[Deal]      `json:"deals,omitempty" jsonschema:"Named deals: issue=option, issue=option."`
	Tracks       Group[Track]     `json:"tracks,omitempty" jsonschema:"Numbers that run, step by step."`
	Events       Group[Event]     `json:"events,omitempty" jsonschema:"What happens by itself, with a chance."`
	Threats      Group[Threat]    `json:"threats,omitempty" jsonschema:"Instruments that a party can use alone, announced for a demand by a deadline."`
	Guarantees   Group[Guarantee] `json:"guarantees,omitempty" jsonschema:"Promises that make a breach dearer, or found out sooner."`
	Plans        Group[Plan]      `json:"plans,omitempty" jsonschema:"Sequences of deals."`
	Transfers    Group[Transfer]  `json:"transfers,omitempty" jsonschema:"Side payments between two parties."`
	Scenarios    Group[Scenario]  `json:"scenarios,omitempty" jsonschema:"End states that can be looked up later; the first that holds names a run."`
	Sources      Group[Source]    `json:"sources,omitempty" jsonschema:"Reports and publications, by name."`
	Expect       []Expectation    `json:"expect,omitempty" jsonschema:"Answers the case must keep giving."`
}

// About is what may be said of any part.
type About struct {
	Note   Text `json:"note,omitempty" jsonschema:"Why, in a sentence. Speaks for everything in its group."`
	Source Many `json:"source,omitempty" jsonschema:"Name or list of names under sources. Speaks for everything in its group."`
}

// Named is what may be said of a part that has a name.
type Named struct {
	About
	Label Text `json:"label,omitempty" jsonschema:"Display name."`
}

// Party is an entry under parties.
type Party struct {
	Named
	Kind       Text    `json:"kind" jsonschema:"state, bloc, institution, public or group."`
	Short      Text    `json:"short,omitempty" jsonschema:"Heading of table columns; default: made from the name."`
	Aliases    Many    `json:"aliases,omitempty" jsonschema:"Other names it goes by."`
	Capability *Number `json:"capability,omitempty" jsonschema:"0 to 100."`
	Foresight  *Number `json:"foresight,omitempty" jsonschema:"How far it looks ahead, such as 12 to 36 months; default: it judges the day."`
	Patience   *Number `json:"patience,omitempty" jsonschema:"What a year from now weighs, 0 to 1; default 1."`
	Turnover   *Number `json:"turnover,omitempty" jsonschema:"Chance a year that its leader is replaced, 0 to 1; default 0."`
	Unbound    *Number `json:"unbound,omitempty" jsonschema:"Chance that a successor does not feel bound, 0 to 1; default 1."`
	Initiative *Number `json:"initiative,omitempty" jsonschema:"Chance a month that it weighs a move of its own, 0 to 1; default 0.1."`
}

// Correlation is an item of correlations: of two inputs, or (Factor not nil) of all that a factor moves.
type Correlation struct {
	About
	Between Many    `json:"between" jsonschema:"Two inputs, by path, such as quantities.rerouting."`
	Rank    Text    `json:"rank" jsonschema:"Spearman rank correlation, between -1 and 1."`
	Factor  *Factor `json:"-"`
}

// Factor is a common cause of several inputs.
type Factor struct {
	About
	Name     Text        `json:"factor" jsonschema:"What moves them together."`
	Loadings Group[Text] `json:"loadings" jsonschema:"Inputs by path, each with how strongly it follows the factor: between -1 and 1."`
}

// Issue is an entry under issues; Rest are its options.
type Issue struct {
	Named
	Today     Text          `json:"today,omitempty" jsonschema:"Today's option; default: the first."`
	By        Text          `json:"by,omitempty" jsonschema:"Who can bring about an option that names nobody itself: parties with and, or, at-least."`
	Options   Many          `json:"options,omitempty" jsonschema:"The options, when none needs more than its name."`
	Divisible Flag          `json:"divisible,omitempty" jsonschema:"true: one of two options whose split is linear (Adjusted Winner)."`
	Rest      Group[Option] `json:"-"`
}

// Option is a map, a control formula (By alone) or nothing.
type Option struct {
	Named
	By           Text `json:"by,omitempty" jsonschema:"Who can bring it about: parties with and, or, at-least."`
	Back         Text `json:"back,omitempty" jsonschema:"Who can take it back to today's option."`
	Irreversible Flag `json:"irreversible,omitempty" jsonschema:"true: nobody can take it back."`
	Flag         Many `json:"flag,omitempty" jsonschema:"legality, consent or both."`
	Place        Text `json:"place,omitempty" jsonschema:"Where it lies on the scale of the issue: 0 to 100."`
}

// Rule is an item of rules.
type Rule struct {
	About
	Node  *yamltext.Node `json:"-"` // nil where the item is no group of keys
	Never Text           `json:"never,omitempty" jsonschema:"A condition that no state may fulfil."`
	When  Text           `json:"when,omitempty" jsonschema:"The condition of a consequence."`
	Then  Text           `json:"then,omitempty" jsonschema:"What then holds: issue=option, issue=option."`
}

// Values is an entry under values; Rest are rows by issue.
type Values struct {
	About
	Also       *Group[Number] `json:"also,omitempty" jsonschema:"Points by condition."`
	Once       *Group[Number] `json:"once,omitempty" jsonschema:"Points paid once, when the condition becomes true."`
	Priorities []Condition    `json:"priorities,omitempty" jsonschema:"Instead of points: conditions, the most important first. Each outweighs all that follow."`
	Ranking    []Many         `json:"ranking,omitempty" jsonschema:"Instead of points: states or conditions, the best first; a list among them is a tie."`
	RedLines   []Condition    `json:"red-lines,omitempty" jsonschema:"Conditions it will not trade at any price."`
	Says       *Says          `json:"says,omitempty" jsonschema:"What it says it demands: issue=option, issue=option."`
	WalkAway   *Number        `json:"walk-away,omitempty" jsonschema:"Points it can have without a deal; default: the value of today."`
	AtMost     *Number        `json:"at-most,omitempty" jsonschema:"Cuts the party's total."`
	Spread     *Number        `json:"spread,omitempty" jsonschema:"Points: how far apart its members are."`
	Ladder     *Ladder        `json:"ladder,omitempty" jsonschema:"A share of a public by clause, from polls."`
	Believes   *Group[Number] `json:"believes,omitempty" jsonschema:"Quantities as the party takes them to be."`

	Positions *Group[Position] `json:"positions,omitempty" jsonschema:"Where it stands on issues with a scale, by issue."`
	Rest      Group[Row]       `json:"-"`
}

// Position is where a party stands on an issue with a scale.
type Position struct {
	About
	Ideal    *Number `json:"ideal,omitempty" jsonschema:"The place it wants, 0 to 100; default: that of the option worth most to it."`
	Salience *Number `json:"salience,omitempty" jsonschema:"How much it cares, 0 to 1; default: the issue's part of what its values span."`
}

// Row values the options of one issue.
type Row struct {
	About
	Weight *Number        `json:"weight,omitempty" jsonschema:"Points at stake; the options are then shares of it."`
	Rest   Group[Number]  `json:"-"`
	Wrong  *yamltext.Node `json:"-"` // what stands there instead of a map
}

// Ladder is a share by clause; Rest are steps by condition.
type Ladder struct {
	About
	Base Number        `json:"base" jsonschema:"The share without any of the clauses, 0 to 1."`
	Rest Group[Number] `json:"-"`
}

// Table is an entry under tables.
type Table struct {
	Named
	Members Many `json:"members" jsonschema:"The parties at the table."`
	Agenda  Many `json:"agenda,omitempty" jsonschema:"The issues it may settle; default: all."`
	Rule    Text `json:"rule,omitempty" jsonschema:"Whose acceptance is needed: a formula over the members; default: all of them."`
	Meetings
}

// Ratifier is an entry under ratifiers.
type Ratifier struct {
	Named
	Of    Text    `json:"of,omitempty" jsonschema:"The party it ratifies for."`
	When  Text    `json:"when,omitempty" jsonschema:"For which deals; default: all that change something."`
	Needs *Number `json:"needs,omitempty" jsonschema:"The share needed, 0 to 1; for a party with a spread or a ladder."`
}

// Condition is a condition, or a map with is.
type Condition struct {
	Named
	Is Text `json:"is" jsonschema:"The condition."`
}

// Says is an assignment, or a map with is.
type Says struct {
	About
	Is Text `json:"is" jsonschema:"As issue=option, issue=option."`
}

// Deal is an assignment, or a map with is.
type Deal struct {
	Named
	Is    Text `json:"is" jsonschema:"As issue=option, issue=option; issues not named are as today."`
	Short Text `json:"short,omitempty" jsonschema:"Heading of table columns."`
}

// Number is a number as decoded: a scalar, a map with is (isDoc), or a map of conditions with numbers.
type Number struct {
	Named
	Unit  Text
	Is    Text
	Cases *Cases
	Node  *yamltext.Node // nil: not given; of kind bad: already reported
}

// isDoc is the map form of a number.
type isDoc struct {
	Named
	Unit Text   `json:"unit,omitempty" jsonschema:"What it is counted in."`
	Is   isSlot `json:"is" jsonschema:"A number, a range a to b, a distribution, an expression, or numbers by condition."`
}

// Quantity is an entry under quantities: a number that a party may keep to itself.
type Quantity struct {
	Number  Number
	Private Text
}

// quantityDoc is the map form of a quantity.
type quantityDoc struct {
	isDoc
	Private Text `json:"private,omitempty" jsonschema:"The party that alone knows it."`
}

// isSlot is read by Number itself.
type isSlot struct{}

// Cases is a number by conditions.
type Cases struct {
	About
	Otherwise Number        `json:"otherwise" jsonschema:"The number where no condition holds; last."`
	Rest      Group[Number] `json:"-"`
}

// Source is an entry under sources.
type Source struct {
	Outlet Text `json:"outlet,omitempty" jsonschema:"Who published it."`
	Title  Text `json:"title,omitempty" jsonschema:"Its title."`
	Date   Text `json:"date,omitempty" jsonschema:"When it was published, as 2025-08-14."`
	Kind   Text `json:"kind,omitempty" jsonschema:"What it is, such as press report."`
	Grade  Text `json:"grade,omitempty" jsonschema:"Admiralty grade, such as B2."`
	URL    Text `json:"url,omitempty" jsonschema:"Where it can be read."`
	Note   Text `json:"note,omitempty" jsonschema:"What should be known about it."`
	Label  Text `json:"label,omitempty" jsonschema:"Display name."`
}

// Expectation is an item of expect.
type Expectation struct {
	Ask     Text `json:"ask" jsonschema:"A command without parley and the case."`
	Path    Text `json:"path" jsonschema:"Where in its JSON: keys, numbers for places in a list, [key=value] to choose an item."`
	Is      Any  `json:"is,omitempty" jsonschema:"A number, text, true, false, nothing, or a list of them."`
	Within  Text `json:"within,omitempty" jsonschema:"How far a number may be off."`
	AtLeast Text `json:"at-least,omitempty" jsonschema:"A lower bound, instead of is."`
	AtMost  Text `json:"at-most,omitempty" jsonschema:"An upper bound, instead of is."`
	Note    Text `json:"note,omitempty" jsonschema:"Why it must be so."`
}
