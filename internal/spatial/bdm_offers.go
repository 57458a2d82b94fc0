package spatial

import "math"

// kind is that of an offer, in the order of ByKind.
type kind int

const (
	conflict kind = iota
	compromise
	capitulation
)

// offer is where an actor would move for another.
type offer struct {
	kind        kind
	to          float64
	move        float64 // how far
	enforceable float64 // what the offerer expects
	average     float64 // of both positions, weighted by what the two expect
}

// accept gives where i moves: its own place where nobody makes it an offer.
func (b *bdm) accept(i int) float64 {
	var best offer
	found := false
	for j := range b.x {
		if b.x[j] == b.x[i] {
			continue
		}
		if f, ok := b.offer(i, j); ok && (!found || b.prefers(&f, &best)) {
			best, found = f, true
		}
	}
	if !found {
		return b.x[i]
	}
	return best.to
}

// offer is what j makes i do, if anything (figure 6 of Scholz et al. 2011).
func (b *bdm) offer(i, j int) (offer, bool) {
	n := len(b.x)
	mine, theirs := b.gain[i*n+j], b.gain[j*n+i]
	if b.o.View == OneSide {
		theirs = b.expect(j, i, b.risk[i], utility(0.5, b.risk[i]))
	}
	f := offer{to: b.x[j], enforceable: theirs}
	switch {
	case !(theirs > 0):
		return f, false
	case mine > 0:
		f.kind = conflict
		if !(theirs > mine) || b.o.Conflict == NobodyYields {
			return f, false
		}
	case mine < 0 && theirs >= -mine:
		f.kind = compromise
		f.to = b.x[i] + (b.x[j]-b.x[i])*(-mine/theirs)
	case mine < 0:
		f.kind = capitulation
		if b.o.Capitulation == NeverYielded {
			return f, false
		}
	default: // it expects exactly nothing
		return f, false
	}
	f.move = math.Abs(f.to - b.x[i])
	f.average = (math.Abs(mine)*b.x[i] + theirs*b.x[j]) / (math.Abs(mine) + theirs)
	return f, true
}

// prefers reports whether f is accepted before g, which was made by an actor that comes earlier.
func (b *bdm) prefers(f, g *offer) bool {
	switch b.o.Order {
	case MostEnforceable:
		return first(g.enforceable, f.enforceable, f.move, g.move)
	case LeastMove:
		return first(f.move, g.move, g.enforceable, f.enforceable)
	}
	if f.kind != g.kind {
		return f.kind < g.kind
	}
	if b.o.Order == ByKindLowest && f.kind == compromise {
		return f.average < g.average-still*b.span
	}
	return first(f.move, g.move, 0, 0)
}

// first reports whether a is below b, or as good as equal and c below d.
func first(a, b, c, d float64) bool {
	if math.Abs(a-b) > still*max(math.Abs(a), math.Abs(b)) {
		return a < b
	}
	return c < d
}
