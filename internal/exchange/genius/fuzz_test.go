package genius

import (
	"os"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/exchange/facts"
)

// FuzzRead: no panic; either errors, or a domain that passes Check and whose case is accepted.
func FuzzRead(f *testing.F) {
	f.Add([]byte(domainText), []byte(profileText))
	f.Add([]byte(utf16LE(domainText)), []byte("\n<?xml version='1.0'?>"+profileText))
	f.Add([]byte(`<utility_space><objective><issue index="1" name="a & b" type="real"><range lowerbound="0" upperbound="1"/></issue></objective></utility_space>`),
		[]byte(`<utility_space><objective><issue index="1" name="a & b"><evaluator ftype="triangular" parameter0="0" parameter1="1" parameter2="1"/></issue><weight index="1" value="1"/></objective></utility_space>`))
	f.Add([]byte(`<utility_space><objective><issue index="1" name=""><item index="1" value=""/><item index="2" value=""/></issue></objective></utility_space>`),
		[]byte(`<utility_space><objective><issue index="1"><item index="1" evaluation="1"/><item index="2" evaluation="null"/></issue><weight index="1" value="1"/></objective></utility_space>`))
	f.Fuzz(func(t *testing.T, domain, profile []byte) {
		d, problems := Read([]exchange.File{{Name: "d.xml", Data: domain}, {Name: "p.xml", Data: profile}})
		exchangeable(t, d, problems)
	})
}

func exchangeable(t *testing.T, d *exchange.Domain, problems diag.List) {
	t.Helper()
	if (d == nil) != problems.HasErrors() {
		t.Fatalf("domain %v, findings %v", d != nil, problems)
	}
	for _, p := range problems {
		if p.Reason == "" || p.Level == "" || p.Code == "" || p.File != "" && p.Place.Line < 1 {
			t.Fatalf("%+v", *p)
		}
	}
	if d == nil {
		return
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := d.WriteCase(&b); err != nil {
		if b.Len() > 0 {
			t.Fatalf("%v after writing", err)
		}
		return
	}
	if c, problems := casefile.Parse("case.yaml", b.String()); c == nil || problems.HasErrors() {
		t.Fatalf("the case is not accepted: %v\n%s", problems, b.String())
	}
}

func BenchmarkRead(b *testing.B) {
	folder, ok := facts.Directory()
	if !ok {
		b.Skip("the reference data (../shared/data/negotiation) are not here")
	}
	var files []exchange.File
	for _, name := range []string{"domain.xml", "a.xml", "b.xml"} {
		data, err := os.ReadFile(folder + "/synthetic_10e5/" + name)
		if err != nil {
			b.Fatal(err)
		}
		files = append(files, exchange.File{Name: name, Data: data})
	}
	for b.Loop() {
		if d, problems := Read(files); d == nil {
			b.Fatal(problems)
		}
	}
}
