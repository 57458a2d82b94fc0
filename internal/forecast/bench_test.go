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

// BenchmarkSpeed makes blocks of runs of the fixed case on one and on two workers, and tells how many a second.
func BenchmarkSpeed(b *testing.B) {
	for _, jobs := range []int{1, 2} {
		b.Run(map[int]string{1: "one", 2: "two"}[jobs], func(b *testing.B) {
			const runs = 2000
			t, err := newTrial(context.Background(), fixedInTime(b, jobs))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := t.each(context.Background(), 0, runs, jobs, func(run int, x *runner) error {
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
