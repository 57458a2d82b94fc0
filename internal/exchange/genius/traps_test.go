package genius

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"parley/internal/diag"
)

// TestTraps has what files in the wild do; each variant must read as the plain text does.
func TestTraps(t *testing.T) {
	head := "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	tests := []struct {
		name            string
		domain, profile func(string) string
	}{
		{"declaration", func(s string) string { return head + s }, nil},
		{"blank lines and comments before the declaration", func(s string) string { return "\n \n<!-- made -->\n" + head + s }, func(s string) string { return "\n\n" + head + s }},
		{"XML 1.1", func(s string) string { return "<?xml version=\"1.1\"?>" + s }, nil},
		{"document type", func(s string) string { return "<!DOCTYPE negotiation_template [<!ENTITY x \"y\">]>\n" + s }, nil},
		{"UTF-16", utf16LE, utf16LE},
		{"UTF-16 declared", func(s string) string { return utf16LE("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + s) }, nil},
		{"CRLF", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }, nil},
		{"utility_space as root", func(s string) string {
			s = strings.Replace(s, "<negotiation_template number_of_sessions=\"1\">\n", "", 1)
			return strings.Replace(s, "</negotiation_template>\n", "", 1)
		}, nil},
		{"agents", func(s string) string {
			return strings.Replace(s, "<utility_space", "<agent class=\"A\" utility_space=\"x\"></agent><utility_space", 1)
		}, nil},
		{"no type at all means discrete", func(s string) string { return strings.Replace(s, " type=\"discrete\"", "", 1) }, nil},
		{"etype only", func(s string) string { return strings.Replace(s, " type=\"discrete\"", " etype=\"Discrete\"", 1) }, nil},
		{"type wins", func(s string) string {
			return strings.Replace(s, " type=\"discrete\"", " etype=\"real\" type=\"discrete\"", 1)
		}, nil},
		{"profile without types", nil, func(s string) string {
			return strings.NewReplacer(" type=\"discrete\"", "", " type=\"integer\"", "").Replace(s)
		}},
		{"range element", func(s string) string {
			return strings.Replace(s, " lowerbound=\"-1\" upperbound=\"2\"/>", "><range lowerbound=\"-1\" upperbound=\"2\"/></issue>", 1)
		}, func(s string) string { return strings.Replace(s, " lowerbound=\"-1\" upperbound=\"2\"", "", 1) }},
		{"nested objectives", func(s string) string {
			s = strings.Replace(s, "<issue index=\"1\"", "<objective index=\"9\" name=\"inner\"><issue index=\"1\"", 1)
			return strings.Replace(s, "</issue>\n", "</issue></objective>\n", 1)
		}, func(s string) string {
			s = strings.Replace(s, "<issue index=\"1\"", "<objective index=\"9\" name=\"inner\"><issue index=\"1\"", 1)
			s = strings.Replace(s, "</issue>\n", "</issue><weight index=\"1\" value=\"0.25\"/></objective>\n<weight index=\"9\" value=\"0.4\"/>", 1)
			return s
		}},
		{"reservation and discount inside the objective", nil, func(s string) string {
			s = strings.Replace(s, "<reservation value=\"0.3\"/>\n<discount_factor value=\"0.9\"/>\n", "", 1)
			return strings.Replace(s, "</objective>", "<reservation value=\"0.3\"/><discount_factor value=\"0.9\"/></objective>", 1)
		}},
		{"reservation as text and as a child", nil, func(s string) string {
			s = strings.Replace(s, "<reservation value=\"0.3\"/>", "<reservation> 0.3 </reservation>", 1)
			return strings.Replace(s, "<discount_factor value=\"0.9\"/>", "<discount_factor><value>0.9</value></discount_factor>", 1)
		}},
		{"similarity functions with items of their own", nil, func(s string) string {
			return strings.Replace(s, "</issue>", "<similarity_function weight=\"1\"><criteria_function><item index=\"1\" value=\"red\" evaluation=\"900\"/>"+
				"<item index=\"7\" value=\"unspecified\" evaluation=\"0\"/></criteria_function></similarity_function></issue>", 1)
		}},
		{"costs", nil, func(s string) string {
			return strings.Replace(s, "evaluation=\"50\"", "evaluation=\"50\" cost=\"100.0\"", 1)
		}},
		{"line breaks in names", func(s string) string { return strings.Replace(s, "\"colour\"", "\"\n\tcolour \"", 1) }, nil},
		{"items in another order", nil, func(s string) string {
			line := "<item index=\"3\" value=\"green\" evaluation=\"0\"/>\n"
			s = strings.Replace(s, line, "", 1)
			return strings.Replace(s, "<item index=\"1\"", line+"<item index=\"1\"", 1)
		}},
		{"other numbering of items", nil, func(s string) string {
			return strings.NewReplacer("index=\"1\" value=\"red\"", "index=\"0\" value=\"red\"", "index=\"2\" value=\"blue\"", "index=\"1\" value=\"blue\"",
				"index=\"3\" value=\"green\"", "index=\"2\" value=\"green\"").Replace(s)
		}},
		{"other numbering of issues", nil, func(s string) string {
			return strings.NewReplacer("issue index=\"1\"", "issue index=\"2\"", "weight index=\"1\"", "weight index=\"2\"",
				"issue index=\"2\"", "issue index=\"3\"", "weight index=\"2\"", "weight index=\"3\"").Replace(s)
		}},
		{
			"indices from 2, mixed", func(s string) string { return strings.NewReplacer("issue index=\"1\"", "issue index=\"7\"").Replace(s) },
			func(s string) string {
				return strings.NewReplacer("issue index=\"1\"", "issue index=\"7\"", "weight index=\"1\"", "weight index=\"7\"").Replace(s)
			},
		},
		{"null evaluation", nil, func(s string) string { return strings.Replace(s, "evaluation=\"0\"", "evaluation=\"null\"", 1) }},
		{"no evaluation", nil, func(s string) string { return strings.Replace(s, " evaluation=\"0\"", "", 1) }},
		{"exponents", nil, func(s string) string { return strings.Replace(s, "value=\"0.25\"", "value=\"2.5E-1\"", 1) }},
		{"weight twice alike", nil, func(s string) string {
			return strings.Replace(s, "<weight index=\"2\"", "<weight index=\"1\" value=\"0.250\"/><weight index=\"2\"", 1)
		}},
	}
	want := mustRead(t, domainText, profileText)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			domain, profile := domainText, profileText
			if test.domain != nil {
				if domain = test.domain(domain); domain == domainText {
					t.Fatal("the domain was not changed")
				}
			}
			if test.profile != nil {
				if profile = test.profile(profile); profile == profileText {
					t.Fatal("the profile was not changed")
				}
			}
			got := mustRead(t, domain, profile)
			p, q := got.Profiles[0], want.Profiles[0]
			if fmt.Sprint(got.Issues) != fmt.Sprint(want.Issues) || !close(p.Weights, q.Weights) || !close(p.Values[0], q.Values[0]) ||
				!close(p.Values[1], q.Values[1]) || *p.Reservation != *q.Reservation || *p.Discount != *q.Discount {
				t.Errorf("%+v, want %+v", got, want)
			}
		})
	}
}

func TestAmpersandsAndEntities(t *testing.T) {
	edit := func(s string) string {
		return strings.NewReplacer("\"red\"", "\"red & co\"", "\"blue\"", "\"R&D &amp; &lt;x&gt; &quot;\"", "\"green\"", "\"caf&eacute; &#233;\"").Replace(s)
	}
	d := mustRead(t, edit(domainText), edit(profileText))
	if want := []string{"red & co", `R&D & <x> "`, "caf&eacute; é"}; !slices.Equal(d.Issues[0].Options, want) {
		t.Errorf("%q, want %q", d.Issues[0].Options, want)
	}
}

// TestPositionsBehindAmpersands: what is put in to mend a text must not move the places that are reported.
func TestPositionsBehindAmpersands(t *testing.T) {
	profile := swap(t, profileText, "\"red\"", "\"r & & & d\"")
	profile = swap(t, profile, "\n<item index=\"2\" value=\"blue\"", "<item index=\"2\" value=\"purple\"")
	_, problems := read(swap(t, domainText, "\"red\"", "\"r & & & d\""), profile)
	if len(problems) != 1 || problems[0].Place != (diag.Place{Line: 5, Col: 52, Len: 49}) {
		t.Errorf("%v", problems)
	}
}

func TestLatin1(t *testing.T) {
	head := "<?xml version='1.0' encoding='ISO-8859-1'?>\n"
	edit := func(s string) string { return head + strings.ReplaceAll(s, "green", "gr\xfcn") }
	if d := mustRead(t, edit(domainText), edit(profileText)); d.Issues[0].Options[2] != "grün" {
		t.Errorf("%q", d.Issues[0].Options)
	}
}

func TestReal(t *testing.T) {
	domain := swap(t, domainText, "vtype=\"integer\" lowerbound=\"-1\" upperbound=\"2\"/>", "type=\"real\"><range lowerbound=\"1\" upperbound=\"3.5\"/></issue>")
	at := []float64{1, 2.25, 3.5} // steps 0, 10 and 20
	tests := []struct {
		evaluator string
		want      [3]float64
	}{
		{`<evaluator ftype="linear" parameter0="-0.5" parameter1="0.5"/>`, [3]float64{0, 0.625, 1}}, // the lower bound is not subtracted; cut to 0–1
		{`<evaluator ftype="constant" parameter0="0.4"/>`, [3]float64{0.4, 0.4, 0.4}},
		{`<evaluator ftype="triangular" parameter0="0" parameter1="4.5" parameter2="2.25"/>`, [3]float64{1 / 2.25, 1, 1 / 2.25}},
		{`<evaluator ftype="triangular" parameter0="2" parameter1="3.5" parameter2="3.5"/>`, [3]float64{0, 0.25 / 1.5, 1}},
		{`<evaluator ftype="triangular" parameter0="1" parameter1="3" parameter2="1"/>`, [3]float64{1, 0.375, 0}},
	}
	for _, test := range tests {
		profile := swap(t, profileText, "type=\"integer\" lowerbound=\"-1\" upperbound=\"2\"", "etype=\"real\"")
		profile = swap(t, profile, `<evaluator ftype="linear" slope="0.5" offset="-0.25"/>`, test.evaluator)
		d := mustRead(t, domain, profile)
		if n := len(d.Issues[1].Options); n != 21 || d.Issues[1].Options[0] != "1" || d.Issues[1].Options[1] != "1.125" || d.Issues[1].Options[20] != "3.5" {
			t.Fatalf("%d steps: %q", n, d.Issues[1].Options)
		}
		for i, o := range []int{0, 10, 20} {
			if got := d.Profiles[0].Values[1][o]; math.Abs(got-test.want[i]) > 1e-12 {
				t.Errorf("%s at %v is %v, want %v", test.evaluator, at[i], got, test.want[i])
			}
		}
		if !strings.Contains(strings.Join(d.Notes, "\n"), "cut into 21 equal steps") {
			t.Errorf("no note about the steps: %q", d.Notes)
		}
	}
}

func TestAllZero(t *testing.T) {
	profile := strings.NewReplacer("\"200\"", "\"0.000009\"", "\"50\"", "\"0.000001\"").Replace(profileText)
	if d := mustRead(t, domainText, profile); !close(d.Profiles[0].Values[0], []float64{0, 0, 0}) {
		t.Errorf("%v: evaluations below 1e-5 count 0", d.Profiles[0].Values[0])
	}
}
