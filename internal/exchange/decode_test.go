package exchange

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"parley/internal/diag"
)

// inUTF16 writes text in UTF-16, with a byte order mark if wanted.
func inUTF16(text string, bigEndian, mark bool) []byte {
	units := utf16.Encode([]rune(text))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	var out []byte
	for _, u := range units {
		if bigEndian {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

func TestDecode(t *testing.T) {
	const text = "<a b=\"été 𝄞\"/>\n"
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"UTF-8", []byte(text), text},
		{"UTF-8 with mark", []byte("\xef\xbb\xbf" + text), text},
		{"UTF-16 LE", inUTF16(text, false, true), text},
		{"UTF-16 BE", inUTF16(text, true, true), text},
		{"UTF-16 LE without mark", inUTF16(text, false, false), text},
		{"UTF-16 BE without mark", inUTF16(text, true, false), text},
		{"ISO-8859-1", []byte("<?xml version='1.0' encoding='ISO-8859-1'?><a b='\xe9t\xe9 \x80'/>"), "<?xml version='1.0' encoding='ISO-8859-1'?><a b='été €'/>"},
		{
			"ISO-8859-1 after a comment", []byte("\n<!-- by hand -->\n<?xml version=\"1.0\" encoding=\"iso-8859-1\" ?><a b='\xe9'/>"),
			"\n<!-- by hand -->\n<?xml version=\"1.0\" encoding=\"iso-8859-1\" ?><a b='é'/>",
		},
		{"ISO-8859-15", []byte("<?xml version='1.0' encoding='ISO-8859-15'?>\xa4"), "<?xml version='1.0' encoding='ISO-8859-15'?>€"},
		{"declared UTF-16, is UTF-8", []byte("<?xml version='1.0' encoding='UTF-16'?>é"), "<?xml version='1.0' encoding='UTF-16'?>é"},
	}
	for _, test := range tests {
		got, problem := Decode(File{"f.xml", test.data})
		if problem != nil || got.Body != test.want {
			t.Errorf("%s: %v %v", test.name, got, problem)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	tests := []struct {
		name      string
		data      []byte
		code      string
		line, col int
	}{
		{"empty", nil, "empty-file", 1, 1},
		{"blank", []byte(" \n\t"), "empty-file", 1, 1},
		{"blank UTF-16", inUTF16(" \n", false, true), "empty-file", 1, 1},
		{"binary", []byte("ab\nc\x00\x00\x00"), "binary-file", 2, 2},
		{"PNG", []byte("\x89PNG\r\n\x1a\n\x00\x00"), "binary-file", 3, 1},
		{"not UTF-8", []byte("<a>\n  \xe9t\xe9</a>"), "bad-encoding", 2, 3},
		{"UTF-32", []byte("\xff\xfe\x00\x00<\x00\x00\x00"), "binary-file", 1, 2},
		{"odd UTF-16", append(inUTF16("<a/>", false, true), 'x'), "bad-encoding", 1, 5},
		{"half a pair", []byte("\xff\xfe<\x00\x00\xd8>\x00"), "bad-encoding", 1, 2},
		{"unknown encoding", []byte("\n<?xml version='1.0' encoding='KOI8-R'?><a/>"), "bad-encoding", 2, 31},
		{"too large", make([]byte, MaxBytes+1), "too-large", 1, 1},
	}
	for _, test := range tests {
		got, d := Decode(File{"f.xml", test.data})
		if got != nil || d == nil {
			t.Errorf("%s was read", test.name)
			continue
		}
		if d.Code != test.code || d.Place.Line != test.line || d.Place.Col != test.col || d.File != "f.xml" ||
			d.Reason == "" || d.Suggestion == "" || d.Severity != diag.Error {
			t.Errorf("%s: %+v", test.name, *d)
		}
	}
}

func TestPlaces(t *testing.T) {
	text := NewText("f", "äb\r\ncd\n\nlast")
	tests := []struct {
		start, end int
		want       diag.Place
		line       string
	}{
		{0, 2, diag.Place{Line: 1, Col: 1, Len: 1}, "äb"},
		{2, 3, diag.Place{Line: 1, Col: 2, Len: 1}, "äb"},
		{5, 12, diag.Place{Line: 2, Col: 1, Len: 2}, "cd"},
		{8, 8, diag.Place{Line: 3, Col: 1, Len: 0}, ""},
		{11, 13, diag.Place{Line: 4, Col: 3, Len: 2}, "last"},
		{99, 100, diag.Place{Line: 4, Col: 5, Len: 0}, "last"},
	}
	for _, test := range tests {
		d := text.Finding(diag.Error, "x", test.start, test.end, "r", "")
		if d.Place != test.want || d.Text != test.line {
			t.Errorf("%d to %d: %+v %q, want %+v %q", test.start, test.end, d.Place, d.Text, test.want, test.line)
		}
	}
}

func TestFindingsAreBounded(t *testing.T) {
	text, f := NewText("f", "x"), &Findings{}
	for range 1000 {
		f.At(text, diag.Warning, "w", 0, 1, "w", "")
	}
	if f.Failed() || len(f.List()) != maxFindings+1 {
		t.Errorf("%d findings, failed %v", len(f.List()), f.Failed())
	}
	for range 1000 {
		f.At(text, diag.Error, "e", 0, 1, "e", "")
	}
	if list := f.List(); !f.Failed() || !f.Full() || len(list) != 2*maxFindings+2 || !list.HasErrors() {
		t.Errorf("%d findings", len(list))
	}
}

func TestShown(t *testing.T) {
	if got := Shown("a\n\tb\x00c\u202e"); got != "a b c" {
		t.Errorf("%q", got)
	}
	if got := Shown(strings.Repeat("ä", 5000)); utf8.RuneCountInString(got) != 80 {
		t.Errorf("%d runes", utf8.RuneCountInString(got))
	}
	for path, want := range map[string]string{"a/b/c.d.xml": "c.d", `C:\x\y.json`: "y", ".hidden": ".hidden", "plain": "plain"} {
		if got := BaseName(path); got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}

func TestCheckFiles(t *testing.T) {
	large := make([]byte, MaxBytes)
	for _, test := range []struct {
		files []File
		code  string
	}{
		{nil, ""},
		{make([]File, MaxProfiles+1), ""},
		{make([]File, MaxProfiles+2), "too-many"},
		{[]File{{Data: large}, {Data: large}, {Data: large}, {Data: large}}, ""},
		{[]File{{Data: large}, {Data: large}, {Data: large}, {Data: large}, {Data: []byte("x")}}, "too-large"},
	} {
		code := ""
		if d := CheckFiles(test.files); d != nil {
			code = d.Code
		}
		if code != test.code {
			t.Errorf("%d files: %q, want %q", len(test.files), code, test.code)
		}
	}
}

// What is not XML is not told to declare an encoding as XML does.
func TestRemedyOfBytes(t *testing.T) {
	for text, xml := range map[string]bool{"<a>\xff</a>": true, "{\"a\": \"\xff\"}": false, "name,\xff": false} {
		_, d := Decode(File{Name: "x", Data: []byte(text)})
		if d == nil || strings.Contains(d.Suggestion, "<?xml") != xml || !strings.HasPrefix(d.Suggestion, "save the file as UTF-8") {
			t.Errorf("%q: %+v", text, d)
		}
	}
}
