package deals

import (
	"context"
	"encoding/json"
	"slices"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/search"
)

// Args chooses the panel. At most one of Table and Between is set.
type Args struct {
	Table   int       // index into Case.Tables; −1: none
	Between game.Mask // 0: all seated parties
	Options bool      // also the share of draws in which each option is in some deal
	Goals   bool      // only the goals: what a brief needs
}

// Answer is where a panel can agree.
type Answer struct {
	Case      ask.Header      `json:"case"`
	Table     string          `json:"table"` // "" when put to a set of parties
	Members   []string        `json:"members"`
	Meetings  []Meeting       `json:"meetings,omitempty"` // of the table; of all tables when put to a set of parties
	States    *float64        `json:"states"`
	Reachable *float64        `json:"reachable"`
	Zopa      Size            `json:"zopa"`
	Frontier  Frontier        `json:"frontier"`
	Efficient Efficient       `json:"efficient"`
	Solutions Solutions       `json:"solutions"`
	Winner    *AdjustedWinner `json:"adjusted-winner,omitempty"`
	Goals     []Goal          `json:"goals"`
	Relax     []Relaxation    `json:"relaxations"`
	Near      []NearMiss      `json:"near-misses"`
	Trades    []Trade         `json:"logrolling"`
	Options   []OptionShare   `json:"options,omitempty"`
	Draws     DrawSummary     `json:"draws"`
	Unknown   []string        `json:"not-known,omitempty"`  // members without values: no deal counts on them
	Ordered   []string        `json:"order-only,omitempty"` // members of whose values only the order is known: they have none in points
	Tables    []*Answer       `json:"-"`                    // the goals of each table, when the question is put to all who are seated
}

// MarshalJSON lists the goals, concessions and near misses of the tables with the panel's own: one list each, told apart by
// `table`.
func (a *Answer) MarshalJSON() ([]byte, error) { return json.Marshal(a.Listed()) }

// Listed is an answer as it is marshalled.
type Listed Answer

// Listed lists with the panel's own goals, concessions and near misses those of the tables.
func (a *Answer) Listed() *Listed {
	all := Listed(*a)
	for _, t := range a.Tables {
		all.Goals = append(slices.Clip(all.Goals), t.Goals...)
		all.Relax = append(slices.Clip(all.Relax), t.Relax...)
		all.Near = append(slices.Clip(all.Near), t.Near...)
	}
	return &all
}

// Size is a number of states, or why it is not counted.
type Size struct {
	Size *float64 `json:"size"`
	Why  string   `json:"why,omitempty"`
}

// Frontier is the undominated deals of the ZOPA.
type Frontier struct {
	Outcomes *float64     `json:"outcomes"`
	Points   *int         `json:"points"`
	Deals    []ValuedDeal `json:"deals"` // at most Cap
	Cap      int          `json:"cap"`
	Why      string       `json:"why,omitempty"`
}

// Efficient counts the undominated states among all the panel can reach, walk-aways and red lines ignored.
type Efficient struct {
	Outcomes *float64 `json:"outcomes"`
	Points   *int     `json:"points"`
	Why      string   `json:"why,omitempty"`
}

// ValuedDeal is a deal and what it is worth to each member.
type ValuedDeal struct {
	Deal   ask.State          `json:"deal"`
	Values map[string]float64 `json:"values"`
}

// DrawSummary is what the draws say of the panel's room, goal aside.
type DrawSummary struct {
	N          int                  `json:"n"`
	Share      float64              `json:"nonempty"`            // of the draws
	Nonempty   ensemble.Probability `json:"chance"`              // the same with its range
	Undecided  int                  `json:"undecided,omitempty"` // draws in which the search was given up
	Candidates []Candidate          `json:"candidates"`
}

// Candidate is a deal and how it fares over the draws.
type Candidate struct {
	Name       string               `json:"name"`
	Label      string               `json:"label,omitempty"`
	Deal       ask.State            `json:"deal"`
	InZopa     ensemble.Probability `json:"in-zopa"`
	OnFrontier ensemble.Probability `json:"on-frontier"`
	state      game.State
}

// OptionShare is the share of draws in which some deal of the ZOPA has the option.
type OptionShare struct {
	Issue  string               `json:"issue"`
	Option string               `json:"option"`
	Share  ensemble.Probability `json:"share"`
}

// question is one panel put to one game.
type question struct {
	g     *game.Game
	d     *ask.Draws
	n     *game.Numbers // central
	panel game.Panel
	scale []float64 // by party: its own range, in Ticks; 0 where not known
	stop  func() error
}

// Ask answers for one panel. After an interruption it gives what there is with the context's error. Errors: a *game.TooLargeError, a *game.ValueError, or the context's.
func Ask(ctx context.Context, d *ask.Draws, args Args) (*Answer, error) {
	q := &question{g: d.G, d: d, n: d.Central, panel: d.G.PartiesPanel(args.Between), stop: ctx.Err}
	switch {
	case args.Table >= 0:
		q.panel = d.G.TablePanel(args.Table)
	case args.Between == 0:
		q.panel = d.G.PartiesPanel(d.G.Seated)
	}
	if err := q.scales(); err != nil {
		return nil, err
	}
	a := &Answer{Goals: []Goal{}, Table: q.panel.Name, Members: ask.Names(q.g, q.panel.Members), Near: []NearMiss{}, Trades: []Trade{}, Relax: []Relaxation{}}
	if missing := q.panel.Members &^ q.g.Known; missing != 0 {
		a.Unknown = ask.Names(q.g, missing)
	}
	if ordered := q.panel.Members & q.g.Ordinal; ordered != 0 {
		a.Ordered = ask.Names(q.g, ordered)
	}
	if !args.Goals {
		if err := q.exact(a); err != nil {
			return nil, err
		}
		var err error
		if a.Meetings, err = q.meetings(); err != nil {
			return nil, err
		}
	}
	err := q.drawn(ctx, a, args)
	if err != nil && !d.Partial(err) {
		return nil, err
	}
	a.Case = ask.NewHeader(d)
	return a, err
}

// AskAll puts the question to all who are seated, and the goals to every table besides.
func AskAll(ctx context.Context, d *ask.Draws) (*Answer, error) {
	a, err := Ask(ctx, d, Args{Table: -1, Options: true})
	if a == nil {
		return nil, err
	}
	for t := range d.G.Case.Tables {
		if err != nil {
			break
		}
		var table *Answer
		if table, err = Ask(ctx, d, Args{Table: t, Goals: true}); table != nil {
			a.Tables = append(a.Tables, table)
		}
	}
	a.Case = ask.NewHeader(d)
	return a, err
}

// scales is each party's own range over the allowed states.
func (q *question) scales() error {
	q.scale = make([]float64, len(q.g.Case.Parties))
	for _, p := range (q.panel.Members & q.g.Known).List() {
		lo, hi, err := search.Span(q.g, q.n, p)
		if err != nil {
			return err
		}
		q.scale[p] = float64(max(hi-lo, 1))
	}
	return nil
}

// gains are the members' gains over their walk-aways, in points, to the grid.
func (q *question) gains(v []game.Tick, parties []int) []float64 {
	out := make([]float64, len(v))
	for j, p := range parties {
		out[j] = float64(game.Grid(v[j])-game.Grid(q.n.WalkAway[p])) * 1e-9
	}
	return out
}

func (q *question) state(s game.State) ask.State { return ask.StateOf(q.g, s) }

// byParty leaves out those of whose values only the order is known.
func (q *question) byParty(parties []int, value func(j int) float64) map[string]float64 {
	out := make(map[string]float64, len(parties))
	for j, p := range parties {
		if !q.g.Ordinal.Has(p) {
			out[q.g.Case.Parties[p].Name] = value(j)
		}
	}
	return out
}

// declined says why no bargaining solution is picked; "" where one can be.
func (q *question) declined() string { return ask.OrderOnly(q.g, q.panel.Members) }

// solution words a state as a Solution without ties.
func (q *question) solution(s game.State, parties []int) *Solution {
	v := make([]game.Tick, len(parties))
	for j, p := range parties {
		v[j] = q.n.Value(p, s)
	}
	gains := q.gains(v, parties)
	return &Solution{
		Deal: q.state(s), state: s,
		Values: q.byParty(parties, func(j int) float64 { return game.Points(v[j]) }),
		Gains:  q.byParty(parties, func(j int) float64 { return gains[j] }),
	}
}
