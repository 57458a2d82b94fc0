package sensitivity

// Twice is the answer at one point with two independent streams of dice. One that throws none is the same twice.
type Twice [2]float64

// mean is the middle of the two; of an answer that is the same twice, that answer to the last bit.
func (y Twice) mean() float64 { return y[0] + (y[1]-y[0])/2 }

// from counts both from a centre, in units of scale.
func (y Twice) from(centre, scale float64) Twice {
	return Twice{(y[0] - centre) / scale, (y[1] - centre) / scale}
}

// Column are answers by run. Where no dice are thrown Two is One itself.
type Column struct{ One, Two []float64 }

func newColumn(n int, dice bool) Column {
	one := make([]float64, n)
	if !dice {
		return Column{one, one}
	}
	return Column{one, make([]float64, n)}
}

func (c Column) at(run int) Twice { return Twice{c.One[run], c.Two[run]} }

func (c Column) set(run int, y Twice) { c.One[run], c.Two[run] = y[0], y[1] }

// head is the leading n runs.
func (c Column) head(n int) Column { return Column{c.One[:n], c.Two[:n]} }

// thrown reports whether dice were thrown for it.
func (c Column) thrown() bool { return len(c.One) > 0 && &c.One[0] != &c.Two[0] }

// means are the middles by run.
func (c Column) means() []float64 {
	if !c.thrown() {
		return c.One
	}
	out := make([]float64, len(c.One))
	for run := range out {
		out[run] = c.at(run).mean()
	}
	return out
}

// second is where the runs of the second, independent draw of the inputs begin, and likewise those of further dice: beyond any first.
const second = 1 << 24

// Point is where an answer is evaluated.
type Point struct {
	Values []float64
	Run    int
	Draw   int  // whose dice are thrown: 0, those of the run's first draw, which its variants share; 1, those of its second
	Begin  bool // it is a draw and no variant of one
	Own    bool // and the first of the run, as Uniform and Values make it
	Once   bool // with dice: the first stream alone is wanted, and stands for both
}

// dice is the number of the run whose throws are those of a stream, 0 or 1. The first stream of a run's first draw has the run's own, so
// that the answer there is that of any other question about the run.
func (p *Point) dice(stream int) int { return p.Run + (2*p.Draw+stream)*second }

// throws is how many evaluations an answer with dice takes there.
func (p *Point) throws() int64 {
	if p.Once {
		return 1
	}
	return 2
}

// Eval is the answer at a point. It may rely on being given a run's own draw before variants of it, where no dice are thrown.
type Eval func(p Point) (Twice, error)
