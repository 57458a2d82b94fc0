package exchange

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"parley/internal/expr"
)

// numeric is what an expression reads as a number. An option may be called so, a party or an issue not: the
// grammar keeps the text of a number only on the right of a comparison.
var numeric = regexp.MustCompile(`^\d+(\.\d+)?$`)

// role is what a name names; it words the keys of things whose own spelling gives none.
type role string

const (
	partyRole  role = "party"
	issueRole  role = "issue"
	optionRole role = "option"
)

// legal reports whether the case file accepts s as a name in this role as it is spelled.
func (r role) legal(s string) bool {
	if !expr.IsName(s) || expr.Reserved(s) || OneLine(s) != s {
		return false
	}
	if r == optionRole {
		return s != "options" // beside its options, an issue may hold the key `options`
	}
	return !numeric.MatchString(s)
}

// keys gives each of the source's spellings a name of its own: its spelling where that is legal, else a
// plainer one, made unique by a number. Spellings that are legal keep themselves whatever stands before them.
func (r role) keys(spellings []string) []string {
	keys := make([]string, len(spellings))
	used := make(map[string]bool, len(spellings))
	for i, s := range spellings {
		if r.legal(s) && !used[s] {
			keys[i], used[s] = s, true
		}
	}
	next := map[string]int{}
	for i, s := range spellings {
		if keys[i] != "" {
			continue
		}
		plain := r.plain(s, i+1)
		key := plain
		for used[key] {
			next[plain] = max(2, next[plain]+1)
			key = fmt.Sprintf("%s-%d", plain, next[plain])
		}
		keys[i], used[key] = key, true
	}
	return keys
}

// plain makes a legal name from s; position stands in where nothing of s can be kept.
func (r role) plain(s string, position int) string {
	key := plainSpelling(OneLine(s))
	if r.legal(key) {
		return key
	}
	if key = fmt.Sprintf("%s-%s", r, key); r.legal(key) && !strings.HasSuffix(key, "-") {
		return key
	}
	return fmt.Sprintf("%s-%d", r, position)
}

// spelledOut replaces signs that carry meaning.
var spelledOut = strings.NewReplacer("&", " and ", "+", " plus ", "<", " below ", ">", " above ", "≤", " up to ", "≥", " from ", "−", "-")

// plainSpelling keeps the letters and digits of s, with hyphens for spaces and separators; other signs go. A
// minus before a number is written out: `-5` would not be a name.
func plainSpelling(s string) string {
	s = strings.TrimSpace(spelledOut.Replace(s))
	if rest, ok := strings.CutPrefix(s, "-"); ok && rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		s = "minus " + rest
	}
	var b strings.Builder
	runes := []rune(s)
	for i, c := range runes {
		switch {
		case strings.ContainsRune("_-.", c) || unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) && b.Len() > 0:
			b.WriteRune(c)
		case c == ',' && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1]):
			// a separator of thousands, as in $40,000
		case unicode.IsSpace(c) || strings.ContainsRune(`/\|,;:()[]{}=*–—~`, c):
			b.WriteByte('-')
		}
	}
	key := strings.ReplaceAll(b.String(), ".-", "-")
	return strings.Trim(hyphens.ReplaceAllString(key, "-"), "-.")
}

var hyphens = regexp.MustCompile(`-+`)
