package casefile

import (
	"fmt"
	"math"
	"strings"

	"parley/internal/expr"
)

// number binds an arithmetic expression over quantities.
func (b *binder) number(n *expr.Node) {
	switch n.Op {
	case expr.Number:
	case expr.Name:
		b.quantity(n)
	case expr.Add, expr.Sub, expr.Mul, expr.Neg:
		b.all(n.Args, b.number)
	case expr.Div:
		b.all(n.Args, b.number)
		if v, ok := constant(n.Args[1]); ok && v == 0 {
			b.fail(n, "division by zero", "")
		}
	case expr.Call:
		b.call(n)
	case expr.To:
		b.fail(n, "a range stands alone, not inside an expression", "name a quantity for it and calculate with the name")
	default:
		b.fail(n, "a condition stands where a number is wanted", "write `if(condition, number, number)`, or give the number by conditions")
	}
}

func (b *binder) quantity(n *expr.Node) {
	if n.Ref == expr.Always || n.Ref == expr.Never {
		b.fail(n, fmt.Sprintf("`%s` is a condition; wanted is a number", n.Name), "write `if(condition, number, number)`")
		return
	}
	if i, ok := b.names.quantities.find(n.Name); ok {
		n.Ref, n.Index = expr.Quantity, i
		return
	}
	if i, ok := b.names.tracks.find(n.Name); ok || n.Ref == expr.Elapsed {
		b.running(n, i)
		return
	}
	reason, suggestion := b.names.unknownNumber(n.Name)
	if a, c := b.subtraction(n.Name); a != "" {
		suggestion = fmt.Sprintf("minus needs spaces: `%s - %s`", a, c)
	} else if _, ok := b.names.issues.find(n.Name); ok {
		suggestion = "an issue enters a number by condition: `if(issue == option, 1, 0)`"
	}
	b.fail(n, reason, suggestion)
}

// running binds the name of the i-th track, or `elapsed`.
func (b *binder) running(n *expr.Node, i int) {
	what := "the time that has passed"
	if n.Ref != expr.Elapsed {
		n.Ref, n.Index = expr.Track, i
		what = fmt.Sprintf("the track `%s`", n.Name)
	}
	if b.fixed != "" {
		b.fail(n, fmt.Sprintf("%s is fixed for a whole run and cannot rest on %s", b.fixed, what), "calculate with quantities that rest on none")
	}
}

// subtraction splits a name at a hyphen into two things that are numbers, if it can be.
func (b *binder) subtraction(name string) (left, right string) {
	known := func(s string) bool {
		_, ok := b.names.quantities.find(s)
		if !ok {
			_, ok = b.names.tracks.find(s)
		}
		return ok || s != "" && strings.Trim(s, "0123456789.") == ""
	}
	for i, c := range name {
		if c == '-' && known(name[:i]) && known(name[i+1:]) {
			return name[:i], name[i+1:]
		}
	}
	return "", ""
}

func (b *binder) call(n *expr.Node) {
	if n.LooksBack() {
		b.lookBack(n, true)
		return
	}
	switch n.Name {
	case "if":
		b.condition(n.Args[0])
		b.all(n.Args[1:], b.number)
	case "min", "max", "abs", "exp":
		b.all(n.Args, b.number)
	case "sqrt", "log":
		b.all(n.Args, b.number)
		if v, ok := constant(n.Args[0]); ok && (v < 0 || n.Name == "log" && v == 0) {
			b.fail(n, fmt.Sprintf("`%s` of this is not a number", n.Name), "")
		}
	default:
		b.fail(n, fmt.Sprintf("`%s` stands alone, not inside an expression", n.Name), "name a quantity for it and calculate with the name")
	}
}

// constant is the value of an expression without names; false when it has some or is not finite.
func constant(n *expr.Node) (float64, bool) {
	args := make([]float64, len(n.Args))
	for i, a := range n.Args {
		v, ok := constant(a)
		if !ok {
			return 0, false
		}
		args[i] = v
	}
	v := math.NaN()
	switch n.Op {
	case expr.Number:
		v = n.Num
	case expr.Add:
		v = fold(args, func(a, b float64) float64 { return a + b })
	case expr.Sub:
		v = fold(args, func(a, b float64) float64 { return a - b })
	case expr.Mul:
		v = fold(args, func(a, b float64) float64 { return a * b })
	case expr.Div:
		v = fold(args, func(a, b float64) float64 { return a / b })
	case expr.Neg:
		v = 0 - args[0]
	case expr.Call:
		v = constantCall(n.Name, args)
	}
	return v, !math.IsNaN(v) && !math.IsInf(v, 0)
}

func constantCall(name string, args []float64) float64 {
	switch name {
	case "min":
		return fold(args, math.Min)
	case "max":
		return fold(args, math.Max)
	case "abs":
		return math.Abs(args[0])
	case "sqrt":
		return math.Sqrt(args[0])
	case "exp":
		return math.Exp(args[0])
	case "log":
		return math.Log(args[0])
	}
	return math.NaN()
}

func fold(args []float64, f func(a, b float64) float64) float64 {
	v := args[0]
	for _, a := range args[1:] {
		v = f(v, a)
	}
	return v
}
