package expr

import (
	"slices"
	"strings"
	"unicode"
)

// reserved are the words that nothing in a case may have as its name. docs/case-format.md prints the same list.
var reserved = strings.Fields(`and or not in to if at-least of members true false today always otherwise
	is by back note source label unit weight also once red-lines says walk-away spread ladder at-most priorities ranking flag
	irreversible divisible null believes elapsed positions`)

// grammarWords are the reserved words that the grammar itself reads.
var grammarWords = []string{"and", "or", "not", "in", "to", "if", "at-least", "of", "members", "true", "false", "always", "elapsed"}

// constants are the reserved words that stand where a name may stand, with what they stand for.
var constants = map[string]Ref{"always": Always, "true": Always, "false": Never, "elapsed": Elapsed}

// Reserved reports whether s is a word that cannot be a name. Case counts: `OR` may name a party.
func Reserved(s string) bool { return slices.Contains(reserved, s) }

// Names lists, in order, the words an expression may use besides the names of a case: operators in words,
// functions, those that look back among them, and distributions.
func Names() []string {
	out := slices.Concat(grammarWords, functionNames(), namesOf(lookBack), distributionNames())
	slices.Sort(out)
	return slices.Compact(out)
}

// IsName reports whether s has the form of a name: letters, digits, `_`, `-` and `.`, starting with a
// letter, a digit or `_`. Plain numbers such as `100` have it too, since an option may be called so. What
// can only be a number written in another notation (`010`, `5.`, `1e3`) has not: no expression could
// refer to it. Whether the word is taken is for Reserved to say.
func IsName(s string) bool {
	for i, r := range s {
		if i == 0 && !nameStart(r) || !namePart(r) {
			return false
		}
	}
	return s != "" && numberFault(s) == nil
}

// nameStart reports whether a name may start with r.
func nameStart(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// namePart reports whether r may stand inside a name. Marks belong to their letters: an accent typed as a
// combining character is still part of the word.
func namePart(r rune) bool {
	return nameStart(r) || r == '-' || r == '.' || (unicode.IsMark(r) && unicode.IsPrint(r))
}
