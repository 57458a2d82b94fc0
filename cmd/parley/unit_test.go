package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/brief"
)

func newProgram(errs *bytes.Buffer) *program {
	return &program{ctx: context.Background(), stdout: os.Stdout, stderr: errs}
}

// Every command's help begins with an example, which is a command line that the program takes.
func TestHelpBeginsWithAnExample(t *testing.T) {
	root := newProgram(new(bytes.Buffer)).root()
	for _, cmd := range append(root.Commands(), root) {
		var b bytes.Buffer
		cmd.SetOut(&b)
		help(cmd, nil)
		first, _, _ := strings.Cut(b.String(), "\n")
		if !strings.HasPrefix(first, "parley ") {
			t.Errorf("%s: the help begins with %q", cmd.Name(), first)
			continue
		}
		found, rest, err := root.Find(strings.Fields(first)[1:])
		if err != nil || cmd != root && found != cmd {
			t.Errorf("%s: %q finds %v, %v", cmd.Name(), first, found.Name(), err)
			continue
		}
		if err := found.ParseFlags(rest); err != nil {
			t.Errorf("%s: %q: %v", cmd.Name(), first, err)
		}
		for line := range strings.Lines(b.String()) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > helpWidth {
				t.Errorf("%s: a line of the help has %d columns: %q", cmd.Name(), n, line)
			}
		}
	}
}

// The examples of the questions run, on their own cases.
func TestExamplesRun(t *testing.T) {
	for _, q := range brief.Questions() {
		words := strings.Fields(q.Example)
		c, err := parley.Load(words[1])
		if err != nil {
			t.Fatal(err)
		}
		answer, err := answerTo(t.Context(), c, append(append([]string{words[0]}, words[2:]...), "--runs", "40"))
		if err != nil || len(answer) < 100 {
			t.Errorf("%s: %d bytes, %v", q.Example, len(answer), err)
		}
	}
}

func TestBadFolder(t *testing.T) {
	for _, name := range []string{
		"", ".", "..", ".hidden", "-x", "a/b", `a\b`, "/a", "../x", "CON", "con", "Aux.x", "com1", "LPT9.yaml", "nul ", "a.", " a", "a ",
		"a\x00b", "a\nb", "a\x1b[31mb", "a:b", "a*", "a\u202eb", "x.yaml", strings.Repeat("x", maxName+1), "a\xff",
	} {
		if badFolder(name) == "" {
			t.Errorf("%q is taken", name)
		}
	}
	for _, name := range []string{"water", "a", "com", "com10", "console", "Río Grande", "水", "alaska-2025", "v1.2", "_x", "LPTX"} {
		if why := badFolder(name); why != "" {
			t.Errorf("%q is refused: %s", name, why)
		}
	}
}

func TestExplain(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		says   string
	}{
		{nil, 0, ""},
		{failed{}, 1, ""},
		{&usageError{reason: "no", suggestion: "yes", command: "parley x"}, 1, "parley: no; yes\nSee `parley x --help`.\n"},
		{&parley.ArgumentError{Flag: "--table", Text: "x", Pos: -1, Reason: "none"}, 1, "parley: --table `x`: none\n"},
		{&parley.UnknownCaseError{Name: "x"}, 1, "neither a file or folder here"},
		{fmt.Errorf("wrapped: %w", &parley.TooLargeError{What: "all", States: 1e30, Remedy: "ask less"}), 2, "1e+30 combinations, more than this question can hold; ask less"},
		{errors.New("the disk is gone"), 2, "parley: the disk is gone\n"},
		{errors.New("a\x1b[31mb"), 2, "aU+001B[31mb"},
		{fmt.Errorf("x: %w", syscall.EPIPE), 2, ""},
		{context.Canceled, 130, "before there was an answer"},
		{partialError{context.Canceled}, 130, "the answer is partial"},
	} {
		var b bytes.Buffer
		if got := newProgram(&b).explain(c.err); got != c.status {
			t.Errorf("%v: status %d, want %d", c.err, got, c.status)
		}
		if !strings.Contains(b.String(), c.says) || c.says == "" && b.Len() > 0 {
			t.Errorf("%v: said %q", c.err, b.String())
		}
	}
}

func TestProgress(t *testing.T) {
	var b bytes.Buffer
	now := time.Unix(0, 0)
	p := newProgress(&b, func() time.Time { return now })
	p.report("goals", 10, 100)
	now = now.Add(400 * time.Millisecond)
	p.report("goals", 20, 100)
	p.erase()
	if b.Len() > 0 {
		t.Errorf("quick work shows %q", b.String())
	}
	now = now.Add(600 * time.Millisecond)
	p.report("goals", 50, 100)
	if want := "\r\x1b[Kgoals: 50 %, 50 draws a second, 1 s left"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
	b.Reset()
	now = now.Add(time.Millisecond)
	p.report("goals", 60, 100)
	if b.Len() > 0 {
		t.Errorf("too often: %q", b.String())
	}
	p.erase()
	p.erase()
	if b.String() != "\r\x1b[K" {
		t.Errorf("erased with %q", b.String())
	}
	for _, c := range []struct{ done, of int }{{0, 0}, {0, 10}, {5, 5}} {
		if line := progressLine("x", "draws", c.done, c.of, 0); strings.Contains(line, "NaN") || strings.Contains(line, "Inf") {
			t.Error(line)
		}
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.txt")
	write := func(path, text string, force bool) error { return writeFile(path, []byte(text), force) }
	read := func(path string) string {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if err := write(file, "one", false); err != nil || read(file) != "one" {
		t.Fatal(err)
	}
	if err := write(file, "two", false); err == nil || read(file) != "one" {
		t.Errorf("replaced without force: %v", err)
	}
	if err := os.Chmod(file, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := write(file, "two", true); err != nil || read(file) != "two" {
		t.Error(err)
	}
	if info, _ := os.Stat(file); info.Mode().Perm() != 0o640 {
		t.Errorf("the permissions became %v", info.Mode())
	}
	link, loose := filepath.Join(dir, "link"), filepath.Join(dir, "loose")
	if err := errors.Join(os.Symlink(file, link), os.Symlink(filepath.Join(dir, "nowhere"), loose)); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := write(link, "three", true); err != nil || read(file) != "three" {
		t.Error("a link is not followed", err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is gone")
	}
	if err := write(loose, "x", true); err == nil {
		t.Error("a link that leads nowhere was written")
	}
	if err := write(dir, "x", true); err == nil {
		t.Error("a folder was written")
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 3 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A file that comes up between the check and the writing is not replaced.
func TestPlaceNeverReplaces(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.txt")
	temporary, err := writeTemporary(file, []byte("late"), 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("first"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := place(temporary, file, false); err == nil {
		t.Error("replaced")
	}
	if data, _ := os.ReadFile(file); string(data) != "first" {
		t.Errorf("got %q", data)
	}
}

func TestQuoted(t *testing.T) {
	for word, want := range map[string]string{"water": "water", "Río": "Río", "a b": "'a b'", "it's": `'it'\''s'`, "a$b": "'a$b'"} {
		if got := quoted(word); got != want {
			t.Errorf("%s: got %s, want %s", word, got, want)
		}
	}
}

// Completion registers only flags that exist.
func TestCompletersAreRegistered(t *testing.T) {
	root := newProgram(new(bytes.Buffer)).root()
	for _, q := range brief.Questions() {
		cmd, _, err := root.Find([]string{q.Verb})
		if err != nil {
			t.Fatal(err)
		}
		for flag, takes := range map[string]bool{"table": q.Takes.Table, "between": q.Takes.Between, "deal": q.Takes.Deal, "goal": q.Takes.Goal, "state": q.Takes.State, "want": q.Takes.State} {
			var f func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective)
			f, ok := cmd.GetFlagCompletionFunc(flag)
			if ok != takes {
				t.Errorf("%s --%s: completed %v, taken %v", q.Verb, flag, ok, takes)
			} else if ok {
				f(cmd, []string{"nowhere"}, "")
			}
		}
	}
}
