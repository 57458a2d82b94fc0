package smp_test

import (
	"fmt"
	"testing"

	"parley/internal/quantity"
	"parley/internal/spatial/smp"
)

// crowd is a scenario of n actors on m dimensions, the same for a seed.
func crowd(n, m int, seed uint64) smp.Scenario {
	s := smp.Scenario{Name: "crowd", Seed: seed}
	for k := range m {
		s.Dims = append(s.Dims, fmt.Sprintf("dimension %d", k+1))
	}
	for i := range n {
		stream := quantity.NewStream(seed, fmt.Sprintf("actor %d", i))
		a := smp.Actor{Name: fmt.Sprintf("actor %d", i), Capability: 1 + 99*stream.At(0)}
		for k := range m {
			a.Position = append(a.Position, 100*stream.At(1+2*k))
			a.Salience = append(a.Salience, (10+85*stream.At(2+2*k))/float64(m))
		}
		s.Actors = append(s.Actors, a)
	}
	return s
}

func benchmark(b *testing.B, s smp.Scenario) {
	b.Helper()
	for _, compat := range []bool{false, true} {
		b.Run(fmt.Sprintf("compat=%v", compat), func(b *testing.B) {
			s.Options.Compat = compat
			turns := 0
			for b.Loop() {
				turns = len(run(b, s).Turns)
			}
			b.ReportMetric(float64(turns), "turns")
		})
	}
}

func Benchmark40Actors(b *testing.B)          { benchmark(b, crowd(40, 1, 1)) }
func Benchmark80Actors(b *testing.B)          { benchmark(b, crowd(80, 1, 1)) }
func Benchmark80ActorsThreeDims(b *testing.B) { benchmark(b, crowd(80, 3, 1)) }

// BenchmarkPublished40 is KTAB's own example of 40 actors.
func BenchmarkPublished40(b *testing.B) { benchmark(b, scenario(b, "dummyData-a040")) }
