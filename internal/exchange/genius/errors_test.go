package genius

import (
	"fmt"
	"strings"
	"testing"

	"parley/internal/diag"
	"parley/internal/exchange"
)

// TestErrors: each fault gives one clear error at its place.
func TestErrors(t *testing.T) {
	tests := []struct {
		name            string
		domain, profile [2]string // old and new
		code            string
		line, col       int
		say             string
	}{
		{"unknown issue", [2]string{}, [2]string{`index="1" name="colour"`, `index="5" name="size"`}, "unknown-issue", 4, 1, "`size` (index 5)"},
		{"issue of another name", [2]string{}, [2]string{`name="days"`, `name="weeks"`}, "unknown-issue", 9, 1, "`weeks`"},
		{"missing issue", [2]string{"</objective>", "<issue index=\"3\" name=\"more\"><item index=\"1\" value=\"x\"/></issue></objective>"}, [2]string{}, "missing-issue", 1, 1, "`more`"},
		{"unknown value", [2]string{}, [2]string{`value="blue"`, `value="bleu"`}, "unknown-value", 6, 1, "`bleu`"},
		{"missing item", [2]string{}, [2]string{`<item index="2" value="blue" evaluation="200"/>`, ""}, "missing-value", 4, 1, "`blue`"},
		{"missing weight", [2]string{}, [2]string{`<weight index="2" value="0.75"/>`, ""}, "missing-weight", 9, 1, "no weight"},
		{"weight without value", [2]string{}, [2]string{`<weight index="2" value="0.75"/>`, `<weight index="2"/>`}, "missing-number", 12, 1, "missing"},
		{"two weights", [2]string{}, [2]string{`<weight index="2" value="0.75"/>`, `<weight index="1" value="0.75"/><weight index="2" value="1"/>`}, "duplicate-weight", 12, 1, "second weight"},
		{"negative weight", [2]string{}, [2]string{`value="0.25"`, `value="-0.25"`}, "bad-number", 3, 1, "negative"},
		{"huge weight", [2]string{}, [2]string{`value="0.25"`, `value="1e7"`}, "bad-number", 3, 1, "above 1000000"},
		{"all ampersands", [2]string{}, [2]string{profileText, "<a>" + strings.Repeat("&", 200_000) + "</a>"}, "xml-syntax", 1, 1, "ampersands"},
		{"negative evaluation", [2]string{}, [2]string{`"200"`, `"-200"`}, "bad-number", 6, 1, "negative"},
		{"NaN", [2]string{}, [2]string{`"200"`, `"NaN"`}, "bad-number", 6, 1, "`NaN` is not"},
		{"infinity", [2]string{}, [2]string{`"200"`, `"Infinity"`}, "bad-number", 6, 1, "not a decimal"},
		{"overflow", [2]string{}, [2]string{`"200"`, `"1e400"`}, "bad-number", 6, 1, "beyond"},
		{"decimal comma", [2]string{}, [2]string{`"0.25"`, `"0,25"`}, "bad-number", 3, 1, "0.25"},
		{"negative reservation", [2]string{}, [2]string{`"0.3"`, `"-0.3"`}, "bad-number", 14, 1, "reservation"},
		{"bad discount", [2]string{}, [2]string{`"0.9"`, `"x"`}, "bad-number", 15, 1, "discount"},
		{"other type", [2]string{}, [2]string{`type="integer"`, `type="real"`}, "other-type", 9, 1, "type real here"},
		{"price", [2]string{}, [2]string{`type="integer"`, `type="price"`}, "unsupported-type", 9, 1, "not additive"},
		{"unknown type", [2]string{`vtype="integer"`, `vtype="fuzzy"`}, [2]string{}, "unsupported-type", 9, 1, "`fuzzy`"},
		{"other bounds", [2]string{}, [2]string{`upperbound="2"`, `upperbound="3"`}, "other-range", 9, 1, "from -1 to 3"},
		{"no bounds", [2]string{` upperbound="2"`, ""}, [2]string{}, "bad-range", 9, 1, "upperbound is missing"},
		{"broken bounds", [2]string{`upperbound="2"`, `upperbound="2.5"`}, [2]string{}, "bad-range", 9, 1, "whole"},
		{"reversed bounds", [2]string{`upperbound="2"`, `upperbound="-2"`}, [2]string{}, "bad-range", 9, 1, "below the lower end"},
		{"too many integers", [2]string{`upperbound="2"`, `upperbound="1000000000"`}, [2]string{}, "bad-range", 9, 1, "at most 10000"},
		{"no evaluator", [2]string{}, [2]string{`<evaluator ftype="linear" slope="0.5" offset="-0.25"/>`, ""}, "no-evaluator", 9, 1, "no evaluator"},
		{"unknown evaluator", [2]string{}, [2]string{`ftype="linear"`, `ftype="cubic"`}, "unsupported-evaluator", 10, 1, "`cubic`"},
		{"no slope", [2]string{}, [2]string{`slope="0.5" `, ""}, "missing-number", 10, 1, "slope"},
		{"no index", [2]string{`issue index="2"`, `issue`}, [2]string{}, "bad-index", 9, 1, "no index"},
		{"index in words", [2]string{`issue index="2"`, `issue index="two"`}, [2]string{}, "bad-index", 9, 1, "`two`"},
		{"index twice", [2]string{`issue index="2"`, `issue index="1"`}, [2]string{}, "duplicate-index", 9, 1, "both have the index 1"},
		{"issue twice", [2]string{}, [2]string{`</objective>`, `<issue index="2" name="days"/></objective>`}, "duplicate-issue", 13, 1, "twice"},
		{"no items", [2]string{"<item index=\"1\" value=\"red\"/>\n<item index=\"2\" value=\"blue\"/>\n<item index=\"3\" value=\"green\"/>\n", ""}, [2]string{}, "no-values", 4, 1, "0 items"},
		{"nonlinear", [2]string{}, [2]string{"</objective>", "</objective><utility maxutility=\"9\">\n<ufun type=\"PlainUfun\"><hyperRectangle utility=\"1\"/></ufun></utility>"}, "nonlinear", 14, 1, "not an additive space"},
		{"nonlinear by type", [2]string{}, [2]string{"<utility_space>", "<utility_space type=\"nonlinear\">"}, "nonlinear", 1, 1, "`nonlinear`"},
		{"constraints", [2]string{}, [2]string{"<utility_space>", "<utility_space type=\"constraint\">"}, "nonlinear", 1, 1, "`constraint`"},
		{"wrong root", [2]string{}, [2]string{profileText, "<html><body/></html>"}, "not-genius", 1, 1, "<html>"},
		{"not XML", [2]string{}, [2]string{profileText, "just words"}, "not-xml", 1, 1, "not XML"},
		{"JSON", [2]string{}, [2]string{profileText, " {\"a\": 1}"}, "not-xml", 1, 2, "geniusweb"},
		{"empty", [2]string{}, [2]string{profileText, ""}, "empty-file", 1, 1, "empty"},
		{"binary", [2]string{}, [2]string{profileText, "PK\x03\x04\x00\x00"}, "binary-file", 1, 5, "binary"},
		{"cut short", [2]string{}, [2]string{"</objective>\n<reservation value=\"0.3\"/>\n<discount_factor value=\"0.9\"/>\n</utility_space>\n", ""}, "xml-syntax", 12, 32, "cut short"},
		{"cut in a tag", [2]string{}, [2]string{profileText, profileText[:100]}, "xml-syntax", 4, 16, "cut short"},
		{"crossed tags", [2]string{}, [2]string{"</issue>", "</objective>"}, "xml-syntax", 8, 12, "closed by </objective>"},
		{"attribute twice", [2]string{}, [2]string{`evaluation="200"`, `evaluation="200" evaluation="1"`}, "xml-syntax", 6, 1, "twice"},
		{"deep", [2]string{}, [2]string{profileText, strings.Repeat("<a>", 10_000)}, "too-deep", 1, 193, "64"},
		{"second root", [2]string{}, [2]string{profileText, profileText + "<b/>"}, "xml-syntax", 17, 1, "second root"},
		{"only a comment", [2]string{}, [2]string{profileText, "<!-- nothing -->"}, "not-xml", 1, 1, "no XML element"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			domain, profile := domainText, profileText
			if test.domain != [2]string{} {
				domain = swap(t, domain, test.domain[0], test.domain[1])
			}
			if test.profile != [2]string{} {
				profile = swap(t, profile, test.profile[0], test.profile[1])
			}
			d, problems := read(domain, profile)
			found := problems.Only(diag.Error)
			if d != nil || len(found) != 1 {
				t.Fatalf("%d errors, domain %v: %v", len(found), d != nil, problems)
			}
			e := found[0]
			if e.Code != test.code || e.Place.Line != test.line || e.Place.Col != test.col || !strings.Contains(e.Reason+e.Suggestion, test.say) || e.Suggestion == "" && e.Code != "too-deep" {
				t.Errorf("%s: %v", e.Code, e)
			}
		})
	}
}

func TestFileOrder(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		code  string
	}{
		{"nothing", nil, "no-profile"},
		{"a domain alone", []string{domainText}, "no-profile"},
		{"profile first", []string{profileText, domainText}, "order"},
		{"two domains", []string{domainText, domainText}, "two-domains"},
		{"two profiles", []string{profileText, profileText}, "no-domain"},
		{"no space", []string{domainText, "<negotiation_template/>"}, "two-domains"},
		{"empty template", []string{"<negotiation_template/>", profileText}, "not-genius"},
	}
	for _, test := range tests {
		var files []exchange.File
		for i, text := range test.files {
			files = append(files, exchange.File{Name: fmt.Sprint(i), Data: []byte(text)})
		}
		if d, problems := Read(files); d != nil || len(problems) == 0 || problems[0].Code != test.code {
			t.Errorf("%s: %v", test.name, problems)
		}
	}
}

func TestWarnings(t *testing.T) {
	d, problems := read(domainText, strings.NewReplacer("\"0\"/>", "\"null\"/>", "</objective>", "<weight index=\"8\" value=\"1\"/></objective>", "\"0.3\"", "\"1.3\"").Replace(profileText))
	if d == nil || len(problems.Only(diag.Warning)) != 3 {
		t.Errorf("%v", problems)
	}
}

func TestManyIssues(t *testing.T) {
	var b strings.Builder
	b.WriteString("<utility_space><objective>")
	for i := range 12 {
		fmt.Fprintf(&b, "<issue index=\"%d\" name=\"i%d\" type=\"integer\" lowerbound=\"0\" upperbound=\"9999\"/>\n", i, i)
	}
	b.WriteString("</objective></utility_space>")
	if d, problems := read(b.String(), profileText); d != nil || problems[0].Code != "too-many" {
		t.Errorf("%v", problems)
	}
	many := "<utility_space>" + strings.Repeat("<x/>", exchange.MaxNodes) + "</utility_space>"
	if d, problems := read(many, profileText); d != nil || problems[0].Code != "too-many" {
		t.Errorf("%v", problems)
	}
}
