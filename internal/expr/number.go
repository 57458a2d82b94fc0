package expr

import (
	"fmt"
)

// distributions are the calls that are a number by themselves.
var distributions = []function{
	{"uniform", "uniform(low, high)", 2, 2},
	{"triangular", "triangular(low, mode, high)", 3, 3},
	{"pert", "pert(low, mode, high)", 3, 3},
	{"beta", "beta(a, b)", 2, 2},
	{"lognormal", "lognormal(1 to 10)", 1, 1},
	{"discrete", "discrete(1: 0.2, 5: 0.8)", 1, many},
}

func distributionNames() []string { return namesOf(distributions) }

// argumentOf is what each argument of a distribution is.
var argumentOf = map[string]Op{"lognormal": To, "discrete": Pair}

// ParseNumber reads a numeric field: `A to B` (a To of two Numbers), a distribution (a Call whose Args are
// Numbers, one To for lognormal, Pairs for discrete) or any expression that Parse reads. A leading `=` is
// ignored. Whether the parameters make sense (low below high, chances adding to 1) is for the caller to say.
// Positions are rune offsets in the text as given.
func ParseNumber(text string) (*Node, *Error) {
	p, err := newParser(text)
	if err != nil {
		return nil, err
	}
	p.number = true
	p.take("=")
	n := p.numberField()
	p.finish()
	if n.Op != To && !isDistribution(n) {
		p.checkNumerals(n, true, true)
	}
	return p.result(n)
}

// first is the index of the first token of the field's value.
func (p *parser) first() int {
	if p.number && p.tokens[0].is("=") {
		return 1
	}
	return 0
}

func isDistribution(n *Node) bool {
	_, ok := find(distributions, n.Name)
	return ok && n.Op == Call
}

func (p *parser) numberField() *Node {
	t := p.peek()
	if d, ok := find(distributions, t.text); ok && t.kind == nameToken && p.ahead(1).is("(") {
		n := p.distribution(d)
		if after := p.peek(); p.err == nil && after.kind != endToken && after.fault == nil && !after.is(")") {
			return p.failAt(after, "`"+d.name+"` stands alone in its field", "name a quantity for it and calculate with the name")
		}
		return n
	}
	low := p.or()
	if p.err != nil || !p.peek().word("to") {
		return low
	}
	if low.Op != Number {
		return p.failRangeEnd(low)
	}
	p.advance()
	return p.rangeFrom(low)
}

const plainEnds = "the ends of a range are plain numbers"

// failRangeEnd reports what stands before `to` and is no plain number.
func (p *parser) failRangeEnd(low *Node) *Node {
	if low.Op == Name {
		if f := numeralLike(low.Name, false, ""); f != nil {
			return p.fail(low.Pos, low.End, f.reason, f.suggestion)
		}
	}
	return p.fail(low.Pos, low.End, plainEnds, "give a quantity its range and calculate with its name")
}

// rangeFrom reads the upper end of a range.
func (p *parser) rangeFrom(low *Node) *Node {
	n := p.node(To, low.Pos, low, p.signed(plainEnds))
	t := p.peek()
	switch {
	case p.err != nil || t.kind == endToken || t.fault != nil || t.is(")") || t.is(","):
		return n // a bracket or a stray mark is explained by whoever reads on
	case t.word("to"):
		p.advance()
		third := p.signed(plainEnds)
		if p.err != nil {
			return n
		}
		return p.failAt(t, "a range has two ends",
			fmt.Sprintf("write `pert(%s, %s, %s)` for low, most likely and high", low, n.Args[1], third))
	case t.kind == numberToken || t.kind == nameToken && !Reserved(t.text):
		return n
	}
	return p.failAt(t, "a range stands alone in its field", "name a quantity for it and calculate with the name")
}

// distribution reads a distribution and its arguments.
func (p *parser) distribution(d function) *Node {
	t := p.advance()
	from := p.at
	if p.ahead(1).is(")") {
		return p.fail(t.pos, p.ahead(1).end, "`"+d.name+"` needs its arguments", "write `"+d.usage+"`")
	}
	n := p.node(Call, t.pos, p.list("`"+d.name+"`", func() *Node { return p.argument(d) })...)
	n.Name = d.name
	if p.err != nil {
		return n
	}
	want := argumentOf[d.name]
	for _, a := range n.Args {
		if a.Op != want {
			return p.failArgument(n, a, d, from)
		}
	}
	if k := len(n.Args); k < d.least || k > d.most {
		return p.failCount(n, d, from)
	}
	return n
}

// argument reads one argument of a distribution in any of their forms.
func (p *parser) argument(d function) *Node {
	reason := fmt.Sprintf("`%s` takes plain numbers", d.name)
	a := p.signed(reason)
	switch t := p.peek(); {
	case p.err != nil:
		return a
	case p.takeWord("to"):
		return p.node(To, a.Pos, a, p.signed(reason))
	case p.take(":"):
		return p.node(Pair, a.Pos, a, p.signed(reason))
	case d.name == "discrete" && (t.is("=") || t.kind == numberToken):
		return p.failAt(t, "a value and its chance are divided by a colon", "write `:` between them")
	case t.kind == markToken && !t.is(",") && !t.is(")") && !t.is("(") && !t.is("="):
		return p.failAt(t, reason+", not formulas", "work it out, or calculate with a quantity")
	}
	return a
}

// failArgument reports an argument of the wrong form.
func (p *parser) failArgument(n, a *Node, d function, from int) *Node {
	suggestion := "write `" + d.usage + "`"
	switch args := n.Args; {
	case a.Op == Number && d.name == "lognormal" && len(args) == 2 && args[1].Op == Number:
		suggestion = fmt.Sprintf("write `lognormal(%s to %s)`, the 5th and 95th percentiles", args[0], args[1])
	case a.Op == To && len(args) == 1 && d.least == 2 && d.name != "beta":
		suggestion = fmt.Sprintf("write `%s(%s, %s)`", d.name, a.Args[0], a.Args[1])
	case a.Op == Number && d.name == "discrete":
		suggestion = "give every value its chance: `" + d.usage + "`"
	}
	if commas, s := p.decimalCommas(from); commas > 0 {
		suggestion = s
	}
	return p.fail(a.Pos, a.End, "`"+d.name+"` does not take this", suggestion)
}

// checkNumerals looks for names that were meant as numbers, such as 5-10, where numbers are wanted.
// numeric: n stands where a number is wanted; whole: nothing else stands in the field.
func (p *parser) checkNumerals(n *Node, numeric, whole bool) {
	if p.err != nil {
		return
	}
	if n.Op == Name {
		if f := numeralLike(n.Name, whole, ""); numeric && f != nil {
			p.fail(n.Pos, n.End, f.reason, f.suggestion)
		}
		return
	}
	if n.Op == Neg && n.Args[0].Op == Name && whole {
		if f := numeralLike(n.Args[0].Name, true, "-"); f != nil {
			p.fail(n.Pos, n.End, f.reason, f.suggestion)
		}
	}
	for i, a := range n.Args {
		p.checkNumerals(a, wantsNumber(n, i), false)
	}
}

// wantsNumber reports whether argument i of n is a number, whatever n is for.
func wantsNumber(n *Node, i int) bool {
	switch n.Op {
	case Lt, Le, Gt, Ge, Add, Sub, Mul, Div, Neg:
		return true
	case Call:
		return !n.LooksBack() && (n.Name != "if" || i > 0)
	}
	return false
}
