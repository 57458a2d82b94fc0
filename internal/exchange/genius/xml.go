package genius

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strings"

	"parley/internal/diag"
	"parley/internal/exchange"
)

// element is an XML element. start and end are byte offsets of its start tag in the text.
type element struct {
	name       string
	attrs      []xml.Attr
	children   []*element
	text       string // character data, trimmed
	start, end int
}

// attr returns an attribute's value and whether it is there.
func (e *element) attr(name string) (string, bool) {
	for _, a := range e.attrs {
		if strings.EqualFold(a.Name.Local, name) {
			return a.Value, true
		}
	}
	return "", false
}

// all returns the children of that name.
func (e *element) all(name string) []*element {
	var out []*element
	for _, c := range e.children {
		if c.name == name {
			out = append(out, c)
		}
	}
	return out
}

// find returns the first element of that name in e or below it, or nil.
func (e *element) find(name string) *element {
	if e.name == name {
		return e
	}
	for _, c := range e.children {
		if found := c.find(name); found != nil {
			return found
		}
	}
	return nil
}

// document is an XML text with the findings about it.
type document struct {
	*exchange.Text
	root     *element
	findings *exchange.Findings
}

func (d *document) errorf(e *element, code, suggestion, format string, args ...any) {
	d.findings.At(d.Text, diag.Error, code, e.start, e.end, fmt.Sprintf(format, args...), suggestion)
}

func (d *document) warnf(e *element, code, format string, args ...any) {
	d.findings.At(d.Text, diag.Warning, code, e.start, e.end, fmt.Sprintf(format, args...), "")
}

// maxText is how many bytes of an element's character data are kept: it is only ever a number. maxMends is how
// many ampersands are mended.
const (
	maxText  = 200
	maxMends = 100_000
)

var (
	// declaration is an XML declaration, wherever it stands: some files have blank lines or comments before it.
	declaration = regexp.MustCompile(`(?i)<\?xml\s[^>]*\?>`)
	// reference is what an ampersand may begin in a well-formed text without a document type.
	reference = regexp.MustCompile(`^&(amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});`)
)

// mended is a text made well-formed where GENIUS's own reader does not mind: the XML declaration blanked (the
// text is decoded already), and ampersands that begin no known reference written as &amp;.
type mended struct {
	body    string
	inserts []int // offsets in body of each "amp;" put in
}

func mend(text string) mended {
	if at := declaration.FindStringIndex(text); at != nil {
		text = text[:at[0]] + strings.Repeat(" ", at[1]-at[0]) + text[at[1]:]
	}
	var m mended
	var b strings.Builder
	for {
		at := strings.IndexByte(text, '&')
		if at < 0 {
			break
		}
		b.WriteString(text[:at+1])
		if len(m.inserts) <= maxMends && !reference.MatchString(text[at:min(len(text), at+12)]) {
			m.inserts = append(m.inserts, b.Len())
			b.WriteString("amp;")
		}
		text = text[at+1:]
	}
	b.WriteString(text)
	m.body = b.String()
	return m
}

// original returns the offset in the text before mending.
func (m *mended) original(offset int) int {
	before := sort.SearchInts(m.inserts, offset)
	return offset - len("amp;")*before
}

// parse reads a file as XML. It returns nil, and findings says why, when the file is not XML, is empty, cut
// short or badly formed, or is beyond the limits of package exchange.
func parse(f exchange.File, findings *exchange.Findings) *document {
	text, problem := exchange.Decode(f)
	if problem != nil {
		findings.Add(problem)
		return nil
	}
	d := &document{Text: text, findings: findings}
	rest := strings.TrimLeft(text.Body, " \t\r\n\ufeff")
	if !strings.HasPrefix(rest, "<") {
		suggestion := "a GENIUS file starts with `<`"
		if strings.HasPrefix(rest, "{") || strings.HasPrefix(rest, "[") {
			suggestion = "this looks like JSON: import it as `geniusweb` or `negolog`"
		}
		at := len(text.Body) - len(rest)
		findings.At(text, diag.Error, "not-xml", at, at+1, "the file is not XML", suggestion)
		return nil
	}
	b := builder{document: d, text: mend(text.Body)}
	if n := len(b.text.inserts); n > maxMends {
		b.fail(0, 1, "xml-syntax", fmt.Sprintf("not well-formed XML: more than %d bare ampersands", maxMends), "write &amp; for &")
		return nil
	}
	if d.root = b.build(); d.root == nil {
		return nil
	}
	return d
}

// builder turns XML tokens into elements.
type builder struct {
	*document
	text  mended
	open  []*element
	root  *element
	count int
}

// build returns the root, or nil after a finding.
func (b *builder) build() *element {
	decoder := xml.NewDecoder(strings.NewReader(b.text.body))
	for {
		start := b.text.original(int(decoder.InputOffset()))
		token, err := decoder.Token()
		end := b.text.original(int(decoder.InputOffset()))
		switch {
		case errors.Is(err, io.EOF) && b.root != nil:
			return b.root
		case errors.Is(err, io.EOF):
			b.fail(0, 1, "not-xml", "the file holds no XML element", "give the file that GENIUS saved")
			return nil
		case err != nil:
			b.syntax(end, err)
			return nil
		}
		if !b.take(token, start, end) {
			return nil
		}
	}
}

func (b *builder) fail(start, end int, code, reason, suggestion string) {
	b.findings.At(b.Text, diag.Error, code, start, end, reason, suggestion)
}

func (b *builder) syntax(at int, err error) {
	var syntax *xml.SyntaxError
	reason, suggestion := err.Error(), "mend the file, or fetch it again"
	if errors.As(err, &syntax) {
		reason = syntax.Msg
	}
	if strings.Contains(reason, "unexpected EOF") {
		at = len(strings.TrimRight(b.Body, " \t\r\n"))
		reason, suggestion = "the file ends before its elements are closed", "it may be cut short; fetch it again"
	}
	b.fail(max(0, at-1), at, "xml-syntax", "not well-formed XML: "+exchange.Shown(reason), suggestion)
}

func (b *builder) take(token xml.Token, start, end int) bool {
	switch t := token.(type) {
	case xml.StartElement:
		e := &element{name: strings.ToLower(t.Name.Local), attrs: t.Attr, start: start, end: end}
		if b.count++; b.count > exchange.MaxNodes {
			b.fail(start, end, "too-many", fmt.Sprintf("the file has more than %d elements", exchange.MaxNodes), "import a smaller domain")
			return false
		}
		if name := repeated(t.Attr); name != "" {
			b.fail(start, end, "xml-syntax", fmt.Sprintf("not well-formed XML: the attribute `%s` stands here twice", exchange.Shown(name)), "keep one of the two")
			return false
		}
		if len(b.open) >= exchange.MaxDepth {
			b.fail(start, end, "too-deep", fmt.Sprintf("elements are nested deeper than %d", exchange.MaxDepth), "")
			return false
		}
		switch {
		case len(b.open) > 0:
			parent := b.open[len(b.open)-1]
			parent.children = append(parent.children, e)
		case b.root == nil:
			b.root = e
		default:
			b.fail(start, end, "xml-syntax", "a second root element stands after the first", "keep one")
			return false
		}
		b.open = append(b.open, e)
	case xml.EndElement:
		b.open = b.open[:len(b.open)-1]
	case xml.CharData:
		if len(b.open) > 0 {
			if e := b.open[len(b.open)-1]; len(e.text) < maxText {
				e.text = strings.TrimSpace(e.text + " " + strings.TrimSpace(string(t)))
			}
		}
	}
	return true
}

// repeated returns the name of an attribute that stands in a tag twice, or "".
func repeated(attrs []xml.Attr) string {
	seen := make(map[xml.Name]bool, len(attrs))
	for _, a := range attrs {
		if seen[a.Name] {
			return a.Name.Local
		}
		seen[a.Name] = true
	}
	return ""
}
