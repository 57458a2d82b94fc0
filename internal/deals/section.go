package deals

import (
	"parley/internal/game"
	"parley/internal/page"
)

// Page sets the answer as a page.
func (a *Answer) Page(g *game.Game) *page.Page {
	return &page.Page{Title: a.Case.Case}
}

// RoomTable is the goals against the panels they were put to.
func RoomTable(g *game.Game, byPanel []*Answer) page.Table { return page.Table{} }

// Openings lists the smallest changes that would open a goal, lettered.
func Openings(g *game.Game, a *Answer, goal string, limit int) []page.Item { return nil }
