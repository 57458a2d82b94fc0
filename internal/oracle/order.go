package oracle

import (
	"slices"
	"strings"
)

// Reordered is a case whose parties are declared in another order: the k-th of them is the order[k]-th of the text. Their entries under
// `parties:` begin with two blanks.
func Reordered(text string, order []int) string {
	const head = "\nparties:\n"
	start := strings.Index(text, head) + len(head)
	var entries []string
	end := start
	for line := range strings.Lines(text[start:]) {
		if !strings.HasPrefix(line, "  ") {
			break
		}
		if end += len(line); strings.HasPrefix(line, "   ") {
			entries[len(entries)-1] += line
		} else {
			entries = append(entries, line)
		}
	}
	out := make([]string, len(order))
	for k, from := range order {
		out[k] = entries[from]
	}
	return text[:start] + strings.Join(out, "") + text[end:]
}

// Orders lists all orders of n things, but for the one in which they come.
func Orders(n int) [][]int {
	out := [][]int{{}}
	for k := range n {
		var longer [][]int
		for _, o := range out {
			for at := range k + 1 {
				longer = append(longer, slices.Insert(slices.Clone(o), at, k))
			}
		}
		out = longer
	}
	return slices.DeleteFunc(out, slices.IsSorted[[]int])
}
