package deu

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// shared is the folder of the reference data beside the checkout; the test is skipped where it is not there.
func shared(t testing.TB) fs.FS {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Skip("no go.mod above the package, so the reference data cannot be found")
		}
		dir = up
	}
	data := filepath.Join(dir, "..", "shared", "data", "spatial")
	if _, err := os.Stat(filepath.Join(data, issuesFile)); err != nil {
		t.Skip("the reference data are not beside the checkout: ../shared/data/spatial is missing")
	}
	return os.DirFS(data)
}

func full(t testing.TB) *Data {
	t.Helper()
	d, err := Read(shared(t))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
