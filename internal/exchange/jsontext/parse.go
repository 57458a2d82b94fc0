package jsontext

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"parley/internal/diag"
	"parley/internal/exchange"
)

// Parse reads a file as JSON. Findings, of this call and of the Document later, go to findings. It returns nil
// when the file is not JSON, is empty, or is beyond the limits of package exchange; findings then says why.
func Parse(f exchange.File, findings *exchange.Findings) *Document {
	text, problem := exchange.Decode(f)
	if problem != nil {
		findings.Add(problem)
		return nil
	}
	d := &Document{Text: text, findings: findings}
	if !d.looksLikeJSON() || !d.syntax() {
		return nil
	}
	p := parser{Document: d, decoder: json.NewDecoder(strings.NewReader(text.Body))}
	p.decoder.UseNumber()
	root, ok := p.value()
	if !ok {
		return nil
	}
	d.Root = root
	return d
}

func (d *Document) looksLikeJSON() bool {
	rest := strings.TrimLeft(d.Body, " \t\r\n")
	if rest[0] == '{' || rest[0] == '[' {
		return true
	}
	at, suggestion := len(d.Body)-len(rest), "a JSON file starts with `{`"
	if rest[0] == '<' {
		suggestion = "this looks like XML: import it as `genius`"
	}
	d.report(diag.Error, "not-json", at, at+1, "the file is not JSON", suggestion)
	return false
}

// syntax checks the whole text first: reading it token by token would accept a text that is cut short.
func (d *Document) syntax() bool {
	if at, deep := tooDeep(d.Body); deep {
		d.report(diag.Error, "too-deep", at, at+1, fmt.Sprintf("values are nested deeper than %d", exchange.MaxDepth), "")
		return false
	}
	var raw json.RawMessage
	err := json.Unmarshal([]byte(d.Body), &raw)
	if err == nil {
		return true
	}
	at, reason := len(d.Body), err.Error()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = max(0, min(len(d.Body), int(syntax.Offset))-1)
	}
	suggestion := "mend the file, or fetch it again"
	if strings.Contains(reason, "unexpected end") {
		at = len(strings.TrimRight(d.Body, " \t\r\n"))
		reason, suggestion = "the file ends in the middle of a value", "it may be cut short; fetch it again"
	}
	d.report(diag.Error, "json-syntax", at, at+1, reason, suggestion)
	return false
}

// tooDeep returns the offset at which brackets outside texts nest deeper than the limit.
func tooDeep(body string) (at int, deep bool) {
	depth, quoted := 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > exchange.MaxDepth {
				return i, true
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return 0, false
}

// parser turns the tokens of a text whose syntax and depth are sound into values.
type parser struct {
	*Document
	decoder *json.Decoder
	count   int
}

// start returns the offset at which the next token starts.
func (p *parser) start() int {
	at := int(p.decoder.InputOffset())
	for at < len(p.Body) && strings.IndexByte(" \t\r\n,:", p.Body[at]) >= 0 {
		at++
	}
	return at
}

func (p *parser) value() (*Value, bool) {
	v := &Value{Start: p.start()}
	if p.count++; p.count > exchange.MaxNodes {
		p.report(diag.Error, "too-many", v.Start, v.Start+1, fmt.Sprintf("the file holds more than %d values", exchange.MaxNodes), "import a smaller domain")
		return nil, false
	}
	token, err := p.decoder.Token()
	if err != nil {
		return p.failed(v.Start, err)
	}
	ok := true
	switch t := token.(type) {
	case json.Delim:
		if t == '{' {
			v.Kind = Object
			ok = p.members(v)
		} else {
			v.Kind = Array
			ok = p.items(v)
		}
	case string:
		v.Kind, v.Text = String, t
	case json.Number:
		v.Kind, v.Text = Number, t.String()
	case bool:
		v.Kind, v.Text = Bool, fmt.Sprint(t)
	}
	v.End = int(p.decoder.InputOffset())
	return v, ok
}

func (p *parser) failed(at int, err error) (*Value, bool) {
	if errors.Is(err, io.EOF) {
		err = errors.New("the file ends in the middle of a value")
	}
	p.report(diag.Error, "json-syntax", at, at+1, err.Error(), "mend the file, or fetch it again")
	return nil, false
}

func (p *parser) members(object *Value) bool {
	seen := map[string]bool{}
	for p.decoder.More() {
		m := Member{KeyStart: p.start()}
		token, err := p.decoder.Token()
		if err != nil {
			p.failed(m.KeyStart, err)
			return false
		}
		m.Key, _ = token.(string)
		m.KeyEnd = int(p.decoder.InputOffset())
		if seen[m.Key] {
			p.report(diag.Error, "duplicate-key", m.KeyStart, m.KeyEnd, fmt.Sprintf("the key `%s` stands here twice", exchange.Shown(m.Key)), "keep one of the two")
		}
		seen[m.Key] = true
		var ok bool
		if m.Value, ok = p.value(); !ok {
			return false
		}
		object.Members = append(object.Members, m)
	}
	_, err := p.decoder.Token()
	return err == nil
}

func (p *parser) items(array *Value) bool {
	for p.decoder.More() {
		item, ok := p.value()
		if !ok {
			return false
		}
		array.Items = append(array.Items, item)
	}
	_, err := p.decoder.Token()
	return err == nil
}
