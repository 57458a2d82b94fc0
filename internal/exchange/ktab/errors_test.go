package ktab

import (
	"reflect"
	"strings"
	"testing"

	"parley/internal/diag"
	"parley/internal/exchange"
)

// fault is one change to a file that reads, and the one error it must give.
type fault struct {
	name      string
	old, new  string
	code      string
	line, col int
	say       string
}

func (f fault) check(t *testing.T, with reader, text string) {
	t.Helper()
	broken := strings.Replace(text, f.old, f.new, 1)
	if broken == text {
		t.Fatal("nothing was changed")
	}
	r, problems := with(exchange.File{Name: "x", Data: []byte(broken)})
	found := problems.Only(diag.Error)
	if r != nil || len(found) != 1 {
		t.Fatalf("reading %v, %d errors: %v", r != nil, len(found), problems)
	}
	if e := found[0]; e.Code != f.code || e.Place.Line != f.line || e.Place.Col != f.col || !strings.Contains(e.Reason+"; "+e.Suggestion, f.say) {
		t.Errorf("%s: %v", e.Code, e)
	}
}

func TestCSVErrors(t *testing.T) {
	for _, f := range []fault{
		{"empty", csvText, " \n", "empty-file", 1, 1, "empty"},
		{"commas", csvText, ",,\n , \n", "not-ktab", 1, 1, "holds no text"},
		{"empty quotes", csvText, "\"\",\"\"\n", "not-ktab", 1, 1, "holds no text"},
		{"first line", ",4,2,", ",4,", "not-ktab", 1, 1, "has 3 cells"},
		{"semicolons", csvText, "a;b;3;1\nActor;x", "not-ktab", 1, 1, "commas between the cells"},
		{"count in words", ",4,2,", ",four,2,", "bad-count", 1, 39, "`four`"},
		{"count of dimensions", ",4,2,", ",4,2.0,", "bad-count", 1, 41, "dimensions is `2.0`"},
		{"negative count", ",4,2,", ",-4,2,", "bad-count", 1, 39, "`-4`"},
		{"two actors", ",4,2,", ",2,2,", "bad-count", 1, 39, "3 to 250"},
		{"no dimensions", ",4,2,", ",4,0,", "bad-count", 1, 39, "1 to 100"},
		{"dimensions beyond the limit", ",4,2,", ",4,99999999,", "bad-count", 1, 39, "1 to 100"},
		{"other count of actors", ",4,2,", ",5,2,", "actors", 1, 39, "4 lines follow; write 4"},
		{"other count of dimensions", ",4,2,", ",4,1,", "columns", 2, 87, "7 headings; for the number of dimensions, 1, it must have 5"},
		{"only the first line", csvText[strings.Index(csvText, "\n"):], "\n", "not-ktab", 1, 43, "ends after its first line"},
		{"short line", ",15,65.1, ", ",15, ", "columns", 5, 1, "6 cells; the headings have 7"},
		{"long line", ",15,65.1, ", ",15,65.1,1 ", "columns", 5, 1, "8 cells"},
		{"position", ",30,24.5", ",130,24.5", "bad-number", 3, 33, "the position of `MIN` on `Tariff Position` is 130; it must be between 0 and 100"},
		{"negative salience", ",24.5", ",-24.5", "bad-number", 3, 36, "the salience of `Tariff Position` for `MIN` is -24.5"},
		{"in words", ",24.5", ",high", "bad-number", 3, 36, "`high` is not a decimal number"},
		{"no number", ",24.5", ",", "missing-number", 3, 36, "is missing"},
		{"no capability", "20,45,20.6", "0,45,20.6", "bad-number", 6, 6, "the capability of `IND` is 0"},
		{"huge capability", "20,45,20.6", "2e8,45,20.6", "bad-number", 6, 6, "between 0 and 100000000"},
		{"salience sum", "20,48.0", "20,78.0", "salience-sum", 3, 44, "`MIN` sum to 102.5"},
		{"no salience", "20.6,45,49.4", "0,45,0", "salience-sum", 6, 17, "must care about something"},
		{"no name", "IND,", " ,", "no-name", 6, 2, "actor 4 has no name"},
		{"one name", "IND,", "MIN,", "duplicate-actor", 6, 1, "two actors are called `MIN`"},
		{"open quote", "\"Farmers, north\"", "\"Farmers, north", "bad-quote", 4, 5, "not closed"},
		{"text behind a quote", "\"Farmers, north\"", "\"Farmers\" north", "bad-quote", 4, 5, "not closed"},
		{"binary", "MIN", "M\x00N", "binary-file", 3, 2, "zero byte"},
		{"encoding", "MIN", "M\xffN", "bad-encoding", 3, 2, "0xff"},
		{"too many lines", csvText, strings.Repeat("x\n", 253), "too-many", 253, 1, "250 actors"},
		{"too many cells", csvText, strings.Repeat("x,", 400), "too-many", 1, 607, "303 cells"},
	} {
		t.Run(f.name, func(t *testing.T) { f.check(t, ReadCSV, csvText) })
	}
}

func TestTableErrors(t *testing.T) {
	for _, f := range []fault{
		{"no salience column", ",salience1", "", "columns", 1, 27, "1 headings, not two"},
		{"no dimension", ",position1,salience1", "", "columns", 1, 17, "0 headings"},
		{"no capability", "actor,capability", "actor,description", "columns", 1, 38, "name the columns"},
		{"two actors", "C,3,100,100\r\n", "", "bad-count", 1, 1, "has 2 actors"},
		{"nobody cares", "A,1.5,0,10\r\nB,2,50.5,20\r\nC,3,100,100", "A,1.5,0,0\r\nB,2,50.5,20\r\nC,3,100,100", "salience-sum", 2, 9, "must care"},
	} {
		t.Run(f.name, func(t *testing.T) { f.check(t, ReadCSV, tableText) })
	}
	fault{"nobody cares", "x,s\nA,1,0,1,0,10\nB,1,1,1,50,1\nC,1,1,1,1,1", "x,s\nA,1,0,1,0,0\nB,1,1,1,50,0\nC,1,1,1,1,0", "no-salience", 1, 17, "`x` has the salience 0 for every actor"}.
		check(t, ReadCSV, "actor,power,y,t,x,s\nA,1,0,1,0,10\nB,1,1,1,50,1\nC,1,1,1,1,1\n")
}

func TestXMLErrors(t *testing.T) {
	for _, f := range []fault{
		{"not XML", xmlText, csvText, "not-xml", 1, 1, "read it as such"},
		{"empty", xmlText, "", "empty-file", 1, 1, "empty"},
		{"only a comment", xmlText, "<!-- -->", "not-xml", 1, 1, "no XML element"},
		{"other root", xmlText, "<utility_space/>", "not-ktab", 1, 1, "<utility_space>"},
		{"cut short", "</Actors>", "", "xml-syntax", 49, 11, "not well-formed"},
		{"ends early", xmlText[strings.Index(xmlText, "  <Dimensions>"):], "", "xml-syntax", 16, 20, "before its elements are closed"},
		{"two roots", "</Scenario>\n", "</Scenario><a/>", "xml-syntax", 49, 12, "second root"},
		{"two names", "<name>Water</name>", "<name>Water</name><name>W</name>", "duplicate-element", 3, 21, "second <name>"},
		{"seed", "03507583219545544127", "x1", "bad-seed", 5, 13, "`x1`"},
		{"setting", ">Square<", ">Squared<", "bad-setting", 7, 23, "known: Linear, Square"},
		{"setting twice", "<BargnModel>", "<PCEModel>Conditional</PCEModel><BargnModel>", "duplicate-element", 15, 5, "twice"},
		{"other end", "Dimensions>", "Dims>", "xml-syntax", 20, 15, "<Dims> closed by </Dimensions>"},
		{"no dimensions", "  <Dimensions>\n    <dName>Tariff</dName>\n    <dName>Quota</dName>\n  </Dimensions>", "<Dimensions/>", "bad-count", 18, 3, "0 dimensions"},
		{"no actors", xmlText[strings.Index(xmlText, "  <Actors>"):strings.Index(xmlText, "  <IdealAdjustment>")], "", "missing-element", 2, 1, "<Scenario> has no <Actors>"},
		{"two actors", xmlText[strings.LastIndex(xmlText, "    <Actor>"):strings.Index(xmlText, "  </Actors>")], "", "bad-count", 21, 3, "2 actors"},
		{"one coordinate", "<dCoord>39.8</dCoord> ", "", "columns", 26, 7, "<Position> has 1 numbers; there are 2 dimensions"},
		{"empty coordinate", "<dCoord>39.8<", "<dCoord><", "missing-number", 26, 26, "the position of `MIN` on `Tariff` is missing"},
		{"coordinate", ">39.8<", ">139.8<", "bad-number", 26, 26, "between 0 and 100"},
		{"no capability", "<capability>117.7</capability>", "", "missing-element", 22, 5, "<Actor> has no <capability>"},
		{"misspelt", "<capability>117.7</capability>", "<capabilty>117.7</capabilty>", "missing-element", 22, 5, "is <capabilty> meant"},
		{"unknown actor", "<referencePos>MIN", "<referencePos>MINN", "unknown-actor", 45, 65, "did you mean `MIN`?"},
		{"adjustment", ">0.87<", ">1.87<", "bad-number", 45, 92, "between 0 and 1"},
		{"row sum", ">0.07<", ">0.37<", "adjustment-sum", 47, 92, "`FAR` sum to 1.12"},
		{"pair twice", "<referencePos>MIN</referencePos> <adjust>0.07", "<referencePos>FAR</referencePos> <adjust>0.07", "duplicate-element", 47, 5, "twice"},
		{"entity", "Three users &amp;", "Three users &foo;", "xml-syntax", 4, 25, "entity"},
		{"too deep", "<Actors>", "<Actors>" + strings.Repeat("<a>", 70), "too-deep", 21, 197, "deeper than 64"},
	} {
		t.Run(f.name, func(t *testing.T) { f.check(t, ReadXML, xmlText) })
	}
}

// TestEncodings: the declaration says how the bytes are to be read.
func TestEncodings(t *testing.T) {
	text := strings.NewReplacer("UTF-8", "ISO-8859-1", "City", "Citt\xe0").Replace(xmlText)
	if r := read(t, ReadXML, "x.xml", text); r.Scenario.Actors[2].Desc != "Città" {
		t.Error(r.Scenario.Actors[2].Desc)
	}
	plain := read(t, ReadCSV, "x.csv", csvText)
	if r := read(t, ReadCSV, "x.csv", "\xef\xbb\xbf"+strings.ReplaceAll(csvText, "\n", "\r\n")); !reflect.DeepEqual(r, plain) {
		t.Error("a byte order mark and CR LF change the scenario")
	}
}

// TestManyErrors: each line is reported, up to a bound.
func TestManyErrors(t *testing.T) {
	_, problems := ReadCSV(exchange.File{Name: "x", Data: []byte(strings.NewReplacer("30,", "x,", "5,44", "x,44", "100,28", "x,28").Replace(csvText))})
	if len(problems) != 3 {
		t.Errorf("%v", problems)
	}
}
