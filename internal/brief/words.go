package brief

import (
	"path"
	"path/filepath"

	"parley/internal/ask"
	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/wording"
)

// likelihood words a goal's chance of room.
func likelihood(g *deals.Goal) string {
	p := g.Nonempty
	return wording.Likelihood(p.P, p.Range[0], p.Range[1])
}

// partyList joins the labels of parties given by name.
func partyList(g *game.Game, names []string) string {
	return wording.Join(ask.PartyLabels(g, names))
}

func isAre(names []string) string {
	if len(names) == 1 {
		return "is"
	}
	return "are"
}

// fileName is the case file's own name, without the folders it lies in.
func fileName(g *game.Game) string {
	return path.Base(filepath.ToSlash(g.Case.File))
}
