package spatial

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// iterated is the election as KTAB defines it, by iteration, over the distinct positions.
func iterated(is *Issue, e Election) []float64 {
	var at []float64
	sum := 0.0
	for _, a := range is.Actors {
		sum += a.Weight()
		if !slices.Contains(at, a.Position) {
			at = append(at, a.Position)
		}
	}
	slices.Sort(at)
	n := len(at)
	strength := func(i, j int) float64 {
		c := coalition
		for _, a := range is.Actors {
			c += max(0, a.Weight()/sum*(math.Abs(a.Position-at[j])-math.Abs(a.Position-at[i]))/is.Length())
		}
		return c
	}
	beats := func(i, j int) float64 {
		if i == j {
			return 0.5
		}
		return strength(i, j) / (strength(i, j) + strength(j, i))
	}
	p := make([]float64, n)
	if e == Conditional {
		all := 0.0
		for i := range p {
			p[i] = 1
			for j := range n {
				p[i] *= beats(i, j)
			}
			all += p[i]
		}
		for i := range p {
			p[i] /= all
		}
		return p
	}
	challenge := make([][]float64, n) // [i][j] how often i challenges the incumbent j
	for i := range n {
		challenge[i] = make([]float64, n)
	}
	for j := range n {
		all := 0.0
		for i := range n {
			challenge[i][j] = unchallenged
			if i != j {
				challenge[i][j] = strength(i, j) * beats(i, j)
			}
			if e == MarkovUniform {
				challenge[i][j] = 1
			}
			all += challenge[i][j]
		}
		for i := range n {
			challenge[i][j] /= all
		}
	}
	for i := range p {
		p[i] = 1 / float64(n)
	}
	for range 200_000 {
		change := 0.0
		q := make([]float64, n)
		for i := range n {
			for j := range n {
				q[i] += beats(i, j) * (p[i]*challenge[j][i] + p[j]*challenge[i][j])
			}
		}
		for i := range p {
			change = max(change, math.Abs(q[i]-p[i]))
			p[i] = (p[i] + q[i]) / 2
		}
		if change < 1e-13 {
			break
		}
	}
	return p
}

func TestPCEIsItsDefinition(t *testing.T) {
	for e := Conditional; e <= MarkovIncentive; e++ {
		rapid.Check(t, func(t *rapid.T) {
			is := issues(true, 7).Draw(t, "issue")
			d, err := PCE(&is, e)
			if err != nil {
				t.Fatal(err)
			}
			sum := 0.0
			for k, want := range iterated(&is, e) {
				sum += d.Shares[k]
				if math.Abs(d.Shares[k]-want) > 1e-6 {
					t.Fatalf("election %d: %v, by iteration %v", e, d.Shares, iterated(&is, e))
				}
			}
			if math.Abs(sum-1) > 1e-12 || len(d.Shares) != len(iterated(&is, e)) {
				t.Fatalf("shares %v", d.Shares)
			}
		})
	}
}

// Of two positions each has its share of the weight, whatever the election but for the incentive.
func TestPCEOfTwo(t *testing.T) {
	is := Issue{Name: "two", Lo: 0, Hi: 100, Actors: []Actor{{"a", 3, 1, 20}, {"b", 1, 1, 90}}}
	for _, e := range []Election{Conditional, MarkovUniform} {
		d, err := PCE(&is, e)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "share of the first", d.Shares[0], 0.75, 1e-6)
	}
	// With incentives: the flow a takes from b is p·(p/(p+0)) and back likewise; there is one challenger, so p again.
	d, err := PCE(&is, MarkovIncentive)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "share of the first", d.Shares[0], 0.75, 1e-6)
}

// Several actors at one place are as one with their joint weight.
func TestPCEOfDuplicates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issues(true, 6).Draw(t, "issue")
		e := Election(rapid.IntRange(0, 2).Draw(t, "election"))
		before, err := PCE(&is, e)
		if err != nil {
			t.Fatal(err)
		}
		a := is.Actors[0]
		a.Capability /= 2
		is.Actors = append(slices.Clone(is.Actors[1:]), a, a)
		after, err := PCE(&is, e)
		if err != nil {
			t.Fatal(err)
		}
		for k := range before.Shares {
			if math.Abs(before.Shares[k]-after.Shares[k]) > 1e-9 {
				t.Fatalf("%v, halved %v", before.Shares, after.Shares)
			}
		}
	})
}

func TestPCEErrors(t *testing.T) {
	is := Issue{Name: "x", Lo: 0, Hi: 100, Actors: []Actor{{"a", 1, 1, 40}}}
	for _, e := range []Election{-1, 3} {
		if _, err := PCE(&is, e); err == nil {
			t.Errorf("election %d is taken", e)
		}
	}
}

// Stationary as it is written: the same operations in the same order for every entry, so the same to the last bit.
func TestStationaryToTheBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "n")
		m := rapid.SliceOfN(rapid.Float64Range(1e-9, 1), n*n, n*n).Draw(t, "m")
		got := Stationary(slices.Clone(m), n)
		for k := n - 1; k > 0; k-- {
			out := 0.0
			for i := range k {
				out += m[i*n+k]
			}
			for j := range k {
				m[k*n+j] /= out
				for i := range k {
					m[i*n+j] += float64(m[i*n+k] * m[k*n+j])
				}
			}
		}
		want, sum := make([]float64, n), 1.0
		want[0] = 1
		for k := 1; k < n; k++ {
			for j := range k {
				want[k] += float64(m[k*n+j] * want[j])
			}
			sum += want[k]
		}
		for k := range want {
			if want[k] /= sum; got[k] != want[k] {
				t.Fatalf("share %d of %d: %v, want %v", k, n, got[k], want[k])
			}
		}
	})
}
