package casefile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"parley/internal/diag"
)

func write(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestLoadReadsFolderAndFile(t *testing.T) {
	file := write(t, FileName, []byte(Template("River")))
	for _, path := range []string{file, filepath.Dir(file)} {
		c, list, err := Load(path)
		if err != nil || len(list) > 0 || c == nil {
			t.Fatalf("Load(%s) = %v, %v", path, list, err)
		}
		if c.Title != "River" || c.File != file || len(c.Hash) != 6 {
			t.Errorf("title %q, file %q, hash %q", c.Title, c.File, c.Hash)
		}
	}
}

func TestLoadRefusesWhatIsNotAFile(t *testing.T) {
	dir := t.TempDir()
	locked := filepath.Join(dir, "locked.yaml")
	if err := os.WriteFile(locked, []byte("parley: 1"), 0); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		path, want string
		is         error
		skip       bool
	}{
		{filepath.Join(dir, "nothing.yaml"), "does not exist", fs.ErrNotExist, false},
		{dir, "is a folder without case.yaml", nil, false},
		{os.DevNull, "is not a regular file", nil, false},
		{locked, "no permission", fs.ErrPermission, os.Geteuid() == 0},
		{filepath.Join(locked, "x"), "", nil, false},
	} {
		if x.skip {
			t.Log("running as root: permissions are not tested")
			continue
		}
		c, list, err := Load(x.path)
		if err == nil || c != nil || list != nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("Load(%s): %v, want %q", x.path, err, x.want)
		}
		if x.is != nil && !errors.Is(err, x.is) {
			t.Errorf("Load(%s): %v is not %v", x.path, err, x.is)
		}
	}
}

func TestTextsThatAreNoCase(t *testing.T) {
	utf16Text := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune("parley: 1\n")) {
		utf16Text = append(utf16Text, byte(u), byte(u>>8))
	}
	for _, x := range []struct {
		name, text, code, reason string
		line                     int
	}{
		{"empty", "", "empty", "empty", 0},
		{"only spaces", " \n\n", "empty", "empty", 0},
		{"only a comment", "# nothing yet\n", "empty", "no content", 1},
		{"binary", "\x7fELF\x00\x01\x02", "binary", "binary", 0},
		{"5 MB", strings.Repeat("# 0123456789\n", 5<<20/13), "too-large", "4 MB", 0},
		{"UTF-16", string(utf16Text), "encoding", "UTF-16", 0},
		{"invalid UTF-8", "parley: 1\ncase: caf\xe9\n", "encoding", "line 2", 2},
		{"lone surrogate", "parley: 1\ncase: a\xed\xa0\x80\n", "encoding", "line 2", 2},
		{"10,000 brackets", "parley: 1\ncase: " + strings.Repeat("[", 10_000), "too-deep", "64", 2},
		{"10,000 braces on lines", "parley: 1\ncase:\n" + strings.Repeat(" {a:\n", 9_000), "too-deep", "64", 67},
		{"deep indentation", deep(10_000), "too-deep", "64", 65},
		{"dashes", "- " + strings.Repeat("- ", 4_000) + "x", "too-deep", "64", 1},
		{"long line", "parley: 1\ncase: " + strings.Repeat("x", 10_001), "too-large", "longer than", 2},
		{"many lines", strings.Repeat("\n", 30_000) + "parley: 1", "too-large", "10000 lines", 10_000},
		{"long keys", "parley: 1\ncase: x\n" + strings.Repeat("x", 9_000) + ":\n" + strings.Repeat(" a: 1\n", 2_000), "too-large", "a key has 9000", 0},
		{"not a map", "- a\n- b\n", "wrong-kind", "a list", 1},
		{"prose", "Dear reader,\nthis is a letter.\n", "wrong-kind", "a single value", 1},
		{"another version", "parley: 2\nunheard: of\n", "version", "version 2", 1},
		{"no version, nothing known", "name: x\n", "version", "`parley: 1` is missing", 1},
		{"control character", "parley: 1\ncase: a\x01b\n", "binary", "U+0001", 2},
		{"tab", "parley: 1\ncase:\n\tx: 1\n", "tab", "tab", 3},
	} {
		t.Run(x.name, func(t *testing.T) {
			c, list := Parse("case.yaml", x.text)
			if c != nil || len(list) != 1 {
				t.Fatalf("case %v, %d findings: %.300s", c != nil, len(list), list.Error())
			}
			d := list[0]
			if d.Severity != diag.Error || d.Code != x.code || !strings.Contains(d.Reason, x.reason) || d.Place.Line != x.line {
				t.Errorf("%s [%s] line %d, want %q [%s] line %d", d.Reason, d.Code, d.Place.Line, x.reason, x.code, x.line)
			}
		})
	}
}

func deep(n int) string {
	var b strings.Builder
	for i := 0; i < n && b.Len() < 3<<20; i++ {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func TestLineEndsAndByteOrderMark(t *testing.T) {
	want, _ := Parse("case.yaml", Template("River"))
	for _, text := range []string{
		strings.ReplaceAll(Template("River"), "\n", "\r\n"),
		strings.ReplaceAll(Template("River"), "\n", "\r"),
		"\ufeff" + Template("River"),
	} {
		c, list := Parse("case.yaml", text)
		if c == nil || len(list) > 0 {
			t.Fatalf("%v", list)
		}
		if c.Hash != want.Hash || c.Parties[1].Place != want.Parties[1].Place {
			t.Errorf("hash %s at %v, want %s at %v", c.Hash, c.Parties[1].Place, want.Hash, want.Parties[1].Place)
		}
	}
}
