package page

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

type failer interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

// pipes counts the unescaped pipes of a line.
func pipes(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '|':
			n++
		}
	}
	return n
}

// checkMarkdown checks that the rows of each table have one number of cells and that no text opens markup.
func checkMarkdown(t failer, p *Page) {
	var b bytes.Buffer
	if err := p.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	columns := 0
	for line := range strings.SplitSeq(b.String(), "\n") {
		if strings.HasPrefix(line, "|") {
			if columns > 0 && pipes(line) != columns {
				t.Fatalf("a row with %d pipes where there were %d: %q", pipes(line), columns, line)
			}
			columns = pipes(line)
			if !strings.HasSuffix(line, "|") {
				t.Fatalf("row does not end: %q", line)
			}
		} else if columns = 0; pipes(line) > 0 {
			t.Fatalf("a pipe outside of tables: %q", line)
		}
		if line != strings.TrimRight(line, " ") {
			t.Fatalf("line ends in a space: %q", line)
		}
		if bad := openMarkup.FindString(strings.ReplaceAll(line, "<br>", "")); bad != "" {
			t.Fatalf("%q in %q", bad, line)
		}
	}
}

// openMarkup finds what mdText must not let through.
var openMarkup = regexp.MustCompile("(?:^|[^\\\\])(?:\\\\\\\\)*(?:[`_\\[\\]~$]|://|www\\.)|[<>]|&(?:[^agl]|$)")

func TestMarkdownProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkMarkdown(t, drawPage(t)) })
}

// unMarkdown reads a line as CommonMark does: a backslash before punctuation and character references.
func unMarkdown(s string) string {
	return html.UnescapeString(regexp.MustCompile(`\\([!-/:-@\[-`+"`"+`{-~])`).ReplaceAllStringFunc(s, func(m string) string {
		return "&#" + strconv.Itoa(int(m[1])) + ";"
	}))
}

func TestMarkdownReadsAsItStands(t *testing.T) {
	for s, want := range map[string]string{
		"":                  "",
		"plain, text (1).":  "plain, text (1).",
		"us_sanctions":      `us\_sanctions`,
		"<5 % & more":       "&lt;5 % &amp; more",
		"a|b":               `a\|b`,
		`a\|b`:              `a\\\|b`,
		"- not a list":      `\- not a list`,
		"1. not a list":     `1\. not a list`,
		"12) not a list":    `12\) not a list`,
		"1.5 times":         `1\.5 times`,
		"2025":              "2025",
		"=== not a rule":    `\=== not a rule`,
		"# not a heading":   `\# not a heading`,
		"http://a.org/b_c":  `http\://a.org/b\_c`,
		"**bold** [x](y)":   `\*\*bold\*\* \[x\](y)`,
		"```":               "\\`\\`\\`",
		"two\nlines become": "two lines become",
	} {
		if got := mdStart(s); got != want {
			t.Errorf("mdStart(%q) = %q, want %q", s, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := hostile().Draw(t, "text")
		if got := unMarkdown(mdStart(s)); got != inline(s) {
			t.Fatalf("%q reads as %q (%q)", inline(s), got, mdStart(s))
		}
	})
}

func TestMarkdownPartsLists(t *testing.T) {
	var b bytes.Buffer
	p := &Page{Sections: []Section{{Blocks: []Block{List{[]Item{{"a", "one"}, {"–", "two"}, {}}}, Fields{[]Field{{"name", ""}, {"", "- text"}}}}}}}
	if err := p.Markdown(&b); err != nil {
		t.Fatal(err)
	}
	if want := "- **a** one\n- two\n\n* **name**:\n* \\- text\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

// checkHTML checks that a page is well-formed, holds only the elements it should and shows all texts in order.
func checkHTML(t failer, p *Page) {
	var b bytes.Buffer
	if err := p.HTML(&b, HTMLOptions{}); err != nil {
		t.Fatal(err)
	}
	var shown strings.Builder
	open := ""
	for d := xml.NewDecoder(&b); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if open = token.Name.Local; !known[open] {
				t.Fatalf("element %s", open)
			}
			for _, a := range token.Attr {
				if n := a.Name.Local; strings.HasPrefix(n, "on") || n == "src" || n == "href" || n == "style" {
					t.Fatalf("attribute %s", n)
				}
			}
		case xml.CharData:
			if open != "title" && open != "style" {
				shown.Write(token)
			}
		case xml.EndElement:
			open = ""
		}
	}
	var want strings.Builder
	for _, s := range texts(p) {
		want.WriteString(bare(inline(s)))
	}
	// An empty item shows its bullet, in HTML alone.
	if got, want := bare(shown.String()), want.String(); strings.ReplaceAll(got, "•", "") != strings.ReplaceAll(want, "•", "") {
		t.Fatalf("shows %q\nwant  %q", got, want)
	}
}

var known = map[string]bool{}

func init() {
	for _, name := range strings.Fields("html head meta title style body article header h1 h2 small p section ul li span dl dt dd div " +
		"table caption thead tbody tr th td br") {
		known[name] = true
	}
}

func TestHTMLProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkHTML(t, drawPage(t)) })
}

func TestHTMLFragment(t *testing.T) {
	var whole, part bytes.Buffer
	if err := errors.Join(sample().HTML(&whole, HTMLOptions{}), sample().HTML(&part, HTMLOptions{Fragment: true})); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(whole.String(), part.String()) || !strings.HasPrefix(part.String(), "<article") {
		t.Error("the fragment is not the article of the whole")
	}
	for _, s := range []string{`lang="en"`, "<title>RIVER COMPACT", Style(), `scope="col"`, `scope="row"`, `scope="rowgroup"`} {
		if !strings.Contains(whole.String(), s) {
			t.Errorf("no %s", s)
		}
	}
	if outside := regexp.MustCompile(`(?i)url\(|@import|https?:|<script|<link`).FindString(whole.String()); outside != "" {
		t.Errorf("%q reaches outside of the file", outside)
	}
}

// checkCSV reads a page's tables back.
func checkCSV(t failer, p *Page) {
	var b bytes.Buffer
	if err := p.CSV(&b); err != nil {
		t.Fatal(err)
	}
	var tables []Table
	for _, s := range p.Sections {
		for _, block := range s.Blocks {
			if table, ok := value(block).(Table); ok {
				tables = append(tables, table)
			}
		}
	}
	r := csv.NewReader(&b)
	r.FieldsPerRecord = -1
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	next := func() []string {
		if len(records) == 0 {
			t.Fatal("too few records")
		}
		record := records[0]
		records = records[1:]
		return record
	}
	for _, table := range tables {
		if len(tables) > 1 {
			if name := next(); len(name) != 1 || !strings.HasPrefix(name[0], "# ") {
				t.Fatalf("%q is no name", name)
			}
		}
		checkRecords(t, table.regular(), next)
	}
	if len(records) > 0 {
		t.Fatalf("records left: %q", records)
	}
}

// checkRecords checks the records of one table against its rows.
func checkRecords(t failer, g grid, next func() []string) {
	var heads []Cell
	for _, c := range g.columns {
		heads = append(heads, Cell{Text: c.Heading})
	}
	if len(heads) == 0 && !g.grouped {
		return
	}
	group := "group"
	for i, r := range append([]Row{{Cells: heads}}, g.rows...) {
		if len(r.Cells) == 0 && i > 0 {
			group = r.Group
			if i < len(g.rows) && len(g.rows[i].Cells) > 0 {
				continue
			}
			r.Cells = make([]Cell, len(g.columns))
		}
		want := r.Cells
		if g.grouped {
			want = append([]Cell{{Text: group}}, want...)
		}
		if i == 0 {
			group = ""
		}
		got := next()
		if len(got) != len(want) {
			t.Fatalf("%q has %d fields, want %d", got, len(got), len(want))
		}
		for j, field := range got {
			if runs.MatchString(field) && !regexp.MustCompile(`^[+-]?[0-9.]+([eE][+-]?[0-9]+)?$`).MatchString(field) {
				t.Fatalf("%q runs in a spreadsheet", field)
			}
			if strings.TrimPrefix(field, "'") != strings.TrimPrefix(inline(want[j].Text), "'") {
				t.Fatalf("field %q, want %q", field, want[j].Text)
			}
		}
	}
}

var runs = regexp.MustCompile(`^[=+\-@]`)

func TestCSVProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkCSV(t, drawPage(t)) })
}

func TestCSVCell(t *testing.T) {
	for s, want := range map[string]string{
		"":              "",
		"a":             "a",
		"=1+1":          "'=1+1",
		" \t=1+1":       "'=1+1",
		"@SUM(A1)":      "'@SUM(A1)",
		"＝1":            "'＝1",
		"-5":            "-5",
		"+.09":          "+.09",
		"-1.5e-3":       "-1.5e-3",
		"-5 %":          "'-5 %",
		"-2+3+cmd|' /C": "'-2+3+cmd|' /C",
		"-Inf":          "'-Inf",
		"−.05":          "−.05", // a true minus sign begins no formula
	} {
		if got := csvCell(s); got != want {
			t.Errorf("csvCell(%q) = %q, want %q", s, got, want)
		}
	}
}
