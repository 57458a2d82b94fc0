package casefile

import (
	"fmt"
	"slices"
	"strings"

	"parley/casefile/internal/yamltext"
	"parley/internal/expr"
	"parley/internal/quantity"
)

// ChangeKind is a kind of what-if.
type ChangeKind uint8

// The kinds of what-if.
const (
	SetQuantity   ChangeKind = iota // another number for a quantity
	WithoutThreat                   // as if a threat had not been made
	WithTable                       // a table that is off meets
	FixTrack                        // a track stays at today's value
	WithoutClocks                   // all tracks do
)

// Change is one difference of a what-if.
type Change struct {
	Kind  ChangeKind
	Index int           // of the quantity, threat, table or track
	Dist  quantity.Dist // SetQuantity
	Text  string        // as typed, such as rerouting=0.4 or threat:ultimatum
}

// ParseChange reads what stands after `--set` (`quantity=number`), `--without` (`threat:NAME`, `clocks`), `--with` (`table:NAME`) or
// `--fix` (`track:NAME`). The error's places are rune offsets into text.
func ParseChange(c *Case, flag, text string) (Change, *expr.Error) {
	n, out := namesOf(c), Change{Text: strings.TrimSpace(text)}
	word := func(from int) *expr.Error { return &expr.Error{Pos: from, End: len([]rune(text))} }
	if flag == "set" {
		return parseSet(n, out, text)
	}
	kind, name, found := strings.Cut(out.Text, ":")
	from := 0
	if found {
		from = len([]rune(kind)) + 1
	}
	switch {
	case flag == "without" && out.Text == "clocks":
		out.Kind = WithoutClocks
		return out, nil
	case flag == "without" && kind == "threat" && found:
		out.Kind = WithoutThreat
		return named(n, &n.threats, out, name, word(from))
	case flag == "with" && kind == "table" && found:
		out.Kind = WithTable
		out, err := named(n, &n.tables, out, name, word(from))
		if err == nil && c.Tables[out.Index].Closes == nil {
			err = word(from)
			err.Reason, err.Suggestion = fmt.Sprintf("the table `%s` says nothing about when it meets", name), "give it `every` (or `date`) and `closes` in the case, and `off: true` so that it meets only when asked for"
		}
		return out, err
	case flag == "fix" && kind == "track" && found:
		out.Kind = FixTrack
		return named(n, &n.tracks, out, name, word(from))
	}
	err := word(0)
	err.Reason = fmt.Sprintf("`%s` is nothing that `--%s` knows", yamltext.Shorten(out.Text), flag)
	err.Suggestion = map[string]string{
		"without": "write `--without threat:NAME` or `--without clocks`", "with": "write `--with table:NAME`", "fix": "write `--fix track:NAME`",
	}[flag]
	return out, err
}

func named(n *names, s *scope, out Change, name string, err *expr.Error) (Change, *expr.Error) {
	i, ok := s.find(strings.TrimSpace(name))
	if !ok {
		err.Reason, err.Suggestion = n.unknown(strings.TrimSpace(name), s)
		return out, err
	}
	out.Index = i
	return out, nil
}

// parseSet reads `quantity=number`. An expression is refused: it could make quantities depend on each other in a circle.
func parseSet(n *names, out Change, text string) (Change, *expr.Error) {
	left, right, found := strings.Cut(text, "=")
	at := len([]rune(left))
	if !found || strings.TrimSpace(left) == "" {
		return out, &expr.Error{End: at, Reason: "a quantity and its number are wanted", Suggestion: "write `--set 'quantity=0.4'` or `--set 'quantity=0.2 to 0.6'`"}
	}
	q, err := named(n, &n.quantities, out, left, &expr.Error{End: at})
	if err != nil {
		return out, err
	}
	out = q
	if strings.TrimSpace(right) == "" {
		return out, &expr.Error{Pos: at + 1, End: len([]rune(text)), Reason: "the number is missing", Suggestion: "write `--set '" + strings.TrimSpace(left) + "=0.4'`"}
	}
	root, err := expr.ParseNumber(right)
	if err != nil {
		err.Pos, err.End = err.Pos+at+1, err.End+at+1
		return out, err
	}
	fail := &expr.Error{Pos: at + 1, End: len([]rune(text))}
	family, p, w, ok := parameters(root)
	if !ok {
		fail.Reason, fail.Suggestion = "a number, a range or a distribution is wanted", "write `0.4`, `0.2 to 0.6` or `pert(0.2, 0.4, 0.6)`; an expression belongs into the case"
		return out, fail
	}
	if _, reason, suggestion := emptyRange(family, p); reason != "" {
		fail.Reason, fail.Suggestion = reason, suggestion
		return out, fail
	}
	d, bad := quantity.New(family, p, w)
	if bad != nil {
		fail.Reason = bad.Error()
		return out, fail
	}
	out.Kind, out.Dist = SetQuantity, d
	return out, nil
}

// Variant is the case with some changes; the case itself stays as it is. Inputs keep their addresses, so that draws of the two
// are the same but for what was changed.
func Variant(c *Case, changes []Change) *Case {
	out := *c
	for _, x := range changes {
		switch x.Kind {
		case SetQuantity:
			out.set(x)
		case WithoutThreat:
			out.Threats = slices.Clone(out.Threats)
			out.Threats[x.Index].Off = true
		case WithTable:
			out.Tables = slices.Clone(out.Tables)
			out.Tables[x.Index].Off = false
		case FixTrack:
			out.fix(x.Index)
		case WithoutClocks:
			for k := range out.Tracks {
				out.fix(k)
			}
		}
	}
	return &out
}

// set gives a quantity another number. What was an expression becomes an input, after all others.
func (c *Case) set(x Change) {
	c.Quantities, c.Inputs = slices.Clone(c.Quantities), slices.Clone(c.Inputs)
	old := &c.Quantities[x.Index]
	n := &Number{Meta: old.Meta, Form: Dist, Text: x.Dist.String(), Unit: old.Unit, Dist: x.Dist, Input: len(c.Inputs)}
	n.Sources = nil
	if old.Form == Dist {
		n.Input = old.Input
		c.Inputs[n.Input] = n
	} else {
		c.Inputs = append(c.Inputs, n)
	}
	old.Number = *n
	if x.Dist.Constant() {
		c.Correlations = slices.DeleteFunc(slices.Clone(c.Correlations), func(r Correlation) bool { return r.A == n.Input || r.B == n.Input })
	}
}

// fix keeps a track where it is.
func (c *Case) fix(k int) {
	c.Tracks = slices.Clone(c.Tracks)
	t := &c.Tracks[k]
	t.Change = &Number{Meta: t.Meta, Form: Expr, Text: "0", Expr: &expr.Node{Op: expr.Number, Name: "0"}}
	t.Toward, t.In, t.Noise, t.Jump = nil, nil, nil, nil
}
