package sensitivity

import (
	"context"
	"fmt"
	"testing"

	"parley/internal/ensemble"
	"parley/internal/quantity"
)

// study is a design over functions of independent ranks, addressed by name.
func study(jobs int, names []string, f func(u []float64) float64) *Design {
	streams := make([]quantity.Stream, len(names))
	for i, name := range names {
		streams[i] = quantity.NewStream(7, name)
	}
	return &Design{
		Inputs: len(names),
		Uniform: func(run int, dst []float64) {
			for i, s := range streams {
				dst[i] = s.At(run)
			}
		},
		Values: func(ranks, dst []float64) { copy(dst, ranks) },
		ValuesOf: func(inputs []int, ranks, dst []float64) {
			for _, i := range inputs {
				dst[i] = ranks[i]
			}
		},
		Eval: func() Eval {
			return func(p Point) (Twice, error) {
				y := f(p.Values)
				return Twice{y, y}, nil
			}
		},
		Each: func(ctx context.Context, _ string, n int, newWorker func() func(int) error) error {
			_, err := ensemble.Each(ctx, n, jobs, newWorker, nil)
			return err
		},
	}
}

func names(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("x%d", i+1)
	}
	return out
}

func singles(n int) [][]int {
	out := make([][]int, n)
	for i := range out {
		out[i] = []int{i}
	}
	return out
}

// measured are the indices of the sets by freezing, and the first-order indices of all inputs by bins.
func measured(t *testing.T, d *Design, n int, sets [][]int) (frozen []Index, alone []Estimate) {
	t.Helper()
	c, err := d.Base(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Frozen(t.Context(), "inputs", c, sets, n); err != nil {
		t.Fatal(err)
	}
	for k := range sets {
		x, _ := Indices(c.A, c.B, c.AB[k])
		frozen = append(frozen, x)
	}
	return frozen, d.Alone(c, span(d.Inputs))
}
