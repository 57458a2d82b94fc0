package stability

import (
	"context"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
)

// Control is one change of who controls an option that makes the state asked for an equilibrium where it is none.
type Control struct {
	Kind     string   `json:"kind"` // dropped: nobody brings the option about; needs: the party must agree too; granted: the party can do it alone
	Issue    string   `json:"issue"`
	Option   string   `json:"option"`
	Party    string   `json:"party,omitempty"`
	Concepts []string `json:"concepts"`
	Text     string   `json:"text"`
}

// Limits of the search over formulas.
const (
	maxVariants     = 600 // changes tried
	maxControlled   = 256 // states, where moves are listed
	controlledMoves = 20_000_000
)

// variant is a change of who can give an issue an option.
type variant struct {
	issue, option int
	party         int // −1: nobody
	granted       bool
}

// adjust applies the change to the minimal sets that control a step of an issue.
func (v *variant) adjust(issue, to int, sets []game.Mask) []game.Mask {
	switch {
	case v == nil || issue != v.issue || to != v.option:
		return sets
	case v.party < 0:
		return nil
	case v.granted:
		return minimal(append([]game.Mask{1 << v.party}, sets...))
	}
	var out []game.Mask
	for _, set := range sets {
		out = append(out, set|1<<v.party)
	}
	return minimal(out)
}

// minimal drops the sets that hold another, and repetitions.
func minimal(sets []game.Mask) []game.Mask {
	var out []game.Mask
	for i, set := range sets {
		spare := false
		for j, other := range sets {
			spare = spare || other&^set == 0 && (other != set || j < i)
		}
		if !spare {
			out = append(out, set)
		}
	}
	return out
}

// controls tries every formula dropped, with one party more that must agree, and with one that can do it alone.
func (q *question) controls(ctx context.Context, w *Want, s int) error {
	var list []variant
	for i, size := range q.g.Sizes {
		for o := range size {
			list = append(list, variant{issue: i, option: o, party: -1})
			for _, p := range q.m.parties {
				list = append(list, variant{i, o, p, false}, variant{i, o, p, true})
			}
		}
	}
	switch n := q.m.states.len(); {
	case len(q.g.Consequences) > 0:
		w.Why.Control = "the rules have consequences, which rest on who controls what"
		return nil
	case !q.m.whole || len(list) > maxVariants || q.m.form == nil && n > maxControlled || len(list)*q.m.conflict.Moves()*len(q.m.parties) > controlledMoves:
		w.Why.Control = "too many states and formulas to try them one by one"
		return nil
	}
	now, _ := q.analysis.held(s, nil)
	stays := make([][len(concepts)]bool, len(list))
	state := q.m.states.at(s).Clone()
	done, err := ensemble.Each(ctx, len(list), q.d.Jobs, func() func(int) error {
		return func(k int) error {
			m, err := newModelWith(q.g, q.n, q.from, &list[k])
			if err == nil {
				stays[k], _ = m.conflict.Analyse(1).held(m.find(state), nil)
			}
			return err
		}
	}, nil)
	w.Control = []Control{}
	for k, v := range list[:done] {
		if c := q.changed(v, now, stays[k]); c != nil {
			w.Control = append(w.Control, *c)
		}
	}
	return err
}

// changed words a change that makes the state an equilibrium under some concept; nil where it does not.
func (q *question) changed(v variant, now, then [len(concepts)]bool) *Control {
	issue := &q.g.Case.Issues[v.issue]
	out := &Control{Kind: "dropped", Issue: issue.Name, Option: issue.Options[v.option].Name, Concepts: []string{}}
	for k := range concepts {
		if then[k] && !now[k] {
			out.Concepts = append(out.Concepts, Concept(k).String())
		}
	}
	if len(out.Concepts) == 0 {
		return nil
	}
	what := issue.Name + "=" + out.Option
	if out.Text = "nobody can bring about " + what; v.party >= 0 {
		out.Party = q.g.Case.Parties[v.party].Name
		label := ask.PartyLabel(q.g, out.Party)
		if out.Kind, out.Text = "needs", what+" needs "+label+" too"; v.granted {
			out.Kind, out.Text = "granted", label+" alone can bring about "+what
		}
	}
	return out
}
