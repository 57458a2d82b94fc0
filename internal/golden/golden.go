// Package golden compares what is written with files under testdata that hold it as it was read and found right, and
// pages with what every page must keep to. It is for tests only: a test that imports it has the flag -update, which
// writes the files anew (`make golden` does it everywhere; read the difference before it is committed).
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"

	"parley/internal/page"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// File compares a text with testdata/name.
func File(t testing.TB, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; -update writes it", err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs (-want +got); -update rewrites it\n%s", file, diff)
	}
}

// Page compares a page at 80 columns with testdata/name.txt, and checks that it fits.
func Page(t testing.TB, name string, p *page.Page) {
	t.Helper()
	File(t, name+".txt", Fits(t, name, p))
}

// Fits checks a page at 60, 80 and 120 columns: no line is too wide, what must be said is said, and nothing that is not
// fit to be read. It returns the page at 80 columns.
func Fits(t testing.TB, name string, p *page.Page, must ...string) string {
	t.Helper()
	out := ""
	for _, width := range []int{60, 80, 120} {
		var b strings.Builder
		if err := p.Text(&b, page.TextOptions{Width: width}); err != nil {
			t.Fatal(err)
		}
		for _, flaw := range flaws(b.String(), width) {
			t.Errorf("%s at %d columns: %s", name, width, flaw)
		}
		for _, text := range must {
			if !strings.Contains(b.String(), text) {
				t.Errorf("%s at %d columns does not say %q", name, width, text)
			}
		}
		if width == 80 {
			out = b.String()
		}
	}
	return out
}

// unfit are words that claim too much, and what shows through when a number or a format has gone wrong.
var unfit = []string{"optimal", "utility", "NaN", "Inf", "%!", "<nil>"}

// flaws are the lines that are too wide and the words that are unfit.
func flaws(text string, width int) []string {
	var out []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSuffix(line, "\n"); uniseg.StringWidth(line) > width {
			out = append(out, "too wide: "+line)
		}
	}
	for _, word := range unfit {
		if strings.Contains(text, word) {
			out = append(out, "says "+word)
		}
	}
	return out
}
