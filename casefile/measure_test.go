package casefile

import (
	"math"
	"slices"
	"testing"
)

// A duration is read in months, whatever it is written in.
func TestDurations(t *testing.T) {
	const year, week, day = 12.0, 7 * 12 / 365.25, 12 / 365.25
	for text, want := range map[string][]float64{
		"18":                                 {18},
		"18 months":                          {18},
		"1 month":                            {1},
		"12 to 36 months":                    {12, 36},
		"1 to 3 years":                       {year, 3 * year},
		"= 2 years":                          {2 * year},
		"3 weeks":                            {3 * week},
		"10  days ":                          {10 * day},
		"\"uniform(1, 2) years\"":            {year, 2 * year},
		"\"pert(1, 2, 3) weeks\"":            {week, 2 * week, 3 * week},
		"lognormal(1 to 10) years":           {year, 10 * year},
		"\"discrete(1: 0.5, 2: 0.5) years\"": {year, 2 * year},
		"{is: 1 to 3 years, note: x}":        {year, 3 * year},
		"{is: 6, unit: months}":              {6},
		"1 / 2 year":                         {year / 2},
		"2 * (3 + 1) weeks":                  {8 * week},
	} {
		x := mustParse(t, changeIn(t, clockCase, "lag: 2 weeks", "lag: "+text)).Guarantees[0].Lag
		if len(x.Dist.P) != len(want) || x.Unit != "months" || !slices.EqualFunc(x.Dist.P, want, func(a, b float64) bool { return math.Abs(a-b) < 1e-12*b }) {
			t.Errorf("%s: %v in %s, want %v", text, x.Dist.P, x.Unit, want)
		}
	}
}

// A unit stands after an expression too, and multiplies the whole of it; after an operator the word is a name.
func TestDurationsOfExpressions(t *testing.T) {
	base := changeIn(t, clockCase, "  expected: rate", "  months: 3\n  weeks: 2\n  expected: rate")
	for text, want := range map[string]string{
		"rate months":     "rate",
		"rate + 1 years":  "(rate + 1) * 12",
		"2 * months":      "2 * months",
		"2 * weeks years": "2 * weeks * 12",
		"months":          "months",
		"-weeks years":    "-weeks * 12",
		"rate / months":   "rate / months",
		"(rate) days":     "rate * 0.03285420944558522",
	} {
		x := mustParse(t, changeIn(t, base, "lag: 2 weeks", "lag: "+text)).Guarantees[0].Lag
		if x.Form != Expr || x.Expr.String() != want || x.Text != text {
			t.Errorf("%s: %v (%s), want %s", text, x.Expr, x.Text, want)
		}
	}
	x := mustParse(t, changeIn(t, base, "lag: 2 weeks", "lag: {war == truce: 1 year, otherwise: rate years}")).Guarantees[0].Lag
	if x.Cases[0].Then.Dist.Median() != 12 || x.Cases[1].Then.Expr.String() != "rate * 12" {
		t.Errorf("%+v", x)
	}
}

// A chance a month, or a weight of a year, may say so.
func TestRates(t *testing.T) {
	for _, text := range []string{"0.3", "0.3 a month", "{is: 0.3 a month, note: x}", "{war == truce: 0.1, otherwise: 0.3 a month}"} {
		x := mustParse(t, changeIn(t, clockCase, "response: 0.3 a month", "response: "+text)).Threats[0].Response
		if x.Form == Cases {
			x = x.Cases[1].Then
		}
		if x.Dist.Median() != 0.3 {
			t.Errorf("%s: %+v", text, x)
		}
	}
	if x := mustParse(t, changeIn(t, clockCase, "fatigue: 0.2 a year", "fatigue: compliance / 2 a year")).Guarantees[0].Fatigue; x.Expr.String() != "compliance / 2" {
		t.Errorf("%+v", x)
	}
}

func TestLengths(t *testing.T) {
	for text, want := range map[string]float64{
		"month": 1, "week": 7 * 12 / 365.25, "year": 12, "2 months": 2, "3": 3, "1.5 years": 18, "day": 12 / 365.25, "1 / 2 month": 0.5,
	} {
		if got := mustParse(t, changeIn(t, clockCase, "every: 2 months", "every: "+text)).Tables[1].Every; math.Abs(got-want) > 1e-12 {
			t.Errorf("every %s: %g, want %g", text, got, want)
		}
	}
	for text, want := range map[string]float64{"12 months": 12, "2 years": 24, "52 weeks": 52 * 7 * 12 / 365.25, "400 days": 4800 / 365.25, "24": 24} {
		if got := mustParse(t, changeIn(t, clockCase, "horizon: 18 months", "horizon: "+text)).Clock.Horizon; math.Abs(got-want) > 1e-12 {
			t.Errorf("horizon %s: %g, want %g", text, got, want)
		}
	}
}

// The horizon ends with its last step; steps of weeks and days lead to the day of the month that the calendar says as well.
func TestLastDay(t *testing.T) {
	for _, x := range []struct {
		asOf, end string
		months    float64
		step      Step
		steps     int
	}{
		{"2025-01-01", "2025-02-01", 1, Month, 1},
		{"2025-02-01", "2025-03-01", 1, Month, 1},
		{"2025-01-31", "2025-02-28", 1, Month, 1},
		{"2025-08-14", "2026-08-14", 12, Month, 12},
		{"2024-01-31", "2025-02-28", 12.1, Month, 13},
		{"2025-01-01", "2025-02-01", 7 * 12 / 365.25, Month, 1},
		{"2025-01-01", "2025-01-08", 7 * 12 / 365.25, Week, 1},
		{"2025-01-01", "2025-01-08", 7 * 12 / 365.25, Day, 7},
		{"2025-02-01", "2025-03-04", 1, Day, 31},
		{"2025-07-01", "2025-09-01", 2, Day, 62},
		{"2025-07-01", "2025-09-02", 2, Week, 9},
		{"2024-02-29", "2025-03-01", 12, Day, 366},
	} {
		c := &Case{AsOf: date(t, x.asOf), Clock: Clock{Horizon: x.months, Step: x.step}}
		if got := c.LastDay(); got != date(t, x.end) || c.Steps() != x.steps {
			t.Errorf("%g months after %s: %v after %d steps, want %s after %d", x.months, x.asOf, got, c.Steps(), x.end, x.steps)
		}
	}
}

// A day that a step ends on is as many months away as so many steps are.
func TestMonthsBetween(t *testing.T) {
	for _, x := range []struct {
		from, to string
		step     Step
		want     float64
	}{
		{"2025-01-31", "2025-02-28", Month, 1},
		{"2024-02-29", "2025-02-28", Month, 12},
		{"2025-01-31", "2025-03-01", Month, 1 + 1.0/31},
		{"2025-02-01", "2025-02-15", Month, 0.5},
		{"2025-02-15", "2025-02-01", Month, -0.5},
		{"2025-02-01", "2025-03-01", Day, 28 * 12 / 365.25},
		{"2025-03-01", "2025-02-01", Day, -28 * 12 / 365.25},
		{"2025-02-01", "2025-03-01", Week, 28 * 12 / 365.25},
	} {
		if got := x.step.Months(date(t, x.from), date(t, x.to)); math.Abs(got-x.want) > 1e-12 {
			t.Errorf("from %s to %s, step %d: %g months, want %g", x.from, x.to, x.step, got, x.want)
		}
	}
	for _, s := range []Step{Week, Day, Month} {
		for steps := range 200 {
			from := date(t, "2023-12-15")
			if got := s.Months(from, s.After(from, steps)) * s.PerMonth(); math.Abs(got-float64(steps)) > 1e-9 {
				t.Errorf("step %d: the end of step %d is %g steps away", s, steps, got)
			}
		}
	}
}
