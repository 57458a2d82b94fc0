package exchange_test

import (
	"maps"
	"math"
	"slices"
	"testing"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/exchange/facts"
	"parley/internal/exchange/genius"
	"parley/internal/exchange/geniusweb"
	"parley/internal/exchange/negolog"
)

const tolerance = 1e-9

// readerOf chooses the reader for a domain by its files.
func readerOf(f facts.Facts) func([]exchange.File) (*exchange.Domain, diag.List) {
	switch {
	case f.Domain != "":
		return genius.Read
	case slices.Contains(f.Profiles, "profileA.json"):
		return negolog.Read
	}
	return geniusweb.Read
}

// reference returns the facts of every domain and its reading.
func reference(t *testing.T, visit func(t *testing.T, f facts.Facts, d *exchange.Domain)) {
	t.Helper()
	folder, ok := facts.Directory()
	if !ok {
		t.Skip("the reference data (../shared/data/negotiation) are not here")
	}
	all, err := facts.Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		f := all[name]
		if len(f.Profiles) == 0 {
			continue // secondhand_car_real has no facts; package genius tests it
		}
		t.Run(name, func(t *testing.T) {
			files, err := f.Files(folder)
			if err != nil {
				t.Fatal(err)
			}
			d, problems := readerOf(f)(files)
			if problems.HasErrors() {
				t.Fatal(problems)
			}
			visit(t, f, d)
		})
	}
}

func TestFacts(t *testing.T) {
	reference(t, func(t *testing.T, f facts.Facts, d *exchange.Domain) {
		checkShape(t, f, d)
		o := newOracle(d)
		zero := make([]float64, len(d.Profiles))
		walkAway := make([]float64, len(d.Profiles))
		for i, p := range d.Profiles {
			if p.Reservation != nil {
				walkAway[i] = *p.Reservation
			}
		}
		checkOutcomes(t, f, o)
		rational := o.rational(zero)
		equal(t, "rational_d0", float64(len(rational)), float64(f.RationalD0))
		points(t, "nash_d0", nash(rational, zero), f.NashD0)
		equal(t, "nash_product_d0", product(nash(rational, zero)), f.NashProductD0)
		points(t, "egalitarian_d0", equalGains(rational, zero), f.EgalitarianD0)
		points(t, "ks_maxmin_ratio_d0", kalaiSmorodinsky(rational, zero), f.KalaiD0)
		if f.RationalRV == nil {
			points(t, "no walk-away but 0", walkAway, zero)
			return
		}
		rational = o.rational(walkAway)
		equal(t, "rational_rv", float64(len(rational)), float64(*f.RationalRV))
		points(t, "nash_rv", nash(rational, walkAway), f.NashRV)
		equal(t, "nash_product_rv", product(gains(nash(rational, walkAway), walkAway)), f.NashProductRV)
		points(t, "egalitarian_rv", equalGains(rational, walkAway), f.EgalitarianRV)
		points(t, "ks_maxmin_ratio_rv", kalaiSmorodinsky(rational, walkAway), f.KalaiRV)
	})
}

func checkShape(t *testing.T, f facts.Facts, d *exchange.Domain) {
	t.Helper()
	equal(t, "issues", float64(len(d.Issues)), float64(f.Issues))
	var values []int
	for _, issue := range d.Issues {
		values = append(values, len(issue.Options))
	}
	if !slices.Equal(values, f.Values) {
		t.Errorf("values per issue %v, want %v", values, f.Values)
	}
	for i, p := range d.Profiles {
		reservation, discount := 0.0, 1.0
		if p.Reservation != nil {
			reservation = *p.Reservation
		}
		if p.Discount != nil {
			discount = *p.Discount
		}
		equal(t, "reservation", reservation, f.Reservation[i])
		if f.Discount != nil {
			equal(t, "discount", discount, f.Discount[i])
		}
		if f.WeightSums != nil {
			equal(t, "weight sum", sum(p.Weights), f.WeightSums[i])
		}
		if want := exchange.BaseName(f.Profiles[i]); p.Name != want {
			t.Errorf("profile %d is %q, want %q", i, p.Name, want)
		}
	}
}

func checkOutcomes(t *testing.T, f facts.Facts, o *oracle) {
	t.Helper()
	equal(t, "outcomes", float64(len(o.points)), float64(f.Outcomes))
	frontier := o.pareto()
	equal(t, "pareto_outcomes", float64(len(frontier)), float64(f.ParetoOutcomes))
	equal(t, "pareto points", float64(distinct(frontier)), float64(f.ParetoPoints))
	if len(o.points) < 4000 {
		equal(t, "pareto_outcomes by definition", float64(o.paretoLiteral()), float64(f.ParetoOutcomes))
	}
	most, least := slices.Clone(o.points[0]), slices.Clone(o.points[0])
	for _, p := range o.points {
		for i, x := range p {
			most[i], least[i] = math.Max(most[i], x), math.Min(least[i], x)
		}
	}
	points(t, "max", most, f.Max)
	points(t, "min", least, f.Min)
	welfare := best(o.points, func(p []float64) []float64 { return []float64{sum(p)} })
	equal(t, "max_welfare", sum(welfare), f.MaxWelfare)
	points(t, "max_welfare_point", welfare, f.WelfarePoint)
	equal(t, "opposition", o.opposition(), f.Opposition)
}

func equal(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s is %.12g, want %.12g", what, got, want)
	}
}

func points(t *testing.T, what string, got, want []float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s is %v, want %v", what, got, want)
		return
	}
	for i := range got {
		equal(t, what, got[i], want[i])
	}
}
