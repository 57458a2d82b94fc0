package game

import (
	"fmt"
	"math"
	"slices"

	"parley/casefile"
	"parley/internal/expr"
)

// A truthFunc is a compiled condition over the inputs and the state.
type truthFunc func(in []float64, s State) bool

// A numberFunc is a compiled number over the inputs and the state.
type numberFunc func(in []float64, s State) float64

// Number is a compiled numeric field with its place in the case.
type Number struct {
	of   *casefile.Number
	eval numberFunc
	rests
}

func (x *Number) fail(reason string) error {
	return &ValueError{Place: x.of.Place, Path: x.of.Path, Reason: reason}
}

func (r *reading) number(n *casefile.Number) *Number {
	if n == nil {
		return nil
	}
	return &Number{of: n, eval: r.compileNumber(n), rests: r.ofNumber(n)}
}

func (r *reading) compileNumber(n *casefile.Number) numberFunc {
	switch n.Form {
	case casefile.Dist:
		at := n.Input
		return func(in []float64, _ State) float64 { return in[at] }
	case casefile.Expr:
		return r.compileValue(n.Expr)
	default:
		return r.compileCases(n.Cases)
	}
}

func (r *reading) compileCases(cases []casefile.NumberCase) numberFunc {
	var whens []truthFunc
	var thens []numberFunc
	for _, c := range cases {
		var when truthFunc
		if c.When != nil {
			holds, known := r.decided(c.When)
			if known && !holds {
				continue
			}
			if !known {
				when = r.compileTruth(c.When)
			}
		}
		whens, thens = append(whens, when), append(thens, r.compileNumber(c.Then))
		if when == nil {
			break
		}
	}
	if len(thens) == 1 && whens[0] == nil {
		return thens[0]
	}
	return func(in []float64, s State) float64 {
		for i, w := range whens {
			if w == nil || w(in, s) {
				return thens[i](in, s)
			}
		}
		return math.NaN() // unreachable: a checked case ends in `otherwise`
	}
}

func (r *reading) compileTruth(n *expr.Node) truthFunc {
	switch n.Op {
	case expr.Name:
		holds := n.Ref == expr.Always
		return func([]float64, State) bool { return holds }
	case expr.Call:
		at := r.g.memoryAt(n)
		return func(in []float64, _ State) bool { return in[at] > 0 }
	case expr.Not:
		a := r.compileTruth(n.Args[0])
		return func(in []float64, s State) bool { return !a(in, s) }
	case expr.And, expr.Or, expr.AtLeast:
		return r.compileCount(n)
	case expr.In:
		return compileMember(n.Args[0].Index, n.Args[1:], true)
	case expr.Eq, expr.Ne:
		if n.Args[0].Ref == expr.Issue {
			return compileMember(n.Args[0].Index, n.Args[1:], n.Op == expr.Eq)
		}
	}
	return r.compileComparison(n)
}

// compileCount covers and (all), or (one) and at-least (n).
func (r *reading) compileCount(n *expr.Node) truthFunc {
	args := make([]truthFunc, len(n.Args))
	for i, a := range n.Args {
		args[i] = r.compileTruth(a)
	}
	need := n.N
	switch n.Op {
	case expr.And:
		need = len(args)
	case expr.Or:
		need = 1
	}
	return func(in []float64, s State) bool {
		left := need
		for i, a := range args {
			if len(args)-i < left {
				return false
			}
			if a(in, s) {
				if left--; left <= 0 {
					return true
				}
			}
		}
		return left <= 0
	}
}

func compileMember(issue int, options []*expr.Node, want bool) truthFunc {
	if len(options) == 1 {
		o := uint16(options[0].Index)
		return func(_ []float64, s State) bool { return (s[issue] == o) == want }
	}
	set := make([]uint16, len(options))
	for i, o := range options {
		set[i] = uint16(o.Index)
	}
	return func(_ []float64, s State) bool { return slices.Contains(set, s[issue]) == want }
}

func (r *reading) compileComparison(n *expr.Node) truthFunc {
	a, b := r.compileValue(n.Args[0]), r.compileValue(n.Args[1])
	compare := map[expr.Op]func(x, y float64) bool{
		expr.Eq: func(x, y float64) bool { return x == y }, expr.Ne: func(x, y float64) bool { return x != y },
		expr.Lt: func(x, y float64) bool { return x < y }, expr.Le: func(x, y float64) bool { return x <= y },
		expr.Gt: func(x, y float64) bool { return x > y }, expr.Ge: func(x, y float64) bool { return x >= y },
	}[n.Op]
	return func(in []float64, s State) bool { return compare(a(in, s), b(in, s)) }
}

func (r *reading) compileValue(n *expr.Node) numberFunc {
	switch n.Op {
	case expr.Number:
		v := n.Num
		return func([]float64, State) float64 { return v }
	case expr.Name:
		return r.compileName(n)
	case expr.Neg:
		a := r.compileValue(n.Args[0])
		return func(in []float64, s State) float64 { return -a(in, s) }
	case expr.Call:
		return r.compileCall(n)
	}
	a, b := r.compileValue(n.Args[0]), r.compileValue(n.Args[1])
	switch n.Op {
	case expr.Add:
		return func(in []float64, s State) float64 { return a(in, s) + b(in, s) }
	case expr.Sub:
		return func(in []float64, s State) float64 { return a(in, s) - b(in, s) }
	case expr.Mul:
		// The conversion keeps the compiler from fusing the product into a sum, so that architectures agree.
		return func(in []float64, s State) float64 { return float64(a(in, s) * b(in, s)) }
	default:
		return func(in []float64, s State) float64 { return a(in, s) / b(in, s) }
	}
}

// compileName covers tracks, the time and quantities, as this reading holds them.
func (r *reading) compileName(n *expr.Node) numberFunc {
	switch n.Ref {
	case expr.Track:
		at := r.g.TrackAt(n.Index)
		return func(in []float64, _ State) float64 { return in[at] }
	case expr.Elapsed:
		at := r.g.ElapsedAt()
		return func(in []float64, _ State) float64 { return in[at] }
	}
	return r.compileNumber(r.quantity(n.Index))
}

func (r *reading) compileCall(n *expr.Node) numberFunc {
	switch n.Name {
	case "months":
		at := r.g.memoryAt(n)
		return func(in []float64, _ State) float64 { return in[at] }
	case "if":
		if holds, known := r.decided(n.Args[0]); known && holds {
			return r.compileValue(n.Args[1])
		} else if known {
			return r.compileValue(n.Args[2])
		}
		c, a, b := r.compileTruth(n.Args[0]), r.compileValue(n.Args[1]), r.compileValue(n.Args[2])
		return func(in []float64, s State) float64 {
			if c(in, s) {
				return a(in, s)
			}
			return b(in, s)
		}
	}
	args := make([]numberFunc, len(n.Args))
	for i, a := range n.Args {
		args[i] = r.compileValue(a)
	}
	first := args[0]
	switch n.Name {
	case "abs":
		return func(in []float64, s State) float64 { return math.Abs(first(in, s)) }
	case "sqrt":
		return func(in []float64, s State) float64 { return math.Sqrt(first(in, s)) }
	case "exp":
		return func(in []float64, s State) float64 { return math.Exp(first(in, s)) }
	case "log":
		return func(in []float64, s State) float64 { return math.Log(first(in, s)) }
	}
	pick := math.Min
	if n.Name == "max" {
		pick = math.Max
	}
	return func(in []float64, s State) float64 {
		v := first(in, s)
		for _, a := range args[1:] {
			v = pick(v, a(in, s))
		}
		return v
	}
}

// A TooLargeError says which part of a case is too large to answer exactly, and the remedy.
type TooLargeError struct {
	What   string
	States float64
	Remedy string
}

// Error gives size and remedy.
func (e *TooLargeError) Error() string {
	return fmt.Sprintf("%s: %.3g combinations, more than this question can hold; %s", e.What, e.States, e.Remedy)
}
