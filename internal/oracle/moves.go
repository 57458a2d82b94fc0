package oracle

import (
	"parley/internal/expr"
	"parley/internal/game"
)

// Issues is a set of issues, by index.
type Issues uint64

// Every is every issue.
const Every = ^Issues(0)

// Differing are the issues in which two states differ.
func Differing(a, b game.State) Issues {
	var out Issues
	for i := range a {
		if a[i] != b[i] {
			out |= 1 << i
		}
	}
	return out
}

// Brings reports whether the set satisfies the formula of an option; nil is the default, all who are seated.
func (o *Oracle) Brings(set game.Mask, by *expr.Node) bool {
	if by == nil {
		return set&o.seated == o.seated
	}
	return met(by, set, 0)
}

// moves reports whether the set can take an issue from one option to another, rules apart.
func (o *Oracle) moves(set game.Mask, issue, from, to int) bool {
	is := &o.Case.Issues[issue]
	switch {
	case o.Today == nil || from == to:
		return true
	case is.Options[from].Irreversible && from != is.Today:
		return false
	case to != is.Today && from != is.Today: // on to a third option: both to leave the one and to bring about the other
		return o.moves(set, issue, from, is.Today) && o.Brings(set, is.Options[to].By)
	case to != is.Today:
		return o.Brings(set, is.Options[to].By)
	case is.Options[from].Back != nil:
		return met(is.Options[from].Back, set, 0)
	case is.Options[to].By != nil:
		return met(is.Options[to].By, set, 0)
	}
	return !o.Brings(o.Everyone()&^set, is.Options[from].By)
}

// Allowed reports whether no rule stands against s.
func (o *Oracle) Allowed(s game.State) bool {
	for _, r := range o.Case.Rules {
		if r.Never != nil && o.Holds(r.Never, s) {
			return false
		}
		if r.When != nil && o.Holds(r.When, s) {
			for _, t := range r.Then {
				if int(s[t.Issue]) != t.Option {
					return false
				}
			}
		}
	}
	return true
}

// follow sets the chosen issues of base to those of s and completes; nil where the rules contradict.
func (o *Oracle) follow(base, s game.State, chosen Issues) game.State {
	y, set := base.Clone(), make([]bool, len(s))
	for i := range s {
		if chosen>>i&1 == 1 {
			y[i], set[i] = s[i], true
		}
	}
	for again := true; again; {
		again = false
		for _, r := range o.Case.Rules {
			if r.When == nil || !o.Holds(r.When, y) {
				continue
			}
			for _, t := range r.Then {
				if int(y[t.Issue]) == t.Option {
					continue
				}
				if set[t.Issue] {
					return nil
				}
				y[t.Issue], set[t.Issue], again = uint16(t.Option), true, true
			}
		}
	}
	return y
}

// Reaches tries every set of choices among the given issues that the parties control: does one of them, completed by
// the rules, take base to s?
func (o *Oracle) Reaches(set game.Mask, among Issues, base, s game.State) bool {
	if !o.Allowed(s) {
		return false
	}
	if o.Today == nil {
		return true
	}
	var control Issues
	for i := range s {
		if among>>i&1 == 1 && s[i] != base[i] && o.moves(set, i, int(base[i]), int(s[i])) {
			control |= 1 << i
		}
	}
	for chosen := range control + 1 {
		if chosen&^control != 0 {
			continue
		}
		if y := o.follow(base, s, chosen); y != nil && y.Equal(s) {
			return true
		}
	}
	return false
}
