package casefile

import (
	_ "embed"
	"testing"
)

// clockCase has one of everything that a case can say about time.
//
//go:embed testdata/clock.yaml
var clockCase string

func TestClockCase(t *testing.T) {
	c, list := Parse("case.yaml", clockCase)
	if c == nil || len(list) > 0 {
		t.Fatal(list)
	}
}
