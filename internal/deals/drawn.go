package deals

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/search"
)

// drawn fills what the draws say of the panel's room, goal aside.
func (q *question) drawn(ctx context.Context, a *Answer, args Args) error {
	desk, err := search.NewDesk(q.g, q.panel)
	if err != nil {
		return err
	}
	var candidates []Candidate
	if !args.Goals {
		candidates = q.candidates(a)
	}
	room, undecided := make([]bool, q.d.Runs), make([]bool, q.d.Runs)
	reached, err := q.goalColumns()
	if err != nil {
		return err
	}
	in, on := grid(len(candidates), q.d.Runs), grid(len(candidates), q.d.Runs)
	var gaveUp atomic.Int64
	var options []optionColumn
	if args.Options {
		options = q.optionColumns(desk)
	}
	err = q.d.Each(ctx, "room for "+q.title(), func() func(int, *game.Numbers) error {
		desk := desk.Fork()
		return func(run int, n *game.Numbers) error {
			desk.Load(n)
			s, ok, err := desk.Room(search.AnyGoal)
			if err != nil && !errors.Is(err, search.ErrBudget) {
				return err
			}
			if room[run], undecided[run] = ok, err != nil; err != nil && gaveUp.Add(1) > maxGivenUp {
				return q.tooHard()
			}
			for c := range candidates {
				in[c][run] = ok && q.g.InZOPA(&q.panel, n, candidates[c].state)
				if in[c][run] {
					beaten, err := desk.Beaten(n, candidates[c].state)
					on[c][run], undecided[run] = !beaten && err == nil, undecided[run] || err != nil
				}
			}
			if err := reached.mark(desk, run, s, ok); err != nil || !ok {
				return err
			}
			if run >= optionSample {
				return nil
			}
			return q.markOptions(desk, options, run, s)
		}
	})
	if err != nil && !q.d.Partial(err) {
		return err
	}
	chance := q.d.Probability(room)
	a.Draws = DrawSummary{N: q.d.Done, Share: chance.P, Nonempty: chance, Undecided: count(undecided[:q.d.Done]), Candidates: []Candidate{}}
	for c := range candidates {
		candidates[c].InZopa, candidates[c].OnFrontier = q.d.Probability(in[c]), q.d.Probability(on[c])
		a.Draws.Candidates = append(a.Draws.Candidates, candidates[c])
	}
	sampled := make([]bool, q.d.Done)
	for run := range min(q.d.Done, optionSample) {
		sampled[run] = true
	}
	for _, o := range options {
		a.Options = append(a.Options, OptionShare{
			Issue: q.g.Case.Issues[o.issue].Name, Option: q.g.Case.Issues[o.issue].Options[o.option].Name, Share: q.d.Given(o.yes, sampled),
		})
	}
	if bad := q.goals(a, reached); bad != nil {
		return bad
	}
	return err
}

// maxGivenUp is how many draws may stay undecided before the question is refused.
const maxGivenUp = 50

func (q *question) tooHard() error {
	return &game.TooLargeError{
		What: "searching for a deal of " + q.title(), States: q.g.Size(),
		Remedy: "narrow the agenda (agenda:), ask about fewer parties (--between), or split the rules that link most issues",
	}
}

// refused turns a search that was given up into the refusal that names size and remedy.
func (q *question) refused(err error) error {
	if errors.Is(err, search.ErrBudget) {
		return q.tooHard()
	}
	return err
}

// optionSample bounds the draws in which every option is searched for.
const optionSample = 500

func grid(rows, runs int) [][]bool {
	out := make([][]bool, rows)
	for k := range out {
		out[k] = make([]bool, runs)
	}
	return out
}

func count(v []bool) int {
	n := 0
	for _, b := range v {
		if b {
			n++
		}
	}
	return n
}

func (q *question) title() string {
	if q.panel.Name != "" {
		return "table " + q.panel.Name
	}
	return "the parties"
}

// At is the candidate's state.
func (c *Candidate) At() game.State { return c.state }

// Title is how the page calls the candidate.
func (c *Candidate) Title(g *game.Game) string { return candidateText(g, *c) }

// candidates are the named deals and the central solutions, each once.
func (q *question) candidates(a *Answer) []Candidate {
	var out []Candidate
	add := func(name, label string, s game.State) {
		for _, c := range out {
			if c.state.Equal(s) {
				return
			}
		}
		out = append(out, Candidate{Name: name, Label: label, Deal: q.state(s), state: s})
	}
	for _, d := range ask.Deals(q.g) {
		add(d.Name, d.Label, d.State)
	}
	for _, s := range []struct {
		name string
		is   *Solution
	}{{"nash", a.Solutions.Nash}, {"kalai-smorodinsky", a.Solutions.KalaiSmorodinsk}, {"egalitarian", a.Solutions.Egalitarian}, {"utilitarian", a.Solutions.Utilitarian}} {
		if s.is != nil {
			add(s.name, ask.Changes(q.g, s.is.state), s.is.state)
		}
	}
	return out
}

// optionColumn collects, by run, whether some deal of the ZOPA has an option.
type optionColumn struct {
	issue, option int
	yes           []bool
}

func (q *question) optionColumns(desk *search.Desk) []optionColumn {
	var out []optionColumn
	for i := range q.g.Sizes {
		open := desk.Options(i)
		if len(open) < 2 {
			continue
		}
		for _, o := range open {
			out = append(out, optionColumn{i, int(o), make([]bool, q.d.Runs)})
		}
	}
	return out
}

// markOptions marks the options of the deals found; an option not yet seen is searched for.
func (q *question) markOptions(desk *search.Desk, options []optionColumn, run int, found game.State) error {
	mark := func(s game.State) {
		for _, o := range options {
			o.yes[run] = o.yes[run] || int(s[o.issue]) == o.option
		}
	}
	mark(found)
	for _, o := range options {
		if o.yes[run] {
			continue
		}
		s, ok, err := desk.RoomWith(search.AnyGoal, o.issue, o.option)
		if err != nil && !errors.Is(err, search.ErrBudget) {
			return err
		}
		if ok {
			mark(s)
		}
	}
	return nil
}

// Found lists the deals to talk about where the case names none: the central Nash deal of each panel and goal, each
// state once.
func Found(d *ask.Draws) ([]ask.Deal, error) {
	var answers []*Answer
	for _, panel := range ask.Panels(d.G) {
		q := &question{g: d.G, d: d, n: d.Central, panel: panel}
		a := &Answer{}
		var any Goal
		if err := q.central(&any, search.AnyGoal); err != nil {
			return nil, err
		}
		a.Goals = append(a.Goals, any)
		for goal := range d.G.Goals {
			var row Goal
			if err := q.central(&row, goal); err != nil {
				return nil, err
			}
			a.Goals = append(a.Goals, row)
		}
		answers = append(answers, a)
	}
	return FoundIn(d.G, answers), nil
}

// FoundIn lists the central deals of the goals of some answers, each state once.
func FoundIn(g *game.Game, answers []*Answer) []ask.Deal {
	var out []ask.Deal
	for _, a := range answers {
		for _, row := range a.Goals {
			if row.Deal == nil || slices.ContainsFunc(out, func(o ask.Deal) bool { return o.State.Equal(row.Deal.state) }) {
				continue
			}
			text := ask.Changes(g, row.Deal.state)
			out = append(out, ask.Deal{Name: text, Label: text, State: row.Deal.state})
		}
	}
	return out
}
