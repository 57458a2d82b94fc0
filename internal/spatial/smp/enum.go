package smp

import (
	"fmt"
	"strings"
)

// spelled returns the name of a value, or says that it has none.
func spelled[T ~uint8](value T, names []string) string {
	if int(value) < len(names) {
		return names[value]
	}
	return fmt.Sprintf("value %d", value)
}

// parsed finds a value by its name as KTAB spells it; case and spaces around it are free.
func parsed[T ~uint8](setting, name string, names []string) (T, error) {
	for i, n := range names {
		if strings.EqualFold(strings.TrimSpace(name), n) {
			return T(i), nil
		}
	}
	return 0, fmt.Errorf("`%s` is not a value of %s; known: %s", clipped(name), setting, strings.Join(names, ", "))
}

// clipped keeps a quoted text short.
func clipped(s string) string {
	if runes := []rune(s); len(runes) > 80 {
		return string(runes[:79]) + "…"
	}
	return s
}

// VictoryProbModel is how the strengths of two coalitions become a probability of victory. The zero value is Linear.
type VictoryProbModel uint8

// With strengths x and y, the first wins with f(x)/(f(x)+f(y)).
const (
	Linear        VictoryProbModel = iota // f(x) = x
	Square                                // x²
	Quartic                               // x⁴
	Octic                                 // x⁸
	BinaryVictory                         // an edge of 1.1 to 1 is certain, all but 1e-6; linear below it
)

var victoryNames = []string{"Linear", "Square", "Quartic", "Octic", "Binary"}

// String returns KTAB's name.
func (v VictoryProbModel) String() string { return spelled(v, victoryNames) }

// ParseVictoryProbModel returns the value of that name, or an error that lists the names.
func ParseVictoryProbModel(name string) (VictoryProbModel, error) {
	return parsed[VictoryProbModel]("VictoryProbModel", name, victoryNames)
}

// VotingRule is how a difference x in gains, with weight w, becomes a vote. The zero value is Prop.
type VotingRule uint8

// With r = x/1e-8 cut to −1…1, the vote is
const (
	Prop       VotingRule = iota // w x
	BinaryVote                   // w r
	PropBin                      // w (0.8 x + 0.2 r)
	PropCbc                      // w (0.5 x + 0.5 x³)
	Cubic                        // w x³
	ASymProsp                    // w x for a loss, 2/3 w x for a gain
)

var votingNames = []string{"Prop", "Binary", "PropBin", "PropCbc", "Cubic", "ASymProsp"}

// String returns KTAB's name.
func (v VotingRule) String() string { return spelled(v, votingNames) }

// ParseVotingRule returns the value of that name, or an error that lists the names.
func ParseVotingRule(name string) (VotingRule, error) {
	return parsed[VotingRule]("VotingRule", name, votingNames)
}

// PCEModel is how probabilities of pairs become a probability of each option. The zero value is Conditional.
type PCEModel uint8

// The models.
const (
	Conditional     PCEModel = iota // in proportion to the probability of beating each of the others
	MarkovIncentive                 // challengers come by how much they would win
	MarkovUniform                   // each challenges each equally often
)

var pceNames = []string{"Conditional", "MarkovIncentive", "MarkovUniform"}

// String returns KTAB's name.
func (v PCEModel) String() string { return spelled(v, pceNames) }

// ParsePCEModel returns the value of that name, or an error that lists the names.
func ParsePCEModel(name string) (PCEModel, error) {
	return parsed[PCEModel]("PCEModel", name, pceNames)
}

// StateTransitions is how an actor chooses by the probabilities of its offers. The zero value is Deterministic.
type StateTransitions uint8

// The choices.
const (
	Deterministic StateTransitions = iota // the likeliest; of equals the first
	Stochastic                            // drawn
)

var transitionNames = []string{"Deterministic", "Stochastic"}

// String returns KTAB's name.
func (v StateTransitions) String() string { return spelled(v, transitionNames) }

// ParseStateTransitions returns the value of that name, or an error that lists the names.
func ParseStateTransitions(name string) (StateTransitions, error) {
	return parsed[StateTransitions]("StateTransitions", name, transitionNames)
}
