package sensitivity

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"parley/casefile"
	"parley/cases"
	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/quantity"
	"parley/internal/synthetic"
)

// shore has room exactly where the aid is not below the cost.
const shore = `parley: 1
case: Shore
parties: {a: {kind: state, label: Anda, aliases: [Ann]}, b: {kind: state}, people: {kind: public}}
quantities:
  cost:  {is: "uniform(1, 4)", note: what the ports are worth}
  aid:   {is: "uniform(0, 4)", source: r1}
  other: 1 to 5
issues:
  land: {kept: {by: a or b}, shared: {by: a and b}}
values:
  a: {land: {shared: aid - cost}}
  b: {land: {shared: 5 to 6}}
  people: {land: {shared: other}}
goals:
  sharing: land == shared
tables:
  harbour: {members: [a, b]}
deals:
  split: land=shared
sources:
  r1: {title: one}
`

func draws(t testing.TB, text string, runs, jobs int) *ask.Draws {
	t.Helper()
	c, list := casefile.Parse("shore.yaml", text)
	if list.HasErrors() {
		t.Fatal(list)
	}
	g, bad := game.Compile(c)
	if bad.HasErrors() {
		t.Fatal(bad)
	}
	d, err := ask.NewDraws(context.Background(), g, runs, 1, jobs)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func answerTo(t testing.TB, d *ask.Draws, of string) *Answer {
	t.Helper()
	a, err := Ask(context.Background(), d, Args{Of: of})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (a *Answer) input(path string) *Input {
	k := slices.IndexFunc(a.Inputs, func(in Input) bool { return in.Input == path })
	return &a.Inputs[k]
}

// Everything about the shore can be done by hand: the chance is 3/8, the tipping values are each other's medians and, the
// ranges being uniform, so are the values of an even chance.
func TestShore(t *testing.T) {
	a := answerTo(t, draws(t, shore, 4000, 2), "")
	if a.Of.Answer != "room:sharing@harbour" || a.Central != 0 || math.Abs(a.Mean-0.375) > 0.02 || a.Chance.P != a.Mean || !a.Varies {
		t.Errorf("%+v", a)
	}
	for _, tt := range []struct {
		path               string
		low, high, tip, at float64
		side               Side
		first, learn       float64
		cited              bool
	}{
		// Given the cost c the chance is 1 − c/4: its variance is 3/64; given the aid a > 1 it is (a − 1)/3: 7/64; of 15/64.
		{"quantities.cost", 0.675, 0.075, 2, 2, Below, 0.2, 1. / 12, false},
		{"quantities.aid", 0, 26. / 30, 2.5, 2.5, Above, 7. / 15, 3. / 16, true},
	} {
		in := a.input(tt.path)
		for name, got := range map[string][2]float64{"low": {*in.Low, tt.low}, "high": {*in.High, tt.high}, "first": {*in.First, tt.first}, "even": {*in.Even, tt.at}, "learning": {*in.Learning, tt.learn}} {
			slack := 0.04
			if name == "even" {
				slack = 0.2
			}
			if math.Abs(got[0]-got[1]) > slack {
				t.Errorf("%s: %s %v, want %v", tt.path, name, got[0], got[1])
			}
		}
		if math.Abs(*in.Tipping-tt.tip) > 1e-6 || in.TippingSide != tt.side || in.EvenSide != tt.side || !*in.InRange || in.Rank == 0 || in.Cited != tt.cited {
			t.Errorf("%s: %+v", tt.path, in)
		}
		if *in.Total < *in.First {
			t.Errorf("%s: the total %v is below the first %v", tt.path, *in.Total, *in.First)
		}
	}
	if in := a.input("quantities.other"); in.Status != Apart || *in.Total != 0 || in.Rank != 0 || in.Tipping != nil || a.Rest.Apart != 1 {
		t.Errorf("what only the people value: %+v", in)
	}
	if in := a.input("values.b.land.shared"); in.Status != Measured || *in.Total != 0 || in.Rank != 0 {
		t.Errorf("what b gains anyhow: %+v", in)
	}
	if got := strings.Join(a.Summary, " "); !strings.Contains(got, "aid: above 2.") || !strings.Contains(got, "what is cost? (It would set right ") || len(a.Summary) > 2 {
		t.Errorf("summary: %s", got)
	}
}

// A gain is linear here: shares are those of the variances, 3/4 and 4/3, and tipping is where the two are equal.
func TestGain(t *testing.T) {
	a := answerTo(t, draws(t, shore, 2000, 2), "gain:split:Ann")
	if a.Gain == nil || a.Chance != nil || math.Abs(a.Gain.Median+0.5) > 0.1 || a.Central != -0.5 {
		t.Errorf("%+v", a)
	}
	for path, want := range map[string]float64{"quantities.cost": 0.36, "quantities.aid": 0.64} {
		in := a.input(path)
		if math.Abs(*in.First-want) > 0.03 || math.Abs(*in.Total-want) > 0.05 || in.Learning != nil || in.Even != nil {
			t.Errorf("%s: %+v", path, in)
		}
	}
	if cost := a.input("quantities.cost"); math.Abs(*cost.Tipping-2) > 1e-6 || math.Abs(*cost.Low-0.7) > 0.05 || math.Abs(*cost.High+1.7) > 0.05 {
		t.Errorf("%+v", cost)
	}
}

// correlated is the shore with cost and aid joined.
func correlated(rank float64) string {
	return strings.Replace(shore, "issues:", fmt.Sprintf("correlations:\n  - {between: [quantities.cost, quantities.aid], rank: %g}\nissues:", rank), 1)
}

// Correlated inputs count as one; the percentiles of each pull the other along.
func TestTogether(t *testing.T) {
	a := answerTo(t, draws(t, correlated(0.9), 2000, 2), "gain:split:a")
	cost, aid := a.input("quantities.cost"), a.input("quantities.aid")
	if !slices.Equal(cost.Together, []string{"quantities.aid"}) || *cost.Total != *aid.Total || *cost.First < 0.95 || cost.Rank != 1 || aid.Rank != 1 {
		t.Errorf("%+v\n%+v", cost, aid)
	}
	// Alone, the cost at its 10th percentile gains 0.7 on average; with the aid low along with it, a loss.
	if *cost.Low > -0.4 {
		t.Errorf("the aid does not follow: %v", *cost.Low)
	}
}

// An answer that is the same in all draws ranks nothing and has no shares; what would turn it is still said.
func TestConstantAnswer(t *testing.T) {
	a := answerTo(t, draws(t, strings.Replace(shore, "uniform(0, 4)", "uniform(5, 6)", 1), 500, 2), "room:sharing")
	if a.Varies || a.Mean != 1 || a.Central != 1 {
		t.Errorf("%+v", a)
	}
	for k := range a.Inputs {
		if in := &a.Inputs[k]; in.Rank != 0 || *in.First != 0 || *in.Total != 0 {
			t.Errorf("%+v", in)
		}
	}
	if cost := a.input("quantities.cost"); cost.Tipping == nil || math.Abs(*cost.Tipping-5.5) > 1e-6 || *cost.InRange {
		t.Errorf("%+v", cost)
	}
	if a.Inputs[0].Rank != 0 || !strings.HasPrefix(a.Summary[0], "The answer is the same in every draw") {
		t.Errorf("%v", a.Summary)
	}
}

func marshal(t *testing.T, a *Answer) string {
	t.Helper()
	text, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The number of workers cannot be seen in the answer.
func TestJobs(t *testing.T) {
	for _, of := range []string{"room:sharing", "gain:split:a"} {
		want := marshal(t, answerTo(t, draws(t, shore, 300, 1), of))
		for _, jobs := range []int{2, 8} {
			if got := marshal(t, answerTo(t, draws(t, shore, 300, jobs), of)); got != want {
				t.Errorf("%s with %d workers:\n%s\n%s", of, jobs, got, want)
			}
		}
	}
	text := synthetic.Case(synthetic.Shape{Issues: 6, Options: 3, Parties: 5, Tables: 2, Rules: 3, RedLines: 1, Goals: 2, Seed: 4})
	want := marshal(t, answerTo(t, draws(t, text, 120, 1), ""))
	for _, jobs := range []int{2, 8} {
		if got := marshal(t, answerTo(t, draws(t, text, 120, jobs), "")); got != want {
			t.Errorf("synthetic case with %d workers differs", jobs)
		}
	}
}

// Reordering the inputs of a case changes nothing but line numbers.
func TestOrderOfTheTextDoesNotMatter(t *testing.T) {
	lines := strings.Split(shore, "\n")
	at := slices.IndexFunc(lines, func(s string) bool { return strings.HasPrefix(s, "  cost:") })
	lines[at], lines[at+2] = lines[at+2], lines[at]
	plain := func(text string) string {
		a := answerTo(t, draws(t, text, 300, 2), "")
		a.Case.Hash = ""
		for k := range a.Inputs {
			a.Inputs[k].Line = 0
		}
		return marshal(t, a)
	}
	if a, b := plain(shore), plain(strings.Join(lines, "\n")); a != b {
		t.Errorf("\n%s\n%s", a, b)
	}
}

// No two inputs can have one path, and so the same draws: the case is refused.
func TestDuplicatePathsAreRefused(t *testing.T) {
	text := `parley: 1
case: twice
parties: {a: {kind: state}, a.b: {kind: state}}
issues: {b.c: {options: [x, y]}, c: {options: [x, y]}}
values:
  a: {b.c: {y: 1 to 2}}
  a.b: {c: {y: 1 to 2}}
`
	if _, list := casefile.Parse("twice.yaml", text); !list.HasErrors() || !strings.Contains(list[0].Reason, "two inputs have the address") {
		t.Errorf("%v", list)
	}
	d := dist(t, quantity.Normal, 1, 2)
	if _, err := quantity.NewSampler([]quantity.Input{{Path: "x", Dist: d}, {Path: "x", Dist: d}}, nil, 1); err == nil {
		t.Error("the sampler takes an input twice")
	}
}

// Inputs that are said to stand apart change nothing, whatever they are: an exact check on the walk through the case.
func TestInputsApart(t *testing.T) {
	d := alaska(t, 40)
	tg, err := find(t.Context(), d, "room:thaw@trilateral")
	if err != nil {
		t.Fatal(err)
	}
	q := newQuestion(tg, d)
	within := make([]bool, len(d.G.Case.Inputs))
	for _, i := range relevant(d.G.Case, tg.parties()) {
		within[i] = true
	}
	w := q.design.newRow(t.Context())
	for run := range 40 {
		y, err := w.load(run)
		if err != nil {
			t.Fatal(err)
		}
		for i, in := range within {
			if !in {
				w.a[i] = w.other()[i]
			}
		}
		if z, err := w.eval(Point{Values: w.a, Begin: true}); err != nil || z != y {
			t.Fatalf("run %d: %v, with the inputs apart drawn again %v; %v", run, y, z, err)
		}
	}
	if q.apart == 0 {
		t.Error("nothing is apart")
	}
}

func alaska(t testing.TB, runs int) *ask.Draws {
	t.Helper()
	text, ok := cases.Open("alaska-2025")
	if !ok {
		t.Fatal("the case is not in the catalogue")
	}
	return draws(t, text, runs, 0)
}

// What is kept of a run's own draw and of its variants answers other variants as a search does, also when the run is come back to.
func TestKeptDealAnswersAsASearch(t *testing.T) {
	d := alaska(t, 8)
	tg, err := find(t.Context(), d, "room:full-ceasefire@trilateral")
	if err != nil {
		t.Fatal(err)
	}
	q := newQuestion(tg, d)
	kept, searched := q.design.newRow(t.Context()), q.design.newRow(t.Context())
	for pass := range 16 {
		run := pass % 8
		y, err := kept.load(run)
		if err != nil {
			t.Fatal(err)
		}
		if z, err := searched.eval(Point{Values: kept.a, Begin: true}); err != nil || z != y {
			t.Fatalf("run %d: %v, searched %v; %v", run, y, z, err)
		}
		for _, f := range q.factors {
			y, err := kept.frozen(f)
			if err != nil {
				t.Fatal(err)
			}
			if z, err := searched.eval(Point{Values: kept.mix, Begin: true}); err != nil || z != y {
				t.Fatalf("run %d: %v, searched %v; %v", run, y, z, err)
			}
		}
	}
}

func TestInterrupted(t *testing.T) {
	for _, step := range []string{"draws", "tipping values", "inputs", "at the percentiles", "even chances", "correlated inputs"} {
		d := draws(t, correlated(0.5), 2000, 1) // one worker: the leading runs are those that were done
		ctx, stop := context.WithCancel(t.Context())
		d.Progress = func(s string, done, of int) {
			if strings.HasPrefix(s, step) && done >= of/3 {
				stop()
			}
		}
		a, err := Ask(ctx, d, Args{})
		if !errors.Is(err, context.Canceled) || a == nil || !a.Partial() || a.Chance == nil || a.Chance.N != d.Done {
			t.Fatalf("%s: %+v, %v", step, a, err)
		}
		if measured := a.input("quantities.cost").Total != nil; measured != (step != "draws" && step != "tipping values") {
			t.Errorf("%s: %+v", step, a.input("quantities.cost"))
		}
		if a.input("quantities.cost").Shapley != nil {
			t.Errorf("%s: correlated inputs are divided in part", step)
		}
		if early := strings.HasPrefix(a.Summary[0], "Stopped before"); early != (step == "draws" || step == "tipping values") {
			t.Errorf("%s: %v", step, a.Summary)
		}
		render(t, d, a)
		marshal(t, a)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if a, err := Ask(ctx, draws(t, shore, 50, 2), Args{}); a != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("stopped before it began: %+v, %v", a, err)
	}
}

// render sets the page at 80 columns and checks the width.
func render(t *testing.T, d *ask.Draws, a *Answer) string {
	t.Helper()
	var b bytes.Buffer
	if err := a.Page(d.G).Text(&b, page.TextOptions{Width: 80}); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if uniseg.StringWidth(strings.TrimSuffix(line, "\n")) > 80 {
			t.Errorf("too wide: %s", line)
		}
	}
	if strings.Contains(b.String(), "NaN") || strings.Contains(b.String(), "Inf") {
		t.Errorf("not finite:\n%s", b.String())
	}
	return b.String()
}

// Any number of runs is answered, and every page of every case keeps its width.
func TestPages(t *testing.T) {
	for _, runs := range []int{1, 2, 39, 40, 41, 200} {
		for _, of := range []string{"", "room@harbour", "gain:split:a", "gain:land=shared:b"} {
			d := draws(t, shore, runs, 2)
			a := answerTo(t, d, of)
			text := render(t, d, a)
			if !strings.Contains(text, "WHAT WOULD CHANGE THE ANSWER") {
				t.Errorf("%d runs, %s:\n%s", runs, of, text)
			}
			if _, err := json.Marshal(a); err != nil {
				t.Errorf("%d runs, %s: %v", runs, of, err)
			}
		}
	}
	for _, name := range cases.Names() {
		text, _ := cases.Open(name)
		d := draws(t, text, fewest, 0)
		render(t, d, answerTo(t, d, ""))
	}
}
