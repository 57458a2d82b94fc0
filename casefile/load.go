package casefile

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/diag"
)

// FileName is the name of the text inside a case folder.
const FileName = "case.yaml"

// MaxSize is the largest text that is read, in bytes.
const MaxSize = yamltext.MaxSize

// Schema returns the JSON Schema (2020-12) of a case file, for the completion and the checks of editors.
// It knows the structure; names, expressions and numbers are checked by Parse.
func Schema() ([]byte, error) { return document.Schema() }

// Load reads and checks the case at path: a folder that holds case.yaml, or the file itself. The error
// says what could not be read (missing, no permission, not a regular file); everything wrong with the
// text itself is in the list. The Case is nil exactly when the list has errors or err is not nil.
func Load(path string) (*Case, diag.List, error) {
	data, name, err := read(path)
	if err != nil {
		return nil, nil, err
	}
	c, list := Parse(name, string(data))
	return c, list, nil
}

// fileError says in our words what keeps a file from being read, and is still an error of its kind.
type fileError struct {
	text string
	kind error
}

func (e *fileError) Error() string { return e.text }

func (e *fileError) Unwrap() error { return e.kind }

// read returns at most MaxSize+1 bytes of the file that path means, and the name for messages. Only a
// regular file is opened: a pipe or a device could block for ever.
func read(path string) (data []byte, name string, err error) {
	name = path
	info, err := os.Stat(name)
	if err == nil && info.IsDir() {
		name = filepath.Join(path, FileName)
		if info, err = os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return nil, name, fmt.Errorf("%s is a folder without %s; `parley new NAME` writes one", path, FileName)
		}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, name, &fileError{path + " does not exist", fs.ErrNotExist}
	case errors.Is(err, fs.ErrPermission):
		return nil, name, &fileError{"no permission to read " + name, fs.ErrPermission}
	case err != nil:
		return nil, name, fmt.Errorf("reading the case: %w", err)
	case !info.Mode().IsRegular():
		return nil, name, fmt.Errorf("%s is not a regular file; a case is a text file or a folder with %s", name, FileName)
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrPermission) {
		return nil, name, &fileError{"no permission to read " + name, fs.ErrPermission}
	}
	if err != nil {
		return nil, name, fmt.Errorf("reading the case: %w", err)
	}
	defer f.Close()
	if data, err = io.ReadAll(io.LimitReader(f, MaxSize+1)); err != nil {
		return nil, name, fmt.Errorf("reading %s: %w", name, err)
	}
	return data, name, nil
}

// Parse checks the text of a case. name is what the user called it, for messages. The list holds every
// problem that was found, sorted by place; the Case is nil exactly when the list has errors.
func Parse(name, text string) (*Case, diag.List) {
	text, early := yamltext.Normalise(name, text)
	if early != nil {
		return nil, early
	}
	r := yamltext.NewReport(name, text)
	root := yamltext.Parse(r, text)
	if root == nil {
		return nil, r.Findings()
	}
	doc := document.Decode(r, root)
	if doc == nil {
		return nil, r.Findings()
	}
	c := check(r, doc)
	if r.Errors == 0 {
		c.lint(r)
	}
	if r.Errors > 0 {
		return nil, r.Findings()
	}
	sum := sha256.Sum256([]byte(text))
	c.File, c.Text, c.Hash = name, text, hex.EncodeToString(sum[:])[:6]
	return c, r.Findings()
}
