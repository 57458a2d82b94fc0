package casefile

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley/internal/diag"
	"parley/internal/expr"
)

// randomCondition writes a condition on three issues x0, x1 and x2 with the options o0, o1 and o2.
func randomCondition(t *rapid.T, depth int) string {
	issue := fmt.Sprintf("x%d", rapid.IntRange(0, 2).Draw(t, "issue"))
	option := func() string { return fmt.Sprintf("o%d", rapid.IntRange(0, 2).Draw(t, "option")) }
	form := rapid.IntRange(0, 7).Draw(t, "form")
	if depth == 0 {
		form %= 4
	}
	sub := func() string { return "(" + randomCondition(t, depth-1) + ")" }
	switch form {
	case 0:
		return issue + " == " + option()
	case 1:
		return issue + " != " + option()
	case 2:
		return issue + " in (" + option() + ", " + option() + ")"
	case 3:
		return rapid.SampledFrom([]string{"always", "false", "3 < 4", "4 <= 3"}).Draw(t, "constant")
	case 4:
		return sub() + " and " + sub() + " and " + sub()
	case 5:
		return sub() + " or " + sub()
	case 6:
		return "not " + sub()
	}
	return fmt.Sprintf("at-least %d of (%s, %s, %s)", rapid.IntRange(1, 3).Draw(t, "n"), sub(), sub(), sub())
}

// holdsIn is what a condition means in a state, word for word.
func holdsIn(n *expr.Node, state []int) bool {
	count := 0
	for _, a := range n.Args {
		if n.Op == expr.Not || n.Op == expr.And || n.Op == expr.Or || n.Op == expr.AtLeast {
			if holdsIn(a, state) {
				count++
			}
		} else if a.Ref == expr.Option && a.Index == state[n.Args[0].Index] {
			count++
		}
	}
	switch n.Op {
	case expr.Not, expr.Ne:
		return count == 0
	case expr.And:
		return count == len(n.Args)
	case expr.Or, expr.Eq, expr.In:
		return count > 0
	case expr.AtLeast:
		return count >= n.N
	case expr.Name:
		return n.Ref == expr.Always
	}
	return n.String() == "3 < 4"
}

// What some state fulfils is never called impossible. (What none fulfils may go unseen.)
func TestProspectsErrTowardsYes(t *testing.T) {
	const head = "parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {x0: {options: [o0, o1, o2]}, x1: {options: [o0, o1, o2]}, x2: {options: [o0, o1, o2]}}\n"
	base := mustParse(t, head)
	impossible := 0
	rapid.Check(t, func(t *rapid.T) {
		text := randomCondition(t, 2)
		n, err := expr.Parse(text)
		if err != nil {
			t.Fatal(text, err)
		}
		b := &binder{names: namesOf(base), back: true}
		if b.condition(n); len(b.errs) > 0 {
			t.Fatal(text, b.errs)
		}
		holds := map[bool]bool{}
		for s := range 27 {
			holds[holdsIn(n, []int{s / 9, s / 3 % 3, s % 3})] = true
		}
		p := base.prospects()
		for _, want := range []bool{true, false} {
			if holds[want] && !p.may(n, want) {
				t.Fatalf("%s can be %v", text, want)
			}
			if !p.may(n, want) {
				impossible++
			}
		}
		if culprit := p.never(n); (culprit == nil) != p.may(n, true) || culprit != nil && p.why(culprit) == "" {
			t.Fatalf("%s: culprit %v", text, culprit)
		}
	})
	if impossible == 0 {
		t.Error("no condition was impossible: the property says nothing")
	}
}

// What can come about, link by link: nobody sits, so that only what happens by itself moves anything.
func TestProspects(t *testing.T) {
	const head = `parley: 1
case: x
as-of: 2025-01-01
parties: {p: {kind: public}}
issues: {war: {options: [goes-on, truce, victory]}, aid: {options: [none, given]}}
`
	for _, x := range []struct{ more, scenario, reason string }{
		{"", "war == truce", "nothing brings about `war=truce`"},
		{"", "war != goes-on", "`war != goes-on` can never hold"},
		{"", "not war == goes-on", "can never hold"},
		{"", "war == goes-on", ""},
		{"", "months(war == truce) > 0", "can never hold"},
		{"", "months(war == truce) >= 0", ""},
		{"", "at-least 2 of (war == goes-on, war == truce, aid == none)", ""},
		{"", "at-least 2 of (war == goes-on, war == truce, aid == given)", "can never hold"},
		{"rules: [{when: war == goes-on, then: aid=given}]", "aid == given", ""},
		{"rules: [{when: war == truce, then: aid=given}]", "aid == given", "nothing brings about `aid=given`"},
		{"events: {e: {chance: 0.1, then: war=truce}}", "war == truce", ""},
		{"events: {e: {chance: 0, then: war=truce}}", "war == truce", "nothing brings about"},
		{"events: {e: {chance: 0}}", "event(e)", "the event `e` can never happen"},
		{"events: {e: {when: event(f), then: war=truce}, f: {when: war == goes-on}}", "war == truce and event(f)", ""},
		{"events: {e: {when: event(f)}, f: {when: event(e)}}", "event(f)", "the event `f` can never happen"},
		{"events: {e: {when: not event(e)}}", "event(e)", ""},
		{"plans: {a: [{deal: war=victory}]}", "war == victory", ""},
		{"tables: {t: {members: [p], date: 2025-02-01, closes: 0}}", "met(t)", ""},
		{"tables: {t: {members: [p], date: 2025-02-01, closes: 0}}", "agreed(t)", "the table `t` never meets"},
		{"tables: {t: {members: [p]}}", "war == victory", ""},
		{"", "not broke(p) and ever(war == goes-on)", ""},
		{"", "not ever(war == goes-on)", "can never hold"},
	} {
		_, list := Parse("case.yaml", head+x.more+"\nscenarios:\n  s: "+x.scenario+"\n")
		errs := list.Only(diag.Error)
		if x.reason == "" && len(errs) > 0 || x.reason != "" && (len(errs) != 1 || errs[0].Code != "scenario" || !strings.Contains(errs[0].Reason, x.reason)) {
			t.Errorf("%s; %s: %v", x.more, x.scenario, errs)
		}
	}
}

// A chain that is too long to follow is given up for possible, soon.
func TestLongChains(t *testing.T) {
	var b strings.Builder
	b.WriteString("parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\nevents:\n")
	const n = 4000
	for k := range n {
		fmt.Fprintf(&b, "  ev%d: {when: event(ev%d)}\n", k, k+1)
	}
	fmt.Fprintf(&b, "  ev%d: {when: i == x}\n  other: {when: event(other)}\nscenarios: {s: event(ev0)}\n", n)
	c, list := Parse("case.yaml", b.String())
	if c == nil {
		t.Fatal(list)
	}
	p := c.prospects()
	if !p.anyway || p.steps > 2*maxProspects || p.never(&expr.Node{Op: expr.Name, Ref: expr.Never}) != nil {
		t.Errorf("after %d steps: %v", p.steps, p.anyway)
	}
}

// A table meets too early exactly when, day by day, it finds no day of its own on which what it needs has been.
func TestPreconditionsDayByDay(t *testing.T) {
	const days = 12
	start := date(t, "2025-01-01")
	on := func(d int) string { return start.AddDate(0, 0, d).Format(time.DateOnly) }
	rapid.Check(t, func(t *rapid.T) {
		text := "parley: 1\ncase: x\nas-of: 2025-01-01\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\ntables:\n"
		n := rapid.IntRange(2, 4).Draw(t, "tables")
		own, needs := make([][]bool, n), make([][]int, n)
		for k := range n {
			own[k] = make([]bool, days+1)
			text += fmt.Sprintf("  t%d: {members: a, closes: 0.5", k)
			for j := range k {
				if rapid.Bool().Draw(t, "needs") {
					needs[k] = append(needs[k], j)
				}
			}
			if rapid.Bool().Draw(t, "regular") {
				from := rapid.IntRange(0, days).Draw(t, "from")
				until := rapid.IntRange(from, days).Draw(t, "until")
				text += fmt.Sprintf(", every: day, from: %s, until: %s", on(from), on(until))
				for d := from; d <= until; d++ {
					own[k][d] = true
				}
			} else {
				var dates []string
				for _, d := range rapid.SliceOfNDistinct(rapid.IntRange(0, days), 1, 3, rapid.ID[int]).Draw(t, "dates") {
					dates = append(dates, on(d))
					own[k][d] = true
				}
				text += ", date: [" + strings.Join(dates, ", ") + "]"
			}
			for i, j := range needs[k] {
				text += []string{", needs: ", " and "}[min(i, 1)] + fmt.Sprintf("met(t%d)", j)
			}
			text += "}\n"
		}
		met := make([]bool, n)
		for d := range days + 1 {
			for k := range n { // tables come after those they need
				met[k] = met[k] || own[k][d] && !slices.ContainsFunc(needs[k], func(j int) bool { return !met[j] })
			}
		}
		_, list := Parse("case.yaml", text)
		if early := len(list.Only(diag.Error)) > 0; early != slices.Contains(met, false) {
			t.Fatalf("%s%v: day by day they have met: %v", text, list, met)
		}
	})
}

// Every circle that is reported is one, and one is reported exactly when something leads back to itself.
func TestCircles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "n")
		leads := make([][]bool, n)
		for i := range leads {
			leads[i] = rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "leads")
		}
		found := circles(n, func(i int, visit func(int)) {
			for j, yes := range leads[i] {
				if yes {
					visit(j)
					visit(j)
				}
			}
		})
		for _, c := range found {
			for k, i := range c {
				if !leads[i][c[(k+1)%len(c)]] {
					t.Fatalf("%v is no circle", c)
				}
			}
		}
		far := make([][]bool, n)
		for i := range far {
			far[i] = slices.Clone(leads[i])
		}
		for k := range n {
			for i := range n {
				for j := range n {
					far[i][j] = far[i][j] || far[i][k] && far[k][j]
				}
			}
		}
		back := false
		for i := range n {
			back = back || far[i][i]
		}
		if back != (len(found) > 0) {
			t.Fatalf("%v: found %v", leads, found)
		}
	})
}
