package ask_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/oracle"
	"parley/internal/synthetic"
)

const border = `parley: 1
case: border
as-of: 2025-08-14
parties: {a: {kind: state, short: AA}, b: {kind: state}, people: {kind: public}}
quantities:
  rate: {is: 0.2 to 0.4, source: r1}
  cost: rate * 10
correlations:
  - {between: [quantities.rate, values.b.land.shared], rank: 0.5}
issues:
  land: {options: [kept, shared]}
  aid:  {options: [none, some], by: a}
rules:
  - when: land == shared
    then: aid=some
values:
  a: {land: {shared: -1 * cost}, aid: {some: 3}, red-lines: [aid == none and land == shared]}
  b: {land: {shared: 1 to 5}}
deals:
  split: {is: land=shared, label: A split, short: S}
sources:
  r1: {title: one}
`

func draws(t *testing.T, text string, runs, jobs int) *ask.Draws {
	t.Helper()
	d, err := ask.NewDraws(t.Context(), oracle.Must(t, text), runs, 3, jobs)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func inputs(d *ask.Draws, path string) []float64 {
	at := slices.IndexFunc(d.G.Case.Inputs, func(n *casefile.Number) bool { return n.Path == path })
	var out []float64
	in := make([]float64, len(d.G.Case.Inputs))
	for run := range d.Runs {
		d.Inputs(run, in)
		out = append(out, in[at])
	}
	return out
}

// An input's draws rest on the seed, its own path and the run: not on other inputs, their order, or how many runs there are.
func TestDrawsOfAnInput(t *testing.T) {
	want := inputs(draws(t, border, 200, 1), "quantities.rate")
	more := strings.Replace(border, "quantities:\n", "quantities:\n  extra: 1 to 2\n", 1)
	later := strings.Replace(border, "  cost: rate * 10\n", "  cost: rate * 10\n  extra: 1 to 2\n", 1)
	for _, text := range []string{more, later} {
		if got := inputs(draws(t, text, 200, 4), "quantities.rate"); !slices.Equal(got, want) {
			t.Error("another input changes the draws of the rate")
		}
	}
	if got := inputs(draws(t, border, 500, 1), "quantities.rate"); !slices.Equal(got[:200], want) {
		t.Error("more runs change the first ones")
	}
}

func TestNewDrawsLimits(t *testing.T) {
	g := draws(t, border, 1, 1).G
	for _, n := range []int{-1, 0, ask.MaxRuns + 1} {
		if _, err := ask.NewDraws(t.Context(), g, n, 1, 1); err == nil {
			t.Errorf("%d draws are accepted", n)
		}
	}
}

// Draws are the same by however many workers, and so is what is summed up of them.
func TestNewDrawsJobs(t *testing.T) {
	one, four := draws(t, border, 900, 1), draws(t, border, 900, 4)
	rate := inputs(one, "quantities.rate")
	if !slices.Equal(inputs(four, "quantities.rate"), rate) {
		t.Error("other draws by four workers")
	}
	fast := make([]bool, len(rate))
	for run, v := range rate {
		fast[run] = v > 0.3
	}
	if a, b := one.Probability(fast), four.Probability(fast); a != b {
		t.Errorf("%+v by one worker, %+v by four", a, b)
	}
}

// Stopped before or while draws are made, there are none, and the error is the context's.
func TestNewDrawsInterrupted(t *testing.T) {
	g := oracle.Must(t, synthetic.Case(synthetic.Fixed()))
	for _, after := range []time.Duration{0, 20 * time.Millisecond} {
		ctx, stop := context.WithTimeout(context.Background(), after)
		begun := time.Now()
		d, err := ask.NewDraws(ctx, g, ask.MaxRuns, 1, 2)
		took := time.Since(begun)
		stop()
		var skipped *ask.SkippedError
		if d != nil || !errors.As(err, &skipped) || !ask.Interrupted(err) {
			t.Errorf("%v, %v", d, err)
		}
		if took > after+time.Second {
			t.Errorf("stopped after %v, it took %v", after, took)
		}
	}
}

func TestHeader(t *testing.T) {
	h := ask.NewHeader(draws(t, border, 7, 1))
	// Numbers: the rate (cited), the aid, b's land; one red line.
	if h.Case != "border" || h.AsOf != "2025-08-14" || h.Seed != 3 || h.Draws != 7 || h.Partial || h.Parties != 3 || h.Issues != 2 || h.Inputs != 4 || h.Cited != 1 || h.Assumed != 3 || len(h.Hash) != 6 {
		t.Errorf("%+v", h)
	}
}

// Stopped in the middle, the draws that are done count, later steps add none and lose none, and the error stays the context's.
func TestEachInterrupted(t *testing.T) {
	d := draws(t, border, 1000, 2)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	// Stopped after 400 runs, but not before the first of all is made, whichever worker is slow.
	var made atomic.Int64
	begun := make(chan struct{})
	work := func() func(int, *game.Numbers) error {
		return func(run int, _ *game.Numbers) error {
			if run == 0 {
				close(begun)
			}
			if made.Add(1) >= 400 {
				<-begun
				stop()
			}
			return nil
		}
	}
	if err := d.Each(ctx, "first", work); !errors.Is(err, context.Canceled) || !ask.Interrupted(err) {
		t.Errorf("error %v", err)
	}
	done := d.Done
	if done < 1 || done >= 1000 || !ask.NewHeader(d).Partial || ask.NewHeader(d).Draws != done {
		t.Errorf("%d draws done; header %+v", done, ask.NewHeader(d))
	}
	if err := d.Each(ctx, "second", work); !errors.Is(err, context.Canceled) || d.Done != done {
		t.Errorf("a later step leaves %d of %d draws, error %v", d.Done, done, err)
	}
	if p := d.Probability(make([]bool, 1000)); p.N != done {
		t.Errorf("a probability rests on %d draws, want %d", p.N, done)
	}
}

// A failure of a run is not taken for an interruption, and names the run.
func TestEachFails(t *testing.T) {
	d, wrong := draws(t, border, 100, 2), errors.New("wrong")
	err := d.Each(context.Background(), "step", func() func(int, *game.Numbers) error {
		return func(run int, _ *game.Numbers) error {
			if run == 40 {
				return wrong
			}
			return nil
		}
	})
	if !errors.Is(err, wrong) || ask.Interrupted(err) || d.Done != 100 || !strings.Contains(err.Error(), "40") {
		t.Errorf("error %v, %d draws", err, d.Done)
	}
}

func TestFindDeal(t *testing.T) {
	g := draws(t, border, 1, 1).G
	for _, text := range []string{"split", "A split", "S", "land=shared", "land=shared, aid=some"} {
		d, err := ask.FindDeal(g, text)
		if err != nil || ask.Changes(g, d.State) != "land=shared, aid=some" || d.Named != (len(text) < 8 && text != "land=shared") {
			t.Errorf("%q is %+v, %v", text, d, err)
		}
	}
	for text, reason := range map[string]string{"nowhere": "", "land=sold": "sold", "land=shared, aid=none": "aid", "": "", "land=": ""} {
		if d, err := ask.FindDeal(g, text); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%q is %+v, %v", text, d, err)
		}
	}
	if got := ask.Changes(g, g.Today); got != "as today" {
		t.Errorf("today reads %q", got)
	}
}
