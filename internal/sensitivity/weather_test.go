package sensitivity

import (
	"context"
	"slices"
	"testing"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/quantity"
)

// weather makes answers about the shore from dice: calm where the aid covers the cost, storm where it does not, each 9 times in 10; fog
// comes first, once in 10. Inputs are found by path.
func weather(works func(aid, cost, w float64) (float64, error)) Source {
	return Source{
		Kind: "weather", Form: "weather:NAME", All: "weathers", Names: func(*casefile.Case) []string { return []string{"calm", "storm"} },
		Make: func(_ context.Context, d *ask.Draws, name string) (string, []string, Worker, error) {
			all := []string{"storm", "calm", "fog"}
			k := slices.Index(all, name)
			if name != "" && k < 0 {
				return "", nil, nil, &casefile.NotFound{What: "weather", Name: name, Suggestion: "write calm or storm"}
			}
			at := func(path string) int {
				return slices.IndexFunc(d.G.Case.Inputs, func(x *casefile.Number) bool { return x.Path == path })
			}
			aid, cost := at("quantities.aid"), at("quantities.cost")
			dice := quantity.NewStream(d.Seed, "weather")
			label, outcomes := "the weather", all
			if k >= 0 {
				label, outcomes = "the weather “"+name+"”", nil
			}
			return label, outcomes, func() func([]float64, int) (float64, error) {
				return func(inputs []float64, run int) (float64, error) {
					v, err := works(inputs[aid], inputs[cost], dice.At(run))
					if k >= 0 && err == nil {
						return is(v, k), nil
					}
					return v, err
				}
			}, nil
		},
	}
}

func calmOrStorm(aid, cost, w float64) (float64, error) {
	if w < 0.1 {
		return 2, nil
	}
	return indicator((aid >= cost) == (w < 0.91)), nil
}

// balance is a number with noise.
func balance() Source {
	s := weather(func(aid, cost, w float64) (float64, error) { return aid - cost + 4*(w-0.5), nil })
	s.Kind, s.Form, s.All, s.Number = "balance", "balance:NAME", "balances", true
	make := s.Make
	s.Make = func(ctx context.Context, d *ask.Draws, _ string) (string, []string, Worker, error) {
		_, _, work, err := make(ctx, d, "")
		return "the balance", nil, work, err
	}
	return s
}

func thrownAnswer(t testing.TB, d *ask.Draws, of string, sources ...Source) *Answer {
	t.Helper()
	a, err := Ask(context.Background(), d, Args{Of: of, Sources: sources})
	if err != nil {
		t.Fatal(err)
	}
	return a
}
