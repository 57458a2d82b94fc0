package forecast

import (
	"context"
	"testing"

	"parley/internal/ask"
	"parley/internal/oracle"
	"parley/internal/synthetic"
)

// fixedInTime prepares the fixed synthetic case.
func fixedInTime(tb testing.TB, jobs int) *ask.Draws {
	tb.Helper()
	return oracle.Draws(tb, oracle.Must(tb, synthetic.Case(synthetic.FixedInTime())), 2000, jobs)
}

// BenchmarkRuns makes runs of the fixed case on one worker; a run is to take at most 200 µs.
func BenchmarkRuns(b *testing.B) {
	d := fixedInTime(b, 1)
	t, err := newTrial(context.Background(), d)
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
