package sensitivity

import "testing"

// The catalogue's largest case with the default draws: well under 20 s is asked for on two processors.
func BenchmarkAlaska(b *testing.B) {
	d := alaska(b, 2000)
	for b.Loop() {
		a := answerTo(b, d, "")
		b.ReportMetric(float64(a.Evaluated), "evaluations/op")
	}
}

// One evaluation of room: values filled in and searched.
func BenchmarkEvaluation(b *testing.B) {
	d := alaska(b, 100)
	tg, err := find(b.Context(), d, "room:settlement@with-europe")
	if err != nil {
		b.Fatal(err)
	}
	w := newQuestion(tg, d).design.newRow(b.Context())
	for run := 0; b.Loop(); run++ {
		if _, err := w.load(run % 100); err != nil {
			b.Fatal(err)
		}
	}
}

// The published function of the tests, 4,000 runs.
func BenchmarkIndices(b *testing.B) {
	d := study(1, names(3), ishigami)
	c, err := d.Base(b.Context(), 4000)
	if err != nil {
		b.Fatal(err)
	}
	if err := d.Frozen(b.Context(), "", c, singles(3), 4000); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Indices(c.A, c.B, c.AB[0])
	}
}
