package search

import (
	"slices"

	"parley/internal/game"
)

// list enumerates the block's states in declaration order, pruning at the first issue at which a condition fails.
func (b *block) list(sp *Space, options [][]uint16, conds []*game.Condition) {
	l := &lister{b: b, options: options, s: sp.start.Clone(), ready: make([][]decided, len(b.issues))}
	for _, c := range conds {
		last := -1
		for k, i := range b.issues {
			if slices.Contains(c.Issues, i) {
				last = k
			}
		}
		if last >= 0 {
			l.ready[last] = append(l.ready[last], decided{cond: c, stride: c.Stride(b.issues[last])})
		} else if !c.Holds(l.s) { // rests on issues with one option left
			return
		}
	}
	l.free = len(b.issues)
	for l.free > 0 && len(l.ready[l.free-1]) == 0 {
		l.free--
	}
	b.n = l.count(0)
	if sp.countOnly {
		return
	}
	b.states = make([]uint16, 0, b.n*len(b.issues))
	l.fill(0)
}

// lister walks the options of a block's issues.
type lister struct {
	b       *block
	options [][]uint16
	s       game.State
	ready   [][]decided // [issue of the block] conditions decided once it is set
	free    int         // from here on no condition is decided
}

// decided is a condition that one issue, the last of its scope, decides.
type decided struct {
	cond   *game.Condition
	stride int // of that issue in the condition's code
	code   int // of the issues before it
}

// enter prepares the conditions decided at the k-th issue for all its options.
func (l *lister) enter(k int) {
	l.s[l.b.issues[k]] = 0
	for d := range l.ready[k] {
		l.ready[k][d].code = l.ready[k][d].cond.Encode(l.s)
	}
}

func (l *lister) holds(k int, o uint16) bool {
	for d := range l.ready[k] {
		c := &l.ready[k][d]
		if c.cond.Bits != nil {
			if !c.cond.Bits[c.code+c.stride*int(o)] {
				return false
			}
		} else if !c.cond.Eval(l.s) {
			return false
		}
	}
	return true
}

func (l *lister) count(k int) int {
	if k >= l.free {
		n := 1
		for ; k < len(l.b.issues); k++ {
			n *= len(l.options[l.b.issues[k]])
		}
		return n
	}
	n := 0
	l.enter(k)
	for _, o := range l.options[l.b.issues[k]] {
		l.s[l.b.issues[k]] = o
		if l.holds(k, o) {
			n += l.count(k + 1)
		}
	}
	return n
}

func (l *lister) fill(k int) {
	if k == len(l.b.issues) {
		for _, i := range l.b.issues {
			l.b.states = append(l.b.states, l.s[i])
		}
		return
	}
	l.enter(k)
	for _, o := range l.options[l.b.issues[k]] {
		l.s[l.b.issues[k]] = o
		if l.holds(k, o) {
			l.fill(k + 1)
		}
	}
}
