package spatial

import "testing"

// crowd is an issue of 28 actors, as in the Council.
func crowd() Issue {
	is := Issue{Name: "crowd", Lo: 0, Hi: 100}
	for k := range 28 {
		is.Actors = append(is.Actors, Actor{string(rune('a' + k)), float64(1 + k*k%29), 0.1 + float64(k*7%10)/12, float64(k * 37 % 11 * 10)})
	}
	return is
}

func benchmark(b *testing.B, run func(*Issue) error) {
	is := crowd()
	b.ReportAllocs()
	for b.Loop() {
		if err := run(&is); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCompromise(b *testing.B) {
	benchmark(b, func(is *Issue) error { _, err := Compromise(is); return err })
}

func BenchmarkMedian(b *testing.B) {
	benchmark(b, func(is *Issue) error { _, err := Median(is); return err })
}

func BenchmarkNash(b *testing.B) {
	benchmark(b, func(is *Issue) error { _, err := Nash(is, DefaultNash()); return err })
}

func BenchmarkPCE(b *testing.B) {
	benchmark(b, func(is *Issue) error { _, err := PCE(is, MarkovUniform); return err })
}

func BenchmarkBDM(b *testing.B) {
	benchmark(b, func(is *Issue) error { _, err := BDM(is, DefaultBDM()); return err })
}

func BenchmarkExchange(b *testing.B) {
	other := crowd()
	other.Name = "other"
	for k := range other.Actors {
		other.Actors[k].Position = 100 - other.Actors[(k+9)%28].Position
		other.Actors[k].Salience = 1.1 - other.Actors[k].Salience
	}
	benchmark(b, func(is *Issue) error { _, err := Exchange([]Issue{*is, other}, DefaultExchange()); return err })
}
