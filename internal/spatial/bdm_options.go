package spatial

import (
	"errors"
	"fmt"
)

// The published descriptions of the expected utility model leave choices open, and programs said to implement it differ in
// them. Each is an option here, so that a forecast can be shown under all readings.

// Conflict is what happens when both of a pair expect to gain by challenging the other.
type Conflict int

// The readings.
const (
	LowerYields Conflict = iota // the one that expects less moves to the other (Scholz et al. 2011, figure 6)
	NobodyYields
)

// Capitulation is what happens when one of a pair expects to lose more than the other expects to gain.
type Capitulation int

// The readings.
const (
	FullMove     Capitulation = iota // it moves all the way
	NeverYielded                     // nobody moves, as in the programs that reproduce the figures of 2011
)

// Span is the length D by which distances are divided.
type Span int

// The readings.
const (
	InitialSpan Span = iota // of the positions before the first round
	CurrentSpan             // of the positions of the round
	ScaleSpan               // of the scale of the issue
)

// Denominator is what the votes for the challenger are divided by.
type Denominator int

// The readings.
const (
	PairVotes Denominator = iota // the votes cast between the two, so that P(i) + P(j) = 1
	AllVotes                     // the votes cast between all ordered pairs: chances are small and do not sum to 1
)

// View is whose risk exponent weighs the other side of a pair.
type View int

// The readings.
const (
	EachSide View = iota // each side its own, as printed
	OneSide              // both sides the exponent of the actor that decides whether to move
)

// Voting is how third parties weigh distances.
type Voting int

// The readings.
const (
	PlainVotes Voting = iota // distances as they are
	RiskVotes                // distances raised to the voter's risk exponent
)

// Order is which of several offers an actor accepts. The last tie goes to the offerer at the lower position, then the one of
// smaller weight.
type Order int

// The readings.
const (
	MostEnforceable Order = iota // from the offerer that expects most; then the least move
	LeastMove                    // the least move; then from the offerer that expects most
	ByKind                       // conflicts before compromises before capitulations; then the least move
	ByKindLowest                 // the same, but among compromises the one whose average, weighted by expectations, is lowest
)

// Limits of the rounds.
const (
	MaxRounds     = 100
	defaultRounds = 10
)

// BDMOptions are the choices of the expected utility model. The zero value is not valid: start from DefaultBDM.
type BDMOptions struct {
	Q            float64 // chance that the status quo lasts without a challenge, 0 to 1
	Risk         bool    // estimate risk exponents from security; otherwise all are 1
	Conflict     Conflict
	Capitulation Capitulation
	Span         Span
	Denominator  Denominator
	View         View
	Voting       Voting
	Order        Order
	Rounds       int // at most, 1 to MaxRounds; it ends sooner when nobody moves
}

// DefaultBDM is the model as printed by Scholz, Calbert and Smith (2011), with Q = 1 as they chose for the case of 1994.
func DefaultBDM() BDMOptions { return BDMOptions{Q: 1, Risk: true, Rounds: defaultRounds} }

// ProgramBDM is the model as the programs compute it that reproduce the figures of Scholz, Calbert and Smith (2011). Its order of
// offers depends on which end of the scale is called low.
func ProgramBDM() BDMOptions {
	return BDMOptions{
		Q: 1, Risk: true, Rounds: defaultRounds,
		Capitulation: NeverYielded, Denominator: AllVotes, View: OneSide, Voting: RiskVotes, Order: ByKindLowest,
	}
}

func (o *BDMOptions) check() error {
	switch {
	case !(o.Q >= 0 && o.Q <= 1):
		return fmt.Errorf("chance of the status quo is %g; give 0 to 1", o.Q)
	case o.Rounds < 1 || o.Rounds > MaxRounds:
		return fmt.Errorf("%d rounds; give 1 to %d", o.Rounds, MaxRounds)
	case o.Conflict < 0 || o.Conflict > NobodyYields, o.Capitulation < 0 || o.Capitulation > NeverYielded,
		o.Span < 0 || o.Span > ScaleSpan, o.Denominator < 0 || o.Denominator > AllVotes, o.View < 0 || o.View > OneSide,
		o.Voting < 0 || o.Voting > RiskVotes, o.Order < 0 || o.Order > ByKindLowest:
		return errors.New("an option of the expected utility model has a value that is not one of its names")
	}
	return nil
}
