package positions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/oracle"
	"parley/internal/spatial"
)

func answer(t testing.TB, text string, runs, jobs int) *Answer {
	t.Helper()
	a, err := Ask(context.Background(), oracle.Draws(t, oracle.Must(t, text), runs, jobs), Args{Issue: -1})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func near(t *testing.T, what string, got *float64, want, within float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > within {
		t.Errorf("%s is %v, want %v", what, show(got), want)
	}
}

func show(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}

// Published: the case of 1994 (Scholz, Calbert and Smith 2011, table 2; a year is 100/6 places). The paper cuts its medians after the
// first digit. Of its second round the programs at hand give 9.6 instead of 9.9.
func TestEmissions(t *testing.T) {
	g := oracle.Catalogue(t, "emissions-1994")
	a, err := Ask(context.Background(), oracle.Draws(t, g, 30, 0), Args{Issue: -1})
	if err != nil {
		t.Fatal(err)
	}
	m := a.Issues[0].Models
	years := func(x float64) float64 { return 4 + x*6/100 }
	near(t, "the weighted mean", m.Compromise.Forecast, (7.390-4)/6*100, 0.01)
	near(t, "the median", m.Median.Forecast, 50, 0)
	at := slices.IndexFunc(m.BDM.Readings, func(r Reading) bool { return r.Name == "as the programs of 2011" })
	for round, want := range map[int]float64{1: 8.4, 3: 9.9, 4: 9.9, 5: 9.9, 6: 7.4, 7: 8.8, 8: 9.6} {
		if got := math.Floor(10*years(m.BDM.Readings[at].Medians[round])) / 10; math.Abs(got-want) > 1e-9 {
			t.Errorf("round %d: median %v, published %v", round, got, want)
		}
	}
	if m.Compromise.Nearest != "seven" || m.BDM.Nearest != "ten" {
		t.Errorf("nearest: %s and %s", m.Compromise.Nearest, m.BDM.Nearest)
	}
	if got := a.Issues[0].Apart; got.Low != "smp" || got.High != "bdm" || !slices.Equal(got.Options, []string{"seven", "ten"}) {
		t.Errorf("apart: %+v", got)
	}
	if i := m.Compromise.Interval; i == nil || i[0] != i[1] || i[0] != *m.Compromise.Forecast {
		t.Errorf("nothing is uncertain, and the interval is %v", i)
	}
}

const derived = `parley: 1
case: Derived
parties:
  north: {kind: state, capability: 30}
  south: {kind: state, capability: 10}
  west:  {kind: state, capability: 20}
  east:  {kind: state}
  crowd: {kind: public, capability: 5}
  pact:  {kind: bloc, capability: 7}
issues:
  limit: {none: {place: 10}, half: {place: 40}, zero: {place: 100}, talks: }
  trade: {closed: , free: {place: 0}, all: {place: 100}}
  colour: {old: , new: }
values:
  north:
    limit: {half: 3, zero: -2, talks: 9}
    colour: {new: 6}
    also:
      limit == half and colour == new: 1000
      trade == free: -4
  south:
    limit: {zero: 5}
    trade: {free: 15}
    positions: {limit: {ideal: 20}, trade: {salience: 0.9}}
  west: {positions: {limit: {ideal: 60, salience: 0.5}, trade: {ideal: 30}}}
  east: {limit: {zero: 1}}
  crowd: {colour: {new: 1}}
`

// Ideals and saliences that are not given, worked out by hand from the definition. North: on limit the best option with a place is
// half, the span is 9+2 of 11+4+6 (the term on two issues counts in neither); on trade closed has no place, so of free (−4) and all (0)
// the latter; south cares about limit 5 of 20.
func TestDerived(t *testing.T) {
	a := answer(t, derived, 3, 1)
	type stand struct{ ideal, salience float64 }
	want := map[string]map[string]stand{
		"limit": {"north": {40, 11. / 21}, "south": {20, 0.25}, "west": {60, 0.5}, "crowd": {10, 0}},
		"trade": {"north": {100, 4. / 21}, "south": {0, 0.9}, "crowd": {0, 0}},
	}
	left := map[string]string{
		"limit": "[{east no capability is given} {pact where it stands is not known}]",
		"trade": "[{west only half of where it stands is given, and its values are not known} {east no capability is given} {pact where it stands is not known}]",
	}
	if len(a.Issues) != 2 {
		t.Fatalf("%d issues have a scale, want 2", len(a.Issues))
	}
	for _, is := range a.Issues {
		if len(is.Actors) != len(want[is.Name]) {
			t.Errorf("%s: %d actors", is.Name, len(is.Actors))
		}
		for _, x := range is.Actors {
			w := want[is.Name][x.Party]
			if x.Ideal.At != w.ideal || math.Abs(x.Salience.At-w.salience) > 1e-12 {
				t.Errorf("%s stands on %s at %v with %v, want %+v", x.Party, is.Name, x.Ideal.At, x.Salience.At, w)
			}
		}
		if got := fmt.Sprint(is.Left); got != left[is.Name] {
			t.Errorf("%s leaves out %s", is.Name, got)
		}
	}
	limit := a.Issues[0]
	if got := fmt.Sprint(limit.Actors[0].Derived, limit.Actors[1].Derived, limit.Actors[2].Derived); got != "[ideal salience] [salience] []" {
		t.Errorf("derived: %s", got)
	}
	// 30·11/21·40 + 10·.25·20 + 20·.5·60 over the weights.
	w := []float64{30 * 11. / 21, 2.5, 10}
	near(t, "the compromise", limit.Models.Compromise.Forecast, (w[0]*40+w[1]*20+w[2]*60)/(w[0]+w[1]+w[2]), 1e-9)
	if limit.Today == nil || *limit.Today != 10 || a.Issues[1].Today != nil {
		t.Errorf("today stands at %v and %v", show(limit.Today), show(a.Issues[1].Today))
	}
}

// The levers are what really happens when an input is moved a little.
func TestLevers(t *testing.T) {
	base := answer(t, derived, 1, 1).Issues[0]
	moved := answer(t, strings.Replace(derived, "limit: {ideal: 60, salience: 0.5}", "limit: {ideal: 70, salience: 0.5}", 1), 1, 1).Issues[0]
	heavier := answer(t, strings.Replace(derived, "limit: {ideal: 60, salience: 0.5}", "limit: {ideal: 60, salience: 0.5005}", 1), 1, 1).Issues[0]
	at := slices.IndexFunc(base.Levers, func(l Lever) bool { return l.Party == "west" })
	l := base.Levers[at]
	if got := *moved.Models.Compromise.Forecast - *base.Models.Compromise.Forecast; math.Abs(got-l.Ideal) > 1e-9 {
		t.Errorf("ten places up move the compromise by %v, the lever says %v", got, l.Ideal)
	}
	if got := 100 * (*heavier.Models.Compromise.Forecast - *base.Models.Compromise.Forecast); math.Abs(got-l.Weight) > 0.01 {
		t.Errorf("a thousandth more weight moves it by %v for a tenth, the lever says %v", got, l.Weight)
	}
}

const uncertain = `parley: 1
case: Uncertain
parties:
  a: {kind: state, capability: "uniform(10, 50)"}
  b: {kind: state, capability: 40}
  c: {kind: state, capability: 25 to 35}
  d: {kind: bloc, capability: 15}
quantities: {pull: "uniform(0, 80)"}
issues:
  limit: {none: {place: 0}, half: {place: 50}, zero: {place: 100}}
  trade: {free: {place: 0}, closed: {place: 100}}
values:
  a: {positions: {limit: {ideal: pull, salience: "uniform(0.2, 0.9)"}, trade: {ideal: 0, salience: 0.2}}}
  b: {positions: {limit: {ideal: 100 - pull, salience: 0.5}, trade: {ideal: 100, salience: 0.8}}}
  c: {positions: {limit: {ideal: 30, salience: 0.3}, trade: {ideal: 20, salience: 0.5}}}
  d: {limit: {half: -5 to 5}, trade: {closed: 3 to 9}}
`

// The intervals are those of the models applied to every draw by itself.
func TestIntervalsByHand(t *testing.T) {
	g := oracle.Must(t, uncertain)
	d := oracle.Draws(t, g, 60, 2)
	a, err := Ask(context.Background(), d, Args{Issue: -1})
	if err != nil {
		t.Fatal(err)
	}
	in := make([]float64, len(g.Case.Inputs))
	value := map[string]func() float64{}
	for i, x := range g.Case.Inputs {
		value[x.Path] = func() float64 { return in[i] }
	}
	var compromise, election, bdm, trades []float64
	for run := range 60 {
		d.Inputs(run, in)
		get := func(path string) float64 { return value[path]() }
		half, closed := get("values.d.limit.half"), get("values.d.trade.closed")
		ideal, span := 0.0, math.Abs(half)+math.Abs(closed)
		if half > 0 {
			ideal = 50
		}
		limit := spatial.Issue{Name: "limit", Hi: 100, Actors: []spatial.Actor{
			{Name: "a", Capability: get("parties.a.capability"), Salience: get("values.a.positions.limit.salience"), Position: get("quantities.pull")},
			{Name: "b", Capability: 40, Salience: 0.5, Position: 100 - get("quantities.pull")},
			{Name: "c", Capability: get("parties.c.capability"), Salience: 0.3, Position: 30},
			{Name: "d", Capability: 15, Salience: math.Abs(half) / span, Position: ideal},
		}}
		trade := spatial.Issue{Name: "trade", Hi: 100, Actors: []spatial.Actor{
			{Name: "a", Capability: get("parties.a.capability"), Salience: 0.2, Position: 0},
			{Name: "b", Capability: 40, Salience: 0.8, Position: 100},
			{Name: "c", Capability: get("parties.c.capability"), Salience: 0.5, Position: 20},
			{Name: "d", Capability: 15, Salience: math.Abs(closed) / span, Position: 100},
		}}
		f, err := spatial.Compromise(&limit)
		p, err2 := spatial.PCE(&limit, spatial.MarkovUniform)
		b, err3 := spatial.BDM(&limit, spatial.DefaultBDM())
		s, err4 := spatial.Exchange([]spatial.Issue{limit, trade}, spatial.DefaultExchange())
		if err := errors.Join(err, err2, err3, err4); err != nil {
			t.Fatal(err)
		}
		compromise, election, bdm, trades = append(compromise, f), append(election, p.Mean()), append(bdm, b.Median()), append(trades, s.Outcomes[0])
	}
	m := a.Issues[0].Models
	for name, x := range map[string]struct {
		got  *[2]float64
		runs []float64
	}{"compromise": {m.Compromise.Interval, compromise}, "pce": {m.PCE.Interval, election}, "bdm": {m.BDM.Interval, bdm}, "exchange": {m.Exchange.Interval, trades}} {
		want := ensemble.Summarise(x.runs)
		if x.got == nil || math.Abs(x.got[0]-want.Low) > 1e-6 || math.Abs(x.got[1]-want.High) > 1e-6 {
			t.Errorf("%s: the interval is %v, want %v", name, x.got, want)
		}
	}
	if want := ensemble.Summarise(compromise); want.High-want.Low < 5 {
		t.Error("nothing is uncertain here: the test says nothing")
	}
}

// Turning the scale round turns the forecasts round, but for the tie rules of models that name a side.
func TestMirror(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 6).Draw(t, "parties")
		var parties, one, other strings.Builder
		for p := range n {
			x, s := rapid.IntRange(0, 100).Draw(t, "ideal"), rapid.IntRange(1, 10).Draw(t, "salience")
			fmt.Fprintf(&parties, "  p%d: {kind: state, capability: %d}\n", p, rapid.IntRange(1, 100).Draw(t, "capability"))
			fmt.Fprintf(&one, "  p%d: {positions: {x: {ideal: %d, salience: %d / 10}}}\n", p, x, s)
			fmt.Fprintf(&other, "  p%d: {positions: {x: {ideal: %d, salience: %d / 10}}}\n", p, 100-x, s)
		}
		ask := func(values string) Models {
			text := "parley: 1\ncase: M\nparties:\n" + parties.String() + "issues: {x: {low: {place: 0}, high: {place: 100}}}\nvalues:\n" + values
			a, err := Ask(context.Background(), oracle.Draws(t, oracle.Must(t, text), 1, 1), Args{Issue: -1})
			if err != nil {
				t.Fatal(err)
			}
			return a.Issues[0].Models
		}
		m, w := ask(one.String()), ask(other.String())
		for k, x := range m.list() {
			y := w.list()[k].is
			if x.is.Forecast == nil || y.Forecast == nil || math.IsNaN(*x.is.Forecast) || *x.is.Forecast < 0 || *x.is.Forecast > 100 {
				t.Fatalf("%s: %v and %v", x.name, show(x.is.Forecast), show(y.Forecast))
			}
			if sided := x.name == "median" || x.name == "bdm" || x.name == "smp"; !sided && math.Abs(*x.is.Forecast+*y.Forecast-100) > 1e-6 {
				t.Errorf("%s: %v, and mirrored %v", x.name, *x.is.Forecast, *y.Forecast)
			}
		}
	})
}

func TestJobs(t *testing.T) {
	var first []byte
	for _, jobs := range []int{1, 2, 5} {
		got, err := json.Marshal(answer(t, uncertain, 40, jobs))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		} else if string(first) != string(got) {
			t.Errorf("%d workers give other bytes than one", jobs)
		}
	}
}

// One issue alone is answered as it is among all of them.
func TestOneIssue(t *testing.T) {
	g := oracle.Must(t, uncertain)
	all := answer(t, uncertain, 30, 1)
	one, err := Ask(context.Background(), oracle.Draws(t, g, 30, 1), Args{Issue: 1})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(all.Issues[1:], one.Issues); diff != "" {
		t.Errorf("alone it is answered otherwise than among all (-all +alone)\n%s", diff)
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	d := oracle.Draws(t, oracle.Must(t, uncertain), 400, 1)
	d.Progress = func(_ string, done, _ int) {
		if done >= 30 {
			cancel()
		}
	}
	a, err := Ask(ctx, d, Args{Issue: -1})
	if !ask.Interrupted(err) || a == nil || !a.Case.Partial || a.Case.Draws < 30 || a.Case.Draws >= 400 {
		t.Fatalf("%v, %+v", err, a)
	}
	if a.Issues[0].Models.Compromise.Interval == nil || a.Moving > a.Case.Draws {
		t.Errorf("%+v", a.Issues[0].Models.Compromise)
	}
	cancel()
	if a, err := Ask(ctx, oracle.Draws(t, oracle.Must(t, uncertain), 400, 1), Args{Issue: -1}); a != nil || err == nil {
		t.Errorf("before the first draw: %v, %v", a, err)
	}
}

// A number that leaves its bounds in some draw is an error of the case, with its place.
func TestOutOfBounds(t *testing.T) {
	text := strings.Replace(uncertain, "ideal: 100 - pull", "ideal: 60 - pull", 1)
	_, err := Ask(context.Background(), oracle.Draws(t, oracle.Must(t, text), 200, 1), Args{Issue: -1})
	var value *game.ValueError
	if !errors.As(err, &value) || value.Path != "values.b.positions.limit.ideal" || value.Place.Line == 0 || !strings.Contains(value.Reason, "between 0 and 100") {
		t.Errorf("%v", err)
	}
}

// What the models cannot say is said, and is no number.
func TestSilence(t *testing.T) {
	none := answer(t, strings.NewReplacer("salience: 0.5", "salience: 0", "salience: 0.3", "salience: 0", `salience: "uniform(0.2, 0.9)"`, "salience: 0",
		"half: -5 to 5", "half: 0").Replace(uncertain), 30, 1)
	for _, m := range none.Issues[0].Models.list() {
		if m.is.Forecast != nil || m.is.Why == "" || m.is.Interval != nil {
			t.Errorf("nobody has weight on limit, and %s says %+v", m.name, m.is)
		}
	}
	if none.Issues[0].Empty != 30 || none.Issues[1].Models.Compromise.Forecast == nil {
		t.Errorf("%d empty draws; on trade %+v", none.Issues[0].Empty, none.Issues[1].Models.Compromise)
	}
	two := answer(t, strings.Replace(derived, "west:  {kind: state, capability: 20}", "west:  {kind: state}", 1), 30, 1)
	if m := two.Issues[0].Models; m.SMP.Forecast != nil || !strings.Contains(m.SMP.Why, "fewer than three") || m.BDM.Forecast == nil {
		t.Errorf("two actors: %+v and %+v", m.SMP, m.BDM)
	}
	alike := answer(t, `parley: 1
case: Alike
parties: {a: {kind: state}, b: {kind: state}, crowd: {kind: public}, voters: {kind: public}}
issues: {x: {low: {place: 0}, high: {place: 100}}}
values:
  a: {x: {high: 1}}
  b: {x: {high: -1}}
  crowd: {x: {high: 9}}
  voters: {positions: {x: {ideal: 80, salience: 1}}}
`, 5, 1)
	near(t, "the mean of three that count alike", alike.Issues[0].Models.Compromise.Forecast, 60, 1e-9)
	if !alike.Equal || fmt.Sprint(alike.Issues[0].Left) != "[{crowd it makes no moves}]" {
		t.Errorf("equal: %v, left out: %v", alike.Equal, alike.Issues[0].Left)
	}
}

// Too many parties for the models that move get no interval from these, and the answer says so.
func TestBudget(t *testing.T) {
	var b strings.Builder
	b.WriteString("parley: 1\ncase: Many\nparties:\n")
	for p := range 60 {
		fmt.Fprintf(&b, "  p%d: {kind: state, capability: %d}\n", p, 1+p%7)
	}
	b.WriteString("issues:\n")
	for i := range 3 {
		fmt.Fprintf(&b, "  i%d: {low: {place: 0}, high: {place: 100}}\n", i)
	}
	b.WriteString("values:\n")
	for p := range 60 {
		fmt.Fprintf(&b, "  p%d: {positions: {i0: {ideal: %d, salience: 0.5}, i1: {ideal: %d, salience: 0.3}, i2: {ideal: 5, salience: 0.1}}}\n", p, p*37%101, p*53%101)
	}
	g := oracle.Must(t, b.String())
	q := newQuestion(oracle.Draws(t, g, 2000, 0), Args{Issue: -1})
	if work := 3 * 60 * 60 * 60 * q.moving; q.moving != 0 || work > movingBudget {
		t.Errorf("%d draws for the models that move", q.moving)
	}
	if q := newQuestion(oracle.Draws(t, g, 5, 0), Args{Issue: 0}); q.moving != 5 {
		t.Errorf("of 5 draws %d are looked at", q.moving)
	}
}
