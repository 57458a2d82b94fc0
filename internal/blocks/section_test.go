package blocks

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/page"
)

var update = flag.Bool("update", false, "rewrite the golden files")

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

func river(t *testing.T) *game.Game {
	t.Helper()
	c, list := casefile.Parse("river.yaml", riverCase)
	if list.HasErrors() {
		t.Fatal(list)
	}
	g, list := game.Compile(c)
	if list.HasErrors() {
		t.Fatal(list)
	}
	return g
}

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
			{Goal: "some", Sets: [][]string{{"down"}}, Deals: []ask.State{share}, Why: "the search was given up for some sets; others may be enough too"},
		},
	}
}

func golden(t *testing.T, name string, p *page.Page) {
	t.Helper()
	for _, width := range []int{60, 80, 120} {
		var b bytes.Buffer
		if err := p.Text(&b, page.TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		fits(t, name, b.String(), width)
		if width != 80 {
			continue
		}
		file := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s differs (-want +got); -update rewrites it\n%s", file, diff)
		}
	}
}

// fits checks that no line is too wide and nothing is said that is not fit to be read.
func fits(t *testing.T, name, text string, width int) {
	t.Helper()
	for line := range strings.Lines(text) {
		if w := uniseg.StringWidth(strings.TrimSuffix(line, "\n")); w > width {
			t.Errorf("%s: %d columns of %d: %s", name, w, width, line)
		}
	}
	for _, bad := range []string{"optimal", "utility", "NaN", "Inf", "%!", "<nil>"} {
		if strings.Contains(text, bad) {
			t.Errorf("%s: says %q", name, bad)
		}
	}
}

func TestPages(t *testing.T) {
	g := river(t)
	golden(t, "three", three().Page(g))
	golden(t, "none", (&Answer{Case: header}).Page(g))
	golden(t, "goals-only", (&Answer{Case: header, Persuade: three().Persuade}).Page(g))
}

func TestStopTable(t *testing.T) {
	var got [][]string
	for _, r := range StopTable(river(t), three(), ask.PartyLabel).Rows {
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
		"some: win over {Downstream}. Nobody else is missing; the search was given up for some sets; others may be enough too.",
	}
	var got []string
	for _, it := range PersuadeItems(river(t), three()) {
		got = append(got, it.Text)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A case that comes with the program fits the page.
func TestPageOfCyprus(t *testing.T) {
	c, list, err := casefile.Load(filepath.Join("..", "..", "cases", "cyprus-2004"))
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	g, list := game.Compile(c)
	if list.HasErrors() {
		t.Fatal(list)
	}
	d, err := ask.NewDraws(g, 40, 1, 0)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Ask(t.Context(), d, Args{Deals: ask.Deals(g)})
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{60, 80, 120} {
		var b bytes.Buffer
		if err := a.Page(g).Text(&b, page.TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		fits(t, "cyprus-2004", b.String(), width)
		if !strings.Contains(b.String(), "WHO MUST BE WON OVER") {
			t.Error("nobody to win over")
		}
	}
}
