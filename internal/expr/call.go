package expr

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/diag"
)

// function is what may be called, with the number of its arguments.
type function struct {
	name, usage string
	least, most int
}

const many = 1 << 30

var functions = []function{
	{"min", "min(a, b)", 2, many},
	{"max", "max(a, b)", 2, many},
	{"abs", "abs(a)", 1, 1},
	{"sqrt", "sqrt(a)", 1, 1},
	{"exp", "exp(a)", 1, 1},
	{"log", "log(a)", 1, 1},
	{"if", "if(condition, number, number)", 3, 3},
}

func functionNames() []string { return namesOf(functions) }

func namesOf(list []function) []string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = f.name
	}
	return out
}

func find(list []function, name string) (function, bool) {
	i := slices.IndexFunc(list, func(f function) bool { return f.name == name })
	if i < 0 {
		return function{}, false
	}
	return list[i], true
}

// call reads a name and its arguments.
func (p *parser) call() *Node {
	t := p.peek()
	f, ok := callable(t.text)
	if !ok {
		return p.failCall(t)
	}
	p.advance()
	from := p.at
	if p.peek().is("(") && p.ahead(1).is(")") {
		return p.fail(t.pos, p.ahead(1).end, "`"+f.name+"` needs its arguments", "write `"+f.usage+"`")
	}
	n := p.node(Call, t.pos, p.list("`"+f.name+"`", p.or)...)
	n.Name = f.name
	if k := len(n.Args); p.err == nil && (k < f.least || k > f.most) {
		return p.failCount(n, f, from)
	}
	return n
}

// failCount reports a wrong number of arguments. from is the index of the opening bracket.
func (p *parser) failCount(n *Node, f function, from int) *Node {
	if commas, s := p.decimalCommas(from); commas > 0 && len(n.Args)-commas >= f.least && len(n.Args)-commas <= f.most {
		return p.fail(n.Pos, n.End, "a decimal is written with a point, not a comma", s)
	}
	wants := fmt.Sprint(f.least)
	if f.most == many {
		wants += " or more"
	}
	return p.fail(n.Pos, n.End, fmt.Sprintf("`%s` has %s; it takes %s", f.name, countOf(len(n.Args), "argument"), wants),
		"write `"+f.usage+"`")
}

func countOf(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprint(n, " ", noun)
}

// failCall reports a name before brackets that is no function.
func (p *parser) failCall(t token) *Node {
	reason := "unknown function `" + shown(t.text) + "`"
	if d, ok := find(distributions, t.text); ok {
		if p.number {
			return p.failAt(t, "`"+d.name+"` stands alone in its field", "name a quantity for it and calculate with the name")
		}
		return p.failAt(t, "`"+d.name+"` is a distribution: it stands where a number is given, not in an expression",
			"name a quantity for it and use the name")
	}
	switch strings.ToLower(t.text) {
	case "normal", "gaussian", "norm":
		return p.failAt(t, reason, "write the 5th and 95th percentiles, such as `0.2 to 0.4`")
	case "pow", "power":
		return p.failAt(t, reason, spelledOut)
	case "ln", "log10", "log2":
		return p.failAt(t, reason, "write `log(a)`, the natural logarithm, divided by the logarithm of another base if need be")
	case "not", "and", "or", "in", "at-least":
		return p.failAt(t, reason, "write `"+strings.ToLower(t.text)+"`, in lower case")
	}
	if strings.HasSuffix(t.text, "-") {
		return p.failAt(t, "minus needs spaces", "write `"+shown(strings.TrimRight(t.text, "-"))+" - (…)`")
	}
	known := functionNames()
	if p.number && p.at == p.first() {
		known = append(known, distributionNames()...)
	}
	if near := diag.Nearest(t.text, append(known, namesOf(lookBack)...)); near != "" {
		return p.failAt(t, reason, "did you mean `"+near+"`?")
	}
	return p.failAt(t, reason, "known: "+strings.Join(known, ", ")+"; before a bracket, an operator may be missing")
}
