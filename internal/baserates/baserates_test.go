package baserates_test

import (
	"math"
	"testing"

	"parley/internal/baserates"
	"parley/internal/ensemble"
)

func all() []baserates.Rate { return append(baserates.Compellence(), baserates.Recurrences()...) }

// Every row is a share with its interval around it, counts that fit it, a class, a label, a definition and a source.
func TestRows(t *testing.T) {
	for _, r := range all() {
		name := r.Class + ", " + string(r.Definition)
		if r.Class == "" || r.Label == "" || r.Definition == "" || r.Source == "" || r.Status == "" {
			t.Errorf("%+v lacks a word", r)
		}
		if !(r.Value >= 0 && r.Value <= 1) {
			t.Errorf("%s: %v", name, r.Value)
		}
		if i := r.Interval; i != nil && !(0 <= i[0] && i[0] <= r.Value && r.Value <= i[1] && i[1] <= 1) {
			t.Errorf("%s: %v in %v", name, r.Value, *i)
		}
		if r.N < 0 || r.Count > r.N || r.All != 0 && r.All < r.N {
			t.Errorf("%s: %d of %d of %d", name, r.Count, r.N, r.All)
		}
		if r.Count > 0 && math.Abs(float64(r.Count)/float64(r.N)-r.Value) > 0.01 {
			t.Errorf("%s: %d of %d is not %v", name, r.Count, r.N, r.Value)
		}
	}
}

// The intervals are Wilson's at 90 %, of a count that rounds to the share. One end in the material is rounded outwards, so ends may
// be off by a hundredth.
func TestIntervals(t *testing.T) {
	for _, r := range all() {
		if r.Interval == nil {
			continue
		}
		fits := false
		for k := range r.N + 1 {
			w := ensemble.Wilson(k, r.N)
			fits = fits || math.Abs(float64(k)/float64(r.N)-r.Value) <= 0.0051 && math.Abs(w[0]-r.Interval[0]) <= 0.01 && math.Abs(w[1]-r.Interval[1]) <= 0.01
		}
		if !fits {
			t.Errorf("%s, %s: no count of %d has the share %v and the interval %v", r.Class, r.Definition, r.N, r.Value, *r.Interval)
		}
	}
}

// Definitions from strict to wide give rising shares, and outcomes that are not known can only lower a share.
func TestDefinitions(t *testing.T) {
	for _, class := range []string{
		baserates.AnyThreat, baserates.NeverImposed, baserates.ThenImposed, baserates.ImposedUnannounced, baserates.OverMilitary, baserates.OverTerritory, baserates.AgainstRussia,
	} {
		at := func(d baserates.Definition) baserates.Rate {
			r, ok := baserates.CompellenceBy(class, d)
			if !ok {
				t.Fatalf("%s has no %s", class, d)
			}
			return r
		}
		middle, lower := at(baserates.Acquiescence), at(baserates.UnknownFails)
		if complete, wide := at(baserates.Complete), at(baserates.Negotiated); complete.Value > middle.Value || middle.Value > wide.Value {
			t.Errorf("%s: %v, %v, %v", class, complete.Value, middle.Value, wide.Value)
		}
		if want := middle.Value * float64(middle.N) / float64(middle.All); lower.N != middle.All || math.Abs(lower.Value-want) > 0.011 {
			t.Errorf("%s: at least %v, want %v", class, lower.Value, want)
		}
		if wide, gives := at(baserates.Negotiated), at(baserates.SenderYields); wide.Value+gives.Value > 1 {
			t.Errorf("%s: %v settle and %v give up", class, wide.Value, gives.Value)
		}
	}
	if baserates.CompellenceOf("nothing") != nil {
		t.Error("a class that is not there has rates")
	}
}

// Parts add up to the whole they are parts of.
func TestSums(t *testing.T) {
	n := func(class string) int {
		if r, ok := baserates.CompellenceBy(class, baserates.Acquiescence); ok {
			return r.N
		}
		if s, ok := baserates.SurvivalOf(class); ok {
			return s.N
		}
		return baserates.RecurrenceOf(class)[0].N
	}
	for whole, parts := range map[string][]string{
		baserates.AnyThreat:                 {baserates.NeverImposed, baserates.ThenImposed},
		baserates.CrisisAny:                 {baserates.CrisisNotProtracted, baserates.CrisisProtracted, baserates.CrisisLongWar},
		baserates.CrisisFormal:              {baserates.CrisisNotProtractedFormal, baserates.CrisisProtractedFormal, baserates.CrisisLongWarFormal},
		baserates.CrisisAnyProtractedFormal: {baserates.CrisisProtractedFormal, baserates.CrisisLongWarFormal},
		baserates.AgreementAny:              {baserates.AgreementFull, baserates.AgreementPartial, baserates.AgreementProcess},
	} {
		sum := 0
		for _, p := range parts {
			sum += n(p)
		}
		if sum != n(whole) {
			t.Errorf("the parts of %s are %d, the whole %d", whole, sum, n(whole))
		}
	}
	if n(baserates.CrisisAmbiguous)+n(baserates.CrisisDefinitive) != n(baserates.CrisisAny) || n(baserates.AgreementCeasefire)+n(baserates.AgreementWithout) != n(baserates.AgreementAny) {
		t.Error("two halves are not the whole")
	}
	for _, class := range []string{baserates.DemandUN, baserates.DemandUNForce} {
		sum := 0.0
		for _, r := range baserates.CompellenceOf(class) {
			sum += r.Value
		}
		if math.Abs(sum-1) > 0.0015 {
			t.Errorf("%s: the levels of compliance add up to %v", class, sum)
		}
	}
	sum, wars := 0.0, 0
	for _, e := range baserates.Endings() {
		switch {
		case e.Form == "" || e.Source == "" || e.N <= 0 || !(e.Share > 0 && e.Share < 1):
			t.Errorf("%+v", e)
		case e.Class == baserates.CrisisAny && e.N == n(baserates.CrisisAny):
			sum += e.Share
		case e.Class == baserates.CrisisWar && e.Form == "formal agreement" && e.Share == .27 && e.N == 101: // of one war it is not known whether it came back
			wars++
		}
	}
	if wars != 1 {
		t.Errorf("full-scale wars ended by a formal agreement: %d rows", wars)
	}
	if math.Abs(sum-1) > 0.02 {
		t.Errorf("the endings add up to %v", sum)
	}
}

// The chance to have yielded rises with time, and the wider definition is never below the narrower.
func TestDeadlines(t *testing.T) {
	rows := baserates.Deadlines()
	for k, r := range rows {
		if !(0 <= r.Yielded && r.Yielded <= r.Negotiated && r.Negotiated <= 1) || r.N != 691 || r.Source == "" || r.Label == "" {
			t.Errorf("%+v", r)
		}
		if k > 0 && (r.Days <= rows[k-1].Days || r.Yielded < rows[k-1].Yielded || r.Negotiated < rows[k-1].Negotiated) {
			t.Errorf("%+v after %+v", r, rows[k-1])
		}
	}
}

// A deadline that the table has is that row; between rows both neighbours stand; nothing lies beyond the ends.
func TestWithin(t *testing.T) {
	for days, want := range map[float64][]int{0: {12}, 5: {12}, 12: {12}, 12.5: {12, 30}, 17: {12, 30}, 30: {30}, 100: {90, 180}, 365: {365}, 700: {365, 730}, 730: {730}, 5000: {730}} {
		var got []int
		for _, r := range baserates.Within(days) {
			got = append(got, r.Days)
		}
		if len(got) != len(want) || got[0] != want[0] || got[len(got)-1] != want[len(want)-1] {
			t.Errorf("%v days: rows %v, want %v", days, got, want)
		}
	}
	if r := baserates.Within(12)[0]; r.Yielded != .025 || r.Negotiated != .026 {
		t.Errorf("within 12 days: %+v", r)
	}
}

// Survival falls with time, and every curve has the same months.
func TestSurvivals(t *testing.T) {
	for _, s := range baserates.Survivals() {
		before := 1.0
		for k, months := range []int{3, 12, 24, 60, 120} {
			p, ok := s.At(months)
			if !ok || s.Points[k] != p || p.Value <= 0 || p.Value > before {
				t.Errorf("%s after %d months: %+v", s.Class, months, p)
			}
			if p.Half != nil && (*p.Half <= 0 || p.Value-*p.Half < 0 || p.Value+*p.Half > 1) {
				t.Errorf("%s after %d months: %v ± %v", s.Class, months, p.Value, *p.Half)
			}
			before = p.Value
		}
		if s.N <= 0 || s.Source == "" || s.Label == "" {
			t.Errorf("%+v", s)
		}
	}
	if s, _ := baserates.SurvivalOf(baserates.AgreementAny); s.Points[0].Value != .89 || *s.Points[0].Half != .03 {
		t.Errorf("all agreements: %+v", s.Points[0])
	}
	if _, ok := baserates.SurvivalOf("nothing"); ok {
		t.Error("a class that is not there has a curve")
	}
}

// What a look-up gives is its caller's own: changing it changes no other.
func TestOwn(t *testing.T) {
	baserates.Compellence()[0].Value = 7
	*baserates.Recurrences()[0].Interval = [2]float64{7, 7}
	baserates.Within(5)[0].Yielded = 7
	for _, r := range all() {
		if r.Value == 7 || r.Interval != nil && r.Interval[0] == 7 {
			t.Error("a row was changed from outside")
		}
	}
	if baserates.Within(5)[0].Yielded == 7 {
		t.Error("a deadline was changed from outside")
	}
}

func TestAgainst(t *testing.T) {
	if baserates.Against("ru", "Russia") != baserates.AgainstRussia || baserates.Against("iran", "IR") != "" || baserates.Against() != "" {
		t.Error("the class of a target")
	}
}
