package sensitivity

import (
	"cmp"
	"slices"
)

// fill turns what was found into the answer.
func (q *question) fill() {
	a := q.a
	if q.base != nil {
		q.fillAnswer()
	}
	for i, in := range q.g.Case.Inputs {
		if in.Dist.Constant() {
			continue
		}
		a.Inputs = append(a.Inputs, Input{
			Input: in.Path, Label: name(in), Line: in.Place.Line, Cited: in.Cited(), Note: in.Note, Status: Apart, Median: in.Dist.Median(),
			Span: [2]float64{in.Dist.Quantile(least), in.Dist.Quantile(most)}, index: i,
		})
	}
	slices.SortFunc(a.Inputs, func(x, y Input) int { return cmp.Compare(x.Input, y.Input) })
	at := make(map[int]*Input, len(a.Inputs))
	for k := range a.Inputs {
		at[a.Inputs[k].index] = &a.Inputs[k]
	}
	q.fillFactors(at)
	q.fillElementary(at)
	q.fillSingles(at)
	q.fillRest()
	rank(a.Inputs)
}

// fillAnswer is the answer itself, over the draws that are done.
func (q *question) fillAnswer() {
	q.a.Mean = meanOf(q.drawn())
	q.fillDice()
	y := q.base.A.One
	if q.number() {
		gain := q.d.Interval(y)
		q.a.Gain = &gain
		return
	}
	yes := make([]bool, len(y))
	for r := range q.d.Done {
		yes[r] = y[r] > 0
	}
	chance := q.d.Probability(yes)
	q.a.Chance = &chance
}

// fillFactors writes the indices of the factors; those of an answer that does not vary are zero.
func (q *question) fillFactors(at map[int]*Input) {
	measured := q.indices()
	kept := map[int]bool{}
	for _, f := range q.kept {
		kept[f] = true
	}
	for f, members := range q.factors {
		if x := measured[f]; x != nil {
			q.fillParts(at, f, x)
		}
		for _, i := range members {
			in := at[i]
			for _, j := range members {
				if j != i {
					in.Together = append(in.Together, q.g.Case.Inputs[j].Path)
				}
			}
			switch x := measured[f]; {
			case x != nil:
				in.Status = Measured
				in.First, in.FirstRange, in.FirstNoise = &x.First.Value, &[2]float64{x.First.Low, x.First.High}, !x.First.AboveFirst(len(measured))
				in.Total, in.TotalRange = &x.Total.Value, &[2]float64{x.Total.Low, x.Total.High}
				if q.seen(x, len(measured)) {
					in.Rank = 1 // until they are ranked
				}
			case q.settled && !q.a.Varies:
				in.Status, in.First, in.Total, in.FirstNoise = Measured, new(float64), new(float64), true
				if len(members) > 1 {
					in.Shapley = new(float64)
				}
			case q.unseen:
				in.Status, in.FirstNoise = Unseen, true
			case q.frozen != nil && !kept[f]:
				in.Status = Screened
			default:
				in.Status = Stopped
			}
		}
	}
	for _, in := range at {
		if in.Status == Apart {
			in.First, in.Total, in.FirstNoise = new(float64), new(float64), true
		}
	}
}

// fillElementary writes what the screening found.
func (q *question) fillElementary(at map[int]*Input) {
	if q.screening == nil || q.screening.Effects == nil {
		return
	}
	out := &Screen{Trajectories: min(trajectories, q.d.Done), Levels: effectLevels, Evaluated: q.screened, Factors: len(q.factors)}
	for f, e := range q.screening.Effects {
		if e.Changed > 0 {
			out.Changed++
		}
		for _, i := range q.factors[f] {
			in := &Elementary{Star: e.Star, Changed: e.Changed}
			if len(q.factors[f]) == 1 {
				in.Mean, in.Deviation = &e.Mean, &e.Deviation
			}
			at[i].Elementary = in
		}
	}
	q.a.Screening = out
}

// indices are those of the factors that were measured.
func (q *question) indices() map[int]*Index {
	measured := map[int]*Index{}
	for k, f := range q.kept {
		if q.frozen != nil {
			if x, ok := Indices(q.done(k)); ok {
				measured[f] = &x
			}
		}
	}
	q.alone(measured)
	return measured
}

// seen reports whether a factor is ranked. With dice the total of one without effect may be noise, so that there is luck among many; and
// the first may be known where the total is not, which is no less.
func (q *question) seen(x *Index, tests int) bool {
	if q.dice != nil {
		return x.Total.AboveFirst(2*tests) || x.First.AboveFirst(2*tests)
	}
	return x.Total.AboveTotal()
}

// alone replaces the first-order indices of inputs that are correlated with no other by the closer ones.
func (q *question) alone(measured map[int]*Index) {
	var inputs, of []int
	for _, f := range q.kept {
		if members := q.factors[f]; len(members) == 1 && measured[f] != nil {
			inputs, of = append(inputs, members[0]), append(of, f)
		}
	}
	for k, e := range q.design.Alone(q.base.head(q.d.Done), inputs) {
		measured[of[k]].First = e
	}
	for _, x := range measured { // estimated apart, they may cross; what they estimate does not
		if x.First.AboveFirst(len(measured)) {
			x.Total.Value, x.Total.High = max(x.Total.Value, x.First.Value), max(x.Total.High, x.First.Value)
		}
	}
}

// fillSingles writes what is of each input alone: percentiles, tipping values and the value of learning.
func (q *question) fillSingles(at map[int]*Input) {
	for i, t := range q.columns {
		y, done := q.drawn(), min(q.d.Done, len(t.low))
		lo, hi := shifted(y, t.low[:done]), shifted(y, t.high[:done])
		at[i].Low, at[i].High = &lo, &hi
	}
	for i, t := range q.tips {
		in := at[i]
		inside := t.Value >= in.Span[0] && t.Value <= in.Span[1]
		in.Tipping, in.TippingSide, in.InRange = &t.Value, t.Side, &inside
	}
	for i, t := range q.evens {
		at[i].Even, at[i].EvenSide = &t.Value, t.Side
	}
	q.fillFlips(at)
	if q.number() || q.frozen == nil {
		return
	}
	inputs, raw, kinds := q.members(), q.base.head(q.d.Done), 2
	if q.raw != nil {
		raw, kinds = q.raw.head(q.d.Done), q.dice.kinds()
	}
	for k, l := range q.design.Learning(raw.A, raw.B, kinds, inputs) {
		if v := l.Value; l.Above(len(inputs)) {
			at[inputs[k]].Learning = &v
		} else {
			at[inputs[k]].Learning = new(float64)
		}
	}
}

// fillRest bounds what the inputs that were screened out can do.
func (q *question) fillRest() {
	q.a.Rest = Rest{Screened: len(q.rest), Apart: q.apart}
	if len(q.rest) == 0 || q.frozen == nil {
		return
	}
	a, b, column := q.done(len(q.kept))
	x, ok := Indices(a, b, column)
	if !ok {
		return
	}
	most := x.Total.High
	if !q.number() {
		most = max(most, atMost(a, b, column))
	}
	q.a.Rest.Total, q.a.Rest.AtMost = &x.Total.Value, &most
}

// rank orders the inputs by total, those above the noise first, the others by path, and numbers the former. Correlated inputs share
// a rank, the one with the larger part first.
func rank(inputs []Input) {
	slices.SortStableFunc(inputs, func(x, y Input) int {
		if x.Rank != y.Rank {
			return y.Rank - x.Rank
		}
		if x.Rank == 0 {
			return 0
		}
		return cmp.Or(cmp.Compare(*y.Total, *x.Total), cmp.Compare(x.group(), y.group()), cmp.Compare(y.part(), x.part()))
	})
	place := 0
	for k := range inputs {
		if inputs[k].Rank == 0 {
			return
		}
		if k == 0 || !slices.Contains(inputs[k].Together, inputs[k-1].Input) {
			place = k + 1
		}
		inputs[k].Rank = place
	}
}

// group names the group of correlated inputs: its first member.
func (in *Input) group() string {
	if len(in.Together) > 0 {
		return min(in.Input, in.Together[0])
	}
	return in.Input
}

func (in *Input) part() float64 {
	if in.Shapley == nil {
		return 0
	}
	return *in.Shapley
}
