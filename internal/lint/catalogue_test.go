package lint

import (
	"testing"

	"parley/casefile"
	"parley/cases"
	"parley/internal/ask"
	"parley/internal/game"
)

func prepared(t testing.TB, text string) (*game.Game, *ask.Draws) {
	t.Helper()
	c, list := casefile.Parse("case.yaml", text)
	if c == nil {
		t.Fatal(list)
	}
	g, list := game.Compile(c)
	if list.HasErrors() {
		t.Fatal(list)
	}
	d, err := ask.NewDraws(g, 300, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	return g, d
}

func TestCatalogue(t *testing.T) {
	for _, name := range cases.Names() {
		text, _ := cases.Open(name)
		g, d := prepared(t, text)
		for _, f := range append(Errors(g), Lint(g, d)...) {
			t.Logf("%s: %s [%s] %s", name, f.Error(), f.Code, f.Path)
		}
	}
	g, d := prepared(t, casefile.Template("x"))
	for _, f := range append(Errors(g), Lint(g, d)...) {
		t.Logf("template: %s [%s] %s", f.Error(), f.Code, f.Path)
	}
}
