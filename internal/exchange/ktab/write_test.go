package ktab

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/exchange"
	"parley/internal/spatial/smp"
)

func TestWrite(t *testing.T) {
	s := csvScenario()
	var b strings.Builder
	notes, err := WriteCSV(&b, &s)
	if err != nil || len(notes) > 0 {
		t.Fatal(notes, err)
	}
	want := "Water; tariff,\"Four users, one basin\",4,2,\nActor,Description,Power,Tariff Position,Salience,Quota Position,Salience,\nMIN,Ministry of Water,100,30,24.5,20,48,\n"
	if !strings.HasPrefix(b.String(), want) {
		t.Errorf("%s\nwant\n%s", b.String(), want)
	}
	s = xmlScenario()
	b.Reset()
	if notes, err = WriteXML(&b, &s); err != nil || len(notes) > 0 {
		t.Fatal(notes, err)
	}
	for _, want := range []string{
		"<name>Water</name>", "<prngSeed>3507583219545544127</prngSeed>", "<VotingRule>Prop</VotingRule>", "<BigRAdjust>None</BigRAdjust>",
		"<description>-</description>", "<dCoord>39.8</dCoord>",
		"<adjustingIdeal>CIT</adjustingIdeal>\n      <referencePos>CIT</referencePos>\n      <adjust>1</adjust>",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in\n%s", want, b.String())
		}
	}
}

// TestLosses: what a format cannot hold is named.
func TestLosses(t *testing.T) {
	s := xmlScenario()
	s.Options.Compat = true
	s.Actors[0].Name = "a name of more than twenty-five characters"
	s.Actors[1].Desc = "two\nlines"
	for _, test := range []struct {
		name  string
		write func(*strings.Builder) ([]string, error)
		say   []string
	}{
		{"CSV", func(b *strings.Builder) ([]string, error) { return WriteCSV(b, &s) }, []string{
			"VictoryProbModel Square is not carried over", "BargnModel PWCompInterp is not", "The seed is not", "accommodation matrix is not", "line breaks", "25 characters", "Compat is not",
		}},
		{"XML", func(b *strings.Builder) ([]string, error) { return WriteXML(b, &s) }, []string{"line breaks", "25 characters", "Compat is not"}},
	} {
		var b strings.Builder
		notes, err := test.write(&b)
		if err != nil {
			t.Fatal(err)
		}
		for _, say := range test.say {
			if !strings.Contains(strings.Join(notes, " "), say) {
				t.Errorf("%s: the notes do not say %q: %v", test.name, say, notes)
			}
		}
	}
	s.Seed = 0
	if notes, err := WriteXML(&strings.Builder{}, &s); err != nil || !strings.Contains(strings.Join(notes, " "), "another each time") {
		t.Error(notes, err)
	}
	s.Actors = s.Actors[:2]
	var b strings.Builder
	if _, err := WriteCSV(&b, &s); err == nil || b.Len() > 0 {
		t.Errorf("CSV of two actors: %v", err)
	}
	if _, err := WriteXML(&b, &s); err == nil || b.Len() > 0 {
		t.Errorf("XML of two actors: %v", err)
	}
}

// TestRoundTrip: what is written reads back the same, whatever the texts and numbers.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.StringN(0, 8, -1), rapid.SampledFrom(strings.Fields(`a,b "q" &quot; $$ $$$ , " <x> & ]]> 日本 0 - é; 1,5 Actor`)))
		s := smp.Scenario{Name: word.Draw(t, "name"), Desc: word.Draw(t, "desc"), Seed: rapid.Uint64().Draw(t, "seed")}
		percent := rapid.Float64Range(0, 100)
		n, m := rapid.IntRange(3, 5).Draw(t, "actors"), rapid.IntRange(1, 3).Draw(t, "dims")
		for k := range m {
			s.Dims = append(s.Dims, fmt.Sprintf("%d%s", k, word.Draw(t, "dim")))
		}
		for i := range n {
			a := smp.Actor{Name: fmt.Sprintf("%s%d", word.Draw(t, "actor"), i), Desc: word.Draw(t, "desc"), Capability: math.Pow(10, rapid.Float64Range(-9, 7).Draw(t, "capability"))}
			for range m {
				a.Position = append(a.Position, percent.Draw(t, "position"))
				a.Salience = append(a.Salience, math.Max(0.01, percent.Draw(t, "salience")/float64(m)*0.999))
			}
			s.Actors = append(s.Actors, a)
		}
		var b strings.Builder
		notes, err := WriteCSV(&b, &s)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, ReadCSV, &b, bare(s), notes)
		for _, setting := range s.Options.Settings() {
			if err := s.Options.Set(setting.Name, rapid.SampledFrom(setting.Values).Draw(t, setting.Name)); err != nil {
				t.Fatal(err)
			}
		}
		if rapid.Bool().Draw(t, "accommodation") {
			for range n {
				row := make([]float64, n)
				for j := range row {
					row[j] = rapid.Float64Range(0, 0.2).Draw(t, "adjust")
				}
				s.Accommodation = append(s.Accommodation, row)
			}
		}
		b.Reset()
		if notes, err = WriteXML(&b, &s); err != nil {
			t.Fatal(err)
		}
		compare(t, ReadXML, &b, s, notes)
	})
}

// bare is what a CSV file holds of a scenario.
func bare(s smp.Scenario) smp.Scenario {
	s.Options, s.Seed, s.Accommodation = smp.Options{}, smp.DefaultSeed, nil
	return s
}

func compare(t *rapid.T, with reader, b *strings.Builder, want smp.Scenario, notes []string) {
	r, problems := with(exchange.File{Name: "x", Data: []byte(b.String())})
	if r == nil {
		t.Fatalf("%v\n%s", problems, b.String())
	}
	got := r.Scenario
	texts := func(s *smp.Scenario) (out []string) {
		out = append(append(out, s.Name, s.Desc), s.Dims...)
		s.Name, s.Desc, s.Dims = "", "", nil
		actors := append([]smp.Actor{}, s.Actors...)
		for i, a := range actors {
			out = append(out, a.Name, a.Desc)
			actors[i].Name, actors[i].Desc = "", ""
		}
		s.Actors = actors
		return out
	}
	given, came := texts(&want), texts(&got)
	for i, text := range given {
		if exchange.OneLine(text) == "-" {
			given[i], came[i] = "", "" // stands for no text in XML
		}
	}
	if !strings.Contains(strings.Join(notes, " "), "were changed") && !reflect.DeepEqual(given, came) {
		t.Fatalf("the texts %q became %q without a note\n%s", given, came, b.String())
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%+v\nbecame\n%+v\n%s", want, got, b.String())
	}
}
