package genius

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/exchange/facts"
)

// A small domain and a profile for it, to be spoilt in the tests.
const (
	domainText = `<negotiation_template number_of_sessions="1">
<utility_space number_of_issues="0">
<objective index="0" name="root" type="objective">
<issue index="1" name="colour" type="discrete">
<item index="1" value="red"/>
<item index="2" value="blue"/>
<item index="3" value="green"/>
</issue>
<issue index="2" name="days" vtype="integer" lowerbound="-1" upperbound="2"/>
</objective>
</utility_space>
</negotiation_template>
`
	profileText = `<utility_space>
<objective index="0" name="root">
<weight index="1" value="0.25"/>
<issue index="1" name="colour" type="discrete">
<item index="1" value="red" evaluation="50"/>
<item index="2" value="blue" evaluation="200"/>
<item index="3" value="green" evaluation="0"/>
</issue>
<issue index="2" name="days" type="integer" lowerbound="-1" upperbound="2">
<evaluator ftype="linear" slope="0.5" offset="-0.25"/>
</issue>
<weight index="2" value="0.75"/>
</objective>
<reservation value="0.3"/>
<discount_factor value="0.9"/>
</utility_space>
`
)

func read(domain string, profiles ...string) (*exchange.Domain, diag.List) {
	files := []exchange.File{{Name: "d.xml", Data: []byte(domain)}}
	for i, p := range profiles {
		files = append(files, exchange.File{Name: fmt.Sprintf("p%d.xml", i+1), Data: []byte(p)})
	}
	return Read(files)
}

// mustRead fails on any finding that is an error.
func mustRead(t *testing.T, domain string, profiles ...string) *exchange.Domain {
	t.Helper()
	d, problems := read(domain, profiles...)
	if d == nil || problems.HasErrors() {
		t.Fatalf("%v", problems)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

func close(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return math.Abs(x-y) < 1e-12 })
}

func TestRead(t *testing.T) {
	d := mustRead(t, domainText, profileText)
	p := d.Profiles[0]
	if d.Name != "d" || p.Name != "p1" || len(d.Issues) != 2 || *p.Reservation != 0.3 || *p.Discount != 0.9 || p.Cap != 1 {
		t.Errorf("%+v", d)
	}
	if !slices.Equal(d.Issues[0].Options, []string{"red", "blue", "green"}) || !slices.Equal(d.Issues[1].Options, []string{"-1", "0", "1", "2"}) {
		t.Errorf("%+v", d.Issues)
	}
	if !close(p.Weights, []float64{0.25, 0.75}) || !close(p.Values[0], []float64{0.25, 1, 0}) || !close(p.Values[1], []float64{0, 0.25, 0.75, 1}) {
		t.Errorf("%+v", p)
	}
	if notes := strings.Join(d.Notes, "\n"); !strings.Contains(notes, "Discount factors are not carried over: p1 0.9") {
		t.Errorf("notes: %s", notes)
	}
}

// swap returns text with the first old replaced, and fails when there is none.
func swap(t *testing.T, text, old, new string) string {
	t.Helper()
	if !strings.Contains(text, old) {
		t.Fatalf("%q is not in the text", old)
	}
	return strings.Replace(text, old, new, 1)
}

func utf16LE(text string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune("\ufeff" + text)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// TestSecondHandCar reads the one reference domain with a real issue: the similarity functions' items are not
// the issue's, the buyer's range is not the domain's, and the dealer's price evaluator is refused.
func TestSecondHandCar(t *testing.T) {
	folder, ok := facts.Directory()
	if !ok {
		t.Skip("the reference data (../shared/data/negotiation) are not here")
	}
	files, err := facts.Facts{Name: "secondhand_car_real", Domain: "car_domain.xml", Profiles: []string{"car_buyer.xml", "car_dealer.xml"}}.Files(folder)
	if err != nil {
		t.Fatal(err)
	}
	d, problems := Read(files[:2])
	if d == nil || len(problems.Only(diag.Warning)) != 1 {
		t.Fatal(problems)
	}
	for k, n := range []int{5, 5, 5, 5, 21} {
		if len(d.Issues[k].Options) != n {
			t.Errorf("issue %q has %d options, want %d", d.Issues[k].Name, len(d.Issues[k].Options), n)
		}
	}
	// 3.4 − 0.00015 × 17833 = 0.72505
	if p := d.Profiles[0]; d.Issues[4].Options[10] != "17833" || math.Abs(p.Values[4][10]-0.72505) > 1e-9 || p.Values[4][0] != 1 || math.Abs(p.Values[2][0]-0.97) > 1e-12 {
		t.Errorf("%v %v", d.Issues[4].Options[10], p.Values)
	}
	if d, problems = Read(files); d != nil || len(problems.Only(diag.Error)) != 1 || problems.Only(diag.Error)[0].Code != "unsupported-type" || problems.Only(diag.Error)[0].Place.Line != 88 {
		t.Errorf("%v", problems)
	}
}
