package stability

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"parley/internal/ask"
	"parley/internal/game"
)

// Args chooses what is looked at beside today, the deals and the equilibria.
type Args struct {
	Deals  []ask.Deal // of the case
	States []ask.Deal // further ones
	Want   *ask.Deal  // the state that should stay put; nil: none
}

// Answer says which states stay put.
type Answer struct {
	Case       ask.Header                     `json:"case"`
	Examined   Examined                       `json:"examined"`
	States     []State                        `json:"states"`
	Equilibria map[string][]string            `json:"equilibria"`             // by concept: ids of States
	Counts     map[string]int                 `json:"counts"`                 // by concept: equilibria among all states examined
	Missing    map[string]string              `json:"not-computed,omitempty"` // by concept: why; its equilibria are null
	Parties    map[string]map[string][]string `json:"parties"`                // by party and concept: ids of the States that are stable for it
	Want       *Want                          `json:"want,omitempty"`
}

// Partial reports whether the answer was interrupted.
func (a *Answer) Partial() bool { return a.Case.Partial }

// Examined says what the answer rests on.
type Examined struct {
	States int      `json:"states"`
	Moves  int      `json:"moves"`
	Whole  bool     `json:"whole"` // every state that can be reached was examined
	Movers []string `json:"movers"`
	Still  []string `json:"still"`       // could move, but nothing is known of their values
	Form   bool     `json:"option-form"` // each issue is in one party's hands, and a move is one party's
	Draws  int      `json:"draws"`       // behind the shares; 0: too large for any
}

// State is a state that is looked at: today, a deal, one asked about, or an equilibrium.
type State struct {
	ID       string             `json:"id"`
	Label    string             `json:"label"`
	Deal     ask.State          `json:"deal"`
	Given    bool               `json:"given"` // today, a deal or one asked about
	Verdicts []Told             `json:"verdicts"`
	Together []Joint            `json:"together"`         // sets that can leave it at once, to the gain of all of them
	Path     []Step             `json:"path"`             // shortest from today by improvements only; empty: none, or today
	Leave    []Leave            `json:"coalitions"`       // coalitions that could get to something better for all of them, smallest first
	Shares   map[string]float64 `json:"shares,omitempty"` // by concept: share of draws in which it is an equilibrium
	at       int
	state    game.State
}

// Told is a verdict and its sentence.
type Told struct {
	Party        string          `json:"party"`
	Stable       map[string]bool `json:"stable"` // by concept
	Improvements int             `json:"improvements"`
	Text         string          `json:"text"`
	Simultaneous string          `json:"simultaneous,omitempty"` // the sentence on SIM
}

// Leave is what the forms say of a coalition of two or more that could get to something better for all of them.
type Leave struct {
	By     []string        `json:"by"`
	Stable map[string]bool `json:"stable"` // by coalition form
	Text   string          `json:"text"`
}

// Joint is a move that betters all who make it.
type Joint struct {
	By   []string `json:"by"`
	Text string   `json:"text"`
}

// Step is a move on a path.
type Step struct {
	By   []string  `json:"by"`
	To   ask.State `json:"to"`
	Text string    `json:"text"`
}

// Limits of the answer.
const (
	maxEquilibria = 100 // listed
	maxDraws      = 200 // behind the shares
	// drawBudget bounds moves × parties × draws.
	drawBudget = 200_000_000
	minDraws   = 20 // fewer give no share
)

// ErrNoStatusQuo says that a case without a status quo has no moves, and so no stability.
var ErrNoStatusQuo = errors.New("the case has no status quo, so nothing says who can move from where; give every issue an option of today's to ask what stays put")

// Ask answers for today, the deals, the states asked about and the equilibria.
func Ask(ctx context.Context, d *ask.Draws, args Args) (*Answer, error) {
	if d.G.Today == nil {
		return nil, ErrNoStatusQuo
	}
	if len(movers(d.G)) == 0 {
		return nil, errors.New("no party that could move has values, so nothing says what stays put; add values to one that controls an option")
	}
	q := &question{d: d, g: d.G, n: d.Central}
	given, from := q.given(args)
	var err error
	q.from = from
	if q.m, err = newModel(d.G, d.Central, from); err != nil {
		return nil, err
	}
	q.analysis = q.m.conflict.Analyse(d.Jobs)
	a := &Answer{Examined: Examined{States: q.m.states.len(), Moves: q.m.conflict.Moves(), Whole: q.m.whole, Form: q.m.together == 1 || q.m.form != nil, Movers: []string{}}}
	q.beyond(a)
	able := game.Of(q.m.parties...)
	a.Examined.Movers, a.Examined.Still = ask.Names(d.G, able), ask.Names(d.G, d.G.Movers&^d.G.Known)
	q.choose(a, given)
	q.tell(a)
	if err := q.want(ctx, a, args.Want); err != nil && !ask.Interrupted(err) {
		return nil, err
	}
	stop := q.shares(ctx, a)
	if stop != nil && !ask.Interrupted(stop) {
		return nil, stop
	}
	a.Case = ask.NewHeader(d)
	a.Case.Partial = a.Case.Partial || stop != nil
	return a, stop
}

type question struct {
	d        *ask.Draws
	g        *game.Game
	n        *game.Numbers
	m        *model
	analysis *Analysis
	from     []game.State // what is looked at by name

	simultaneous *Form       // nil: SIM is not computed
	coalitions   *Coalitions // nil: the coalition forms are not
}

// given lists what is looked at by name, each state once, today first.
func (q *question) given(args Args) ([]State, []game.State) {
	list := append([]ask.Deal{{Name: "today", Label: "today", State: q.g.Today}}, args.Deals...)
	list = append(list, args.States...)
	if args.Want != nil {
		list = append(list, *args.Want)
	}
	var out []State
	var from []game.State
	for _, deal := range list {
		if !slices.ContainsFunc(from, deal.State.Equal) {
			out = append(out, State{ID: deal.Name, Label: deal.Label, Deal: ask.StateOf(q.g, deal.State), Given: true})
			from = append(from, deal.State)
		}
	}
	return out, from
}

// choose sets what is listed: the states given, then equilibria, those under most concepts and nearest to today first.
func (q *question) choose(a *Answer, given []State) {
	a.States, a.Counts, a.Equilibria, a.Parties = given, map[string]int{}, map[string][]string{}, map[string]map[string][]string{}
	held := make([][]int, len(all())+1)
	var buf []arc
	for s := range q.m.states.len() {
		n := 0
		var own [len(concepts)]bool
		own, buf = q.analysis.held(s, buf)
		for _, k := range all() {
			if int(k) < len(own) && own[k] || int(k) >= len(own) && q.equilibrium(k, s) {
				a.Counts[k.String()]++
				n++
			}
		}
		if held[n] = append(held[n], s); s < len(given) {
			a.States[s].at = s
		}
	}
	listed := 0
	for n := len(all()); n > 0; n-- {
		for _, s := range held[n] {
			if s >= len(given) && listed < maxEquilibria {
				label := ask.Changes(q.g, q.m.states.at(s))
				a.States = append(a.States, State{ID: fmt.Sprintf("s%d", s), Label: label, Deal: ask.StateOf(q.g, q.m.states.at(s)), at: s})
				listed++
			}
		}
	}
}

// tell adds the verdicts, and what leads to and from each state.
func (q *question) tell(a *Answer) {
	for _, p := range a.Examined.Movers {
		a.Parties[p] = map[string][]string{}
		for _, k := range q.ofParties() {
			a.Parties[p][k.String()] = []string{}
		}
	}
	for _, k := range all() {
		if a.Equilibria[k.String()] = nil; a.Missing[k.String()] == "" {
			a.Equilibria[k.String()] = []string{}
			a.Counts[k.String()] += 0
		}
	}
	paths := q.m.conflict.Paths(0)
	for i := range a.States {
		s := &a.States[i]
		s.Path, s.Together, s.state = []Step{}, []Joint{}, q.m.states.at(s.at).Clone()
		for _, move := range paths[s.at] {
			s.Path = append(s.Path, q.step(move))
		}
		s.Together = q.together(s.at)
		for p := range q.m.parties {
			s.Verdicts = append(s.Verdicts, q.told(p, s.at))
		}
		s.Leave = q.leave(s.at)
		for _, k := range all() {
			if q.equilibrium(k, s.at) {
				a.Equilibria[k.String()] = append(a.Equilibria[k.String()], s.ID)
			}
		}
		for _, k := range q.ofParties() {
			for _, v := range s.Verdicts {
				if v.Stable[k.String()] {
					a.Parties[v.Party][k.String()] = append(a.Parties[v.Party][k.String()], s.ID)
				}
			}
		}
	}
}

func (q *question) step(m Move) Step {
	to := q.m.states.at(m.To)
	return Step{By: q.names(m.By), To: ask.StateOf(q.g, to), Text: ask.Difference(q.g, q.m.states.at(m.From), to)}
}

// names are the parties of a set of the conflict.
func (q *question) names(by Set) []string {
	var mask game.Mask
	for k, p := range q.m.parties {
		if by.Has(k) {
			mask |= 1 << p
		}
	}
	return ask.Names(q.g, mask)
}

// together lists the sets that can leave a state at once and all gain, each with one such move, smallest change first.
func (q *question) together(s int) []Joint {
	best, changes := map[Set]Move{}, map[Set]int{}
	var order []Set
	for _, move := range q.m.joint(s) {
		n := 0
		for i, o := range q.m.states.at(s) {
			if q.m.states.at(move.To)[i] != o {
				n++
			}
		}
		if _, ok := best[move.By]; !ok {
			order = append(order, move.By)
		} else if n >= changes[move.By] {
			continue
		}
		best[move.By], changes[move.By] = move, n
	}
	slices.Sort(order)
	out := []Joint{}
	for _, by := range order {
		step := q.step(best[by])
		out = append(out, Joint{By: step.By, Text: step.Text})
	}
	return out
}
