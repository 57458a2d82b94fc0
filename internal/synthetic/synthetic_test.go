package synthetic_test

import (
	"os"
	"path/filepath"
	"testing"

	"parley/casefile"
	"parley/internal/synthetic"
)

// TestCase reads back cases of several shapes. With PARLEY_SYNTHETIC naming a folder, it leaves the benchmark cases
// there, to time whole commands on.
func TestCase(t *testing.T) {
	shapes := map[string]synthetic.Shape{
		"fixed":            synthetic.Fixed(),
		"2parties-1e6":     {Issues: 6, Options: 10, Parties: 2, Exact: true, Abstract: true, Seed: 3},
		"2parties-1e12":    {Issues: 12, Options: 10, Parties: 2, Exact: true, Abstract: true, Seed: 3},
		"4parties-1e6":     {Issues: 6, Options: 10, Parties: 4, Exact: true, Abstract: true, Seed: 3},
		"4parties-12x4":    {Issues: 12, Options: 4, Parties: 4, Exact: true, Abstract: true, Seed: 3},
		"fixed-in-time":    synthetic.FixedInTime(),
		"rules-4e6-states": {Issues: 11, Options: 4, Parties: 2, Rules: 12, RedLines: 1, Exact: true, Seed: 5},
	}
	folder := os.Getenv("PARLEY_SYNTHETIC")
	for name, shape := range shapes {
		text := synthetic.Case(shape)
		if _, list := casefile.Parse(name, text); list.HasErrors() {
			t.Errorf("%s: %v", name, list.Only(0))
		}
		if text != synthetic.Case(shape) {
			t.Errorf("%s: not the same text twice", name)
		}
		if folder != "" {
			if err := os.WriteFile(filepath.Join(folder, name+".yaml"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}
