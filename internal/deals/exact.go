package deals

import (
	"errors"
	"fmt"

	"parley/internal/game"
	"parley/internal/search"
)

// frontierCap bounds how many deals of the frontier are listed.
const frontierCap = 200

// exact fills what is computed from the central answer.
func (q *question) exact(a *Answer) error {
	var large *game.TooLargeError
	states, err := search.AllowedStates(q.g)
	switch {
	case err == nil:
		a.States = number(states)
	case !errors.As(err, &large):
		return err
	}
	room := search.Room{Members: q.panel.Members, Agenda: q.panel.Agenda, Base: q.g.Today}
	known := q.panel.Members & q.g.Known
	a.Winner = adjustedWinner(q, q.panel.Members, q.n)
	open, err := search.NewSpace(q.g, room, known, search.MaxComponent, true)
	if errors.As(err, &large) {
		return q.withoutListing(a, room, err)
	}
	if err != nil {
		return err
	}
	a.Reachable = number(open.States())
	a.Trades = append(a.Trades, logrolling(q, open, q.n, (known&^q.g.Ordinal).List())...)
	if err := q.efficient(a, open); err != nil {
		return err
	}
	return q.zopa(a, room)
}

// withoutListing answers where linked issues make too large a component to list: by search, which finds the solutions
// and leaves the counts open.
func (q *question) withoutListing(a *Answer, room search.Room, why error) error {
	a.Zopa.Why, a.Frontier.Why, a.Efficient.Why = why.Error(), why.Error(), why.Error()
	a.Frontier.Cap, a.Frontier.Deals = frontierCap, []ValuedDeal{}
	room.Accept = q.panel.Coalitions[0]
	sp, err := search.NewSpace(q.g, room, q.panel.Members&q.g.Known, search.BlockLimit, false)
	if err != nil {
		return err
	}
	a.Trades = append(a.Trades, logrolling(q, sp, q.n, (q.panel.Members&q.g.Known&^q.g.Ordinal).List())...)
	if !q.panel.Unanimous() || q.unknownEverywhere() {
		return nil
	}
	sv := sp.NewSolver()
	sv.Load(q.n)
	return q.searchedInto(a, sv)
}

// searchedInto fills the solutions by search.
func (q *question) searchedInto(a *Answer, sv *search.Solver) error {
	if why := q.declined(); why != "" {
		a.Solutions = Solutions{Note: "None is picked: " + why + "."}
		return nil
	}
	var err error
	a.Solutions, err = searched(q, sv, nil, q.panel.Members)
	if errors.Is(err, search.ErrBudget) {
		a.Solutions, err = Solutions{Note: "Too many undominated deals to list, and the search for the solutions was given up; ask about fewer parties (--between)."}, nil
	}
	return err
}

func (q *question) efficient(a *Answer, open *search.Space) error {
	sv := open.NewSolver()
	sv.Stop = q.stop
	sv.Load(q.n)
	f, err := sv.Frontier(search.Unbounded(len(sv.Parties())), nil, nil)
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

func number(v float64) *float64 { return &v }

// zopa fills size, frontier and solutions.
func (q *question) zopa(a *Answer, room search.Room) error {
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
	sp, err := search.NewSpace(q.g, room, q.panel.Members, search.MaxComponent, true)
	if err != nil {
		return err
	}
	sv := sp.NewSolver()
	sv.Stop = q.stop
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

func (q *question) strict(sv *search.Solver) []game.Tick {
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

func (q *question) fillFrontier(a *Answer, f *search.Frontier, parties []int) {
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
	if why := q.declined(); why != "" {
		a.Solutions = Solutions{Note: "None is picked: " + why + "."}
		return
	}
	a.Solutions = solve(q, f, parties)
}

// count is the size of a unanimous ZOPA: all who accept, less those in which nobody gains, less the state in force
// where a declared walk-away makes it count.
func (q *question) count(sv *search.Solver, least []game.Tick) Size {
	why := "too many states to count without listing them"
	n, ok := sv.Count(search.Box{Least: least}, nil)
	if !ok {
		return Size{Why: why}
	}
	if q.g.Today == nil {
		return Size{Size: number(n)}
	}
	idle, ok := sv.Count(search.Box{Least: least, Below: sv.Gaining()}, nil)
	if !ok {
		return Size{Why: why}
	}
	n -= idle
	if q.baseCounts(sv, least) {
		n--
	}
	return Size{Size: number(n)}
}

func (q *question) baseCounts(sv *search.Solver, least []game.Tick) bool {
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
func (q *question) zopaByRule(a *Answer, room search.Room) error {
	known := q.panel.Members & q.g.Known
	all := search.NewUnion(known.List(), q.n)
	for _, c := range q.panel.Coalitions {
		if c&^q.g.Known != 0 {
			continue
		}
		room.Accept = c
		sp, err := search.NewSpace(q.g, room, known, search.MaxComponent, true)
		if err != nil {
			return err
		}
		sv := sp.NewSolver()
		sv.Stop = q.stop
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

func (q *question) countByRule(room search.Room) Size {
	room.Accept = 0
	sp, err := search.NewSpace(q.g, room, q.panel.Members&q.g.Known, search.MaxComponent, true)
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
