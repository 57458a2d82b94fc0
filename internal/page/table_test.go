package page

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func cells(texts ...string) []Cell {
	out := make([]Cell, len(texts))
	for i, s := range texts {
		out[i].Text = s
	}
	return out
}

func TestFit(t *testing.T) {
	word := measure{natural: 40, easy: 12, tight: 8}
	number := measure{natural: 13, easy: 13, tight: 7}
	for name, c := range map[string]struct {
		drops         []int
		needs         []measure
		room          int
		shown, widths []int
	}{
		"natural":                 {[]int{0, 0}, []measure{word, number}, 55, []int{0, 1}, []int{40, 13}},
		"words wrap, numbers not": {[]int{0, 0}, []measure{word, number}, 27, []int{0, 1}, []int{12, 13}},
		"wrapped before dropped":  {[]int{0, 1}, []measure{word, number}, 27, []int{0, 1}, []int{12, 13}},
		"dropped":                 {[]int{0, 1}, []measure{word, number}, 26, []int{0}, []int{26}},
		"the largest first":       {[]int{1, 2, 0}, []measure{word, number, number}, 30, []int{0, 2}, []int{15, 13}},
		"the rightmost of equals": {[]int{0, 1, 1}, []measure{word, number, number}, 30, []int{0, 1}, []int{15, 13}},
		"numbers wrap at last":    {[]int{0, 1, 0}, []measure{word, number, number}, 18, []int{0, 2}, []int{8, 8}},
		"stacked":                 {[]int{0, 0, 1}, []measure{word, number, number}, 16, nil, nil},
		"all dropped":             {[]int{1}, []measure{word}, 11, nil, nil},
		"no columns":              {nil, nil, 80, nil, nil},
	} {
		columns := make([]Column, len(c.drops))
		for i, d := range c.drops {
			columns[i].Drop = d
		}
		shown, widths := fit(columns, c.needs, c.room)
		if !slices.Equal(shown, c.shown) || !slices.Equal(widths, c.widths) {
			t.Errorf("%s: columns %v of widths %v, want %v of %v", name, shown, widths, c.shown, c.widths)
		}
	}
}

func TestMeasured(t *testing.T) {
	for name, c := range map[string]struct {
		columns []Column
		rows    []Row
		want    []measure
	}{
		"a heading alone": {[]Column{{}, {Heading: "what binds"}}, nil, []measure{{0, 0, 0}, {10, 10, 5}}},
		"letters":         {[]Column{{}, {Heading: "a b c d e f g h"}}, nil, []measure{{0, 0, 0}, {15, 12, 4}}},
		"a number":        {[]Column{{}, {}}, []Row{{Cells: cells("", "60 % (45–70, or 80)")}, {Cells: cells("", "60 % (45–70)")}}, []measure{{0, 0, 0}, {19, 12, 7}}},
		"a long number":   {[]Column{{}, {}}, []Row{{Cells: cells("", "123,456,789,123,456,789 (of 1,234)")}}, []measure{{0, 0, 0}, {34, 23, 23}}},
		"right":           {[]Column{{}, {Align: Right}}, []Row{{Cells: cells("", "1 in 40 or more of them")}}, []measure{{0, 0, 0}, {23, 23, 4}}},
		"a long word":     {[]Column{{}, {}}, []Row{{Cells: cells("", strings.Repeat("x", 30))}}, []measure{{0, 0, 0}, {30, 20, 20}}},
		"a group": {
			[]Column{{Heading: "party"}},
			[]Row{{Group: "absent"}, {Cells: cells("people under occupation")}},
			[]measure{{24, 12, 12}},
		},
	} {
		got := Table{Columns: c.columns, Rows: c.rows}.regular().measured()
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// A character without width is something on a line all the same.
func TestLineWithoutWidthEnds(t *testing.T) {
	var b bytes.Buffer
	p := &Page{Title: "\u0301", Subtitle: []string{"below"}}
	if err := p.Text(&b, TextOptions{}); err != nil || b.String() != "\u0301\nbelow\n" {
		t.Errorf("%q, error %v", b.String(), err)
	}
}

func TestTableText(t *testing.T) {
	for name, c := range map[string]struct {
		width int
		table Table
		want  string
	}{
		"no columns, no rows": {40, Table{Caption: "Nothing", Notes: []string{"none"}}, "Nothing\nnone\n"},
		"no rows":             {40, Table{Columns: []Column{{Heading: "a"}, {Heading: "b"}}}, "a  b\n"},
		"no columns":          {40, Table{Rows: []Row{{Cells: cells("1", "2")}, {Cells: cells("3")}}}, "1  2\n3\n"},
		"only a group":        {40, Table{Rows: []Row{{Group: "absent"}}}, "absent\n"},
		"short and long rows": {
			40,
			Table{Columns: []Column{{Heading: "a"}, {Heading: "b"}}, Rows: []Row{{Cells: cells("1")}, {}, {Cells: cells("1", "2", "3")}}},
			"a  b\n1\n1  2  3\n",
		},
		"a very long row": {
			40,
			Table{Columns: []Column{{}}, Rows: []Row{{Cells: cells(strings.Split("1 2 3 4 5 6 7 8 9 10 11", " ")...)}}},
			"1  2  3  4  5  6  7  8  9 · 10 · 11\n",
		},
		"groups named on their rows": {
			40,
			Table{Rows: []Row{{Group: "g", Cells: cells("1")}, {Group: "g", Cells: cells("2")}, {Group: "h", Cells: cells("3")}}},
			"g\n 1\n 2\nh\n 3\n",
		},
		"a first cell carried on": {
			24,
			Table{Columns: []Column{{Heading: "party"}, {Heading: "gain", Align: Right}}, Rows: []Row{{Cells: cells("people under occupation", "+.09")}}},
			"party             gain\npeople under      +.09\n occupation\n",
		},
		"lines broken by hand": {
			40,
			Table{Columns: []Column{{Heading: "goal"}, {Heading: "summit\nUS RU"}}, Rows: []Row{{Cells: cells("truce", "40 %\n\n(25–50)")}}},
			"goal   summit\n       US RU\ntruce  40 %\n       (25–50)\n",
		},
	} {
		var b bytes.Buffer
		p := &Page{Sections: []Section{{Blocks: []Block{c.table}}}}
		if err := p.Text(&b, TextOptions{Width: c.width}); err != nil {
			t.Fatal(err)
		}
		got := strings.ReplaceAll("\n"+b.String(), "\n  ", "\n")[1:]
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A table's cells stack only when nothing else helps, and then no column is missing.
func TestStackShowsDroppableColumns(t *testing.T) {
	p := &Page{Sections: []Section{{Blocks: []Block{Table{
		Columns: []Column{{Heading: "name"}, {Heading: "first"}, {Heading: "second"}, {Heading: "third", Drop: 1}},
		Rows:    []Row{{Cells: cells("abcdefghijkl", "123,456,789", "987,654,321", "x")}, {Cells: cells("b", "", "2", "y")}},
	}}}}}
	var b bytes.Buffer
	if err := p.Text(&b, TextOptions{Width: 30}); err != nil {
		t.Fatal(err)
	}
	want := "  name: abcdefghijkl\n  first: 123,456,789\n  second: 987,654,321\n  third: x\n\n  name: b\n  second: 2\n  third: y\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestEmptyPage(t *testing.T) {
	p := &Page{Sections: []Section{{}, {Blocks: []Block{List{}, Fields{}, Prose{}, Table{}}}}}
	for name, render := range map[string]func(*bytes.Buffer) error{
		"text":     func(b *bytes.Buffer) error { return p.Text(b, TextOptions{}) },
		"markdown": func(b *bytes.Buffer) error { return p.Markdown(b) },
		"csv": func(b *bytes.Buffer) error {
			return (&Page{Sections: []Section{{Blocks: []Block{Prose{Text: "no table"}}}}}).CSV(b)
		},
	} {
		var b bytes.Buffer
		if err := render(&b); err != nil || b.Len() > 0 {
			t.Errorf("%s: %q, error %v", name, b.String(), err)
		}
	}
	checkHTML(t, p)
	checkCSV(t, p)
}
