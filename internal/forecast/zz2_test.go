package forecast

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/oracle"
	"parley/internal/page"
)

func alaska(tb testing.TB) *ask.Draws {
	b, err := os.ReadFile("/work/main/cases/alaska-2025/case.yaml")
	if err != nil {
		tb.Skip("none")
	}
	return oracle.Draws(tb, oracle.Must(tb, string(b)), 2000, 1)
}

func BenchmarkAlaska(b *testing.B) {
	d := alaska(b)
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

func TestAlaska(t *testing.T) {
	d := alaska(t)
	d.Jobs = 2
	last := ""
	when := time.Now()
	d.Progress = func(s string, done, of int) {
		if s != last {
			fmt.Println(s, time.Since(when))
			last = s
		}
	}
	a, err := Ask(context.Background(), d, Args{})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(time.Since(when))
	_ = a.Page(d.G).Text(os.Stdout, page.TextOptions{Width: 80})
}

func TestAlaskaStats(t *testing.T) {
	d := alaska(t)
	tr, err := newTrial(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	x := tr.e.runner()
	x.looks = true
	leave, deals := 0, 0
	kinds := map[clock.Kind]int{}
	from := map[string]int{}
	for run := range 1000 {
		tr.inputs(run, x.inputs)
		x.seen = func(int) { from[fmt.Sprint(x.r.State)]++ }
		if _, err := x.run(run, false); err != nil {
			t.Fatal(err)
		}
		if x.leavers != 0 {
			leave++
		}
		deals += len(x.made)
		for _, h := range x.r.Log {
			kinds[h.Kind]++
		}
	}
	fmt.Println("leave", leave, "deals", deals, "kinds", kinds, "states", len(from))
	fmt.Println(tr.e.book.Cover)
}
