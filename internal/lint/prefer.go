package lint

import (
	"fmt"
	"slices"

	"parley/casefile"
	"parley/internal/expr"
	"parley/internal/game"
)

// Bounds of the search for options nobody prefers: contexts of one issue for one party, and values in all.
const (
	preferContexts = 512
	preferValues   = 1_000_000
)

// preferences reports options other than today's that nobody prefers: at the medians no known party, whatever the rest
// of the state, values the option above the worst of its issue, while some party values another option above it. An
// option that a consequence sets, or that a public's ladder speaks of, has its part and is left out.
func (l *linter) preferences(n *game.Numbers) {
	work := 0
	for i := range l.c.Issues {
		liked := make([]bool, l.g.Sizes[i])
		sure := true
		for _, p := range l.g.Known.List() {
			if !l.likes(n, p, i, liked, &work) {
				sure = false
				break
			}
		}
		if work > preferValues {
			l.partial = append(l.partial, "options that nobody prefers, after `"+l.c.Issues[i].Name+"`")
			return
		}
		if !sure || !slices.Contains(liked, true) || l.inLadder(i) {
			continue
		}
		for o := range liked {
			if !liked[o] && !(l.g.Today != nil && int(l.g.Today[i]) == o) && !l.follows(i, o) {
				l.note("option-never-preferred", &l.c.Issues[i].Options[o].Meta,
					fmt.Sprintf("at the medians no party ever values %s above any other option of `%s`", l.option(i, o), l.c.Issues[i].Name),
					"right if it is only there to threaten with; else value it, or leave it out")
			}
		}
	}
}

// likes marks the options of an issue that p values above its worst in some context. It is false when there are too
// many contexts to look at.
func (l *linter) likes(n *game.Numbers, p, issue int, liked []bool, work *int) bool {
	var context []int
	s := l.g.Base().Clone()
	n.FactorPart(p, s, func(scope []int, _ game.Tick) {
		if slices.Contains(scope, issue) {
			context = append(context, scope...)
		}
	})
	slices.Sort(context)
	context = slices.Compact(context)
	context = slices.DeleteFunc(context, func(i int) bool { return i == issue })
	size := 1
	for _, i := range context {
		if size *= l.g.Sizes[i]; size > preferContexts {
			return false
		}
	}
	values := make([]game.Tick, len(liked))
	for code := range size {
		for _, i := range context {
			s[i] = uint16(code % l.g.Sizes[i])
			code /= l.g.Sizes[i]
		}
		for o := range values {
			s[issue] = uint16(o)
			values[o] = n.Value(p, s)
		}
		least := game.Above(slices.Min(values))
		for o, v := range values {
			liked[o] = liked[o] || v >= least
		}
		if *work += len(values); *work > preferValues {
			return false
		}
	}
	return true
}

// follows reports whether some consequence sets the option.
func (l *linter) follows(issue, option int) bool {
	return slices.ContainsFunc(l.c.Rules, func(r casefile.Rule) bool {
		return slices.Contains(r.Then, casefile.Setting{Issue: issue, Option: option})
	})
}

// inLadder reports whether some public's ladder speaks of the issue.
func (l *linter) inLadder(issue int) bool {
	found := false
	for p := range l.c.Parties {
		v := l.c.Parties[p].Values
		if v == nil || v.Ladder == nil {
			continue
		}
		for _, step := range v.Ladder.Steps {
			step.When.Walk(func(n *expr.Node) {
				found = found || n.Op == expr.Name && n.Ref == expr.Issue && n.Index == issue
			})
		}
	}
	return found
}
