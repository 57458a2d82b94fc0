package game

import "math"

// Pressed tells whether the course of a track, without noise and jumps, would carry it beyond one of its bounds within dt months of
// the moment given by vars, in state s: −1 below its least, +1 above its most, 0 neither. While it is pressed, the pace of its
// course changes nothing. The error is a *ValueError.
func (g *Game) Pressed(track int, vars []float64, s State, dt float64) (int, error) {
	t := g.analyst.tracks[track]
	lowest, highest := t.lowest, t.highest
	t.lowest, t.highest = nil, nil
	v, err := t.after(g.TrackAt(track), vars, s, dt, 0)
	if err != nil {
		return 0, err
	}
	slack := 1e-9 * max(1, math.Abs(v))
	if lowest != nil && v < lowest.eval(vars, s)-slack {
		return -1, nil
	}
	if highest != nil && v > highest.eval(vars, s)+slack {
		return 1, nil
	}
	return 0, nil
}

// Flows reports whether some value of p, beyond what is paid once, changes as the clock runs while the state stays.
func (g *Game) Flows(p int) bool { return len(g.Parties[p].flows) > 0 }
