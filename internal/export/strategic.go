package export

import (
	"fmt"
	"slices"
	"strings"

	"parley/internal/exchange/gambit"
	"parley/internal/game"
)

// Strategic makes a game in strategic form of a case in option form: a player is a decision maker, its strategies are what it can
// make of its own options from today, and all choose once. Payoffs are points, or ranks (1: the worst) where only the order is
// known. Combinations that the rules forbid get one less than the worst.
func Strategic(g *game.Game, n *game.Numbers) (*gambit.Game, []string, error) {
	conflict, err := Conflict(g, n)
	if err != nil {
		return nil, nil, err
	}
	c := &conflicting{g: g, n: n, actor: map[int]int{}}
	out, notes := &gambit.Game{Title: g.Case.Title}, []string{}
	owners, issues := []int{}, [][]int{}
	for i := range g.Sizes {
		owner, err := c.owner(i)
		if err != nil {
			return nil, nil, err
		}
		if owner < 0 || !g.Known.Has(owner) {
			continue
		}
		at := slices.Index(owners, owner)
		if at < 0 {
			at = len(owners)
			owners, issues = append(owners, owner), append(issues, nil)
		}
		issues[at] = append(issues[at], i)
	}
	if len(owners) == 0 {
		return nil, nil, fmt.Errorf("no party that controls an option has values")
	}
	if len(owners) < len(conflict.Actors) {
		notes = append(notes, "Parties whose values are not known make no choice: what they control stays as it is today.")
	}
	strategies, profiles := make([][]game.State, len(owners)), 1
	for k, p := range owners {
		strategies[k] = c.strategies(p, issues[k])
		if profiles *= len(strategies[k]); profiles > gambit.MaxProfiles {
			return nil, nil, fmt.Errorf("the strategies make more than %d profiles", gambit.MaxProfiles)
		}
		player := gambit.Player{Name: g.Case.Parties[p].Label}
		for _, s := range strategies[k] {
			player.Strategies = append(player.Strategies, named(g, s, issues[k]))
		}
		out.Players = append(out.Players, player)
	}
	forbidden := c.payoffs(out, owners, issues, strategies, profiles)
	if forbidden > 0 {
		notes = append(notes, fmt.Sprintf("The rules forbid %d of %d profiles; there everybody gets one less than its worst.", forbidden, profiles))
	}
	if text := redLines(g); text != "" {
		notes = append(notes, text)
	}
	return out, append(notes, "All choose once and at the same time; a conflict goes on from there."), out.Check()
}

// strategies are the states that a party can bring about alone from today, rules aside.
func (c *conflicting) strategies(p int, issues []int) []game.State {
	out := []game.State{c.g.Today.Clone()}
	for _, i := range issues {
		for _, s := range slices.Clone(out) {
			for o := range uint16(c.g.Sizes[i]) {
				if o != c.g.Today[i] && c.can(p, i, c.g.Today[i], o) {
					t := s.Clone()
					t[i] = o
					out = append(out, t)
				}
			}
		}
	}
	return out
}

// named says what a strategy chooses.
func named(g *game.Game, s game.State, issues []int) string {
	var parts []string
	for _, i := range issues {
		parts = append(parts, g.Case.Issues[i].Name+"="+g.Case.Issues[i].Options[s[i]].Name)
	}
	return strings.Join(parts, ", ")
}

// payoffs fills in the payoffs of all profiles, and counts those that are forbidden.
func (c *conflicting) payoffs(out *gambit.Game, owners []int, issues [][]int, strategies [][]game.State, profiles int) int {
	states, allowed := make([]game.State, profiles), make([]bool, profiles)
	for at := range states {
		s, rest := c.g.Today.Clone(), at
		for k := range owners {
			choice := strategies[k][rest%len(strategies[k])]
			rest /= len(strategies[k])
			for _, i := range issues[k] {
				s[i] = choice[i]
			}
		}
		states[at], allowed[at] = s, c.g.Allowed(s)
	}
	out.Payoffs = make([][]float64, profiles)
	forbidden := 0
	for at := range out.Payoffs {
		if out.Payoffs[at] = make([]float64, len(owners)); !allowed[at] {
			forbidden++
		}
	}
	for k, p := range owners {
		values := c.values(p, states, allowed)
		for at, v := range values {
			out.Payoffs[at][k] = v
		}
	}
	return forbidden
}

// values are what states are worth to a party: points, or ranks; one less than the worst where a state is not allowed.
func (c *conflicting) values(p int, states []game.State, allowed []bool) []float64 {
	out, levels := make([]float64, len(states)), []int64{}
	for at, s := range states {
		if allowed[at] {
			levels = append(levels, game.Grid(c.n.Value(p, s)))
		}
	}
	slices.Sort(levels)
	levels = slices.Compact(levels)
	for at, s := range states {
		v := c.n.Value(p, s)
		switch rank, _ := slices.BinarySearch(levels, game.Grid(v)); {
		case !allowed[at] && c.g.Ordinal.Has(p):
			out[at] = 0
		case !allowed[at]:
			out[at] = game.Points(levels[0]*game.GridTicks) - 1
		case c.g.Ordinal.Has(p):
			out[at] = float64(rank + 1)
		default:
			out[at] = game.Points(v)
		}
	}
	return out
}

// redLines says whose red lines a game in strategic form knows nothing; "" where there are none.
func redLines(g *game.Game) string {
	var names []string
	for p := range g.Parties {
		if len(g.Parties[p].RedLines) > 0 {
			names = append(names, g.Case.Parties[p].Label)
		}
	}
	if names == nil {
		return ""
	}
	return "Red lines are not carried over: " + strings.Join(names, ", ") + "."
}
