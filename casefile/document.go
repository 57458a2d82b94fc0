package casefile

// The document structs mirror docs/case-format.md, one struct per construct. The json tag names the key
// (without omitempty it is required), the jsonschema tag is what an editor shows; decode.go reads a text
// into them and schema.go makes the JSON Schema from them. A field Rest takes the keys that are names.

// document is a whole case.
type document struct {
	Parley       text                `json:"parley" jsonschema:"Format version: 1. The first key."`
	Case         text                `json:"case" jsonschema:"Title of the case."`
	AsOf         text                `json:"as-of,omitempty" jsonschema:"The day the case speaks of, as 2025-08-14."`
	About        text                `json:"about,omitempty" jsonschema:"What it is, in a few lines."`
	Citation     text                `json:"citation,omitempty" jsonschema:"Where a published case was published."`
	Status       text                `json:"status,omitempty" jsonschema:"How well the numbers are known: verified, recalled or judgement."`
	StatusQuo    text                `json:"status-quo,omitempty" jsonschema:"none: an abstract domain in which no deal lies outside the product of the issues."`
	Parties      group[partyDoc]     `json:"parties" jsonschema:"Who takes part or is concerned, by name."`
	Quantities   group[numberDoc]    `json:"quantities,omitempty" jsonschema:"Named numbers that expressions use."`
	Correlations []correlationDoc    `json:"correlations,omitempty" jsonschema:"Rank correlations between two inputs."`
	Issues       group[issueDoc]     `json:"issues" jsonschema:"What is to be settled: each issue with its options and who can bring them about."`
	Rules        []ruleDoc           `json:"rules,omitempty" jsonschema:"States that cannot be, and consequences."`
	Values       group[valuesDoc]    `json:"values,omitempty" jsonschema:"What each party wants, in points relative to today."`
	Tables       group[tableDoc]     `json:"tables,omitempty" jsonschema:"Who meets, about what, and whose acceptance is needed."`
	Ratifiers    group[ratifierDoc]  `json:"ratifiers,omitempty" jsonschema:"Parties that must also accept."`
	Goals        group[conditionDoc] `json:"goals,omitempty" jsonschema:"Conditions that are asked about, least ambitious first."`
	Deals        group[dealDoc]      `json:"deals,omitempty" jsonschema:"Named deals: issue=option, issue=option."`
	Sources      group[sourceDoc]    `json:"sources,omitempty" jsonschema:"Reports and publications, by name."`
	Expect       []expectDoc         `json:"expect,omitempty" jsonschema:"Answers the case must keep giving."`
}

// about is what may be said of any part.
type about struct {
	Note   text `json:"note,omitempty" jsonschema:"Why, in a sentence. Speaks for everything in its group."`
	Source many `json:"source,omitempty" jsonschema:"Name or list of names under sources. Speaks for everything in its group."`
}

type named struct {
	about
	Label text `json:"label,omitempty" jsonschema:"Display name."`
}

type partyDoc struct {
	named
	Kind       text       `json:"kind" jsonschema:"state, bloc, institution, public or group."`
	Short      text       `json:"short,omitempty" jsonschema:"Heading of table columns; default: made from the name."`
	Aliases    many       `json:"aliases,omitempty" jsonschema:"Other names it goes by."`
	Capability *numberDoc `json:"capability,omitempty" jsonschema:"0 to 100."`
}

type correlationDoc struct {
	about
	Between many `json:"between" jsonschema:"Two inputs, by path, such as quantities.rerouting."`
	Rank    text `json:"rank" jsonschema:"Spearman rank correlation, between -1 and 1."`
}

type issueDoc struct {
	named
	Today     text             `json:"today,omitempty" jsonschema:"Today's option; default: the first."`
	By        text             `json:"by,omitempty" jsonschema:"Who can bring about an option that names nobody itself: parties with and, or, at-least."`
	Options   many             `json:"options,omitempty" jsonschema:"The options, when none needs more than its name."`
	Divisible flag             `json:"divisible,omitempty" jsonschema:"true: one of two options whose split is linear (Adjusted Winner)."`
	Rest      group[optionDoc] `json:"-"`
}

// optionDoc is a map, a control formula (By alone) or nothing.
type optionDoc struct {
	named
	By           text `json:"by,omitempty" jsonschema:"Who can bring it about: parties with and, or, at-least."`
	Back         text `json:"back,omitempty" jsonschema:"Who can take it back to today's option."`
	Irreversible flag `json:"irreversible,omitempty" jsonschema:"true: nobody can take it back."`
	Flag         many `json:"flag,omitempty" jsonschema:"legality, consent or both."`
	key          *node
}

type ruleDoc struct {
	about
	Never text `json:"never,omitempty" jsonschema:"A condition that no state may fulfil."`
	When  text `json:"when,omitempty" jsonschema:"The condition of a consequence."`
	Then  text `json:"then,omitempty" jsonschema:"What then holds: issue=option, issue=option."`
}

type valuesDoc struct {
	about
	Also     *group[numberDoc] `json:"also,omitempty" jsonschema:"Points by condition."`
	Once     *group[numberDoc] `json:"once,omitempty" jsonschema:"Points paid once, when the condition becomes true."`
	RedLines []conditionDoc    `json:"red-lines,omitempty" jsonschema:"Conditions it will not trade at any price."`
	Says     *saysDoc          `json:"says,omitempty" jsonschema:"What it says it demands: issue=option, issue=option."`
	WalkAway *numberDoc        `json:"walk-away,omitempty" jsonschema:"Points it can have without a deal; default: the value of today."`
	AtMost   *numberDoc        `json:"at-most,omitempty" jsonschema:"Cuts the party's total."`
	Spread   *numberDoc        `json:"spread,omitempty" jsonschema:"Points: how far apart its members are."`
	Ladder   *ladderDoc        `json:"ladder,omitempty" jsonschema:"A share of a public by clause, from polls."`
	Rest     group[rowDoc]     `json:"-"`
}

// rowDoc values the options of one issue.
type rowDoc struct {
	about
	Weight *numberDoc       `json:"weight,omitempty" jsonschema:"Points at stake; the options are then shares of it."`
	Rest   group[numberDoc] `json:"-"`
}

type ladderDoc struct {
	about
	Base numberDoc        `json:"base" jsonschema:"The share without any of the clauses, 0 to 1."`
	Rest group[numberDoc] `json:"-"`
}

type tableDoc struct {
	named
	Members many `json:"members" jsonschema:"The parties at the table."`
	Agenda  many `json:"agenda,omitempty" jsonschema:"The issues it may settle; default: all."`
	Rule    text `json:"rule,omitempty" jsonschema:"Whose acceptance is needed: a formula over the members; default: all of them."`
}

type ratifierDoc struct {
	named
	Of    text       `json:"of,omitempty" jsonschema:"The party it ratifies for."`
	When  text       `json:"when,omitempty" jsonschema:"For which deals; default: all that change something."`
	Needs *numberDoc `json:"needs,omitempty" jsonschema:"The share needed, 0 to 1; for a party with a spread or a ladder."`
}

// conditionDoc is a condition, or a map with is.
type conditionDoc struct {
	named
	Is text `json:"is" jsonschema:"The condition."`
}

// saysDoc is an assignment, or a map with is.
type saysDoc struct {
	about
	Is text `json:"is" jsonschema:"As issue=option, issue=option."`
}

// dealDoc is an assignment, or a map with is.
type dealDoc struct {
	named
	Is    text `json:"is" jsonschema:"As issue=option, issue=option; issues not named are as today."`
	Short text `json:"short,omitempty" jsonschema:"Heading of table columns."`
}

// numberDoc is a number as decoded: a scalar, a map with is (isDoc), or a map of conditions with numbers.
type numberDoc struct {
	named
	Unit  text
	Is    text
	cases *casesDoc
	node  *node // nil: not given; of kind bad: already reported
}

// isDoc is the map form of a number.
type isDoc struct {
	named
	Unit text   `json:"unit,omitempty" jsonschema:"What it is counted in."`
	Is   isSlot `json:"is" jsonschema:"A number, a range a to b, a distribution, an expression, or numbers by condition."`
}

// isSlot is read by numberDoc itself.
type isSlot struct{}

type casesDoc struct {
	about
	Otherwise numberDoc        `json:"otherwise" jsonschema:"The number where no condition holds; last."`
	Rest      group[numberDoc] `json:"-"`
}

type sourceDoc struct {
	Outlet text `json:"outlet,omitempty" jsonschema:"Who published it."`
	Title  text `json:"title,omitempty" jsonschema:"Its title."`
	Date   text `json:"date,omitempty" jsonschema:"When it was published, as 2025-08-14."`
	Kind   text `json:"kind,omitempty" jsonschema:"What it is, such as press report."`
	Grade  text `json:"grade,omitempty" jsonschema:"Admiralty grade, such as B2."`
	URL    text `json:"url,omitempty" jsonschema:"Where it can be read."`
	Note   text `json:"note,omitempty" jsonschema:"What should be known about it."`
	Label  text `json:"label,omitempty" jsonschema:"Display name."`
}

type expectDoc struct {
	Ask     text   `json:"ask" jsonschema:"A command without parley and the case."`
	Path    text   `json:"path" jsonschema:"Where in its JSON: keys, numbers for places in a list, [key=value] to choose an item."`
	Is      anyDoc `json:"is,omitempty" jsonschema:"A number, text, true, false, nothing, or a list of them."`
	Within  text   `json:"within,omitempty" jsonschema:"How far a number may be off."`
	AtLeast text   `json:"at-least,omitempty" jsonschema:"A lower bound, instead of is."`
	AtMost  text   `json:"at-most,omitempty" jsonschema:"An upper bound, instead of is."`
	Note    text   `json:"note,omitempty" jsonschema:"Why it must be so."`
}
