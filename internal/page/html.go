package page

import (
	"bufio"
	_ "embed"
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"
)

// HTMLOptions say how HTML sets a page.
type HTMLOptions struct {
	// Fragment leaves out all but the article element, for setting into a document that has Style.
	Fragment bool
}

//go:embed page.css
var style string

// Style is the style sheet of pages written as HTML.
func Style() string { return style }

// HTML writes p as one file that needs no other: HTML5 that is well-formed XML too, for the screen (light or
// dark) and for A4 paper. It has no scripts and its content policy forbids them.
func (p *Page) HTML(w io.Writer, o HTMLOptions) error {
	out := &hypertext{w: bufio.NewWriter(w)}
	if !o.Fragment {
		out.head(p)
	}
	out.raw("<article class=\"page\">\n<header>\n")
	out.element("h1", "", p.Title)
	for _, s := range p.Subtitle {
		out.element("p", "subtitle", s)
	}
	out.raw("</header>\n")
	for _, s := range p.Sections {
		if err := out.section(s); err != nil {
			return err
		}
	}
	out.raw("</article>\n")
	if !o.Fragment {
		out.raw("</body>\n</html>\n")
	}
	return out.w.Flush()
}

// hypertext writes elements. Its writer keeps the first error until Flush.
type hypertext struct{ w *bufio.Writer }

func (h *hypertext) raw(parts ...string) {
	for _, s := range parts {
		h.w.WriteString(s)
	}
}

// text is s on one line, escaped for content and for attributes in double quotes.
func htmlText(s string) string { return html.EscapeString(inline(s)) }

// element writes a text element, or nothing when the text is empty.
func (h *hypertext) element(name, class, text string) {
	if text = htmlText(text); text == "" {
		return
	}
	if class != "" {
		class = ` class="` + class + `"`
	}
	h.raw("<", name, class, ">", text, "</", name, ">\n")
}

func (h *hypertext) head(p *Page) {
	title := htmlText(p.Title)
	if title == "" {
		title = "Untitled page"
	}
	h.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n",
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n",
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n",
		"<meta name=\"color-scheme\" content=\"light dark\"/>\n",
		"<title>", title, "</title>\n<style>\n", style, "</style>\n</head>\n<body>\n")
}

func (h *hypertext) section(s Section) error {
	h.raw("<section>\n")
	title, aside := htmlText(s.title()), htmlText(s.Aside)
	switch {
	case title != "" && aside != "":
		h.raw("<h2>", title, " <small>", aside, "</small></h2>\n")
	case title != "":
		h.raw("<h2>", title, "</h2>\n")
	default:
		h.element("p", "note", s.Aside)
	}
	for _, b := range s.Blocks {
		switch b := value(b).(type) {
		case nil:
		case Prose:
			class := ""
			if b.Strong {
				class = "strong"
			}
			h.element("p", class, b.Text)
		case List:
			h.list(b)
		case Fields:
			h.fields(b)
		case Table:
			h.table(b)
		default:
			return fmt.Errorf("page: cannot set a block of type %T", b)
		}
	}
	h.raw("</section>\n")
	return nil
}

func (h *hypertext) list(b List) {
	if len(b.Items) == 0 {
		return
	}
	h.raw("<ul>\n")
	for _, it := range b.Items {
		marker := htmlText(it.Marker)
		if marker == "" {
			marker = "•"
		}
		h.raw("<li><span class=\"marker\">", marker, "</span> <span>", htmlText(it.Text), "</span></li>\n")
	}
	h.raw("</ul>\n")
}

func (h *hypertext) fields(b Fields) {
	if len(b.Items) == 0 {
		return
	}
	h.raw("<dl>\n")
	for _, f := range b.Items {
		h.raw("<dt>", htmlText(f.Name), "</dt><dd>", htmlText(f.Text), "</dd>\n")
	}
	h.raw("</dl>\n")
}

func (h *hypertext) table(t Table) {
	g := t.regular()
	if len(g.columns) == 0 && len(g.rows) == 0 {
		h.element("p", "caption", t.Caption)
	} else {
		h.raw("<div class=\"wide\" tabindex=\"0\">\n<table>\n")
		h.element("caption", "", t.Caption)
		h.grid(g)
		h.raw("</table>\n</div>\n")
	}
	for _, n := range t.Notes {
		h.element("p", "note", n)
	}
}

// grid writes the rows, each group in a body of its own, as the scope of its heading asks.
func (h *hypertext) grid(g grid) {
	if g.headed() {
		h.raw("<thead>\n<tr>")
		for _, c := range g.columns {
			if inline(c.Heading) == "" {
				h.raw("<td></td>")
			} else {
				h.raw("<th scope=\"col\"", htmlClass(c.Align, Plain), ">", htmlCell(c.Heading), "</th>")
			}
		}
		h.raw("</tr>\n</thead>\n")
	}
	h.raw("<tbody>\n")
	for i, r := range g.rows {
		if len(r.Cells) > 0 {
			h.row(g, r.Cells)
			continue
		}
		if i > 0 {
			h.raw("</tbody>\n<tbody>\n")
		}
		h.raw("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"", strconv.Itoa(max(1, len(g.columns))), "\">",
			htmlText(r.Group), "</th></tr>\n")
	}
	h.raw("</tbody>\n")
}

// row writes one row; its first cell heads it, unless empty.
func (h *hypertext) row(g grid, cells []Cell) {
	h.raw("<tr>")
	for i, c := range cells {
		class, text := htmlClass(g.columns[i].Align, c.Tone), htmlCell(c.Text)
		if i == 0 && text != "" {
			h.raw("<th scope=\"row\"", class, ">", text, "</th>")
		} else {
			h.raw("<td", class, ">", text, "</td>")
		}
	}
	h.raw("</tr>\n")
}

var toneClass = [256]string{Good: "good", Bad: "bad", Muted: "muted", Strong: "strong"}

// htmlClass is the class attribute of a cell, "" if it needs none.
func htmlClass(a Align, t Tone) string {
	class := toneClass[t]
	if a == Right {
		class = strings.TrimSpace("right " + class)
	}
	if class == "" {
		return ""
	}
	return ` class="` + class + `"`
}

func htmlCell(s string) string {
	parts := lines(s)
	for i, line := range parts {
		parts[i] = html.EscapeString(line)
	}
	return strings.Join(parts, "<br/>")
}
