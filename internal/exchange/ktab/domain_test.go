package ktab_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/exchange"
	"parley/internal/exchange/ktab"
)

const council = `Council,"Two dimensions, three actors",3,2,
Actor,Description,Power,speed,Salience,cost,Salience,
Big Town,"mayor, and clerk",250,10,30.33,95.5,40,
village,,50,80,60,0,20.6,
farm,,12.5,55.25,0,20,100,
`

func read(t *testing.T, name, text string) (*exchange.Domain, string) {
	t.Helper()
	d, list := ktab.Read([]exchange.File{{Name: name, Data: []byte(text)}})
	if d == nil {
		t.Fatal(list)
	}
	return d, strings.Join(d.Notes, "\n")
}

// A scenario becomes a case in which all stand where they stood, in the same proportions.
func TestDomain(t *testing.T) {
	d, notes := read(t, "in/council.csv", council)
	var b strings.Builder
	if err := d.WriteCase(&b); err != nil {
		t.Fatal(err)
	}
	c, list := casefile.Parse("case.yaml", b.String())
	if c == nil || len(list) > 0 {
		t.Fatalf("%v\n%s", list, b.String())
	}
	for i, want := range []struct {
		label string
		power float64
		at    [4]float64
	}{{"Big Town", 100, [4]float64{10, 0.3033, 95.5, 0.4}}, {"village", 20, [4]float64{80, 0.6, 0, 0.206}}, {"farm", 5, [4]float64{55.25, 0, 20, 1}}} {
		p := &c.Parties[i]
		if p.Label != want.label || p.Capability.Dist.Median() != want.power || p.Values != nil || len(p.Positions) != 2 {
			t.Errorf("%s: %+v", want.label, p)
			continue
		}
		for k, at := range p.Positions {
			if x, s := at.Ideal.Dist.Median(), at.Salience.Dist.Median(); x != want.at[2*k] || s != want.at[2*k+1] {
				t.Errorf("%s stands on issue %d at %v with %v, want %v", p.Name, k, x, s, want.at)
			}
		}
	}
	for _, says := range []string{"Imported from KTAB: council.csv.", "divided by 2.5", "Two dimensions, three actors", "`parley positions`"} {
		if !strings.Contains(notes, says) {
			t.Errorf("the notes do not say %q:\n%s", says, notes)
		}
	}
	if strings.Contains(notes, "Compat") {
		t.Errorf("a case holds no run: %s", notes)
	}
}

// XML is known by its first sign; its settings, seed and accommodation cannot be carried over, and that is said.
func TestDomainOfXML(t *testing.T) {
	text := `<?xml version="1.0"?><Scenario><name>S</name><desc/><prngSeed>42</prngSeed>
<ModelParameters><VictoryProbModel>Square</VictoryProbModel></ModelParameters>
<Dimensions><dName>x</dName></Dimensions><Actors>` +
		actor("a", 10) + actor("b", 50) + actor("c", 90) + `</Actors>
<IdealAdjustment><iaPair><adjustingIdeal>a</adjustingIdeal><referencePos>a</referencePos><adjust>0.5</adjust></iaPair></IdealAdjustment></Scenario>`
	_, notes := read(t, "s.xml", "\ufeff\n"+text)
	for _, says := range []string{"VictoryProbModel Square is not carried over", "accommodation matrix is not", "The seed is not"} {
		if !strings.Contains(notes, says) {
			t.Errorf("the notes do not say %q:\n%s", says, notes)
		}
	}
}

func actor(name string, at int) string {
	return `<Actor><name>` + name + `</name><description/><capability>5</capability><Position><dCoord>` + string(rune('0'+at/10)) +
		`0</dCoord></Position><Salience><dSal>50</dSal></Salience></Actor>`
}

func TestDomainRefused(t *testing.T) {
	var crowd strings.Builder
	crowd.WriteString("name,power,x,salience\n")
	for i := range exchange.MaxProfiles + 1 {
		fmt.Fprintf(&crowd, "a%d,1,50,50\n", i)
	}
	for _, files := range [][]exchange.File{
		{{Name: "crowd.csv", Data: []byte(crowd.String())}},
		{{Name: "a.csv", Data: []byte(council)}, {Name: "b.csv", Data: []byte(council)}},
		{{Name: "a.csv", Data: []byte("no scenario")}},
		{{Name: "a.xml", Data: []byte("<a/>")}},
		{{Name: "empty"}},
	} {
		if d, list := ktab.Read(files); d != nil || !list.HasErrors() {
			t.Errorf("%s: %v", files[0].Name, list)
		}
	}
	if d, list := ktab.Read(nil); d != nil || !list.HasErrors() {
		t.Errorf("no file: %v", list)
	}
}
