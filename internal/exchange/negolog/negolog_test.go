package negolog

import (
	"slices"
	"strings"
	"testing"

	"parley/internal/diag"
	"parley/internal/exchange"
)

const (
	profileA = `{"reservationValue": 0.25,
 "issueWeights": {"tea": 0.25, "cake": 0.75},
 "issues": {
  "tea": {"green": 0.5, "black": 1.0},
  "cake": {"none": 0, "some": 0.25, "all": 1}}}`
	profileB = `{"reservationValue": 0.0,
 "issueWeights": {"cake": 0.5, "tea": 0.5},
 "issues": {
  "cake": {"all": 0.1, "some": 1, "none": 0.3},
  "tea": {"green": 1, "black": 0.2}}}`
	specs = `{"Name": "Tea", "NumberOfBids": 6, "Kalai_A": 1}`
)

func read(texts ...string) (*exchange.Domain, diag.List) {
	names := []string{"x/profileA.json", "x/profileB.json", "specs.json"}
	var files []exchange.File
	for i, text := range texts {
		files = append(files, exchange.File{Name: names[i], Data: []byte(text)})
	}
	return Read(files)
}

func TestRead(t *testing.T) {
	d, problems := read(profileA, profileB, specs)
	if d == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	if d.Name != "Tea" || d.Issues[0].Name != "tea" || !slices.Equal(d.Issues[1].Options, []string{"none", "some", "all"}) {
		t.Errorf("%+v", d)
	}
	a, b := d.Profiles[0], d.Profiles[1]
	if a.Name != "profileA" || b.Name != "profileB" || *a.Reservation != 0.25 || *b.Reservation != 0 || a.Cap != 0 || a.Discount != nil {
		t.Errorf("%+v", d.Profiles)
	}
	// the second profile has its own order of issues and values
	if !slices.Equal(b.Weights, []float64{0.5, 0.5}) || !slices.Equal(b.Values[0], []float64{1, 0.2}) || !slices.Equal(b.Values[1], []float64{0.3, 1, 0.1}) {
		t.Errorf("%+v", b)
	}
	if !slices.Equal(a.Values[0], []float64{0.5, 1}) {
		t.Errorf("values were rescaled: %v", a.Values)
	}
}

func TestMissingReservation(t *testing.T) {
	d, problems := read(strings.Replace(profileA, `"reservationValue": 0.25,`, "", 1), profileB)
	if d == nil || d.Profiles[0].Reservation != nil || !strings.Contains(strings.Join(d.Notes, " "), "profileA has no reservation value; its walk-away is 0") {
		t.Errorf("%v %+v", problems, d)
	}
}

func TestErrors(t *testing.T) {
	tests := []struct {
		name      string
		edit      [2]string // in the second profile
		code      string
		line, col int
		say       string
	}{
		{"unknown issue", [2]string{`"tea": {`, `"tee": {`}, "unknown-issue", 5, 10, "`tea`"},
		{"missing issue", [2]string{",\n  \"tea\": {\"green\": 1, \"black\": 0.2}", ""}, "missing-issue", 3, 12, "no values"},
		{"missing weight", [2]string{`, "tea": 0.5`, ``}, "missing-issue", 2, 18, "no weight"},
		{"unknown value", [2]string{`"green"`, `"grey"`}, "unknown-value", 5, 19, "known: green"},
		{"missing value", [2]string{`"green": 1, `, ``}, "missing-value", 5, 10, "`green`"},
		{"negative weight", [2]string{`"cake": 0.5`, `"cake": -0.5`}, "bad-number", 2, 27, "between 0"},
		{"negative value", [2]string{`"green": 1`, `"green": -1`}, "bad-number", 5, 20, "between 0"},
		{"too large", [2]string{`"green": 1`, `"green": 1e12`}, "bad-number", 5, 20, "between 0"},
		{"a text", [2]string{`"reservationValue": 0.0`, `"reservationValue": "low"`}, "bad-number", 1, 22, "`low`"},
		{"a list of values", [2]string{`{"green": 1, "black": 0.2}`, `[1, 2]`}, "wrong-kind", 5, 10, "a list"},
		{"no weights", [2]string{`issueWeights`, `isueWeights`}, "missing-key", 1, 1, "`isueWeights`"},
		{"value twice", [2]string{`"green": 1,`, `"green": 1, "green": 1,`}, "duplicate-key", 5, 23, "twice"},
		{"GeniusWeb", [2]string{profileB, `{"LinearAdditiveUtilitySpace": {}}`}, "not-negolog", 1, 1, "geniusweb"},
		{"something else", [2]string{profileB, `{"a": 1}`}, "not-negolog", 1, 1, "issueWeights"},
		{"XML", [2]string{profileB, `<a/>`}, "not-json", 1, 1, "genius"},
		{"empty", [2]string{profileB, ` `}, "empty-file", 1, 1, "empty"},
		{"cut short", [2]string{profileB, profileB[:60]}, "json-syntax", 2, 35, "cut short"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(profileB, test.edit[0], test.edit[1], 1)
			if text == profileB {
				t.Fatal("nothing was changed")
			}
			d, problems := read(profileA, text)
			found := problems.Only(diag.Error)
			if d != nil || len(found) != 1 {
				t.Fatalf("domain %v, %d errors: %v", d != nil, len(found), problems)
			}
			if e := found[0]; e.Code != test.code || e.Place.Line != test.line || e.Place.Col != test.col || !strings.Contains(e.Reason+e.Suggestion, test.say) {
				t.Errorf("%s: %v", e.Code, e)
			}
		})
	}
}

func TestTwoProfiles(t *testing.T) {
	for _, texts := range [][]string{nil, {profileA}, {profileA, profileB, profileA}} {
		if d, problems := read(texts...); d != nil || len(problems) != 1 || problems[0].Code != "two-profiles" {
			t.Errorf("%d profiles: %v", len(texts), problems)
		}
	}
}

func TestWarnings(t *testing.T) {
	d, problems := read(strings.Replace(profileA, `"tea": 0.25`, `"tea": 0.5`, 1), strings.Replace(profileB, `{"res`, `{"weigths": 1, "res`, 1))
	if d == nil || len(problems.Only(diag.Warning)) != 2 {
		t.Errorf("%v", problems)
	}
}

// FuzzRead: no panic; either errors, or a domain that passes Check and can be written.
func FuzzRead(f *testing.F) {
	f.Add([]byte(profileA), []byte(profileB))
	f.Add([]byte(specs), []byte(profileB))
	f.Add([]byte(`{"issues":{"":{"":0}},"issueWeights":{"":1}}`), []byte(`{"issues":{"":{"":1}},"issueWeights":{"":0}}`))
	f.Fuzz(func(t *testing.T, a, b []byte) {
		d, problems := Read([]exchange.File{{Name: "a.json", Data: a}, {Name: "b.json", Data: b}})
		if (d == nil) != problems.HasErrors() {
			t.Fatalf("domain %v, findings %v", d != nil, problems)
		}
		if d == nil {
			return
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := d.WriteCase(&out); err != nil && out.Len() > 0 {
			t.Fatalf("%v after writing", err)
		}
	})
}
