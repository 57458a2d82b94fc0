package ktab

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"parley/internal/exchange"
)

// element is an XML element: its start tag and its character data in the text.
type element struct {
	name     string
	tag      token
	text     token // trimmed; without character data, the point behind the start tag
	children []*element
}

// maxText bounds the character data that are kept of one element.
const maxText = 10_000

// tree reads the text as XML. It returns nil, and findings says why, when it is not well-formed or too large.
func (d *draft) tree() *element {
	rest := strings.TrimLeft(d.Body, " \t\r\n")
	if at := len(d.Body) - len(rest); !strings.HasPrefix(rest, "<") {
		d.errorf(token{start: at, end: at + 1}, "not-xml", "a file of KTAB starts with `<`; if this is its CSV, read it as such", "the file is not XML")
		return nil
	}
	b := builder{draft: d}
	decoder := xml.NewDecoder(strings.NewReader(d.Body))
	// the text is decoded already, whatever its declaration says
	decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		start := int(decoder.InputOffset())
		part, err := decoder.Token()
		end := int(decoder.InputOffset())
		switch {
		case errors.Is(err, io.EOF) && b.root != nil:
			return b.root
		case errors.Is(err, io.EOF):
			d.errorf(token{start: 0, end: 1}, "not-xml", "give the file that KTAB saved", "the file holds no XML element")
			return nil
		case err != nil:
			b.syntax(end, err)
			return nil
		}
		if !b.take(part, token{start: start, end: end}) {
			return nil
		}
	}
}

// builder turns XML tokens into elements.
type builder struct {
	*draft
	open  []*element
	root  *element
	count int
}

func (b *builder) syntax(at int, err error) {
	var syntax *xml.SyntaxError
	reason, suggestion := err.Error(), "mend the file, or save it again in KTAB"
	if errors.As(err, &syntax) {
		reason = syntax.Msg
	}
	if strings.Contains(reason, "unexpected EOF") {
		at = len(strings.TrimRight(b.Body, " \t\r\n"))
		reason, suggestion = "the file ends before its elements are closed", "it may be cut short; save it again"
	}
	b.errorf(token{start: max(0, at-1), end: at}, "xml-syntax", suggestion, "not well-formed XML: %s", exchange.Shown(reason))
}

func (b *builder) take(part xml.Token, span token) bool {
	switch t := part.(type) {
	case xml.StartElement:
		return b.start(t.Name.Local, span)
	case xml.EndElement:
		b.open = b.open[:len(b.open)-1]
	case xml.CharData:
		if len(b.open) > 0 {
			b.open[len(b.open)-1].add(string(t), b.Body, span)
		}
	}
	return true
}

func (b *builder) start(name string, span token) bool {
	e := &element{name: name, tag: token{text: name, start: span.start, end: span.end}, text: token{start: span.end, end: span.end}}
	b.count++
	switch {
	case b.count > exchange.MaxNodes:
		b.errorf(e.tag, "too-many", "", "the file has more than %d elements", exchange.MaxNodes)
		return false
	case len(b.open) >= exchange.MaxDepth:
		b.errorf(e.tag, "too-deep", "", "elements are nested deeper than %d", exchange.MaxDepth)
		return false
	case len(b.open) > 0:
		parent := b.open[len(b.open)-1]
		parent.children = append(parent.children, e)
	case b.root == nil:
		b.root = e
	default:
		b.errorf(e.tag, "xml-syntax", "keep one", "a second root element stands after the first")
		return false
	}
	b.open = append(b.open, e)
	return true
}

// add joins character data to the element's text; comments may part it.
func (e *element) add(data, body string, span token) {
	data = strings.TrimSpace(data)
	if data == "" || len(e.text.text) > maxText {
		return
	}
	if raw := body[span.start:span.end]; e.text.text == "" {
		e.text.start = span.start + len(raw) - len(strings.TrimLeft(raw, " \t\r\n"))
	}
	e.text.text = strings.TrimSpace(e.text.text + " " + data)
	e.text.end = span.start + len(strings.TrimRight(body[span.start:span.end], " \t\r\n"))
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

// child returns the only child of that name; nil when there is none. It reports a second one.
func (d *draft) child(e *element, name string) *element {
	found := e.all(name)
	if len(found) == 0 {
		return nil
	}
	if len(found) > 1 {
		d.errorf(found[1].tag, "duplicate-element", "keep one", "a second <%s> stands in <%s>", name, e.name)
	}
	return found[0]
}

// want is child for what must be there.
func (d *draft) want(e *element, name string) *element {
	c := d.child(e, name)
	if c == nil {
		names := make([]string, 0, len(e.children))
		for _, other := range e.children {
			names = append(names, other.name)
		}
		suggestion := fmt.Sprintf("add <%s>", name)
		if near := nearest(name, names); near != "" {
			suggestion = fmt.Sprintf("is <%s> meant to be it?", near)
		}
		d.errorf(e.tag, "missing-element", suggestion, "<%s> has no <%s>", e.name, name)
	}
	return c
}
