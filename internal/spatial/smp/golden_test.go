package smp_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"parley/internal/spatial/smp"
)

// published returns the path of a file of the reference data, or skips the test.
func published(t testing.TB, name string) string {
	t.Helper()
	folder, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			break
		}
		if parent := filepath.Dir(folder); parent != folder {
			folder = parent
			continue
		}
		t.Fatal("the repository's root was not found")
	}
	path := filepath.Join(folder, "..", "shared", "data", "spatial", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("the reference data (../shared/data/spatial) are not here")
	}
	return path
}

func table(t testing.TB, name string) [][]string {
	t.Helper()
	f, err := os.Open(published(t, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func number(t testing.TB, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// scenario reads a table of actor, capability, then position and salience of each dimension.
func scenario(t testing.TB, name string) smp.Scenario {
	t.Helper()
	rows := table(t, "ktab_"+name+".csv")
	s := smp.Scenario{Name: name, Seed: smp.DefaultSeed}
	for k := 2; k < len(rows[0]); k += 2 {
		s.Dims = append(s.Dims, rows[0][k])
	}
	for _, row := range rows[1:] {
		a := smp.Actor{Name: row[0], Capability: number(t, row[1])}
		for k := 2; k < len(row); k += 2 {
			a.Position = append(a.Position, number(t, row[k]))
			a.Salience = append(a.Salience, number(t, row[k+1]))
		}
		s.Actors = append(s.Actors, a)
	}
	return s
}

func run(t testing.TB, s smp.Scenario) *smp.Result {
	t.Helper()
	r, err := smp.Run(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestPublishedRuns: KTAB's own positions at every actor, dimension and turn, to every digit of its log, which has four
// decimals on 0 to 100: two more than an offer has.
func TestPublishedRuns(t *testing.T) {
	for _, test := range []struct {
		file, input string
		options     smp.Options
	}{
		{"SOE-Policy_default", "SOE-Policy", smp.Options{}},
		{"SOE-Pol-Comp_default", "SOE-Pol-Comp", smp.Options{}},
		{"dummyData_3Dim_default", "dummyData_3Dim", smp.Options{}},
		{"SOE-Policy_opt_bin", "SOE-Policy", smp.Options{Voting: smp.BinaryVote}},
		{"SOE-Policy_opt_mi", "SOE-Policy", smp.Options{PCE: smp.MarkovIncentive}},
		{"SOE-Policy_opt_pw", "SOE-Policy", smp.Options{Bargain: smp.PWCompInterp}},
		{"SOE-Policy_opt_rahalf", "SOE-Policy", smp.Options{RiskAdjust: smp.Half}},
		{"SOE-Policy_opt_rmin", "SOE-Policy", smp.Options{RiskRange: smp.Min}},
		{"SOE-Policy_opt_s1p1", "SOE-Policy", smp.Options{Interpolation: smp.S1P1}},
		{"SOE-Policy_opt_sq", "SOE-Policy", smp.Options{VictoryProb: smp.Square}},
		{"SOE-Policy_opt_tpno", "SOE-Policy", smp.Options{ThirdParty: smp.NoCommit}},
	} {
		t.Run(test.file, func(t *testing.T) {
			want := table(t, filepath.Join("golden", "ktab_"+test.file+".csv"))
			s := scenario(t, test.input)
			s.Options = test.options
			s.Options.Compat = true
			r := run(t, s)
			if states := len(want[0]) - 2; len(r.States) != states {
				t.Fatalf("%d states, want %d", len(r.States), states)
			}
			if len(want)-1 != len(s.Actors)*len(s.Dims) {
				t.Fatalf("%d rows for %d actors", len(want)-1, len(s.Actors))
			}
			for row, cells := range want[1:] {
				i, k := row/len(s.Dims), row%len(s.Dims)
				if cells[0] != s.Actors[i].Name || cells[1] != strconv.Itoa(k) {
					t.Fatalf("row %d is of %s, dimension %s", row+1, cells[0], cells[1])
				}
				for turn, cell := range cells[2:] {
					if got := strconv.FormatFloat(r.States[turn].Position[i][k], 'f', 4, 64); got != cell {
						t.Fatalf("turn %d: %s stands at %s, in the log at %s", turn, cells[0], got, cell)
					}
				}
			}
		})
	}
}
