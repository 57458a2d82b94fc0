package casefile

import (
	"fmt"

	"parley/internal/expr"
)

// lookBack binds a function that asks what has happened so far. number: it stands where a number is wanted.
func (b *binder) lookBack(n *expr.Node, number bool) {
	arg := n.Args[0]
	switch {
	case !b.back:
		b.fail(n, "looking back is for events, tables' needs, plans and scenarios", "ask it there; here only the present counts")
		return
	case b.within != "":
		b.fail(n, fmt.Sprintf("`%s` looks back inside `%s`, which looks back already", n.Name, b.within), "join the two with `and`, side by side")
		return
	case number && n.Name != "months":
		b.fail(n, fmt.Sprintf("`%s(…)` is a condition; wanted is a number", n.Name), "write `if(condition, number, number)`")
		return
	case !number && n.Name == "months":
		b.fail(n, "`months(…)` is a number; wanted is a condition", "compare it: `"+n.String()+" >= 3`")
		return
	}
	switch n.Name {
	case "ever", "months":
		b.within = n.Name
		b.condition(arg)
		b.within = ""
	case "event":
		b.called(arg, expr.Event, &b.names.events)
	case "met", "agreed":
		b.called(arg, expr.Table, &b.names.tables)
	case "broke":
		b.called(arg, expr.Party, &b.names.parties)
	default:
		b.called(arg, expr.Threat, &b.names.threats)
	}
}

// called binds the name that a function which looks back asks about.
func (b *binder) called(n *expr.Node, ref expr.Ref, s *scope) {
	if n.Name == "" || n.Op != expr.Name && n.Op != expr.Number || n.Ref != expr.Unresolved {
		b.fail(n, fmt.Sprintf("the name of %s is wanted here", article(s.what)), known(s))
		return
	}
	i, ok := s.find(n.Name)
	if !ok {
		reason, suggestion := b.names.unknown(n.Name, s)
		b.fail(n, reason, suggestion)
		return
	}
	n.Op, n.Ref, n.Index = expr.Name, ref, i
}

// asking suggests how a condition asks about a name that is none itself.
func (b *binder) asking(name string) string {
	if b.back && b.within == "" {
		for _, x := range []struct {
			in       *scope
			function string
		}{{&b.names.events, "event"}, {&b.names.tables, "met"}, {&b.names.threats, "conceded"}, {&b.names.parties, "broke"}} {
			if _, ok := x.in.find(name); ok {
				return "write `" + x.function + "(" + name + ")`"
			}
		}
	}
	return "a condition is `issue == option`"
}
