package expr

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// marks are the marks of the grammar, longest first. `=` alone is none of it, but opens a numeric field.
var marks = []string{"==", "!=", "<=", ">=", "(", ")", ",", ":", "+", "-", "*", "/", "<", ">", "="}

// typo is a mark from elsewhere, with what the grammar has in its place.
type typo struct{ text, reason, suggestion string }

// token is the typo found at rune offset pos.
func (ty typo) token(pos int) token {
	return token{
		kind: badToken, text: ty.text, fault: &fault{ty.reason, ty.suggestion},
		pos: pos, end: pos + utf8.RuneCountInString(ty.text),
	}
}

func instead(text, mark string) typo {
	return typo{text, "`" + text + "` is not known here", "write `" + mark + "`"}
}

const (
	noPower    = "there is no power operator"
	roundOnly  = "brackets are round"
	spelledOut = "write `a * a`, or `exp(b * log(a))`"
)

// longTypos are looked for before marks, since a mark may begin them.
var longTypos = []typo{
	instead("===", "=="), instead("!==", "!="), instead("=<", "<="), instead("=>", ">="),
	instead("=!", "!="), instead("<>", "!="), instead("~=", "!="),
	instead("&&", "and"), instead("||", "or"),
	{"**", noPower, spelledOut},
}

// strays are looked for after marks.
var strays = []typo{
	{"^", noPower, spelledOut},
	instead("&", "and"), instead("|", "or"), instead("!", "not"),
	instead("¬", "not"), instead("∧", "and"), instead("∨", "or"),
	instead("≤", "<="), instead("≥", ">="), instead("≠", "!="),
	instead("×", "*"), instead("·", "*"), instead("⋅", "*"), instead("∗", "*"),
	instead("÷", "/"), instead("∕", "/"), instead("⁄", "/"),
	instead("−", "-"), instead("–", "-"), instead("—", "-"), instead("‐", "-"), instead("‑", "-"), instead("‒", "-"),
	instead("…", "to"),
	{"±", "`±` is not known", "write the 5th and 95th percentiles, such as `3 to 7`"},
	{"%", "there is no `%`", "write a share as a fraction: `0.35` for 35 %"},
	{"‰", "there is no `‰`", "write a share as a fraction: `0.005` for 5 ‰"},
	{"[", roundOnly, "write `(`"},
	{"]", roundOnly, "write `)`"},
	{"{", roundOnly, "write `(`"},
	{"}", roundOnly, "write `)`"},
	{"?", "there is no `?`", "write `if(condition, number, number)`"},
	{";", "`;` joins nothing", "write `and` between conditions, `,` between arguments"},
	{"$", "a number has no unit in it", "give the unit beside the number, as `unit`"},
	{"€", "a number has no unit in it", "give the unit beside the number, as `unit`"},
	{"£", "a number has no unit in it", "give the unit beside the number, as `unit`"},
}

// strangeRune is the fault of a character that nothing is known about.
func strangeRune(r rune) *fault {
	switch {
	case r == unicode.ReplacementChar:
		return &fault{"the text is not UTF-8 here", "save the file as UTF-8"}
	case !unicode.IsGraphic(r):
		return &fault{fmt.Sprintf("an invisible character, U+%04X, stands here", r), "delete it"}
	}
	return &fault{"`" + visible(r) + "` has no meaning in an expression", ""}
}

// shown is a piece of the text as a message may show it: at most 40 runes, nothing invisible.
func shown(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > 40 {
			b.WriteString("…")
			break
		}
		b.WriteString(visible(r))
	}
	return b.String()
}

// visible is r, or its code point when it cannot be seen.
func visible(r rune) string {
	if r == ' ' || unicode.IsGraphic(r) && !unicode.IsSpace(r) && r != unicode.ReplacementChar {
		return string(r)
	}
	return fmt.Sprintf("U+%04X", r)
}
