package expr

import (
	"fmt"
	"strconv"
)

// primary reads a number, a name, brackets, a call or an at-least.
func (p *parser) primary() *Node {
	t := p.peek()
	switch {
	case t.kind == numberToken:
		p.advance()
		return p.numberNode(t)
	case t.is("("):
		return p.brackets()
	case t.kind != nameToken:
		return p.failOperand()
	case p.ahead(1).is("(") && (!Reserved(t.text) || t.text == "if"):
		return p.call()
	case t.text == "at-least":
		return p.atLeast()
	case Reserved(t.text) && constants[t.text] == Unresolved:
		return p.failOperand()
	}
	p.advance()
	return p.nameNode(t)
}

func (p *parser) numberNode(t token) *Node {
	return &Node{Op: Number, Name: t.text, Num: t.num, Pos: t.pos, End: t.end}
}

func (p *parser) nameNode(t token) *Node {
	return &Node{Op: Name, Name: t.text, Ref: constants[t.text], Pos: t.pos, End: t.end}
}

func (p *parser) brackets() *Node {
	open := p.advance()
	if !p.enter(open) {
		return &Node{}
	}
	defer p.leave()
	if p.peek().is(")") {
		return p.fail(open.pos, p.peek().end, "the brackets are empty", "")
	}
	n := p.or()
	p.close(open)
	return n
}

// close requires the bracket that closes open.
func (p *parser) close(open token) {
	switch {
	case p.err != nil || p.take(")"):
	case p.peek().kind == endToken:
		p.failAt(open, "this bracket is not closed", "add `)`")
	default:
		p.failAfterOperand()
	}
}

// list reads items between brackets, separated by commas. what names the list in messages.
func (p *parser) list(what string, item func() *Node) []*Node {
	open := p.peek()
	p.take("(")
	if !p.enter(open) {
		return nil
	}
	defer p.leave()
	if p.peek().is(")") {
		p.fail(open.pos, p.peek().end, what+" is empty", "")
		return nil
	}
	out := []*Node{item()}
	for p.take(",") {
		out = append(out, item())
	}
	p.close(open)
	return out
}

// inList reads what follows `in`: options or numbers.
func (p *parser) inList(left *Node) []*Node {
	t := p.peek()
	if t.kind == endToken || t.fault != nil {
		p.failOperand()
		return nil
	}
	if !t.is("(") {
		suggestion := ""
		if t.kind == nameToken && !Reserved(t.text) || t.kind == numberToken {
			suggestion = fmt.Sprintf("write `%s == %s`, or `in (%s, …)`", shown(left.String()), shown(t.text), shown(t.text))
		}
		p.failAt(t, "`in` needs a list in round brackets", suggestion)
		return nil
	}
	return p.list("the list of `in`", func() *Node { return p.inItem(left) })
}

func (p *parser) inItem(left *Node) *Node {
	t := p.peek()
	if t.kind == nameToken && !Reserved(t.text) && !p.ahead(1).is("(") {
		p.advance()
		if p.peek().word("or") || p.peek().word("and") {
			return p.failAt(p.peek(), "the list of `in` is separated by commas", "write `,`")
		}
		return p.nameNode(t)
	}
	n := p.signed("the list of `in` holds options or numbers")
	if p.takeWord("to") {
		hi := p.signed("the list of `in` holds options or numbers")
		if p.err == nil {
			l := shown(left.String())
			return p.fail(n.Pos, hi.End, "`in` takes single values, not a range",
				fmt.Sprintf("write `%s >= %s and %s <= %s`", l, n, l, hi))
		}
	}
	return n
}

// signed reads a numeral with or without a minus. reason is what is said when something else stands there.
func (p *parser) signed(reason string) *Node {
	start := p.peek()
	p.take("-")
	t := p.peek()
	switch {
	case t.kind == endToken || t.fault != nil || t.is(")") || t.is(","):
		return p.failOperand()
	case t.kind == nameToken:
		if f := numeralLike(t.text, false, ""); f != nil {
			return p.failAt(t, f.reason, f.suggestion)
		}
	}
	if t.kind != numberToken {
		return p.failAt(t, reason, "")
	}
	n := p.numberNode(p.advance())
	if start.is("-") {
		n.Pos, n.Name, n.Num = start.pos, "-"+n.Name, 0-n.Num
	}
	return n
}

// atLeast reads `at-least N of (…)` or `at-least N of members`.
func (p *parser) atLeast() *Node {
	start := p.advance()
	count := p.peek()
	n, err := strconv.Atoi(count.text)
	switch {
	case count.kind == endToken:
		return p.failOperand()
	case count.kind != numberToken || err != nil || p.ahead(1).text == "%":
		return p.failAt(count, "`at-least` needs a whole number in digits", wholeNumber(count))
	}
	p.advance()
	if !p.takeWord("of") {
		return p.failExpected("`of` is missing here", "write `at-least "+count.text+" of (…)` or `at-least "+count.text+" of members`")
	}
	args := p.atLeastArgs()
	if p.err != nil {
		return &Node{}
	}
	if n < 1 {
		return p.failAt(count, "`at-least "+count.text+"` always holds", "choose 1 or more")
	}
	if n > len(args) && args[0].Ref != Members {
		return p.failAt(count, fmt.Sprintf("`at-least %s` of %d can never hold", count.text, len(args)),
			fmt.Sprintf("choose 1 to %d", len(args)))
	}
	node := p.node(AtLeast, start.pos, args...)
	node.N = n
	return node
}

func (p *parser) atLeastArgs() []*Node {
	t := p.peek()
	switch {
	case t.word("members"):
		p.advance()
		return []*Node{{Op: Name, Name: t.text, Ref: Members, Pos: t.pos, End: t.end}}
	case t.is("(") && p.ahead(1).word("members"):
		p.failAt(p.ahead(1), "`members` stands without brackets", "write `of members`")
		return nil
	case !t.is("("):
		p.failExpected("`at-least … of` needs a list in round brackets, or `members`", "write `of (a, b, c)`")
		return nil
	}
	return p.list("the list of `at-least`", p.or)
}

// wholeNumber suggests digits for a small number in words.
func wholeNumber(t token) string {
	words := []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
	for i, w := range words {
		if t.text == w {
			return fmt.Sprintf("write `%d`", i+1)
		}
	}
	return ""
}

// failExpected says what is missing at the present token, or after the last one at the end of the text.
func (p *parser) failExpected(reason, suggestion string) *Node {
	t := p.peek()
	if t.kind == endToken {
		t = p.behind(1)
	}
	return p.failAt(t, reason, suggestion)
}
