package forecast

import (
	"context"
	"fmt"
	"testing"

	"parley/internal/clock"
)

func TestStats(t *testing.T) {
	d := fixedInTime(t, 1)
	tr, err := newTrial(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	x := tr.e.runner()
	x.looks = true
	leave, deals := 0, 0
	kinds := map[clock.Kind]int{}
	from := map[string]int{}
	var per [5]int
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
		for _, m := range x.made { per[m.table]++ }
		for _, h := range x.r.Log {
			kinds[h.Kind]++
		}
	}
	fmt.Println("leave", leave, "deals", deals, per, "kinds", kinds, "states", len(from))
	fmt.Println(tr.e.book.Cover)
}
