package page

import (
	"bufio"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// CSV writes the tables of p as comma-separated values (RFC 4180, but lines end in a newline), the texts as they
// are shown. Where there are several they are parted by an empty line and each begins with a record "# name".
// A table with groups has them in its first column. A cell that a spreadsheet would take for a formula gets a
// leading apostrophe; a plain number does not. A page without tables writes nothing.
func (p *Page) CSV(w io.Writer) error {
	var tables []Table
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			if t, ok := value(b).(Table); ok {
				t.Name = tableName(t, s, len(tables)+1)
				tables = append(tables, t)
			}
		}
	}
	buffer := bufio.NewWriter(w)
	out := records{buffer, csv.NewWriter(buffer)}
	for i, t := range tables {
		if i > 0 {
			buffer.WriteByte('\n')
		}
		if len(tables) > 1 {
			out.write("# " + t.Name)
		}
		out.table(t.regular())
	}
	return buffer.Flush()
}

// records writes records. Its buffer keeps the first error until Flush.
type records struct {
	buffer *bufio.Writer
	csv    *csv.Writer
}

func (o records) write(record ...string) {
	if len(record) == 1 && record[0] == "" {
		o.buffer.WriteString("\"\"\n") // the csv package would leave an empty line, which parts tables
		return
	}
	o.csv.Write(record)
	o.csv.Flush()
}

// tableName is what a table is called: its name, its caption, its section's heading or its place on the page.
func tableName(t Table, s Section, place int) string {
	for _, name := range []string{t.Name, t.Caption, s.title()} {
		if name = inline(name); name != "" {
			return name
		}
	}
	return "table " + strconv.Itoa(place)
}

// table writes the headings and the rows of one table.
func (o records) table(g grid) {
	lead := 0
	if g.grouped {
		lead = 1
	}
	record := make([]string, lead+len(g.columns))
	if len(record) == 0 {
		return
	}
	if g.grouped {
		record[0] = "group"
	}
	for i, c := range g.columns {
		record[lead+i] = csvCell(c.Heading)
	}
	o.write(record...)
	clear(record)
	for n, r := range g.rows {
		if len(r.Cells) == 0 {
			record[0] = csvCell(r.Group)
			if n+1 < len(g.rows) && len(g.rows[n+1].Cells) > 0 {
				continue // the group stands on its rows
			}
		}
		clear(record[lead:])
		for i, c := range r.Cells {
			record[lead+i] = csvCell(c.Text)
		}
		o.write(record...)
	}
}

// csvCell is text on one line, guarded where a spreadsheet would run it.
func csvCell(text string) string {
	s := inline(text)
	if s != "" && strings.ContainsAny(firstRune(s), "=+-@＝＋－＠") && !plainNumber(s) {
		return "'" + s
	}
	return s
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// plainNumber tells a decimal number, with a sign, a point and an exponent or without.
func plainNumber(s string) bool {
	if strings.Trim(s, "+-.0123456789eE") != "" {
		return false
	}
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}
