package sensitivity

import (
	"cmp"
	"context"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"parley/internal/ask"
	"parley/internal/ensemble"
)

// Limits of a look.
const (
	lookDraws   = 400 // draws that are answered where none are at hand
	lookRuns    = 300 // runs with an input set, to bear out where the answer turns
	lookTurning = 2   // inputs for which that is tried
	lookNamed   = 12  // inputs that are listed, at most
)

// LookArgs say what is looked at.
type LookArgs struct {
	Of      string   // as in Args
	Sources []Source // likewise
	Filed   []int    // the outcome of each leading run, where those runs have been made; nil: some draws are answered
}

// Look is what would change an answer as far as runs that were made for it anyway tell, and a few more. Each input stands for itself: its
// first-order effect is seen, and not what it does with others only. Ask measures that, at many times the price.
type Look struct {
	Of        Of        `json:"of"`
	Leading   string    `json:"leading,omitempty"` // of several outcomes the likeliest
	Chance    float64   `json:"chance"`            // of that, or of yes
	Runs      int       `json:"runs"`              // at hand
	Evaluated int64     `json:"evaluated"`         // made for this
	Inputs    []Glimpse `json:"inputs"`            // those whose effect is above the noise, the strongest first, twelve at most
	Summary   []string  `json:"summary"`
}

// Glimpse is what is seen of one input.
type Glimpse struct {
	Input       string     `json:"input"`
	Label       string     `json:"label"`
	Line        int        `json:"line"`
	Unit        string     `json:"unit,omitempty"`
	Cited       bool       `json:"cited"`
	Note        string     `json:"note,omitempty"`
	Private     string     `json:"private,omitempty"` // the party that alone knows it
	First       float64    `json:"first"`             // share of the variance between runs, dice included, that goes when it is known
	FirstRange  [2]float64 `json:"first-range"`
	Span        [2]float64 `json:"span"`
	Low         float64    `json:"low"`  // the chance where it is at its 10th percentile, from the runs at hand
	High        float64    `json:"high"` // at its 90th
	Tipping     *float64   `json:"tipping"`
	TippingSide Side       `json:"tipping-side,omitempty"`
	TippingTo   string     `json:"tipping-to,omitempty"`
	Learning    float64    `json:"learning"` // 0 where it is below the noise

	index int
}

// looker is a look under way.
type looker struct {
	*model
	n      int // runs at hand, an even number
	filed  []int
	design *Design
	kinds  int
	lead   int // the likeliest outcome
	work   func() func(values []float64, run int) (float64, error)
}

// Glance looks. After an interruption it gives what there is, with the context's error; nil where nothing is at hand. Other errors are
// those of Ask.
func Glance(ctx context.Context, d *ask.Draws, args LookArgs) (*Look, error) {
	t, err := find(ctx, d, args.Of, args.Sources...)
	if err != nil {
		return nil, err
	}
	q := &looker{model: &model{target: t, d: d}, filed: args.Filed, kinds: 2}
	q.work = q.answers()
	if t.dice != nil {
		q.kinds = t.dice.kinds()
	}
	if q.filed == nil {
		if err := q.file(ctx); err != nil {
			return nil, err
		}
	}
	q.fold()
	l := &Look{Of: t.of(), Runs: q.n, Inputs: []Glimpse{}}
	l.Chance, l.Leading = q.leading()
	if q.n >= 2*fewest {
		err = q.see(ctx, l)
	}
	l.Evaluated = q.evaluated.Load()
	l.Summary = l.summary()
	return l, err
}

// answers makes one worker's function from inputs and the number of a run to the number of its outcome.
func (q *looker) answers() func() func([]float64, int) (float64, error) {
	if q.dice != nil {
		plain := *q.dice
		plain.lead = -1
		return func() func([]float64, int) (float64, error) {
			eval := plain.eval()
			return func(values []float64, run int) (float64, error) {
				q.evaluated.Add(1)
				y, err := eval(Point{Values: values, Run: run, Once: true})
				return y[0], err
			}
		}
	}
	return func() func([]float64, int) (float64, error) {
		eval := q.eval()
		return func(values []float64, run int) (float64, error) {
			y, err := eval(Point{Values: values, Run: run, Begin: true})
			if y[0] > 0 {
				return 1, err
			}
			return 0, err
		}
	}
}

// file answers some draws.
func (q *looker) file(ctx context.Context) error {
	n := min(q.d.Done, lookDraws)
	q.filed = make([]int, n)
	_, err := ensemble.Each(ctx, n, q.d.Jobs, func() func(int) error {
		work, values := q.work(), make([]float64, len(q.g.Case.Inputs))
		return func(run int) error {
			q.d.Inputs(run, values)
			y, err := work(values, run)
			q.filed[run] = int(y)
			return err
		}
	}, nil)
	return err
}

// fold makes of the runs at hand two draws of half as many: of independent runs the one half is as good a second draw of the other as any.
func (q *looker) fold() {
	n := len(q.filed)
	if k := slices.IndexFunc(q.filed, func(k int) bool { return k < 0 || k >= q.kinds }); k >= 0 {
		n = k // left out
	}
	q.n = n / 2 * 2
	half, uniform := q.n/2, q.d.Sampler().Uniform
	q.design = &Design{Inputs: len(q.g.Case.Inputs), Uniform: func(run int, dst []float64) {
		if run >= second {
			run += half - second
		}
		uniform(run, dst)
	}}
}

// leading finds the likeliest outcome; of yes and no, the answer that is not less than one half.
func (q *looker) leading() (chance float64, label string) {
	counts := make([]float64, q.kinds)
	for _, k := range q.filed[:q.n] {
		counts[k] += 1 / float64(q.n)
	}
	q.lead = slices.Index(counts, slices.Max(counts))
	if q.dice != nil && q.dice.outcomes != nil {
		return counts[q.lead], q.dice.outcomes[q.lead]
	}
	return counts[1], ""
}

// columns are the outcomes at the two draws, by number.
func (q *looker) columns() *Columns {
	y := make([]float64, q.n)
	for run := range y {
		y[run] = float64(q.filed[run])
	}
	a, b := y[:q.n/2], y[q.n/2:]
	return &Columns{A: Column{a, a}, B: Column{b, b}}
}

// see finds the inputs whose effect is seen, and where the strongest turn the answer.
func (q *looker) see(ctx context.Context, l *Look) error {
	raw, inputs, of := q.columns(), q.inputs(), q.lead
	if q.dice == nil || q.dice.outcomes == nil {
		of = 1
	}
	y := &Columns{A: raw.A.of(of), B: raw.B.of(of)}
	alone := q.design.Alone(y, inputs)
	lines := q.design.lines(y, inputs)
	var seen []int
	for k := range alone {
		if e := &alone[k]; e.AboveFirst(2*len(inputs)) || lines[k].above(2*len(inputs)) {
			e.Value, e.High = max(e.Value, lines[k].share), max(e.High, lines[k].share)
			seen = append(seen, k)
		}
	}
	slices.SortStableFunc(seen, func(x, y int) int {
		return cmp.Or(cmp.Compare(alone[y].Value, alone[x].Value), cmp.Compare(q.g.Case.Inputs[inputs[x]].Path, q.g.Case.Inputs[inputs[y]].Path))
	})
	var list []int
	for _, k := range seen[:min(len(seen), lookNamed)] {
		list = append(list, inputs[k])
		l.Inputs = append(l.Inputs, q.glimpse(inputs[k], alone[k]))
	}
	curves := q.design.curves(raw.A, raw.B, q.kinds, list)
	for k, learned := range q.design.Learning(raw.A, raw.B, q.kinds, list) {
		if learned.Above(len(inputs)) {
			l.Inputs[k].Learning = learned.Value
		}
		l.Inputs[k].Low, l.Inputs[k].High = unit(curves[k].at(low, of)), unit(curves[k].at(high, of))
	}
	tried := 0
	for k := range l.Inputs {
		crossings := curves[k].crossings(q.lead)
		if len(crossings) == 0 || tried == lookTurning {
			continue
		}
		tried++
		if err := q.turn(ctx, &l.Inputs[k], crossings[0]); err != nil {
			return err
		}
	}
	return nil
}

// line is the straight line of answers on an input's rank: the share of the variance that it explains, without bias, and its slope in
// standard errors of chance.
type line struct{ share, errors float64 }

// above reports whether a slope is above the noise, being one of so many that are tested. Of a first-order effect that is small and goes
// one way it sees a quarter of what the variance between bins does.
func (l line) above(tests int) bool {
	return math.Abs(l.errors) > mathext.NormalQuantile(1-familyLevel/2/float64(max(1, tests)))
}

// lines are those of several inputs, over both draws.
func (d *Design) lines(c *Columns, inputs []int) []line {
	n, out := 2*len(c.A.One), make([]line, len(inputs))
	if constant(c.A, c.B) {
		return out
	}
	centre, _ := standard(c.A, c.B)
	xx, xy, x, yy, u := make([]float64, len(inputs)), make([]float64, len(inputs)), make([]float64, len(inputs)), 0.0, make([]float64, d.Inputs)
	for draw, column := range [2]Column{c.A, c.B} {
		for run := range column.One {
			d.Uniform(run+draw*second, u)
			y := column.One[run] - centre
			yy += y * y
			for k, i := range inputs {
				r := u[i] - 0.5
				x[k], xx[k], xy[k] = x[k]+r, xx[k]+r*r, xy[k]+r*y
			}
		}
	}
	for k := range out {
		if spread := xx[k] - x[k]*x[k]/float64(n); spread > 0 && yy > 0 {
			share := xy[k] * xy[k] / spread / yy
			out[k] = line{max(0, share-1/float64(n)), math.Copysign(math.Sqrt(share*float64(n-1)), xy[k])}
		}
	}
	return out
}

// glimpse is an input and its first-order effect.
func (q *looker) glimpse(i int, e Estimate) Glimpse {
	in := q.g.Case.Inputs[i]
	out := Glimpse{
		Input: in.Path, Label: name(in), Line: in.Place.Line, Unit: in.Unit, Cited: in.Cited(), Note: in.Note, First: e.Value, FirstRange: [2]float64{e.Low, e.High},
		Span: [2]float64{in.Dist.Quantile(least), in.Dist.Quantile(most)}, index: i,
	}
	for k := range q.g.Case.Quantities {
		if x := &q.g.Case.Quantities[k]; x.Private >= 0 && x.Path == in.Path {
			out.Private = q.g.Case.Parties[x.Private].Label
		}
	}
	return out
}

// at is the chance of an outcome at a rank, on the line between the places beside it.
func (c *curve) at(rank float64, outcome int) float64 {
	x := rank/curveStep - 1
	place := max(0, min(curvePlaces-2, int(x)))
	return c[place][outcome] + (x-float64(place))*(c[place+1][outcome]-c[place][outcome])
}
