package deals

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
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
	Unknown   []string        `json:"not-known,omitempty"` // members without values: no deal counts on them
	Tables    []*Answer       `json:"-"`                   // the goals of each table, when the question is put to all who are seated
}

// MarshalJSON lists the goals, concessions and near misses of the tables with the panel's own: one list each, told apart by
// `table`.
func (a *Answer) MarshalJSON() ([]byte, error) {
	type plain Answer
	all := plain(*a)
	for _, t := range a.Tables {
		all.Goals = append(slices.Clip(all.Goals), t.Goals...)
		all.Relax = append(slices.Clip(all.Relax), t.Relax...)
		all.Near = append(slices.Clip(all.Near), t.Near...)
	}
	return json.Marshal(&all)
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

// frontierCap bounds how many deals of the frontier are listed.
const frontierCap = 200

// question is one panel put to one game.
type question struct {
	g     *game.Game
	d     *ask.Draws
	n     *game.Numbers // central
	panel game.Panel
	scale []float64 // by party: its own range, in Ticks; 0 where not known
}

// Ask answers for one panel. After an interruption it gives what there is with the context's error. Errors: a *game.TooLargeError, a *game.ValueError, or the context's.
func Ask(ctx context.Context, d *ask.Draws, args Args) (*Answer, error) {
	q := &question{g: d.G, d: d, n: d.Central, panel: d.G.PartiesPanel(args.Between)}
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
	if !args.Goals {
		if err := q.exact(a); err != nil {
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
		lo, hi, err := q.g.Span(q.n, p)
		if err != nil {
			return err
		}
		q.scale[p] = float64(max(hi-lo, 1))
	}
	return nil
}

// exact fills what is computed from the central answer.
func (q *question) exact(a *Answer) error {
	var large *game.TooLargeError
	states, err := q.g.AllowedStates()
	switch {
	case err == nil:
		a.States = number(states)
	case !errors.As(err, &large):
		return err
	}
	room := game.Room{Members: q.panel.Members, Agenda: q.panel.Agenda, Base: q.g.Today}
	known := q.panel.Members & q.g.Known
	a.Winner = adjustedWinner(q, q.panel.Members, q.n)
	open, err := q.g.NewSpace(room, known, game.MaxComponent, true)
	if errors.As(err, &large) {
		return q.withoutListing(a, room, err)
	}
	if err != nil {
		return err
	}
	a.Reachable = number(open.States())
	a.Trades = append(a.Trades, logrolling(q, open, q.n, known.List())...)
	if err := q.efficient(a, open); err != nil {
		return err
	}
	return q.zopa(a, room)
}

// withoutListing answers where linked issues make too large a component to list: by search, which finds the solutions
// and leaves the counts open.
func (q *question) withoutListing(a *Answer, room game.Room, why error) error {
	a.Zopa.Why, a.Frontier.Why, a.Efficient.Why = why.Error(), why.Error(), why.Error()
	a.Frontier.Cap, a.Frontier.Deals = frontierCap, []ValuedDeal{}
	room.Accept = q.panel.Coalitions[0]
	sp, err := q.g.NewSpace(room, q.panel.Members&q.g.Known, game.BlockLimit, false)
	if err != nil {
		return err
	}
	a.Trades = append(a.Trades, logrolling(q, sp, q.n, (q.panel.Members&q.g.Known).List())...)
	if !q.panel.Unanimous() || q.unknownEverywhere() {
		return nil
	}
	sv := sp.NewSolver()
	sv.Load(q.n)
	return q.searchedInto(a, sv)
}

// searchedInto fills the solutions by search.
func (q *question) searchedInto(a *Answer, sv *game.Solver) error {
	var err error
	a.Solutions, err = searched(q, sv, nil, q.panel.Members)
	if errors.Is(err, game.ErrBudget) {
		a.Solutions, err = Solutions{Note: "Too many undominated deals to list, and the search for the solutions was given up; ask about fewer parties (--between)."}, nil
	}
	return err
}

func (q *question) efficient(a *Answer, open *game.Space) error {
	sv := open.NewSolver()
	sv.Load(q.n)
	f, err := sv.Frontier(none(len(sv.Parties())), nil, nil)
	var large *game.TooLargeError
	switch {
	case errors.As(err, &large):
		a.Efficient.Why = err.Error()
		return nil
	case err != nil:
		return err
	}
	points := len(f.Points)
	a.Efficient.Outcomes, a.Efficient.Points = number(f.Outcomes), &points
	return nil
}

func none(n int) []game.Tick {
	out := make([]game.Tick, n)
	for j := range out {
		out[j] = game.NoThreshold
	}
	return out
}

func number(v float64) *float64 { return &v }

// gains are the members' gains over their walk-aways, in points, to the grid.
func (q *question) gains(v []game.Tick, parties []int) []float64 {
	out := make([]float64, len(v))
	for j, p := range parties {
		out[j] = float64(game.Grid(v[j])-game.Grid(q.n.WalkAway[p])) * 1e-9
	}
	return out
}

func (q *question) state(s game.State) ask.State { return ask.StateOf(q.g, s) }

func (q *question) byParty(parties []int, value func(j int) float64) map[string]float64 {
	out := make(map[string]float64, len(parties))
	for j, p := range parties {
		out[q.g.Case.Parties[p].Name] = value(j)
	}
	return out
}

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

// zopa fills size, frontier and solutions.
func (q *question) zopa(a *Answer, room game.Room) error {
	a.Frontier.Cap, a.Frontier.Deals = frontierCap, []ValuedDeal{}
	if q.unknownEverywhere() {
		zero, points := number(0), 0
		a.Zopa, a.Frontier.Outcomes, a.Frontier.Points = Size{Size: zero}, zero, &points
		return nil
	}
	if !q.panel.Unanimous() {
		return q.zopaByRule(a, room)
	}
	room.Accept = q.panel.Members
	sp, err := q.g.NewSpace(room, q.panel.Members, game.MaxComponent, true)
	if err != nil {
		return err
	}
	sv := sp.NewSolver()
	sv.Load(q.n)
	least, _ := sv.Accepting(q.panel.Members)
	a.Zopa = q.count(sv, least)
	f, err := sv.Frontier(least, q.strict(sv), nil)
	var large *game.TooLargeError
	if errors.As(err, &large) {
		a.Frontier.Why = err.Error()
		return q.searchedInto(a, sv)
	}
	if err != nil {
		return err
	}
	q.fillFrontier(a, f, sv.Parties())
	return nil
}

func (q *question) strict(sv *game.Solver) []game.Tick {
	if q.g.Today == nil {
		return nil
	}
	return sv.Gaining()
}

func (q *question) unknownEverywhere() bool {
	for _, c := range q.panel.Coalitions {
		if c&^q.g.Known == 0 {
			return false
		}
	}
	return true
}

func (q *question) fillFrontier(a *Answer, f *game.Frontier, parties []int) {
	points := len(f.Points)
	a.Frontier.Outcomes, a.Frontier.Points = number(f.Outcomes), &points
	for k := range f.Points {
		p := &f.Points[k]
		for _, s := range f.States(p, frontierCap-len(a.Frontier.Deals)) {
			a.Frontier.Deals = append(a.Frontier.Deals, ValuedDeal{
				Deal: q.state(s), Values: q.byParty(parties, func(j int) float64 { return game.Points(p.Values[j]) }),
			})
		}
		if len(a.Frontier.Deals) >= frontierCap {
			break
		}
	}
	a.Solutions = solve(q, f, parties)
}

// count is the size of a unanimous ZOPA: all who accept, less those in which nobody gains, less the state in force
// where a declared walk-away makes it count.
func (q *question) count(sv *game.Solver, least []game.Tick) Size {
	why := "too many states to count without listing them"
	n, ok := sv.Count(game.Box{Least: least}, nil)
	if !ok {
		return Size{Why: why}
	}
	if q.g.Today == nil {
		return Size{Size: number(n)}
	}
	idle, ok := sv.Count(game.Box{Least: least, Below: sv.Gaining()}, nil)
	if !ok {
		return Size{Why: why}
	}
	n -= idle
	if q.baseCounts(sv, least) {
		n--
	}
	return Size{Size: number(n)}
}

func (q *question) baseCounts(sv *game.Solver, least []game.Tick) bool {
	gains := false
	for j, p := range sv.Parties() {
		v := q.n.Value(p, q.g.Today)
		if v < least[j] {
			return false
		}
		gains = gains || v >= game.Gains(q.n.WalkAway[p])
	}
	return gains
}

// zopaByRule handles tables that decide by other than unanimity: the union over the coalitions that decide.
func (q *question) zopaByRule(a *Answer, room game.Room) error {
	known := q.panel.Members & q.g.Known
	all := game.NewUnion(known.List(), q.n)
	for _, c := range q.panel.Coalitions {
		if c&^q.g.Known != 0 {
			continue
		}
		room.Accept = c
		sp, err := q.g.NewSpace(room, known, game.MaxComponent, true)
		if err != nil {
			return err
		}
		sv := sp.NewSolver()
		sv.Load(q.n)
		least, _ := sv.Accepting(c)
		f, err := sv.Frontier(least, q.strict(sv), nil)
		if err != nil {
			return fmt.Errorf("the frontier of a coalition of table %s: %w", q.panel.Name, err)
		}
		all.Add(f)
	}
	f := all.Frontier()
	q.fillFrontier(a, f, known.List())
	a.Zopa = q.countByRule(room)
	return nil
}

// ruleLimit bounds the states a count by rule lists.
const ruleLimit = 20_000_000

func (q *question) countByRule(room game.Room) Size {
	room.Accept = 0
	sp, err := q.g.NewSpace(room, q.panel.Members&q.g.Known, game.MaxComponent, true)
	if err != nil {
		return Size{Why: err.Error()}
	}
	if sp.States() > ruleLimit {
		return Size{Why: fmt.Sprintf("%.3g states, more than are listed one by one for a decision rule", sp.States())}
	}
	n := 0.0
	sp.Each(func(s game.State) bool {
		if q.g.InZOPA(&q.panel, q.n, s) {
			n++
		}
		return true
	})
	return Size{Size: &n}
}
