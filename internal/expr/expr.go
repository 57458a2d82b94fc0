// Package expr is the one grammar of a case: conditions on the state, control formulas over parties,
// and arithmetic over quantities. It parses; the meaning of names is filled in by whoever reads the case.
package expr

// Op says what a Node is.
type Op uint8

// The operators; the comments name the arguments.
const (
	Number  Op = iota // Num, and Name as it is written, since an option may be called 100; a minus is part of it
	Name              // Name; Ref and Index say what it stands for once resolved
	Not               // Args[0]
	And               // Args, two or more
	Or                // Args, two or more
	Eq                // Args[0] == Args[1]
	Ne                // Args[0] != Args[1]
	Lt                // Args[0] < Args[1]
	Le                // Args[0] <= Args[1]
	Gt                // Args[0] > Args[1]
	Ge                // Args[0] >= Args[1]
	In                // Args[0] in (Args[1], …)
	Add               // Args[0] + Args[1]
	Sub               // Args[0] - Args[1]
	Mul               // Args[0] * Args[1]
	Div               // Args[0] / Args[1]
	Neg               // - Args[0], which is no numeral
	AtLeast           // at least N of Args; Args is one Name with Ref Members for `at-least N of members`
	Call              // Name(Args…): min max abs sqrt exp log if, what LooksBack; at the top of a number also a distribution
	To                // Args[0] to Args[1], both Number, only at the top of a number and inside lognormal(…)
	Pair              // Args[0]: Args[1], both Number, only inside discrete(…)
)

// Ref says what a Name stands for. The parser sets Members, Always, Never and Elapsed, which are reserved words.
type Ref uint8

// What a Name can stand for.
const (
	Unresolved Ref = iota
	Issue          // Index into issues
	Option         // Index into the options of the issue it is compared with
	Party          // Index into parties
	Quantity       // Index into quantities
	Members        // the members of the table at hand
	Always         // the condition that always holds (`always`, `true`)
	Never          // the condition that never holds (`false`)
	Track          // Index into tracks
	Elapsed        // the months since the day of the case (`elapsed`)
	Event          // Index into events, in a function that looks back
	Table          // Index into tables, likewise
	Threat         // Index into threats, likewise
)

// Node is an expression. Pos and End are rune offsets into the text it was parsed from; brackets around it
// are not part of it.
type Node struct {
	Op    Op
	Args  []*Node
	Name  string
	Num   float64
	N     int
	Ref   Ref
	Index int
	Pos   int
	End   int
}

// Error is what is wrong with an expression, at rune offsets Pos (inclusive) to End (exclusive).
type Error struct {
	Pos, End   int
	Reason     string
	Suggestion string
}

// Error returns the reason.
func (e *Error) Error() string { return e.Reason }
