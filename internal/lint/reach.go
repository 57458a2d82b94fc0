package lint

import (
	"fmt"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/search"
)

// reachWork bounds the searches for options out of reach: searches × options of a part.
const reachWork = 3_000_000

// reach reports options that the rules allow in no state, and options that nobody is there to bring about. That a
// control formula can be met at all is checked with the text.
func (l *linter) reach() {
	parts, _ := l.parts()
	work := 0
	for _, part := range parts {
		in, all := l.partConditions(part)
		sp, err := l.space(in, all)
		if err != nil {
			continue
		}
		size := 0
		for _, i := range part {
			size += l.g.Sizes[i]
		}
		if work += size * size; work > reachWork {
			l.partial = append(l.partial, fmt.Sprintf("whether the rules leave each of %d linked options in reach", size))
			return
		}
		l.outOfReach(sp, part, all)
	}
	l.nobody()
}

func (l *linter) outOfReach(sp *search.Space, part []int, all condition) {
	sv := sp.NewSolver()
	sv.Load(l.free.NewNumbers())
	whole := sp.Filter(nil)
	seen := make([][]bool, len(l.c.Issues))
	for _, i := range part {
		seen[i] = make([]bool, l.g.Sizes[i])
	}
	mark := func(s game.State) {
		for _, i := range part {
			seen[i][s[i]] = true
		}
	}
	if all.holds(l.free.Today) {
		mark(l.free.Today)
	}
	for _, i := range part {
		for o := range seen[i] {
			if seen[i][o] {
				continue
			}
			s, v := l.find(sv, whole.With(sp, i, o))
			if v == yes {
				mark(s)
			}
			if v == no {
				l.warn("option-out-of-reach", &l.c.Issues[i].Options[o].Meta, fmt.Sprintf("the rules allow no state with %s", l.option(i, o)), "correct the rule that shuts it out, or delete the option")
			}
		}
	}
}

// nobody reports a case in which nobody is seated, so that options without a formula are anybody's.
func (l *linter) nobody() {
	if l.g.Seated != 0 || l.g.Today == nil {
		return
	}
	for i := range l.c.Issues {
		for o := range l.c.Issues[i].Options {
			if option := &l.c.Issues[i].Options[o]; option.By == nil && o != l.c.Issues[i].Today {
				l.warn("nobody-decides", &option.Meta, fmt.Sprintf("nobody sits anywhere, so nobody's consent is needed for %s", l.option(i, o)), "say who can bring it about with `by`, or add a table")
				return
			}
		}
	}
}

// movesAlone reports whether p controls some change from today, or the way back to it, alone.
func (l *linter) movesAlone(p int) bool {
	if l.g.Today == nil {
		return false
	}
	for i, n := range l.g.Sizes {
		for o := range n {
			today := int(l.g.Today[i])
			if o != today && (l.g.CanMove(game.Of(p), i, today, o) || l.g.CanMove(game.Of(p), i, o, today)) {
				return true
			}
		}
	}
	return false
}

// tooLarge reports linked issues with more combinations than can be listed, over everything and at each table.
func (l *linter) tooLarge() {
	told := map[string]bool{}
	tell := func(m *casefile.Meta, room search.Room, values game.Mask) {
		// A condition on each issue that nothing meets leaves the links between issues and spares the listing.
		room.Extra = l.never
		_, err := search.NewSpace(l.g, room, values, search.MaxComponent, true)
		large, ok := err.(*game.TooLargeError) //nolint:errorlint // NewSpace returns it bare
		if !ok || told[large.What] {
			return
		}
		told[large.What] = true
		l.warn("too-large", m, fmt.Sprintf("%s have %.3g combinations", large.What, large.States), large.Remedy)
	}
	all := l.everyone()
	tell(&casefile.Meta{Path: "rules"}, search.Room{Members: all, Base: l.g.Today}, 0)
	for _, p := range l.g.Known.List() {
		tell(&l.c.Parties[p].Values.Meta, search.Room{Members: all, Base: l.g.Today}, game.Of(p))
	}
	if len(l.c.Tables) == 0 {
		tell(&casefile.Meta{Path: "issues"}, search.Room{Members: l.g.Seated, Accept: l.g.Seated, Base: l.g.Today}, l.g.Seated&l.g.Known)
	}
	for t := range l.c.Tables {
		table := &l.c.Tables[t]
		room := search.Room{Members: game.Of(table.Members...), Agenda: agenda(table, len(l.c.Issues)), Base: l.g.Today}
		if table.Rule == nil {
			room.Accept = room.Members
		}
		tell(&table.Meta, room, room.Members&l.g.Known)
	}
}

// agenda is a table's agenda by issue, nil for all.
func agenda(t *casefile.Table, issues int) []bool {
	if t.Agenda == nil {
		return nil
	}
	out := make([]bool, issues)
	for _, i := range t.Agenda {
		out[i] = true
	}
	return out
}

// changes writes the options of s that differ from today's, or all of them without a status quo.
func (l *linter) changes(s game.State) string { return ask.Changes(l.g, s) }
