package game

import "math"

// Tick is a value in units of 1e-12 points.
type Tick = int64

const (
	ticksPerPoint = 1e12
	// GridTicks is one step of the 1e-9 grid on which values are compared.
	GridTicks = 1000
	// NoThreshold is below every value a party can have.
	NoThreshold Tick = math.MinInt64 / 4
	// NoCap is above every value a party can have.
	NoCap Tick = math.MaxInt64 / 4
	// maxPoints bounds the sum of a party's values so that Ticks cannot overflow.
	maxPoints = 1e6
)

// ToTicks rounds points to Ticks.
func ToTicks(points float64) Tick { return Tick(math.Round(points * ticksPerPoint)) }

// Points converts back.
func Points(t Tick) float64 { return float64(t) / ticksPerPoint }

// Grid rounds a value to the 1e-9 grid; values are equal, or one is larger, as their Grids are.
func Grid(t Tick) int64 {
	if t >= 0 {
		return (t + GridTicks/2) / GridTicks
	}
	return -((-t + GridTicks/2 - 1) / GridTicks)
}

// gridFloor is the smallest Tick with the given Grid: v ≥ w on the grid iff v ≥ gridFloor(Grid(w)).
func gridFloor(grid int64) Tick { return grid*GridTicks - GridTicks/2 }

// AtLeast is the threshold that v must reach to be at least w on the grid.
func AtLeast(w Tick) Tick {
	if w <= NoThreshold {
		return NoThreshold
	}
	return gridFloor(Grid(w))
}

// gainTicks is the least gain that counts as one: a millionth of a point. It is well above the grid, so that parties
// with exactly opposed interests are seen to have nothing to settle.
const gainTicks = 1_000_000

// Gains is the threshold that v must reach to be a gain over w.
func Gains(w Tick) Tick { return AtLeast(w) + gainTicks }

// Above is the threshold that v must reach to be more than w on the grid.
func Above(w Tick) Tick { return gridFloor(Grid(w) + 1) }

// Value is U_p(s).
func (n *Numbers) Value(p int, s State) Tick {
	return min(n.g.ValueAt(n, p, s), n.Caps[p])
}

// ValueAfter is U_p(to), given the value of from without p's cap, as ValueAt has it, and how the two differ.
func (n *Numbers) ValueAfter(p int, whole Tick, from, to State, c *Change) Tick {
	g := n.g
	whole += n.unaryChange(p, c)
	for _, f := range g.Parties[p].factors {
		if f.near&c.near != 0 {
			whole += n.part(f.factor, to) - n.part(f.factor, from)
		}
	}
	return min(whole, n.Caps[p])
}

// unaryChange is what the change of single issues adds to the value.
func (n *Numbers) unaryChange(p int, c *Change) Tick {
	var v Tick
	values := n.Unary[p]
	for _, x := range c.rows {
		v += values[x.to] - values[x.from]
	}
	return v
}

// ValueFrom is U_p(s) when the state in force is base instead of n.Base: payments made once on a transition are
// counted from there.
func (n *Numbers) ValueFrom(p int, s, base State) (Tick, error) {
	v := n.Value(p, s)
	for i := range n.g.Parties[p].once {
		t := &n.g.Parties[p].once[i]
		before, err := t.value(n.Vars, s, n.Base)
		if err != nil {
			return 0, err
		}
		now, err := t.value(n.Vars, s, base)
		if err != nil {
			return 0, err
		}
		v += ToTicks(now) - ToTicks(before)
	}
	return v, nil
}

// IssuePart is what issue i alone adds to the value of s for p, terms left out.
func (n *Numbers) IssuePart(p, i int, s State) Tick {
	return n.Unary[p][n.g.Offset[i]+int(s[i])]
}

// OwnParts is what issue i adds to the value for p, by option, with terms that rest on the issue and on no other. It overwrites dst.
func (n *Numbers) OwnParts(p, i int, dst []Tick) []Tick {
	dst = append(dst[:0], n.Unary[p][n.g.Offset[i]:n.g.Offset[i+1]]...)
	for _, f := range n.g.Parties[p].factors {
		if on := n.g.Factors[f.factor].Issues; len(on) == 1 && on[0] == i {
			for o, v := range n.Table(f.factor) {
				dst[o] += v
			}
		}
	}
	return dst
}

// part is what a factor adds at s.
func (n *Numbers) part(f int, s State) Tick {
	c := n.g.Factors[f].Encode(s)
	if n.known[f] != nil {
		return n.cell(f, c)
	}
	return n.Tables[f][c]
}

// FactorPart returns the value of every multi-issue term group of p at s, with the issues it rests on.
func (n *Numbers) FactorPart(p int, s State, yield func(scope []int, v Tick)) {
	for _, f := range n.g.Parties[p].factors {
		yield(n.g.Factors[f.factor].Issues, n.part(f.factor, s))
	}
}
