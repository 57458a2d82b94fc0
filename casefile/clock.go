package casefile

import (
	"fmt"
	"math"
	"time"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/diag"
	"parley/internal/expr"
)

// Limits of the clock.
const (
	maxHorizon   = 600   // months: 50 years
	maxSteps     = 1_000 // of a horizon
	maxDuration  = 1_200 // months: a hundred years
	wholeHorizon = 12    // months, where none is given
)

var (
	marginField = field{what: "a margin", hi: 2, limit: 2, fixed: true}
	lagField    = field{what: "a detection lag", hi: math.Inf(1), limit: maxDuration, measure: duration, fixed: true}
)

// clock resolves what the head says about time.
func (k *checker) clock() {
	d, c := k.doc, &k.c.Clock
	c.Horizon = wholeHorizon
	switch k.choice(d.Step, "step", "month", "week", "day") {
	case "week":
		c.Step = Week
	case "day":
		c.Step = Day
	}
	if months, ok := k.length(d.Horizon, "the horizon"); ok {
		c.Horizon = months
		k.horizon()
	}
	c.Margin = k.number(d.Margin, "margin", marginField, nil)
	c.DetectionLag = k.number(d.DetectionLag, "detection-lag", lagField, nil)
	c.Given = len(d.Tracks.Entries)+len(d.Events.Entries)+len(d.Threats.Entries)+len(d.Scenarios.Entries) > 0
	for i := range d.Tables.Entries {
		c.Given = c.Given || d.Tables.Entries[i].Value.Meets()
	}
}

// horizon checks the horizon against its limits.
func (k *checker) horizon() {
	c, t := &k.c.Clock, k.doc.Horizon
	steps := 0
	if c.Horizon <= maxHorizon {
		steps = k.c.Steps()
	}
	switch {
	case c.Horizon <= 0:
		k.r.Fail("time", t.Node.At, "horizon", "the horizon must lie ahead", "such as `horizon: 12 months`")
	case c.Horizon > maxHorizon:
		k.r.Fail("time", t.Node.At, "horizon", "the horizon is more than 50 years away", "nothing can be said so far ahead; choose a nearer one")
	case steps > maxSteps:
		k.r.Fail("time", t.Node.At, "horizon", fmt.Sprintf("the horizon is %d steps away; %d are the most", steps, maxSteps), "choose a longer `step`, or a nearer horizon")
	}
	if c.Horizon <= 0 || c.Horizon > maxHorizon {
		c.Horizon = wholeHorizon // so that dates are judged by something
	}
}

// day reads a date that lies ahead of the day of the case; the zero time when there is none or it is wrong.
func (k *checker) day(t document.Text) time.Time {
	day := k.date(t)
	switch {
	case day.IsZero() || k.doc.AsOf.Given() && k.c.AsOf.IsZero():
	case k.c.AsOf.IsZero():
		if !k.undated {
			k.r.Fail("date", t.Node.At, t.Node.Path(), "a date means nothing without the day the case speaks of", "add `as-of: 2025-08-14`, with the day of the case")
		}
		k.undated = true
		return time.Time{}
	case day.Before(k.c.AsOf):
		k.r.Fail("date", t.Node.At, t.Node.Path(), fmt.Sprintf("%s lies before `as-of`, which is %s", day.Format(time.DateOnly), k.c.AsOf.Format(time.DateOnly)), "a case looks ahead; what has happened is part of today")
		return time.Time{}
	}
	return day
}

// fixedNumber is an expression, or a condition inside one, that must stay the same for a whole run.
type fixedNumber struct {
	node *yamltext.Node
	root *expr.Node
	what string
}

// choosing reads the condition of a case of a number.
func (k *checker) choosing(n *yamltext.Node, f field) *expr.Node {
	b := &binder{names: k.names, back: f.back}
	if f.fixed {
		b.fixed = f.what
	}
	root := k.bound(n, "condition", b, b.condition)
	if f.fixed && root != nil {
		k.fixed = append(k.fixed, fixedNumber{n, root, f.what})
	}
	return root
}

// standing reports what must stay the same for a whole run and rests, through a quantity, on what runs.
func (k *checker) standing() {
	runs := k.running()
	for _, x := range k.fixed {
		x.root.Walk(func(n *expr.Node) {
			if n.Op != expr.Name || n.Ref != expr.Quantity || runs[n.Index] == "" {
				return
			}
			k.r.FailAt("number", x.node, &expr.Error{
				Pos: n.Pos, End: n.End, Reason: fmt.Sprintf("%s is fixed for a whole run, and `%s` rests on %s", x.what, n.Name, runs[n.Index]),
				Suggestion: "calculate with quantities that rest on none",
			})
		})
	}
}

// running says, for each quantity, on which track it rests, or on the time; "" where on none. Of a circle of quantities, which
// is reported elsewhere, some may be missed.
func (k *checker) running() []string {
	runs, seen := make([]string, len(k.c.Quantities)), make([]bool, len(k.c.Quantities))
	var visit func(q int)
	visit = func(q int) {
		seen[q] = true
		k.c.Quantities[q].each(func(n *expr.Node) {
			switch n.Ref {
			case expr.Track:
				runs[q] = fmt.Sprintf("the track `%s`", n.Name)
			case expr.Elapsed:
				runs[q] = "the time that has passed"
			case expr.Quantity:
				if !seen[n.Index] {
					visit(n.Index)
				}
				if runs[q] == "" {
					runs[q] = runs[n.Index]
				}
			}
		})
	}
	for q := range runs {
		if !seen[q] {
			visit(q)
		}
	}
	return runs
}

// placeOf is where something is said, or the place of what it belongs to.
func placeOf(t document.Text, above diag.Place) diag.Place {
	if t.Node != nil {
		return t.Node.At
	}
	return above
}
