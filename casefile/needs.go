package casefile

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/internal/expr"
)

// required lists the tables that must have met for a condition to hold, as far as its outermost `and` says.
func required(n *expr.Node) []int {
	switch {
	case n == nil:
		return nil
	case n.Op == expr.And:
		var out []int
		for _, a := range n.Args {
			out = append(out, required(a)...)
		}
		return out
	case n.LooksBack() && n.Args[0].Ref == expr.Table:
		return []int{n.Args[0].Index}
	}
	return nil
}

// preconditions checks that no table needs a meeting that never comes before its own last one.
func (k *checker) preconditions() {
	if k.r.Errors > 0 {
		return
	}
	needs := make([][]int, len(k.c.Tables))
	for t := range needs {
		needs[t] = required(k.c.Tables[t].Needs)
	}
	found := circles(len(needs), func(t int, visit func(int)) {
		for _, x := range needs[t] {
			visit(x)
		}
	})
	for _, members := range found {
		k.tellNeeds(members)
	}
	if len(found) > 0 {
		return
	}
	first, done := make([]time.Time, len(needs)), make([]bool, len(needs))
	for t := range needs {
		k.firstMeeting(t, needs, first, done)
	}
}

func (k *checker) tellNeeds(members []int) {
	t := &k.c.Tables[members[0]]
	at := k.doc.Tables.Entries[members[0]].Value.Needs.Node.At
	if len(members) == 1 {
		k.r.Fail("cycle", at, t.Path, fmt.Sprintf("`%s` needs itself to have met", t.Name), "a first meeting cannot wait for one")
		return
	}
	var chain []string
	for _, m := range append(slices.Clone(members), members[0]) {
		chain = append(chain, "`"+k.c.Tables[m].Name+"`")
	}
	k.r.Fail("cycle", at, t.Path, "tables wait for each other in a circle: "+strings.Join(head(chain, 12), " → "), "let one of them meet without the others")
}

// firstMeeting finds the day on which a table may meet first, given what it needs, and reports when there is none. Where no
// day can be told it is the zero time.
func (k *checker) firstMeeting(t int, needs [][]int, first []time.Time, done []bool) {
	if done[t] {
		return
	}
	done[t] = true
	table := &k.c.Tables[t]
	from, cause := time.Time{}, -1
	for _, x := range needs[t] {
		k.firstMeeting(x, needs, first, done)
		if other := &k.c.Tables[x]; !other.meets() {
			k.r.Fail("table", k.doc.Tables.Entries[t].Value.Needs.Node.At, table.Path, fmt.Sprintf("`%s` never meets: it has neither `date` nor `every`", other.Name), "say when it meets, or do not wait for it")
			return
		}
		if first[x].After(from) {
			from, cause = first[x], x
		}
	}
	day, ok := table.since(from, k.c.AsOf)
	if first[t] = day; !ok && cause >= 0 {
		first[t] = from // so that no table that waits for this one is reported too
		k.r.Fail("table", k.doc.Tables.Entries[t].Value.Needs.Node.At, table.Path,
			fmt.Sprintf("`%s` meets before its precondition: `%s` meets on %s at the earliest, and no meeting comes then", table.Name, k.c.Tables[cause].Name, from.Format(time.DateOnly)),
			"move one of the two, or do not wait")
	}
}

// meets reports whether it is said when the table meets.
func (m *Meetings) meets() bool { return len(m.Dates) > 0 || m.Every > 0 }

// since is the first day not before from on which the table may meet; false when there is none. A regular table may meet on
// any day between its bounds.
func (m *Meetings) since(from, asOf time.Time) (time.Time, bool) {
	day, ok := time.Time{}, false
	if i := slices.IndexFunc(m.Dates, func(d time.Time) bool { return !d.Before(from) }); i >= 0 {
		day, ok = m.Dates[i], true
	}
	if m.Every == 0 {
		return day, ok
	}
	regular := asOf
	for _, d := range []time.Time{m.From, from} {
		if d.After(regular) {
			regular = d
		}
	}
	if (m.Until.IsZero() || !regular.After(m.Until)) && (!ok || regular.Before(day)) {
		return regular, true
	}
	return day, ok
}
