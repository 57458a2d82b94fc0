package costs

import (
	"parley/internal/game"
	"parley/internal/page"
)

// Page sets the answer as a page.
func (a *Answer) Page(g *game.Game) *page.Page {
	return &page.Page{Title: a.Case.Case}
}

// GainTable is what each deal is to each party, at most max deals.
func GainTable(g *game.Game, a *Answer, max int) page.Table { return page.Table{} }
