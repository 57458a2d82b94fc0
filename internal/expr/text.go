package expr

import (
	"fmt"
	"strconv"
	"strings"
)

// Walk calls f for n and everything below it, a node before its Args, from left to right.
func (n *Node) Walk(f func(*Node)) {
	if n == nil {
		return
	}
	f(n)
	for _, a := range n.Args {
		a.Walk(f)
	}
}

// String returns the canonical text: single spaces, no brackets that are not needed. For every tree that
// Parse or ParseNumber returns, it parses back to the same tree. A Number is written as it was.
func (n *Node) String() string {
	var b strings.Builder
	n.write(&b, 0)
	return b.String()
}

// Binding strengths, loosest first.
const (
	bindTop = iota
	bindOr
	bindAnd
	bindNot
	bindComparison
	bindSum
	bindProduct
	bindUnary
	bindPrimary
)

func (n *Node) binding() int {
	switch n.Op {
	case To, Pair:
		return bindTop
	case Or:
		return bindOr
	case And:
		return bindAnd
	case Not:
		return bindNot
	case Eq, Ne, Lt, Le, Gt, Ge, In:
		return bindComparison
	case Add, Sub:
		return bindSum
	case Mul, Div:
		return bindProduct
	case Neg:
		return bindUnary
	}
	return bindPrimary
}

var signs = map[Op]string{
	Or: " or ", And: " and ", Eq: " == ", Ne: " != ", Lt: " < ", Le: " <= ", Gt: " > ", Ge: " >= ",
	Add: " + ", Sub: " - ", Mul: " * ", Div: " / ", To: " to ", Pair: ": ",
}

// write appends the text of n, in brackets when it binds looser than least.
func (n *Node) write(b *strings.Builder, least int) {
	if n == nil {
		return
	}
	if n.binding() < least {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	switch n.Op {
	case Number:
		b.WriteString(n.numeral())
	case Name:
		b.WriteString(n.Name)
	case Not:
		b.WriteString("not ")
		n.writeArgs(b, "", bindNot, bindNot)
	case Neg:
		b.WriteByte('-')
		n.writeArgs(b, "", bindUnary, bindUnary)
	case In:
		n.Args[0].write(b, bindSum)
		b.WriteString(" in ")
		writeList(b, n.Args[1:])
	case AtLeast:
		fmt.Fprintf(b, "at-least %d of ", n.N)
		if len(n.Args) == 1 && n.Args[0].Name == "members" {
			b.WriteString("members")
			return
		}
		writeList(b, n.Args)
	case Call:
		b.WriteString(n.Name)
		writeList(b, n.Args)
	case And, Or, Eq, Ne, Lt, Le, Gt, Ge:
		n.writeArgs(b, signs[n.Op], n.binding()+1, n.binding()+1)
	default:
		n.writeArgs(b, signs[n.Op], n.binding(), n.binding()+1)
	}
}

// writeArgs appends the Args with a sign between them; first and rest are the bindings they need.
func (n *Node) writeArgs(b *strings.Builder, sign string, first, rest int) {
	for i, a := range n.Args {
		if i == 0 {
			a.write(b, first)
			continue
		}
		b.WriteString(sign)
		a.write(b, rest)
	}
}

func writeList(b *strings.Builder, args []*Node) {
	b.WriteByte('(')
	for i, a := range args {
		if i > 0 {
			b.WriteString(", ")
		}
		a.write(b, bindTop)
	}
	b.WriteByte(')')
}

// numeral is the text of a Number: as written, or made from Num.
func (n *Node) numeral() string {
	if n.Name != "" {
		return n.Name
	}
	return strconv.FormatFloat(n.Num, 'f', -1, 64)
}

// negative reports whether a Number is written with a minus.
func negative(n *Node) bool { return strings.HasPrefix(n.numeral(), "-") }
