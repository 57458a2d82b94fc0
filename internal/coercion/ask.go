package coercion

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/game"
)

// Args chooses the threats.
type Args struct {
	By, To int        // sender and target, indices of parties
	Threat int        // index of one threat of that pair; −1: all
	Date   *time.Time // the deadline, instead of the case's; nil: the case's
}

// known says which threats there are.
func known(g *game.Game) string {
	var out []string
	for i := range g.Threats {
		out = append(out, "`"+described(g, i)+"`")
	}
	if out == nil {
		return "the case has no threat; add one under `threats`"
	}
	return "the case has " + strings.Join(out, ", ")
}

func described(g *game.Game, i int) string {
	t := g.Threats[i].Of
	return t.Name + ": " + g.Case.Parties[t.By].Name + " to " + g.Case.Parties[t.To].Name
}

// Ask answers for the threats of a pair.
func Ask(ctx context.Context, d *ask.Draws, args Args) (*Answer, error) {
	g := d.G
	which, err := chosen(g, &args)
	if err != nil {
		return nil, err
	}
	var asked []*question
	for _, i := range which {
		q := &question{g: g, d: d, args: &args}
		if err = q.prepare(i); err == nil {
			err = q.draw(ctx)
		}
		if err == nil || d.Partial(err) {
			asked = append(asked, q)
		}
		if err != nil {
			break
		}
	}
	if len(asked) == 0 || err != nil && !ask.Interrupted(err) {
		return nil, err
	}
	a, wrong := answered(d, &args, asked)
	if wrong != nil {
		return nil, wrong
	}
	return a, err
}

// answered sums up the threats that were put to the draws.
func answered(d *ask.Draws, args *Args, asked []*question) (*Answer, error) {
	c := d.G.Case
	a := &Answer{Case: ask.NewHeader(d), Sender: c.Parties[args.By].Name, Target: c.Parties[args.To].Name, Threats: []Threat{}}
	for _, q := range asked {
		t, err := q.answer()
		if err != nil {
			return nil, err
		}
		a.Threats = append(a.Threats, t)
	}
	for i := range d.G.Threats {
		if t := d.G.Threats[i].Of; args.Threat < 0 && args.Date == nil && t.By == args.By && t.To == args.To && d.G.Passed(i) {
			a.Passed = append(a.Passed, t.Name)
		}
	}
	first := &a.Threats[0]
	a.Threat, a.Concedes, a.Parts, a.Thresholds, a.BaseRates, a.Lines = first.Name, first.Concedes, first.Parts, first.Thresholds, first.BaseRates, first.Lines
	return a, nil
}

// chosen lists the threats that are asked about.
func chosen(g *game.Game, args *Args) ([]int, error) {
	if n := len(g.Case.Parties); args.By < 0 || args.By >= n || args.To < 0 || args.To >= n {
		return nil, &ask.ArgumentError{Flag: "SENDER TARGET", Pos: -1, Reason: "no sender or target", Suggestion: "name two parties of the case; " + known(g)}
	}
	var out []int
	for i := range g.Threats {
		if t := g.Threats[i].Of; t.By == args.By && t.To == args.To && (args.Threat < 0 || args.Threat == i) {
			out = append(out, i)
		}
	}
	if out == nil {
		return nil, &ask.ArgumentError{
			Flag: "SENDER TARGET", Text: g.Case.Parties[args.By].Name + " " + g.Case.Parties[args.To].Name, Pos: -1,
			Reason: "the case has no such threat of the one to the other", Suggestion: known(g),
		}
	}
	if !g.Known.Has(args.To) {
		p := &g.Case.Parties[args.To]
		return nil, &game.ValueError{Place: p.Place, Path: p.Path, Reason: fmt.Sprintf("nothing is known of what `%s` wants, so nothing tells what would move it: give it values", p.Name)}
	}
	return ahead(g, args, out)
}

// ahead leaves out threats whose deadlines lie before the day that is asked about.
func ahead(g *game.Game, args *Args, which []int) ([]int, error) {
	day := ask.LongDate(g.Day.Format(time.DateOnly))
	what := "the day that is asked about, "
	if g.Elapsed == 0 {
		what = "the day of the case, "
	}
	if args.Date != nil {
		if args.Date.Before(g.Day) {
			return nil, &ask.ArgumentError{Flag: "--by", Text: args.Date.Format(time.DateOnly), Pos: -1, Reason: "that is before " + what + day, Suggestion: "a threat looks ahead: name a later day"}
		}
		return which, nil
	}
	left := slices.DeleteFunc(slices.Clone(which), g.Passed)
	if len(left) == 0 {
		t := g.Threats[which[0]].Of
		return nil, &ask.ArgumentError{
			Flag: "--at", Text: g.Day.Format(time.DateOnly), Pos: -1, Reason: "the deadline of `" + t.Name + "`, " + ask.LongDate(t.Deadline.Format(time.DateOnly)) + ", has passed by then",
			Suggestion: "name an earlier day, or a later deadline with --by",
		}
	}
	return left, nil
}

// question is one threat put to the draws.
type question struct {
	g       *game.Game
	d       *ask.Draws
	args    *Args
	index   int
	of      *casefile.Threat
	w       *clock.World
	threats *Threats
	tight   *Threats // on the case in which nothing leaks; nil: the case does not say
	tightW  *clock.World
	columns *columns
}

// prepare makes the worlds of a threat: the case's, to the horizon or the deadline if that is later, and that in which nothing leaks.
func (q *question) prepare(i int) error {
	q.index, q.of = i, q.g.Threats[i].Of
	var err error
	if q.w, q.threats, err = q.world(q.g); err != nil || len(q.of.Tight) == 0 {
		return err
	}
	tight, list := game.Compile(tightened(q.g.Case, q.of))
	if list.HasErrors() {
		return fmt.Errorf("the threat `%s` with its tight quantities: %w", q.of.Name, list)
	}
	q.tightW, q.tight, err = q.world(clock.Like(tight, q.g))
	return err
}

func (q *question) world(g *game.Game) (*clock.World, *Threats, error) {
	deadline := q.deadline()
	months := max(clock.Left(g), g.Case.Clock.Step.Months(g.Day, deadline))
	if steps := math.Ceil(months*g.Case.Clock.Step.PerMonth() - 1e-9); steps > clock.MaxSteps {
		return nil, nil, q.tooFar(int(steps))
	}
	w, err := clock.New(g, q.d.Seed, months)
	if err != nil {
		return nil, nil, err
	}
	ts, err := prepare(w, q.d.Seed, []int{q.index}, &deadline)
	return w, ts, err
}

// tooFar refuses a deadline that so many steps lead to.
func (q *question) tooFar(steps int) error {
	reason := fmt.Sprintf("it takes %d steps to get there; at most %d are possible", steps, clock.MaxSteps)
	if q.args.Date != nil {
		return &ask.ArgumentError{
			Flag: "--by", Text: q.args.Date.Format(time.DateOnly), Pos: -1, Reason: reason,
			Suggestion: "name a nearer day, or let the case take longer steps, such as `step: month`",
		}
	}
	return &game.ValueError{Place: q.of.Place, Path: q.of.Path, Reason: "the deadline is too far away: " + reason + "; set a nearer one, or take longer steps, such as `step: month`"}
}

func (q *question) deadline() time.Time {
	if q.args.Date != nil {
		return *q.args.Date
	}
	return q.of.Deadline
}

// tightened is a case in which a threat's tight quantities are as they would be if nothing leaked; the target sees that too.
func tightened(c *casefile.Case, t *casefile.Threat) *casefile.Case {
	out := *c
	out.Quantities, out.Parties = slices.Clone(c.Quantities), slices.Clone(c.Parties)
	replaced := func(b casefile.Belief) bool {
		return slices.ContainsFunc(t.Tight, func(x casefile.Belief) bool { return x.Quantity == b.Quantity })
	}
	for _, b := range t.Tight {
		out.Quantities[b.Quantity].Number = *b.Number
	}
	if v := c.Parties[t.To].Values; v != nil {
		values := *v
		values.Believes = slices.DeleteFunc(slices.Clone(v.Believes), replaced)
		out.Parties[t.To].Values = &values
	}
	return &out
}
