package casefile

import (
	"fmt"
	"strings"
	"unicode"

	"parley/casefile/internal/yamltext"
	"parley/internal/expr"
)

// assignment reads `issue=option, issue=option`. All errors are returned, at rune offsets into text.
func assignment(n *names, text string) (settings []Setting, errs []*expr.Error) {
	runes := []rune(text)
	seen := map[int]int{}
	for from := 0; from <= len(runes); {
		to := from
		for to < len(runes) && runes[to] != ',' {
			to++
		}
		pos, end := trim(runes, from, to)
		s, err := setting(n, runes, pos, end)
		switch {
		case err != nil:
			errs = append(errs, err)
		case seen[s.Issue] > 0 && settings[seen[s.Issue]-1] == s:
			errs = append(errs, &expr.Error{Pos: pos, End: end, Reason: fmt.Sprintf("`%s` is said twice", string(runes[pos:end])), Suggestion: "delete one"})
		case seen[s.Issue] > 0:
			before := n.options[s.Issue].list[settings[seen[s.Issue]-1].Option]
			errs = append(errs, &expr.Error{
				Pos: pos, End: end, Suggestion: "keep one of them",
				Reason: fmt.Sprintf("`%s` cannot be both `%s` and `%s`", n.issues.list[s.Issue], before, n.options[s.Issue].list[s.Option]),
			})
		default:
			settings = append(settings, s)
			seen[s.Issue] = len(settings)
		}
		from = to + 1
	}
	return settings, errs
}

// trim narrows [from, to) to what stands between spaces.
func trim(runes []rune, from, to int) (int, int) {
	for from < to && unicode.IsSpace(runes[from]) {
		from++
	}
	for to > from && unicode.IsSpace(runes[to-1]) {
		to--
	}
	return from, to
}

// setting reads one `issue=option` at [pos, end).
func setting(n *names, runes []rune, pos, end int) (Setting, *expr.Error) {
	fail := func(pos, end int, reason, suggestion string) (Setting, *expr.Error) {
		return Setting{}, &expr.Error{Pos: pos, End: end, Reason: reason, Suggestion: suggestion}
	}
	text := string(runes[pos:end])
	eq := pos
	for eq < end && runes[eq] != '=' && runes[eq] != ':' {
		eq++
	}
	switch {
	case text == "" && len(runes) > 0 && end == len(runes) && pos > 0:
		return fail(pos, end, "a comma at the end", "delete it")
	case text == "":
		return fail(pos, end, "`issue=option` is missing here", "")
	case strings.Contains(text, "!="):
		return fail(pos, end, "a deal gives each issue one option; `!=` does not say which", "write `issue=option`")
	case strings.Contains(text, "=="):
		return fail(eq, eq+2, "`==` asks whether; a deal sets, with one `=`", "write `"+strings.ReplaceAll(yamltext.Shorten(text), "==", "=")+"`")
	case containsWord(text, "and") && strings.Contains(text, "="):
		return fail(pos, end, "a deal lists its settings with commas, not with `and`", "write `issue=option, issue=option`")
	case eq == end:
		return loneWord(n, text, pos, end)
	case runes[eq] == ':':
		return fail(eq, eq+1, "a deal is written with `=`", "write `"+strings.TrimSpace(string(runes[pos:eq]))+"="+strings.TrimSpace(string(runes[eq+1:end]))+"`")
	}
	lpos, lend := trim(runes, pos, eq)
	rpos, rend := trim(runes, eq+1, end)
	left, right := string(runes[lpos:lend]), string(runes[rpos:rend])
	if left == "" || right == "" {
		return fail(pos, end, "`issue=option` is incomplete", "")
	}
	i, ok := n.issues.find(left)
	if !ok {
		if j, swapped := n.issues.find(right); swapped {
			return fail(pos, end, "the issue stands on the left, its option on the right", fmt.Sprintf("write `%s=%s`", n.issues.list[j], yamltext.Shorten(left)))
		}
		reason, suggestion := n.unknown(left, &n.issues)
		return fail(lpos, lend, reason, suggestion)
	}
	b := binder{names: n}
	option := &expr.Node{Op: expr.Name, Name: right, Pos: rpos, End: rend}
	if b.option(option, i); len(b.errs) > 0 {
		return Setting{}, b.errs[0]
	}
	return Setting{Issue: i, Option: option.Index}, nil
}

// loneWord explains a word that stands where `issue=option` should.
func loneWord(n *names, word string, pos, end int) (Setting, *expr.Error) {
	e := &expr.Error{Pos: pos, End: end, Reason: fmt.Sprintf("`%s` is not of the form issue=option", yamltext.Shorten(word))}
	if i, ok := n.issues.find(word); ok {
		e.Suggestion = fmt.Sprintf("write `%s=%s`", word, first(n.options[i].list))
	} else if i := n.issueOf(word, -1); i >= 0 {
		e.Suggestion = fmt.Sprintf("write `%s=%s`", n.issues.list[i], word)
	}
	return Setting{}, e
}

// containsWord reports whether word stands in text between spaces.
func containsWord(text, word string) bool {
	for _, w := range strings.Fields(text) {
		if w == word {
			return true
		}
	}
	return false
}
