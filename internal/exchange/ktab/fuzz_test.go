package ktab

import (
	"io"
	"reflect"
	"strings"
	"testing"

	"parley/internal/exchange"
	"parley/internal/spatial/smp"
)

func FuzzReadCSV(f *testing.F) {
	f.Add([]byte(csvText))
	f.Add([]byte(tableText))
	f.Add([]byte("a,\"b\"\"c\",3,1\nActor,Description,Power,x,\nA,$$,1,0,10\nB,&quot;,2,50,20\n\"C,c\",,3,1e2,0.5e1,,,\n"))
	f.Add([]byte("\"\",\n,\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, ReadCSV, data) })
}

func FuzzReadXML(f *testing.F) {
	f.Add([]byte(xmlText))
	f.Add([]byte(strings.Replace(xmlText, "UTF-8", "windows-1252", 1)))
	f.Add([]byte("<Scenario><Dimensions><dName/></Dimensions><Actors><Actor/><Actor/><Actor/></Actors><IdealAdjustment><iaPair/></IdealAdjustment></Scenario>"))
	f.Fuzz(func(t *testing.T, data []byte) { sound(t, ReadXML, data) })
}

// sound: no panic; either errors with places, or a scenario that passes Check and comes back from both formats.
func sound(t *testing.T, with reader, data []byte) {
	t.Helper()
	r, problems := with(exchange.File{Name: "x", Data: data})
	if (r == nil) != problems.HasErrors() {
		t.Fatalf("reading %v, findings %v", r != nil, problems)
	}
	for _, p := range problems {
		if p.Reason == "" || p.Level == "" || p.Code == "" || p.File != "" && p.Place.Line < 1 {
			t.Fatalf("%+v", *p)
		}
	}
	if r == nil {
		return
	}
	if err := r.Scenario.Check(); err != nil {
		t.Fatal(err)
	}
	if err := r.Domain("x").Check(); err != nil && len(r.Scenario.Actors) <= exchange.MaxProfiles {
		t.Fatal(err)
	}
	again(t, WriteXML, ReadXML, r.Scenario, r.Scenario)
	again(t, WriteCSV, ReadCSV, r.Scenario, bare(r.Scenario))
}

func again(t *testing.T, write func(io.Writer, *smp.Scenario) ([]string, error), with reader, s, want smp.Scenario) {
	t.Helper()
	var b strings.Builder
	notes, err := write(&b, &s)
	if err != nil {
		if !strings.Contains(err.Error(), "two actors are called") { // `$$` and `$ $` are one in CSV
			t.Fatal(err)
		}
		return
	}
	r, problems := with(exchange.File{Name: "x", Data: []byte(b.String())})
	if r == nil {
		t.Fatalf("%v\n%s", problems, b.String())
	}
	if changed := strings.Contains(strings.Join(notes, " "), "were changed"); !changed && !reflect.DeepEqual(r.Scenario, want) && !strings.Contains(b.String(), ">-<") {
		t.Fatalf("%+v\nbecame\n%+v\n%s", want, r.Scenario, b.String())
	}
}
