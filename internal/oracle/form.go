package oracle

import (
	"fmt"
	"strings"
)

// OptionForm writes a random case in which every issue is one party's, some options cannot be taken back or not be chosen by
// anybody, some states are forbidden, and some issues nobody can change.
func OptionForm(intn func(int) int) string {
	var b strings.Builder
	parties, issues := 2+intn(3), 2+intn(4)
	b.WriteString("parley: 1\ncase: random form\nparties:\n")
	for p := range parties {
		fmt.Fprintf(&b, "  p%d: {kind: state}\n", p)
	}
	b.WriteString("issues:\n")
	sizes := make([]int, issues)
	for i := range sizes {
		owner := fmt.Sprintf("p%d", intn(parties))
		sizes[i] = 2
		if intn(4) == 0 {
			sizes[i] = 3
		}
		fmt.Fprintf(&b, "  i%d:\n    o0: {by: %s}\n", i, owner)
		for o := 1; o < sizes[i]; o++ {
			extra := ""
			if intn(4) == 0 {
				extra = ", irreversible: true"
			}
			fmt.Fprintf(&b, "    o%d: {by: %s%s}\n", o, owner, extra)
		}
	}
	if intn(3) > 0 {
		b.WriteString("rules:\n")
		for range 1 + intn(2) {
			i, k := intn(issues), intn(issues)
			fmt.Fprintf(&b, "  - never: i%d == o1 and i%d == o%d\n", i, k, intn(2))
		}
	}
	b.WriteString("values:\n")
	for p := range parties {
		fmt.Fprintf(&b, "  p%d:\n    also:\n", p)
		for i := range issues {
			fmt.Fprintf(&b, "      i%d == o%d and i%d == o%d: %d\n", i, intn(sizes[i]), intn(issues), intn(2), intn(7)-3)
			fmt.Fprintf(&b, "      i%d == o%d: %d\n", i, intn(sizes[i]), intn(5)-2)
		}
		if intn(5) == 0 {
			fmt.Fprintf(&b, "    red-lines: [i0 == o1 and i1 == o%d]\n", intn(2))
		}
	}
	return b.String()
}
