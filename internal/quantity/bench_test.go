package quantity

import (
	"fmt"
	"testing"
)

// mixed returns n inputs of all families, or of one.
func mixed(n int, only ...Family) []Input {
	all := []Dist{
		{Family: Normal, P: []float64{0.2, 0.4}},
		{Family: Uniform, P: []float64{-1, 3}},
		{Family: Triangular, P: []float64{0, 1, 4}},
		{Family: PERT, P: []float64{0.2, 0.3, 0.5}},
		{Family: Beta, P: []float64{3, 7}},
		{Family: Lognormal, P: []float64{1, 10}},
		{Family: Discrete, P: []float64{1, 5, 9}, W: []float64{0.2, 0.5, 0.3}},
		{Family: Normal, P: []float64{0.05, 0.6}, Lo: 0, Hi: 1, Cut: true},
	}
	var inputs []Input
	for i := 0; len(inputs) < n; i++ {
		d := all[i%len(all)]
		if len(only) == 0 || d.Family == only[0] {
			inputs = append(inputs, Input{fmt.Sprintf("values.p%d.x", i), d})
		}
	}
	return inputs
}

// BenchmarkDraw draws 150 inputs 2,000 times, preparation included.
func BenchmarkDraw(b *testing.B) {
	cases := map[string][]Input{
		"mixed": mixed(150), "normal": mixed(150, Normal), "pert": mixed(150, PERT), "beta": mixed(150, Beta),
	}
	for _, name := range []string{"mixed", "normal", "pert", "beta"} {
		b.Run(name, func(b *testing.B) {
			dst := make([]float64, 150)
			for b.Loop() {
				s, err := NewSampler(cases[name], []Correlation{{0, 1, 0.5}, {1, 2, 0.3}}, 1)
				if err != nil {
					b.Fatal(err)
				}
				for run := range 2000 {
					s.Draw(run, dst)
				}
			}
		})
	}
}

// BenchmarkNewSampler prepares 150 PERT inputs, the slowest family.
func BenchmarkNewSampler(b *testing.B) {
	inputs := mixed(150, PERT)
	for b.Loop() {
		if _, err := NewSampler(inputs, nil, 1); err != nil {
			b.Fatal(err)
		}
	}
}
