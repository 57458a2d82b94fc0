package blocks

import (
	"parley/internal/game"
	"parley/internal/search"
)

// signers is the union of the minimal sets of refusing parties whose consent would bring s about.
func (q *question) signers(n *game.Numbers, s game.State) (game.Mask, error) {
	var accept game.Mask
	var refuse []int
	for p := range q.g.Case.Parties {
		if q.g.Accepts(n, p, s) {
			accept |= 1 << p
		} else {
			refuse = append(refuse, p)
		}
	}
	if q.g.Today == nil {
		return q.g.Seated &^ accept, nil
	}
	if q.g.Reaches(accept, nil, q.g.Today, s) {
		return 0, nil
	}
	return q.needed(accept, refuse, s)
}

// maxSigners bounds the size of the sets of alternative signers that are tried, beyond those nobody can replace.
const maxSigners = 6

// needed is the union of the minimal sets of refusing parties who, with those who accept, could bring s about. Those
// whom no other can replace are found one by one; only alternatives need sets.
func (q *question) needed(accept game.Mask, refuse []int, s game.State) (game.Mask, error) {
	all := accept | game.Of(refuse...)
	if !q.g.Reaches(all, nil, q.g.Today, s) {
		return 0, nil
	}
	var out game.Mask
	var rest []int
	for _, p := range refuse {
		if q.g.Reaches(all&^game.Of(p), nil, q.g.Today, s) {
			rest = append(rest, p)
		} else {
			out |= game.Of(p)
		}
	}
	if q.g.Reaches(accept|out, nil, q.g.Today, s) {
		return out, nil
	}
	rest = q.relevant(rest, s)
	sets, err := search.MinimalSets(len(rest), maxSigners, func(set uint64) (bool, error) {
		return q.g.Reaches(accept|out|search.Pick(rest, set), nil, q.g.Today, s), nil
	})
	fixed := out
	for _, set := range sets {
		out |= search.Pick(rest, set)
	}
	if err == nil && len(sets) == 0 { // more than maxSigners must join: any of them may be among those
		out = fixed | game.Of(rest...)
	}
	return out, err
}

// relevant keeps the parties that could make a difference to some clause of s.
func (q *question) relevant(parties []int, s game.State) []int {
	var out []int
	for _, p := range parties {
		if q.g.Concerns(p, s) {
			out = append(out, p)
		}
	}
	return out[:min(len(out), 62)]
}
