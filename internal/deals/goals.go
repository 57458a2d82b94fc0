package deals

import (
	"errors"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/search"
)

// Goal is the chance that a panel has room for a goal, and what stands in the way.
type Goal struct {
	Goal     string               `json:"goal"`
	Label    string               `json:"label"`
	Table    string               `json:"table"`
	Can      bool                 `json:"can-decide"` // the members together can bring it about, whoever accepts
	Needs    [][]string           `json:"needs"`      // where they cannot: smallest sets of parties that would have to join
	Nonempty ensemble.Probability `json:"nonempty"`
	Binds    []Bind               `json:"binds"`
	Deal     *Solution            `json:"deal"`                 // central: the Nash deal among those that meet the goal
	Undec    int                  `json:"undecided,omitempty"`  // draws in which the search was given up
	Why      string               `json:"why,omitempty"`        // why no deal is singled out, though there may be some: the search at the medians was given up, or only the order of some values is known
	Unpaid   bool                 `json:"no-payment,omitempty"` // no room at the medians, and no side payment of the case suffices, alone or in a set
}

// Bind is what keeps a room shut: dropping all that these parties insist on opens it, in this share of the draws looked at.
type Bind struct {
	Parties []string `json:"parties"`
	Shorts  []string `json:"-"`
	What    string   `json:"what"`  // a red line, or the issue that costs them most
	Label   string   `json:"label"` // the same in a word or two, for a narrow column
	RedLine bool     `json:"red-line"`
	Share   float64  `json:"share"`
}

// goalColumns holds, by goal, whether the panel can bring it about at all, and by run whether it has room.
type goalColumns struct {
	g               *game.Game
	can             []bool
	room, undecided [][]bool
}

func (q *question) goalColumns() (*goalColumns, error) {
	c := &goalColumns{g: q.g, can: make([]bool, len(q.g.Goals)), room: grid(len(q.g.Goals), q.d.Runs), undecided: grid(len(q.g.Goals), q.d.Runs)}
	for goal := range c.can {
		var err error
		if c.can[goal], err = search.CanReach(q.g, q.panel.Members, q.panel.Agenda, goal); err != nil {
			return nil, q.refused(err)
		}
	}
	return c, nil
}

// mark asks for each goal whether there is room in a run; found is a deal of the ZOPA, if there is any.
func (c *goalColumns) mark(desk *search.Desk, run int, found game.State, any bool) error {
	if !any {
		return nil
	}
	for goal := len(c.can) - 1; goal >= 0; goal-- {
		if !c.can[goal] {
			continue
		}
		if c.g.Meets(goal, found) {
			c.room[goal][run] = true
			continue
		}
		s, ok, err := desk.Room(goal)
		if err != nil && !errors.Is(err, search.ErrBudget) {
			return err
		}
		if c.room[goal][run], c.undecided[goal][run] = ok, err != nil; ok {
			found = s // the deal of a demanding goal often meets the others too
		}
	}
	return nil
}

// goals fills the answer's rows.
func (q *question) goals(a *Answer, c *goalColumns) error {
	for goal := range c.can {
		row := Goal{
			Goal: q.g.Case.Goals[goal].Name, Label: q.g.Case.Goals[goal].Label, Table: q.panel.Name, Can: c.can[goal],
			Nonempty: q.d.Probability(c.room[goal]), Binds: []Bind{}, Needs: [][]string{}, Undec: count(c.undecided[goal][:q.d.Done]),
		}
		if err := q.fillGoal(a, &row, goal, c.room[goal]); err != nil {
			return err
		}
		a.Goals = append(a.Goals, row)
	}
	return nil
}

func (q *question) fillGoal(a *Answer, row *Goal, goal int, room []bool) error {
	if !row.Can {
		needs, err := q.needs(goal)
		row.Needs = needs
		return err
	}
	if err := q.central(row, goal); err != nil {
		return err
	}
	if err := q.binds(row, goal, room); err != nil {
		return err
	}
	if row.Deal == nil && row.Why == "" {
		return q.relax(a, row, goal)
	}
	return nil
}

// needs lists the smallest sets of other parties with whom the members could bring the goal about, agenda aside.
func (q *question) needs(goal int) ([][]string, error) {
	var others []int
	for p := range q.g.Case.Parties {
		if !q.panel.Members.Has(p) {
			others = append(others, p)
		}
	}
	if len(others) > 62 {
		others = others[:62]
	}
	sets, err := search.MinimalSets(len(others), 3, func(set uint64) (bool, error) {
		return search.CanReach(q.g, q.panel.Members|search.Pick(others, set), nil, goal)
	})
	if err != nil {
		return nil, q.refused(err)
	}
	out := [][]string{}
	for _, set := range sets {
		out = append(out, ask.Names(q.g, search.Pick(others, set)))
	}
	return out, nil
}

// central finds the Nash deal among those that meet the goal (search.AnyGoal: all).
func (q *question) central(row *Goal, goal int) error {
	if row.Why = q.declined(); row.Why != "" {
		return nil
	}
	var best []float64
	for _, c := range q.panel.Coalitions {
		if c&^q.g.Known != 0 {
			continue
		}
		sp, err := search.NewSpace(q.g, search.Room{Members: q.panel.Members, Agenda: q.panel.Agenda, Accept: c, Base: q.g.Today}, q.panel.Members&q.g.Known, search.BlockLimit, false)
		if err != nil {
			return err
		}
		sv := sp.NewSolver()
		sv.Load(q.n)
		var conds []*game.Condition
		if goal >= 0 {
			conds = q.g.Goals[goal]
		}
		s, err := q.nash(sv, sp.Filter(conds), c)
		if err != nil && !errors.Is(err, search.ErrBudget) {
			return err
		}
		if err != nil {
			row.Why = "the search at the medians was given up"
		}
		if s == nil {
			continue
		}
		sol := q.solution(s, sv.Parties())
		v := make([]float64, 0, len(sol.Gains))
		for _, p := range sv.Parties() {
			v = append(v, sol.Gains[q.g.Case.Parties[p].Name])
		}
		if key := nashKey(v); best == nil || compareKeys(key, best) > 0 {
			best, row.Deal = key, sol
		}
	}
	return nil
}

// nash searches for the Nash deal; when the search is given up it returns the best found, with ErrBudget.
func (q *question) nash(sv *search.Solver, f *search.Filter, accept game.Mask) (game.State, error) {
	least, ok := sv.Accepting(accept)
	if !ok {
		return nil, nil
	}
	parties := sv.Parties()
	walk := make([]int64, len(parties))
	for j, p := range parties {
		walk[j] = game.Grid(q.n.WalkAway[p])
	}
	query := &search.Query{Least: least, Filter: f, Keys: 2, Score: func(v []game.Tick, key []float64) {
		key[0], key[1] = nashScore(v, walk)
	}}
	if q.g.Today != nil {
		query.Gain = sv.Gaining()
	}
	s, _, err := sv.Find(query)
	return s, err
}
