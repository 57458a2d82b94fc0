package expr

import (
	"strings"
	"testing"
)

// mistake is a text with what must be pointed at, said and suggested.
type mistake struct{ text, at, reason, suggestion string }

var badExpressions = []mistake{
	// operators from elsewhere
	{"a = b", "=", "`=` does not compare", "write `a == b`"},
	{"a == b = c", "=", "`=` does not compare", "write `b == c`"},
	{"fighting=ceasefire, territory=freeze", "=", "`=` does not compare", "write `fighting == ceasefire`"},
	{"a = (b)", "=", "does not compare", "write `==`"},
	{"= a", "=", "does not start", "leave it out"},
	{"a == = b", "=", "too many", "write `==`"},
	{"a = = b", "= =", "not an operator", "write `==`"},
	{"a === b", "===", "not known", "write `==`"},
	{"a =! b", "=!", "not known", "write `!=`"},
	{"a <> b", "<>", "not known", "write `!=`"},
	{"a ≠ b", "≠", "not known", "write `!=`"},
	{"a => 3", "=>", "not known", "write `>=`"},
	{"a =< 3", "=<", "not known", "write `<=`"},
	{"a ≥ 3", "≥", "not known", "write `>=`"},
	{"a && b", "&&", "not known", "write `and`"},
	{"a||b", "||", "not known", "write `or`"},
	{"a & b", "&", "not known", "write `and`"},
	{"!a", "!a", "not known", "write `not a`"},
	{"! (a)", "!", "not known", "write `not`"},
	{"¬a", "¬", "not known", "write `not`"},
	{"a × b", "×", "not known", "write `*`"},
	{"a ^ 2", "^", "power", "write `a * a`"},
	{"a ** 2", "**", "power", "exp(b * log(a))"},
	{"a − b", "−", "minus sign", "write `a - b`"},
	{"−5 < a", "−", "minus sign", "write `-5`"},
	{"us–sanctions == eased", "–", "hyphen", "write `us-sanctions`"},
	{"us‑sanctions == eased", "‑", "hyphen", "write `us-sanctions`"},
	{"a AND b", "AND", "lower case", "write `and`"},
	{"a OR b", "OR", "lower case", "write `or`"},
	{"NOT a", "NOT", "lower case", "write `not`"},
	{"a IN (b)", "IN", "lower case", "write `in`"},
	{"IF(a, 1, 2)", "IF", "unknown function", "did you mean `if`?"},
	{"fighting is ceasefire", "is", "does not compare", "write `==`"},
	{"fighting is not ceasefire", "is not", "does not compare", "write `!=`"},
	{"a not b", "not", "whole condition", "write `!=`"},
	{"a ? b : c", "?", "no `?`", "if(condition, number, number)"},
	{"if a then b else c", "if", "function", "if(condition, number, number)"},
	// signs that mean nothing
	{`a == "b c"`, `"b c"`, "quotes", ""},
	{`a == "b"`, `"b"`, "quotes", "write `b`"},
	{"a == “b”", "“b”", "quotes", "write `b`"},
	{"a == ‘b’", "‘b’", "quotes", "write `b`"},
	{`a == "b`, `"`, "quotes", ""},
	{"[a]", "[", "round", "write `(`"},
	{"a; b", ";", "joins nothing", "`and`"},
	{"a\u200b or b", "\u200b", "U+200B", "delete"},
	{"a\x00", "\x00", "U+0000", "delete"},
	{"a \u202e b", "\u202e", "U+202E", "delete"},
	{"a → b", "→", "no meaning", ""},
	{"a: b", ":", "discrete", ""},
	{"a, b", ",", "between the arguments", "`and`"},
	// something missing
	{"", "", "nothing is written", ""},
	{" \t", " \t", "nothing is written", ""},
	{"a and", "and", "missing after `and`", "leave `and` out"},
	{"a and and b", "and", "missing after `and`", ""},
	{"and a", "and", "missing before `and`", ""},
	{"(or a)", "or", "missing before `or`", ""},
	{"not", "not", "missing after `not`", ""},
	{"a ==", "==", "missing after `==`", ""},
	{"a +", "+", "missing after `+`", ""},
	{"(a or )", "or", "missing after `or`", ""},
	{"in (a)", "in", "missing before `in`", ""},
	{"(a", "(", "not closed", "add `)`"},
	{"a and (b or (c)", "(", "not closed", "add `)`"},
	{"(", "(", "not closed", "`)`"},
	{"a)", ")", "no bracket is open", "leave it out"},
	{"()", "()", "empty", ""},
	{"min(a, )", ",", "missing after `,`", ""},
	{"+a", "+", "between two values", "leave it out"},
	// operands side by side
	{"united states and russia", "states", "missing between `united` and `states`", "write `united-states`"},
	{"a- b", "a-", "minus needs spaces", "write `a - b`"},
	{"a-(b)", "a-", "minus needs spaces", "write `a - (…)`"},
	{"2 a < b", "a", "missing between", "write `2 * a`"},
	{"2 (a) < b", "(", "missing between", "write `2 * (`"},
	{"a 2", "2", "missing between", ""},
	{"attack 2", "2", "missing between", ""},
	{"max a, b", "max", "brackets", "write `max(a, b)`"},
	// comparisons
	{"a < b < c", "<", "do not chain", "write `a < b and b < c`"},
	{"a == b != c", "!=", "do not chain", "write `a == b and b != c`"},
	{"a in (b) == c", "==", "do not chain", "`and`"},
	{"a < b in (c)", "in", "do not chain", "`and`"},
	{"a < b <", "<", "do not chain", "`and`"},
	{"a == (b or c)", "(b or c)"[1:7], "one option", "write `a in (b, c)`"},
	{"a != (b or 5)", "b or 5", "one option", "write `not a in (b, 5)`"},
	{"a == not b", "not", "whole condition", "brackets"},
	{"a - not b", "not", "whole condition", "brackets"},
	{"a not in (b)", "not in", "before the comparison", "write `not a in (…)`"},
	{"x in b", "b", "round brackets", "write `x == b`"},
	{"x in", "in", "missing after `in`", ""},
	{"x in ()", "()", "empty", ""},
	{"x in (a or b)", "or", "separated by commas", "write `,`"},
	{"x in (1 to 3)", "1 to 3", "single values", "write `x >= 1 and x <= 3`"},
	{"x in (a + b)", "+", "", ""},
	{"x in (today)", "today", "options or numbers", ""},
	// at-least
	{"at-least 3 of (a, b)", "3", "never", "1 to 2"},
	{"at-least 0 of (a, b)", "0", "always", "1 or more"},
	{"at-least 0 of members", "0", "always", "1 or more"},
	{"at-least 1.5 of (a, b)", "1.5", "whole number", ""},
	{"at-least two of (a, b)", "two", "whole number", "write `2`"},
	{"at-least 99999999999999999999 of members", "99999999999999999999", "whole number", ""},
	{"at-least -1 of members", "-", "whole number", ""},
	{"at-least 50 % of members", "50", "whole number", ""},
	{"at-least", "at-least", "missing after", ""},
	{"at-least 2", "2", "`of` is missing", "at-least 2 of members"},
	{"at-least 2 (a, b)", "(", "`of` is missing", "at-least 2 of (…)"},
	{"at-least 2 of a, b", "a", "round brackets", "`of (a, b, c)`"},
	{"at-least 2 of (members)", "members", "without brackets", "`of members`"},
	{"at least 2 of (a, b)", "at least", "one word", "`at-least`"},
	{"atleast 2 of (a, b)", "atleast", "before a number", "`at-least`"},
	{"AT-LEAST 2 of (a, b)", "AT-LEAST", "before a number", "`at-least`"},
	// functions
	{"mim(a, b)", "mim", "unknown function", "did you mean `min`?"},
	{"foobar(a, b)", "foobar", "unknown function", "known: min, max"},
	{"ln(a)", "ln", "unknown function", "`log(a)`"},
	{"pow(a, 2)", "pow", "unknown function", "a * a"},
	{"min(a)", "min(a)", "1 argument; it takes 2 or more", "`min(a, b)`"},
	{"abs(a, b)", "abs(a, b)", "2 arguments; it takes 1", "`abs(a)`"},
	{"abs(0,35) > a", "abs(0,35)", "point", "write `0.35`"},
	{"if(a, 1)", "if(a, 1)", "it takes 3", "`if(condition, number, number)`"},
	{"abs()", "abs()", "needs its arguments", "`abs(a)`"},
	{"uniform(0, 1) > a", "uniform", "distribution", "name a quantity"},
	// reserved words
	{"a and source", "source", "reserved", "another name"},
	{"fighting == today", "today", "reserved", "option that holds today"},
	{"members", "members", "at-least", "at-least 2 of members"},
	{"otherwise", "otherwise", "last of several", ""},
	{"null", "null", "reserved", ""},
	// numbers
	{"a > 35 %", "35 %", "fraction", "write `0.35`"},
	{"a > 5 * 35 %", "35 %", "fraction", "write `0.35`"},
	{"a % b", "%", "no `%`", "fraction"},
	{"a > 1e3", "1e3", "exponent", "write `1000`"},
	{"a > 010", "010", "leading zero", "write `10`"},
	{"a > 5-10", "5-10", "minus needs spaces", "write `5 - 10`"},
	{"a > 1,000", "1,000", "comma", "write `1000`"},
	{"a > 1 000", "1 000", "separator", "write `1000`"},
	{"a < inf", "inf", "finite", ""},
	{"a * nan < 1", "nan", "finite", ""},
	{"a > 5 to 10", "to", "makes a range", "name a quantity"},
	{"$5 > a", "$", "unit", "`unit`"},
}

var badNumbers = []mistake{
	{"", "", "nothing is written", ""},
	{" = ", " = ", "nothing is written", ""},
	{"== 3", "==", "missing before", ""},
	{"< 5", "<", "missing before", ""},
	{"1 to", "to", "missing after `to`", ""},
	{"to 3", "to", "missing before `to`", ""},
	{"1 to a", "a", "plain numbers", ""},
	{"a to 3", "a", "plain numbers", "quantity"},
	{"1/3 to 2/3", "1/3", "plain numbers", "quantity"},
	{"1 to 2/3", "/", "stands alone", "quantity"},
	{"1 to 3 * 2", "*", "stands alone", "quantity"},
	{"2 * 1 to 3", "2 * 1", "plain numbers", "quantity"},
	{"2 * (1 to 3)", "to", "stands alone", "quantity"},
	{"(1 to 3)", "to", "without brackets", "leave the brackets out"},
	{"1 to 3 and a", "and", "stands alone", ""},
	{"1 to 3)", ")", "no bracket", ""},
	{"1 to 3,", ",", "between the arguments", "leave it out"},
	{"if(a, 1 to 3, 2)", "to", "stands alone", "quantity"},
	{"uniform(0, 1) * 2", "*", "stands alone", "quantity"},
	{"2 * uniform(0, 1)", "uniform", "stands alone", "quantity"},
	{"if(a, uniform(0, 1), 2)", "uniform", "stands alone", "quantity"},
	{"uniform(a, 1)", "a", "plain numbers", ""},
	{"uniform(1/3, 2/3)", "/", "plain numbers", ""},
	{"uniform(0, 1", "(", "not closed", "add `)`"},
	{"uniform(0; 1)", ";", "joins nothing", "`,`"},
	{"pert(1, 2)", "pert(1, 2)", "2 arguments; it takes 3", "pert(low, mode, high)"},
	{"pert()", "pert()", "needs its arguments", "pert(low, mode, high)"},
	{"pert(", "(", "not closed", ""},
	{"discrete(1, 5)", "1", "does not take", "give every value its chance"},
	{"discrete(1 = 0.2)", "=", "colon", "`:`"},
	{"discrete(1 0.2)", "0.2", "colon", "`:`"},
	{"normal(0, 1)", "normal", "unknown function", "`0.2 to 0.4`"},
	{"unform(0, 1)", "unform", "unknown function", "did you mean `uniform`?"},
	{"5 km", "km", "operator", "`unit`"},
	{"5 ± 2", "±", "not known", "percentiles"},
	{"$5", "$", "unit", ""},
	{"nan", "nan", "finite and known", ""},
	{"-inf", "-inf", "finite and known", ""},
	{".inf", ".inf", "finite and known", ""},
	{"1e400", "1e400", "exponent", ""},
	{"1e300", "1e300", "exponent", "larger unit"},
	{"٣", "٣", "digits 0 to 9", ""},
	{"?", "?", "no `?`", ""},
	{"2 * 5-10", "5-10", "minus needs spaces", "write `5 - 10`"},
	{"2 * 5..10", "5..10", "stands alone", "quantity"},
}

// mended are fields that have a right form, which the suggestion must show and which must then be read.
var mended = []struct{ text, at, right string }{
	{"35 %", "", "0.35"},
	{"35%", "", "0.35"},
	{"12.3 %", "", "0.123"},
	{"-35 %", "", "-0.35"},
	{"5 percent", "", "0.05"},
	{"5 per cent", "", "0.05"},
	{"20 to 40 %", "", "0.2 to 0.4"},
	{"=20% to 40%", "20% to 40%", "0.2 to 0.4"},
	{"20-40 %", "", "0.2 to 0.4"},
	{"20–40%", "", "0.2 to 0.4"},
	{"-20 to -10 %", "", "-0.2 to -0.1"},
	{"a * 35 %", "35 %", "0.35"},
	{"0,35", "", "0.35"},
	{"0,350", "", "0.35"},
	{"12,5", "", "12.5"},
	{"0,2 to 0,4", "0,2", "0.2"},
	{"0.2 to 0,4", "0,4", "0.4"},
	{"1,000", "", "1000"},
	{"1,000,000", "", "1000000"},
	{"1 000", "", "1000"},
	{"1 000 000", "", "1000000"},
	{"1'000'000", "", "1000000"},
	{"1'000", "", "1000"},
	{"1_000", "", "1000"},
	{"5 million", "", "5000000"},
	{"0.5 Billion", "", "500000000"},
	{"1e3", "", "1000"},
	{"1e+3", "", "1000"},
	{"2.5E-3", "", "0.0025"},
	{"010", "", "10"},
	{"00.5", "", "0.5"},
	{"-010", "010", "10"},
	{".5", "", "0.5"},
	{"5.", "", "5"},
	{"0.35.", "", "0.35"},
	{"5-", "", "5"},
	{"0x1F", "", "31"},
	{"5-10", "", "5 to 10"},
	{"5..10", "", "5 to 10"},
	{"5 .. 10", "", "5 to 10"},
	{"5…10", "", "5 to 10"},
	{"5–10", "", "5 to 10"},
	{"5 – 10", "", "5 to 10"},
	{"5to10", "", "5 to 10"},
	{"5-to-10", "", "5 to 10"},
	{"-15--5", "", "-15 to -5"},
	{"-5-10", "", "-5 to 10"},
	{".5-.7", "", "0.5 to 0.7"},
	{"10-5", "", "10 - 5"},
	{"5 − 10", "−", "5 - 10"},
	{"−5", "−", "-5"},
	{"1 TO 3", "TO", "to"},
	{"“0.35”", "", "0.35"},
	{"'0.35'", "", "0.35"},
	{"1 to 3 to 5", "to", "pert(1, 3, 5)"},
	{"uniform(1 to 3)", "1 to 3", "uniform(1, 3)"},
	{"uniform(0,2, 0,4)", "", "0.2"},
	{"uniform(0,2,0,4)", "", "0.2"},
	{"lognormal(1, 10)", "1", "lognormal(1 to 10)"},
}

type parseFunc func(string) (*Node, *Error)

// refusal parses a text that must be refused and returns its error with the text it points at.
func refusal(t *testing.T, parse parseFunc, text string) (*Error, string) {
	t.Helper()
	n, err := parse(text)
	if err == nil {
		t.Errorf("%q was read as %v", text, n)
		return &Error{}, ""
	}
	if n != nil {
		t.Errorf("%q: a tree beside an error", text)
	}
	runes := []rune(text)
	if err.Pos < 0 || err.Pos > err.End || err.End > len(runes) {
		t.Fatalf("%q: error at %d-%d", text, err.Pos, err.End)
	}
	return err, string(runes[err.Pos:err.End])
}

func TestMistakes(t *testing.T) {
	check := func(parse parseFunc, list []mistake) {
		for _, m := range list {
			err, at := refusal(t, parse, m.text)
			if at != string([]rune(m.at)) || !strings.Contains(err.Reason, m.reason) || !strings.Contains(err.Suggestion, m.suggestion) {
				t.Errorf("%q: at %q: %s | %s\n\twant at %q: %s | %s", m.text, at, err.Reason, err.Suggestion, m.at, m.reason, m.suggestion)
			}
		}
	}
	check(Parse, badExpressions)
	check(ParseNumber, badNumbers)
}

func TestSuggestedNumberIsRead(t *testing.T) {
	for _, m := range mended {
		err, at := refusal(t, ParseNumber, m.text)
		if want := m.at; at != want && (want != "" || at != m.text) {
			t.Errorf("%q: points at %q", m.text, at)
		}
		if !strings.Contains(err.Suggestion, "`"+m.right+"`") {
			t.Errorf("%q: %s; suggestion %q, want `%s`", m.text, err.Reason, err.Suggestion, m.right)
		}
		if _, err := ParseNumber(m.right); err != nil && m.right != "to" {
			t.Errorf("%q suggests %q, which is refused: %v", m.text, m.right, err)
		}
	}
}

// The same texts, spelled right, are read: no check above fires on what is legal.
func TestNearMissesAreRead(t *testing.T) {
	for _, text := range []string{
		"a == b", "a >= 3", "a != b", "not a", "a and b", "at-least 2 of (a, b)", "x in (a)",
		"AND or OR", "at == least", "x == 5-10", "x in (inf, nan)", "x == 1_000", "x == 0x1F", "x == 5to10", "dollar == 5",
	} {
		if _, err := Parse(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestLimits(t *testing.T) {
	repeat := strings.Repeat
	for name, c := range map[string]struct {
		text   string
		reason string // "" when it must be read
	}{
		"longest text":         {repeat(" ", MaxRunes-1) + "a", ""},
		"text too long":        {repeat(" ", MaxRunes) + "a", "at most 10000"},
		"much too long":        {repeat("(", 5_000_000), "at most 10000"},
		"long sum":             {repeat("1+", MaxRunes/2-1) + "1", ""},
		"long conjunction":     {repeat("a and ", 1600) + "a", ""},
		"brackets":             {repeat("(", MaxNesting) + "a" + repeat(")", MaxNesting), ""},
		"brackets too deep":    {repeat("(", MaxNesting+1) + "a" + repeat(")", MaxNesting+1), "deeper than 200"},
		"unclosed brackets":    {repeat("(", MaxRunes), "deeper than 200"},
		"not":                  {repeat("not ", MaxNesting) + "a", ""},
		"not too deep":         {repeat("not ", MaxNesting+1) + "a", "deeper than 200"},
		"minus":                {repeat("-", MaxNesting) + "a", ""},
		"minus too deep":       {repeat("-", MaxRunes-1) + "a", "deeper than 200"},
		"calls too deep":       {repeat("abs(", MaxNesting+1) + "a" + repeat(")", MaxNesting+1), "deeper than 200"},
		"at-least too deep":    {repeat("at-least 1 of (", MaxNesting+1) + "a" + repeat(")", MaxNesting+1), "deeper than 200"},
		"side by side is flat": {repeat("(-a)+", 1500) + "a", ""},
		"largest number":       {"1" + repeat("0", 308), ""},
		"number too large":     {"1" + repeat("0", 309), "too large"},
		"number too small":     {"0." + repeat("0", 400) + "1", "too small"},
		"many decimals":        {"0." + repeat("3", 400), ""},
		"long name":            {repeat("a", MaxRunes), ""},
	} {
		for _, parse := range []parseFunc{Parse, ParseNumber} {
			n, err := parse(c.text)
			switch {
			case c.reason == "" && err != nil:
				t.Errorf("%s: %v", name, err)
			case c.reason != "" && (err == nil || !strings.Contains(err.Reason, c.reason)):
				t.Errorf("%s: got %v", name, err)
			case err == nil && n.String() == "":
				t.Errorf("%s: no text", name)
			}
		}
	}
}

func TestMessagesAreShort(t *testing.T) {
	long := strings.Repeat("x", 5000)
	for _, text := range []string{
		long + " " + long, long + "(a)", long + " = " + long, "a < " + long + " < " + long,
		"a == '" + long + "'", long + " in " + long, "1 " + long,
	} {
		if _, err := Parse(text); err == nil || len(err.Reason) > 200 || len(err.Suggestion) > 300 {
			t.Errorf("%.20s…: %v", text, err)
		}
	}
}
