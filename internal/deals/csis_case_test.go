package deals_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// In force on the eve of the talks, in the simulator's own clauses (it counts from 1): Russian control of what is occupied (2), Ukraine's
// industry (9) and army (10), tight sanctions (13).
var inForce = []int{1, 8, 9, 12}

// setting is one way to read the simulator as a case.
type setting struct {
	today  bool    // a state is in force; else an abstract domain
	war    float64 // points that the end of the fighting is worth to each government
	lines  bool    // a clause that a government scores at 2 or less is a red line
	public bool    // Ukraine's public ratifies
	weary  float64 // points that the end is worth to the public
	spread float64
}

// text writes the case. An average reaches its bar just when the points over the bar, clause by clause, sum to 0 or
// more: so the simulator's test is an additive one with a walk-away of 0.
func (c clauses) text(s setting) string {
	var b strings.Builder
	b.WriteString("parley: 1\ncase: CSIS simulator\n")
	if !s.today {
		b.WriteString("status-quo: none\n")
	}
	b.WriteString("parties:\n  ukraine: {kind: state}\n  russia: {kind: state}\n")
	if s.public {
		b.WriteString("  public: {kind: public}\n")
	}
	b.WriteString("issues:\n")
	for k := range c.score {
		today := "left"
		if slices.Contains(inForce, k) {
			today = "agreed"
		}
		if s.today {
			fmt.Fprintf(&b, "  c%d: {today: %s, options: [left, agreed]}\n", k+1, today)
		} else {
			fmt.Fprintf(&b, "  c%d: {options: [left, agreed]}\n", k+1)
		}
	}
	if s.today {
		b.WriteString("  fighting: {options: [goes-on, stops]}\n")
	}
	b.WriteString("rules:\n")
	for _, e := range c.excludes {
		fmt.Fprintf(&b, "  - never: c%d == agreed and c%d == agreed\n", e[0]+1, e[1]+1)
	}
	b.WriteString("values:\n")
	c.writeValues(&b, "ukraine", 0, s, s.war)
	c.writeValues(&b, "russia", 1, s, s.war)
	if s.public {
		c.writeValues(&b, "public", 0, s, s.weary)
		fmt.Fprintf(&b, "    spread: %v\nratifiers:\n  public: {of: ukraine, needs: 0.5}\n", s.spread)
	}
	if s.today {
		b.WriteString("goals:\n  end: fighting == stops\n")
	}
	return b.String()
}

func (c clauses) writeValues(b *strings.Builder, name string, party int, s setting, end float64) {
	fmt.Fprintf(b, "  %s:\n", name)
	var lines []string
	for k := range c.score {
		points := float64(c.score[k][party]) - bars[party]
		if s.today && slices.Contains(inForce, k) {
			fmt.Fprintf(b, "    c%d: {left: %v}\n", k+1, -points)
		} else {
			fmt.Fprintf(b, "    c%d: {agreed: %v}\n", k+1, points)
		}
		if c.score[k][party] <= 2 {
			lines = append(lines, fmt.Sprintf("c%d == agreed", k+1))
		}
	}
	if s.today {
		fmt.Fprintf(b, "    fighting: {stops: %v}\n", end)
	} else {
		b.WriteString("    walk-away: 0\n")
	}
	if s.lines && name != "public" {
		fmt.Fprintf(b, "    red-lines: [%s]\n", strings.Join(lines, ", "))
	}
}

// plans is our reading of the three plans that the Kyiv institute described to its respondents, in the simulator's clauses; the
// polls' file names the plans only. Clauses in force stay unless the plan or an exclusion ends them.
var plans = map[string][]int{
	"russian_plan":            {2, 4, 5, 8, 9, 12},
	"us_plan":                 {2, 4, 7, 9, 10, 12},
	"european_ukrainian_plan": {2, 7, 9, 10, 12},
}

// calibrate fits the share ready to accept a plan, Φ((points against today + weary)/spread), to the polls by least
// squares on the normal quantiles.
func (c clauses) calibrate(t *testing.T) (weary, spread float64) {
	t.Helper()
	over := func(set []int) float64 {
		v := 0.0
		for _, k := range set {
			v += float64(c.score[k-1][0]) - bars[0]
		}
		return v
	}
	today := over([]int{2, 9, 10, 13})
	var n, sx, sy, sxx, sxy float64
	for _, row := range rows(t, "kiis_packages.csv") {
		share := float64(whole(t, row[3])+whole(t, row[4])) / 100
		x, y := over(plans[row[1]])-today, math.Sqrt2*math.Erfinv(2*share-1)
		n, sx, sy, sxx, sxy = n+1, sx+x, sy+y, sxx+x*x, sxy+x*y
	}
	slope := (n*sxy - sx*sy) / (n*sxx - sx*sx)
	return (sy - slope*sx) / n / slope, 1 / slope
}
