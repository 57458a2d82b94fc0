// Package casefile reads and checks a case: the text a person keeps about a dispute. Its Case is
// resolved: every name is an index, every expression parsed and bound, every number a distribution, an
// expression or a list of cases. docs/case-format.md is the reference for the text.
package casefile

import (
	"time"

	"parley/internal/diag"
	"parley/internal/expr"
	"parley/internal/quantity"
)

// Case is one checked case. Indices in it refer to its own slices, which keep the order of the text.
type Case struct {
	File      string    // as the user named it, for messages
	Text      string    // the whole text, with plain line ends and no byte order mark
	Hash      string    // first six hex digits of the SHA-256 of Text
	Title     string    // `case`
	AsOf      time.Time // zero when not given
	About     string
	Citation  string
	Status    string     // verified, recalled, judgement or ""
	StatusQuo bool       // false: `status-quo: none`, no deal lies outside the product of the issues
	QuoAt     diag.Place // of `status-quo`; zero when not given

	Parties      []Party
	Quantities   []Quantity
	Correlations []Correlation
	Issues       []Issue
	Rules        []Rule
	Tables       []Table
	Ratifiers    []Ratifier
	Goals        []Goal
	Deals        []Deal
	Sources      []Source
	Expect       []Expectation

	Clock      Clock
	Venues     []Venue
	Tracks     []Track
	Events     []Event
	Threats    []Threat
	Guarantees []Guarantee
	Plans      []Plan
	Transfers  []Transfer
	Scenarios  []Scenario

	Inputs []*Number // every number that is an input (Form Dist), in the order of the text
}

// Meta is what may be said about any part of a case. Sources are indices into Case.Sources, own or
// inherited from the group the part stands in; Note likewise.
type Meta struct {
	Place   diag.Place
	Path    string // address in the case, such as values.russia.territory.weight
	Label   string // display name; the key when none is given
	Note    string
	Sources []int
}

// Cited reports whether some source is named.
func (m *Meta) Cited() bool { return len(m.Sources) > 0 }

// PartyKind is the kind of a party.
type PartyKind string

// The kinds of party. Publics and groups make no moves unless a control formula names them.
const (
	State       PartyKind = "state"
	Bloc        PartyKind = "bloc"
	Institution PartyKind = "institution"
	Public      PartyKind = "public"
	Group       PartyKind = "group"
)

// Party is an actor or a public with values of its own.
type Party struct {
	Meta
	Name       string
	Short      string // column heading, at most 4 runes unless the text says otherwise
	Kind       PartyKind
	Aliases    []string
	Capability *Number // 0–100, nil when not given
	Outlook    Outlook
	Positions  []Position // given under its values
	Values     *Values    // nil: not known
}

// Form says how a Number is given.
type Form uint8

// The forms of a Number.
const (
	Dist  Form = iota // a constant or a distribution: an input
	Expr              // an expression over quantities (and, through `if` or a quantity, the state)
	Cases             // by condition
)

// Number is a numeric field. Exactly the fields of its Form are set.
type Number struct {
	Meta
	Form  Form
	Text  string        // as written
	Unit  string        // as written, or ""
	Dist  quantity.Dist // Form Dist
	Input int           // Form Dist: index into Case.Inputs
	Expr  *expr.Node    // Form Expr
	Cases []NumberCase  // Form Cases; the last has When nil (otherwise)

	// Anew, where set, is what the number is drawn from each time that it is used in a run. It is no uncertain input then, but a throw:
	// Dist is what is expected of it, its mean.
	Anew *quantity.Dist
}

// NumberCase is one line of a number given by cases. When is nil for `otherwise`.
type NumberCase struct {
	When *expr.Node
	Then *Number
}

// Quantity is a named number.
type Quantity struct {
	Name    string
	Private int // the party that alone knows it, -1: none
	Number
}

// Correlation declares the Spearman rank correlation of two inputs (indices into Case.Inputs).
type Correlation struct {
	Meta
	A, B int
	Rank float64
}

// Issue is what is to be settled.
type Issue struct {
	Meta
	Name      string
	Options   []Option
	Today     int // index into Options; 0 in a case without a status quo
	Divisible bool
}

// Option is one way to settle an issue.
type Option struct {
	Meta
	Name         string
	By           *expr.Node // who can bring it about; nil: the default
	Back         *expr.Node // who can take it back to today's; nil: the default
	Irreversible bool
	Flags        []string // "legality", "consent"
	Spot         *float64 // 0–100, its place on the scale of the issue; nil: none
}

// Rule forbids states (Never) or completes them (When, Then).
type Rule struct {
	Meta
	Text  string     // the condition as written
	Never *expr.Node // nil for a consequence
	When  *expr.Node // nil for a prohibition
	Then  []Setting
}

// Setting gives an issue one of its options.
type Setting struct{ Issue, Option int }

// Values is what a party wants.
type Values struct {
	Meta
	Issues    []IssueValue
	Terms     []Term
	Order     *Order // instead of Issues and Terms; nil: points
	RedLines  []RedLine
	Says      []Setting
	WalkAway  *Number // nil: the value of today
	AtMost    *Number // nil: no cut
	Spread    *Number // nil: none
	Ladder    *Ladder // nil: none
	Believes  []Belief
	SaysPlace diag.Place
	SaysMeta  Meta // where its words were said
}

// IssueValue values the options of one issue. Options not listed are worth 0.
type IssueValue struct {
	Meta
	Issue   int
	Weight  *Number // nil: Options hold points, else shares of Weight
	Options []OptionValue
}

// OptionValue is the value of one option: points, or a share of the weight.
type OptionValue struct {
	Option int
	Value  *Number
}

// Term adds Amount where When holds (nil: always). A Once term is paid only when When becomes true.
type Term struct {
	Text   string
	When   *expr.Node
	Amount *Number
	Once   bool
}

// RedLine is a condition a party does not trade.
type RedLine struct {
	Meta
	Text      string
	Condition *expr.Node
}

// Ladder is a share of a public by clause: Base plus the steps that hold, cut to 0–1.
type Ladder struct {
	Base  *Number
	Steps []LadderStep
}

// LadderStep adds Share where When holds.
type LadderStep struct {
	Text  string
	When  *expr.Node
	Share *Number
}

// Table is where some parties meet. Agenda nil means every issue; Rule nil means all members.
type Table struct {
	Meta
	Name     string
	Members  []int
	Agenda   []int
	Rule     *expr.Node
	RuleText string
	Meetings
}

// Ratifier is a party that must also accept.
type Ratifier struct {
	Meta
	Party    int
	Of       int        // the party it ratifies for, -1 when not said
	When     *expr.Node // nil: every deal that changes something
	WhenText string
	Needs    *Number // share needed; nil for a party without spread or ladder
}

// Goal is a condition that is asked about.
type Goal struct {
	Meta
	Name      string
	Text      string
	Condition *expr.Node
}

// Deal is a named state, not yet completed by the rules' consequences.
type Deal struct {
	Meta
	Name     string
	Short    string
	Settings []Setting
}

// Source is a report or a publication.
type Source struct {
	Meta
	Name   string
	Outlet string
	Title  string
	Date   time.Time // zero when not given
	Kind   string
	Grade  string // Admiralty grade, such as B2, or ""
	URL    string
}

// Expectation is an answer the case must keep giving: Is (or Nothing), or else one bound or both.
type Expectation struct {
	Meta
	Ask     string
	Path    string
	Is      any // float64, string, bool, []any, or nil with Nothing
	Nothing bool
	Within  float64
	AtLeast *float64
	AtMost  *float64
}
