package genius

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/exchange"
)

// notes gathers what the reader of the case should know.
type notes struct {
	said    []string
	subject []string            // in the order of their first mention
	where   map[string][]string // by subject, what it was found in
}

// say adds a sentence.
func (n *notes) say(format string, args ...any) {
	n.said = append(n.said, fmt.Sprintf(format, args...))
}

// maxPlaces bounds the places named for one subject.
const maxPlaces = exchange.MaxProfiles + 1

// found records that a subject was met in a place; each place is named once.
func (n *notes) found(subject, place string) {
	if n.where == nil {
		n.where = map[string][]string{}
	}
	if n.where[subject] == nil {
		n.subject = append(n.subject, subject)
	}
	if len(n.where[subject]) < maxPlaces && !slices.Contains(n.where[subject], place) {
		n.where[subject] = append(n.where[subject], place)
	}
}

// lines returns the sentences, then a line for each subject with the places it was found in.
func (n *notes) lines() []string {
	out := slices.Clone(n.said)
	for _, s := range n.subject {
		out = append(out, s+": "+strings.Join(n.where[s], ", ")+".")
	}
	return out
}

// Subjects of what cannot be carried over.
const (
	discounts    = "Discount factors are not carried over"
	noDiscount   = "No discount factor is declared (none applies)"
	domainOnly   = "Discount factors and reservation values of the domain file itself are not used"
	oddDiscount  = "Discount factors outside 0 to 1 mean none"
	noReserve    = "No reservation value is declared (the walk-away is 0)"
	similarities = "Similarity functions are not carried over"
	costs        = "Cost attributes are not carried over (GENIUS does not use them)"
	agents       = "Agents are not carried over"
	descriptions = "Descriptions are not carried over"
	whiteSpace   = "Line breaks and runs of spaces in names became single spaces"
	unread       = "Elements that are not read"
)

// known lists, by element, the children that are read or whose loss has a note of its own.
var known = map[string][]string{
	template:          {"agent", space},
	space:             {"objective", "weight", "reservation", "discount_factor"},
	"objective":       {"objective", "issue", "weight", "reservation", "discount_factor"},
	"issue":           {"item", "range", "evaluator", "similarity_function"},
	"reservation":     {"value"},
	"discount_factor": {"value"},
}

// inventory notes what an element and those below it hold that is not carried over.
func (n *notes) inventory(d *document, e *element) {
	file := exchange.FileName(d.Name)
	if text, ok := e.attr("cost"); ok && strings.Trim(text, "0. ") != "" {
		n.found(costs, file)
	}
	if text, ok := e.attr("description"); ok && strings.TrimSpace(text) != "" {
		n.found(descriptions, file)
	}
	for _, c := range e.children {
		switch {
		case c.name == "agent":
			n.found(agents, file)
		case c.name == "similarity_function":
			n.found(similarities, file)
		case !slices.Contains(known[e.name], c.name):
			n.found(unread, fmt.Sprintf("<%s> (%s)", exchange.Shown(c.name), file))
		default:
			n.inventory(d, c)
		}
	}
}
