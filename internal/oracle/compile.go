package oracle

import (
	"context"
	"path/filepath"

	"pgregory.net/rapid"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/diag"
	"parley/internal/game"
)

// Compile returns the game of a case text, or nil where the text can be read and yet is no case: where today breaks a
// rule, say. A text that cannot be read fails the test.
func Compile(t rapid.TB, text string) *game.Game {
	t.Helper()
	c, list := casefile.Parse("case.yaml", text)
	if list.HasErrors() {
		t.Fatalf("%v\n%s", list.Only(0), text)
	}
	g, bad := game.Compile(c)
	if bad.HasErrors() {
		return nil
	}
	return g
}

// Must compiles a text that is a case.
func Must(t rapid.TB, text string) *game.Game {
	t.Helper()
	c, list := casefile.Parse("case.yaml", text)
	return compiled(t, c, list, text)
}

// Catalogue compiles a case of the catalogue, for the tests of a package two folders below the root.
func Catalogue(t rapid.TB, name string) *game.Game {
	t.Helper()
	c, list, err := casefile.Load(filepath.Join("..", "..", "cases", name))
	if err != nil {
		t.Fatal(err)
	}
	return compiled(t, c, list, name)
}

func compiled(t rapid.TB, c *casefile.Case, list diag.List, what string) *game.Game {
	t.Helper()
	if list.HasErrors() {
		t.Fatalf("%v\n%s", list, what)
	}
	g, bad := game.Compile(c)
	if bad.HasErrors() {
		t.Fatalf("%v\n%s", bad, what)
	}
	return g
}

// Draws prepares some runs of a game by as many workers; the seed is 1.
func Draws(t rapid.TB, g *game.Game, runs, jobs int) *ask.Draws {
	t.Helper()
	d, err := ask.NewDraws(context.Background(), g, runs, 1, jobs)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
