package exchange

import (
	"fmt"
	"regexp"
	"strings"
)

// flowWidth is the longest line on which a map or list is kept whole.
const flowWidth = 110

// plainScalar is what every YAML reader takes for text without quotes (a word, or digits with a word of two
// letters or more after a hyphen); notText are the words among it that some do not.
var (
	plainScalar = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_.-]*|[0-9]+-[A-Za-z]{2}[A-Za-z0-9_.-]*)$`)
	notText     = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|true|false|null|nan|inf)$`)
)

// scalar writes a name so that every YAML reader takes it for text.
func scalar(s string) string {
	if plainScalar.MatchString(s) && !notText.MatchString(s) {
		return s
	}
	return quoted(s)
}

// quoted writes text of printable runes between double quotes.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(OneLine(s)) + `"`
}

// entry is a key with a value already written.
type entry struct{ key, value string }

// writeMap writes `key: {a: 1, b: 2}` at the indentation, or one entry a line where that is too long.
func writeMap(b *strings.Builder, indent int, key string, entries []entry) {
	pad := strings.Repeat(" ", indent)
	var flow strings.Builder
	for i, e := range entries {
		if i > 0 {
			flow.WriteString(", ")
		}
		flow.WriteString(e.key + ": " + e.value)
		if flow.Len() > flowWidth {
			break
		}
	}
	if indent+len(key)+flow.Len() <= flowWidth {
		fmt.Fprintf(b, "%s%s: {%s}\n", pad, key, flow.String())
		return
	}
	fmt.Fprintf(b, "%s%s:\n", pad, key)
	for _, e := range entries {
		fmt.Fprintf(b, "%s  %s: %s\n", pad, e.key, e.value)
	}
}

// writeList writes `key: [a, b]`, or one item a line where that is too long.
func writeList(b *strings.Builder, indent int, key string, items []string) {
	pad := strings.Repeat(" ", indent)
	if flow := strings.Join(items, ", "); indent+len(key)+len(flow) <= flowWidth {
		fmt.Fprintf(b, "%s%s: [%s]\n", pad, key, flow)
		return
	}
	fmt.Fprintf(b, "%s%s:\n", pad, key)
	for _, item := range items {
		fmt.Fprintf(b, "%s  - %s\n", pad, item)
	}
}

// writeComment writes text as an item of comment lines, of at most flowWidth bytes where its words allow it.
func writeComment(b *strings.Builder, text string) {
	const first, rest = "# -", "#  "
	line := first
	for word := range strings.FieldsSeq(OneLine(text)) {
		if len(line)+1+len(word) > flowWidth && strings.TrimSpace(line) != strings.TrimSpace(rest) && line != first {
			b.WriteString(line + "\n")
			line = rest
		}
		line += " " + word
	}
	b.WriteString(line + "\n")
}
