package sensitivity

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// blocks is how many blocks of consecutive runs the jackknife leaves out in turn; fewest runs make indices at all.
const (
	blocks = 20
	fewest = 2 * blocks
)

// Estimate is an index with the 90 % interval that the number of runs leaves open. Interval and Value are cut to 0–1;
// Raw is not.
type Estimate struct {
	Value, Low, High float64
	Raw, Deviation   float64 // before cutting, and its standard error
}

// Index is how much of an answer's variance one factor carries: alone (First), and with all its interactions (Total).
type Index struct{ First, Total Estimate }

// Indices estimates the Sobol' indices of a factor from three columns of answers over the same runs: a and b at two
// independent draws of all factors, with dice of their own, ab at the draw and dice of a with this factor taken from b. ok is false
// where the inputs are not seen to move the answers, or there are fewer than 40 runs; the indices are then zero.
//
// Total is Jansen's (1999), half the mean square of a − ab. First is the mean of (b − m)(ab − m) − c·(b − m)(a − m), whose
// second part has mean zero: c = 1 is the estimator of Saltelli and others (2010), c = 0 that of Homma and Saltelli (1996). c is
// the regression coefficient, cut to 0–1, so that it is at least as good as either. Bias is taken out, and the standard error
// made, by leaving out one block of runs at a time (Quenouille, Tukey).
//
// Squares are products of the answers with the two streams of dice, so that the expectation of each is that of the mean over dice,
// squared: variance and shares are those of the mean given the inputs.
func Indices(a, b, ab Column) (Index, bool) {
	first, total, ok := estimates(a, b, ab)
	if !ok {
		return Index{}, false
	}
	return Index{first.jackknife(), total.jackknife()}, true
}

// leaving is an estimate from all runs, and from all but one block of them at a time.
type leaving struct {
	whole   float64
	without [blocks]float64
}

func (l *leaving) jackknife() Estimate { return jackknife(l.whole, l.without[:]) }

// estimates are the plain estimates of the indices.
func estimates(a, b, ab Column) (first, total leaving, ok bool) {
	n := len(a.One)
	if n < fewest || !moved(a, b) {
		return first, total, false
	}
	centre, scale := standard(a, b)
	parts, whole := make([]moments, blocks), moments{}
	for r := range n {
		k := r * blocks / n
		parts[k].add(a.at(r).from(centre, scale), b.at(r).from(centre, scale), ab.at(r).from(centre, scale))
	}
	for k := range parts {
		whole.join(&parts[k], 1)
	}
	c := control(a, b, ab, centre, scale)
	first.whole, total.whole = whole.indices(c)
	for k := range parts {
		rest := whole
		rest.join(&parts[k], -1)
		first.without[k], total.without[k] = rest.indices(c)
	}
	return first, total, true
}

// constant reports whether all answers are the same.
func constant(columns ...Column) bool {
	for _, c := range columns {
		for r := range c.One {
			if first := columns[0].One[0]; c.One[r] != first || c.Two[r] != first {
				return false
			}
		}
	}
	return true
}

func mean(a, b Column) float64 {
	sum := 0.0
	for r := range a.One {
		sum += a.at(r).mean() + b.at(r).mean()
	}
	return sum / float64(2*len(a.One))
}

// standard is the mean of two columns that are not constant and the largest distance from it: answers are counted in such
// units, so that no square is lost below or beyond what a number can hold.
func standard(a, b Column) (centre, scale float64) {
	centre = mean(a, b)
	for _, c := range [...][]float64{a.One, a.Two, b.One, b.Two} {
		for _, y := range c {
			scale = max(scale, math.Abs(y-centre))
		}
	}
	return centre, max(scale, math.SmallestNonzeroFloat64)
}

// moments are sums over runs of the centred answers and of their products.
type moments struct {
	n, a, b, ab          float64
	squares, cross, base float64 // a² + b², b·ab, b·a
	change               float64 // (a − ab)²
	spread               float64 // a² + b² of the answers themselves, what the dice do included
}

func (m *moments) add(a, b, ab Twice) {
	m.n++
	m.a += a.mean()
	m.b += b.mean()
	m.ab += ab.mean()
	m.squares += a[0]*a[1] + b[0]*b[1]
	m.cross += b.mean() * ab.mean()
	m.base += b.mean() * a.mean()
	m.change += (a[0] - ab[0]) * (a[1] - ab[1])
	m.spread += (a[0]*a[0] + a[1]*a[1] + b[0]*b[0] + b[1]*b[1]) / 2
}

func (m *moments) join(o *moments, sign float64) {
	m.n += sign * o.n
	m.a += sign * o.a
	m.b += sign * o.b
	m.ab += sign * o.ab
	m.squares += sign * o.squares
	m.cross += sign * o.cross
	m.base += sign * o.base
	m.change += sign * o.change
	m.spread += sign * o.spread
}

// indices are the two estimates; zero where what is left of the sample does not vary.
func (m *moments) indices(c float64) (first, total float64) {
	centre := (m.a + m.b) / (2 * m.n)
	variance := m.squares/(2*m.n) - centre*centre
	if !(variance > 1e-12*(m.squares/(2*m.n))) {
		return 0, 0
	}
	shared := m.cross/m.n - centre*(m.b+m.ab)/m.n + centre*centre
	none := m.base/m.n - centre*(m.b+m.a)/m.n + centre*centre
	return (shared - c*none) / variance, m.change / (2 * m.n * variance)
}

// control is the coefficient of the part whose mean is known to be zero.
func control(a, b, ab Column, centre, scale float64) float64 {
	var p, q, qq, pq float64
	n := float64(len(a.One))
	for r := range a.One {
		left := (b.at(r).mean() - centre) / scale
		x, y := left*(ab.at(r).mean()-centre)/scale, left*(a.at(r).mean()-centre)/scale
		p, q, qq, pq = p+x, q+y, qq+y*y, pq+x*y
	}
	spread := qq - q*q/n
	if !(spread > 0) {
		return 1
	}
	return min(1, max(0, (pq-p*q/n)/spread))
}

// jackknife takes the bias out of an estimate and adds its interval: Student's t with one degree of freedom less than blocks.
func jackknife(whole float64, without []float64) Estimate {
	g, sum := float64(len(without)), 0.0
	for _, v := range without {
		sum += v
	}
	middle, squares := sum/g, 0.0
	for _, v := range without {
		squares += (v - middle) * (v - middle)
	}
	raw, deviation := g*whole-(g-1)*middle, math.Sqrt((g-1)/g*squares)
	half := student(0.95) * deviation
	return Estimate{Value: unit(raw), Low: unit(raw - half), High: unit(raw + half), Raw: raw, Deviation: deviation}
}

func unit(v float64) float64 { return min(1, max(0, v)) }

// student is the quantile at p, at least 0.5, of Student's t for the jackknife's blocks.
func student(p float64) float64 {
	const degrees = blocks - 1
	x := mathext.InvRegIncBeta(degrees/2.0, 0.5, 2*(1-p))
	return math.Sqrt(degrees * (1 - x) / x)
}

// familyLevel is the chance that noise alone lifts the first-order index of any of the inputs above its noise.
const familyLevel = 0.05

// AboveFirst reports whether a first-order index, or with dice a total, is above its noise, being one of so many that are tested.
func (e Estimate) AboveFirst(tests int) bool {
	return e.Raw > student(1-familyLevel/float64(max(1, tests)))*e.Deviation && e.Raw > 0
}

// AboveTotal reports whether a total index is above its noise, where no dice are thrown. A factor without effect has exactly zero, so
// there is no luck among many to guard against; what is asked is whether its size is known at all.
func (e Estimate) AboveTotal() bool { return e.Low > 0 }
