package brief_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"parley/internal/brief"
	"parley/internal/spatial/deu"
)

// TestBenchmarkSchema holds a report on decided issues that are made up against the schema of reports.
func TestBenchmarkSchema(t *testing.T) {
	issues, positions := "issue_id,proposal_id,council,procedure,council_voting,reference_point,outcome\n", "issue_id,actor,position,salience\n"
	for k := range 24 {
		issues += fmt.Sprintf("x%d,d0%d001,Agri,COD,QMV,0,%d\n", k, k%6, 4*k)
		positions += fmt.Sprintf("x%d,de,%d,50\nx%d,fr,%d,30\nx%d,com,%d,90\n", k, 3*k, k, 100-2*k, k, 2*k)
	}
	files := fstest.MapFS{
		"deu3_issues.csv": {Data: []byte(issues)}, "deu3_positions_long.csv": {Data: []byte(positions)},
		"eu_council_power.csv": {Data: []byte("actor,votes_pre_nice_to_2004,votes_nice_2004_2014,population_millions_lisbon\nde,10,29,83.1\nfr,10,29,67\n")},
	}
	data, err := deu.Read(files)
	if err != nil {
		t.Fatal(err)
	}
	b, err := deu.Measure(t.Context(), data, files, deu.Options{Seed: 1, Resamples: 20})
	if err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	text, err := brief.BenchmarkSchema()
	if err != nil {
		t.Fatal(err)
	}
	read := func(text []byte) any {
		x, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("benchmark.json", read(text)); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("benchmark.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(read(out)); err != nil || len(b.Missing) != 2 {
		t.Errorf("%v; missing: %v", err, b.Missing)
	}
	if err := schema.Validate(read([]byte(strings.Replace(string(out), `"crps"`, `"crsp"`, 1)))); err == nil {
		t.Error("the schema accepts another key")
	}
}
