package stability

import "slices"

// Concept is a notion of what keeps a party from moving.
type Concept uint8

// The concepts. A party's improvement is answered when the others can reach a state that is no better for it than the
// one it left (GMR); and from which no move of its own leads to a better one (SMR); by improvements of their own alone
// (SEQ); both (SSEQ). Under Nash nothing answers an improvement. SIM: the others' improvements, made at the same time, leave it no
// better off. The coalition forms ask the same of what a coalition can reach that betters all its members, and whether that can
// be answered so that one of them is no better off.
const (
	Nash Concept = iota
	GMR
	SMR
	SEQ
	SSEQ
	SIM
	CNash
	CGMR
	CSMR
	CSEQ
)

var concepts = [...]Concept{Nash, GMR, SMR, SEQ, SSEQ}

// Concepts lists those that every conflict has, in the order in which they are shown: what one party would do alone.
func Concepts() []Concept { return concepts[:] }

// Forms lists the coalition forms.
func Forms() []Concept { return []Concept{CNash, CGMR, CSMR, CSEQ} }

// all lists all concepts.
func all() []Concept { return slices.Concat(Concepts(), []Concept{SIM}, Forms()) }

// String is the concept's key in JSON.
func (k Concept) String() string {
	return [...]string{"nash", "gmr", "smr", "seq", "sseq", "sim", "cnash", "cgmr", "csmr", "cseq"}[k]
}

// Says is what a party that is stable so can be called in a sentence.
func (k Concept) Says() string {
	return [...]string{
		"Nash stable", "stable if the others may answer in any way (GMR)", "stable even where it may move again (SMR)",
		"sequentially stable (SEQ)", "sequentially stable even where it may move again (SSEQ)", "stable if all move at the same time (SIM)",
		"no coalition leaves it (CNash)", "stable for coalitions if the others may answer in any way (CGMR)",
		"stable for coalitions even where they may move again (CSMR)", "sequentially stable for coalitions (CSEQ)",
	}[k]
}

// credible: the others answer by improvements of their own only.
func (k Concept) credible() bool { return k == SEQ || k == SSEQ }

// lasting: the party may move once more after the answer.
func (k Concept) lasting() bool { return k == SMR || k == SSEQ }
