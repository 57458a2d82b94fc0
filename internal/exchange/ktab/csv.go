package ktab

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/spatial/smp"
)

// maxCells is how many cells a line may have: those of the largest scenario, and some commas at its end.
const maxCells = 3 + 2*smp.MaxDims + 100

// line is a line of the table.
type line struct {
	cells []token
	end   token // the point behind its last cell
}

// ReadCSV reads a scenario. The Reading is nil when the list holds an error.
func ReadCSV(f exchange.File) (*Reading, diag.List) {
	d := &draft{findings: &exchange.Findings{}, scenario: smp.Scenario{Seed: smp.DefaultSeed}}
	text, problem := exchange.Decode(f)
	if problem != nil {
		return nil, diag.List{problem}
	}
	d.Text = text
	lines := d.lines()
	if d.findings.Failed() {
		return nil, d.findings.List()
	}
	d.notef("Imported from KTAB: %s.", exchange.FileName(f.Name))
	if headings(lines[0].cells) {
		d.plainTable(lines)
	} else {
		d.announced(lines)
	}
	d.notef("A CSV file of KTAB has no settings, seed or accommodation: the defaults are taken.")
	return d.reading()
}

// lines cuts the text into lines and cells. Empty lines and empty cells at the end of a line are dropped.
func (d *draft) lines() []line {
	var out []line
	start := 0
	for start < len(d.Body) && !d.findings.Failed() {
		end := len(d.Body)
		if n := strings.IndexByte(d.Body[start:], '\n'); n >= 0 {
			end = start + n
		}
		body := strings.TrimRight(d.Body[start:end], "\r")
		if l := d.cells(body, start); len(l.cells) > 0 {
			out = append(out, l)
		}
		if len(out) > smp.MaxActors+2 {
			d.errorf(token{start: start, end: start + len(body)}, "too-many", "", "there are more than %d lines; a scenario has two, and one for each of at most %d actors", smp.MaxActors+2, smp.MaxActors)
		}
		start = end + 1
	}
	if len(out) == 0 && !d.findings.Failed() {
		d.errorf(token{}, "not-ktab", "the first line is: name,description,actors,dimensions", "the file holds no text")
	}
	return out
}

// cells cuts a line that begins at offset. A cell in quotes may hold commas; KTAB's own signs for a comma and a quote,
// $$ and &quot;, are understood in all.
func (d *draft) cells(body string, offset int) line {
	var l line
	for at := 0; at <= len(body); {
		if len(l.cells) == maxCells {
			d.errorf(token{start: offset + at, end: offset + len(body)}, "too-many", "", "the line has more than %d cells; a scenario has at most %d dimensions", maxCells, smp.MaxDims)
			return l
		}
		for at < len(body) && (body[at] == ' ' || body[at] == '\t') {
			at++
		}
		var text string
		var next int
		ok := true
		if at < len(body) && body[at] == '"' {
			text, next, ok = quotedCell(body, at)
		} else if next = strings.IndexByte(body[at:], ','); next < 0 {
			text, next = body[at:], len(body)
		} else {
			text, next = body[at:at+next], at+next
		}
		if !ok {
			d.errorf(token{start: offset + at, end: offset + next}, "bad-quote", `close the quote before the next comma; a quote inside is written twice`,
				"the quote that opens here is not closed by a quote and a comma")
			return l
		}
		trimmed := strings.TrimRight(body[at:next], " \t")
		l.cells = append(l.cells, token{text: unescape.Replace(strings.TrimSpace(text)), start: offset + at, end: offset + at + len(trimmed)})
		at = next + 1
	}
	for n := len(l.cells); n > 0 && l.cells[n-1].text == ""; n-- {
		l.cells = l.cells[:n-1]
	}
	behind := offset + len(strings.TrimRight(body, " \t"))
	l.end = token{start: behind, end: behind}
	return l
}

var unescape = strings.NewReplacer("$$", ",", "&quot;", `"`)

// quotedCell reads the cell whose quote opens at a place, and returns the place of the comma behind it.
func quotedCell(body string, at int) (text string, next int, ok bool) {
	var b strings.Builder
	for i := at + 1; i < len(body); i++ {
		switch {
		case body[i] != '"':
			b.WriteByte(body[i])
		case i+1 < len(body) && body[i+1] == '"':
			b.WriteByte('"')
			i++
		default:
			rest := strings.TrimLeft(body[i+1:], " \t")
			next = len(body) - len(rest)
			return b.String(), next, rest == "" || rest[0] == ','
		}
	}
	return "", len(body), false
}

// headings reports whether a line names columns instead of a scenario, which has a number in its third cell.
func headings(cells []token) bool {
	if len(cells) > 2 {
		if _, err := strconv.Atoi(cells[2].text); err == nil {
			return false
		}
	}
	return len(cells) > 1 && slices.Contains([]string{"actor", "actors", "name"}, strings.ToLower(cells[0].text)) &&
		(isDescription(cells[1]) || isCapability(cells[1]))
}

func isDescription(c token) bool {
	return slices.Contains([]string{"description", "desc"}, strings.ToLower(c.text))
}

func isCapability(c token) bool {
	return slices.Contains([]string{"capability", "power", "influence", "resources", "clout"}, strings.ToLower(c.text))
}

// announced reads KTAB's own layout: the scenario, the headings, the actors.
func (d *draft) announced(lines []line) {
	head := lines[0]
	if len(head.cells) != 4 {
		suggestion := "the first line is: name,description,actors,dimensions"
		if len(head.cells) == 1 && strings.Contains(head.cells[0].text, ";") {
			suggestion = "save the file with commas between the cells, and points in numbers"
		}
		d.errorf(token{start: head.cells[0].start, end: head.end.end}, "not-ktab", suggestion, "the first line has %d cells, not 4", len(head.cells))
		return
	}
	d.scenario.Name, d.scenario.Desc = exchange.OneLine(head.cells[0].text), exchange.OneLine(head.cells[1].text)
	actors, dims := d.count(head.cells[2], "actors"), d.count(head.cells[3], "dimensions")
	if d.findings.Failed() {
		return
	}
	if len(lines) < 2 {
		d.errorf(head.end, "not-ktab", "the second line is: Actor,Description,Power,Position,Salience,…", "the file ends after its first line")
		return
	}
	if d.counted(head.cells[2], actors, dims); d.findings.Failed() {
		return
	}
	if n := len(lines[1].cells); n != 3+2*dims {
		d.errorf(lines[1].end, "columns", "three headings, then a position and a salience for each dimension",
			"the second line has %d headings; for the number of dimensions, %d, it must have %d", n, dims, 3+2*dims)
		return
	}
	if len(lines)-2 != actors {
		d.errorf(head.cells[2], "actors", fmt.Sprintf("write %d, or mend the lines of actors", len(lines)-2), "%d actors are announced, %d lines follow", actors, len(lines)-2)
		return
	}
	d.rows(lines[1], lines[2:], true)
}

// count reads one of the two numbers of the first line.
func (d *draft) count(at token, what string) int {
	n, err := strconv.Atoi(at.text)
	if err != nil || n < 0 {
		d.errorf(at, "bad-count", "the first line is: name,description,actors,dimensions", "the number of %s is `%s`, not a whole number", what, exchange.Shown(at.text))
		return 0
	}
	return n
}

// plainTable reads a table whose first line names the columns.
func (d *draft) plainTable(lines []line) {
	header := lines[0]
	described := isDescription(header.cells[1])
	first := 2
	if described {
		first = 3
	}
	d.scenario.Name = exchange.OneLine(exchange.BaseName(d.Name))
	n := len(header.cells)
	if described && (n < 3 || !isCapability(header.cells[2])) || n <= first || (n-first)%2 != 0 {
		d.errorf(header.end, "columns", "name the columns: actor,capability, then a position and a salience for each dimension",
			"after the names and the capability there are %d headings, not two for each dimension", max(0, n-first))
		return
	}
	if d.counted(header.cells[0], len(lines)-1, (n-first)/2); !d.findings.Failed() {
		d.rows(header, lines[1:], described)
	}
}

// rows reads the dimensions from the headings and the actors from the lines below.
func (d *draft) rows(header line, rows []line, described bool) {
	first := 2
	if described {
		first = 3
	}
	for k := first; k < len(header.cells); k += 2 {
		d.dims = append(d.dims, header.cells[k])
	}
	for _, row := range rows {
		if d.findings.Full() {
			return
		}
		if len(row.cells) != len(header.cells) {
			d.errorf(token{start: row.cells[0].start, end: row.end.end}, "columns", "give each actor one cell a column",
				"the line has %d cells; the headings have %d", len(row.cells), len(header.cells))
			continue
		}
		a := draftActor{name: row.cells[0], capability: row.cells[first-1]}
		if described {
			a.desc = row.cells[1]
		}
		for k := first; k < len(row.cells); k += 2 {
			a.position, a.salience = append(a.position, row.cells[k]), append(a.salience, row.cells[k+1])
		}
		d.actors = append(d.actors, a)
	}
}
