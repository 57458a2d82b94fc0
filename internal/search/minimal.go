package search

import (
	"math/bits"

	"parley/internal/game"
)

// MinimalSets lists the inclusion-minimal subsets of n items (at most 62) with up to most items for which opens is
// true, smallest first, then in the order of the items. opens must be monotone: more items never close what fewer
// open. Subsets of a set known not to open are not asked again, so that few calls suffice.
func MinimalSets(n, most int, opens func(set uint64) (bool, error)) ([]uint64, error) {
	all := uint64(1)<<n - 1
	if ok, err := opens(all); !ok || err != nil {
		return nil, err
	}
	var found, closed []uint64
	for size := 0; size <= min(n, most); size++ {
		err := Subsets(n, size, func(set uint64) error {
			for _, f := range found {
				if set&f == f {
					return nil
				}
			}
			for _, c := range closed {
				if set&c == set {
					return nil
				}
			}
			ok, err := opens(set)
			if err != nil {
				return err
			}
			if ok {
				found = append(found, set)
				return nil
			}
			grown, err := growClosed(n, set, opens)
			closed = append(closed, grown)
			return err
		})
		if err != nil {
			return found, err
		}
	}
	return found, nil
}

// growClosed adds items to a set that does not open for as long as it stays closed.
func growClosed(n int, set uint64, opens func(uint64) (bool, error)) (uint64, error) {
	for k := range n {
		with := set | 1<<k
		if with == set {
			continue
		}
		ok, err := opens(with)
		if err != nil {
			return set, err
		}
		if !ok {
			set = with
		}
	}
	return set, nil
}

// Subsets visits the subsets of n items with the given size, in lexicographic order of their items.
func Subsets(n, size int, visit func(uint64) error) error {
	var rec func(from int, set uint64) error
	rec = func(from int, set uint64) error {
		if bits.OnesCount64(set) == size {
			return visit(set)
		}
		for k := from; k < n; k++ {
			if err := rec(k+1, set|1<<k); err != nil {
				return err
			}
		}
		return nil
	}
	return rec(0, 0)
}

// Pick is the parties that a set of places in a list stands for.
func Pick(list []int, set uint64) game.Mask {
	var m game.Mask
	for k, p := range list {
		if set>>k&1 == 1 {
			m |= 1 << p
		}
	}
	return m
}
