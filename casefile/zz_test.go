package casefile

import (
	"fmt"
	"os"
	"testing"
)

func TestZZ(t *testing.T) {
	text := Template("x")
	if f := os.Getenv("F"); f != "" {
		b, _ := os.ReadFile(f)
		text = string(b)
	}
	c, l := Parse("case.yaml", text)
	for _, d := range l {
		fmt.Printf("%s [%s] %s\n    %s\n", d.Error(), d.Code, d.Path, d.Text)
	}
	if c != nil {
		fmt.Printf("%d parties %d inputs\n", len(c.Parties), len(c.Inputs))
	}
	s, err := Schema()
	fmt.Println(len(s), err)
	os.WriteFile("/tmp/schema.json", s, 0o644)
}
