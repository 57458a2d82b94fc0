package durability

import (
	"cmp"
	"context"
	"math"

	"parley/internal/ask"
	"parley/internal/clock"
)

// Effect is what a guarantee or a clause does to survival: with it less without it, over the same draws and dice. The draws are the
// leading ones of the basis; those in which the whole is signed count for both.
type Effect struct {
	Name     string   `json:"name"` // a guarantee, or issue=option
	Label    string   `json:"label"`
	Draws    int      `json:"draws"`
	Months   []Change `json:"months"`
	Complete *Change  `json:"complete,omitempty"` // of a plan: all steps are signed and nothing is broken by the end of the horizon
	Why      string   `json:"why,omitempty"`      // why a clause cannot be left out; Months is then empty
}

// Change is survival with and without at some months, and the difference with its 90 % interval.
type Change struct {
	Months     float64    `json:"months"`
	With       float64    `json:"with"`
	Without    float64    `json:"without"`
	Difference float64    `json:"difference"`
	Interval   [2]float64 `json:"interval"`
}

// Clear reports whether the interval leaves out zero.
func (c *Change) Clear() bool { return c.Interval[0] > 0 || c.Interval[1] < 0 }

// At is the change at some months; nil where there is none.
func (e *Effect) At(months float64) *Change {
	for k := range e.Months {
		if e.Months[k].Months == months {
			return &e.Months[k]
		}
	}
	return nil
}

// effects compares the whole with itself less each guarantee in force, and each clause.
func (q *question) effects(ctx context.Context, a *Answer) error {
	of, draws := q.basis()
	draws = draws[:min(len(draws), q.compared())]
	if len(draws) == 0 {
		return nil
	}
	for k := range q.g.Guarantees {
		if !q.active(k) {
			continue
		}
		u := q.g.Guarantees[k].Of
		other := *q
		other.g = without(q.g, []int{k})
		e, err := q.compare(ctx, u.Name, u.Label, &other, of, draws)
		if err != nil {
			return err
		}
		a.Guarantees = append(a.Guarantees, e)
	}
	if err := q.clauses(ctx, a, of, draws); err != nil || q.args.Deal != nil {
		return err
	}
	return q.swaps(ctx, a)
}

// clauses compares the whole with itself less each clause: of a plan, of all its steps.
func (q *question) clauses(ctx context.Context, a *Answer, of []outcome, draws []int) error {
	y := q.stages[len(q.stages)-1].planned
	for i := range y {
		if y[i] == q.g.Today[i] {
			continue
		}
		issue := &q.g.Case.Issues[i]
		option := &issue.Options[y[i]]
		name, label := issue.Name+"="+option.Name, issue.Label+": "+cmp.Or(option.Label, option.Name)
		stages, why := q.less(i)
		if why != "" {
			a.Clauses = append(a.Clauses, Effect{Name: name, Label: label, Months: []Change{}, Why: why})
			continue
		}
		other := *q
		other.stages = stages
		e, err := q.compare(ctx, name, label, &other, of, draws)
		if err != nil {
			return err
		}
		a.Clauses = append(a.Clauses, e)
	}
	return nil
}

// less are the stages without a clause, which stays as it is today; or why it cannot be left out.
func (q *question) less(issue int) (out []stage, why string) {
	base := q.g.Today
	changes := false
	for k := range q.stages {
		s := q.stages[k]
		y := s.planned.Clone()
		y[issue] = q.g.Today[issue]
		less, err := q.g.Complete(base, settingsBetween(base, y))
		if err == nil && len(q.stages) == 1 {
			less, err = q.g.Complete(s.planned, settingsBetween(s.planned, y))
		}
		switch {
		case err != nil:
			return nil, "the rules do not let it be left out: " + err.Error()
		case less[issue] != q.g.Today[issue]:
			return nil, "the rules bring it about with the rest"
		}
		changes = changes || !less.Equal(q.g.Today)
		s.settings, s.planned = settingsBetween(base, less), less
		out, base = append(out, s), less
	}
	if !changes {
		what := "deal"
		if q.args.Deal == nil {
			what = "plan"
		}
		return nil, "it is all that the " + what + " changes"
	}
	return out, ""
}

// active reports whether a guarantee holds in some state that the deal or plan leads to.
func (q *question) active(k int) bool {
	for i := range q.stages {
		if q.g.Guarantees[k].When.Holds(q.stages[i].planned) {
			return true
		}
	}
	return false
}

// compare makes the paths of other in the same draws, its first step signed in all of them.
func (q *question) compare(ctx context.Context, name, label string, other *question, of []outcome, draws []int) (Effect, error) {
	e := Effect{Name: name, Label: label, Draws: len(draws), Months: []Change{}}
	w, err := clock.New(other.g, q.d.Seed, float64(q.w.Steps)*q.w.DT)
	if err != nil {
		return e, err
	}
	outcomes := make([]outcome, q.d.Done)
	done, err := other.each(ctx, "without "+name, w, draws, func(x *walker, draw int) error {
		return x.walk(draw, force, &outcomes[draw])
	})
	if err != nil && (!ask.Interrupted(err) || done == 0) {
		return e, err
	}
	e.Draws = done
	for _, months := range milestones[1:] {
		steps := stepsUntil(months, q.w.DT)
		if steps > q.steps {
			continue
		}
		var table [2][2]int
		for _, k := range draws[:done] {
			table[index(of[k].stands(steps))][index(outcomes[k].stands(steps))]++
		}
		e.Months = append(e.Months, change(months, table))
	}
	if q.args.Deal == nil && done > 0 {
		var table [2][2]int
		for _, k := range draws[:done] {
			table[index(of[k].complete(len(q.stages), q.steps))][index(outcomes[k].complete(len(q.stages), q.steps))]++
		}
		c := change(q.months(q.steps), table)
		e.Complete = &c
	}
	return e, err
}

func index(b bool) int {
	if b {
		return 1
	}
	return 0
}

// change sums up a table [stands with it][stands without it] of draws.
func change(months float64, table [2][2]int) Change {
	n := float64(table[0][0] + table[0][1] + table[1][0] + table[1][1])
	gained, lost := float64(table[1][0]), float64(table[0][1])
	c := Change{Months: months, With: (float64(table[1][1]) + gained) / n, Without: (float64(table[1][1]) + lost) / n}
	c.Difference = (gained - lost) / n
	// Agresti and Min 2005: half a draw more in each cell, then the normal interval of the difference of paired shares.
	const half = 0.5
	m := n + 4*half
	p, q := (gained+half)/m, (lost+half)/m
	wide := z95 * math.Sqrt((p+q-(p-q)*(p-q))/m)
	c.Interval = [2]float64{min(c.Difference, max(-1, p-q-wide)), max(c.Difference, min(1, p-q+wide))}
	return c
}

// z95 is the 95th percentile of the standard normal.
const z95 = 1.6448536269514722
