package ktab

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/spatial/smp"
)

// The layout of KTAB's examples: padded cells, a quoted text, a comma and a space at the end of lines.
const (
	csvText = "Water; tariff,\"Four users, one basin\",4,2,\n" +
		"Actor,Description,Power,Tariff Position,Tariff Salience,Quota Position,Quota Salience, \n" +
		"MIN, Ministry of Water,   100.0,30,24.5,20,48.0, \n" +
		"FAR,\"Farmers, north\",     60.2, 5,44.7,65,41.3, \n" +
		"CIT,City$$ waterworks,   35.0,100,28.9,15,65.1, \n" +
		"IND,,20,45,20.6,45,49.4, \n"
	xmlText = `<?xml version="1.0" encoding="UTF-8"?>
<Scenario xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="smpSchema.xsd">
  <name>Water</name>
  <desc>Three users &amp; one basin</desc>
  <prngSeed>03507583219545544127</prngSeed>
  <ModelParameters>
    <VictoryProbModel>Square</VictoryProbModel>
    <PCEModel>MarkovIncentive</PCEModel>
    <StateTransitions>Stochastic</StateTransitions>
    <VotingRule>Proportional</VotingRule>
    <BigRAdjust>No</BigRAdjust>
    <BigRRange>Max</BigRRange>
    <ThirdPartyCommit>FullCommit</ThirdPartyCommit>
    <InterVecBrgn>S2PMax</InterVecBrgn>
    <BargnModel>PWCompInterp</BargnModel>
  </ModelParameters>
  <Dimensions>
    <dName>Tariff</dName>
    <dName>Quota</dName>
  </Dimensions>
  <Actors>
    <Actor>
      <name>MIN</name>
      <description>Ministry of Water</description>
      <capability>117.7</capability>
      <Position> <dCoord>39.8</dCoord> <dCoord>39.6</dCoord> </Position>
      <Salience> <dSal>32.3</dSal> <dSal>22.4</dSal> </Salience>
    </Actor>
    <Actor>
      <name>FAR</name>
      <description>-</description>
      <capability>93.2</capability>
      <Position> <dCoord>15.9</dCoord> <dCoord>61.4</dCoord> </Position>
      <Salience> <dSal>25.2</dSal> <dSal>34.5</dSal> </Salience>
    </Actor>
    <Actor>
      <name>CIT</name>
      <description>City</description>
      <capability>61.4</capability>
      <Position> <dCoord>61.1</dCoord> <dCoord>86.5</dCoord> </Position>
      <Salience> <dSal>28.8</dSal> <dSal>28.6</dSal> </Salience>
    </Actor>
  </Actors>
  <IdealAdjustment>
    <iaPair> <adjustingIdeal>MIN</adjustingIdeal> <referencePos>MIN</referencePos> <adjust>0.87</adjust> </iaPair>
    <iaPair> <adjustingIdeal>FAR</adjustingIdeal> <referencePos>FAR</referencePos> <adjust>0.75</adjust> </iaPair>
    <iaPair> <adjustingIdeal>FAR</adjustingIdeal> <referencePos>MIN</referencePos> <adjust>0.07</adjust> </iaPair>
  </IdealAdjustment>
</Scenario>
`
	tableText = "actor,capability,position1,salience1\r\nA,1.5,0,10\r\nB,2,50.5,20\r\nC,3,100,100\r\n"
)

func csvScenario() smp.Scenario {
	actor := func(name, desc string, capability, p1, s1, p2, s2 float64) smp.Actor {
		return smp.Actor{Name: name, Desc: desc, Capability: capability, Position: []float64{p1, p2}, Salience: []float64{s1, s2}}
	}
	return smp.Scenario{
		Name: "Water; tariff", Desc: "Four users, one basin", Dims: []string{"Tariff Position", "Quota Position"}, Seed: smp.DefaultSeed,
		Actors: []smp.Actor{
			actor("MIN", "Ministry of Water", 100, 30, 24.5, 20, 48), actor("FAR", "Farmers, north", 60.2, 5, 44.7, 65, 41.3),
			actor("CIT", "City, waterworks", 35, 100, 28.9, 15, 65.1), actor("IND", "", 20, 45, 20.6, 45, 49.4),
		},
	}
}

func xmlScenario() smp.Scenario {
	return smp.Scenario{
		Name: "Water", Desc: "Three users & one basin", Seed: 3507583219545544127, Dims: []string{"Tariff", "Quota"},
		Options: smp.Options{
			VictoryProb: smp.Square, PCE: smp.MarkovIncentive, Transitions: smp.Stochastic, Voting: smp.Prop, RiskAdjust: smp.None,
			RiskRange: smp.Max, ThirdParty: smp.FullCommit, Interpolation: smp.S2PMax, Bargain: smp.PWCompInterp,
		},
		Actors: []smp.Actor{
			{Name: "MIN", Desc: "Ministry of Water", Capability: 117.7, Position: []float64{39.8, 39.6}, Salience: []float64{32.3, 22.4}},
			{Name: "FAR", Capability: 93.2, Position: []float64{15.9, 61.4}, Salience: []float64{25.2, 34.5}},
			{Name: "CIT", Desc: "City", Capability: 61.4, Position: []float64{61.1, 86.5}, Salience: []float64{28.8, 28.6}},
		},
		Accommodation: [][]float64{{0.87, 0, 0}, {0.07, 0.75, 0}, {0, 0, 1}},
	}
}

type reader func(exchange.File) (*Reading, diag.List)

func read(t *testing.T, with reader, name, text string) *Reading {
	t.Helper()
	r, problems := with(exchange.File{Name: name, Data: []byte(text)})
	if r == nil {
		t.Fatal(problems)
	}
	return r
}

func TestReadCSV(t *testing.T) {
	r := read(t, ReadCSV, "in/water.csv", csvText)
	if want := csvScenario(); !reflect.DeepEqual(r.Scenario, want) {
		t.Errorf("%+v\nwant\n%+v", r.Scenario, want)
	}
	if notes := strings.Join(r.Notes, " "); !strings.Contains(notes, "Imported from KTAB: water.csv.") || !strings.Contains(notes, "no settings, seed or accommodation") {
		t.Error(notes)
	}
}

func TestReadXML(t *testing.T) {
	r := read(t, ReadXML, "water.xml", xmlText)
	if want := xmlScenario(); !reflect.DeepEqual(r.Scenario, want) {
		t.Errorf("%+v\nwant\n%+v", r.Scenario, want)
	}
	if len(r.Notes) != 2 {
		t.Error(r.Notes)
	}
}

func TestPlainTable(t *testing.T) {
	r := read(t, ReadCSV, "in/three.csv", tableText)
	if s := r.Scenario; s.Name != "three" || !slices.Equal(s.Dims, []string{"position1"}) || len(s.Actors) != 3 || s.Actors[1].Position[0] != 50.5 || s.Actors[2].Salience[0] != 100 {
		t.Errorf("%+v", s)
	}
	r = read(t, ReadCSV, "three.csv", "Name,Desc,Power,x,sx\nA,first,1,0,10\nB,,2,50,20\nC,,3,100,100\n")
	if s := r.Scenario; s.Actors[0].Desc != "first" || s.Actors[1].Capability != 2 || !slices.Equal(s.Dims, []string{"x"}) {
		t.Errorf("%+v", s)
	}
	// a scenario with the name of a heading
	r = read(t, ReadCSV, "x.csv", "Actor,Power,3,1\nActor,Description,Power,x,sx\nA,first,1,0,10\nB,,2,50,20\nC,,3,100,100\n")
	if r.Scenario.Name != "Actor" || r.Scenario.Desc != "Power" {
		t.Errorf("%+v", r.Scenario)
	}
}

// TestOptionalElements: what may be missing, and what is said then.
func TestOptionalElements(t *testing.T) {
	cut := func(text, from, to string) string {
		before, rest, found := strings.Cut(text, from)
		_, after, closed := strings.Cut(rest, to)
		if !found || !closed {
			t.Fatalf("no %s … %s", from, to)
		}
		return before + after
	}
	for _, test := range []struct{ from, to, note string }{
		{"<IdealAdjustment>", "</IdealAdjustment>", ""},
		{"<ModelParameters>", "</ModelParameters>", "no settings"},
		{"<VotingRule>", "</VotingRule>", "VotingRule is not in the file; KTAB's default, Prop"},
		{"<prngSeed>", "</prngSeed>", "no seed"},
		{"<name>Water", "</name>", ""},
		{"<desc>", "</desc>", ""},
		{"<description>City", "</description>", ""},
	} {
		r := read(t, ReadXML, "water.xml", cut(xmlText, test.from, test.to))
		if !strings.Contains(strings.Join(r.Notes, " "), test.note) {
			t.Errorf("without %s: %v", test.from, r.Notes)
		}
		if test.from == "<IdealAdjustment>" && r.Scenario.Accommodation != nil {
			t.Error("an accommodation came from nowhere")
		}
	}
	for old, note := range map[string]string{"03507583219545544127": "", "0x89B9E56731783372": "base 16", "0": "seed like any other"} {
		r := read(t, ReadXML, "water.xml", strings.Replace(xmlText, "03507583219545544127", old, 1))
		if !strings.Contains(strings.Join(r.Notes, " "), note) || old[1:] == "x89B9E56731783372" && r.Scenario.Seed != 0x89B9E56731783372 {
			t.Errorf("seed %s: %d, %v", old, r.Scenario.Seed, r.Notes)
		}
	}
}

// TestUnread: an older file of KTAB has other settings; they are named.
func TestUnread(t *testing.T) {
	text := strings.Replace(xmlText, "<BargnModel>PWCompInterp</BargnModel>", "<ResolutionPCE>Markov</ResolutionPCE>", 1)
	text = strings.Replace(text, "<Actors>", "<Colour>red</Colour><Actors>", 1)
	r, problems := ReadXML(exchange.File{Name: "old.xml", Data: []byte(text)})
	if r == nil || len(problems.Only(diag.Warning)) != 2 {
		t.Fatal(problems)
	}
	notes := strings.Join(r.Notes, " ")
	for _, say := range []string{"The setting ResolutionPCE is not carried over.", "<Colour> in <Scenario> is not carried over.", "BargnModel is not in the file"} {
		if !strings.Contains(notes, say) {
			t.Errorf("the notes do not say %q: %s", say, notes)
		}
	}
}

// TestPublished: the reference tables of KTAB's own examples run as they are.
func TestPublished(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "..", "shared", "data", "spatial")
	for name, size := range map[string][2]int{"SOE-Policy": {26, 1}, "SOE-Pol-Comp": {13, 2}, "dummyData_3Dim": {7, 3}, "dummyData-a040": {40, 1}} {
		data, err := os.ReadFile(filepath.Join(folder, "ktab_"+name+".csv"))
		if err != nil {
			t.Skip("the reference data (../shared/data/spatial) are not here")
		}
		r := read(t, ReadCSV, "ktab_"+name+".csv", string(data))
		if got := [2]int{len(r.Scenario.Actors), len(r.Scenario.Dims)}; got != size {
			t.Errorf("%s has %v actors and dimensions, want %v", name, got, size)
		}
	}
}
