package sensitivity

import (
	"context"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"

	"parley/internal/ask"
	"parley/internal/forecast"
)

// look asks for a look, without runs at hand unless some are given.
func look(t testing.TB, d *ask.Draws, of string, filed []int, sources ...Source) *Look {
	t.Helper()
	l, err := Glance(context.Background(), d, LookArgs{Of: of, Sources: sources, Filed: filed})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *Look) glimpse(path string) *Glimpse {
	for k := range l.Inputs {
		if l.Inputs[k].Input == path {
			return &l.Inputs[k]
		}
	}
	return nil
}

// A look sees what the whole question measures: the same leading outcome and chance, of the runs that it is given, and what turns it near
// where that turns it.
func TestLookIsAGlanceAtTheQuestion(t *testing.T) {
	d := draws(t, front, 2000, 2)
	f, err := forecast.Ask(t.Context(), d, forecast.Args{})
	if err != nil {
		t.Fatal(err)
	}
	l := look(t, d, "scenarios", f.Endings(), columns()...)
	few := draws(t, front, 400, 2)
	a := thrownAnswer(t, few, "scenarios", columns()...)
	if l.Leading != a.Leading || l.Runs != 2000 || l.Evaluated > 3*lookRuns*lookTurning {
		t.Fatalf("%q of %d runs and %d more; measured %q", l.Leading, l.Runs, l.Evaluated, a.Leading)
	}
	for k, s := range f.Scenarios {
		if s.Label == l.Leading && math.Abs(l.Chance-f.Scenarios[k].Probability) > 1e-12 {
			t.Errorf("chance %v, forecast %v", l.Chance, s.Probability)
		}
	}
	strongest := a.ranked()[0]
	in := l.glimpse(strongest.Input)
	if in == nil || in != &l.Inputs[0] {
		t.Fatalf("%s is strongest; seen %+v", strongest.Input, l.Inputs)
	}
	if (in.Tipping == nil) != (strongest.Tipping == nil) {
		t.Fatalf("tipping %v, measured %v", in.Tipping, strongest.Tipping)
	}
	if in.Tipping != nil && (math.Abs(*in.Tipping-*strongest.Tipping) > 0.15*(in.Span[1]-in.Span[0]) || in.TippingSide != strongest.TippingSide || in.TippingTo != strongest.TippingTo) {
		t.Errorf("%s %v to %q, measured %s %v to %q", in.TippingSide, *in.Tipping, in.TippingTo, strongest.TippingSide, *strongest.Tipping, strongest.TippingTo)
	}
	if l.glimpse("quantities.idle") != nil {
		t.Error("an input that does nothing is seen")
	}
	if len(l.Summary) < 2 || !strings.Contains(strings.Join(l.Summary, " "), "Best question: ") {
		t.Error(l.Summary)
	}
}

// Without dice draws are answered: room at the shore turns where the aid covers the cost.
func TestLookAtARoom(t *testing.T) {
	l := look(t, draws(t, shore, 1000, 2), "room:sharing@harbour", nil)
	if l.Runs != lookDraws || l.Leading != "" || len(l.Inputs) != 2 {
		t.Fatalf("%+v", l)
	}
	for _, in := range l.Inputs {
		if in.Tipping == nil || in.First < 0.1 || in.Learning < 0 || in.TippingTo != "" {
			t.Errorf("%+v", in)
		}
	}
	if cost := l.glimpse("quantities.cost"); cost == nil || cost.Low < cost.High || cost.TippingSide != Below { // dearer is worse
		t.Errorf("%+v", cost)
	}
	if constant := look(t, draws(t, strings.Replace(shore, "uniform(1, 4)", "uniform(8, 9)", 1), 100, 1), "room", nil); len(constant.Inputs) != 0 ||
		!strings.Contains(constant.Summary[0], "the same in every run") {
		t.Errorf("%+v", constant)
	}
	for _, runs := range []int{1, 2, 3, 79, 80, 81} {
		if l := look(t, draws(t, shore, runs, 1), "room", nil); l.Runs > runs || len(l.Summary) == 0 {
			t.Errorf("%d runs: %+v", runs, l)
		}
	}
}

func TestLookJobs(t *testing.T) {
	d := draws(t, front, 600, 1)
	f, err := forecast.Ask(t.Context(), d, forecast.Args{})
	if err != nil {
		t.Fatal(err)
	}
	one := look(t, d, "scenarios", f.Endings(), columns()...)
	for _, jobs := range []int{2, 7} {
		if l := look(t, draws(t, front, 600, jobs), "scenarios", f.Endings(), columns()...); !reflect.DeepEqual(l, one) {
			t.Errorf("%d workers: %+v, one %+v", jobs, l, one)
		}
	}
}

// Stopped, what the runs at hand tell is given all the same.
func TestLookInterrupted(t *testing.T) {
	d := draws(t, front, 600, 1)
	f, err := forecast.Ask(t.Context(), d, forecast.Args{})
	if err != nil {
		t.Fatal(err)
	}
	source := columns()[0]
	ctx, stop := context.WithCancel(t.Context())
	make := source.Make
	source.Make = func(c context.Context, d *ask.Draws, name string) (string, []string, Worker, error) {
		label, outcomes, work, err := make(c, d, name)
		return label, outcomes, func() func([]float64, int) (float64, error) { stop(); return work() }, err
	}
	l, err := Glance(ctx, d, LookArgs{Of: "scenarios", Sources: []Source{source}, Filed: f.Endings()})
	if !errors.Is(err, context.Canceled) || l == nil || len(l.Inputs) == 0 || len(l.Summary) == 0 {
		t.Errorf("%+v, %v", l, err)
	}
}

// The slope test keeps its level: where nothing matters, hardly ever is anything seen.
func TestLinesOfNothing(t *testing.T) {
	d := study(1, names(31), func(u []float64) float64 { return indicator(u[30] > 0.7) })
	seen := 0
	for trial := range 100 {
		e := *d
		e.Uniform = func(run int, dst []float64) { d.Uniform(run+trial*100_000, dst) }
		c, err := e.Base(t.Context(), 200)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range e.lines(c, span(30)) {
			if l.above(30) {
				seen++
			}
		}
		if l := e.lines(c, []int{30})[0]; !l.above(31) || l.errors < 0 || math.Abs(l.share-0.63) > 0.12 { // 12·(0.21/2)²/0.21
			t.Errorf("what decides: %+v", l)
		}
	}
	if seen > 12 { // 5 of 100 families are expected
		t.Errorf("%d inputs without effect are seen", seen)
	}
}
