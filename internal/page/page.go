// Package page is what an answer looks like before it is rendered: headings, prose, tables and lists as
// values. Renderers turn a Page into terminal text, Markdown, HTML or CSV. It imports nothing of the project.
//
// Texts may come from files nobody vouched for. Every renderer neutralises control characters and the marks that
// reorder text, and shows everything else as it stands: no text is ever read as markup. White space is collapsed;
// a no-break space (U+00A0, U+202F) keeps two words on one line. Rendering takes time and room in proportion to
// the page. An error is only ever that of the writer, or a Block of a kind this package does not know.
package page

// Page is one document.
type Page struct {
	Title    string // first line
	Subtitle []string
	Sections []Section
}

// Section is a headed part of a page.
type Section struct {
	Number  int    // 0: unnumbered
	Heading string // "WHERE CAN THEY AGREE"
	Aside   string // set beside the heading, small
	Blocks  []Block
}

// Block is a Prose, a List, a Table or a Fields (or a pointer to one; nil is skipped).
type Block interface{ block() }

// Prose is a paragraph. It is filled to the width.
type Prose struct {
	Text   string
	Strong bool
}

// Item is an entry of a List.
type Item struct {
	Marker string // "a", "1", "–"; "" for a plain bullet
	Text   string
}

// List is a list of items, each filled with a hanging indent.
type List struct{ Items []Item }

// Field is a name and what is said of it, set in two columns.
type Field struct{ Name, Text string }

// Fields is a list of names with text, names in a column of their own.
type Fields struct{ Items []Field }

// Align places a cell in its column.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Right
)

// Column heads a column of a table. A table too wide for the page drops columns with the largest Drop
// first (of equals the rightmost), and says so; then it stacks its cells. Drop 0 is never dropped.
type Column struct {
	Heading string // a newline breaks the line
	Align   Align
	Drop    int
}

// Tone is a meaning that a renderer may colour; it never carries information of its own.
type Tone uint8

// The tones.
const (
	Plain Tone = iota
	Good
	Bad
	Muted
	Strong
)

// Cell is one cell of a table.
type Cell struct {
	Text string // a newline breaks the line
	Tone Tone
}

// Row is a row of a table. A row with a Group and no cells is a heading inside the table, over the rows that
// follow; a row with both belongs to that group, whose heading is set where the group begins. Cells that are
// missing are empty; cells beyond the columns get columns without a heading.
type Row struct {
	Group string
	Cells []Cell
}

// Table is a table with an optional caption.
type Table struct {
	Name    string // for CSV: what the table holds
	Caption string
	Columns []Column
	Rows    []Row
	Notes   []string
}

func (Prose) block()  {}
func (List) block()   {}
func (Fields) block() {}
func (Table) block()  {}
