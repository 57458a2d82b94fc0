package casefile

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"parley/internal/diag"
	"parley/internal/expr"
)

// Whatever the text: no panic, every finding lies in the text and says something, and a case without
// errors is resolved throughout.
func FuzzParse(f *testing.F) {
	f.Add(Template("River"))
	f.Add(frame)
	f.Add(orders)
	f.Add(clockCase)
	f.Add(assemble(f))
	for _, b := range blocks(f) {
		f.Add("parley: 1\ncase: x\n" + b)
	}
	for _, s := range []string{
		"parley: 2", "parley: 1\ncase: [", "parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\n",
		"parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\nquantities: {q: r, r: q}\n",
		"parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\nvalues: {a: {i: {weight: 0, y: 1}}}\n",
		"parley: 1\ncase: x\nstatus-quo: none\nparties: {a: {kind: public}}\nissues: {i: {x: , y: }}\nvalues: {a: {ladder: {base: 0.1, i == x: 0.1}}}\nratifiers: {a: {needs: 0.5, when: always}}\n",
		"parley: 1\ncase: x\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\ntracks: {f: {today: 0, change: g}, g: {today: f, toward: 1, in: 1 year}}\n",
		"parley: 1\ncase: x\nas-of: 2025-01-01\nparties: {a: {kind: state}}\nissues: {i: {x: a, y: a}}\ntables: {t: {members: a, every: week, needs: met(t), closes: 1}}\nscenarios: {s: event(t)}\n",
		"parley: 1\ncase: x\nparties: [a]\nissues: null\nexpect:\n- {ask: a, path: b, is: [1, x]}\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, list := Parse("case.yaml", text)
		if (c == nil) != list.HasErrors() {
			t.Fatalf("case %v, findings %v", c != nil, list)
		}
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff")), "\n")
		for _, d := range list {
			checkFinding(t, d, lines)
		}
		if c != nil {
			checkResolved(t, c)
		}
	})
}

func checkFinding(t *testing.T, d *diag.Diagnostic, lines []string) {
	t.Helper()
	if d.Reason == "" || d.Code == "" || d.Level != d.Severity.String() {
		t.Errorf("%+v", d)
	}
	p := d.Place
	if p.Line == 0 {
		return
	}
	if p.Line > len(lines) || p.Col < 1 || p.Len < 0 || p.Col+p.Len > utf8.RuneCountInString(lines[p.Line-1])+2 {
		t.Errorf("%+v lies outside the text", d)
	}
}

// checkResolved finds every name of every expression in its place, and every index within bounds.
func checkResolved(t *testing.T, c *Case) {
	t.Helper()
	size := map[expr.Ref]int{
		expr.Issue: len(c.Issues), expr.Party: len(c.Parties), expr.Quantity: len(c.Quantities),
		expr.Track: len(c.Tracks), expr.Event: len(c.Events), expr.Table: len(c.Tables), expr.Threat: len(c.Threats),
	}
	c.Expressions(func(n *expr.Node) {
		if n.Op == expr.Name && n.Ref == expr.Unresolved {
			t.Errorf("`%s` is not resolved", n.Name)
		}
		if max, ok := size[n.Ref]; ok && n.Op == expr.Name && n.Index >= max {
			t.Errorf("`%s` has index %d of %d", n.Name, n.Index, max)
		}
		if n.Op == expr.Eq || n.Op == expr.Ne || n.Op == expr.In {
			for _, o := range n.Args[1:] {
				if o.Ref != expr.Option || o.Index >= len(c.Issues[n.Args[0].Index].Options) {
					t.Errorf("`%s` is no option of `%s`", o.Name, n.Args[0].Name)
				}
			}
		}
	})
	paths := map[string]bool{}
	for i, in := range c.Inputs {
		if in.Form != Dist || in.Input != i || paths[in.Path] {
			t.Errorf("input %d: %+v", i, in)
		}
		paths[in.Path] = true
	}
	checkTimeResolved(t, c)
	for _, s := range c.Issues {
		if len(s.Options) < 2 || s.Today >= len(s.Options) {
			t.Errorf("%+v", s)
		}
	}
	c.metas(func(m *Meta) {
		for _, s := range m.Sources {
			if s >= len(c.Sources) {
				t.Errorf("%s cites source %d", m.Path, s)
			}
		}
	})
}

// checkTimeResolved finds what is required of everything that runs and happens.
func checkTimeResolved(t *testing.T, c *Case) {
	t.Helper()
	for i := range c.Tables {
		if x := &c.Tables[i]; x.meets() != (x.Closes != nil) || x.Chair >= len(c.Parties) || !slices.IsSortedFunc(x.Dates, time.Time.Compare) {
			t.Errorf("%+v", x)
		}
	}
	for _, x := range c.Tracks {
		if x.Today == nil || (x.Change == nil) == (x.Toward == nil) || (x.Toward == nil) != (x.In == nil) {
			t.Errorf("%+v", x)
		}
	}
	for _, x := range c.Threats {
		if x.By < 0 || x.To < 0 || x.By == x.To || x.Demand == nil || len(x.Instrument) == 0 || x.Deadline.Before(c.AsOf) {
			t.Errorf("%+v", x)
		}
	}
	for _, x := range c.Plans {
		for j, s := range x.Steps {
			if len(s.Settings) == 0 || j > 0 && s.On.IsZero() && s.When == nil || s.Deal >= len(c.Deals) {
				t.Errorf("%+v", s)
			}
		}
	}
	for _, x := range c.Transfers {
		if x.From < 0 || x.To < 0 || x.Costs == nil || x.Worth == nil || x.Cap == nil {
			t.Errorf("%+v", x)
		}
	}
	for _, x := range c.Scenarios {
		if x.Condition == nil || !x.By.IsZero() && (c.AsOf.IsZero() || x.By.Before(c.AsOf) || x.By.After(c.LastDay())) {
			t.Errorf("%+v", x)
		}
	}
	if c.Clock.Horizon <= 0 || c.Clock.Horizon*c.Clock.Step.PerMonth() > maxSteps {
		t.Errorf("%+v", c.Clock)
	}
}

var words = regexp.MustCompile(`[\pL\d_.-]+|[^\pL\d\s]`)

// A case with some words and lines exchanged is wrong in ways that random bytes never are.
func TestMutations(t *testing.T) {
	base := frame + clockCase + "# " + Template("River")
	pool := append(words.FindAllString(base, -1), "null", "", "[", "{", "}", "]", "otherwise", "not", "to", "0", "-1", "1000001",
		"pert(1, 2, 3)", "lognormal(1 to 2)", "\"discrete(1: 0.5, 2: 0.5)\"", "members", "at-least 2 of (north, south)", "if(war == truce, 1, 2)", "elapsed", "front", "2 years", "event(collapse)", "months(war == truce)", "2025-03-01", "1999-01-01", "is:", "- ", "'", "\"")
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom([]string{frame, clockCase, orders, Template("River")}).Draw(rt, "base")
		for range rapid.IntRange(1, 4).Draw(rt, "edits") {
			if rapid.Bool().Draw(rt, "line") {
				lines := strings.SplitAfter(text, "\n")
				i, j := rapid.IntRange(0, len(lines)-1).Draw(rt, "from"), rapid.IntRange(0, len(lines)-1).Draw(rt, "to")
				lines[i], lines[j] = lines[j], rapid.SampledFrom([]string{lines[i], "", "  " + lines[i]}).Draw(rt, "as")
				text = strings.Join(lines, "")
				continue
			}
			at := words.FindAllStringIndex(text, -1)
			if len(at) == 0 {
				break
			}
			m := rapid.SampledFrom(at).Draw(rt, "word")
			text = text[:m[0]] + rapid.SampledFrom(pool).Draw(rt, "new") + text[m[1]:]
		}
		c, list := Parse("case.yaml", text)
		if (c == nil) != list.HasErrors() {
			rt.Fatalf("case %v, findings %v\n%s", c != nil, list, text)
		}
		for _, d := range list {
			checkFinding(t, d, strings.Split(text, "\n"))
		}
		if c != nil {
			checkResolved(t, c)
		}
		if t.Failed() {
			rt.Fatal(text)
		}
	})
}
