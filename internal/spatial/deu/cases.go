package deu

import (
	"context"
	"fmt"
	"io/fs"
	"slices"

	"parley/internal/diag"
	"parley/internal/spatial"
)

// Case is a small set of decided issues. What is measured on it is indicative only.
type Case struct {
	Name   string
	Issues []Issue
	Notes  []string
}

// coded is an outcome that we read out of the Paris Agreement (2015) and the decision that adopted it (1/CP.21), on the scale of
// its issue.
type coded struct {
	issue   string
	outcome float64
	article string
}

// paris is our coding. It was not fitted to any model, and is not that of the published study, which is not at hand.
var paris = []coded{
	{"differentiation", 50, "Article 2.2: responsibilities and capabilities in the light of national circumstances"},
	{"mrv", 75, "Articles 13.11 and 15: technical expert review, and a committee on compliance"},
	{"legal", 70, "Articles 4.2 and 13.7: an obligation to have a contribution and to report on it"},
	{"adaptlegal", 80, "Articles 7.9 and 7.10: each Party, as appropriate"},
	{"adaptinst", 60, "Article 7.7: institutions are strengthened"},
	{"financevol", 20, "1/CP.21, paragraph 53: a new goal from a floor of 100 billion"},
	{"financewho", 20, "Articles 9.1 and 9.2: developed countries shall, others are encouraged"},
	{"adaptfinance", 50, "Article 9.4: a balance between adaptation and mitigation"},
	{"ld", 50, "Article 8: an article of its own, no compensation"},
	{"progress", 65, "Article 4.3: each contribution will be a progression"},
	{"amb2050", 0, "Article 4.1: no year is named for a goal"},
	{"amb2100", 80, "Article 4.1: balance of emissions and removals in the second half of the century"},
	{"eaa", 20, "Article 14: collective progress is assessed"},
}

// ReadCOP21 reads the 13 issues of the Paris conference from cop21_positions.csv, with outcomes as we read them in the
// treaty. The notes say where each stands.
func ReadCOP21(files fs.FS) (*Case, error) {
	var found diag.List
	t, err := readTable(files, "cop21_positions.csv", []string{"actor", "issue", "position", "salience", "power"}, &found)
	if err != nil {
		return nil, err
	}
	c := &Case{Name: "COP21"}
	for _, r := range paris {
		c.Issues = append(c.Issues, Issue{
			Issue:    spatial.Issue{Name: r.issue, Lo: 0, Hi: 100, Outcome: &r.outcome},
			Proposal: "Paris Agreement", Unanimous: true, Year: 2015,
		})
		c.Notes = append(c.Notes, fmt.Sprintf("%s: %g. %s", r.issue, r.outcome, r.article))
	}
	for k := range t.rows {
		w := &t.rows[k]
		at := slices.IndexFunc(c.Issues, func(is Issue) bool { return is.Name == w.text("issue") })
		if at < 0 {
			w.fault("issue", fmt.Sprintf("issue %q is not one of the 13", w.text("issue")), "remove the row")
			continue
		}
		w.stand(&c.Issues[at], "position", "power", 0, 100)
	}
	return c, c.finish(t.file, found)
}

// ReadEmissions reads the case of the emission standards of medium cars (Bueno de Mesquita 1994): years until they apply, from
// bdm1994_ec_emission_standards.csv and the outcome from bdm1994_ec_emission_standards_results.csv.
func ReadEmissions(files fs.FS) (*Case, error) {
	const lo, hi = 4, 10
	var found diag.List
	t, err := readTable(files, "bdm1994_ec_emission_standards.csv", []string{"actor", "capability", "position_years", "salience"}, &found)
	if err != nil {
		return nil, err
	}
	results, err := readTable(files, "bdm1994_ec_emission_standards_results.csv", []string{"quantity", "value"}, &found)
	if err != nil {
		return nil, err
	}
	is := Issue{Issue: spatial.Issue{Name: "emission standards", Lo: lo, Hi: hi}, Proposal: "emission standards", Year: 1987}
	for k := range results.rows {
		if w := &results.rows[k]; w.text("quantity") == "actual_outcome_years" {
			is.Outcome, _ = w.number("value", lo, hi, false)
		}
	}
	for k := range t.rows {
		t.rows[k].stand(&is, "position_years", "capability", lo, hi)
	}
	if is.Outcome == nil && !found.HasErrors() {
		return nil, fmt.Errorf("%s says no actual_outcome_years, so nothing can be scored; add the row", results.file)
	}
	c := &Case{Name: "emission standards 1994", Issues: []Issue{is}, Notes: []string{"one issue; errors are in hundredths of the range from 4 to 10 years"}}
	return c, c.finish(t.file, found)
}

// stand adds the actor of a row to an issue.
func (w *row) stand(is *Issue, position, capability string, lo, hi float64) {
	name := w.text("actor")
	if slices.ContainsFunc(is.Actors, func(a spatial.Actor) bool { return a.Name == name }) {
		w.fault("actor", fmt.Sprintf("actor %q stands on this issue twice", name), "give each actor one row an issue")
		return
	}
	x, okX := w.number(position, lo, hi, false)
	s, okS := w.number("salience", 0, 1, false)
	c, okC := w.number(capability, 0, spatial.MaxMagnitude, false)
	if okX && okS && okC {
		is.Actors = append(is.Actors, spatial.Actor{Name: name, Capability: *c, Salience: *s, Position: *x})
	}
}

// finish gives what was found, or what keeps an issue from being read by a model.
func (c *Case) finish(file string, found diag.List) error {
	if found.HasErrors() {
		return found.Sort()
	}
	for k := range c.Issues {
		if err := c.Issues[k].Check(); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}

// Indicate scores the models, and a forecast fitted elsewhere, on a case.
func Indicate(ctx context.Context, f *Forecaster, c *Case, o Options) (*Report, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	by := make([]*spatial.Distribution, len(c.Issues))
	for k := range c.Issues {
		var err error
		if by[k], err = f.Forecast(&c.Issues[k]); err != nil {
			return nil, err
		}
	}
	all := append(models(), given(forecastMean, by, (*spatial.Distribution).Mean),
		given(forecastMedian, by, func(d *spatial.Distribution) float64 { return d.Quantile(0.5) }))
	r, err := report(ctx, c.Name, all, c.Issues, o)
	if err != nil {
		return nil, err
	}
	r.Notes = c.Notes
	return r, nil
}
