package deals

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/golden"
	"parley/internal/oracle"
	"parley/internal/page"
)

// riverCase has a party without values, a long name and a table with a rule.
const riverCase = `parley: 1
case: River compact
as-of: 2024-03-01
parties:
  up: {kind: state, short: UP, label: Upstream}
  down: {kind: state, short: DO, label: Downstream}
  lenders: {kind: bloc, short: LE, label: the consortium of development lenders and their guarantors}
  villages: {kind: group, short: vil, label: fishing villages, note: "nobody asked them. They are many."}
issues:
  quota:
    label: the quota of a dry year
    none: {label: no quota}
    share: {by: up and down, label: a share of the flow}
    volume: {by: up and down, label: a fixed volume}
  gauge:
    label: gauges
    none: {label: none}
    joint: {by: up, label: read jointly}
values:
  up:
    quota: {share: 2, volume: -9}
    gauge: {joint: 1}
    red-lines: ["quota == volume"]
    says: gauge=joint, quota=none
  down:
    quota: {share: 3, volume: 8}
    gauge: {joint: 2}
tables:
  council: {members: [up, down], label: the council}
  wide: {members: [up, down, lenders], agenda: [gauge], rule: up and down}
goals:
  gauges: {is: gauge == joint, label: shared gauges}
  fixed: {is: quota == volume, label: a fixed quota}
deals:
  modest: {is: "gauge=joint", label: gauges only, short: A}
`

func probability(p, lo, hi float64) ensemble.Probability {
	return ensemble.Probability{P: p, Range: [2]float64{lo, hi}, Sampling: [2]float64{p, p}, N: 2000}
}

func number64(v float64) *float64 { return &v }

var header = ask.Header{Case: "River compact", AsOf: "2024-03-01", Hash: "0a1b2c", Seed: 1, Draws: 2000, Parties: 4, Issues: 2, Inputs: 12, Cited: 5, Assumed: 7}

// full has every part; its figures are made up.
func full() *Answer {
	joint, volume := ask.State{"quota": "share", "gauge": "joint"}, ask.State{"quota": "volume", "gauge": "none"}
	gains := map[string]float64{"up": 3, "down": 5}
	points := 3
	nash := &Solution{Deal: joint, Values: gains, Gains: gains}
	return &Answer{
		Case: header, Table: "council", Members: []string{"up", "down"}, States: number64(7112448), Reachable: number64(6),
		Zopa:      Size{Size: number64(3)},
		Frontier:  Frontier{Outcomes: number64(12), Points: &points, Cap: 200, Deals: []ValuedDeal{{joint, gains}, {volume, map[string]float64{"up": -0.25, "down": 8}}}},
		Efficient: Efficient{Why: "1.2e+30 states"},
		Solutions: Solutions{Nash: nash, Egalitarian: nash, Utilitarian: &Solution{Deal: volume, Ties: 2, Values: gains, Gains: map[string]float64{"up": -1, "down": 8}}, Note: "A note."},
		Winner: &AdjustedWinner{
			Parties: map[string]AWParty{"up": {Points: 66, Total: 100, Percent: 66, Wins: []string{}}, "down": {Points: 65.8333, Total: 100, Wins: []string{"gauge"}}},
			Split:   &AWSplit{Issue: "quota", Shares: map[string]float64{"up": 1. / 6, "down": 5. / 6}},
		},
		Goals: []Goal{
			{
				Goal: "gauges", Label: "shared gauges", Can: true, Nonempty: probability(0.4, 0.25, 0.5), Deal: nash, Undec: 3,
				Binds: []Bind{{Parties: []string{"up"}, Shorts: []string{"UP"}, What: "gauges", Label: "gauges", Share: 1}, {Parties: []string{"down"}, Shorts: []string{"DO"}, What: "gauges", Label: "gauges", Share: 0.95}},
			},
			{
				Goal: "fixed", Label: "a fixed quota", Can: true, Nonempty: probability(0, 0, 0.1),
				Binds: []Bind{{Parties: []string{"up", "down"}, Shorts: []string{"UP", "DO"}, What: "quota == volume", Label: "quota", RedLine: true, Share: 0.6}},
			},
			{Goal: "far", Label: "something else", Needs: [][]string{{"lenders"}, {"up", "villages"}}},
		},
		Relax: []Relaxation{
			{Goal: "fixed", Set: 1, Kind: "red-line", Party: "up", What: "quota == volume", Deal: volume, Place: ask.Place{Line: 29}},
			{Goal: "fixed", Set: 1, Kind: "walk-away", Party: "up", What: "the quota of a dry year", Share: 0.22, Interval: &ensemble.Interval{Median: 0.2, Low: 0.15, High: 0.3}, AtMost: true, Deal: volume},
			{Goal: "fixed", Set: 2, Kind: "walk-away", Party: "down", Share: 0.001, Deal: joint},
		},
		Near:   []NearMiss{{Goal: "fixed", Deal: volume, Refusing: []string{"up"}}},
		Trades: []Trade{{One: "up", Other: "down", Wins: "quota", Yields: "gauge"}},
		Options: []OptionShare{
			{"gauge", "none", probability(1, 1, 1)},
			{"gauge", "joint", probability(1, 1, 1)},
			{"quota", "none", probability(0.5, 0.1, 0.9)},
			{"quota", "share", probability(0.3, 0.3, 0.3)},
		},
		Draws: DrawSummary{
			N: 2000, Nonempty: ensemble.Probability{P: 0.5, Range: [2]float64{0.2, 0.7}, Sampling: [2]float64{0.45, 0.55}, N: 2000},
			Candidates: []Candidate{{Name: "modest", Label: "gauges only", Deal: joint, InZopa: probability(0.6, 0.6, 0.6), OnFrontier: probability(0.02, 0, 0.3)}},
		},
	}
}

// nothing is an interrupted answer: no draw was done and nothing is known.
func nothing() *Answer {
	h := header
	h.Draws, h.Partial = 0, true
	return &Answer{Case: h, Members: []string{}}
}

// unknown is a table whose member without values keeps every deal from counting.
func unknown() *Answer {
	zero, points := 0.0, 0
	h := header
	h.Draws, h.Partial = 120, true
	return &Answer{
		Case: h, Table: "wide", Members: []string{"up", "down", "lenders"}, Unknown: []string{"lenders"}, States: number64(6), Reachable: number64(6),
		Zopa: Size{Size: &zero}, Frontier: Frontier{Outcomes: &zero, Points: &points, Cap: 200}, Efficient: Efficient{Outcomes: &zero, Points: &points},
		Solutions: Solutions{Note: "The search was given up."},
		Goals:     []Goal{{Goal: "gauges", Label: "shared gauges", Can: true, Nonempty: probability(0, 0, 0)}, {Goal: "fixed", Label: "a fixed quota"}},
		Draws:     DrawSummary{N: 120, Nonempty: probability(0, 0, 0)},
	}
}

func TestPages(t *testing.T) {
	g := oracle.Must(t, riverCase)
	golden.Page(t, "full", full().Page(g))
	golden.Page(t, "unknown", unknown().Page(g))
	golden.Page(t, "nothing", nothing().Page(g))
}

func TestRoomTable(t *testing.T) {
	g := oracle.Must(t, riverCase)
	table := RoomTable(g, []*Answer{full(), unknown(), nothing()})
	golden.Page(t, "room", &page.Page{Sections: []page.Section{{Heading: "ROOM", Blocks: []page.Block{table}}}})
	var cells []string
	for _, r := range table.Rows {
		for _, c := range r.Cells {
			cells = append(cells, c.Text)
		}
	}
	want := []string{
		"shared gauges", "40 % (25–50)", "<5 %", "not asked", "UP or DO: gauges",
		"a fixed quota", "<5 % (<5–10)", "cannot decide", "not asked", "UP+DO: quota",
	}
	if diff := cmp.Diff(want, cells); diff != "" {
		t.Error(diff)
	}
}

func TestOpenings(t *testing.T) {
	g := oracle.Must(t, riverCase)
	want := []page.Item{
		{Marker: "a", Text: "Upstream drops its red line “quota == volume” (case line 29) AND Upstream takes at most 0.22 (0.15–0.30) of its range less than its walk-away, mostly over the quota of a dry year."},
		{Marker: "b", Text: "Downstream takes less than 0.01 of its range less than its walk-away."},
	}
	if diff := cmp.Diff(want, Openings(g, full(), "fixed", 0)); diff != "" {
		t.Error(diff)
	}
	if got := Openings(g, full(), "fixed", 1); len(got) != 1 {
		t.Errorf("limit 1: %d", len(got))
	}
	if got := Openings(g, full(), "gauges", 3); got != nil {
		t.Errorf("a goal with room: %v", got)
	}
}

func TestFraction(t *testing.T) {
	for share, want := range map[float64]string{
		1. / 6: "one sixth (16.7 %)", 5. / 6: "five sixths (83.3 %)", 0.5: "one half (50.0 %)", 2. / 15: "2/15 (13.3 %)", 0.372: "37.2 %",
		2. / 3: "two thirds (66.7 %)", 0: "0 %", 1: "100.0 %", 1e-12: "0 %",
	} {
		if got := fraction(share); got != want {
			t.Errorf("%v: %q, want %q", share, got, want)
		}
	}
}

func TestThousands(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 999: "999", 1000: "1,000", 7112448: "7,112,448", 12345: "12,345", -1234: "−1,234", 1e20: "1.00e+20"} {
		if got := ask.Thousands(v); got != want {
			t.Errorf("%v: %q, want %q", v, got, want)
		}
	}
}

func TestDealText(t *testing.T) {
	g := oracle.Must(t, riverCase)
	for want, deal := range map[string]ask.State{
		"as today":                 {"quota": "none", "gauge": "none"},
		"quota=share, gauge=joint": {"quota": "share", "gauge": "joint"},
		"gauge=joint":              {"gauge": "joint"},
	} {
		if got := ask.DealText(g, deal); got != want {
			t.Errorf("%v: %q, want %q", deal, got, want)
		}
	}
}

// Eight of any longer list are shown, in order, the first and the last among them.
func TestSpread(t *testing.T) {
	for n := range 300 {
		got := spread(n, shownFrontier)
		if len(got) != min(n, shownFrontier) || n > 0 && (got[0] != 0 || got[len(got)-1] != n-1) {
			t.Fatalf("%d: %v", n, got)
		}
		for k := 1; k < len(got); k++ {
			if got[k] <= got[k-1] {
				t.Fatalf("%d: %v", n, got)
			}
		}
	}
}

func TestDecimals(t *testing.T) {
	for _, tt := range []struct {
		values map[string]float64
		want   int
	}{{nil, 0}, {map[string]float64{"a": 100, "b": -3}, 0}, {map[string]float64{"a": 5.5}, 1}, {map[string]float64{"a": 0.15}, 2}, {map[string]float64{"a": 0.15, "b": 120}, 1}} {
		if got := decimals([]map[string]float64{tt.values}); got != tt.want {
			t.Errorf("%v: %d, want %d", tt.values, got, tt.want)
		}
	}
}

// The cases that come with the program fit the page.
func TestPagesOfCases(t *testing.T) {
	for _, name := range []string{"cyprus-2004", "camp-david-1978", "panama-1977"} {
		g := oracle.Catalogue(t, name)
		a, err := Ask(t.Context(), oracle.Draws(t, g, 40, 0), Args{Table: -1, Options: true})
		if err != nil {
			t.Fatal(err)
		}
		golden.Fits(t, name, a.Page(g), "IS THERE ROOM")
	}
}
