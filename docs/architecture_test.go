// Package docs holds documentation; its tests keep it true of the code and of the cases.
package docs

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = ".."

// source is the Go code of the repository, tests left out: by folder, "." for the root.
func source(t *testing.T) map[string][]*ast.File {
	t.Helper()
	out := map[string][]*ast.File{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "tools"):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		out[filepath.ToSlash(folder)] = append(out[filepath.ToSlash(folder)], file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// rows are the cells of the tables under a heading of architecture.md, up to the next heading of its level.
func rows(t *testing.T, heading string) [][]string {
	t.Helper()
	text, err := os.ReadFile("architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "\n## "+heading+"\n")
	if !ok {
		t.Fatalf("architecture.md has no heading %q", heading)
	}
	section, _, _ := strings.Cut(rest, "\n## ")
	var out [][]string
	for line := range strings.Lines(section) {
		if cells := strings.Split(strings.TrimSpace(line), "|"); len(cells) > 3 && !strings.HasPrefix(cells[1], "---") {
			for i := range cells {
				cells[i] = strings.TrimSpace(cells[i])
			}
			out = append(out, cells[1:len(cells)-1])
		}
	}
	return out
}

// rooms are the folders of the table of rooms, with the last elements of the rooms that each may import.
func rooms(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, cells := range rows(t, "Rooms") {
		if cells[0] == "room" {
			continue
		}
		var arrows []string
		if len(cells) > 2 {
			arrows = strings.Split(cells[2], ", ")
		}
		for quoted := range strings.SplitSeq(cells[0], ", ") {
			room := strings.Trim(quoted, "`")
			if room == "parley" {
				room = "."
			}
			out[room] = arrows
		}
	}
	return out
}

func TestRoomsAndArrows(t *testing.T) {
	listed, folders := rooms(t), source(t)
	for room := range listed {
		if folders[room] == nil {
			t.Errorf("architecture.md has the room %s, the repository has not", room)
		}
	}
	for folder, files := range folders {
		arrows, ok := listed[folder]
		if !ok {
			t.Errorf("%s is not among the rooms of architecture.md", folder)
		}
		for _, file := range files {
			for _, spec := range file.Imports {
				path := strings.Trim(spec.Path.Value, `"`)
				name := path[strings.LastIndex(path, "/")+1:]
				if (path == "parley" || strings.HasPrefix(path, "parley/")) && !slices.Contains(arrows, name) {
					t.Errorf("%s imports %s; architecture.md has no such arrow", folder, path)
				}
			}
		}
	}
}

// constants are the package-level constants whose value can be told from their own line, as "package.name".
func constants(folders map[string][]*ast.File) map[string]constant.Value {
	out := map[string]constant.Value{}
	for _, files := range folders {
		for _, file := range files {
			for _, decl := range file.Decls {
				group, ok := decl.(*ast.GenDecl)
				if !ok || group.Tok != token.CONST {
					continue
				}
				for _, spec := range group.Specs {
					values := spec.(*ast.ValueSpec)
					for i, value := range values.Values {
						if v, err := types.Eval(token.NewFileSet(), nil, token.NoPos, types.ExprString(value)); err == nil {
							out[file.Name.Name+"."+values.Names[i].Name] = v.Value
						}
					}
				}
			}
		}
	}
	return out
}

var number = regexp.MustCompile(`2\^[0-9]+|1e[0-9]+|[0-9][0-9,]*( MB)?`)

func TestLimits(t *testing.T) {
	known, checked := constants(source(t)), 0
	for _, cells := range rows(t, "Limits") {
		if cells[0] == "what" {
			continue
		}
		stated := number.FindAllString(cells[1], -1)
		names := strings.Split(cells[3], ", ")
		if len(stated) != len(names) {
			t.Errorf("%s: %d numbers and %d constants", cells[0], len(stated), len(names))
			continue
		}
		room := ""
		for i, quoted := range names {
			name := strings.Trim(quoted, "`")
			if before, _, ok := strings.Cut(name, "."); ok {
				room = before
			} else {
				name = room + "." + name
			}
			text := strings.ReplaceAll(stated[i], ",", "")
			text = strings.Replace(strings.Replace(text, " MB", " << 20", 1), "2^", "1 << ", 1)
			want, err := types.Eval(token.NewFileSet(), nil, token.NoPos, text)
			if err != nil {
				t.Errorf("%s: %s: %v", cells[0], stated[i], err)
			} else if got := known[name]; got == nil || !constant.Compare(got, token.EQL, want.Value) {
				t.Errorf("%s: architecture.md says %s, the code has %s = %v", cells[0], stated[i], name, got)
			}
			checked++
		}
	}
	if checked < 25 {
		t.Errorf("%d limits looked at; the table was not read", checked)
	}
}
