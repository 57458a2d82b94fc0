package page

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// The widths that Text keeps within, in terminal columns.
const (
	DefaultWidth = 80
	MinWidth     = 20
	MaxWidth     = 400
)

// TextOptions say how Text sets a page.
type TextOptions struct {
	Width int  // terminal columns; 0 or less is DefaultWidth; else brought within MinWidth and MaxWidth
	Color bool // mark headings and tones with ANSI escape sequences; the layout is the same without
}

// Text writes p for a terminal, or for whoever reads it piped. No line is wider than the width and none ends in
// a space. A table that does not fit has its words wrapped, then loses the columns that may be dropped (and says
// which), then has its numbers wrapped too, and at last is set as a stack of lines, one a cell.
func (p *Page) Text(w io.Writer, o TextOptions) error {
	if o.Width <= 0 {
		o.Width = DefaultWidth
	}
	out := &printer{w: bufio.NewWriter(w), width: min(max(o.Width, MinWidth), MaxWidth), color: o.Color}
	out.filled(0, indent, p.Title, Strong)
	for _, s := range p.Subtitle {
		out.filled(0, indent, s, Plain)
	}
	for _, s := range p.Sections {
		out.blank()
		if err := out.section(s); err != nil {
			return err
		}
	}
	return out.w.Flush()
}

const (
	indent     = 2 // of what stands under a heading
	listIndent = 3 // of the markers of a list
)

// A printer writes lines and knows the terminal column it is at. Its writer keeps the first error until Flush.
type printer struct {
	w       *bufio.Writer
	width   int
	color   bool
	column  int
	begun   bool // there is something on the line
	written bool // there is something on the page, for a blank line to part from the rest
	gap     bool // a blank line is due before the next line
}

// put writes text at a terminal column, or where the line has got to if that is farther on.
func (p *printer) put(column int, text string, tone Tone) {
	if text == "" {
		return
	}
	if p.gap {
		p.gap = false
		p.w.WriteByte('\n')
	}
	for ; p.column < column; p.column++ {
		p.w.WriteByte(' ')
	}
	if sgr := toneSGR[tone]; p.color && sgr != "" {
		p.w.WriteString(sgr)
		p.w.WriteString(text)
		p.w.WriteString("\x1b[0m")
	} else {
		p.w.WriteString(text)
	}
	p.column += displayWidth(text)
	p.begun, p.written = true, true
}

// toneSGR is how each tone is switched on (ECMA-48, Select Graphic Rendition).
var toneSGR = [256]string{Good: "\x1b[32m", Bad: "\x1b[31m", Muted: "\x1b[2m", Strong: "\x1b[1m"}

// end ends a line, if one was begun.
func (p *printer) end() {
	if p.begun {
		p.w.WriteByte('\n')
	}
	p.column, p.begun = 0, false
}

// blank sets a blank line between what was written and what will be.
func (p *printer) blank() { p.gap = p.written }

// filled writes a paragraph whose first line begins at first and the others at rest.
func (p *printer) filled(first, rest int, text string, tone Tone) {
	at := first
	for _, line := range fill(text, p.width-first, p.width-rest) {
		p.put(at, line, tone)
		p.end()
		at = rest
	}
}

func (p *printer) section(s Section) error {
	p.heading(s)
	var before Block
	for _, b := range s.Blocks {
		b = value(b)
		switch b := b.(type) {
		case nil:
			continue
		case Prose:
			p.filled(indent, indent, b.Text, proseTone(b))
		case List:
			p.list(b)
		case Fields:
			p.fields(b)
		case Table:
			if _, two := before.(Table); two {
				p.blank()
			}
			p.table(b)
		default:
			return fmt.Errorf("page: cannot set a block of type %T", b)
		}
		before = b
	}
	return nil
}

// heading writes "1 HEADING   aside", the aside on lines of its own if there is no room beside the heading.
func (p *printer) heading(s Section) {
	title, aside := s.title(), inline(s.Aside)
	lines := fill(title, p.width, p.width-indent)
	if len(lines) == 1 && displayWidth(title)+3+displayWidth(aside) <= p.width {
		p.put(0, title, Strong)
		p.put(p.column+3, aside, Muted)
		p.end()
		return
	}
	p.filled(0, indent, title, Strong)
	p.filled(indent, indent, aside, Muted)
}

// title is the heading with its number, on one line.
func (s Section) title() string {
	heading := inline(s.Heading)
	switch {
	case s.Number == 0:
		return heading
	case heading == "":
		return strconv.Itoa(s.Number)
	}
	return strconv.Itoa(s.Number) + " " + heading
}

func proseTone(b Prose) Tone {
	if b.Strong {
		return Strong
	}
	return Plain
}

func (p *printer) list(b List) {
	pairs := make([]Field, len(b.Items))
	for i, it := range b.Items {
		pairs[i] = Field{Name: it.Marker, Text: it.Text}
		if inline(it.Marker) == "" && inline(it.Text) != "" {
			pairs[i].Name = "•"
		}
	}
	p.pairs(listIndent, pairs, Plain)
}

func (p *printer) fields(b Fields) { p.pairs(indent, b.Items, Strong) }

// pairs sets names in a column of their own, at most a third of the width, and the texts beside them.
func (p *printer) pairs(at int, pairs []Field, tone Tone) {
	third := p.width / 3
	beside := at
	if names := widest(pairs, third); names > 0 {
		beside += names + gutter
	}
	for _, f := range pairs {
		left := fill(f.Name, third, third)
		right := fill(f.Text, p.width-beside, p.width-beside)
		for i := range max(len(left), len(right)) {
			if i < len(left) {
				p.put(at, left[i], tone)
			}
			if i < len(right) {
				p.put(beside, right[i], Plain)
			}
			p.end()
		}
	}
}

// widest is the width of the widest line that the names take when filled to room.
func widest(pairs []Field, room int) int {
	widest := 0
	for _, f := range pairs {
		for _, line := range fill(f.Name, room, room) {
			widest = max(widest, displayWidth(line))
		}
	}
	return widest
}
