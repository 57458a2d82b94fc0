package forecast

import (
	"context"
	"testing"

	"parley/internal/ask"
	"parley/internal/oracle"
	"parley/internal/synthetic"
)

func fixedInTime(tb testing.TB, jobs int) *ask.Draws {
	tb.Helper()
	return oracle.Draws(tb, oracle.Must(tb, synthetic.Case(synthetic.FixedInTime())), 2000, jobs)
}

// BenchmarkRuns makes runs of the fixed case in time on one worker.
func BenchmarkRuns(b *testing.B) {
	t, err := newTrial(context.Background(), fixedInTime(b, 1))
	if err != nil {
		b.Fatal(err)
	}
	x := t.e.runner()
	b.ReportAllocs()
	b.ResetTimer()
	for run := 0; b.Loop(); run++ {
		t.inputs(run, x.inputs)
		if _, err := x.run(run, false); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSpeed makes blocks of runs, none of them twice, of the fixed case and of alaska-2025, on one and on two workers, and tells how many
// a second.
func BenchmarkSpeed(b *testing.B) {
	const runs = 10_000
	for _, x := range []struct {
		name string
		of   func(jobs int) *ask.Draws
	}{
		{"fixed", func(jobs int) *ask.Draws { return fixedInTime(b, jobs) }},
		{"alaska", func(jobs int) *ask.Draws { return oracle.Draws(b, oracle.Catalogue(b, "alaska-2025"), 2000, jobs) }},
	} {
		for jobs, name := range []string{1: "one", 2: "two"} {
			if jobs == 0 {
				continue
			}
			b.Run(x.name+"/"+name, func(b *testing.B) {
				t, err := newTrial(context.Background(), x.of(jobs))
				if err != nil {
					b.Fatal(err)
				}
				b.ResetTimer()
				for n := range b.N {
					if _, err := t.each(context.Background(), n*runs, runs, jobs, func(run int, x *runner) error {
						_, err := x.run(run, false)
						return err
					}, nil); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(runs*float64(b.N)/b.Elapsed().Seconds(), "runs/s")
			})
		}
	}
}

// BenchmarkMillion asks a tiny case for a million runs; memory does not grow with their number.
func BenchmarkMillion(b *testing.B) {
	d := drawsOf(b, swap(b, single, "MARGIN", ""), 2000, 2)
	b.ReportAllocs()
	for b.Loop() {
		a, err := Ask(context.Background(), d, Args{Runs: 1_000_000})
		if err != nil || a.Runs != 1_000_000 {
			b.Fatal(err)
		}
	}
}

// BenchmarkContest runs the engines beside the runs on draws of alaska-2025.
func BenchmarkContest(b *testing.B) {
	q, err := prepare(context.Background(), oracle.Draws(b, oracle.Catalogue(b, "alaska-2025"), 300, 1), Args{Runs: 1})
	if err != nil {
		b.Fatal(err)
	}
	c := q.contest()
	c.settlement, _ = q.settlement()
	x := c.worker()
	b.ReportAllocs()
	for run := 0; b.Loop(); run++ {
		q.base.inputs(run%300, x.inputs)
		if _, err := x.draw(run % 300); err != nil {
			b.Fatal(err)
		}
	}
}
