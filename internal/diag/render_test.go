package diag

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

func rendered(t interface{ Fatal(...any) }, o RenderOptions, list ...*Diagnostic) string {
	var b strings.Builder
	if err := List(list).Render(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestRender(t *testing.T) {
	d := &Diagnostic{
		File: "case.yaml", Place: Place{12, 11, 8}, Text: "  - when: sanction == lifted", Path: "rules.0.when",
		Reason: "unknown issue `sanction`", Suggestion: "did you mean `sanctions`?",
	}
	w := &Diagnostic{Severity: Warning, File: "case.yaml", Place: Place{7, 3, 0}, Text: "  arms: 5", Path: "arms", Reason: "never used"}
	n := &Diagnostic{Severity: Note, Path: "values.russia", Reason: "not known"}
	want := `error: unknown issue ` + "`sanction`" + `
  case.yaml:12:11  in rules.0.when
  12 |   - when: sanction == lifted
     |           ^~~~~~~~
  did you mean ` + "`sanctions`?" + `

warning: never used
  case.yaml:7:3
  7 |   arms: 5
    |   ^

note: not known
  in values.russia

1 error, 1 warning, 1 note
`
	if got := rendered(t, RenderOptions{}, d, w, n); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := rendered(t, RenderOptions{}); got != "" {
		t.Errorf("an empty list: %q", got)
	}
}

func TestWhere(t *testing.T) {
	long := strings.Repeat("p", 70)
	for _, c := range []struct {
		d    Diagnostic
		want string // the lines between the reason and the blank line
	}{
		{Diagnostic{}, ""},
		{Diagnostic{File: "case.yaml"}, "  case.yaml\n"},
		{Diagnostic{File: "case.yaml", Path: "values"}, "  case.yaml  in values\n"},
		{Diagnostic{Place: Place{3, 4, 0}}, "  line 3:4\n"},
		{Diagnostic{File: "f", Place: Place{3, 4, 0}}, "  f:3:4\n"},
		{Diagnostic{File: "f", Path: "a.b", Place: Place{3, 1, 1}, Text: "a: {b: 1}"}, "  f:3:1\n  3 | a: {b: 1}\n    | ^\n"},
		{Diagnostic{File: "f", Path: "a.b", Place: Place{3, 1, 1}, Text: "b: 1"}, "  f:3:1  in a.b\n  3 | b: 1\n    | ^\n"},
		{Diagnostic{File: "f", Path: long}, "  f  in " + long + "\n"},
		{Diagnostic{File: long, Path: long}, "  " + long + "\n  in " + long + "\n"},
		{Diagnostic{File: long + long}, "  " + long + long + "\n"}, // a file name stays whole
		{Diagnostic{File: "a\x1b[2Jb"}, "  a<U+001B>[2Jb\n"},
		{Diagnostic{Place: Place{Line: 3}, Text: "a"}, "  line 3:0\n  3 | a\n"},
	} {
		c.d.Reason = "r"
		if got := rendered(t, RenderOptions{}, &c.d); got != "error: r\n"+c.want+"\n1 error\n" {
			t.Errorf("%+v: got\n%s", c.d, got)
		}
	}
}

func TestCarets(t *testing.T) {
	for _, c := range []struct {
		text     string
		col, len int
		line     string
		marks    string
	}{
		{"abc", 2, 1, "abc", " ^"},
		{"abc", 2, 0, "abc", " ^"},
		{"abc", 1, 3, "abc", "^~~"},
		{"abc", 4, 0, "abc", "   ^"},         // a point at the end
		{"abc", 99, 5, "abc", "   ^"},        // behind the line
		{"abc", 2, 99, "abc", " ^~"},         // over its end
		{"中国 x", 2, 1, "中国 x", "  ^~"},       // a wide rune is two columns
		{"中国 x", 4, 1, "中国 x", "     ^"},     // and shifts what follows
		{"e\u0301x", 3, 1, "e\u0301x", " ^"}, // a combining mark is none
		{"e\u0301x", 2, 1, "e\u0301x", "^"},  // and marks the letter it belongs to
		{"👩‍👩‍👧x", 6, 1, "👩‍👩‍👧x", "  ^"},    // one picture of five runes
		{"🇺🇦🇷🇺x", 3, 2, "🇺🇦🇷🇺x", "  ^~"},     // flags are two runes each
		{"\tx", 2, 1, "    x", "    ^"},      // tabs go to the next stop
		{"ab\tx", 3, 2, "ab  x", "  ^~~"},    //
		{"中\tx", 3, 1, "中  x", "    ^"},      //
		{"a\x1bb", 3, 1, "a<U+001B>b", "         ^"},
		{"a\u202eb", 2, 1, "a<U+202E>b", " ^~~~~~~~"},
		{"a\u200b", 2, 1, "a<U+200B>", " ^~~~~~~~"},
		{"a\xff", 2, 1, "a<U+FFFD>", " ^~~~~~~~"},
		{"a\r\n", 1, 1, "a", "^"},
		{"a\nb", 3, 1, "a<U+000A>b", "         ^"},
		{"می\u200cخواهم", 4, 1, "می\u200cخواهم", "  ^"}, // a joiner inside a word stays
	} {
		got := rendered(t, RenderOptions{}, &Diagnostic{Reason: "r", Place: Place{1, c.col, c.len}, Text: c.text})
		want := "error: r\n  line 1:" + strings.Split(strings.SplitN(got, "line 1:", 2)[1], "\n")[0] +
			"\n  1 | " + c.line + "\n    | " + c.marks + "\n\n1 error\n"
		if got != want {
			t.Errorf("%q %d+%d: got\n%s\nwant\n%s", c.text, c.col, c.len, got, want)
		}
	}
}

func TestLongLines(t *testing.T) {
	digits := strings.Repeat("0123456789", 10)
	for _, c := range []struct {
		text     string
		col, len int
		line     string
		marks    string
	}{
		{digits, 5, 3, "01234567890123456789012345678901…", "    ^~~"},
		{digits, 51, 3, "…9012345678901234567890123456789…", "            ^~~"},
		{digits, 99, 2, "…89012345678901234567890123456789", strings.Repeat(" ", 31) + "^~"},
		{digits, 101, 0, "…9012345678901234567890123456789", strings.Repeat(" ", 32) + "^"},
		{digits, 1, 100, "01234567890123456789012345678901…", "^" + strings.Repeat("~", 31)},
		{strings.Repeat("中", 40), 40, 1, "…" + strings.Repeat("中", 16), strings.Repeat(" ", 31) + "^~"},
	} {
		got := rendered(t, RenderOptions{Width: 39}, &Diagnostic{Reason: "r", Place: Place{1, c.col, c.len}, Text: c.text})
		if !strings.Contains(got, "  1 | "+c.line+"\n    | "+c.marks+"\n") {
			t.Errorf("%d+%d: got\n%s", c.col, c.len, got)
		}
	}
	// Far inside a line of megabytes the place is still in the window, and found at once.
	text := strings.Repeat("中x ", 1_000_000) + "HERE" + strings.Repeat(" x", 1_000_000)
	got := rendered(t, RenderOptions{}, &Diagnostic{Reason: "r", Place: Place{1, 3_000_001, 4}, Text: text})
	marked(t, got, "HERE", 80)
}

// marked requires the caret line of an output to stand under want.
func marked(t interface{ Fatalf(string, ...any) }, out, want string, width int) {
	lines := strings.Split(out, "\n")
	for i, line := range lines {
		if i == 0 || !regexp.MustCompile(`^ +\| +\^~*$|^ +\| \^~*$`).MatchString(line) {
			continue
		}
		from, length := strings.Index(line, "^"), len(strings.TrimLeft(line, " |"))
		var under strings.Builder
		column := 0
		for g := uniseg.NewGraphemes(lines[i-1]); g.Next(); column += g.Width() {
			if column >= from && column < from+length {
				under.WriteString(g.Str())
			}
		}
		if under.String() != want {
			t.Fatalf("%q is marked, want %q, in\n%s", under.String(), want, out)
		}
		if uniseg.StringWidth(lines[i-1]) > width || len(line) > width {
			t.Fatalf("wider than %d:\n%s", width, out)
		}
		return
	}
	t.Fatalf("no carets in\n%s", out)
}

// Whatever stands before and behind it, the carets mark the place.
func TestCaretsMarkThePlace(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "b", " ", "é", "e\u0301", "中", "👩‍👩‍👧", "🇺🇦", "が", "ا", "_"})
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 120).Draw(t, "pieces"), "") })
	rapid.Check(t, func(t *rapid.T) {
		before, behind := text.Draw(t, "before")+" ", " "+text.Draw(t, "behind")
		place := "x" + strings.Join(rapid.SliceOfN(piece, 0, 4).Draw(t, "place"), "") + "y"
		width := rapid.IntRange(30, 120).Draw(t, "width")
		out := rendered(t, RenderOptions{Width: width}, &Diagnostic{
			Reason: "r", Text: before + place + behind,
			Place: Place{1, 1 + len([]rune(before)), len([]rune(place))},
		})
		marked(t, out, place, width)
	})
}

func TestTextsAreFilled(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 10, "one two|three"},
		{"one two three", 7, "one two|three"},
		{"one  two", 10, "one  two"},
		{"one      two", 7, "one|two"},
		{"abcdefghij", 4, "abcd|efgh|ij"},
		{"a bcdefghij", 4, "a|bcde|fghi|j"},
		{"中国中国", 5, "中国|中国"},
		{"中", 1, "中"},
		{"first\nsecond line", 20, "first|second line"},
		{"a\tb\x07c", 20, "a b<U+0007>c"},
		{"  a", 20, "  a"},
		{"a ", 1, "a"},
	} {
		if got := strings.Join(fill(c.text, c.width), "|"); got != c.want {
			t.Errorf("fill(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

func TestFillKeepsEveryWord(t *testing.T) {
	word := rapid.StringMatching(`[a-zé中]{1,12}`)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(word, 1, 30).Draw(t, "words"), " ")
		width := rapid.IntRange(4, 40).Draw(t, "width")
		lines := fill(text, width)
		for _, line := range lines {
			if uniseg.StringWidth(line) > width {
				t.Fatalf("%q is wider than %d", line, width)
			}
		}
		if got := strings.Join(lines, ""); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(text, " ", "") {
			t.Fatalf("%q became %q", text, lines)
		}
	})
}

var escapes = regexp.MustCompile("\x1b\\[[0-9;]*m")

func TestColourSaysNothingMore(t *testing.T) {
	list := []*Diagnostic{
		{File: "f", Place: Place{1, 1, 2}, Path: "p", Text: "ab", Reason: strings.Repeat("reason ", 30), Suggestion: "s"},
		{Severity: Warning, Reason: "w"},
		{Severity: Note, Reason: "n"},
	}
	plain, coloured := rendered(t, RenderOptions{}, list...), rendered(t, RenderOptions{Color: true}, list...)
	if strings.Contains(plain, "\x1b") || !strings.Contains(coloured, "\x1b[1;31merror: ") {
		t.Errorf("colours:\n%q", coloured)
	}
	if got := escapes.ReplaceAllString(coloured, ""); got != plain {
		t.Errorf("got\n%s\nwant\n%s", got, plain)
	}
	for line := range strings.SplitSeq(coloured, "\n") {
		if i := strings.LastIndex(line, "\x1b["); i >= 0 && !strings.HasPrefix(line[i:], "\x1b[0m") {
			t.Errorf("a colour runs on after %q", line)
		}
	}
}

type brokenWriter struct{}

var errBroken = errors.New("broken")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestRenderReturnsTheWritersError(t *testing.T) {
	if err := (List{{Reason: strings.Repeat("long ", 5000)}}).Render(brokenWriter{}, RenderOptions{}); !errors.Is(err, errBroken) {
		t.Error(err)
	}
}

func FuzzRender(f *testing.F) {
	f.Add("unknown issue `x`", "did you mean `y`?", "  - when: x == y", "case.yaml", "rules.0", 1, 11, 1, 80)
	f.Add("r\x1b[2J\n\nr", "s\u202e", "中\te\u0301\xff\u200b👩‍👩‍👧", "\x00", ".", 9, 3, 99, 30)
	f.Add("", "", strings.Repeat("x", 5000), "", "", 1, 2500, 600, 0)
	f.Add(strings.Repeat("r", 300), "", "", "f", "", -1, -5, -7, -80)
	f.Fuzz(func(t *testing.T, reason, suggestion, text, file, path string, line, col, length, width int) {
		width = min(width, 500)
		out := rendered(t, RenderOptions{Width: width}, &Diagnostic{
			Reason: reason, Suggestion: suggestion, Text: text,
			File: file, Path: path, Place: Place{line, col, length},
		})
		if i := strings.IndexFunc(out, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }); i >= 0 {
			t.Fatalf("a control character in %q", out)
		}
		if width <= 0 {
			width = 80
		}
		for i, l := range strings.Split(out, "\n") {
			if len(l) > 0 && uniseg.StringWidth(l) > max(width, 30)+30 && len(file) < 5 {
				t.Fatalf("line %d is %d columns wide in %q", i, uniseg.StringWidth(l), out)
			}
		}
	})
}
