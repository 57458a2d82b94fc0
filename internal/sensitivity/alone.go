package sensitivity

// Bins of an input's ranks for its first-order index: at most so many, and none with fewer runs on average.
const (
	aloneBins = 32
	aloneRuns = 25
)

// Alone estimates the first-order indices of single inputs, independent of the others, from the two draws of Base, which cost
// nothing more. Runs fall into bins by the input's rank; the variance between bins is taken without bias, from pairs of different runs in
// the same bin (Plischke, Borgonovo and Smith 2013 use the plain one). For small indices this is closer by far than Indices, whose error
// shrinks with the total effect and not with the first. What an input does within a thirty-second of its ranks is not seen.
// Different runs have dice of their own, so that pairs of them are free of what dice do, too.
// The result is nil where the inputs are not seen to move the answer or there are fewer than 40 runs.
func (d *Design) Alone(c *Columns, inputs []int) []Estimate {
	n := len(c.A.One)
	if n < fewest || !moved(c.A, c.B) {
		return nil
	}
	bins := min(aloneBins, max(2, 2*n/aloneRuns))
	cells := make([][blocks][]cell, len(inputs))
	for k := range cells {
		for b := range cells[k] {
			cells[k][b] = make([]cell, bins)
		}
	}
	centre, scale := standard(c.A, c.B)
	u := make([]float64, d.Inputs)
	for run := range n {
		for draw, column := range [2]Column{c.A, c.B} {
			d.Uniform(run+draw*second, u)
			pair := column.at(run).from(centre, scale)
			y := pair.mean()
			for k, i := range inputs {
				cells[k][run*blocks/n][min(bins-1, int(u[i]*float64(bins)))].add(cell{1, y, y * y, pair[0] * pair[1]}, 1)
			}
		}
	}
	out := make([]Estimate, len(inputs))
	for k := range inputs {
		out[k] = between(&cells[k])
	}
	return out
}

// cell holds the number, the sum and the sum of squares of some answers, and that of the products of each with its second throw.
type cell struct{ n, sum, squares, products float64 }

func (c *cell) add(o cell, sign float64) {
	c.n += sign * o.n
	c.sum += sign * o.sum
	c.squares += sign * o.squares
	c.products += sign * o.products
}

// square estimates the square of the mean without bias, from pairs of different answers.
func (c *cell) square() float64 {
	if c.n < 2 {
		return 0
	}
	return (c.sum*c.sum - c.squares) / (c.n * (c.n - 1))
}

// between is the variance between bins as a share of the whole, by block and bin.
func between(parts *[blocks][]cell) Estimate {
	whole := make([]cell, len(parts[0]))
	for b := range parts {
		for k, c := range parts[b] {
			whole[k].add(c, 1)
		}
	}
	var without [blocks]float64
	rest := make([]cell, len(whole))
	for b := range parts {
		copy(rest, whole)
		for k, c := range parts[b] {
			rest[k].add(c, -1)
		}
		without[b] = betweenBins(rest)
	}
	return jackknife(betweenBins(whole), without[:])
}

func betweenBins(bins []cell) float64 {
	var all cell
	sum := 0.0
	for k := range bins {
		all.add(bins[k], 1)
		sum += bins[k].n * bins[k].square()
	}
	variance := all.products/all.n - all.square()
	if !(variance > 1e-12*all.products/all.n) {
		return 0
	}
	return (sum/all.n - all.square()) / variance
}
