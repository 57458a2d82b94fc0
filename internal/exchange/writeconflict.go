package exchange

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// WriteCase writes c as a case file (docs/case-format.md) with the notes as comments at its top: each option becomes an
// issue with the options `no` and `yes`, each infeasible pattern a rule, each preference an order. It returns an error, and
// writes nothing, when c does not pass Check.
func (c *Conflict) WriteCase(w io.Writer) error {
	if err := c.Check(); err != nil {
		return err
	}
	t := newConflictText(c)
	text := t.String()
	if len(text) > MaxCase {
		return fmt.Errorf("the case would be larger than a case file may be (%d bytes); rank by priorities", MaxCase)
	}
	_, err := io.WriteString(w, text)
	return err
}

// conflictText is a conflict with the names that its case uses.
type conflictText struct {
	*Conflict
	issues, parties []string
	nobody          string
	today           uint32
	number, spent   int
	feasible        []uint32
}

func newConflictText(c *Conflict) *conflictText {
	t := &conflictText{Conflict: c, feasible: c.Feasible()}
	var issues, parties []string
	for _, o := range c.Options {
		issues = append(issues, o.Name)
	}
	for _, a := range c.Actors {
		parties = append(parties, a.Name)
	}
	t.issues = issueRole.keys(issues)
	parties = partyRole.keys(append(parties, "nobody"))
	t.parties, t.nobody = parties[:len(c.Actors)], parties[len(c.Actors)]
	t.today, t.number, t.spent = c.today()
	return t
}

// String returns the case file.
func (t *conflictText) String() string {
	var b strings.Builder
	for _, note := range t.notes() {
		writeComment(&b, note)
	}
	title := OneLine(t.Name)
	if title == "" {
		title = "Imported conflict"
	}
	fmt.Fprintf(&b, "\nparley: 1\ncase: %s\n\nparties:\n", quoted(title))
	for i, key := range t.parties {
		entries := []entry{{"kind", "institution"}}
		if text, ok := label(t.Actors[i].Name, key); ok {
			entries = append(entries, entry{"label", text})
		}
		writeMap(&b, 2, scalar(key), entries)
	}
	if t.spent > 0 {
		writeMap(&b, 2, scalar(t.nobody), []entry{{"kind", "group"}, {"note", quoted("stands for no one: what nobody can bring about")}})
	}
	b.WriteString("\nissues:\n")
	for i := range t.Options {
		t.writeIssue(&b, i)
	}
	t.writeRules(&b)
	b.WriteString("\nvalues:\n")
	for i := range t.Actors {
		t.writeOrder(&b, i)
	}
	return b.String()
}

func (t *conflictText) notes() []string {
	out := append(slices.Clone(t.Notes), fmt.Sprintf("The source names no state of today: taken is state %d of %d, %s.", t.number, len(t.feasible), t.chosenBecause()))
	if t.spent > 0 {
		out = append(out, fmt.Sprintf("Options that can only be left, or only be taken, stand in every feasible state as they must end; `%s`, who stands for no one, would have to change them.", t.nobody))
	}
	return out
}

func (t *conflictText) chosenBecause() string {
	if t.number == 1 {
		return "the first"
	}
	return "the first from which the options that change one way can still change"
}

func (t *conflictText) writeIssue(b *strings.Builder, i int) {
	o := t.Options[i]
	taken := t.today>>i&1 == 1
	spent := o.Way == Forward && taken || o.Way == Back && !taken
	by := scalar(t.parties[o.Owner])
	if spent {
		by = scalar(t.nobody)
	}
	if o.Way != Both {
		by += ", irreversible: true"
	}
	fmt.Fprintf(b, "  %s:\n", scalar(t.issues[i]))
	if text, ok := label(o.Name, t.issues[i]); ok {
		fmt.Fprintf(b, "    label: %s\n", text)
	}
	if taken {
		fmt.Fprintf(b, "    today: \"yes\"\n    \"no\": {by: %s}\n    \"yes\":\n", by)
		return
	}
	fmt.Fprintf(b, "    \"no\":\n    \"yes\": {by: %s}\n", by)
}

func (t *conflictText) writeRules(b *strings.Builder) {
	var rules []string
	for _, c := range t.Infeasible {
		for _, text := range t.alternatives(c) {
			if !slices.Contains(rules, text) {
				rules = append(rules, text)
			}
		}
	}
	if len(rules) == 0 {
		return
	}
	b.WriteString("\nrules:\n")
	for _, text := range rules {
		fmt.Fprintf(b, "  - never: %s\n", text)
	}
}

// alternatives are the conditions of which one must hold, without those that contradict themselves.
func (t *conflictText) alternatives(c Condition) []string {
	var out []string
	for _, all := range c {
		if text, ok := t.conjunction(all); ok && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// conjunction writes literals in the order of the options; false where they contradict each other. None is always true.
func (t *conflictText) conjunction(all []Literal) (string, bool) {
	var yes, no uint32
	for _, l := range all {
		if l.Yes {
			yes |= 1 << l.Option
		} else {
			no |= 1 << l.Option
		}
	}
	var parts []string
	for i, key := range t.issues {
		switch {
		case yes>>i&1 == 1:
			parts = append(parts, key+" == yes")
		case no>>i&1 == 1:
			parts = append(parts, key+" == no")
		}
	}
	if parts == nil {
		return "always", true
	}
	return strings.Join(parts, " and "), yes&no == 0
}

func (t *conflictText) writeOrder(b *strings.Builder, i int) {
	fmt.Fprintf(b, "  %s:\n", scalar(t.parties[i]))
	fmt.Fprintf(b, "    note: %s\n", quoted("preferences as in the source"))
	if t.Actors[i].Ranking != nil {
		t.writeRanking(b, t.Actors[i].Ranking)
		return
	}
	var list []string
	for _, c := range t.Actors[i].Priorities {
		text := strings.Join(t.alternatives(c), " or ")
		if text != "" && !slices.Contains(t.alternatives(c), "always") && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	if list == nil {
		fmt.Fprintf(b, "    priorities: [always]\n")
		return
	}
	b.WriteString("    priorities:\n")
	for _, text := range list {
		fmt.Fprintf(b, "      - %s\n", text)
	}
}

func (t *conflictText) writeRanking(b *strings.Builder, ranking [][]int) {
	b.WriteString("    ranking:\n")
	for _, place := range ranking {
		var items []string
		for _, number := range place {
			items = append(items, t.assignment(t.feasible[number-1]))
		}
		switch len(items) {
		case 0:
		case 1:
			fmt.Fprintf(b, "      - %s\n", items[0])
		default:
			b.WriteString("      -\n")
			for _, item := range items {
				fmt.Fprintf(b, "        - %s\n", item)
			}
		}
	}
}

// assignment writes what a state changes from today.
func (t *conflictText) assignment(state uint32) string {
	var parts []string
	for i, key := range t.issues {
		if (state^t.today)>>i&1 == 1 {
			parts = append(parts, key+"="+map[bool]string{true: "yes", false: "no"}[state>>i&1 == 1])
		}
	}
	if parts == nil {
		return "today"
	}
	return quoted(strings.Join(parts, ", "))
}
