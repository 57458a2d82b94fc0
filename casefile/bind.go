package casefile

import (
	"fmt"
	"slices"
	"strings"

	"parley/casefile/internal/yamltext"
	"parley/internal/diag"
	"parley/internal/expr"
)

// binder gives every name of an expression its meaning and reports what does not belong where it stands.
type binder struct {
	names   *names
	stateOf string // not "": conditions here may only speak of the state; the words say where "here" is
	members []int  // of the table at hand, nil outside a table's rule
	back    bool   // conditions here may look back
	within  string // not "": the function that looks back and holds what is bound now
	fixed   string // not "": numbers here stay the same for a whole run; the words say which
	errs    []*expr.Error
}

func (b *binder) fail(n *expr.Node, reason, suggestion string) {
	b.errs = append(b.errs, &expr.Error{Pos: n.Pos, End: n.End, Reason: reason, Suggestion: suggestion})
}

// condition binds an expression that is true or false in a state.
func (b *binder) condition(n *expr.Node) {
	switch n.Op {
	case expr.Not, expr.And, expr.Or:
		b.all(n.Args, b.condition)
	case expr.AtLeast:
		if len(n.Args) == 1 && n.Args[0].Ref == expr.Members {
			b.fail(n, "`members` belongs into a table's rule", "list the conditions: `at-least 2 of (a == x, b == y)`")
			return
		}
		b.all(n.Args, b.condition)
	case expr.Eq, expr.Ne, expr.In:
		b.alternatives(n)
	case expr.Lt, expr.Le, expr.Gt, expr.Ge:
		if b.stateOf != "" {
			b.fail(n, b.stateOf+" speaks of the state only, not of numbers", "write it as `issue == option`")
			return
		}
		b.all(n.Args, b.number)
	case expr.Name:
		switch n.Ref {
		case expr.Always, expr.Never:
		case expr.Elapsed:
			b.fail(n, "`elapsed` is a number of months; wanted is a condition", "compare it: `elapsed > 6`")
		default:
			b.loneName(n)
		}
	case expr.Call:
		if !n.LooksBack() {
			b.fail(n, "a number stands where a condition is wanted", "a condition is `issue == option`")
			return
		}
		b.lookBack(n, false)
	default:
		b.fail(n, "a number stands where a condition is wanted", "a condition is `issue == option`")
	}
}

func (b *binder) all(nodes []*expr.Node, f func(*expr.Node)) {
	for _, n := range nodes {
		f(n)
	}
}

// loneName reports a name that stands where a condition is wanted.
func (b *binder) loneName(n *expr.Node) {
	if i, ok := b.names.issues.find(n.Name); ok {
		b.fail(n, fmt.Sprintf("`%s` is an issue; a condition says which option it has", n.Name), fmt.Sprintf("write `%s == %s`", n.Name, first(b.names.options[i].list)))
		return
	}
	if i := b.names.issueOf(n.Name, -1); i >= 0 {
		b.fail(n, fmt.Sprintf("`%s` is an option; a condition says of which issue", n.Name), fmt.Sprintf("write `%s == %s`", b.names.issues.list[i], n.Name))
		return
	}
	if what := b.names.elsewhere(n.Name, nil); what != "" {
		b.fail(n, fmt.Sprintf("`%s` is %s; wanted is a condition", yamltext.Shorten(n.Name), what), b.asking(n.Name))
		return
	}
	b.fail(n, fmt.Sprintf("unknown name `%s`", yamltext.Shorten(n.Name)), yamltext.DidYouMean(n.Name, b.names.issues.list))
}

// alternatives binds `issue == option`, `issue != option` and `issue in (option, …)`.
func (b *binder) alternatives(n *expr.Node) {
	left := n.Args[0]
	i, ok := b.names.issues.find(left.Name)
	if left.Op != expr.Name && left.Op != expr.Number || !ok {
		b.notAnIssue(n)
		return
	}
	left.Op, left.Ref, left.Index = expr.Name, expr.Issue, i
	for _, right := range n.Args[1:] {
		b.option(right, i)
	}
}

// notAnIssue explains why the left side of a comparison cannot be one.
func (b *binder) notAnIssue(n *expr.Node) {
	left, right := n.Args[0], n.Args[1]
	if i, ok := b.names.issues.find(right.Name); ok && n.Op != expr.In {
		sign := "=="
		if n.Op == expr.Ne {
			sign = "!="
		}
		option := left.Name
		if _, ok := b.names.options[i].find(option); !ok {
			option = first(b.names.options[i].list)
		}
		b.fail(n, "the issue stands on the left, its option on the right", fmt.Sprintf("write `%s %s %s`", right.Name, sign, option))
		return
	}
	if left.LooksBack() && left.Name != "months" {
		b.fail(left, fmt.Sprintf("`%s(…)` is a condition by itself", left.Name), "write it without a comparison, or `not "+left.String()+"`")
		return
	}
	_, quantity := b.names.quantities.find(left.Name)
	_, track := b.names.tracks.find(left.Name)
	if quantity || track || left.Op != expr.Name || left.Ref == expr.Elapsed {
		suggestion := "numbers are compared with `<`, `<=`, `>` and `>=`"
		if b.stateOf != "" {
			suggestion = "a condition here is `issue == option`"
		}
		b.fail(left, "an issue is wanted here, not a number", suggestion)
		return
	}
	reason, suggestion := b.names.unknown(left.Name, &b.names.issues)
	if i := b.issueWith(n.Args[1:]); i >= 0 && diag.Nearest(left.Name, b.names.issues.list) == "" {
		suggestion = fmt.Sprintf("did you mean `%s`?", b.names.issues.list[i])
	}
	b.fail(left, reason, suggestion)
}

// issueWith returns an issue that has all the options named, or -1.
func (b *binder) issueWith(options []*expr.Node) int {
	return slices.IndexFunc(b.names.options, func(s scope) bool {
		return !slices.ContainsFunc(options, func(n *expr.Node) bool { _, ok := s.find(n.Name); return !ok })
	})
}

// option binds a node to an option of issue i. An option may be called by a number, such as 100.
func (b *binder) option(n *expr.Node, i int) {
	issue, options := b.names.issues.list[i], &b.names.options[i]
	name := n.Name
	if n.Op == expr.Neg && n.Args[0].Op == expr.Number {
		name = "-" + n.Args[0].Name
	}
	if n.Op == expr.Name || n.Op == expr.Number {
		if j, ok := options.find(name); ok {
			n.Op, n.Ref, n.Index = expr.Name, expr.Option, j
			return
		}
	}
	if other := b.names.issueOf(name, i); other >= 0 {
		b.fail(n, fmt.Sprintf("`%s` is an option of `%s`, not of `%s`", yamltext.Shorten(name), b.names.issues.list[other], issue), "options of `"+issue+"`: "+strings.Join(head(options.list, 12), ", "))
		return
	}
	if name == "today" {
		b.fail(n, "`today` is not an option", "name the option that is today's")
		return
	}
	if name == "" {
		b.fail(n, fmt.Sprintf("an option of `%s` is wanted here", issue), known(options))
		return
	}
	b.fail(n, fmt.Sprintf("`%s` has no option `%s`", issue, yamltext.Shorten(name)), yamltext.DidYouMean(name, options.list))
}

// control binds a formula over parties. It must be monotone: more support never hurts.
func (b *binder) control(n *expr.Node) {
	switch {
	case n.Op == expr.And || n.Op == expr.Or:
		b.all(n.Args, b.control)
	case n.Op == expr.AtLeast && len(n.Args) == 1 && n.Args[0].Ref == expr.Members:
		if b.members == nil {
			b.fail(n, "`members` belongs into a table's rule", "list the parties: `at-least 2 of (a, b, c)`")
		} else if n.N > len(b.members) {
			b.fail(n, fmt.Sprintf("at least %d of %d members can never be", n.N, len(b.members)), fmt.Sprintf("choose 1 to %d", len(b.members)))
		}
	case n.Op == expr.AtLeast:
		b.all(n.Args, b.control)
	case n.Op == expr.Name && n.Ref == expr.Unresolved || n.Op == expr.Number && n.Name != "":
		b.party(n)
	case n.Op == expr.Not:
		b.fail(n, "`not` cannot stand here: who can do something does not lose it by others joining in", "name the parties that are needed, with `and`, `or` and `at-least`")
	default:
		b.fail(n, "only parties stand here, with `and`, `or` and `at-least N of (…)`", "such as `russia and ukraine`")
	}
}

func (b *binder) party(n *expr.Node) {
	i, ok := b.names.parties.find(n.Name)
	if !ok {
		reason, suggestion := b.names.unknown(n.Name, &b.names.parties)
		b.fail(n, reason, suggestion)
		return
	}
	n.Op, n.Ref, n.Index = expr.Name, expr.Party, i
	if b.members != nil && !slices.Contains(b.members, i) {
		b.fail(n, fmt.Sprintf("`%s` is not a member of this table", n.Name), "a table's rule speaks of its members; others ratify, under `ratifiers`")
	}
}

func first(list []string) string {
	if len(list) == 0 {
		return "option"
	}
	return list[0]
}

func head(list []string, n int) []string { return list[:min(n, len(list))] }
