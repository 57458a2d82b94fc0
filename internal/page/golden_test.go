package page

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestGolden(t *testing.T) {
	text := func(o TextOptions) func(*Page, *bytes.Buffer) error {
		return func(p *Page, b *bytes.Buffer) error { return p.Text(b, o) }
	}
	for name, render := range map[string]func(*Page, *bytes.Buffer) error{
		"sample-80.txt":    text(TextOptions{}),
		"sample-60.txt":    text(TextOptions{Width: 60}),
		"sample-40.txt":    text(TextOptions{Width: 40}),
		"sample-20.txt":    text(TextOptions{Width: 20}),
		"sample-120.txt":   text(TextOptions{Width: 120}),
		"sample-color.txt": text(TextOptions{Color: true}),
		"sample.md":        func(p *Page, b *bytes.Buffer) error { return p.Markdown(b) },
		"sample.html":      func(p *Page, b *bytes.Buffer) error { return p.HTML(b, HTMLOptions{}) },
		"sample.csv":       func(p *Page, b *bytes.Buffer) error { return p.CSV(b) },
	} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := render(sample(), &got); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("%s differs (-want +got); -update rewrites it\n%s", file, diff)
			}
		})
	}
}
