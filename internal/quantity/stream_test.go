package quantity

import (
	"fmt"
	"math"
	"math/bits"
	"testing"
)

// chiSquare compares counts of x in [0, 1) over equal cells with their expectation, as a normal score.
func chiSquare(x []float64, cells int) float64 {
	counts := make([]int, cells)
	for _, v := range x {
		counts[int(v*float64(cells))]++
	}
	expected := float64(len(x)) / float64(cells)
	sum := 0.0
	for _, c := range counts {
		sum += (float64(c) - expected) * (float64(c) - expected) / expected
	}
	df := float64(cells - 1)
	return (sum - df) / math.Sqrt(2*df)
}

// pearson is the correlation of x and y as a normal score under independence.
func pearson(x, y []float64) float64 {
	var sx, sy, sxx, syy, sxy float64
	n := float64(len(x))
	for i := range x {
		sx, sy, sxx, syy, sxy = sx+x[i], sy+y[i], sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	return (sxy - sx*sy/n) / math.Sqrt((sxx-sx*sx/n)*(syy-sy*sy/n)) * math.Sqrt(n)
}

// The sequences a person would meet: runs of one path, one run of numbered paths, one run of consecutive seeds.
func sequences(n int) map[string][]float64 {
	runs, paths, seeds := make([]float64, n), make([]float64, n), make([]float64, n)
	s := NewStream(1, "values.russia.territory.weight")
	for i := range n {
		runs[i] = s.At(i)
		paths[i] = NewStream(1, fmt.Sprintf("values.p.option-%d", i)).At(0)
		seeds[i] = NewStream(uint64(i), "values.p.x").At(0)
	}
	return map[string][]float64{"runs": runs, "paths": paths, "seeds": seeds}
}

func TestStreamUniform(t *testing.T) {
	const n = 200_000
	for name, x := range sequences(n) {
		for _, cells := range []int{10, 256, 4096} {
			if z := chiSquare(x, cells); math.Abs(z) > 4 {
				t.Errorf("%s over %d cells: chi-square %.1f deviations off", name, cells, z)
			}
		}
		for _, lag := range []int{1, 2, 7, 64} {
			if z := pearson(x[lag:], x[:n-lag]); math.Abs(z) > 4 {
				t.Errorf("%s: correlation at lag %d is %.1f deviations off", name, lag, z)
			}
		}
		pairs := make([]float64, n/2) // consecutive pairs on a 64 × 64 grid
		for i := range pairs {
			pairs[i] = (math.Floor(x[2*i]*64) + x[2*i+1]) / 64
		}
		if z := chiSquare(pairs, 64*64); math.Abs(z) > 4 {
			t.Errorf("%s: pairs are %.1f deviations off", name, z)
		}
	}
}

// Streams of similar paths and of neighbouring seeds are unrelated.
func TestStreamsIndependent(t *testing.T) {
	const n = 20_000
	column := func(seed uint64, path string) []float64 {
		x := make([]float64, n)
		for i := range x {
			x[i] = NewStream(seed, path).At(i)
		}
		return x
	}
	base := column(1, "a.b1")
	for _, other := range [][]float64{
		column(1, "a.b2"), column(1, "a.b"), column(1, "a.b11"), column(1, "b.a1"), column(1, ""),
		column(2, "a.b1"), column(0, "a.b1"), column(1<<63|1, "a.b1"),
	} {
		if z := pearson(base, other); math.Abs(z) > 4 {
			t.Errorf("correlation %.1f deviations off", z)
		}
		grid := make([]float64, n)
		for i := range grid {
			grid[i] = (math.Floor(base[i]*16) + other[i]) / 16
		}
		if z := chiSquare(grid, 256); math.Abs(z) > 4 {
			t.Errorf("joint distribution %.1f deviations off", z)
		}
	}
}

// Flipping one bit of the seed, the run or the path flips about half of the result.
func TestStreamAvalanche(t *testing.T) {
	var flipped [3]int
	const n = 2000
	for i := range n {
		bit := i % 63
		base := NewStream(uint64(i), "path").Bits(i)
		flipped[0] += bits.OnesCount64(base ^ NewStream(uint64(i)^1<<bit, "path").Bits(i))
		flipped[1] += bits.OnesCount64(base ^ NewStream(uint64(i), "path").Bits(i^1<<bit))
		path := []byte("path")
		path[i%4] ^= 1 << (i % 8)
		flipped[2] += bits.OnesCount64(base ^ NewStream(uint64(i), string(path)).Bits(i))
	}
	for k, f := range flipped {
		if share := float64(f) / (64 * n); math.Abs(share-0.5) > 0.01 {
			t.Errorf("input %d flips a share of %v", k, share)
		}
	}
}

func TestUnitIsOpen(t *testing.T) {
	if lo, hi := unit(0), unit(math.MaxUint64); lo != 0x1p-53 || hi != 1-0x1p-53 {
		t.Errorf("ends %v and %v", lo, hi)
	}
}

// The numbers are part of every published result: a change here changes them all.
func TestStreamPinned(t *testing.T) {
	s := NewStream(1, "quantities.rerouting")
	for run, want := range pinned {
		if got := s.Bits(run); got != want {
			t.Errorf("run %d: %#x, want %#x", run, got, want)
		}
	}
}

var pinned = []uint64{0xcc5d1af4fddcad84, 0xd9896a3ce922474, 0xc8e4a13acc68fc19, 0xe9d2c9fbc6d5823f}
