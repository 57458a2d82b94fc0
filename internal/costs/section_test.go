package costs

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
  villages: {kind: group, short: vil, label: fishing villages, note: "nobody asked them. They are many."}
issues:
  quota: {none: {label: no quota}, share: {by: up and down}, volume: {by: up and down, flag: [legality, consent]}}
  gauge: {none: {label: none}, joint: {by: up}}
values:
  up:
    quota: {share: 2, volume: -9}
    says: gauge=joint, quota=none
  down:
    quota: {share: 3, volume: 8}
tables:
  council: {members: [up, down]}
`

var header = ask.Header{Case: "River compact", Hash: "0a1b2c", Seed: 1, Draws: 2000, Parties: 4, Issues: 2, Inputs: 12, Cited: 5, Assumed: 7}

func known(present bool, median, low, high, p float64) Party {
	share := ensemble.Interval{Median: median, Low: low, High: high}
	chance := ensemble.Probability{P: p, Range: [2]float64{p - p/2, p}, N: 2000}
	return Party{Known: true, Present: present, Share: &share, Interval: &share, Gain: &share.Median, Chance: &chance, Driver: "quota"}
}

// four deals, the last without a name; the figures are made up.
func four() *Answer {
	a := &Answer{Case: header, Table: "council"}
	order := []string{"up", "down", "lenders", "villages"}
	add := func(name, label, short string, deal ask.State, up, down Party, flags []string) {
		silent := Party{Note: "nobody asked them. They are many.", Flags: flags}
		a.Deals = append(a.Deals, Deal{
			Name: name, Label: label, Short: short, Deal: deal, Changes: "quota=share", Drivers: []string{"quota"}, Flags: flags, Order: order,
			Parties: map[string]Party{"up": up, "down": down, "lenders": known(false, 0, 0, 0, 1), "villages": silent},
		})
	}
	modest, share, volume := ask.State{"quota": "none", "gauge": "joint"}, ask.State{"quota": "share", "gauge": "none"}, ask.State{"quota": "volume", "gauge": "joint"}
	first := known(true, 0.09, 0.02, 0.16, 0.9)
	first.Already = []string{"gauge == none"}
	add("modest", "Modest", "A", modest, first, known(true, -0.004, -0.2, 0.1, 0.4), nil)
	breaks := known(true, -0.55, -0.7, -0.41, 0)
	breaks.RedLines, breaks.Words = []string{"quota == volume"}, []Distance{{"quota", "none", "volume"}}
	public := known(true, 1, 1, 1, 1)
	public.Support = &ensemble.Interval{Median: 0.16, Low: 0.12, High: 0.22}
	add("volume", "A fixed volume with a name that goes on for longer than any column is wide", "", volume, breaks, public, []string{"legality: quota=volume", "consent: quota=volume"})
	add("x", "Share", "C", share, known(true, 0, -0.04, 0.1, 0.5), known(true, 0.1, 0.1, 0.1, 0.5), nil)
	add("quota=share", "quota=share", "", share, known(true, 0, 0, 0, 0.5), known(true, 0.1, 0.1, 0.1, 0.5), nil)
	return a
}

func TestPages(t *testing.T) {
	g := oracle.Must(t, riverCase)
	golden.Page(t, "four", four().Page(g))
	golden.Page(t, "none", (&Answer{Case: header}).Page(g))
}

// The table that the brief shows stops at its limit and never gives a number for a party without values.
func TestGainTable(t *testing.T) {
	g, a := oracle.Must(t, riverCase), four()
	for limit, columns := range map[int]int{0: 5, 2: 3, 9: 5} {
		if got := len(GainTable(g, a, limit).Columns); got != columns {
			t.Errorf("limit %d: %d columns, want %d", limit, got, columns)
		}
	}
	table := GainTable(g, a, 2)
	want := [][]string{
		{"at the table council", "Upstream UP", "+.09 (+.02 +.16)", "−.55 (−.70 −.41)!"},
		{"at the table council", "Downstream DO", "0 (−.20 +.10)", "+1.00"},
		{"absent", "the consortium of development lenders and their guarantors LE", "0", "0"},
		{"absent", "fishing villages vil", "not known", "not known"},
	}
	var got [][]string
	for _, r := range table.Rows {
		row := []string{r.Group}
		for _, c := range r.Cells {
			row = append(row, c.Text)
		}
		got = append(got, row)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"fishing villages: nobody asked them."}, table.Notes); diff != "" {
		t.Error(diff)
	}
	if none := GainTable(g, &Answer{}, 3); len(none.Rows) != 0 {
		t.Errorf("no deals: %v", none.Rows)
	}
}

// The cases that come with the program fit the page.
func TestPagesOfCases(t *testing.T) {
	for _, name := range []string{"cyprus-2004", "camp-david-1978", "alaska-2025"} {
		g := oracle.Catalogue(t, name)
		a, err := Ask(t.Context(), oracle.Draws(t, g, 40, 0), Args{Deals: ask.Deals(g), Table: -1})
		if err != nil {
			t.Fatal(err)
		}
		golden.Fits(t, name, a.Page(g), "WHO PAYS")
	}
}
