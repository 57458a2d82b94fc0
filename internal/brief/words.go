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

// acceptance words who of a room must accept, around the list of its members: each of them, or what its rule asks for.
func acceptance(g *game.Game, room *deals.Answer) (before, after string) {
	switch {
	case ask.Outvotes(g, room.Table):
		return "enough of ", ""
	case len(room.Members) > 1:
		return "", "all "
	}
	return "", ""
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
