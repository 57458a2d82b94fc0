package smp

import (
	"fmt"
	"strings"
)

// BigRRange is the range into which risk attitudes are put. The zero value is Mid.
type BigRRange uint8

// The least and the likeliest position have
const (
	Mid BigRRange = iota // R = −0.5 and 1
	Min                  // 0 and 1
	Max                  // −1 and 1
)

var rangeNames = []string{"Mid", "Min", "Max"}

// String returns KTAB's name.
func (v BigRRange) String() string { return spelled(v, rangeNames) }

// ParseBigRRange returns the value of that name, or an error that lists the names.
func ParseBigRRange(name string) (BigRRange, error) {
	return parsed[BigRRange]("BigRRange", name, rangeNames)
}

// BigRAdjust is how far an actor sees another's risk attitude instead of its own. The zero value is OneThird.
type BigRAdjust uint8

// The share q of the other's attitude is
const (
	OneThird  BigRAdjust = iota // 1/3
	None                        // 0
	Half                        // 1/2
	TwoThirds                   // 2/3
	Full                        // 1
)

var adjustNames = []string{"OneThird", "None", "Half", "TwoThirds", "Full"}

// String returns KTAB's name.
func (v BigRAdjust) String() string { return spelled(v, adjustNames) }

// ParseBigRAdjust returns the value of that name, or an error that lists the names.
func ParseBigRAdjust(name string) (BigRAdjust, error) {
	return parsed[BigRAdjust]("BigRAdjust", name, adjustNames)
}

// ThirdPartyCommit is how far a third party's own position hangs on a contest. The zero value is SemiCommit.
type ThirdPartyCommit uint8

// A third party adopts the winner's position
const (
	SemiCommit ThirdPartyCommit = iota // if its side loses
	NoCommit                           // never
	FullCommit                         // always
)

var commitNames = []string{"SemiCommit", "NoCommit", "FullCommit"}

// String returns KTAB's name.
func (v ThirdPartyCommit) String() string { return spelled(v, commitNames) }

// ParseThirdPartyCommit returns the value of that name, or an error that lists the names.
func ParseThirdPartyCommit(name string) (ThirdPartyCommit, error) {
	return parsed[ThirdPartyCommit]("ThirdPartyCommit", name, commitNames)
}

// InterVecBrgn is how salience s and probability of victory P weigh two positions in an offer. The zero value is S2P2.
type InterVecBrgn uint8

// The rules.
const (
	S2P2   InterVecBrgn = iota // weights s² P²
	S1P1                       // weights s P
	S2PMax                     // only the likely loser moves, by the edge in probability and the saliences squared
)

var interpolationNames = []string{"S2P2", "S1P1", "S2PMax"}

// String returns KTAB's name.
func (v InterVecBrgn) String() string { return spelled(v, interpolationNames) }

// ParseInterVecBrgn returns the value of that name, or an error that lists the names.
func ParseInterVecBrgn(name string) (InterVecBrgn, error) {
	return parsed[InterVecBrgn]("InterVecBrgn", name, interpolationNames)
}

// BargnModel is who makes offers. The zero value is InitOnlyInterp.
type BargnModel uint8

// An offer is made
const (
	InitOnlyInterp BargnModel = iota // from the initiator's view
	InitRcvrInterp                   // from each side's view: two offers
	PWCompInterp                     // once: the mean of the two, weighted by power (c S)
)

var bargainNames = []string{"InitOnlyInterp", "InitRcvrInterp", "PWCompInterp"}

// String returns KTAB's name.
func (v BargnModel) String() string { return spelled(v, bargainNames) }

// ParseBargnModel returns the value of that name, or an error that lists the names.
func ParseBargnModel(name string) (BargnModel, error) {
	return parsed[BargnModel]("BargnModel", name, bargainNames)
}

// Options are KTAB's nine settings, by its names; the zero value holds its defaults. Compat reproduces its defects
// (see the package comment).
type Options struct {
	VictoryProb   VictoryProbModel
	Voting        VotingRule
	PCE           PCEModel
	Transitions   StateTransitions
	RiskRange     BigRRange
	RiskAdjust    BigRAdjust
	ThirdParty    ThirdPartyCommit
	Interpolation InterVecBrgn
	Bargain       BargnModel
	Compat        bool
}

// Setting is one of the nine settings by KTAB's names, with all values that it can have.
type Setting struct {
	Name, Value string
	Values      []string
}

// row ties a setting to its field.
type row struct {
	name  string
	field *uint8
	names []string
}

func (o *Options) rows() []row {
	return []row{
		{"VictoryProbModel", (*uint8)(&o.VictoryProb), victoryNames},
		{"PCEModel", (*uint8)(&o.PCE), pceNames},
		{"StateTransitions", (*uint8)(&o.Transitions), transitionNames},
		{"VotingRule", (*uint8)(&o.Voting), votingNames},
		{"BigRAdjust", (*uint8)(&o.RiskAdjust), adjustNames},
		{"BigRRange", (*uint8)(&o.RiskRange), rangeNames},
		{"ThirdPartyCommit", (*uint8)(&o.ThirdParty), commitNames},
		{"InterVecBrgn", (*uint8)(&o.Interpolation), interpolationNames},
		{"BargnModel", (*uint8)(&o.Bargain), bargainNames},
	}
}

// Settings lists the nine settings in the order of KTAB's files.
func (o Options) Settings() []Setting {
	rows := o.rows()
	out := make([]Setting, len(rows))
	for i, r := range rows {
		out[i] = Setting{Name: r.name, Value: spelled(*r.field, r.names), Values: r.names[:len(r.names):len(r.names)]}
	}
	return out
}

// Set gives a setting a value, both by KTAB's names. An unknown name is an error that lists the known ones.
func (o *Options) Set(setting, value string) error {
	rows := o.rows()
	known := make([]string, len(rows))
	for i, r := range rows {
		if known[i] = r.name; strings.EqualFold(strings.TrimSpace(setting), r.name) {
			v, err := parsed[uint8](r.name, value, r.names)
			if err == nil {
				*r.field = v
			}
			return err
		}
	}
	return fmt.Errorf("`%s` is not a setting; known: %s", clipped(setting), strings.Join(known, ", "))
}

// check returns an error when a field holds a value that has no name.
func (o Options) check() error {
	for _, r := range o.rows() {
		if int(*r.field) >= len(r.names) {
			return fmt.Errorf("%s has the unknown value %d; known: %s", r.name, *r.field, strings.Join(r.names, ", "))
		}
	}
	return nil
}
