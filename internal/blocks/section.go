package blocks

import (
	"parley/internal/game"
	"parley/internal/page"
)

// Page sets the answer as a page.
func (a *Answer) Page(g *game.Game) *page.Page {
	return &page.Page{Title: a.Case.Case}
}

// StopTable is who can stop each deal.
func StopTable(g *game.Game, a *Answer) page.Table { return page.Table{} }

// PersuadeItems is who must be won over for each goal.
func PersuadeItems(g *game.Game, a *Answer) []page.Item { return nil }
