package expr

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// Shapes of tokens that have to do with numbers.
var (
	digitsShape    = regexp.MustCompile(`^[0-9]*\.?[0-9]*$`)
	numeralShape   = regexp.MustCompile(`^(0|[1-9][0-9]*)(\.[0-9]+)?$`)
	exponentShape  = regexp.MustCompile(`^[0-9]*\.?[0-9]*[eE][-+]?[0-9]+$`)
	underlineShape = regexp.MustCompile(`^[0-9]+(_[0-9]+)+(\.[0-9]+)?$`)
	hexShape       = regexp.MustCompile(`^0[xX][0-9a-fA-F]+$`)
	rangeShape     = regexp.MustCompile(`^([0-9]*\.?[0-9]+)(-|--|-to-|to|\.\.+)([0-9]*\.?[0-9]+)$`)
	threeDigits    = regexp.MustCompile(`^[0-9]{3}$`)
)

// fault is an error that has no position yet.
type fault struct{ reason, suggestion string }

// numberFault says what is wrong with s as a numeral, where s can be nothing else; nil when it is well
// formed or can be a name.
func numberFault(s string) *fault {
	switch {
	case exponentShape.MatchString(s):
		return &fault{"numbers have no exponent", writePlain(s)}
	case s[0] == '.' && notFinite(s[1:]):
		return &fault{"a number must be finite and known", ""}
	case !digitsShape.MatchString(s):
		return nil
	case strings.Trim(s, ".") == "":
		return &fault{"`" + s + "` is neither a number nor a name", ""}
	case strings.HasPrefix(s, "."):
		return &fault{"a number starts with a digit", writePlain(s)}
	case strings.HasSuffix(s, "."):
		return &fault{"nothing follows the decimal point", writePlain(s)}
	case !numeralShape.MatchString(s):
		return &fault{"a number has no leading zero", writePlain(s)}
	}
	switch v, err := strconv.ParseFloat(s, 64); {
	case err != nil:
		return &fault{"the number is too large (the largest is about 1.8 followed by 308 digits)", ""}
	case v == 0 && strings.Trim(s, "0.") != "":
		return &fault{"the number is too small to tell from 0", "write `0`"}
	}
	return nil
}

// numeralLike says what is wrong with a name that stands where a number is wanted, when its writer plainly
// meant a number. whole: nothing else stands in the field; sign: "-" when a minus precedes it.
func numeralLike(s string, whole bool, sign string) *fault {
	switch end := strings.TrimRight(s, ".-"); {
	case notFinite(s):
		return &fault{"a number must be finite and known", "leave out what is not known, and give the largest number that makes sense"}
	case end != s && numeralShape.MatchString(end):
		return &fault{"`" + s + "` reads as a name", "write `" + sign + end + "`"}
	case underlineShape.MatchString(s):
		return &fault{"digits are written without a separator", writePlain(strings.ReplaceAll(s, "_", ""))}
	case hexShape.MatchString(s):
		return &fault{"numbers are decimal", writeHex(s)}
	case rangeShape.MatchString(s):
		return rangeFault(rangeShape.FindStringSubmatch(s), whole, sign)
	case strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsDigit(r) }) &&
		!strings.ContainsFunc(s, unicode.IsLetter):
		return &fault{"numbers are written with the digits 0 to 9", ""}
	}
	return nil
}

// notFinite reports whether s is a word for what is no finite number.
func notFinite(s string) bool {
	s = strings.ToLower(s)
	return s == "nan" || s == "inf" || s == "infinity"
}

// rangeFault explains a token such as 5-10. m is the token, its lower end, the separator and its upper end.
func rangeFault(m []string, whole bool, sign string) *fault {
	lo, hi := sign+plain(m[1]), plain(m[3])
	if m[2] == "--" {
		hi = "-" + hi
	}
	a, _ := strconv.ParseFloat(lo, 64)
	b, _ := strconv.ParseFloat(hi, 64)
	switch {
	case whole && a < b:
		return &fault{"`" + m[0] + "` reads as a name; a range has `to` in it", "write `" + lo + " to " + hi + "`"}
	case strings.HasPrefix(m[2], "-") && m[2] != "-to-":
		return &fault{"`" + m[0] + "` reads as a name; minus needs spaces", "write `" + lo + " - " + hi + "`"}
	}
	return &fault{
		"a range stands alone in its field",
		"name a quantity for it and calculate with the name",
	}
}

// plain writes a numeral in any notation that ParseFloat reads as a case writes it: no exponent, no
// leading zeros, a digit before the point. It returns s itself when that is no finite number.
func plain(s string) string {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return s
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// writePlain suggests the plain form of a numeral, unless that would be too long to read.
func writePlain(s string) string {
	out := plain(s)
	if !numeralShape.MatchString(out) {
		return ""
	}
	if len(out) > 25 {
		return "write its digits out, or choose a larger unit"
	}
	return "write `" + out + "`"
}

func writeHex(s string) string {
	v, err := strconv.ParseUint(s, 0, 52)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("write `%d`", v)
}

// commaNumeral is what "a,b" means, written with a point or without separator: "0,35" is 0.35, and "1,000"
// is 1000, since nobody writes three decimals to say one.
func commaNumeral(a, b string) string {
	if threeDigits.MatchString(b) && len(a) <= 3 && a != "0" && !strings.Contains(a, ".") {
		return plain(a + b)
	}
	return plain(a + "." + b)
}
