package expr

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/diag"
)

// failOperand reports that no operand stands where one is wanted.
func (p *parser) failOperand() *Node {
	t, before := p.peek(), p.behind(1)
	switch {
	case p.err != nil:
		return &Node{}
	case t.fault != nil:
		return p.failBadOperand(t)
	case p.at == p.first() && t.kind == endToken:
		return p.fail(0, len(p.text), "nothing is written here", "")
	case t.kind == nameToken && !slices.Contains([]string{"and", "or", "in", "to", "of"}, t.text):
		return p.failReserved(t)
	case t.is("=") && isEquality(before):
		return p.failAt(t, "there is one `=` too many", "write `"+before.text+"`")
	case t.is("=") && p.at == 0:
		return p.failAt(t, "a condition does not start with `=`", "leave it out")
	case p.at == p.first() || before.is("(") && t.kind != endToken && !t.is(")"):
		return p.failAt(t, "something is missing before `"+t.text+"`", "")
	case before.is("("):
		return p.failAt(before, "this bracket is not closed", "add what belongs in it and `)`")
	}
	return p.failAt(before, "something is missing after `"+before.text+"`", "complete it, or leave `"+before.text+"` out")
}

func isEquality(t token) bool { return t.is("==") || t.is("!=") || t.is("<=") || t.is(">=") }

// failBadOperand reports a badToken where an operand is wanted.
func (p *parser) failBadOperand(t token) *Node {
	after := p.ahead(1)
	joined := after.pos == t.end && (after.kind == nameToken || after.kind == numberToken)
	switch {
	case dash(t) && joined:
		return p.failAt(t, "`"+t.text+"` is not the minus sign of a keyboard", "write `-"+shown(after.text)+"`")
	case t.text == "!" && joined:
		return p.fail(t.pos, after.end, t.fault.reason, "write `not "+shown(after.text)+"`")
	}
	return p.failAt(t, t.fault.reason, t.fault.suggestion)
}

// failReserved reports a reserved word where a name is wanted.
func (p *parser) failReserved(t token) *Node {
	switch t.text {
	case "not":
		return p.failAt(t, "`not` stands before a whole condition", "put it and its condition in brackets: `(not …)`")
	case "if":
		return p.failAt(t, "`if` is a function", "write `if(condition, number, number)`")
	case "members":
		return p.failAt(t, "`members` stands only after `at-least … of`", "write `at-least 2 of members`")
	case "otherwise":
		return p.failAt(t, "`otherwise` stands alone, as the last of several cases", "")
	case "today":
		return p.failAt(t, "`today` is a reserved word, not a name", "name the option that holds today")
	}
	return p.failAt(t, "`"+t.text+"` is a reserved word and cannot be a name", "choose another name, where it is declared too")
}

// failAfterOperand reports a token that cannot follow a complete operand.
func (p *parser) failAfterOperand() {
	t, before := p.peek(), p.behind(1)
	if p.err != nil {
		return
	}
	if p.failPercentRange() || p.failDigits(t, before) {
		return
	}
	switch {
	case t.fault != nil:
		p.failBadOperator(t, before)
	case t.kind == nameToken:
		p.failName(t, before)
	case t.is("="):
		p.failSingleEquals(t, before)
	case t.is(")"):
		p.failAt(t, "no bracket is open here", "leave it out, or add `(` before")
	case t.is(","):
		p.failComma(t)
	case t.is(":"):
		p.failAt(t, "`:` stands only inside `discrete(…)`", "")
	case t.kind == numberToken && before.kind == nameToken && diag.Nearest(before.text, []string{"at-least"}) != "":
		p.failAt(before, "`"+shown(before.text)+"` cannot stand before a number", "did you mean `at-least`?")
	default:
		p.failAt(t, fmt.Sprintf("an operator is missing between `%s` and `%s`", shown(before.text), shown(t.text)),
			p.joinBySign(before, t))
	}
}

func (p *parser) failComma(t token) *Node {
	suggestion := "join conditions with `and` or `or`"
	if p.number {
		suggestion = "leave it out"
	}
	return p.failAt(t, "`,` stands only between the arguments of a function or the items of a list", suggestion)
}

// joinBySign suggests multiplication where that can be what two neighbours mean.
func (p *parser) joinBySign(before, t token) string {
	if before.kind == numberToken && (t.kind == nameToken || t.is("(")) {
		return "write `" + before.text + " * " + shown(t.text) + "` to multiply"
	}
	return ""
}

// dash reports whether t is a minus or a dash other than `-`.
func dash(t token) bool { return t.kind == badToken && strings.Contains("−–—‐‑‒", t.text) }

// failBadOperator reports a badToken where an operator or the end is wanted.
func (p *parser) failBadOperator(t, before token) *Node {
	after := p.ahead(1)
	joined := before.end == t.pos && after.pos == t.end
	numbers := before.kind == numberToken && after.kind == numberToken
	switch {
	case t.text == "%" || t.text == "‰":
		return p.failPercent(t, before)
	case t.text != "−" && dash(t) && numbers && p.number, t.text == "…" && numbers:
		return p.fail(before.pos, after.end, "a range has `to` in it", "write `"+before.text+" to "+after.text+"`")
	case strings.Trim(t.text, ".") == "" && numbers:
		return p.fail(before.pos, after.end, "a range has `to` in it", "write `"+before.text+" to "+after.text+"`")
	case t.text != "−" && dash(t) && joined && before.kind == nameToken && after.kind == nameToken:
		return p.failAt(t, "`"+t.text+"` is not the hyphen of a keyboard", "write `"+shown(before.text)+"-"+shown(after.text)+"`")
	case dash(t) && (after.kind == nameToken || after.kind == numberToken):
		return p.failAt(t, "`"+t.text+"` is not the minus sign of a keyboard",
			"write `"+shown(before.text)+" - "+shown(after.text)+"`")
	case numeralShape.MatchString(plain(t.text)) && before.kind != badToken && digitsShape.MatchString(t.text):
		return p.failAt(t, fmt.Sprintf("an operator is missing between `%s` and `%s`", shown(before.text), shown(t.text)), "")
	}
	return p.failAt(t, t.fault.reason, t.fault.suggestion)
}
