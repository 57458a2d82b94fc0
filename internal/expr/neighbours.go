package expr

import (
	"fmt"
	"slices"
	"strings"
)

// failName reports a name or a reserved word that follows a complete operand.
func (p *parser) failName(t, before token) *Node {
	lower := strings.ToLower(t.text)
	switch {
	case t.text != lower && operatorWord(lower):
		return p.failAt(t, "operators are written in lower case", "write `"+lower+"`")
	case before.kind == nameToken && before.text != strings.ToLower(before.text) && operatorWord(strings.ToLower(before.text)):
		return p.failAt(before, "operators are written in lower case", "write `"+strings.ToLower(before.text)+"`")
	case lower == "least" && before.text == "at":
		return p.fail(before.pos, t.end, "`at-least` is one word", "write `at-least`")
	case t.text == "to":
		return p.failTo(t)
	case t.text == "is" || t.text == "equals":
		return p.failIs(t)
	case t.text == "then" || t.text == "else":
		return p.failAt(t, "`"+t.text+"` is not part of an expression", "write `if(condition, number, number)`")
	case t.text == "not":
		return p.failAt(t, "`not` stands before a whole condition", "write `!=` for an option that is not chosen")
	case Reserved(t.text):
		return p.failAt(t, "`"+t.text+"` cannot stand here", "")
	case p.failMeasure(t, before):
		return &Node{}
	}
	return p.failNeighbours(t, before)
}

// operatorWord reports whether a lower-case word is an operator, or `if`.
func operatorWord(s string) bool {
	return slices.Contains([]string{"and", "or", "not", "in", "to", "of", "at-least", "if"}, s)
}

// failTo reports a range where none can be.
func (p *parser) failTo(t token) *Node {
	if !p.number {
		return p.failAt(t, "`to` makes a range, which is a number, not part of a condition or formula",
			"name a quantity for the range and use the name")
	}
	if p.tokens[p.first()].is("(") {
		return p.failAt(t, "a range stands without brackets", "leave the brackets out")
	}
	return p.failAt(t, "a range stands alone in its field", "name a quantity for it and calculate with the name")
}

func (p *parser) failIs(t token) *Node {
	if not := p.ahead(1); not.word("not") && !p.ahead(2).word("in") {
		return p.fail(t.pos, not.end, "`"+t.text+" not` does not compare", "write `!=`")
	}
	return p.failAt(t, "`"+t.text+"` does not compare", "write `==`")
}

// failNeighbours reports two operands with nothing between them, the second of which is a name.
func (p *parser) failNeighbours(t, before token) *Node {
	reason := fmt.Sprintf("an operator is missing between `%s` and `%s`", shown(before.text), shown(t.text))
	f, isFunction := find(slices.Concat(functions, lookBack, distributions), before.text)
	switch {
	case before.kind == nameToken && isFunction:
		return p.failAt(before, "`"+f.name+"` needs brackets", "write `"+f.usage+"`")
	case before.kind == nameToken && strings.HasSuffix(before.text, "-"):
		return p.failAt(before, "minus needs spaces",
			"write `"+shown(strings.TrimRight(before.text, "-"))+" - "+shown(t.text)+"`")
	case before.kind == nameToken && !Reserved(before.text):
		return p.failAt(t, reason, "a name has no spaces: write `"+shown(before.text)+"-"+shown(t.text)+
			"`, or join two names with `and` or `or`")
	case before.kind == numberToken:
		return p.failAt(t, reason, "write `"+before.text+" * "+shown(t.text)+"` to multiply; a unit is given beside the number, as `unit`")
	}
	return p.failAt(t, reason, "")
}

// failSingleEquals reports `=` where `==` was meant.
func (p *parser) failSingleEquals(t, before token) *Node {
	after := p.ahead(1)
	if after.is("=") || isEquality(after) {
		return p.fail(t.pos, after.end, "`"+t.text+after.text+"` is not an operator", "write `==`")
	}
	suggestion := "write `==`"
	if before.kind == nameToken && (after.kind == nameToken || after.kind == numberToken) {
		suggestion = fmt.Sprintf("write `%s == %s`", shown(before.text), shown(after.text))
	}
	return p.failAt(t, "`=` does not compare", suggestion)
}

// failChained reports a second comparison after the complete comparison left.
func (p *parser) failChained(left *Node) *Node {
	t := p.peek()
	suggestion := "join two comparisons with `and`"
	if last := left.Args[len(left.Args)-1]; left.Op != In && !t.word("in") {
		p.advance()
		right := p.sum()
		if p.err == nil {
			suggestion = fmt.Sprintf("write `%s and %s %s %s`", shown(left.String()), shown(last.String()), t.text, shown(right.String()))
		}
	}
	p.err = nil
	return p.failAt(t, "comparisons do not chain", suggestion)
}

// checkAlternatives reports `issue == (a or b)`, which compares an issue with a condition.
func (p *parser) checkAlternatives(n *Node) {
	right := n.Args[1]
	if p.err != nil || right.Op != Or || n.Op != Eq && n.Op != Ne {
		return
	}
	items := make([]string, len(right.Args))
	for i, a := range right.Args {
		if a.Op != Name && a.Op != Number {
			return
		}
		items[i] = a.String()
	}
	not := ""
	if n.Op == Ne {
		not = "not "
	}
	p.fail(right.Pos, right.End, "an issue is compared with one option",
		fmt.Sprintf("write `%s%s in (%s)`", not, shown(n.Args[0].String()), shown(strings.Join(items, ", "))))
}
