// Package cases is the catalogue: published negotiations filed with their citations and the answers they must keep
// giving, embedded in the binary. It imports nothing of the project; the texts are read like any other case.
package cases

import (
	"embed"
	"path"
	"slices"
)

//go:embed */case.yaml
var files embed.FS

// Entry is one case of the catalogue, with what the head of its text says.
type Entry struct {
	Name     string `json:"name"` // its folder; what the user types
	Title    string `json:"title"`
	Status   string `json:"status,omitempty"`   // verified, recalled or judgement
	Citation string `json:"citation,omitempty"` // where it was published
	AsOf     string `json:"as-of,omitempty"`    // ISO date
	About    string `json:"about,omitempty"`
}

// Names lists the names of the catalogue in alphabetical order.
func Names() []string {
	folders, err := files.ReadDir(".")
	if err != nil {
		return nil // unreachable: the files are in the binary
	}
	out := make([]string, 0, len(folders))
	for _, f := range folders {
		out = append(out, f.Name())
	}
	slices.Sort(out)
	return out
}

// List describes the catalogue, in alphabetical order of the names.
func List() []Entry {
	var out []Entry
	for _, name := range Names() {
		text, _ := Open(name)
		head := readHead(text)
		out = append(out, Entry{
			Name: name, Title: head["case"], Status: head["status"], Citation: head["citation"],
			AsOf: head["as-of"], About: head["about"],
		})
	}
	return out
}

// Open returns the text of a case of the catalogue; ok is false when there is none of that name.
func Open(name string) (text string, ok bool) {
	if name != path.Base(name) {
		return "", false
	}
	data, err := files.ReadFile(name + "/case.yaml")
	return string(data), err == nil
}
