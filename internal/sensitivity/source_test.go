package sensitivity

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"parley/internal/ask"
)

// Everything about the weather can be done by hand: P(calm) is 0.81 where the aid covers the cost, which it does 3 times in 8, and else 0.09.
func TestWeather(t *testing.T) {
	d := draws(t, shore, 4000, 2)
	a := thrownAnswer(t, d, "weathers", weather(calmOrStorm))
	if a.Of.Answer != "weathers" || a.Leading != "storm" || len(a.Outcomes) != 3 || math.Abs(a.Mean-0.54) > 0.02 || math.Abs(a.Central-0.81) > 0.06 {
		t.Errorf("%+v", a)
	}
	part := 0.72 * 0.72 * 15 / 64 / (0.54 * 0.46)
	if a.Dice == nil || !a.Dice.Seen || math.Abs(a.Dice.FromInputs-part) > 0.04 {
		t.Errorf("%+v, want %v", a.Dice, part)
	}
	for _, tt := range []struct {
		path                    string
		low, high, tip          float64
		side                    Side
		first, total, learn     float64
		withinTip, withinShares float64
	}{
		// storm and calm are as likely where the aid covers the cost half of the time
		{"quantities.cost", 0.09 + 0.72*0.325, 0.09 + 0.72*0.925, 2, Below, 0.2, 1 - 7./15, 0.06, 0.2, 0.05},
		{"quantities.aid", 0.81, 0.81 - 0.72*26/30, 2.5, Above, 7. / 15, 0.8, 0.135, 0.2, 0.05},
	} {
		in := a.input(tt.path)
		for name, got := range map[string][3]float64{
			"low": {*in.Low, tt.low, 0.04}, "high": {*in.High, tt.high, 0.04}, "first": {*in.First, tt.first, tt.withinShares},
			"total": {*in.Total, tt.total, tt.withinShares}, "tipping": {*in.Tipping, tt.tip, tt.withinTip}, "learning": {*in.Learning, tt.learn, 0.03},
		} {
			if math.Abs(got[0]-got[1]) > got[2] {
				t.Errorf("%s: %s %v, want %v", tt.path, name, got[0], got[1])
			}
		}
		if in.TippingSide != tt.side || in.TippingTo != "calm" || !*in.InRange || in.Rank == 0 || in.Even != nil || in.Status != Measured {
			t.Errorf("%s: %+v", tt.path, in)
		}
	}
	for _, path := range []string{"quantities.other", "values.b.land.shared"} {
		if in := a.input(path); in.Rank != 0 || *in.Total != 0 || in.Low != nil || in.Tipping != nil {
			t.Errorf("what does nothing: %+v", in)
		}
	}
	text := flat(strings.Join(a.Summary, " "))
	if !strings.Contains(text, "“calm” leads instead of “storm” (case: 0.2 to 3.8)") || !strings.HasPrefix(text, "aid: above 2.") {
		t.Errorf("summary: %s", text)
	}
	page := flat(render(t, d, a))
	for _, want := range []string{"The weather: “storm”, ", "% of the variance between runs", "dice the rest", "another outcome is the likeliest"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
}

// One outcome is the leading one, asked for by itself; what turns it is where its chance crosses one half.
func TestWeatherByName(t *testing.T) {
	d := draws(t, shore, 3000, 2)
	all, storm := thrownAnswer(t, d, "weathers", weather(calmOrStorm)), thrownAnswer(t, d, "weather:storm", weather(calmOrStorm))
	if storm.Leading != "" || storm.Outcomes != nil || storm.Mean != all.Mean || storm.Chance.P != all.Chance.P || storm.Central != all.Central {
		t.Errorf("%+v", storm)
	}
	for k := range all.Inputs {
		if x, y := &all.Inputs[k], &storm.Inputs[k]; *x.Total != *y.Total || *x.First != *y.First || x.Rank != y.Rank {
			t.Errorf("%+v, by name %+v", x, y)
		}
	}
	// 0.81 − 0.72·(aid − 1)/3 is one half at 2.29; the cost, at 0.09 + 0.72·cost/4, at 2.28
	if aid, cost := storm.input("quantities.aid"), storm.input("quantities.cost"); math.Abs(*aid.Tipping-2.29) > 0.2 || math.Abs(*cost.Tipping-2.28) > 0.25 {
		t.Errorf("%v, %v", *aid.Tipping, *cost.Tipping)
	}
	if text := strings.Join(storm.Summary, " "); !strings.Contains(text, "the weather “storm” becomes less likely than not") {
		t.Error(text)
	}
	// The first stream is the run's own dice.
	inputs, count := make([]float64, len(d.G.Case.Inputs)), 0
	source := weather(calmOrStorm)
	_, _, work, err := source.Make(t.Context(), d, "storm")
	if err != nil {
		t.Fatal(err)
	}
	one := work()
	for run := range d.Runs {
		d.Inputs(run, inputs)
		if y, _ := one(inputs, run); y > 0 {
			count++
		}
	}
	if storm.Chance.P != float64(count)/float64(d.Runs) {
		t.Errorf("chance %v, counted %d of %d", storm.Chance.P, count, d.Runs)
	}
}

// A number with noise: shares are those of its mean, 3/4 and 4/3 of the variance; it has no tipping value and nothing is learned.
func TestBalance(t *testing.T) {
	d := draws(t, shore, 3000, 2)
	a := thrownAnswer(t, d, "balance:x", balance())
	if a.Gain == nil || a.Chance != nil || math.Abs(a.Gain.Median+0.5) > 0.15 || math.Abs(a.Dice.FromInputs-25./12/(25./12+4./3)) > 0.03 {
		t.Errorf("%+v %+v", a, a.Dice)
	}
	for path, want := range map[string]float64{"quantities.cost": 0.36, "quantities.aid": 0.64} {
		in := a.input(path)
		if math.Abs(*in.First-want) > 0.04 || math.Abs(*in.Total-want) > 0.05 || in.Learning != nil || in.Tipping != nil || *in.Low == *in.High {
			t.Errorf("%s: %+v", path, in)
		}
	}
	if text := render(t, d, a); strings.Contains(text, "points") {
		t.Errorf("a number that is no points:\n%s", text)
	}
}

// Dice alone: nothing is ranked, and the page says why; nor where all runs end alike or there are too few.
func TestWeatherOfDice(t *testing.T) {
	dice := func(_, _, w float64) (float64, error) { return indicator(w < 0.3), nil }
	still := func(_, _, _ float64) (float64, error) { return 0, nil }
	for _, tt := range []struct {
		works  func(_, _, w float64) (float64, error)
		runs   int
		status Status
		says   string
	}{
		{dice, 500, Unseen, "No input is seen to matter"},
		{calmOrStorm, 20, Unseen, "No input is seen to matter"},
		{still, 200, Measured, "same in every draw"},
	} {
		d := draws(t, shore, tt.runs, 2)
		a := thrownAnswer(t, d, "weathers", weather(tt.works))
		for k := range a.Inputs {
			if in := &a.Inputs[k]; in.Rank != 0 || in.Status != tt.status || in.Low != nil || tt.status == Unseen && in.Total != nil {
				t.Errorf("%d runs: %+v", tt.runs, in)
			}
		}
		if text := flat(render(t, d, a)); !strings.Contains(text, tt.says) {
			t.Errorf("%d runs: %s", tt.runs, text)
		}
		marshal(t, a)
	}
}

// Where inputs matter and none by itself flips the outcome, that is said.
func TestNothingFlipsWeather(t *testing.T) {
	d := draws(t, shore, 1500, 2)
	a := thrownAnswer(t, d, "weathers", weather(func(aid, cost, w float64) (float64, error) {
		return indicator(w < 0.05+0.1*aid), nil
	}))
	if text := a.Summary[0]; !strings.HasPrefix(text, "No input, within its range and by itself, is seen to make another outcome than “storm” the likeliest; aid moves it most") {
		t.Error(a.Summary)
	}
}

// The number of workers cannot be seen.
func TestJobsThrown(t *testing.T) {
	text := strings.Replace(correlated(0.5), "uniform(1, 4)", "discrete(1: 0.3, 2: 0.4, 4: 0.3)", 1)
	for _, of := range []string{"weathers", "weather:calm", "balance:x"} {
		for _, text := range []string{shore, text} {
			want := marshal(t, thrownAnswer(t, draws(t, text, 300, 1), of, weather(calmOrStorm), balance()))
			for _, jobs := range []int{2, 7} {
				if got := marshal(t, thrownAnswer(t, draws(t, text, 300, jobs), of, weather(calmOrStorm), balance())); got != want {
					t.Errorf("%s with %d workers:\n%s\n%s", of, jobs, got, want)
				}
			}
		}
	}
}

func TestInterruptedThrown(t *testing.T) {
	for _, step := range []string{"draws", "inputs", "at the percentiles", "what flips it", "correlated inputs"} {
		for _, of := range []string{"weathers", "weather:calm"} {
			d := draws(t, correlated(0.5), 1000, 1)
			ctx, stop := context.WithCancel(t.Context())
			d.Progress = func(s string, done, of int) {
				if strings.HasPrefix(s, step) && done >= of/3 {
					stop()
				}
			}
			a, err := Ask(ctx, d, Args{Of: of, Sources: []Source{weather(calmOrStorm)}})
			if !errors.Is(err, context.Canceled) || a == nil || !a.Partial() || a.Chance == nil || a.Chance.N != d.Done || (a.Leading != "") != (of == "weathers") {
				t.Fatalf("%s: %+v, %v", step, a, err)
			}
			if measured := a.input("quantities.cost").Total != nil; measured != (step != "draws") {
				t.Errorf("%s: %+v", step, a.input("quantities.cost"))
			}
			render(t, d, a)
			marshal(t, a)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if a, err := Ask(ctx, draws(t, shore, 50, 2), Args{Of: "weathers", Sources: []Source{weather(calmOrStorm)}}); a != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("stopped before it began: %+v, %v", a, err)
	}
}

// Once the context has ended a worker finishes the evaluation it is at, of which there are two with dice, and begins no other: an answer is never
// waited for longer than that, wherever the work is.
func TestInterruptedAtOnce(t *testing.T) {
	count := func(stopAt int64) (all, late int64, a *Answer, err error) {
		var calls, after atomic.Int64
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		s := weather(func(aid, cost, w float64) (float64, error) {
			if ctx.Err() != nil {
				after.Add(1)
			}
			if calls.Add(1) == stopAt {
				stop()
			}
			return calmOrStorm(aid, cost, w)
		})
		a, err = Ask(ctx, draws(t, correlated(0.5), 200, 2), Args{Of: "weathers", Sources: []Source{s}})
		return calls.Load(), after.Load(), a, err
	}
	all, late, _, err := count(-1)
	if late != 0 || err != nil {
		t.Fatal(late, err)
	}
	for stopAt := int64(1); stopAt < all; stopAt += all / 37 {
		_, late, a, err := count(stopAt)
		if late > 3 || !errors.Is(err, context.Canceled) || a != nil && !a.Partial() {
			t.Errorf("stopped at %d of %d: %d evaluations more, %v", stopAt, all, late, err)
		}
	}
}

// What a source gives is checked, and its errors and panics become errors.
func TestWeatherThatFails(t *testing.T) {
	broken := errors.New("no wind")
	for name, works := range map[string]func(_, _, w float64) (float64, error){
		"another": func(_, _, _ float64) (float64, error) { return 3, nil }, "a part": func(_, _, _ float64) (float64, error) { return 0.5, nil },
		"below": func(_, _, _ float64) (float64, error) { return -1, nil }, "none": func(_, _, _ float64) (float64, error) { return math.NaN(), nil },
		"error": func(_, _, _ float64) (float64, error) { return 0, broken }, "panic": func(_, _, _ float64) (float64, error) { panic("gale") },
		"later": func(_, _, w float64) (float64, error) {
			if w > 0.99 {
				return 0, broken
			}
			return 1, nil
		},
	} {
		if a, err := Ask(t.Context(), draws(t, shore, 100, 2), Args{Of: "weathers", Sources: []Source{weather(works)}}); a != nil || err == nil {
			t.Errorf("%s: %+v, %v", name, a, err)
		}
	}
	infinite := balance()
	infinite.Make = func(context.Context, *ask.Draws, string) (string, []string, Worker, error) {
		return "x", nil, func() func([]float64, int) (float64, error) {
			return func([]float64, int) (float64, error) { return math.Inf(1), nil }
		}, nil
	}
	if _, err := Ask(t.Context(), draws(t, shore, 100, 2), Args{Of: "balance:x", Sources: []Source{infinite}}); err == nil {
		t.Error("an infinite number is taken")
	}
}

func TestFindThrown(t *testing.T) {
	d, sources := draws(t, shore, 20, 1), []Source{weather(calmOrStorm), balance()}
	for text, want := range map[string]string{"weathers": "weathers", "weather:calm": "weather:calm", " weather: storm ": "weather:storm", "balance:x": "balance:x"} {
		got, err := find(t.Context(), d, text, sources...)
		if err != nil || got.of().Answer != want || got.of().Label == "" {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"weather": "weather:NAME or weathers", "weather:": "not said which", "weather@calm": "not said which", "weathers:calm": "not said which",
		"weather:rain": "no such weather", "wether:calm": "weather:NAME", "": "", "gain:split": "gain:DEAL:PARTY",
	} {
		_, err := find(t.Context(), d, text, sources...)
		var bad *ask.ArgumentError
		if text != "" && (!errors.As(err, &bad) || !strings.Contains(err.Error(), want) || bad.Pos < 0 || bad.Pos > len([]rune(text))) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if list := Answers(d.G.Case, sources...); !slices.Contains(list, "weathers") || !slices.Contains(list, "weather:calm") || len(list) != 12 {
		t.Errorf("%v", list)
	}
}
