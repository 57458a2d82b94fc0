package main

import (
	"bytes"
	"path/filepath"
	"testing"
)

// The recipes of docs/recipes.md give their closed forms.
func TestRecipes(t *testing.T) {
	files, err := filepath.Glob("../../docs/recipes/*.yaml")
	if err != nil || len(files) < 7 {
		t.Fatal(files, err)
	}
	list, err := newProgram(new(bytes.Buffer)).test(files)
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if list[i].Expectations == 0 {
			t.Errorf("%s expects nothing", list[i].Case)
		}
		for _, r := range list[i].Results {
			if !r.Met {
				t.Errorf("%s: %+v", list[i].Case, r)
			}
		}
	}
}
