package bargain

import (
	"math"

	"parley/internal/clock"
	"parley/internal/game"
)

// option is a package in a moment, before it is weighed in full.
type option struct {
	o     *offer
	short float64 // the largest amount by which a gain falls short of its margin, 0 where those who gain can decide; it is no less until sized
	logs  float64 // of the gains of those who accept, summed; NaN until asked for, once sized
	first int     // place among the slacks of its first member
	seen  bool    // all its gains are known
	sized bool    // and all its margins
	taken bool
}

// slack is what a member gains at first sight, once seen, what it must gain, and what the one exceeds the other. Until it is sized the margin is
// 0.
type slack struct {
	gain, margin, over float64
	member             int // place among the members
	seen, sized        bool
}

// consider lists the packages that may do. What each member gains, and how wide that gain is, is left for when it matters.
func (x *Worker) consider(r *clock.Run, table int, panel *game.Panel) {
	x.options, x.slacks = x.options[:0], x.slacks[:0]
	none := len(x.seat(panel)) == 0
	list := x.offers(r.State, table)
	for i := range list {
		if !x.possible(r, panel, &list[i]) {
			continue
		}
		x.options = append(x.options, option{o: &list[i], logs: math.NaN(), first: len(x.slacks), seen: none, sized: none})
		for k := range x.members {
			x.slacks = append(x.slacks, slack{member: k})
		}
	}
}

// sight prepares to look at what packages are worth.
func (x *Worker) sight(r *clock.Run) error {
	x.whole, x.turn = x.whole[:0], x.turn[:0]
	n := r.Numbers()
	for k, p := range x.members {
		x.whole, x.turn = append(x.whole, x.b.g.ValueAt(n, p, r.State)), append(x.turn, k)
	}
	var err error
	if x.part, err = x.share(r); err != nil {
		return err
	}
	return n.Fault()
}

// possible reports whether an offer breaks no red line and touches no deal of someone without whom it cannot be.
func (x *Worker) possible(r *clock.Run, panel *game.Panel, o *offer) bool {
	may := panel.Members & x.b.g.Known &^ o.red
	return panel.Met(may) && x.bound(r, o)&^may == 0
}

// bound are the signatories of deals in force that an offer changes.
func (x *Worker) bound(r *clock.Run, o *offer) game.Mask {
	var out game.Mask
	for k := range r.Pacts {
		if r.Pacts[k].Touches(r.State, o.y) {
			out |= r.Pacts[k].Signatories
		}
	}
	return out
}

// next is the most promising package that is not taken yet, nil where there is none; good: of those at which nothing falls short.
func (x *Worker) next(r *clock.Run, panel *game.Panel, good bool) (*option, error) {
	for {
		var best *option
		short, other := math.Inf(1), math.Inf(1) // how far the best falls short, and how far, at least, any other does
		for k := range x.options {
			switch o := &x.options[k]; {
			case o.taken:
			case best == nil || o.short < short:
				best, short, other = o, o.short, short
			case o.short > short:
				other = min(other, o.short)
			default:
				if other = short; best.sized && x.before(o, best) {
					best = o
				}
			}
		}
		switch {
		case best == nil || good && best.short > 0:
			return nil, nil
		case best.sized:
			best.taken = true
			return best, nil
		}
		if err := x.narrow(r, panel, best, other); err != nil {
			return nil, err
		}
	}
}

// before reports whether an option is more promising than one that is sized and falls short as far, or may be once it is sized itself.
func (x *Worker) before(o, other *option) bool { return !o.sized || x.logs(o) > x.logs(other) }

// logs is the sum of the logarithms of the gains of those who accept, given their margins.
func (x *Worker) logs(o *option) float64 {
	if math.IsNaN(o.logs) {
		o.logs = 0
		for _, s := range x.slacks[o.first:][:len(x.members)] {
			if s.over > 0 {
				o.logs += math.Log(s.gain)
			}
		}
	}
	return o.logs
}

// narrow finds out how far a package falls short: until that is known, or is more than so much. It looks first at what each gains, those first
// who were last to fall short of another package; then, of those who gain least, at what they must gain.
func (x *Worker) narrow(r *clock.Run, panel *game.Panel, o *option, enough float64) error {
	slacks := x.slacks[o.first:][:len(x.members)]
	for at := 0; at < len(x.turn) && !o.seen; at++ {
		k := x.turn[at]
		s := &slacks[k]
		if s.seen {
			continue
		}
		gain := game.Points(r.N.ValueAfter(x.members[k], x.whole[k], r.State, o.o.y, &o.o.change)) - x.now[k]
		*s = slack{gain: gain, over: gain - least, member: k, seen: true, sized: x.part == 0}
		if s.over <= 0 {
			copy(x.turn[1:at+1], x.turn[:at])
			x.turn[0] = k
			if x.fall(panel, slacks, o); o.short > enough {
				return nil
			}
		}
	}
	if o.seen = true; x.part == 0 {
		o.sized = true
	}
	for !o.sized {
		next, left := -1, 0
		for k := range slacks {
			if s := &slacks[k]; !s.sized {
				if left++; next < 0 || s.gain < slacks[next].gain {
					next = k
				}
			}
		}
		w, err := x.width(o.o, next, x.members[next], r.State)
		if err != nil {
			return err
		}
		s := &slacks[next]
		s.margin, s.sized = float64(x.part*w), true
		s.over = s.gain - max(s.margin, least)
		o.sized = left == 1
		if s.over <= 0 {
			if x.fall(panel, slacks, o); o.short > enough {
				return nil
			}
		}
	}
	return nil
}

// fall says by how much a package falls short, as far as that is known.
func (x *Worker) fall(panel *game.Panel, slacks []slack, o *option) {
	o.short = 0
	var accepting game.Mask
	for k := range slacks {
		if s := &slacks[k]; !s.seen || s.over > 0 {
			accepting |= 1 << x.members[k]
		} else {
			o.short = max(o.short, s.margin-s.gain)
		}
	}
	if panel.Met(accepting) {
		o.short = 0
	}
}
