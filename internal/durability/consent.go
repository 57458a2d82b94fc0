package durability

import (
	"math/bits"
	"slices"

	"parley/internal/bargain"
	"parley/internal/game"
	"parley/internal/search"
)

// refusals are the parties that stand in the way of a stage, by reason.
type refusals struct {
	loses, margin, redLine, ratify, breaks, absent, unknown game.Mask
	rules                                                   bool // the rules do not let it be, as things stand
	beyond                                                  bool // the table cannot decide it
}

// consent asks the tables that can decide y whether they take it now; where none can, the parties whose consent it needs. It fills the trial:
// signed or why not, and the signatories: the smallest set of those who accept that can bring y about, else the smallest set that can.
// Where the draw is made to sign, those sign who are known to.
func (x *walker) consent(y game.State, t *trial) error {
	sets := x.coalitions(x.r.State, y)
	if x.mode&force != 0 && x.next == 0 && x.agreed != 0 {
		t.parties, t.signed = within(sets, x.agreed), true
		return nil
	}
	var first bargain.Verdict
	asked := false
	for _, table := range x.q.tables(x.r.State, y) {
		v, err := x.book.Weigh(x.r, table, y)
		if err != nil {
			return err
		}
		weighed, ends, err := x.wholly(&v, table, y)
		if err != nil {
			return err
		}
		if v.OK || !asked {
			first, t.weighed, t.stop, asked = v, weighed, ends, true
		}
		if v.OK {
			break
		}
	}
	if !asked {
		var err error
		if first, err = x.book.Weigh(x.r, -1, y); err != nil {
			return err
		}
		if t.weighed, t.stop, err = x.wholly(&first, -1, y); err != nil {
			return err
		}
	}
	if t.parties = within(sets, first.Signatories); !asked {
		first.OK = t.parties&^first.Signatories|first.Unratified|first.Absent|first.Breaks == 0
	}
	if t.signed = first.OK; !t.signed {
		t.why = reasons(&first, x.q.g, t.parties, asked)
	}
	return x.ripen(&first, t.parties)
}

// within is the first of the sets that lies within some parties, else the first.
func within(sets []game.Mask, parties game.Mask) game.Mask {
	k := slices.IndexFunc(sets, func(set game.Mask) bool { return set&^parties == 0 })
	return sets[max(0, k)]
}

// reasons sorts those who stand in the way. Where no table was asked, only those count whose consent is needed.
func reasons(v *bargain.Verdict, g *game.Game, needed game.Mask, table bool) refusals {
	out := refusals{
		redLine: v.RedLine, ratify: v.Unratified, breaks: v.Breaks, absent: v.Absent, unknown: v.Refuses &^ g.Known,
		beyond: table && !v.Reached,
	}
	for k, p := range v.Members {
		switch {
		case !v.Refuses.Has(p):
		case v.Gains[k] <= leastGain:
			out.loses |= 1 << p
		default:
			out.margin |= 1 << p
		}
	}
	if !table {
		for _, m := range []*game.Mask{&out.redLine, &out.unknown, &out.loses, &out.margin} {
			*m &= needed
		}
	}
	return out
}

// leastGain is the least that counts as a gain, in points.
const leastGain = 1e-6

// tables lists those that can decide on y, the smallest first.
func (q *question) tables(from, y game.State) []int {
	var out []int
	for t := range q.g.Case.Tables {
		if q.args.Table >= 0 && q.args.Table != t {
			continue
		}
		panel := q.book.Panel(t)
		if q.args.Table == t || q.g.Reaches(panel.Members, panel.Agenda, from, y) {
			out = append(out, t)
		}
	}
	size := func(t int) int { return bits.OnesCount64(uint64(q.book.Panel(t).Members)) }
	slices.SortStableFunc(out, func(a, b int) int { return size(a) - size(b) })
	return out
}

// maxSigners bounds the sets of parties that can stand in for each other as signatories, beyond those whom nobody can replace.
const maxSigners = 6

// maxKept is the most states whose coalitions a worker remembers.
const maxKept = 1 << 10

// coalitions lists the minimal sets that can bring y about, the smallest first.
func (x *walker) coalitions(from, y game.State) []game.Mask {
	key := make([]byte, 0, 4*len(y))
	for _, s := range []game.State{from, y} {
		for _, o := range s {
			key = append(key, byte(o), byte(o>>8))
		}
	}
	if sets, ok := x.needed[string(key)]; ok {
		return sets
	}
	if len(x.needed) >= maxKept {
		clear(x.needed)
	}
	sets := coalitions(x.q.g, from, y)
	x.needed[string(key)] = sets
	return sets
}

// coalitions lists the minimal sets that can take from to y at once, the smallest first; those who act by default before
// others. Where they cannot be told apart within maxSigners, it is one set of all who may matter.
func coalitions(g *game.Game, from, y game.State) []game.Mask {
	all := game.Mask(1)<<len(g.Parties) - 1
	var fixed game.Mask
	var rest []int
	for p := range g.Parties {
		switch {
		case !g.Reaches(all&^game.Of(p), nil, from, y):
			fixed |= 1 << p
		case g.Named(p) || g.Seated.Has(p):
			rest = append(rest, p)
		}
	}
	if g.Reaches(fixed, nil, from, y) {
		return []game.Mask{fixed}
	}
	rest = rest[:min(len(rest), 62)]
	sets, err := search.MinimalSets(len(rest), maxSigners, func(set uint64) (bool, error) {
		return g.Reaches(fixed|search.Pick(rest, set), nil, from, y), nil
	})
	if err != nil || len(sets) == 0 {
		return []game.Mask{fixed | game.Of(rest...)}
	}
	out := make([]game.Mask, len(sets))
	for k, set := range sets {
		out[k] = fixed | search.Pick(rest, set)
	}
	slices.SortFunc(out, game.CompareSets)
	return out
}
