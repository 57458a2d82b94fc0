package expr

import (
	"fmt"
	"unicode/utf8"
)

// Limits of one expression. Beyond them it is refused with an error.
const (
	MaxRunes   = 10_000 // length of the text
	MaxNesting = 200    // brackets, calls, `not` and unary minus inside one another
)

// Parse reads a condition, a control formula or an arithmetic expression. It checks the grammar, not the
// types: whether a name is a party, an issue or a quantity, and whether it may stand where it stands, is
// for the caller to say. The error, if any, is the first in the text that a person should mend.
func Parse(text string) (*Node, *Error) {
	p, err := newParser(text)
	if err != nil {
		return nil, err
	}
	n := p.or()
	p.finish()
	p.checkNumerals(n, false, false)
	return p.result(n)
}

// parser reads tokens by recursive descent. After the first error it stands at the end of the text, so that
// every loop ends, and what it returns is thrown away.
type parser struct {
	text   []rune
	tokens []token // ends with an endToken
	at     int
	depth  int
	number bool // the text is a numeric field
	err    *Error
}

func newParser(text string) (*parser, *Error) {
	if n := utf8.RuneCountInString(text); n > MaxRunes {
		return nil, &Error{
			MaxRunes, n, fmt.Sprintf("the expression has %d characters; at most %d are read", n, MaxRunes),
			"split it: name its parts as quantities or goals",
		}
	}
	runes := []rune(text)
	return &parser{text: runes, tokens: lex(runes)}, nil
}

func (p *parser) result(n *Node) (*Node, *Error) {
	if p.err != nil {
		return nil, p.err
	}
	return n, nil
}

func (p *parser) peek() token { return p.tokens[p.at] }

// behind returns the token k places before the present one, or an empty endToken.
func (p *parser) behind(k int) token {
	if p.at < k {
		return token{}
	}
	return p.tokens[p.at-k]
}

// ahead returns the token k places after the present one, or the endToken.
func (p *parser) ahead(k int) token { return p.tokens[min(p.at+k, len(p.tokens)-1)] }

func (p *parser) advance() token {
	t := p.peek()
	if t.kind != endToken {
		p.at++
	}
	return t
}

// take advances over a mark if it is next.
func (p *parser) take(mark string) bool {
	ok := p.peek().is(mark)
	if ok {
		p.at++
	}
	return ok
}

// takeWord advances over a word if it is next.
func (p *parser) takeWord(word string) bool {
	ok := p.peek().word(word)
	if ok {
		p.at++
	}
	return ok
}

// node makes a node that reaches from rune offset start to the end of the last token read.
func (p *parser) node(op Op, start int, args ...*Node) *Node {
	return &Node{Op: op, Args: args, Pos: start, End: max(start, p.behind(1).end)}
}

// fail records the first error and moves to the end of the text.
func (p *parser) fail(pos, end int, reason, suggestion string) *Node {
	if p.err == nil {
		p.err = &Error{Pos: pos, End: end, Reason: reason, Suggestion: suggestion}
	}
	p.at = len(p.tokens) - 1
	return &Node{}
}

// failAt is fail at a token.
func (p *parser) failAt(t token, reason, suggestion string) *Node {
	return p.fail(t.pos, t.end, reason, suggestion)
}

// finish requires the end of the text.
func (p *parser) finish() {
	if p.err == nil && p.peek().kind != endToken {
		p.failAfterOperand()
	}
}

// enter opens a level of nesting at a token and reports whether it is allowed; leave closes it.
func (p *parser) enter(t token) bool {
	p.depth++
	if p.depth > MaxNesting {
		p.failAt(t, fmt.Sprintf("nesting is deeper than %d", MaxNesting), "name inner parts as quantities or goals")
		return false
	}
	return true
}

func (p *parser) leave() { p.depth-- }

func (p *parser) or() *Node  { return p.chain("or", Or, p.and) }
func (p *parser) and() *Node { return p.chain("and", And, p.not) }

// chain reads operands joined by a word into one node.
func (p *parser) chain(word string, op Op, operand func() *Node) *Node {
	start := p.peek().pos
	args := []*Node{operand()}
	for p.takeWord(word) {
		args = append(args, operand())
	}
	if len(args) == 1 {
		return args[0]
	}
	return p.node(op, start, args...)
}

func (p *parser) not() *Node {
	t := p.peek()
	if !t.word("not") {
		return p.comparison()
	}
	if !p.enter(t) {
		return &Node{}
	}
	defer p.leave()
	p.advance()
	return p.node(Not, t.pos, p.not())
}

var comparisons = map[string]Op{"==": Eq, "!=": Ne, "<": Lt, "<=": Le, ">": Gt, ">=": Ge}

func comparisonOf(t token) (Op, bool) {
	op, ok := comparisons[t.text]
	return op, ok && t.kind == markToken
}

func (p *parser) comparison() *Node {
	start := p.peek().pos
	left := p.sum()
	op, ok := comparisonOf(p.peek())
	switch {
	case ok:
		p.advance()
		right := p.sum()
		left = p.node(op, start, left, right)
		p.checkAlternatives(left)
	case p.takeWord("in"):
		left = p.node(In, start, append([]*Node{left}, p.inList(left)...)...)
	case p.peek().word("not") && p.ahead(1).word("in"):
		return p.fail(p.peek().pos, p.ahead(1).end, "`not` stands before the comparison",
			"write `not "+shown(left.String())+" in (…)`")
	}
	if t := p.peek(); isComparison(left.Op) && p.err == nil {
		if _, again := comparisonOf(t); again || t.word("in") {
			return p.failChained(left)
		}
	}
	return left
}

func isComparison(op Op) bool { return op >= Eq && op <= In }

func (p *parser) sum() *Node {
	start := p.peek().pos
	n := p.product()
	for {
		switch {
		case p.take("+"):
			n = p.node(Add, start, n, p.product())
		case p.take("-"):
			n = p.node(Sub, start, n, p.product())
		default:
			return n
		}
	}
}

func (p *parser) product() *Node {
	start := p.peek().pos
	n := p.unary()
	for {
		switch {
		case p.take("*"):
			n = p.node(Mul, start, n, p.unary())
		case p.take("/"):
			n = p.node(Div, start, n, p.unary())
		default:
			return n
		}
	}
}

// unary reads an operand with its minus. A minus before a numeral makes a negative Number, not a Neg.
func (p *parser) unary() *Node {
	t := p.peek()
	if t.is("+") {
		return p.failAt(t, "`+` stands only between two values", "leave it out")
	}
	if !t.is("-") {
		return p.primary()
	}
	if !p.enter(t) {
		return &Node{}
	}
	defer p.leave()
	p.advance()
	arg := p.unary()
	if arg.Op == Number && !negative(arg) {
		n := p.node(Number, t.pos)
		n.Name, n.Num = "-"+arg.Name, 0-arg.Num
		return n
	}
	return p.node(Neg, t.pos, arg)
}
