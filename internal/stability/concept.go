package stability

// Concept is a notion of what keeps a party from moving.
type Concept uint8

// The concepts. A party's improvement is answered when the others can reach a state that is no better for it than the
// one it left (GMR); and from which no move of its own leads to a better one (SMR); by improvements of their own alone
// (SEQ); both (SSEQ). Under Nash nothing answers an improvement.
const (
	Nash Concept = iota
	GMR
	SMR
	SEQ
	SSEQ
)

// Concepts lists them in the order in which they are shown.
func Concepts() []Concept { return []Concept{Nash, GMR, SMR, SEQ, SSEQ} }

// String is the concept's key in JSON.
func (k Concept) String() string { return [...]string{"nash", "gmr", "smr", "seq", "sseq"}[k] }

// Says is what a party that is stable so can be called in a sentence.
func (k Concept) Says() string {
	return [...]string{
		"Nash stable", "stable if the others may answer in any way (GMR)", "stable even where it may move again (SMR)",
		"sequentially stable (SEQ)", "sequentially stable even where it may move again (SSEQ)",
	}[k]
}

// credible: the others answer by improvements of their own only.
func (k Concept) credible() bool { return k == SEQ || k == SSEQ }

// lasting: the party may move once more after the answer.
func (k Concept) lasting() bool { return k == SMR || k == SSEQ }
