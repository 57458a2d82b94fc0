package casefile

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/expr"
	"parley/internal/quantity"
)

// inputs puts the inputs in the order of the text and numbers them.
func (k *checker) inputs() {
	slices.SortStableFunc(k.c.Inputs, func(a, b *Number) int {
		return cmp.Or(cmp.Compare(a.Place.Line, b.Place.Line), cmp.Compare(a.Place.Col, b.Place.Col), cmp.Compare(a.Path, b.Path))
	})
	seen := make(map[string]bool, len(k.c.Inputs))
	for i, in := range k.c.Inputs {
		in.Input = i
		if seen[in.Path] { // party a with issue b.c, and party a.b with issue c
			k.r.Fail("duplicate-name", in.Place, in.Path, fmt.Sprintf("two inputs have the address `%s`", in.Path), "leave the `.` out of one of the names")
		}
		seen[in.Path] = true
	}
}

// correlations resolves declared rank correlations and checks that they can hold together.
func (k *checker) correlations() {
	paths := newScope("input")
	for i, in := range k.c.Inputs {
		paths.add(in.Path, i)
	}
	pairs := map[[2]int]bool{}
	for i := range k.doc.Correlations {
		doc := &k.doc.Correlations[i]
		if doc.Factor != nil {
			k.factor(doc.Factor, i+1, &paths, pairs)
			continue
		}
		if doc.Between.Node == nil || doc.Between.Node.Kind == yamltext.Bad {
			continue
		}
		at := doc.Between.Node
		c := Correlation{Meta: k.meta(at.At, fmt.Sprintf("correlations.%d", i+1), doc.About, "", nil)}
		if len(doc.Between.Items) != 2 {
			k.r.Fail("correlation", at.At, at.Path(), fmt.Sprintf("a correlation is between two inputs, not %d", len(doc.Between.Items)), "write `between: [quantities.a, quantities.b]`")
			continue
		}
		ends := [2]int{k.input(doc.Between.Items[0], &paths), k.input(doc.Between.Items[1], &paths)}
		c.A, c.B = ends[0], ends[1]
		rank := k.plainNumber(doc.Rank)
		if rank != nil {
			c.Rank = *rank
		}
		switch {
		case rank != nil && (c.Rank <= -1 || c.Rank >= 1):
			k.r.Fail("correlation", doc.Rank.Node.At, doc.Rank.Node.Path(), "a rank correlation lies between -1 and 1", "two inputs that always move together are one quantity")
		case c.A < 0 || c.B < 0 || rank == nil:
		case c.A == c.B:
			k.r.Fail("correlation", at.At, at.Path(), "an input is not correlated with itself", "name two inputs")
		default:
			k.pair(c, at, pairs)
		}
	}
	k.together()
}

// pair takes a correlation in, unless the two inputs have one.
func (k *checker) pair(c Correlation, at *yamltext.Node, pairs map[[2]int]bool) {
	ends := [2]int{min(c.A, c.B), max(c.A, c.B)}
	if pairs[ends] {
		k.r.Fail("correlation", at.At, at.Path(), fmt.Sprintf("the correlation of `%s` and `%s` is given twice", k.c.Inputs[ends[0]].Path, k.c.Inputs[ends[1]].Path), "keep one of them")
	}
	pairs[ends] = true
	k.c.Correlations = append(k.c.Correlations, c)
}

// input finds an input by its path.
func (k *checker) input(t document.Text, paths *scope) int {
	if t.Value == "" {
		return -1
	}
	i, ok := paths.find(t.Value)
	if k.wrong[t.Value] {
		return -1
	}
	if !ok {
		suggestion := yamltext.DidYouMean(t.Value, paths.list)
		if q, isQuantity := k.names.quantities.find(t.Value); isQuantity && k.c.Quantities[q].Form == Dist {
			suggestion = "write `quantities." + t.Value + "`"
		} else if name, prefixed := strings.CutPrefix(t.Value, "quantities."); prefixed {
			if _, isQuantity := k.names.quantities.find(name); isQuantity {
				suggestion = "it is an expression; correlate the inputs it is made of"
			}
		}
		k.r.Fail("correlation", t.Node.At, t.Node.Path(), fmt.Sprintf("no input has the path `%s`", yamltext.Shorten(t.Value)), suggestion)
		return -1
	}
	if k.c.Inputs[i].Anew != nil {
		k.r.Fail("correlation", t.Node.At, t.Node.Path(), fmt.Sprintf("`%s` is drawn anew for each jump, so it is correlated with nothing that is drawn once a run", t.Value),
			"let the size be a quantity, which is drawn once, and correlate that")
		return -1
	}
	if !k.c.Inputs[i].Dist.IsUncertain() {
		k.r.Fail("correlation", t.Node.At, t.Node.Path(), fmt.Sprintf("`%s` is certain, and what does not vary is not correlated", t.Value), "give it a range, or delete the correlation")
		return -1
	}
	return i
}

// together reports correlations that cannot all hold.
func (k *checker) together() {
	if len(k.c.Correlations) == 0 || k.r.Errors > 0 {
		return
	}
	var inputs []quantity.Input
	for _, in := range k.c.Inputs {
		inputs = append(inputs, quantity.Input{Path: in.Path, Dist: in.Dist})
	}
	var cs []quantity.Correlation
	for _, c := range k.c.Correlations {
		cs = append(cs, quantity.Correlation{A: c.A, B: c.B, Rank: c.Rank})
	}
	_, err := quantity.NewSampler(inputs, cs, 0)
	if err == nil {
		return
	}
	at := k.c.Correlations[0].Place
	var contradiction *quantity.NotPositiveDefinite
	if errors.As(err, &contradiction) && len(contradiction.Pairs) > 0 {
		for _, c := range k.c.Correlations {
			if p := contradiction.Pairs[0]; p == [2]int{c.A, c.B} || p == [2]int{c.B, c.A} {
				at = c.Place
			}
		}
	}
	k.r.Fail("correlation", at, "correlations", err.Error(), "make one of them weaker, or let them share a quantity")
}

// each calls f for every name in the number's expressions.
func (x *Number) each(f func(*expr.Node)) {
	if x.Expr != nil {
		x.Expr.Walk(f)
	}
	for _, c := range x.Cases {
		if c.When != nil {
			c.When.Walk(f)
		}
		c.Then.each(f)
	}
}

// noStatusQuo checks what an abstract domain needs: every party that decides has a walk-away.
func (k *checker) noStatusQuo() {
	if k.c.StatusQuo || k.r.Errors > 0 {
		return
	}
	for i := range k.c.Parties {
		p := &k.c.Parties[i]
		if !k.decides(i) || p.Values != nil && p.Values.WalkAway != nil || p.Values == nil && p.Positions != nil {
			continue
		}
		at := p.Place
		if p.Values != nil {
			at = p.Values.Place
		}
		k.r.Fail("status-quo", at, p.Path, fmt.Sprintf("`%s` decides, so with `status-quo: none` it needs a walk-away", p.Name), "add `walk-away: 0` under its values, or what it has without a deal")
	}
}
