package cases

import (
	"slices"
	"strings"
	"testing"

	"parley/casefile"
)

// The cheap look at the head agrees with the reader of cases, for every case of the catalogue.
func TestListAgreesWithTheReader(t *testing.T) {
	list := List()
	if len(list) < 3 {
		t.Fatalf("the catalogue has %d cases", len(list))
	}
	for _, e := range list {
		text, ok := Open(e.Name)
		if !ok {
			t.Fatalf("%s is listed but does not open", e.Name)
		}
		c, findings := casefile.Parse(e.Name, text)
		if c == nil {
			t.Errorf("%s: %v", e.Name, findings)
			continue
		}
		asOf := ""
		if !c.AsOf.IsZero() {
			asOf = c.AsOf.Format("2006-01-02")
		}
		want := Entry{Name: e.Name, Title: c.Title, Status: c.Status, Citation: oneLine(c.Citation), AsOf: asOf, About: oneLine(c.About)}
		if e != want {
			t.Errorf("%s:\n got %+v\nwant %+v", e.Name, e, want)
		}
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestNamesAreSorted(t *testing.T) {
	if names := Names(); !slices.IsSorted(names) {
		t.Error(names)
	}
}

func TestOpenRefusesPaths(t *testing.T) {
	for _, name := range []string{"", ".", "..", "nowhere", "../cases/alaska-2025", "alaska-2025/", "/alaska-2025", "alaska-2025/case.yaml"} {
		if text, ok := Open(name); ok {
			t.Errorf("Open(%q) gave %d bytes", name, len(text))
		}
	}
}

func TestReadHead(t *testing.T) {
	for _, c := range []struct{ name, text, key, want string }{
		{"plain", "parley: 1\ncase: A dispute\nparties:\n", "case", "A dispute"},
		{"comment", "case: A dispute   # as filed\n", "case", "A dispute"},
		{"hash inside", "case: Area#4\n", "case", "Area#4"},
		{"double quotes", `case: "A: \"b\" \\ c" # note` + "\n", "case", `A: "b" \ c`},
		{"single quotes", "case: 'it''s' # note\n", "case", "it's"},
		{"folded", "about: >\n  one\n  two\n\nstatus: recalled\n", "about", "one two"},
		{"continued", "citation: one\n  two\n", "citation", "one two"},
		{"windows", "case: A\r\nstatus: recalled\r\n", "status", "recalled"},
		{"stops at the parties", "parties:\n  a: {kind: state}\ncase: B\n", "case", ""},
		{"unclosed", "case: \"A\n", "case", `"A`},
	} {
		if got := readHead(c.text)[c.key]; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
