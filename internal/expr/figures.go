package expr

import (
	"regexp"
	"strings"
)

// percentages is a numeric field that holds one range in percent, in any of the ways people write it.
var percentages = regexp.MustCompile(`^\s*=?\s*([-−]?[0-9]*\.?[0-9]+)\s*%?\s*(?:to|-|−|–|—|‒|…|\.\.+)\s*([-−]?[0-9]*\.?[0-9]+)\s*%\s*$`)

// failPercentRange reports a field such as `20 to 40 %`, and whether it was one.
func (p *parser) failPercentRange() bool {
	m := percentages.FindStringSubmatch(string(p.text))
	if !p.number || m == nil {
		return false
	}
	p.fail(p.tokens[p.first()].pos, p.tokens[len(p.tokens)-2].end, "there is no `%`",
		"write `"+percent(m[1])+" to "+percent(m[2])+"`")
	return true
}

// percent is a numeral's hundredth: "35" gives "0.35".
func percent(numeral string) string { return plain(strings.Replace(numeral, "−", "-", 1) + "e-2") }

// failPercent suggests the fraction for a percentage; t is the percent sign or word after it.
func (p *parser) failPercent(t, before token) *Node {
	const reason = "a share is written as a fraction, without `%`"
	after := p.ahead(1)
	switch {
	case before.kind != numberToken || t.text == "‰":
		return p.failAt(t, t.fault.reason, t.fault.suggestion)
	case after.kind == numberToken || after.kind == nameToken && !Reserved(after.text) && after.text != "cent":
		return p.failAt(t, reason, "`"+percent(before.text)+"` is "+before.text+" %")
	}
	start, end, suggestion := before.pos, t.end, percent(before.text)
	if p.behind(2).is("-") && !operandEnds(p.behind(3)) {
		start, suggestion = p.behind(2).pos, "-"+suggestion
	}
	if after.text == "cent" {
		end = after.end
	}
	return p.fail(start, end, reason, "write `"+suggestion+"`")
}

// operandEnds reports whether an operand can end with t, so that a minus after it subtracts.
func operandEnds(t token) bool {
	return t.kind == numberToken || t.is(")") || t.kind == nameToken && !operatorWord(t.text)
}

// magnitudes are the powers of ten that people write in words after a number.
var magnitudes = map[string]string{"hundred": "e2", "thousand": "e3", "million": "e6", "billion": "e9", "trillion": "e12"}

// failMeasure reports a number with a word for its size or a percentage in words, and whether it was one.
func (p *parser) failMeasure(t, before token) bool {
	if before.kind != numberToken {
		return false
	}
	word := strings.ToLower(t.text)
	if e, ok := magnitudes[strings.TrimSuffix(word, "s")]; ok {
		p.fail(before.pos, t.end, "numbers are written in digits", "write `"+plain(before.text+e)+"`, or choose a larger unit")
		return true
	}
	if word == "percent" || word == "pct" || word == "per" && p.ahead(1).text == "cent" {
		p.failPercent(t, before)
		return true
	}
	return false
}

// failDigits reports digits that were grouped, or divided by something else than a point, and whether the
// present token is anything of the kind.
func (p *parser) failDigits(t, before token) bool {
	if t.is(",") {
		s, last := p.commaNumeralAt(p.at)
		if s != "" {
			p.fail(before.pos, p.tokens[last].end, "a decimal is written with a point, and thousands without a comma",
				"write `"+s+"`")
		}
		return s != ""
	}
	if before.kind != numberToken {
		return false
	}
	digits := strings.TrimLeft(t.text, "'’")
	if threeDigits.MatchString(digits) && digitsOnly(before.text) && len(before.text) <= 3 && before.num > 0 {
		numeral, end := p.grouped()
		p.fail(before.pos, end, "digits are written without a separator", "write `"+numeral+"`")
		return true
	}
	return false
}

// grouped joins the number before the present token with the groups of three digits that follow it, and
// says where the last of them ends.
func (p *parser) grouped() (numeral string, end int) {
	numeral = p.behind(1).text
	for _, t := range p.tokens[p.at:] {
		digits := strings.TrimLeft(t.text, "'’")
		if !threeDigits.MatchString(digits) {
			break
		}
		numeral, end = numeral+digits, t.end
	}
	return numeral, end
}

// decimalCommas counts the commas inside numerals between the brackets that open at token index from, and
// suggests the first of those numerals without.
func (p *parser) decimalCommas(from int) (count int, suggestion string) {
	for i := from + 1; i+1 < min(p.at, len(p.tokens)); i++ {
		s, last := p.commaNumeralAt(i)
		if s == "" {
			continue
		}
		if count == 0 {
			suggestion = "write `" + s + "`"
		}
		count += (last - i + 1) / 2
		i = last + 1 // the next comma divides arguments
	}
	return count, suggestion
}

// commaNumeralAt is the numeral meant by digits, comma, digits without spaces, where the comma is token i,
// with the index of its last token; "" when token i is no such comma. Further groups of three digits are
// part of it.
func (p *parser) commaNumeralAt(i int) (numeral string, last int) {
	if i < 1 || i+1 >= len(p.tokens) || !p.tokens[i].is(",") {
		return "", i
	}
	a, b := p.tokens[i-1], p.tokens[i+1]
	if a.kind != numberToken || a.end != p.tokens[i].pos || b.pos != p.tokens[i].end || !digitsOnly(b.text) {
		return "", i
	}
	numeral, last = commaNumeral(a.text, b.text), i+1
	for last+2 < len(p.tokens) && p.tokens[last+1].is(",") && threeDigits.MatchString(p.tokens[last+2].text) &&
		p.tokens[last+2].pos == p.tokens[last].end+1 {
		numeral += p.tokens[last+2].text
		last += 2
	}
	return numeral, last
}

func digitsOnly(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
