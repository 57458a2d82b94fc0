package page

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Markdown writes p as GitHub Flavored Markdown. Texts are escaped, so that they read as they stand.
func (p *Page) Markdown(w io.Writer) error {
	out := &markdown{w: bufio.NewWriter(w)}
	if t := inline(p.Title); t != "" {
		out.block("# " + mdText(t))
	}
	for _, s := range p.Subtitle {
		out.block(mdStart(s))
	}
	for _, s := range p.Sections {
		if t := s.title(); t != "" {
			out.block("## " + mdText(t))
		}
		out.block(mdWrap("*", s.Aside))
		for i, b := range s.Blocks {
			if err := out.any(i, value(b)); err != nil {
				return err
			}
		}
	}
	return out.w.Flush()
}

// markdown writes blocks with blank lines between. Its writer keeps the first error until Flush.
type markdown struct {
	w       *bufio.Writer
	written bool
}

// block writes lines as a block of their own; empty lines are left out.
func (m *markdown) block(lines ...string) {
	parted := false
	for _, line := range lines {
		if line == "" {
			continue
		}
		if m.written && !parted {
			m.w.WriteByte('\n')
		}
		m.w.WriteString(line)
		m.w.WriteByte('\n')
		m.written, parted = true, true
	}
}

// any writes block i of a section. Lists in a row alternate their bullets, else they would be one list.
func (m *markdown) any(i int, b Block) error {
	bullet := [...]string{"- ", "* "}[i%2]
	switch b := b.(type) {
	case nil:
	case Prose:
		if b.Strong {
			m.block(mdWrap("**", b.Text))
		} else {
			m.block(mdStart(b.Text))
		}
	case List:
		items := make([]string, 0, len(b.Items))
		for _, it := range b.Items {
			marker := it.Marker
			if strings.Trim(marker, "•–-* ") == "" {
				marker = "" // the list's own bullet says as much
			}
			items = append(items, mdPair(bullet, marker, "", it.Text))
		}
		m.block(items...)
	case Fields:
		items := make([]string, 0, len(b.Items))
		for _, f := range b.Items {
			items = append(items, mdPair(bullet, f.Name, ":", f.Text))
		}
		m.block(items...)
	case Table:
		m.table(b)
	default:
		return fmt.Errorf("page: cannot set a block of type %T", b)
	}
	return nil
}

// mdPair is a list item with a name in bold and a text; "" when it has neither.
func mdPair(bullet, name, after, text string) string {
	bold, body := mdWrap("**", name), mdText(text)
	switch {
	case bold == "" && body == "":
		return ""
	case bold == "":
		return bullet + mdStart(text)
	}
	return strings.TrimSuffix(bullet+bold+after+" "+body, " ")
}

func (m *markdown) table(t Table) {
	g := t.regular()
	m.block(mdWrap("*", t.Caption))
	if len(g.columns) > 0 {
		m.grid(g)
	} else {
		for _, r := range g.rows {
			m.block(mdWrap("**", r.Group))
		}
	}
	for _, n := range t.Notes {
		m.block(mdStart(n))
	}
}

// grid writes the table proper, a line a row.
func (m *markdown) grid(g grid) {
	heads, rule := make([]string, len(g.columns)), make([]string, len(g.columns))
	for i, c := range g.columns {
		heads[i], rule[i] = mdCell(Cell{Text: c.Heading}), "---"
		if c.Align == Right {
			rule[i] = "---:"
		}
	}
	m.block(mdRow(heads), mdRow(rule))
	texts := make([]string, len(g.columns))
	for _, r := range g.rows {
		clear(texts)
		if len(r.Cells) == 0 {
			texts[0] = mdWrap("**", r.Group)
		}
		for i, c := range r.Cells {
			texts[i] = mdCell(c)
		}
		m.w.WriteString(mdRow(texts))
		m.w.WriteByte('\n')
	}
}

func mdRow(cells []string) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString("| ")
		b.WriteString(c)
		if c != "" {
			b.WriteByte(' ')
		}
	}
	b.WriteByte('|')
	return b.String()
}

func mdCell(c Cell) string {
	parts := lines(c.Text)
	for i, line := range parts {
		if c.Tone == Strong {
			parts[i] = mdWrap("**", line)
		} else {
			parts[i] = mdText(line)
		}
	}
	return strings.Join(parts, "<br>")
}

// mdWrap sets s between marks of emphasis, or gives "" when there is nothing to set.
func mdWrap(mark, s string) string {
	if s = mdText(s); s == "" {
		return ""
	}
	return mark + s + mark
}

// mdText is s on one line with everything escaped that Markdown could take for markup within a line.
// Character references are used where older readers do not know the backslash. Addresses are kept from becoming
// links, in which escapes would show.
func mdText(s string) string { return mdEscaper.Replace(inline(s)) }

var mdEscaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`,
	"://", `\://`, "www.", `www\.`, "#", `\#`, "|", `\|`, "~", `\~`, "$", `\$`, "<", "&lt;", ">", "&gt;", "&", "&amp;")

// mdStart is mdText for the beginning of a line, where a list or the rule under a heading could begin too.
func mdStart(s string) string {
	t := mdText(s)
	digits := len(t) - len(strings.TrimLeft(t, "0123456789"))
	switch {
	case t == "":
		return ""
	case strings.ContainsRune("-+=:", rune(t[0])):
		return `\` + t
	case digits > 0 && digits < len(t) && (t[digits] == '.' || t[digits] == ')'):
		return t[:digits] + `\` + t[digits:]
	}
	return t
}
