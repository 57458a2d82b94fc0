package page_test

import (
	"bytes"
	"testing"

	"parley/internal/golden"
	"parley/internal/page"
)

func TestGolden(t *testing.T) {
	text := func(o page.TextOptions) func(*page.Page, *bytes.Buffer) error {
		return func(p *page.Page, b *bytes.Buffer) error { return p.Text(b, o) }
	}
	for name, render := range map[string]func(*page.Page, *bytes.Buffer) error{
		"sample-80.txt":    text(page.TextOptions{}),
		"sample-60.txt":    text(page.TextOptions{Width: 60}),
		"sample-40.txt":    text(page.TextOptions{Width: 40}),
		"sample-20.txt":    text(page.TextOptions{Width: 20}),
		"sample-120.txt":   text(page.TextOptions{Width: 120}),
		"sample-color.txt": text(page.TextOptions{Color: true}),
		"sample.md":        func(p *page.Page, b *bytes.Buffer) error { return p.Markdown(b) },
		"sample.html":      func(p *page.Page, b *bytes.Buffer) error { return p.HTML(b, page.HTMLOptions{}) },
		"sample.csv":       func(p *page.Page, b *bytes.Buffer) error { return p.CSV(b) },
	} {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := render(page.Sample(), &got); err != nil {
				t.Fatal(err)
			}
			golden.File(t, name, got.String())
		})
	}
}
