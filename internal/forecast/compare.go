package forecast

import (
	"math"

	"parley/internal/wording"
)

// pairs counts the same runs of two variants of a case by how each is filed.
type pairs struct {
	n             int
	before, after []int
	gained, lost  []int // runs filed under an ending by the second alone, by the first alone
	moved         int
}

func newPairs(endings int) *pairs {
	return &pairs{before: make([]int, endings+1), after: make([]int, endings+1), gained: make([]int, endings+1), lost: make([]int, endings+1)}
}

func (p *pairs) add(before, after int) {
	p.n++
	p.before[before]++
	p.after[after]++
	if before != after {
		p.moved++
		p.lost[before]++
		p.gained[after]++
	}
}

// comparison words the counts.
func (p *pairs) comparison(what string, names []string) *Comparison {
	if p.n == 0 {
		return nil
	}
	c := &Comparison{What: what, Runs: p.n, Moved: share(p.moved, p.n), Scenarios: []Difference{}}
	most := 0.0
	for k, name := range names {
		d := Difference{Name: name, Before: share(p.before[k], p.n), After: share(p.after[k], p.n)}
		d.Difference = float64(p.gained[k]-p.lost[k]) / float64(p.n)
		d.Interval = paired(p.gained[k], p.lost[k], p.n)
		c.Scenarios = append(c.Scenarios, d)
		if size := math.Abs(d.Difference); size > most {
			most, c.Largest = size, name
		}
	}
	return c
}

// difference finds a scenario's difference.
func (c *Comparison) difference(name string) *Difference {
	for k := range c.Scenarios {
		if c.Scenarios[k].Name == name {
			return &c.Scenarios[k]
		}
	}
	return nil
}

// z95 is the 95th percentile of the standard normal.
const z95 = 1.6448536269514722

// paired is the 90 % interval of a difference of two shares of the same n runs, of which some changed one way and some the other: that of
// Agresti and Min, Statistics in Medicine 24 (2005), which adds half a run to each of the four kinds of pair. It holds the difference.
func paired(gained, lost, n int) [2]float64 {
	d, m := float64(gained-lost)/float64(n), float64(n)+2
	b, c := float64(gained)+0.5, float64(lost)+0.5
	half := z95 * math.Sqrt(max(0, b+c-(b-c)*(b-c)/m)) / m
	mid := (b - c) / m
	return [2]float64{max(-1, min(d, mid-half)), min(1, max(d, mid+half))}
}

// points says a difference of chances: "+12 points (+9 to +15)"; halves of a point are kept below ten.
func (d *Difference) points() string {
	return inPoints(d.Difference) + " points (" + inPoints(d.Interval[0]) + " to " + inPoints(d.Interval[1]) + ")"
}

func inPoints(v float64) string { return wording.Signed(100*v, 0) }
