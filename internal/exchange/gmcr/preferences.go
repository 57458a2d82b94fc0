package gmcr

import (
	"fmt"

	"parley/internal/exchange"
	"parley/internal/exchange/jsontext"
)

// manual reports whether the file says that its rankings count, not its conditions.
func (r *reader) manual() bool {
	for _, key := range []string{"useManualPreferenceRanking", "useManualPreferenceVectors"} {
		if v := r.Root.Get(key); v != nil && r.Is(v, key, jsontext.Bool) {
			return v.Text == "true"
		}
	}
	return false
}

// preferences reads what a decision maker wants.
func (r *reader) preferences(i int, m *jsontext.Value) {
	a := &r.conflict.Actors[i]
	if v := m.Get("misperceptions"); v != nil && v.Kind == jsontext.Array && len(v.Items) > 0 {
		r.note("What %s misperceives (%d patterns) is not carried over: all see the same states.", a.Name, len(v.Items))
	}
	ranking := m.Get("preferenceRanking")
	if ranking == nil {
		ranking = m.Get("preferenceVector")
	}
	if r.manual() {
		if ranking == nil {
			r.Errorf(m, "missing-key", "add `preferenceRanking`, or set `useManualPreferenceRanking` to false", "the file says that rankings count, and `%s` has none", exchange.Shown(a.Name))
			return
		}
		r.ranking(a, ranking)
		return
	}
	v := m.Get("preferences")
	if v == nil || !r.Is(v, "preferences", jsontext.Array) {
		r.note("%s has no preferences: it is indifferent between all states.", a.Name)
		return
	}
	if n := len(v.Items); n > exchange.MaxRanking {
		r.Errorf(v, "too-many", "", "`%s` has %d preferences; at most %d are read", exchange.Shown(a.Name), n, exchange.MaxRanking)
		return
	}
	for _, item := range v.Items {
		c, ok := r.condition(item, "a preference")
		if !ok {
			return
		}
		a.Priorities = append(a.Priorities, c)
	}
	if len(v.Items) == 0 {
		r.note("%s has no preferences: it is indifferent between all states.", a.Name)
	}
}

func (r *reader) ranking(a *exchange.Actor, v *jsontext.Value) {
	if !r.Is(v, "preferenceRanking", jsontext.Array) {
		return
	}
	if n := len(r.conflict.Options); n > exchange.MaxRanked {
		r.Errorf(v, "too-many", "set `useManualPreferenceRanking` to false", "states of %d options are ranked one by one; with more than %d only preferences are read", n, exchange.MaxRanked)
		return
	}
	seen := map[int]bool{}
	state := func(item *jsontext.Value) (int, bool) {
		n, ok := r.index(item, "a state of the ranking", 1, r.feasible)
		switch {
		case !ok:
		case seen[n]:
			r.Errorf(item, "ranked-twice", "keep one of the two", "state %d is ranked twice", n)
		case len(seen) == exchange.MaxRanking:
			r.Errorf(item, "too-many", "set `useManualPreferenceRanking` to false", "a ranking has at most %d states", exchange.MaxRanking)
		default:
			seen[n] = true
			return n, true
		}
		return n, false
	}
	a.Ranking = [][]int{}
	for _, item := range v.Items {
		places := []*jsontext.Value{item}
		if item.Kind == jsontext.Array {
			places = item.Items
		}
		var place []int
		for _, p := range places {
			if r.Full() {
				return
			}
			if n, ok := state(p); ok {
				place = append(place, n)
			}
		}
		if place != nil {
			a.Ranking = append(a.Ranking, place)
		}
	}
	switch left := r.feasible - len(seen); {
	case len(seen) == 0:
		a.Ranking = nil
		r.note("%s ranks no state: it is indifferent between all.", a.Name)
	case left > 0:
		r.note("%s ranks %d of %d states; the others come last, tied.", a.Name, len(seen), r.feasible)
	}
}

// coalitions says of decision makers that the file merges.
func (r *reader) coalitions(makers *jsontext.Value) {
	v := r.Root.Get("coalitions")
	if v == nil || v.Kind != jsontext.Array {
		return
	}
	for _, item := range v.Items {
		if item.Kind == jsontext.Array && len(item.Items) > 1 {
			r.note("The file treats %d of the %d decision makers as one; here each stands for itself, and `parley stable` looks at every coalition.", len(item.Items), len(makers.Items))
		}
	}
}

func (r *reader) note(format string, args ...any) {
	r.conflict.Notes = append(r.conflict.Notes, fmt.Sprintf(format, args...))
}
