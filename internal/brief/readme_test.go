package brief_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestReadme holds the README's excerpt against the brief as it is: every line of it stands there, in that order.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	golden, err := os.ReadFile(filepath.Join("testdata", "alaska-2025.txt"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(golden), "\n")
	found, at := 0, 0
	for _, block := range strings.Split(string(readme), "```") {
		if !strings.Contains(block, "\nBOTTOM LINE\n") {
			continue
		}
		for _, line := range strings.Split(block, "\n")[1:] {
			if strings.TrimSpace(line) == "" || strings.Contains(line, "[…]") {
				continue
			}
			for at < len(lines) && lines[at] != line {
				at++
			}
			if at == len(lines) {
				t.Fatalf("the README's excerpt has a line that the brief has not (any more), or in another order: %q", line)
			}
			found++
		}
	}
	if found < 10 {
		t.Errorf("%d lines of the brief are quoted in the README", found)
	}
}
