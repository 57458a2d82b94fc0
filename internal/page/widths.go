package page

import (
	"slices"
	"strings"
	"unicode"
)

const (
	gutter     = 2  // between columns
	longWord   = 20 // a word longer than this may be cut to make its column narrower
	longNumber = 40 // so may a number longer than this
	phrase     = 24 // a number with what belongs to it, such as "60 % (45–70)", is kept on a line up to this
	narrow     = 12 // a column of words is not made narrower than this while there is another way
)

// A measure is what a column needs, in terminal columns.
type measure struct {
	natural int // no cell is wrapped
	easy    int // words wrap, numbers do not, and there is room for a few words
	tight   int // everything wraps, no word is cut
}

// inset is how far the cells of column i are set in: those of the first, in a table with groups.
func (g grid) inset(i int) int {
	if i == 0 && g.grouped {
		return 1
	}
	return 0
}

// carry is how far the lines that carry on a cell of column i are set in: in the first column, so that they do
// not look like another row.
func (g grid) carry(i int) int {
	if i == 0 && g.columns[i].Align == Left {
		return 1
	}
	return 0
}

// measured is what the columns of a grid need.
func (g grid) measured() []measure {
	out := make([]measure, len(g.columns))
	for i, c := range g.columns {
		out[i].add(c.Heading, false, 0, g.carry(i))
	}
	for _, r := range g.rows {
		for i, c := range r.Cells {
			out[i].add(c.Text, g.columns[i].Align == Right, g.inset(i), g.carry(i))
		}
	}
	for i, m := range out {
		out[i].tight = min(m.natural, m.tight)
		out[i].easy = min(m.natural, max(m.easy, m.tight, narrow))
	}
	return out
}

// add widens m for one more cell, set in by inset and carried on by carry more.
func (m *measure) add(text string, number bool, inset, carry int) {
	for _, line := range lines(text) {
		w := displayWidth(line)
		m.natural = max(m.natural, w+inset)
		if (number || isNumber(line)) && w <= phrase {
			m.easy = max(m.easy, w+inset)
		}
		for _, a := range atoms(line) {
			w := min(a.width, longWord)
			if isNumber(a.text) {
				w = min(a.width, longNumber)
			}
			m.tight = max(m.tight, w+inset+carry)
		}
	}
	m.tight = max(m.tight, 4+inset+carry) // fill needs 4; more than natural does no harm
}

// isNumber tells a text that has a digit and no letter.
func isNumber(s string) bool {
	return strings.ContainsFunc(s, unicode.IsDigit) && !strings.ContainsFunc(s, unicode.IsLetter)
}

// fit chooses the columns to show in room terminal columns and their widths: all of them if they fit, words
// wrapped if need be; else fewer, by Column.Drop; else with numbers wrapped too. It gives nil when none of this
// is enough and the cells must be stacked.
func fit(columns []Column, needs []measure, room int) (shown, widths []int) {
	shown = make([]int, len(columns))
	easy := -gutter
	for i := range columns {
		shown[i] = i
		easy += needs[i].easy + gutter
	}
	for _, i := range droppable(columns) {
		if easy <= room {
			break
		}
		easy -= needs[i].easy + gutter
		shown[i] = -1
	}
	shown = slices.DeleteFunc(shown, func(i int) bool { return i < 0 })
	if len(shown) == 0 {
		return nil, nil
	}
	floor, natural := make([]int, len(shown)), make([]int, len(shown))
	least := 0
	for j, i := range shown {
		natural[j], floor[j] = needs[i].natural, needs[i].easy
		if easy > room {
			floor[j] = needs[i].tight
		}
		least += floor[j]
	}
	room -= gutter * (len(shown) - 1)
	if least > room {
		return nil, nil
	}
	return shown, share(floor, natural, room)
}

// droppable is the columns that may be dropped, in that order.
func droppable(columns []Column) []int {
	var out []int
	for i := len(columns) - 1; i >= 0; i-- {
		if columns[i].Drop > 0 {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return columns[b].Drop - columns[a].Drop })
	return out
}

// share gives every column its floor and spends the rest of room on the narrowest column that can still use it,
// the leftmost of equals, until all are natural or room is spent. Each floor is at most its natural width and
// together they are at most room.
func share(floor, natural []int, room int) []int {
	out := make([]int, len(floor))
	at := func(level int) (sum int) {
		for i := range out {
			out[i] = max(floor[i], min(level, natural[i]))
			sum += out[i]
		}
		return sum
	}
	level := 0
	for level < room && at(level+1) <= room {
		level++
	}
	left := room - at(level)
	for i := range out {
		if left > 0 && out[i] == level && level < natural[i] {
			out[i]++
			left--
		}
	}
	return out
}
