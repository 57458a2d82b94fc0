package page

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

// drawPage draws a page whose texts are hostile and whose rows are too short or too long.
func drawPage(t *rapid.T) *Page {
	text := hostile()
	cell := rapid.Custom(func(t *rapid.T) Cell { return Cell{text.Draw(t, "cell"), Tone(rapid.IntRange(0, 6).Draw(t, "tone"))} })
	row := rapid.Custom(func(t *rapid.T) Row {
		r := Row{Cells: rapid.SliceOfN(cell, 0, 7).Draw(t, "cells")}
		if rapid.IntRange(0, 3).Draw(t, "group") == 0 {
			r.Group = text.Draw(t, "group")
		}
		return r
	})
	block := rapid.Custom(func(t *rapid.T) Block {
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			return Prose{text.Draw(t, "prose"), rapid.Bool().Draw(t, "strong")}
		case 1:
			return List{rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Item { return Item{text.Draw(t, "marker"), text.Draw(t, "item")} }), 0, 4).Draw(t, "items")}
		case 2:
			return &Fields{rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Field { return Field{text.Draw(t, "name"), text.Draw(t, "text")} }), 0, 4).Draw(t, "fields")}
		}
		column := rapid.Custom(func(t *rapid.T) Column {
			return Column{text.Draw(t, "heading"), Align(rapid.IntRange(0, 1).Draw(t, "align")), rapid.IntRange(0, 2).Draw(t, "drop")}
		})
		return Table{
			text.Draw(t, "name"), text.Draw(t, "caption"), rapid.SliceOfN(column, 0, 6).Draw(t, "columns"),
			rapid.SliceOfN(row, 0, 5).Draw(t, "rows"), rapid.SliceOfN(text, 0, 2).Draw(t, "notes"),
		}
	})
	section := rapid.Custom(func(t *rapid.T) Section {
		return Section{rapid.IntRange(0, 12).Draw(t, "number"), text.Draw(t, "heading"), text.Draw(t, "aside"), rapid.SliceOfN(block, 0, 4).Draw(t, "blocks")}
	})
	return &Page{text.Draw(t, "title"), rapid.SliceOfN(text, 0, 2).Draw(t, "subtitle"), rapid.SliceOfN(section, 0, 3).Draw(t, "sections")}
}

func asText(t interface{ Fatal(...any) }, p *Page, o TextOptions) string {
	var b bytes.Buffer
	if err := p.Text(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// checkLayout is what every text must keep to.
func checkLayout(t interface{ Fatalf(string, ...any) }, text string, width int) {
	if strings.HasPrefix(text, "\n") || strings.HasSuffix(text, "\n\n") || text != "" && !strings.HasSuffix(text, "\n") {
		t.Fatalf("blank lines at the ends of %q", text)
	}
	for line := range strings.SplitSeq(text, "\n") {
		if w := uniseg.StringWidth(line); w > width {
			t.Fatalf("line is %d wide, width %d: %q", w, width, line)
		}
		if line != strings.TrimRightFunc(line, unicode.IsSpace) {
			t.Fatalf("line ends in a space: %q", line)
		}
		if i := strings.IndexFunc(line, unicode.IsControl); i >= 0 {
			t.Fatalf("line has a control character at %d: %q", i, line)
		}
	}
}

var sgr = regexp.MustCompile("\x1b\\[[0-9]+m")

func TestTextKeepsToTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPage(t)
		width := rapid.IntRange(MinWidth, MaxWidth).Draw(t, "width")
		if rapid.Bool().Draw(t, "narrow") {
			width = rapid.IntRange(MinWidth, 80).Draw(t, "narrow width")
		}
		plain := asText(t, p, TextOptions{Width: width})
		checkLayout(t, plain, width)
		colored := asText(t, p, TextOptions{Width: width, Color: true})
		if diff := cmp.Diff(plain, sgr.ReplaceAllString(colored, "")); diff != "" {
			t.Fatalf("colour changes the layout:\n%s", diff)
		}
	})
}

func TestWidthIsBroughtWithinItsLimits(t *testing.T) {
	for asked, want := range map[int]int{-1: DefaultWidth, 0: DefaultWidth, 1: MinWidth, 5000: MaxWidth} {
		a, b := asText(t, sample(), TextOptions{Width: asked}), asText(t, sample(), TextOptions{Width: want})
		if a != b {
			t.Errorf("width %d is not set as %d", asked, want)
		}
	}
}

// texts are all the texts of a page in the order in which HTML and, but for tables side by side, Text have them.
func texts(p *Page) []string {
	out := append([]string{p.Title}, p.Subtitle...)
	for _, s := range p.Sections {
		out = append(out, s.title(), s.Aside)
		for _, b := range s.Blocks {
			switch b := value(b).(type) {
			case Prose:
				out = append(out, b.Text)
			case List:
				for _, it := range b.Items {
					if inline(it.Marker) == "" && inline(it.Text) != "" {
						it.Marker = "•"
					}
					out = append(out, it.Marker, it.Text)
				}
			case Fields:
				for _, f := range b.Items {
					out = append(out, f.Name, f.Text)
				}
			case Table:
				out = append(out, b.Caption)
				g := b.regular()
				for _, c := range g.columns {
					out = append(out, c.Heading)
				}
				for _, r := range g.rows {
					out = append(out, r.Group)
					for _, c := range r.Cells {
						out = append(out, c.Text)
					}
				}
				out = append(out, b.Notes...)
			}
		}
	}
	return out
}

func TestTextLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPage(t)
		for _, s := range p.Sections {
			for _, b := range s.Blocks {
				if table, ok := b.(Table); ok {
					for i := range table.Columns {
						table.Columns[i].Drop = 0
						table.Columns[i].Heading = "" // a stacked table without rows does not show its headings
					}
				}
			}
		}
		count := map[rune]int{}
		for _, r := range bare(asText(t, p, TextOptions{Width: rapid.IntRange(20, 120).Draw(t, "width")})) {
			count[r]++
		}
		for _, s := range texts(p) {
			for _, r := range bare(inline(s)) {
				if count[r]--; count[r] < 0 {
					t.Fatalf("%q has been lost, of %q", r, s)
				}
			}
		}
	})
}

func TestProseKeepsItsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := rapid.SliceOfN(hostile(), 1, 5).Draw(t, "texts")
		p := &Page{Title: all[0]}
		column := Table{Columns: []Column{{}}}
		for _, s := range all {
			p.Subtitle = append(p.Subtitle, s)
			p.Sections = append(p.Sections, Section{Heading: s, Aside: s, Blocks: []Block{Prose{Text: s}}})
			column.Rows = append(column.Rows, Row{Group: "g" + s, Cells: []Cell{{Text: s}}}, Row{Group: "h"})
		}
		p.Sections = append(p.Sections, Section{Blocks: []Block{column}})
		got := bare(asText(t, p, TextOptions{Width: rapid.IntRange(20, 120).Draw(t, "width")}))
		if want := bare(inline(strings.Join(texts(p), "\n"))); got != want {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
	})
}

// slowTable is the definition of a table that fits: each column as wide as its widest cell, two spaces between.
func slowTable(columns []Column, rows [][]string) string {
	widths := make([]int, len(columns))
	for _, r := range rows {
		for i, c := range r {
			widths[i] = max(widths[i], uniseg.StringWidth(c))
		}
	}
	var b strings.Builder
	for _, r := range rows {
		line := ""
		for i, c := range r {
			pad := strings.Repeat(" ", widths[i]-uniseg.StringWidth(c))
			if columns[i].Align == Right {
				line += "  " + pad + c
			} else {
				line += "  " + c + pad
			}
		}
		if line = strings.TrimRight(line, " "); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

func TestTableAgainstDefinition(t *testing.T) {
	cell := rapid.SampledFrom([]string{"", "a", "流域", "e\u0301te\u0301", "👩‍👩‍👧 three", "🇺🇦", "60 % (45–70)", "−.05", "several plain words"})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "columns")
		table := Table{Columns: make([]Column, n)}
		var rows [][]string
		heads := rapid.SliceOfN(cell, n, n).Draw(t, "headings")
		for i, h := range heads {
			table.Columns[i] = Column{Heading: h, Align: Align(rapid.IntRange(0, 1).Draw(t, "align")), Drop: rapid.IntRange(0, 2).Draw(t, "drop")}
		}
		rows = append(rows, heads)
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			r := rapid.SliceOfN(cell, n, n).Draw(t, "row")
			rows = append(rows, r)
			cells := make([]Cell, n)
			for i, text := range r {
				cells[i].Text = text
			}
			table.Rows = append(table.Rows, Row{Cells: cells})
		}
		p := &Page{Sections: []Section{{Blocks: []Block{table}}}}
		if diff := cmp.Diff(slowTable(table.Columns, rows), asText(t, p, TextOptions{Width: MaxWidth})); diff != "" {
			t.Fatalf("(-definition +got):\n%s", diff)
		}
	})
}

type failing struct{ after int }

var errFull = errors.New("the disk is full")

func (f *failing) Write(b []byte) (int, error) {
	if f.after -= len(b); f.after < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestErrorsOfTheWriter(t *testing.T) {
	p := sample()
	p.Sections[0].Blocks = append(p.Sections[0].Blocks, Prose{Text: strings.Repeat("long ", 5000)}, gains())
	for _, after := range []int{0, 5000} {
		for name, err := range map[string]error{
			"text":     p.Text(&failing{after}, TextOptions{}),
			"markdown": p.Markdown(&failing{after}),
			"html":     p.HTML(&failing{after}, HTMLOptions{}),
		} {
			if !errors.Is(err, errFull) {
				t.Errorf("%s after %d bytes: error %v", name, after, err)
			}
		}
	}
	if err := p.CSV(&failing{}); !errors.Is(err, errFull) {
		t.Errorf("csv: error %v", err)
	}
}

type odd struct{ Prose }

func TestUnknownBlock(t *testing.T) {
	p := &Page{Sections: []Section{{Blocks: []Block{nil, (*Table)(nil), odd{}}}}}
	var b bytes.Buffer
	for name, err := range map[string]error{"text": p.Text(&b, TextOptions{}), "markdown": p.Markdown(&b), "html": p.HTML(&b, HTMLOptions{})} {
		if err == nil || !strings.Contains(err.Error(), "page.odd") {
			t.Errorf("%s: error %v does not name the type", name, err)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("Title", "heading", "cell one", "2", 80)
	f.Add("\x1b[2J", "\x1b]0;owned\a", "\u202eevil", "=1+1", 20)
	f.Add("流域の共同管理", "👩‍👩‍👧🇺🇦", strings.Repeat("\u0301", 99), strings.Repeat("\u0600", 99), 33)
	f.Add("\xff\xfe", " \u00a0 \n", strings.Repeat("x", 500), "\u2e3b\u2e3b", 400)
	f.Fuzz(func(t *testing.T, a, b, c, d string, width int) {
		if len(a)+len(b)+len(c)+len(d) > 1<<14 {
			return
		}
		width = MinWidth + int(uint(width)%uint(MaxWidth-MinWidth+1))
		p := &Page{Title: a, Subtitle: []string{b}, Sections: []Section{{Number: 1, Heading: c, Aside: d, Blocks: []Block{
			Prose{Text: a},
			List{[]Item{{b, c}, {"", d}}},
			Fields{[]Field{{c, d}, {a, b}}},
			Table{
				Caption: d, Columns: []Column{{Heading: a, Drop: 1}, {Heading: b, Align: Right}, {Heading: c}},
				Rows:  []Row{{Group: d, Cells: []Cell{{Text: b}, {Text: c}}}, {Group: a}, {Cells: []Cell{{Text: c}, {Text: d}, {Text: a}, {Text: b}}}},
				Notes: []string{c},
			},
		}}}}
		checkLayout(t, asText(t, p, TextOptions{Width: width}), width)
		checkMarkdown(t, p)
		checkHTML(t, p)
		checkCSV(t, p)
	})
}
