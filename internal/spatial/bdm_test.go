package spatial

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// naive is one round of the model as it is printed, for the default options with any Q: nothing is kept, nothing ordered.
func naive(is *Issue, x []float64, q float64) []float64 {
	n := len(x)
	d := slices.Max(x) - slices.Min(x)
	start := make([]float64, n)
	for i := range is.Actors {
		start[i] = is.Actors[i].Position
	}
	d = max(d, slices.Max(start)-slices.Min(start)) // the span before the first round
	now := Issue{Lo: is.Lo, Hi: is.Hi, Actors: slices.Clone(is.Actors)}
	for i := range x {
		now.Actors[i].Position = x[i]
	}
	mu, _ := Median(&now)
	chance := func(i, j int) float64 {
		up, all := 0.0, 0.0
		for k, a := range now.Actors {
			v := a.Weight() * (math.Abs(x[k]-x[j]) - math.Abs(x[k]-x[i]))
			if v > 0 {
				up += v
			}
			all += math.Abs(v)
		}
		return up / all
	}
	eu := func(i, j int, r float64) float64 {
		g := math.Abs(x[i]-x[j]) / d
		m := (math.Abs(x[i]-mu) + math.Abs(x[i]-x[j])) / d
		us, uf := 2-4*math.Pow(0.5-0.5*g, r), 2-4*math.Pow(0.5+0.5*g, r)
		ub, uw := 2-4*math.Pow(max(0, 0.5-0.25*m), r), 2-4*math.Pow(0.5+0.25*m, r)
		stay := uw
		if math.Abs(x[i]-mu) < math.Abs(x[i]-x[j]) {
			stay = ub
		}
		p := 0.5
		if x[i] != x[j] {
			p = chance(i, j)
		}
		s := now.Actors[j].Salience
		return s*(p*us+(1-p)*uf) + (1-s)*us - q*(2-4*math.Pow(0.5, r)) - (1-q)*stay
	}
	security := make([]float64, n)
	for i := range n {
		for j := range n {
			if i != j {
				security[i] += eu(j, i, 1)
			}
		}
	}
	r := make([]float64, n)
	for i := range n {
		r[i] = 1
		if low, high := slices.Min(security), slices.Max(security); high-low > 1e-9 {
			b := (2*security[i] - high - low) / (high - low)
			r[i] = (1 - b/3) / (1 + b/3)
		}
	}
	out := slices.Clone(x)
	for i := range n {
		best, move := 0.0, 0.0
		for j := range n {
			a, b := eu(i, j, r[i]), eu(j, i, r[j])
			to := x[i]
			switch {
			case x[i] == x[j]:
			case a > 0 && b > a:
				to = x[j]
			case a < 0 && b > 0 && b >= -a:
				to = x[i] + (x[j]-x[i])*-a/b
			case a < 0 && b > 0:
				to = x[j]
			}
			step := math.Abs(to - x[i])
			if to != x[i] && (best == 0 || b > best*(1+1e-9) || b > best*(1-1e-9) && step < move) {
				best, move, out[i] = b, step, to
			}
		}
	}
	return out
}

func TestBDMIsAsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issues(false, 7).Draw(t, "issue")
		o := DefaultBDM()
		o.Rounds = 1
		o.Q = rapid.SampledFrom([]float64{1, 0.7, 0.5}).Draw(t, "Q")
		trace, err := BDM(&is, o)
		if err != nil {
			t.Fatal(err)
		}
		if len(trace.Rounds) == 1 { // nobody moves
			return
		}
		for i, want := range naive(&is, trace.Rounds[0].Positions, o.Q) {
			if got := trace.Rounds[1].Positions[i]; math.Abs(got-want) > 1e-7 {
				t.Fatalf("actor %d moves to %v, by the printed model to %v", i, got, want)
			}
		}
	})
}

// With every option the positions stay within those of the start, and the exponents within ½ and 2.
func TestBDMBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issues(rapid.Bool().Draw(t, "grid"), 7).Draw(t, "issue")
		o := anyBDM(t)
		trace, err := BDM(&is, o)
		if err != nil {
			t.Fatal(err)
		}
		if len(trace.Rounds) > o.Rounds+1 || !trace.Settled && len(trace.Rounds) != o.Rounds+1 {
			t.Fatalf("%d rounds of %d, settled: %v", len(trace.Rounds), o.Rounds, trace.Settled)
		}
		start := trace.Rounds[0].Positions
		for _, r := range trace.Rounds {
			for i, x := range r.Positions {
				if !(x >= slices.Min(start)-1e-9 && x <= slices.Max(start)+1e-9) {
					t.Fatalf("actor %d stands at %v", i, x)
				}
				if r.Risk != nil && !(r.Risk[i] >= 0.5-1e-12 && r.Risk[i] <= 2+1e-12) {
					t.Fatalf("actor %d has the exponent %v", i, r.Risk[i])
				}
			}
		}
	})
}

func anyBDM(t *rapid.T) BDMOptions {
	pick := func(name string, n int) int { return rapid.IntRange(0, n-1).Draw(t, name) }
	return BDMOptions{
		Q: rapid.Float64Range(0, 1).Draw(t, "Q"), Risk: rapid.Bool().Draw(t, "risk"), Conflict: Conflict(pick("conflict", 2)),
		Capitulation: Capitulation(pick("capitulation", 2)), Span: Span(pick("span", 3)), Denominator: Denominator(pick("denominator", 2)),
		View: View(pick("view", 2)), Voting: Voting(pick("voting", 2)), Order: Order(pick("order", 4)), Rounds: 1 + pick("rounds", 8),
	}
}

// The order of the actors changes nothing under any option, and the shift of the scale neither.
func TestBDMPermuted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issues(true, 7).Draw(t, "issue")
		o := anyBDM(t)
		a, err := BDM(&is, o)
		if err != nil {
			t.Fatal(err)
		}
		turned := is
		turned.Actors = slices.Clone(is.Actors)
		slices.Reverse(turned.Actors)
		b, err := BDM(&turned, o)
		if err != nil {
			t.Fatal(err)
		}
		x, y := a.Rounds[len(a.Rounds)-1], b.Rounds[len(b.Rounds)-1]
		slices.Reverse(y.Positions)
		if x.Median != y.Median || x.Mean != y.Mean || !slices.Equal(x.Positions, y.Positions) {
			t.Fatalf("%+v, turned round %+v", x, y)
		}
	})
}

// Each option is told from the others by some issue: none is without effect.
func TestBDMOptionsMatter(t *testing.T) {
	end := func(is *Issue, change func(*BDMOptions)) []float64 {
		o := DefaultBDM()
		o.Rounds = 3
		change(&o)
		trace, err := BDM(is, o)
		if err != nil {
			t.Fatal(err)
		}
		return trace.Rounds[len(trace.Rounds)-1].Positions
	}
	for name, change := range map[string][2]func(*BDMOptions){
		"Q":            {func(*BDMOptions) {}, func(o *BDMOptions) { o.Q = 0.5 }},
		"risk":         {func(*BDMOptions) {}, func(o *BDMOptions) { o.Risk = false }},
		"conflict":     {func(*BDMOptions) {}, func(o *BDMOptions) { o.Conflict = NobodyYields }},
		"capitulation": {func(o *BDMOptions) { o.Denominator = AllVotes }, func(o *BDMOptions) { o.Denominator, o.Capitulation = AllVotes, NeverYielded }},
		"span":         {func(*BDMOptions) {}, func(o *BDMOptions) { o.Span = ScaleSpan }},
		"denominator":  {func(*BDMOptions) {}, func(o *BDMOptions) { o.Denominator = AllVotes }},
		"order":        {func(*BDMOptions) {}, func(o *BDMOptions) { o.Order = LeastMove }},
		"view":         {func(*BDMOptions) {}, func(o *BDMOptions) { o.View = OneSide }},
		"voting":       {func(*BDMOptions) {}, func(o *BDMOptions) { o.Voting = RiskVotes }},
		"lowest":       {func(o *BDMOptions) { o.Order = ByKind }, func(o *BDMOptions) { o.Order = ByKindLowest }},
		"current span": {func(o *BDMOptions) {}, func(o *BDMOptions) { o.Span = CurrentSpan }},
		"kind":         {func(o *BDMOptions) { o.Order = LeastMove }, func(o *BDMOptions) { o.Order = ByKind }},
	} {
		differs := false
		for seed := range 50 {
			is := issues(false, 7).Example(seed)
			differs = differs || !slices.Equal(end(&is, change[0]), end(&is, change[1]))
		}
		if !differs {
			t.Errorf("%s makes no difference", name)
		}
	}
}

func TestBDMErrors(t *testing.T) {
	is := Issue{Name: "x", Lo: 0, Hi: 100, Actors: []Actor{{"a", 1, 1, 40}}}
	for _, change := range []func(*BDMOptions){
		func(o *BDMOptions) { o.Q = math.NaN() }, func(o *BDMOptions) { o.Q = -1 }, func(o *BDMOptions) { o.Rounds = 0 },
		func(o *BDMOptions) { o.Rounds = MaxRounds + 1 }, func(o *BDMOptions) { o.Order = 4 }, func(o *BDMOptions) { o.Span = -1 },
	} {
		o := DefaultBDM()
		change(&o)
		if _, err := BDM(&is, o); err == nil {
			t.Errorf("%+v is taken", o)
		}
	}
}
