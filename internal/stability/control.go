package stability

import (
	"fmt"
	"slices"

	"parley/internal/game"
)

func (m *model) rules() {
	for _, size := range m.g.Sizes {
		m.followed = append(m.followed, make([]bool, size))
	}
	for i := range m.g.Consequences {
		for _, set := range m.g.Consequences[i].Then {
			m.followed[set.Issue][set.Option] = true
		}
	}
}

// sets finds who can take each issue from each option to each other.
func (m *model) sets() {
	var tried []game.Mask
	for size := 1; size <= maxTogether; size++ {
		tried = subsets(tried, m.parties, size, 0)
	}
	for i, size := range m.g.Sizes {
		m.control = append(m.control, make([][]game.Mask, size*size))
		for from := range size {
			for to := range size {
				if from == to {
					continue
				}
				for _, set := range tried {
					if found := &m.control[i][from*size+to]; !contains(*found, set) && m.g.CanMove(set, i, from, to) {
						*found = append(*found, set)
					}
				}
				m.control[i][from*size+to] = m.change.adjust(i, to, m.control[i][from*size+to])
			}
		}
	}
}

// subsets appends the sets of size parties of list, each joined with.
func subsets(out []game.Mask, list []int, size int, with game.Mask) []game.Mask {
	if size == 0 {
		return append(out, with)
	}
	for k, p := range list {
		out = subsets(out, list[k+1:], size-1, with|1<<p)
	}
	return out
}

// contains reports whether set contains one of found.
func contains(found []game.Mask, set game.Mask) bool {
	return slices.ContainsFunc(found, func(f game.Mask) bool { return f&set == f })
}

// owner is the party (of the conflict) in whose hands each issue is; −1: nobody's. why is not "" where some issue is in no one
// party's hands alone, or a rule's consequence lets a move change what others control: then the case is not in option form.
func (m *model) owner() (owner []int, why string) {
	if len(m.g.Consequences) > 0 {
		return nil, "by a rule's consequence, a move can change what others control"
	}
	for i := range m.control {
		var hands game.Mask
		for _, sets := range m.control[i] {
			for _, set := range sets {
				hands |= set
			}
		}
		if hands&(hands-1) != 0 {
			return nil, fmt.Sprintf("%s is not in one party's hands alone", m.g.Case.Issues[i].Label)
		}
		owner = append(owner, slices.IndexFunc(m.parties, hands.Has))
	}
	return owner, ""
}
