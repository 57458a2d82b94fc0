package page

import "strings"

func (p *printer) table(t Table) {
	g := t.regular()
	p.filled(indent, indent, t.Caption, Plain)
	shown, widths := fit(g.columns, g.measured(), p.width-indent)
	if shown == nil {
		p.stack(g)
	} else {
		p.columns(g, shown, widths)
		if left := g.hidden(shown); left != "" {
			p.filled(indent, indent, "Not shown for lack of room: "+left+".", Muted)
		}
	}
	for _, n := range t.Notes {
		p.filled(indent, indent, n, Muted)
	}
}

// hidden names the columns that are not shown.
func (g grid) hidden(shown []int) string {
	var out []string
	for i := range g.columns {
		if len(shown) > 0 && shown[0] == i {
			shown = shown[1:]
			continue
		}
		out = append(out, g.heading(i))
	}
	return strings.Join(out, ", ")
}

// columns sets the shown columns at their widths.
func (p *printer) columns(g grid, shown, widths []int) {
	if g.headed() {
		heads := make([]Cell, len(g.columns))
		for i, c := range g.columns {
			heads[i] = Cell{Text: c.Heading, Tone: Strong}
		}
		p.row(g, heads, shown, widths, false)
	}
	for _, r := range g.rows {
		if len(r.Cells) == 0 {
			p.filled(indent, indent, r.Group, Strong)
			continue
		}
		p.row(g, r.Cells, shown, widths, true)
	}
}

// row sets one row; body tells it from the headings.
func (p *printer) row(g grid, cells []Cell, shown, widths []int, body bool) {
	set := make([][]cellLine, len(shown))
	deepest := 0
	for j, i := range shown {
		inset := 0
		if body {
			inset = g.inset(i)
		}
		set[j] = cellLines(cells[i].Text, widths[j], inset, inset+g.carry(i))
		deepest = max(deepest, len(set[j]))
	}
	for line := range deepest {
		at := indent
		for j, i := range shown {
			if line < len(set[j]) {
				c := set[j][line]
				if g.columns[i].Align == Right {
					c.inset = widths[j] - displayWidth(c.text)
				}
				p.put(at+c.inset, c.text, cells[i].Tone)
			}
			at += widths[j] + gutter
		}
		p.end()
	}
}

// A cellLine is a line of a cell and how far it is set in.
type cellLine struct {
	text  string
	inset int
}

// cellLines are the lines of a cell in a column of the given width, those that carry on another set in by rest
// and the others by first.
func cellLines(text string, width, first, rest int) []cellLine {
	var out []cellLine
	for _, line := range lines(text) {
		if line == "" {
			out = append(out, cellLine{})
		}
		inset := first
		for _, part := range fill(line, width-first, width-rest) {
			out = append(out, cellLine{part, inset})
			inset = rest
		}
	}
	return out
}

// stack sets each row as lines "heading: text", with blank lines between and after rows. Cells without text are left out.
func (p *printer) stack(g grid) {
	for n, r := range g.rows {
		if n > 0 && len(g.rows[n-1].Cells) > 0 {
			p.blank()
		}
		if len(r.Cells) == 0 {
			p.filled(indent, indent, r.Group, Strong)
			continue
		}
		at := indent + g.inset(0)
		for i, c := range r.Cells {
			text := inline(c.Text)
			if text == "" {
				continue
			}
			if head := inline(g.columns[i].Heading); head != "" {
				text = head + ": " + text
			}
			p.filled(at, at+indent, text, c.Tone)
		}
	}
	if len(g.rows) > 0 {
		p.blank()
	}
}
