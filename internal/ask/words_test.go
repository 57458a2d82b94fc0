package ask_test

import (
	"testing"

	"parley/internal/ask"
	"parley/internal/page"
)

func TestDealTitle(t *testing.T) {
	for _, tt := range []struct {
		short string
		k     int
		name  string
		label string
		want  string
	}{
		{"", 0, "truce", "A truce", "A A truce"},
		{"TR", 7, "truce", "A truce", "TR A truce"},
		{"", 25, "truce", "truce", "Z truce"},
		{"", 26, "land=shared", "land=shared", "A2"},
		{"", 53, "best", "land=shared", "B3"}, // called after its changes, whatever its name
		{"", 1, "x", "", "B"},
	} {
		if got := ask.DealTitle(ask.DealMark(tt.short, tt.k), ask.DealLabel(tt.name, tt.label, "land=shared")); got != tt.want {
			t.Errorf("%+v: %q", tt, got)
		}
	}
}

func TestPage(t *testing.T) {
	p := ask.Page(ask.Header{Case: "border", Hash: "0a1b2c"}, &page.Section{Heading: "ONE"}, nil, &page.Section{Heading: "TWO"})
	if len(p.Sections) != 2 || p.Sections[0].Number != 1 || p.Sections[1].Number != 2 || p.Sections[1].Heading != "TWO" {
		t.Errorf("%+v", p.Sections)
	}
	if p.Title == "" || p.Subtitle[len(p.Subtitle)-1] != ask.BracketLine {
		t.Errorf("%q %q", p.Title, p.Subtitle)
	}
}
