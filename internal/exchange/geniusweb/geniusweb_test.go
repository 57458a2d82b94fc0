package geniusweb

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"parley/internal/diag"
	"parley/internal/exchange"
)

const (
	innerDomain = `{"name": "trip", "issuesValues": {
 "place": {"values": ["sea", "city", "hill, far"]},
 "price": {"range": {"low": 12.2, "high": "12.6", "step": 0.1}}}}`
	profileText = `{"LinearAdditiveUtilitySpace": {
"name": "me",
"domain": ` + innerDomain + `,
"issueUtilities": {
 "place": {"discreteutils": {"valueUtilities": {"sea": 0.5, "city": 0.25, "hill, far": 0}}},
 "price": {"numberutils": {"lowValue": 12.2, "lowUtility": 1, "highValue": 12.6, "highUtility": 0.2}}},
"issueWeights": {"place": 0.4, "price": 0.6},
"reservationBid": {"issuevalues": {"place": "city", "price": 12.3}}
}}`
)

func read(texts ...string) (*exchange.Domain, diag.List) {
	var files []exchange.File
	for i, text := range texts {
		files = append(files, exchange.File{Name: fmt.Sprintf("dir/f%d.json", i), Data: []byte(text)})
	}
	return Read(files)
}

func close(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Abs(x-y) < 1e-12 })
}

func TestRead(t *testing.T) {
	for _, files := range [][]string{{profileText}, {innerDomain, profileText}, {profileText, innerDomain}} {
		d, problems := read(files...)
		if d == nil || len(problems) > 0 {
			t.Fatal(problems)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
		if d.Name != "trip" || !slices.Equal(d.Issues[0].Options, []string{"sea", "city", "hill, far"}) ||
			!slices.Equal(d.Issues[1].Options, []string{"12.2", "12.3", "12.4", "12.5", "12.6"}) {
			t.Errorf("%+v", d)
		}
		p := d.Profiles[0]
		if !close(p.Weights, []float64{0.4, 0.6}) || !close(p.Values[0], []float64{0.5, 0.25, 0}) || !close(p.Values[1], []float64{1, 0.8, 0.6, 0.4, 0.2}) {
			t.Errorf("%+v", p)
		}
		if p.Reservation == nil || math.Abs(*p.Reservation-(0.4*0.25+0.6*0.8)) > 1e-12 || p.Discount != nil || p.Cap != 0 {
			t.Errorf("%+v", p)
		}
	}
}

// TestVariants: each reads, with this reservation (nil: none) and these values of price.
func TestVariants(t *testing.T) {
	bid := `"reservationBid": {"issuevalues": {"place": "city", "price": 12.3}}`
	at := func(x float64) *float64 { return &x }
	full := []float64{1, 0.8, 0.6, 0.4, 0.2}
	tests := []struct {
		name        string
		edit        []string
		reservation *float64
		prices      []float64
		note        string
	}{
		{"no bid", []string{",\n" + bid, ""}, nil, full, "walk-away is 0"},
		{"null bid", []string{bid, `"reservationBid": null`}, nil, full, "walk-away is 0"},
		{"partial bid", []string{`"place": "city", "price": 12.3`, `"price": 12.3`}, at(0.48), full, "leaves out place"},
		{"empty bid", []string{`"place": "city", "price": 12.3`, ``}, at(0), full, "leaves out place, price"},
		{"quoted price, other scale", []string{`"price": 12.3}`, `"price": "12.30"}`}, at(0.58), full, ""},
		{"range as a list", []string{`{"low": 12.2, "high": "12.6", "step": 0.1}`, `["12.2", 12.6, 1E-1]`}, at(0.58), full, ""},
		{"step that misses the end", []string{`"step": 0.1`, `"step": 0.3`, `"price": 12.3}`, `"price": 12.5}`}, at(0.1 + 0.6*0.4), []float64{1, 0.4}, ""},
		{"whole numbers spelt plainly", []string{
			`"low": 12.2, "high": "12.6", "step": 0.1`, `"low": 11.5, "high": 12.5, "step": 0.5`, `"lowValue": 12.2`, `"lowValue": 11.5`,
			`"highValue": 12.6`, `"highValue": 12.5`, `"price": 12.3}`, `"price": 12}`,
		}, at(0.1 + 0.6*0.6), []float64{1, 0.6, 0.2}, ""},
		{"utilities of part of the range", []string{`"lowValue": 12.2`, `"lowValue": 12.4`}, at(0.1), []float64{0, 0, 1, 0.6, 0.2}, ""},
		{"weights short of 1", []string{`"price": 0.6}`, `"price": 0.5}`}, at(0.1 + 0.4), full, "sum to 0.9"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.NewReplacer(test.edit...).Replace(profileText)
			if text == profileText {
				t.Fatal("nothing was changed")
			}
			d, problems := read(text)
			if d == nil || problems.HasErrors() {
				t.Fatal(problems)
			}
			p := d.Profiles[0]
			if !close(p.Values[1], test.prices) || (p.Reservation == nil) != (test.reservation == nil) || p.Reservation != nil && math.Abs(*p.Reservation-*test.reservation) > 1e-12 {
				t.Errorf("%+v, reservation %v", p, p.Reservation)
			}
			if !strings.Contains(strings.Join(d.Notes, "\n"), test.note) {
				t.Errorf("notes %q, want %q", d.Notes, test.note)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	tests := []struct {
		name      string
		edit      []string
		code      string
		line, col int
		say       string
	}{
		{"other class", []string{"LinearAdditiveUtilitySpace", "DefaultPartialOrdering"}, "unsupported-class", 1, 1, "orders bids"},
		{"unknown class", []string{"LinearAdditiveUtilitySpace", "LinearAdditveUtilitySpace"}, "unsupported-class", 1, 1, "did you mean"},
		{"a list", []string{profileText, "[1]"}, "not-geniusweb", 1, 1, "a list"},
		{"NegoLog", []string{profileText, `{"issueWeights": {}, "issues": {}}`}, "not-geniusweb", 1, 1, "negolog"},
		{"XML", []string{profileText, "<utility_space/>"}, "not-json", 1, 1, "genius"},
		{"empty", []string{profileText, ""}, "empty-file", 1, 1, "empty"},
		{"cut short", []string{profileText, profileText[:300]}, "json-syntax", 7, 70, "cut short"},
		{"key twice", []string{`"sea": 0.5`, `"sea": 0.5, "sea": 0.5`}, "duplicate-key", 7, 61, "twice"},
		{"no domain", []string{`"domain"`, `"domian"`}, "missing-key", 1, 32, "`domian`"},
		{"no weights", []string{`"issueWeights"`, `"weights"`}, "missing-key", 1, 32, "`issueWeights`"},
		{"unknown issue", []string{`"price": 0.6}`, `"prize": 0.6}`}, "unknown-issue", 9, 41, "`price`"},
		{"missing weight", []string{`, "price": 0.6}`, `}`}, "missing-issue", 9, 17, "`price`"},
		{"missing value", []string{`"city": 0.25, `, ``}, "missing-value", 7, 48, "`city`"},
		{"unknown value", []string{`"city": 0.25`, `"citty": 0.25`}, "unknown-value", 7, 70, "`city`"},
		{"utility above 1", []string{`"sea": 0.5`, `"sea": 1.5`}, "bad-number", 7, 56, "between 0 and 1"},
		{"negative utility", []string{`"sea": 0.5`, `"sea": -0.5`}, "bad-number", 7, 56, "between 0 and 1"},
		{"huge number", []string{`"sea": 0.5`, `"sea": 1e99`}, "bad-number", 7, 56, "beyond"},
		{"utility in words", []string{`"sea": 0.5`, `"sea": "much"`}, "bad-number", 7, 56, "`much`"},
		{"utility null", []string{`"sea": 0.5`, `"sea": null`}, "wrong-kind", 7, 56, "null"},
		{"numbers for words", []string{`discreteutils`, `numberutils`}, "missing-key", 7, 11, "`discreteutils`"},
		{"no high value", []string{`"highValue": 12.6, `, ``}, "missing-key", 8, 27, "`highValue`"},
		{"reversed values", []string{`"highValue": 12.6`, `"highValue": 1`}, "bad-range", 8, 27, "below lowValue"},
		{"no step", []string{`, "step": 0.1`, ``}, "bad-range", 5, 21, "low, high and step"},
		{"zero step", []string{`"step": 0.1`, `"step": 0`}, "bad-range", 5, 21, "not above 0"},
		{"tiny step", []string{`"step": 0.1`, `"step": 1e-9`}, "bad-range", 5, 21, "at most 10000"},
		{"both kinds", []string{`{"values": [`, `{"range": [], "values": [`}, "no-values", 4, 11, "either"},
		{"value twice", []string{`"sea", "city", "hill, far"`, `"sea", "sea", "city", "hill, far"`}, "duplicate-value", 4, 30, "`sea` twice"},
		{"no values", []string{`"sea", "city", "hill, far"`, ``}, "no-values", 4, 22, "0 values"},
		{"bid off the grid", []string{`"price": 12.3}`, `"price": 12.35}`}, "unknown-value", 10, 62, "12.35"},
		{"bid of no value", []string{`"place": "city", "price"`, `"place": "moon", "price"`}, "unknown-value", 10, 45, "`moon`"},
		{"bid on no issue", []string{`"place": "city", "price"`, `"palce": "city", "price"`}, "unknown-issue", 10, 45, "`place`"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(profileText, test.edit[0], test.edit[1], 1)
			if text == profileText {
				t.Fatal("nothing was changed")
			}
			d, problems := read(text)
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

// TestDomainsMustAgree: every copy of the domain has the same issues and values, in any order.
func TestDomainsMustAgree(t *testing.T) {
	tests := []struct {
		name     string
		edit     []string
		errors   int
		warnings int
	}{
		{"other order", []string{`"sea", "city"`, `"city", "sea"`}, 0, 0},
		{"other name", []string{`"trip"`, `"travel"`}, 0, 1},
		{"a value less", []string{`"sea", "city"`, `"city"`}, 1, 0},
		{"a value more", []string{`"sea", "city"`, `"sea", "moon", "city"`}, 1, 0},
		{"an issue renamed", []string{`"place": {"values"`, `"palace": {"values"`}, 1, 0},
		{"another step", []string{`"step": 0.1`, `"step": 0.2`}, 1, 0},
		{"a list for a range", []string{`{"range": {"low": 12.2, "high": "12.6", "step": 0.1}}`, `{"values": ["12.2"]}`}, 1, 0},
	}
	for _, test := range tests {
		other := strings.NewReplacer(test.edit...).Replace(innerDomain)
		d, problems := read(other, profileText)
		if len(problems.Only(diag.Error)) != test.errors || len(problems.Only(diag.Warning)) != test.warnings || (d == nil) != (test.errors > 0) {
			t.Errorf("%s: %v", test.name, problems)
		}
	}
	d, problems := read(strings.Replace(innerDomain, `"sea", "city"`, `"city", "sea"`, 1), profileText)
	if d == nil || d.Issues[0].Options[0] != "city" || d.Profiles[0].Values[0][0] != 0.25 {
		t.Errorf("%+v %v", d, problems)
	}
}

func TestFileOrder(t *testing.T) {
	for name, files := range map[string][]string{"nothing": nil, "a domain alone": {innerDomain}, "two domains": {innerDomain, innerDomain, profileText}} {
		if d, problems := read(files...); d != nil || len(problems) != 1 {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// FuzzRead: no panic; either errors, or a domain that passes Check and can be written.
func FuzzRead(f *testing.F) {
	f.Add([]byte(innerDomain), []byte(profileText))
	f.Add([]byte(profileText), []byte(profileText))
	f.Add([]byte(`{"issuesValues":{"a":{"range":[0,3,1]},"":{"values":["",""]}}}`), []byte(`{"LinearAdditiveUtilitySpace":{}}`))
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
