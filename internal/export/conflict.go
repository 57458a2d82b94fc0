// Package export turns a case into the neutral forms that the other tools' writers take: a domain with additive profiles, a
// conflict in option form, a game in strategic form. Figures are those with all inputs at their medians. What a form
// cannot hold is noted, or refused where nothing right would be left.
package export

import (
	"cmp"
	"fmt"
	"slices"

	"parley/casefile"
	"parley/internal/exchange"
	"parley/internal/game"
)

// bit is an option of an issue that the conflict has as an option of its own: taken or not.
type bit struct {
	issue  int
	option uint16 // taken: the issue has it
	rest   uint16 // no option of the issue is taken: it has this one
}

// conflicting is a case on its way to a conflict.
type conflicting struct {
	g     *game.Game
	n     *game.Numbers
	bits  []bit
	of    [][]int // [issue] its bits
	out   *exchange.Conflict
	actor map[int]int // by party
}

// Conflict makes a conflict of a case in option form: each issue in one party's hands alone, no consequences. An issue with
// the options `no` and `yes` is one option; of another, each option but today's is one, and they exclude each other.
func Conflict(g *game.Game, n *game.Numbers) (*exchange.Conflict, error) {
	c := &conflicting{g: g, n: n, of: make([][]int, len(g.Sizes)), out: &exchange.Conflict{Name: g.Case.Title}, actor: map[int]int{}}
	switch {
	case g.Today == nil:
		return nil, fmt.Errorf("the case has no status quo, and a conflict is about who leaves it")
	case len(g.Consequences) > 0:
		return nil, fmt.Errorf("the rule in line %d has a consequence, which a conflict in option form has not", firstConsequence(g.Case))
	}
	for i := range g.Sizes {
		if err := c.issue(i); err != nil {
			return nil, err
		}
	}
	if len(c.bits) == 0 || len(c.bits) > exchange.MaxTaken {
		return nil, fmt.Errorf("the case has %d options that somebody can change; a conflict has 1 to %d", len(c.bits), exchange.MaxTaken)
	}
	if err := c.rules(); err != nil {
		return nil, err
	}
	if err := c.rank(); err != nil {
		return nil, err
	}
	c.notes()
	return c.out, c.out.Check()
}

func firstConsequence(c *casefile.Case) int {
	for i := range c.Rules {
		if c.Rules[i].When != nil {
			return c.Rules[i].Place.Line
		}
	}
	return 0
}

func (c *conflicting) note(format string, args ...any) {
	c.out.Notes = append(c.out.Notes, fmt.Sprintf(format, args...))
}

// issue adds the options of an issue that somebody can change.
func (c *conflicting) issue(i int) error {
	issue, today := &c.g.Case.Issues[i], c.g.Today[i]
	owner, err := c.owner(i)
	if err != nil || owner < 0 {
		return err
	}
	pairs := [][2]uint16{} // not taken, taken
	if no, yes := optionCalled(issue, "no"), optionCalled(issue, "yes"); len(issue.Options) == 2 && no >= 0 && yes >= 0 {
		pairs = append(pairs, [2]uint16{uint16(no), uint16(yes)})
	} else {
		for o := range issue.Options {
			if uint16(o) != today {
				pairs = append(pairs, [2]uint16{today, uint16(o)})
			}
		}
	}
	for _, p := range pairs {
		up, down := c.can(owner, i, p[0], p[1]), c.can(owner, i, p[1], p[0])
		if !up && p[1] != today || !down && !up {
			c.note("%s=%s is left out: nobody can bring it about.", issue.Name, issue.Options[p[1]].Name)
			continue
		}
		name := issue.Label
		if len(pairs) > 1 || issue.Options[p[1]].Name != "yes" {
			name += ": " + issue.Options[p[1]].Label
		}
		way := exchange.Both
		if !down {
			way = exchange.Forward
		} else if !up {
			way = exchange.Back
		}
		c.of[i] = append(c.of[i], len(c.bits))
		c.bits = append(c.bits, bit{issue: i, option: p[1], rest: p[0]})
		c.out.Options = append(c.out.Options, exchange.Taken{Name: name, Owner: c.actorOf(owner), Way: way})
	}
	for k, x := range c.of[i] { // an issue has one option
		for _, y := range c.of[i][k+1:] {
			c.out.Infeasible = append(c.out.Infeasible, exchange.Condition{{{Option: x, Yes: true}, {Option: y, Yes: true}}})
		}
	}
	return nil
}

func optionCalled(issue *casefile.Issue, name string) int {
	return slices.IndexFunc(issue.Options, func(o casefile.Option) bool { return o.Name == name })
}

func (c *conflicting) can(p, issue int, from, to uint16) bool {
	return c.g.CanMove(game.Of(p), issue, int(from), int(to))
}

// owner is the party that alone can change an issue, and without which nobody can; −1: nobody can change it.
func (c *conflicting) owner(i int) (int, error) {
	owner := -1
	everyone := ^game.Mask(0) >> (game.MaxParties - len(c.g.Parties))
	for from := range c.g.Sizes[i] {
		for to := range c.g.Sizes[i] {
			if from == to || !c.g.CanMove(everyone, i, from, to) {
				continue
			}
			for p := range c.g.Parties {
				if !c.g.CanMove(everyone&^game.Of(p), i, from, to) && (owner < 0 || owner == p) && c.can(p, i, uint16(from), uint16(to)) {
					owner = p
				}
			}
			if owner < 0 || c.g.CanMove(everyone&^game.Of(owner), i, from, to) || !c.can(owner, i, uint16(from), uint16(to)) {
				return -1, fmt.Errorf("%s is not in one party's hands alone, and in a conflict in option form every option is", c.g.Case.Issues[i].Name)
			}
		}
	}
	return owner, nil
}

// actorOf is the decision maker that a party becomes.
func (c *conflicting) actorOf(p int) int {
	if _, ok := c.actor[p]; !ok {
		c.actor[p] = len(c.out.Actors)
		c.out.Actors = append(c.out.Actors, exchange.Actor{Name: c.g.Case.Parties[p].Label})
	}
	return c.actor[p]
}

// rules turns what is forbidden into patterns: one for each combination of the issues that a rule rests on.
func (c *conflicting) rules() error {
	s := c.g.Today.Clone()
	for _, never := range c.g.Never {
		if never.Bits == nil {
			return fmt.Errorf("a rule rests on too many issues at once to be written as patterns")
		}
		for cell, forbidden := range never.Bits {
			if never.Decode(cell, s); !forbidden {
				continue
			}
			var all []exchange.Literal
			possible := true
			for _, i := range never.Issues {
				literals, ok := c.literals(i, s[i])
				all, possible = append(all, literals...), possible && ok
			}
			if possible {
				c.out.Infeasible = append(c.out.Infeasible, exchange.Condition{all})
			}
		}
	}
	return nil
}

// literals say in bits that an issue has an option; false where it never has.
func (c *conflicting) literals(issue int, option uint16) ([]exchange.Literal, bool) {
	var none []exchange.Literal
	for _, b := range c.of[issue] {
		if c.bits[b].option == option {
			return []exchange.Literal{{Option: b, Yes: true}}, true
		}
		none = append(none, exchange.Literal{Option: b})
	}
	if len(c.of[issue]) > 0 {
		return none, option == c.bits[c.of[issue][0]].rest
	}
	return nil, option == c.g.Today[issue]
}

// state is the state of the case that a state of the conflict stands for.
func (c *conflicting) state(code uint32) game.State {
	s := c.g.Today.Clone()
	for i := range s {
		if len(c.of[i]) > 0 {
			s[i] = c.bits[c.of[i][0]].rest
		}
	}
	for k, b := range c.bits {
		if code>>k&1 == 1 {
			s[b.issue] = b.option
		}
	}
	return s
}

// rank ranks the states for each decision maker by what they are worth to it; those that break a red line of its come last.
func (c *conflicting) rank() error {
	feasible := c.out.Feasible()
	if len(c.bits) > exchange.MaxRanked {
		return fmt.Errorf("the states of %d options would have to be ranked one by one; at most %d can be", len(c.bits), exchange.MaxRanked)
	}
	if len(feasible) > exchange.MaxRanking {
		return fmt.Errorf("%d states would have to be ranked; at most %d can be", len(feasible), exchange.MaxRanking)
	}
	for p := range c.g.Parties {
		a, is := c.actor[p]
		if !is || !c.g.Known.Has(p) {
			continue
		}
		worth := make([]key, len(feasible))
		for k, code := range feasible {
			s := c.state(code)
			worth[k] = key{number: k + 1, value: game.Grid(c.n.Value(p, s)), broken: len(c.g.BrokenRedLines(p, c.g.Today, s)) > 0}
		}
		c.out.Actors[a].Ranking = places(worth)
	}
	return nil
}

// key ranks a state: what breaks no red line first, then by value.
type key struct {
	number int
	value  int64
	broken bool
}

func (k key) compare(o key) int {
	if k.broken != o.broken {
		if k.broken {
			return 1
		}
		return -1
	}
	return cmp.Compare(o.value, k.value)
}

// places gathers states of one rank, the best first.
func places(worth []key) [][]int {
	slices.SortStableFunc(worth, key.compare)
	var out [][]int
	for k, w := range worth {
		if k == 0 || worth[k-1].compare(w) != 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], w.number)
	}
	return out
}

// notes says what the conflict does not hold.
func (c *conflicting) notes() {
	code := uint32(0)
	for k, b := range c.bits {
		if c.g.Today[b.issue] == b.option {
			code |= 1 << k
		}
	}
	c.note("Today is state %d; the file does not say so.", 1+slices.Index(c.out.Feasible(), code))
	points := false
	for p := range c.g.Parties {
		if _, is := c.actor[p]; !is {
			if c.g.Known.Has(p) {
				c.note("%s controls no option, and is left out.", c.g.Case.Parties[p].Label)
			}
			continue
		}
		points = points || c.g.Known.Has(p) && !c.g.Ordinal.Has(p)
		if !c.g.Known.Has(p) {
			c.note("Nothing is known of what %s wants: it is indifferent in the file.", c.g.Case.Parties[p].Label)
		}
	}
	if points {
		c.note("Points became ranks, with every uncertain input at its median.")
	}
	if len(c.g.Case.Tables)+len(c.g.Case.Ratifiers)+len(c.g.Case.Tracks)+len(c.g.Case.Events) > 0 {
		c.note("Tables, ratifiers, tracks and events are not carried over.")
	}
}
