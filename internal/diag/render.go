package diag

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"
)

// RenderOptions says how findings are printed.
type RenderOptions struct {
	Color bool // ANSI colours; they repeat what the text says
	Width int  // columns of the terminal; 0: 80, at least 30
}

const (
	defaultWidth = 80
	leastWidth   = 30
)

// Render prints the findings in their order, a blank line after each, and then their number:
//
//	error: unknown issue `sanction`
//	  case.yaml:12:11
//	  12 |   - when: sanction == lifted
//	     |           ^~~~~~~~
//	  did you mean `sanctions`?
//
// Lines too long for the width are cut around the place, and texts are filled to it; only file names are
// left whole. Control characters are shown by their code points, so that no text of a case can steer a
// terminal. An empty list prints nothing. The error is the writer's.
func (l List) Render(w io.Writer, o RenderOptions) error {
	if len(l) == 0 {
		return nil
	}
	if o.Width <= 0 {
		o.Width = defaultWidth
	}
	out := &printer{Writer: bufio.NewWriter(w), color: o.Color, width: max(o.Width, leastWidth)}
	for _, d := range l {
		out.finding(d)
		out.line("")
	}
	out.line(l.Summary())
	return out.Flush()
}

// Summary counts the findings, such as "2 errors, 3 warnings"; "" for none.
func (l List) Summary() string {
	var parts []string
	for s := Error; s <= Note; s++ {
		switch n := len(l.Only(s)); n {
		case 0:
		case 1:
			parts = append(parts, "1 "+s.String())
		default:
			parts = append(parts, fmt.Sprint(n, " ", s, "s"))
		}
	}
	return strings.Join(parts, ", ")
}

// printer writes lines; an error of the writer is kept by bufio until Flush.
type printer struct {
	*bufio.Writer
	color bool
	width int
}

// paint wraps a text in the ANSI style, if colours are wanted.
func (p *printer) paint(style, text string) string {
	if !p.color || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

// ANSI styles.
const (
	bold  = "1"
	faint = "2"
	green = "1;32"
)

// styleOf is the colour of a severity.
func styleOf(s Severity) string {
	switch s {
	case Error:
		return "1;31"
	case Warning:
		return "1;33"
	}
	return "1;36"
}

func (p *printer) line(parts ...string) {
	for _, s := range parts {
		_, _ = p.WriteString(s)
	}
	_ = p.WriteByte('\n')
}

func (p *printer) finding(d *Diagnostic) {
	head := d.Severity.String() + ": "
	for i, text := range fill(d.Reason, p.width-len(head)) {
		if i == 0 {
			p.line(p.paint(styleOf(d.Severity), head), p.paint(bold, text))
		} else {
			p.line(strings.Repeat(" ", len(head)), p.paint(bold, text))
		}
	}
	p.where(d)
	if d.Text != "" && d.Place.Line > 0 {
		p.excerpt(d)
	}
	if d.Suggestion != "" {
		for _, text := range fill(d.Suggestion, p.width-len(indent)) {
			p.line(indent, p.paint(green, text))
		}
	}
}

const indent = "  "

// where prints the file with the place, and the path in the case where the line does not show it.
func (p *printer) where(d *Diagnostic) {
	at := harmless(d.File)
	switch pos := fmt.Sprintf("%d:%d", d.Place.Line, d.Place.Col); {
	case d.Place.Line <= 0:
	case at == "":
		at = "line " + pos
	default:
		at += ":" + pos
	}
	path := ""
	if !evident(d) {
		path = "in " + harmless(d.Path)
	}
	switch {
	case at == "" && path == "":
		return
	case at != "" && path != "" && len(indent)+uniseg.StringWidth(at)+2+uniseg.StringWidth(path) <= p.width:
		p.line(indent, at, indent, p.paint(faint, path))
		return
	case at != "":
		p.line(indent, at)
	}
	if path != "" {
		for _, text := range fill(path, p.width-len(indent)) {
			p.line(indent, p.paint(faint, text))
		}
	}
}

// evident reports whether the path says nothing that the line does not: every part of it stands there.
func evident(d *Diagnostic) bool {
	for part := range strings.SplitSeq(d.Path, ".") {
		if !strings.Contains(d.Text, part) {
			return false
		}
	}
	return true
}

// excerpt prints the line with carets under the place.
func (p *printer) excerpt(d *Diagnostic) {
	number := fmt.Sprint(d.Place.Line)
	gutter := indent + strings.Repeat(" ", len(number)) + " | "
	line, start := clip(strings.TrimRight(d.Text, "\r\n"), d.Place.Col-1, p.width)
	row := layout(line)
	from, to := row.span(start, d.Place.Len)
	text, from, to := row.window(from, to, max(p.width-len(gutter), leastWidth/2))
	p.line(indent, p.paint(faint, number+" | "), text)
	if d.Place.Col > 0 {
		marks := "^" + strings.Repeat("~", to-from-1)
		p.line(p.paint(faint, gutter), strings.Repeat(" ", from), p.paint(styleOf(d.Severity), marks))
	}
}
