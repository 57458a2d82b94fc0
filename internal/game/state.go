package game

import "slices"

// State gives each issue (by index) one of its options (by index).
type State []uint16

// Equal reports whether two states are the same.
func (s State) Equal(t State) bool { return slices.Equal(s, t) }

// Clone returns a copy.
func (s State) Clone() State { return slices.Clone(s) }

// Compare orders states by declaration: issue by issue, option by option.
func (s State) Compare(t State) int { return slices.Compare(s, t) }

// Mask is a set of parties, by index.
type Mask uint64

// MaxParties is the most parties a case can have.
const MaxParties = 64

// Of is the set of the given parties.
func Of(parties ...int) Mask {
	var m Mask
	for _, p := range parties {
		m |= 1 << p
	}
	return m
}

// Has reports whether p is in the set.
func (m Mask) Has(p int) bool { return m>>p&1 == 1 }

// List gives the members in ascending order.
func (m Mask) List() []int {
	var out []int
	for p := 0; m != 0; p, m = p+1, m>>1 {
		if m&1 == 1 {
			out = append(out, p)
		}
	}
	return out
}

// Scope is a set of issues with a mixed-radix code for their options, the last issue fastest.
type Scope struct {
	Issues  []int // ascending
	strides []int
	cells   int
	near    issueBits
}

// maxCells bounds the table of one condition or term; wider conditions are evaluated state by state, wider
// terms refused.
const maxCells = 1 << 16

func newScope(issues []int, sizes []int) Scope {
	s := Scope{Issues: issues, strides: make([]int, len(issues)), cells: 1, near: bitsOf(issues)}
	for k := len(issues) - 1; k >= 0; k-- {
		s.strides[k] = s.cells
		s.cells *= sizes[issues[k]]
		if s.cells > 1<<20 {
			s.cells = 1 << 20 // only ever compared with maxCells
		}
	}
	return s
}

// issueBits marks issues by their number modulo 64: of two sets that share no bit none has an issue of the other.
type issueBits uint64

func bitsOf(issues []int) issueBits {
	var out issueBits
	for _, i := range issues {
		out |= 1 << (i % 64)
	}
	return out
}

// Change is how one state differs from another.
type Change struct {
	rows []row // by issue in which they differ, ascending
	near issueBits
}

// row is where the values of the two options of an issue stand, among those of all options.
type row struct{ from, to int32 }

// Encode is the code of the options that s has for the issues of the scope.
func (sc *Scope) Encode(s State) int {
	c := 0
	for k, i := range sc.Issues {
		c += sc.strides[k] * int(s[i])
	}
	return c
}

// Stride is the weight of an issue of the scope in its code.
func (sc *Scope) Stride(issue int) int { return sc.strides[slices.Index(sc.Issues, issue)] }

// Decode gives those issues of s the options of a code.
func (sc *Scope) Decode(c int, s State) {
	for k, i := range sc.Issues {
		s[i] = uint16(c / sc.strides[k])
		c %= sc.strides[k]
	}
}
