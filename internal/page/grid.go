package page

import (
	"strconv"
	"strings"
)

// surplus is the most columns without a heading that a table gets for rows longer than its columns; what lies
// beyond joins the last of them, so that one long row cannot make every row long.
const surplus = 8

// A grid is a table made regular: every row is a group's heading or has as many cells as there are columns.
type grid struct {
	columns []Column
	rows    []Row
	grouped bool
}

// regular makes the grid of t.
func (t Table) regular() grid {
	longest := 0
	for _, r := range t.Rows {
		longest = max(longest, len(r.Cells))
	}
	g := grid{columns: make([]Column, max(len(t.Columns), min(longest, len(t.Columns)+surplus)))}
	copy(g.columns, t.Columns)
	group := ""
	for _, r := range t.Rows {
		if name := inline(r.Group); name != "" {
			if g.grouped = true; name != group || len(r.Cells) == 0 {
				g.rows = append(g.rows, Row{Group: name})
			}
			group = name
		}
		if len(r.Cells) > 0 {
			g.rows = append(g.rows, Row{Cells: squared(r.Cells, len(g.columns))})
		}
	}
	return g
}

// squared is cells with exactly n of them.
func squared(cells []Cell, n int) []Cell {
	if len(cells) == n {
		return cells
	}
	out := make([]Cell, n)
	copy(out, cells)
	if len(cells) > n {
		rest := []string{out[n-1].Text}
		for _, c := range cells[n:] {
			if more := inline(c.Text); more != "" {
				rest = append(rest, more)
			}
		}
		out[n-1].Text = strings.Join(rest, " · ")
	}
	return out
}

// heading is the heading of column i on one line, or its number when it has none.
func (g grid) heading(i int) string {
	if h := inline(g.columns[i].Heading); h != "" {
		return h
	}
	return "column " + strconv.Itoa(i+1)
}

// headed tells whether any column has a heading.
func (g grid) headed() bool {
	for _, c := range g.columns {
		if inline(c.Heading) != "" {
			return true
		}
	}
	return false
}

// value is b behind a pointer, if it is one; nil for a nil pointer.
func value(b Block) Block {
	switch b := b.(type) {
	case *Prose:
		return through(b)
	case *List:
		return through(b)
	case *Fields:
		return through(b)
	case *Table:
		return through(b)
	}
	return b
}

func through[T Block](p *T) Block {
	if p == nil {
		return nil
	}
	return *p
}
