package diag

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// cell is what one character, as a reader sees it, takes in a row: columns from to to of the terminal,
// for the runes from rune on.
type cell struct {
	text     string
	rune     int
	from, to int
}

// row is a line of text laid out for a terminal.
type row struct {
	cells []cell
	width int // in columns
	runes int
}

// tabStop is the distance of tab stops, in columns.
const tabStop = 4

// clip cuts a line that is much too long to some runes around rune start, marks the cuts and says where
// start is then. It spares laying out what window would cut away.
func clip(line string, start, width int) (clipped string, at int) {
	if len(line) <= 32*width {
		return line, start
	}
	runes, from := []rune(line), 0
	if start > 12*width {
		from = min(start, len(runes)) - 8*width
	}
	to := min(len(runes), from+16*width)
	clipped = string(runes[from:to])
	if from > 0 {
		clipped, start = ellipsis+clipped, start-from+1
	}
	if to < len(runes) {
		clipped += ellipsis
	}
	return clipped, start
}

// layout divides a line into cells: tabs to the next stop, what could steer the terminal by code point.
func layout(line string) row {
	var r row
	for state := -1; line != ""; {
		var cluster string
		var width int
		cluster, line, width, state = uniseg.FirstGraphemeClusterInString(line, state)
		if cluster != "\t" && strings.ContainsFunc(cluster, unsafeIn(cluster)) {
			for _, c := range cluster {
				text := visible(c)
				r.add(text, uniseg.StringWidth(text), 1)
			}
			continue
		}
		if cluster == "\t" {
			width = tabStop - r.width%tabStop
			cluster = strings.Repeat(" ", width)
			r.add(cluster, width, 1)
			continue
		}
		r.add(cluster, width, utf8.RuneCountInString(cluster))
	}
	return r
}

func (r *row) add(text string, width, runes int) {
	r.cells = append(r.cells, cell{text, r.runes, r.width, r.width + width})
	r.width += width
	r.runes += runes
}

// span is the columns of length runes from rune start on, whole characters and at least one column. A place
// behind the line is the column after it.
func (r row) span(start, length int) (from, to int) {
	end := start + max(length, 1)
	from, to = -1, r.width
	for i, c := range r.cells {
		next := r.runes
		if i+1 < len(r.cells) {
			next = r.cells[i+1].rune
		}
		if next > start && from < 0 {
			from = c.from
		}
		if c.rune >= end {
			to = c.from
			break
		}
	}
	if from < 0 {
		from = r.width
	}
	return from, max(to, from+1)
}

const ellipsis = "…" // one column

// window cuts a row to a width, in columns, around the columns from to to, and says where in the window
// they are. width is at least 10.
func (r row) window(from, to, width int) (text string, start, end int) {
	total := max(r.width, to)
	if total <= width {
		return r.slice(0, r.width), from, to
	}
	left, head := 0, ""
	if to > width-1 { // the place would be cut off: show some of what stands before it
		lead := min(max(width-2-(to-from), width/8), width/3)
		left = max(0, min(from-lead, total-(width-1)))
	}
	if left > 0 {
		left, head = r.edge(left), ellipsis
	}
	room, tail := width-len([]rune(head)), ""
	if total-left > room {
		room, tail = room-1, ellipsis
	}
	shift := len([]rune(head)) - left
	text = r.slice(left, left+room)
	end = min(to, left+max(room, 1)) + shift
	return head + text + tail, from + shift, max(end, from+shift+1)
}

// edge is the first column from col on where a cell begins, so that no wide character is cut in two.
func (r row) edge(col int) int {
	i, _ := slices.BinarySearchFunc(r.cells, col, func(c cell, col int) int { return cmp.Compare(c.from, col) })
	if i == len(r.cells) {
		return r.width
	}
	return r.cells[i].from
}

// slice is the text of the cells that lie wholly between two columns.
func (r row) slice(from, to int) string {
	var b strings.Builder
	for _, c := range r.cells {
		if c.from >= from && c.to <= to {
			b.WriteString(c.text)
		}
	}
	return b.String()
}
