package blocks

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/golden"
	"parley/internal/oracle"
)

const riverCase = `parley: 1
case: River compact
parties:
  up: {kind: state, short: UP, label: Upstream}
  down: {kind: state, short: DO, label: Downstream}
  lenders: {kind: bloc, short: LE, label: the consortium of development lenders and their guarantors}
  villages: {kind: public, short: vil, label: fishing villages}
issues:
  quota: {none: {label: no quota}, share: {by: up and down}, volume: {by: up and down}}
  gauge: {none: {label: none}, joint: {by: up}}
values:
  up: {quota: {share: 2, volume: -9}}
  down: {quota: {share: 3, volume: 8}}
`

var header = ask.Header{Case: "River compact", Hash: "0a1b2c", Seed: 1, Draws: 2000, Parties: 4, Issues: 2, Inputs: 12, Cited: 5, Assumed: 7}

func chance(p float64) ensemble.Probability {
	return ensemble.Probability{P: p, Range: [2]float64{p / 2, p}, N: 2000}
}

// three deals: stopped in every way, stopped by nobody, and found rather than named. The figures are made up.
func three() *Answer {
	modest, share, volume := ask.State{"quota": "none", "gauge": "joint"}, ask.State{"quota": "share", "gauge": "none"}, ask.State{"quota": "volume", "gauge": "joint"}
	return &Answer{
		Case: header,
		Deals: []Deal{
			{
				Name: "volume", Label: "A fixed volume", Short: "A", State: volume,
				Sign: []string{"up", "lenders"}, Ratify: []string{"villages"}, Undo: [][]string{{"up"}, {"down"}, {"up", "lenders"}},
				Moves:   []Move{{By: []string{"up"}, To: modest, Text: "quota=none"}, {By: []string{"up", "lenders"}, To: modest}},
				Why:     map[string]string{"up": "red line: quota == volume", "lenders": "not known", "villages": "the quota"},
				Refuse:  map[string]ensemble.Probability{"up": chance(0.9), "villages": chance(0.6), "down": chance(0.2)},
				Support: map[string]Support{"villages": {Share: ensemble.Interval{Median: 0.24, Low: 0.2, High: 0.3}, Needs: 0.5}},
			},
			{
				Name: "modest", Label: "Modest", Short: "B", State: modest, Passes: true,
				Support: map[string]Support{"villages": {Share: ensemble.Interval{Median: 0.65, Low: 0.65, High: 0.65}, Needs: 0.5}},
			},
			{Name: "quota=share", Label: "quota=share", State: share, Passes: true},
		},
		Persuade: []Persuade{
			{Goal: "fixed", Label: "a fixed quota", Sets: [][]string{{"up"}, {"lenders", "villages"}}, Deals: []ask.State{volume, volume}},
			{Goal: "gauges", Label: "shared gauges", Sets: [][]string{{}}, Deals: []ask.State{modest}},
			{Goal: "far", Why: "no set of up to four parties is enough"},
			{Goal: "some", Sets: [][]string{{"down"}}, Deals: []ask.State{share}, Why: "not all sets could be searched"},
		},
	}
}

func TestPages(t *testing.T) {
	g := oracle.Must(t, riverCase)
	golden.Page(t, "three", three().Page(g))
	golden.Page(t, "none", (&Answer{Case: header}).Page(g))
	golden.Page(t, "goals-only", (&Answer{Case: header, Persuade: three().Persuade}).Page(g))
}

func TestStopTable(t *testing.T) {
	var got [][]string
	for _, r := range StopTable(oracle.Must(t, riverCase), three(), ask.PartyLabel).Rows {
		var row []string
		for _, c := range r.Cells {
			row = append(row, c.Text)
		}
		got = append(got, row)
	}
	want := [][]string{
		{"A A fixed volume", "Upstream, the consortium of development lenders and their guarantors", "fishing villages", "Upstream; Downstream (each alone); Upstream with the consortium of development lenders and their guarantors"},
		{"B Modest", "–", "–", "–"},
		{"C", "–", "–", "–"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPersuadeItems(t *testing.T) {
	want := []string{
		"a fixed quota: win over {Upstream}, or {the consortium of development lenders and their guarantors, fishing villages}. Each of these is enough.",
		"shared gauges: goes through as things stand; nobody need be won over.",
		"far: no set of up to four parties is enough.",
		"some: win over {Downstream}. Nobody else is missing; not all sets could be searched.",
	}
	var got []string
	for _, it := range PersuadeItems(oracle.Must(t, riverCase), three()) {
		got = append(got, it.Text)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A case that comes with the program fits the page.
func TestPageOfCyprus(t *testing.T) {
	g := oracle.Catalogue(t, "cyprus-2004")
	a, err := Ask(t.Context(), oracle.Draws(t, g, 40, 0), Args{Deals: ask.Deals(g)})
	if err != nil {
		t.Fatal(err)
	}
	golden.Fits(t, "cyprus-2004", a.Page(g), "WHO MUST BE WON OVER")
}
