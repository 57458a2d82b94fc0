package bargain

import (
	"encoding/binary"
	"math"
	"slices"

	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/game"
)

// spread is what widths of gains are taken over: draws of all values, at the day of the case. It is read only.
type spread struct {
	g       *game.Game
	numbers []*game.Numbers
	plain   []bool      // [party] without a cap: a gain is a sum of changes, where payments made once count as from today
	unary   []game.Tick // [(party, option), draw] what an option adds
	cares   [][]bool    // [party][issue] some option adds something
	factors [][]int     // [party] those of several issues, or over tracks
}

func newSpread(g *game.Game, d *ask.Draws) (*spread, error) {
	s := &spread{g: g, plain: make([]bool, len(g.Parties)), factors: make([][]int, len(g.Parties))}
	inputs := make([]float64, len(g.Case.Inputs))
	for k := range widthDraws {
		d.Sampler().Draw(k, inputs)
		n := g.NewNumbers()
		if err := n.Fill(inputs, nil); err != nil {
			return nil, err
		}
		s.numbers = append(s.numbers, n)
	}
	options := g.Offset[len(g.Sizes)]
	s.unary = make([]game.Tick, len(g.Parties)*options*widthDraws)
	for p := range g.Parties {
		s.plain[p] = true
		for k, n := range s.numbers {
			s.plain[p] = s.plain[p] && n.Caps[p] >= game.NoCap
			for o, v := range n.Unary[p] {
				s.unary[(p*options+o)*widthDraws+k] = v
			}
		}
		cares := make([]bool, len(g.Sizes))
		for i := range cares {
			row := s.unary[(p*options+g.Offset[i])*widthDraws : (p*options+g.Offset[i+1])*widthDraws]
			cares[i] = slices.ContainsFunc(row, func(v game.Tick) bool { return v != 0 })
		}
		s.cares = append(s.cares, cares)
	}
	for f := range g.Factors {
		p := g.Factors[f].Party
		s.factors[p] = append(s.factors[p], f)
	}
	return s, nil
}

// appendKey adds to a key what the width of a gain of p rests on, false where that is not the changes alone.
func (s *spread) appendKey(key []byte, p int, from, y game.State) ([]byte, bool) {
	if !s.sums(p, from) {
		return key, false
	}
	key = append(key, byte(p))
	for i := range y {
		if from[i] != y[i] && s.cares[p][i] {
			key = append(key, byte(i), byte(i>>8), byte(from[i]), byte(from[i]>>8), byte(y[i]), byte(y[i]>>8))
		}
	}
	key = append(key, 0xff, 0xff, 0xff)
	for _, f := range s.factors[p] {
		if now, to := s.g.Factors[f].Encode(from), s.g.Factors[f].Encode(y); now != to {
			key = binary.LittleEndian.AppendUint16(key, uint16(f))
			key = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(key, uint32(now)), uint32(to))
		}
	}
	return key, true
}

// sums reports whether a gain of p's from a state is a sum of changes.
func (s *spread) sums(p int, from game.State) bool {
	return s.plain[p] && (from.Equal(s.g.Today) || s.g.PaidAlike(p, from, s.g.Today))
}

// of is how wide the 90 % interval of p's gain from one state to another is, in points; row is scratch.
func (s *spread) of(p int, from, y game.State, row []game.Tick) (float64, error) {
	if s.sums(p, from) {
		s.sum(p, from, y, row)
	} else if err := s.whole(p, from, y, row); err != nil {
		return 0, err
	}
	return game.Points(inner(row)), nil
}

// cut is how many of the draws lie beyond each end of a width.
const cut = widthDraws / 20

// inner is the distance of two order statistics: of those that leave cut values beyond them.
func inner(row []game.Tick) game.Tick {
	var low, high [cut + 1]game.Tick // the lowest, ascending; the highest, descending
	for k := range low {
		low[k], high[k] = math.MaxInt64, math.MinInt64
	}
	for _, v := range row {
		if v < low[cut] {
			k := cut
			for ; k > 0 && low[k-1] > v; k-- {
				low[k] = low[k-1]
			}
			low[k] = v
		}
		if v > high[cut] {
			k := cut
			for ; k > 0 && high[k-1] < v; k-- {
				high[k] = high[k-1]
			}
			high[k] = v
		}
	}
	return high[cut] - low[cut]
}

// whole takes gains from whole values.
func (s *spread) whole(p int, from, y game.State, row []game.Tick) error {
	for k, n := range s.numbers {
		to, err := n.ValueFrom(p, y, from)
		if err != nil {
			return err
		}
		now, err := n.ValueFrom(p, from, from)
		if err != nil {
			return err
		}
		row[k] = to - now
	}
	return nil
}

// sum adds up what the change of each issue, and of each group of them, changes.
func (s *spread) sum(p int, from, y game.State, row []game.Tick) {
	clear(row)
	first := p * s.g.Offset[len(s.g.Sizes)]
	for i := range y {
		if from[i] == y[i] || !s.cares[p][i] {
			continue
		}
		at := first + s.g.Offset[i]
		to := s.unary[(at+int(y[i]))*widthDraws:][:widthDraws]
		now := s.unary[(at+int(from[i]))*widthDraws:][:widthDraws]
		for k := range row {
			row[k] += to[k] - now[k]
		}
	}
	for _, f := range s.factors[p] {
		to, now := s.g.Factors[f].Encode(y), s.g.Factors[f].Encode(from)
		if to == now {
			continue
		}
		for k, n := range s.numbers {
			row[k] += n.Tables[f][to] - n.Tables[f][now]
		}
	}
}

// share is what part of the width of a gain a party demands, at the moment.
func (x *Worker) share(r *clock.Run) (float64, error) {
	if x.b.margin != nil {
		return *x.b.margin, nil
	}
	return x.b.g.Margin.Share(r.Vars, r.State, DefaultMargin)
}

// margin is what p's gain from the state in force to another must exceed.
func (x *Worker) margin(r *clock.Run, p int, y game.State) (float64, error) {
	share, err := x.share(r)
	if err != nil || share == 0 {
		return 0, err
	}
	w, err := x.b.spread.of(p, r.State, y, x.row)
	return float64(share * w), err
}
