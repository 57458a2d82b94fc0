package lint

import (
	"fmt"
	"slices"
	"strings"

	"parley/casefile"
	"parley/internal/game"
	"parley/internal/search"
)

// Bounds of the search for powers that rules take away: checks of a state against the rules, states of one part,
// completions of one choice and rooms built, these two times the rules.
const (
	powerChecks      = 4_000_000
	powerStates      = 1 << 15
	powerCompletions = 1_000_000
	powerRooms       = 20_000
)

// choice is an option that a party can choose alone in some state.
type choice struct {
	party, issue, option int
	way                  []casefile.Setting // that once made it possible, with further choices of the party
	found                bool
}

// powers reports rules that keep a party from an option that it controls alone, even with other choices of its own
// in the same move: a warning where it can choose the option today, a note where something else must come first.
func (l *linter) powers() {
	if l.g.Today == nil {
		return
	}
	parts, _ := l.parts()
	w := &powerSearch{linter: l}
	for _, part := range parts {
		w.part(part)
	}
	if w.cut {
		l.partial = append(l.partial, "rules that take away a party's power were looked for in a sample of states")
	}
}

// powerSearch looks through the states of one part of linked issues after the other; other issues stay as today.
type powerSearch struct {
	*linter
	choices     []*choice
	rooms       int
	completions int
	cut         bool // something was left out
}

func (w *powerSearch) part(part []int) {
	w.choices = nil
	options := 0
	for _, i := range part {
		options += w.g.Sizes[i]
		for o := range w.g.Sizes[i] {
			for p := range w.c.Parties {
				if w.ever(p, i, o) {
					w.choices = append(w.choices, &choice{party: p, issue: i, option: o})
				}
			}
		}
	}
	if len(w.choices) == 0 {
		return
	}
	for _, ch := range w.choices {
		if w.stuck(ch, w.g.Today) {
			w.undone(ch)
		}
	}
	checks := float64(powerChecks) / float64((options+len(w.choices))*max(1, len(w.c.Rules)))
	w.each(part, int(max(64, min(powerStates, checks))), func(s game.State) { w.at(s) })
}

// ever reports whether p alone controls the option from any other of the issue.
func (w *powerSearch) ever(p, issue, option int) bool {
	if option != int(w.g.Today[issue]) {
		return w.g.CanBring(game.Of(p), issue, option)
	}
	for from := range w.g.Sizes[issue] {
		if from != option && w.g.CanMove(game.Of(p), issue, from, option) {
			return true
		}
	}
	return false
}

// at tries every choice at a state.
func (w *powerSearch) at(s game.State) {
	fits := map[[2]int]bool{}
	for _, ch := range w.choices {
		from := int(s[ch.issue])
		if ch.found || from == ch.option || !w.g.CanMove(game.Of(ch.party), ch.issue, from, ch.option) {
			continue
		}
		key := [2]int{ch.issue, ch.option}
		ok, known := fits[key]
		if !known {
			s[ch.issue] = uint16(ch.option)
			ok = w.g.Allowed(s)
			s[ch.issue] = uint16(from)
			fits[key] = ok
		}
		if !ok && w.stuck(ch, s) {
			w.taken(ch, w.nearest(ch, s.Clone()))
		}
	}
}

// stuck reports whether the party controls the option at s and no move of its own brings it about.
func (w *powerSearch) stuck(ch *choice, s game.State) bool {
	set, from := game.Of(ch.party), int(s[ch.issue])
	if from == ch.option || !w.g.CanMove(set, ch.issue, from, ch.option) {
		return false
	}
	if w.completions += len(w.c.Rules); w.completions > powerCompletions {
		w.cut = true
		return false
	}
	if _, err := w.g.Complete(s, []casefile.Setting{{Issue: ch.issue, Option: ch.option}}); err == nil {
		return false
	}
	if ch.way != nil && !slices.ContainsFunc(ch.way, func(t casefile.Setting) bool { return !w.g.CanMove(set, t.Issue, int(s[t.Issue]), t.Option) }) {
		if _, err := w.g.Complete(s, ch.way); err == nil {
			return false
		}
	}
	if w.rooms += len(w.c.Rules); w.rooms > powerRooms {
		w.cut = true
		return false
	}
	sp, err := search.NewSpace(w.g, search.Room{Members: set, Base: s}, 0, search.BlockLimit, false)
	if err != nil {
		return false
	}
	sv := sp.NewSolver()
	sv.Load(w.g.NewNumbers())
	to, v := w.find(sv, sp.Filter(nil).With(sp, ch.issue, ch.option))
	if v == yes {
		ch.way = nil
		for i := range to {
			if to[i] != s[i] && w.g.CanMove(set, i, int(s[i]), int(to[i])) {
				ch.way = append(ch.way, casefile.Setting{Issue: i, Option: int(to[i])})
			}
		}
	}
	return v == no
}

// nearest takes back, issue by issue, whatever can be as today while the party stays stuck.
func (w *powerSearch) nearest(ch *choice, s game.State) game.State {
	for i := range s {
		o := s[i]
		if o == w.g.Today[i] {
			continue
		}
		s[i] = w.g.Today[i]
		if !w.g.Allowed(s) || !w.stuck(ch, s) {
			s[i] = o
		}
	}
	return s
}

// breaks is the rule in the way of a choice at s.
func (w *powerSearch) breaks(ch *choice, s game.State) (rule *casefile.Rule, why string) {
	_, err := w.g.Complete(s, []casefile.Setting{{Issue: ch.issue, Option: ch.option}})
	if err != nil {
		why = err.Error()
	}
	for r := range w.c.Rules {
		x := &w.c.Rules[r]
		kind := "when: "
		if x.Never != nil {
			kind = "never: "
		}
		if strings.Contains(why, kind+x.Text) && (rule == nil || len(x.Text) > len(rule.Text)) {
			rule = x
		}
	}
	if rule == nil {
		rule = &w.c.Rules[0]
	}
	return rule, why
}

func (w *powerSearch) taken(ch *choice, s game.State) {
	ch.found = true
	rule, why := w.breaks(ch, s)
	name, option := w.c.Parties[ch.party].Name, w.option(ch.issue, ch.option)
	remedy := "let the consequence fall on another issue, or say under `by` who else must agree to it"
	if rule.Never != nil {
		remedy = fmt.Sprintf("write what its choice undoes as a consequence, `when: %s == %s` with `then: %s`, instead of `never`",
			w.c.Issues[ch.issue].Name, w.c.Issues[ch.issue].Options[ch.option].Name, w.backToToday(ch, s))
	}
	w.warn("power-taken", &rule.Meta, fmt.Sprintf("when %s, `%s` can no longer choose %s, which it controls alone (%s)", w.changes(s), name, option, short(why)), remedy)
}

// backToToday writes the other changes at s as taken back.
func (w *powerSearch) backToToday(ch *choice, s game.State) string {
	var out []string
	for i := range s {
		if i != ch.issue && s[i] != w.g.Today[i] {
			out = append(out, w.option(i, int(w.g.Today[i])))
		}
	}
	if out == nil {
		return "…"
	}
	return strings.Join(out, ", ")
}

func (w *powerSearch) undone(ch *choice) {
	ch.found = true
	rule, why := w.breaks(ch, w.g.Today)
	w.note("choice-undone", &rule.Meta,
		fmt.Sprintf("today `%s` cannot choose %s, which it controls alone (%s)", w.c.Parties[ch.party].Name, w.option(ch.issue, ch.option), short(why)),
		"right if something else must come first; else change the rule, or who controls the option")
}

// each visits the allowed states of a part, those nearest to today first where all are visited; beyond the limit, a
// sample drawn by hashing.
func (w *powerSearch) each(part []int, limit int, visit func(game.State)) {
	size := 1.0
	for _, i := range part {
		size *= float64(w.g.Sizes[i])
	}
	s := w.g.Today.Clone()
	all := size <= float64(limit)
	if all {
		limit = int(size)
	} else {
		w.cut = true
	}
	for k := range limit {
		code := uint64(k)
		for at, i := range part {
			n := uint64(w.g.Sizes[i])
			digit := code % n
			if all {
				code /= n
			} else if h := mix(uint64(k)<<16 | uint64(at)); h&1 == 0 { // half the issues as today
				digit = 0
			} else {
				digit = h >> 1 % n
			}
			s[i] = uint16((digit + uint64(w.g.Today[i])) % n)
		}
		if w.g.Allowed(s) {
			visit(s)
		}
	}
}

// mix scrambles a number (the finaliser of SplitMix64, Steele, Lea & Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
