package deals

import (
	"cmp"
	"errors"
	"math/bits"
	"slices"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/search"
)

// Relaxation is one concession of a set that would open a room. Entries with the same Goal and Set belong together.
type Relaxation struct {
	Goal     string             `json:"goal"`
	Table    string             `json:"table"`
	Set      int                `json:"set"`                // counts from 1 within a goal
	Kind     string             `json:"kind"`               // "red-line", "walk-away" or "transfer"
	Party    string             `json:"party"`              // transfer: the payer
	To       string             `json:"to,omitempty"`       // transfer: the paid
	What     string             `json:"what"`               // the red line's condition, the issue that costs most, or the transfer's name
	By       float64            `json:"by"`                 // walk-away: points by which it would have to fall; transfer: units; red line: 0
	Unit     string             `json:"unit,omitempty"`     // transfer: of By
	Share    float64            `json:"share"`              // By as a share of the party's own range, or of the transfer's cap
	Interval *ensemble.Interval `json:"interval,omitempty"` // of Share over the draws, for the deal shown; a cap that is not enough counts as 1
	AtMost   bool               `json:"at-most,omitempty"`  // the search for the cheapest deal was given up: By may be smaller
	Deal     ask.State          `json:"deal"`               // the deal it opens that asks least
	Place    ask.Place          `json:"place"`
}

// NearMiss is a deal of a goal that the fewest parties refuse.
type NearMiss struct {
	Goal     string    `json:"goal"`
	Table    string    `json:"table"`
	Deal     ask.State `json:"deal"`
	Refusing []string  `json:"refusing"`
}

const (
	maxSetSize = 4 // concessions in a set
	maxSets    = 5 // sets listed for a goal
	maxOpeners = 8 // deciding coalitions asked
)

// opening is a minimal set of concessions with the deal it opens.
type opening struct {
	set    uint64
	state  game.State
	asked  []float64 // by item
	red    int
	worst  float64
	total  float64
	paid   float64 // sum of the payments' shares of their caps
	atMost bool
	from   *search.Concessions
}

// relax lists the inclusion-minimal sets of concessions that open the goal, in the order of red lines dropped, then
// of the largest shortfall, then of their sum (each a share of the party's own range), then of what is paid (as shares of the
// caps).
func (q *question) relax(a *Answer, row *Goal, goal int) error {
	var found []opening
	all, err := q.concessions()
	if err != nil {
		return err
	}
	complete := len(q.panel.Coalitions) <= maxOpeners
	for _, c := range all {
		if err := c.Load(q.n); err != nil {
			return err
		}
		complete = complete && !c.Left
		sets, err := search.MinimalSets(len(c.Items), maxSetSize, func(set uint64) (bool, error) {
			_, ok, err := c.Opens(goal, set)
			if errors.Is(err, search.ErrBudget) {
				complete = false
				return ok, nil // undecided counts as shut: the set may be missing, none is wrong
			}
			return ok, err
		})
		if err != nil {
			return err
		}
		for _, set := range sets {
			o, err := q.opening(c, goal, set)
			if err != nil {
				return err
			}
			if o != nil {
				found = append(found, *o)
			}
		}
	}
	found = minimalOpenings(found)
	row.Unpaid = complete && len(q.g.Case.Transfers) > 0 && !slices.ContainsFunc(found, func(o opening) bool { return o.pays() })
	slices.SortStableFunc(found, func(x, y opening) int {
		return cmp.Or(x.red-y.red, cmp.Compare(x.worst, y.worst), cmp.Compare(x.total, y.total), cmp.Compare(x.paid, y.paid), bits.OnesCount64(x.set)-bits.OnesCount64(y.set), cmp.Compare(x.set, y.set))
	})
	found = found[:min(len(found), maxSets)]
	for k := range found {
		if err := q.listOpening(a, row, k+1, &found[k]); err != nil {
			return err
		}
	}
	return q.nearest(a, row, goal, all)
}

// minimalOpenings drops, over all coalitions, the sets that hold another, and the dearer of two that are the same.
func minimalOpenings(found []opening) []opening {
	var out []opening
	for i, o := range found {
		if !slices.ContainsFunc(found[:i], func(x opening) bool { return x.within(&o) && (!o.within(&x) || !o.cheaper(&x)) }) &&
			!slices.ContainsFunc(found[i+1:], func(x opening) bool { return x.within(&o) && (!o.within(&x) || x.cheaper(&o)) }) {
			out = append(out, o)
		}
	}
	return out
}

// within reports whether every concession of o is one of x.
func (o *opening) within(x *opening) bool {
	for k, it := range o.from.Items {
		if o.set>>k&1 == 0 {
			continue
		}
		at := slices.Index(x.from.Items, it)
		if at < 0 || x.set>>at&1 == 0 {
			return false
		}
	}
	return true
}

func (o *opening) cheaper(x *opening) bool {
	return cmp.Or(cmp.Compare(o.worst, x.worst), cmp.Compare(o.total, x.total), cmp.Compare(o.paid, x.paid)) < 0
}

// pays reports whether a payment is one of the concessions.
func (o *opening) pays() bool {
	for k, it := range o.from.Items {
		if o.set>>k&1 == 1 && it.Transfer >= 0 {
			return true
		}
	}
	return false
}

// concessions prepares the coalitions that decide and whose members are all known, at most maxOpeners of them.
func (q *question) concessions() ([]*search.Concessions, error) {
	var out []*search.Concessions
	for _, coalition := range q.panel.Coalitions[:min(len(q.panel.Coalitions), maxOpeners)] {
		if coalition&^q.g.Known != 0 {
			continue
		}
		c, err := search.NewConcessions(q.g, q.panel, coalition)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func (q *question) opening(c *search.Concessions, goal int, set uint64) (*opening, error) {
	s, ok, err := c.Cheapest(goal, set, q.scale)
	if !ok {
		if errors.Is(err, search.ErrBudget) {
			err = nil
		}
		return nil, err
	}
	o := &opening{set: set, state: s, atMost: err != nil, from: c}
	if o.asked, _, err = c.Asked(q.n, set, s, q.scale); err != nil {
		return nil, err
	}
	for k, it := range c.Items {
		switch {
		case set>>k&1 == 0:
		case it.Transfer >= 0:
			o.paid += o.asked[k]
		case it.Index >= 0:
			o.red++
		default:
			o.worst, o.total = max(o.worst, o.asked[k]), o.total+o.asked[k]
		}
	}
	return o, nil
}

// nearestTries bounds the sets of parties tried for near misses.
const nearestTries = 3000

// nearest lists the deals of a goal without room that the fewest members refuse, asking least of them.
func (q *question) nearest(a *Answer, row *Goal, goal int, all []*search.Concessions) error {
	members := (q.panel.Members & q.g.Known).List()
	tries := 0
	for size := 1; size <= len(members) && tries < nearestTries; size++ {
		found := false
		err := search.Subsets(min(len(members), 62), size, func(set uint64) error {
			if tries++; tries > nearestTries {
				return nil
			}
			parties := search.Pick(members, set)
			s, err := opensAny(all, goal, parties, q.scale)
			if s != nil {
				found = true
				a.Near = append(a.Near, NearMiss{Goal: row.Goal, Table: row.Table, Deal: q.state(s), Refusing: ask.Names(q.g, parties)})
			}
			return err
		})
		if err != nil || found {
			return err
		}
	}
	return nil
}
