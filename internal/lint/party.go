package lint

import (
	"errors"
	"fmt"
	"slices"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/diag"
	"parley/internal/game"
	"parley/internal/search"
)

// Bounds of what is looked at draw by draw: draws, and parties × options × draws.
const (
	mostDraws = 200
	drawWork  = 2_000_000
)

// oftenLeaves is the share of draws above which a party that leaves today is a warning.
const oftenLeaves = 0.05

// standing is what one party makes of the allowed states, and of those it can bring about alone.
type standing struct {
	p       int
	any     *search.Solver // over the allowed states that break no red line of p anew
	alone   *search.Solver // over what p can bring about alone; nil when that is nothing
	accepts bool           // some change in some draw looked at
	unsure  bool           // a search was given up
	leaves  int            // draws in which p leaves today alone
	moves   []move         // the kinds of such a move, in the order found
}

// move is a move away from today and the issue that p gains most by, with the draws in which that issue drove it.
type move struct {
	to     game.State
	driver string
	draws  int
}

// parties reports parties that accept or gain nothing, and those that would leave today at once.
func (l *linter) parties(d *ask.Draws) {
	var list []*standing
	for _, p := range l.g.Known.List() {
		s, err := l.standing(p)
		if err != nil {
			continue
		}
		list = append(list, s)
		l.walkAway(p, d.Central)
	}
	best := make([]game.State, len(list))
	for k, s := range list {
		best[k] = l.central(s, d.Central)
	}
	runs, deciders := l.drawn(list, d), l.deciders()
	for k, s := range list {
		l.outlook(s, best[k], d.Central, deciders.Has(s.p))
		l.leaving(s, runs)
	}
}

func (l *linter) standing(p int) (*standing, error) {
	set := game.Of(p)
	sp, err := search.NewSpace(l.g, search.Room{Members: l.everyone(), Accept: set, Base: l.g.Today}, set, search.BlockLimit, false)
	if err != nil {
		return nil, err
	}
	s := &standing{p: p, any: sp.NewSolver()}
	if l.g.Today == nil || !l.movesAlone(p) {
		return s, nil
	}
	own, err := search.NewSpace(l.g, search.Room{Members: set, Accept: set, Base: l.g.Today}, set, search.BlockLimit, false)
	if err != nil {
		return nil, err
	}
	for i := range l.c.Issues {
		if len(own.Options(i)) > 1 {
			s.alone = own.NewSolver()
			break
		}
	}
	return s, nil
}

// central looks at the medians: whether p accepts something, and p's best change.
func (l *linter) central(s *standing, n *game.Numbers) (best game.State) {
	s.any.Load(n)
	best, v := l.best(s.any, game.NoThreshold)
	s.unsure = v == unsure
	s.accepts = best != nil && l.g.Accepts(n, s.p, best)
	if !s.accepts {
		l.accepting(s)
	}
	return best
}

// best asks for the state of the highest value to the solver's one party.
func (l *linter) best(sv *search.Solver, least game.Tick) (game.State, verdict) {
	if l.gaveUp >= patience {
		return nil, unsure
	}
	q := &search.Query{Least: []game.Tick{least}, Keys: 1, Score: func(v []game.Tick, key []float64) { key[0] = float64(v[0]) }}
	s, ok, err := sv.Find(q)
	switch {
	case err != nil:
		l.gaveUp++
		return s, unsure
	case ok:
		return s, yes
	}
	return nil, no
}

// accepting notes whether p accepts some change in the draw that is loaded.
func (l *linter) accepting(s *standing) {
	if l.gaveUp >= patience {
		s.unsure = true
		return
	}
	least, _ := s.any.Accepting(game.Of(s.p))
	_, ok, err := s.any.Find(&search.Query{Least: least})
	if err != nil {
		l.gaveUp++
		s.unsure = true
	}
	s.accepts = s.accepts || ok
}

// trim takes back what a move changes without need.
func (l *linter) trim(p int, n *game.Numbers, s game.State) game.State {
	out, value := s.Clone(), n.Value(p, s)
	for i := range out {
		o := out[i]
		if o == l.g.Today[i] {
			continue
		}
		out[i] = l.g.Today[i]
		if n.Value(p, out) < value || !l.g.Reaches(game.Of(p), nil, l.g.Today, out) {
			out[i] = o
		}
	}
	return out
}

// drawn looks at the draws and returns how many were.
func (l *linter) drawn(list []*standing, d *ask.Draws) int {
	options := 0
	for _, n := range l.g.Sizes {
		options += n
	}
	runs := min(mostDraws, d.Done, max(10, drawWork/max(1, options*len(list))))
	if !uncertain(l.c) {
		runs = 1
	}
	n, in := l.g.NewNumbers(), make([]float64, len(l.c.Inputs))
	for run := range runs {
		d.Inputs(run, in)
		if err := n.Fill(in, nil); err != nil {
			l.noValue(err, run)
			return run
		}
		for _, s := range list {
			l.draw(s, n)
		}
	}
	return runs
}

func (l *linter) draw(s *standing, n *game.Numbers) {
	if !s.accepts {
		s.any.Load(n)
		l.accepting(s)
	}
	if s.alone == nil || l.gaveUp >= patience {
		return
	}
	s.alone.Load(n)
	to, _ := l.best(s.alone, game.Above(n.Value(s.p, l.g.Today)))
	if to == nil {
		return
	}
	s.leaves++
	to = l.trim(s.p, n, to)
	driver := ask.Driver(l.g, n, s.p, to, +1)
	k := slices.IndexFunc(s.moves, func(m move) bool { return m.driver == driver })
	if k < 0 {
		k = len(s.moves)
		s.moves = append(s.moves, move{to: to, driver: driver})
	}
	s.moves[k].draws++
}

// uncertain reports whether any input varies between draws.
func uncertain(c *casefile.Case) bool {
	for _, in := range c.Inputs {
		if !in.Dist.Constant() {
			return true
		}
	}
	return false
}

func (l *linter) noValue(err error, run int) {
	m := &casefile.Meta{}
	var bad *game.ValueError
	reason := err.Error()
	if errors.As(err, &bad) {
		m.Place, m.Path, reason = bad.Place, bad.Path, bad.Reason
	}
	l.warn("no-value-in-draw", m, fmt.Sprintf("%s (first in draw %d)", reason, run+1), "keep the inputs within bounds, or the expression away from where it has no value")
}

// outlook reports a party that accepts nothing, or can only lose by what it may accept.
func (l *linter) outlook(s *standing, best game.State, n *game.Numbers, decides bool) {
	if s.unsure || !l.valued(s.p) {
		return
	}
	party := &l.c.Parties[s.p]
	name, m := party.Name, &party.Values.Meta
	floor, than := n.WalkAway[s.p], "its walk-away"
	if l.g.Today != nil {
		floor, than = n.Value(s.p, l.g.Today), "today"
	}
	switch {
	case !s.accepts && decides:
		l.warn("accepts-nothing", m, fmt.Sprintf("`%s` accepts no change at all, in any draw looked at: nothing that needs it can be agreed", name), "correct its values, red lines or walk-away, if that is not meant")
	case !s.accepts || best == nil: // its refusal is counted where it ratifies; nothing else rests on it
	case n.Value(s.p, best) < game.AtLeast(n.WalkAway[s.p]):
		l.note("walk-away-above-all", m, fmt.Sprintf("at the medians nothing reaches the walk-away of `%s`; in some draws something does", name), "check its walk-away against the points of its values")
	case n.Value(s.p, best) < game.Above(floor):
		severity := diag.Note
		if decides {
			severity = diag.Warning
		}
		l.add(severity, "cannot-gain", m, fmt.Sprintf("nothing is better for `%s` than %s, at the medians: it can only lose", name, than), "value what it wants, or leave it out of the bargain")
	}
}

// valued reports whether p has values of its own, not only a ladder.
func (l *linter) valued(p int) bool {
	v := l.c.Parties[p].Values
	return v.Order != nil || len(v.Issues)+len(v.Terms) > 0
}

// leaving reports a party that would leave today at once, with the kind of move it makes most often.
func (l *linter) leaving(s *standing, runs int) {
	if s.leaves == 0 {
		return
	}
	share := float64(s.leaves) / float64(runs)
	severity, often := diag.Note, fmt.Sprintf("in %d of %d draws", s.leaves, runs)
	if share > oftenLeaves {
		severity = diag.Warning
	}
	if runs == 1 {
		often = "by its values"
	}
	most := s.moves[0]
	for _, m := range s.moves[1:] {
		if m.draws > most.draws {
			most = m
		}
	}
	how := short(l.changes(most.to))
	if len(s.moves) > 1 {
		how = "most often " + how
	}
	if most.driver != "" {
		how += ", driven by " + most.driver
	}
	l.add(severity, "leaves-today", &l.c.Parties[s.p].Values.Meta,
		fmt.Sprintf("%s `%s` alone would leave today at once (%s): then why is today as it is?", often, l.c.Parties[s.p].Name, how),
		"value what keeps it from doing so, or correct who controls it")
}

// walkAway reports a declared walk-away below today.
func (l *linter) walkAway(p int, n *game.Numbers) {
	w := l.c.Parties[p].Values.WalkAway
	if w == nil || l.g.Today == nil {
		return
	}
	if today := n.Value(p, l.g.Today); n.WalkAway[p] < game.AtLeast(today) {
		l.note("walk-away-below-today", &w.Meta,
			fmt.Sprintf("the walk-away of `%s` (%.4g) is below today (%.4g): it accepts what is worse to it than no deal", l.c.Parties[p].Name,
				game.Points(n.WalkAway[p]), game.Points(today)),
			"right if no deal does not mean today; else leave it out, and it is the value of today")
	}
}
