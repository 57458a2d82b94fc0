package deu

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"parley/internal/golden"
)

// invented is a data set of 24 decided issues of six proposals, and an open one.
func invented() fstest.MapFS {
	var issues, positions strings.Builder
	issues.WriteString(issuesHead)
	positions.WriteString(positionsHead)
	for k := range 25 {
		outcome := fmt.Sprint(k * 37 % 101)
		if k == 24 {
			outcome = ""
		}
		fmt.Fprintf(&issues, "d0%d001i%d,d0%d001,Agri,COD,QMV,%d,%s\n", k/4, k%4, k/4, k*53%101, outcome)
		for j, actor := range []string{"com", "de", "lu", "pl"} {
			fmt.Fprintf(&positions, "d0%d001i%d,%s,%d,%d\n", k/4, k%4, actor, (k*17+j*41)%101, 20+20*j)
		}
	}
	return folder(issues.String(), positions.String(), powerText)
}

// The page of an invented data set, read and found right, with one small case beside it and one that is missing.
func TestPage(t *testing.T) {
	files := invented()
	files["bdm1994_ec_emission_standards.csv"] = &fstest.MapFile{Data: []byte("actor,capability,position_years,salience\na,1,4,1\nb,1,8,0.5\nc,2,10,0.25\n")}
	files["bdm1994_ec_emission_standards_results.csv"] = &fstest.MapFile{Data: []byte("quantity,value\nactual_outcome_years,7\n")}
	d, err := Read(files)
	if err != nil {
		t.Fatal(err)
	}
	var steps []int
	b, err := Measure(context.Background(), d, files, Options{Seed: 3, Resamples: 200, Progress: func(_ string, done, of int) {
		if done >= of {
			t.Errorf("%d of %d before the end", done, of)
		}
		steps = append(steps, done)
	}})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(b.Missing, []string{"COP21"}) || len(b.Indicative) != 1 || len(steps) < 40 {
		t.Errorf("missing %q, %d small cases, %d steps", b.Missing, len(b.Indicative), len(steps))
	}
	alone, err := Run(context.Background(), d, Options{Seed: 3, Resamples: 200})
	if err != nil {
		t.Fatal(err)
	}
	for k, s := range alone.Scores {
		if s.MAE != b.Decided.Scores[k].MAE {
			t.Errorf("%s: %v alone, %v in the benchmark", s.Model, s.MAE, b.Decided.Scores[k].MAE)
		}
	}
	golden.Page(t, "invented", b.Page())
}

// A small case whose file is there and wrong is an error, not missing.
func TestMeasureErrors(t *testing.T) {
	files := invented()
	files["cop21_positions.csv"] = &fstest.MapFile{Data: []byte("actor,issue,position,salience,power\na,legal,400,1,1\n")}
	d, err := Read(files)
	if err != nil {
		t.Fatal(err)
	}
	if b, err := Measure(context.Background(), d, files, Options{Resamples: 10}); b != nil || err == nil || !strings.Contains(err.Error(), "cop21_positions.csv:2:") {
		t.Errorf("%v, %v", b, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Measure(ctx, d, files, Options{Resamples: 10}); err == nil {
		t.Error("an interrupted measurement gives no error")
	}
}
