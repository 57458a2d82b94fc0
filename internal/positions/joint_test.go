package positions

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"parley/internal/oracle"
)

// rows reads a table of the reference data, which lie beside the repository, or skips the test.
func rows(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "spatial", name))
	if err != nil {
		t.Skip("the reference data (../shared/data/spatial) are not here")
	}
	defer f.Close()
	out, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func value(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// Published: KTAB's own run on three dimensions at once. The weighted means of the positions in its log, which has four decimals, are
// those of the case made of its table; capabilities, of which only ratios count, are divided by ten.
func TestJointAsPublished(t *testing.T) {
	table := rows(t, "ktab_dummyData_3Dim.csv")
	log := rows(t, filepath.Join("golden", "ktab_dummyData_3Dim_default.csv"))
	var parties, stands strings.Builder
	weight := make([]float64, 3)
	want := make([]float64, 3)
	for i, row := range table[1:] {
		name := fmt.Sprintf("a%d", i)
		fmt.Fprintf(&parties, "  %s: {kind: state, capability: %.6f}\n", name, value(t, row[1])/10)
		fmt.Fprintf(&stands, "  %s: {positions: {", name)
		for k := range 3 {
			fmt.Fprintf(&stands, "x%d: {ideal: %s, salience: %.6f}, ", k, row[2+2*k], value(t, row[3+2*k])/100)
			w, last := value(t, row[1])*value(t, row[3+2*k]), log[1+3*i+k]
			weight[k], want[k] = weight[k]+w, want[k]+w*value(t, last[len(last)-1])
		}
		stands.WriteString("}}\n")
	}
	text := "parley: 1\ncase: Three\nstatus-quo: none\nparties:\n" + parties.String() + "issues:\n"
	for k := range 3 {
		text += fmt.Sprintf("  x%d: {low: {place: 0}, high: {place: 100}}\n", k)
	}
	a := answer(t, text+"values:\n"+stands.String(), 1, 1)
	for k := range a.Issues {
		for _, r := range a.Issues[k].Models.SMP.Readings {
			if r.Name == jointlyKTAB && math.Abs(r.Forecast-want[k]/weight[k]) > 1e-3 {
				t.Errorf("issue %d: %v, in the log %v", k, r.Forecast, want[k]/weight[k])
			}
		}
		if n := len(a.Issues[k].Models.SMP.Readings); n != 3 {
			t.Errorf("%d readings", n)
		}
	}
	if j := a.Joint; len(j.Actors) != len(table)-1 || len(j.Trace) < 2 || len(j.Notes) != 0 || !j.Converged {
		t.Errorf("%+v", j)
	}
	if ended := len(log[0]) - 2; ended < 3 {
		t.Errorf("the log has %d states", ended)
	}
}

// With one issue there is nothing to join; where nobody cares about an issue it says why; an actor absent from one is named.
func TestJointWhere(t *testing.T) {
	if a, err := Ask(t.Context(), oracle.Draws(t, oracle.Catalogue(t, "emissions-1994"), 1, 1), Args{Issue: -1}); err != nil || a.Joint != nil {
		t.Errorf("%v, %+v", err, a.Joint)
	}
	a := answer(t, derived, 1, 1)
	if a.Joint == nil || a.Joint.Why != "" || !strings.Contains(strings.Join(a.Joint.Notes, " "), "with the salience 0: west on trade") {
		t.Fatalf("%+v", a.Joint)
	}
	start := a.Joint.Trace[0]
	near(t, "the joint run's start", a.Issues[0].Models.Compromise.Forecast, start.Means[0], 1e-9)
	one, err := Ask(t.Context(), oracle.Draws(t, oracle.Must(t, derived), 1, 1), Args{Issue: 1})
	if err != nil || len(one.Issues) != 1 {
		t.Fatal(err)
	}
	if got := one.Issues[0].Models.SMP.Readings; len(a.Issues) != 2 || len(got) != len(a.Issues[1].Models.SMP.Readings) {
		t.Errorf("alone: %+v", got)
	}
	idle := strings.Replace(plain, "high: {place: 100}}}", "high: {place: 100}}, other: {x: {place: 0}, y: {place: 10}}}", 1)
	if a := answer(t, idle, 1, 1); a.Joint == nil || a.Joint.Why == "" || !strings.Contains(a.Joint.text(), "could not be computed") {
		t.Errorf("%+v", a.Joint)
	}
}
