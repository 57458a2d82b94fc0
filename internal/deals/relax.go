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
	Set      int                `json:"set"`  // counts from 1 within a goal
	Kind     string             `json:"kind"` // "red-line" or "walk-away"
	Party    string             `json:"party"`
	What     string             `json:"what"`               // the red line's condition, or the issue that costs most
	By       float64            `json:"by"`                 // walk-away: points by which it would have to fall; red line: 0
	Share    float64            `json:"share"`              // By as a share of the party's own range
	Interval *ensemble.Interval `json:"interval,omitempty"` // of Share over the draws, for the deal shown
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
)

// opening is a minimal set of concessions with the deal it opens.
type opening struct {
	set    uint64
	state  game.State
	red    int
	worst  float64
	total  float64
	atMost bool
	from   *search.Concessions
}

// relax lists the inclusion-minimal sets of concessions that open the goal, in the order of red lines dropped, then
// of the largest shortfall, then of their sum (each a share of the party's own range).
func (q *question) relax(a *Answer, row *Goal, goal int) error {
	var found []opening
	all, err := q.concessions()
	if err != nil {
		return err
	}
	for _, c := range all {
		c.Load(q.n)
		sets, err := search.MinimalSets(len(c.Items), maxSetSize, func(set uint64) (bool, error) {
			_, ok, err := c.Opens(goal, set)
			if errors.Is(err, search.ErrBudget) {
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
	slices.SortStableFunc(found, func(x, y opening) int {
		return cmp.Or(x.red-y.red, cmp.Compare(x.worst, y.worst), cmp.Compare(x.total, y.total), bits.OnesCount64(x.set)-bits.OnesCount64(y.set), cmp.Compare(x.set, y.set))
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
	return cmp.Or(cmp.Compare(o.worst, x.worst), cmp.Compare(o.total, x.total)) < 0
}

// concessions prepares the coalitions that decide and whose members are all known, at most eight of them.
func (q *question) concessions() ([]*search.Concessions, error) {
	var out []*search.Concessions
	for _, coalition := range q.panel.Coalitions[:min(len(q.panel.Coalitions), 8)] {
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
	for k, it := range c.Items {
		if set>>k&1 == 0 {
			continue
		}
		if it.Index != search.WalkAwayLine {
			o.red++
			continue
		}
		short := q.shortfall(q.n, it.Party, s) / q.scale[it.Party]
		o.worst, o.total = max(o.worst, short), o.total+short
	}
	return o, nil
}

// shortfall is by how much, in Ticks, s misses p's walk-away.
func (q *question) shortfall(n *game.Numbers, p int, s game.State) float64 {
	return max(0, float64(n.WalkAway[p]-n.Value(p, s)))
}

func (q *question) listOpening(a *Answer, row *Goal, set int, o *opening) error {
	for k, it := range o.from.Items {
		if o.set>>k&1 == 0 {
			continue
		}
		values := q.g.Case.Parties[it.Party].Values
		r := Relaxation{
			Goal: row.Goal, Table: row.Table, Set: set, Kind: "walk-away", Party: q.g.Case.Parties[it.Party].Name,
			Deal: q.state(o.state), AtMost: o.atMost, Place: ask.PlaceOf(&values.Meta),
		}
		if it.Index != search.WalkAwayLine {
			line := &values.RedLines[it.Index]
			r.Kind, r.What, r.Place = "red-line", line.Text, ask.PlaceOf(&line.Meta)
		} else {
			r.What = ask.Driver(q.g, q.n, it.Party, o.state, -1)
			short := q.shortfall(q.n, it.Party, o.state)
			r.By, r.Share = short/ticks, short/q.scale[it.Party]
			interval, err := q.shortfallInterval(it.Party, o.state)
			if err != nil {
				return err
			}
			r.Interval = interval
		}
		a.Relax = append(a.Relax, r)
	}
	return nil
}

const ticks = 1e12

// intervalSample bounds the draws over which a shortfall is followed.
const intervalSample = 500

func (q *question) shortfallInterval(p int, s game.State) (*ensemble.Interval, error) {
	n, inputs := q.g.NewNumbers(), make([]float64, len(q.g.Case.Inputs))
	var v []float64
	for run := range min(q.d.Done, intervalSample) {
		q.d.Inputs(run, inputs)
		if err := n.Fill(inputs, nil); err != nil {
			return nil, err
		}
		v = append(v, q.shortfall(n, p, s)/q.scale[p])
	}
	i := ensemble.Summarise(v)
	return &i, nil
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
