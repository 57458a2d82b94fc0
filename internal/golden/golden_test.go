package golden

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"parley/internal/page"
)

// recorder is a test that is told of failures and goes on.
type recorder struct {
	testing.TB
	said []string
}

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.said = append(r.said, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	panic(r)
}

func TestFlaws(t *testing.T) {
	for text, want := range map[string][]string{
		"":                          nil,
		"ten colum\n":               nil,
		"ten column\nten columns\n": {"too wide: ten columns"},
		"流域流域流\n":                   nil, // ten columns in five runes
		"流域流域流域\n":                  {"too wide: 流域流域流域"},
		"NaN\n%!d":                  {"says NaN", "says %!"},
	} {
		if got := flaws(text, 10); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// A page is looked at in every width, for what it must not say and for what it must.
func TestFits(t *testing.T) {
	r := &recorder{TB: t}
	p := &page.Page{Sections: []page.Section{{Heading: "ROOM", Blocks: []page.Block{page.Prose{Text: "The utility of it."}}}}}
	if got := Fits(r, "page", p, "ROOM", "PAYS"); !strings.Contains(got, "The utility") || len(r.said) != 6 {
		t.Errorf("%q; said %q", got, r.said)
	}
}

// A file is written with -update only, compared afterwards, and its absence is a failure.
func TestFile(t *testing.T) {
	t.Chdir(t.TempDir())
	was := *update
	defer func() { *update = was }()
	*update = false
	r := &recorder{TB: t}
	func() {
		defer func() { _ = recover() }()
		File(r, "a.txt", "one\n")
		t.Error("no file, and no failure")
	}()
	*update = true
	File(t, "a.txt", "one\n")
	*update, r.said = false, nil
	if File(r, "a.txt", "one\n"); r.said != nil {
		t.Errorf("what was written differs: %q", r.said)
	}
	if File(r, "a.txt", "two\n"); len(r.said) != 1 || !strings.Contains(r.said[0], "two") {
		t.Errorf("another text: %q", r.said)
	}
	if got, err := os.ReadFile("testdata/a.txt"); err != nil || string(got) != "one\n" {
		t.Errorf("%q %v", got, err)
	}
}
