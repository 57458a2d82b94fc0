package bargain

import (
	"context"
	"errors"
	"math"
	"slices"

	"parley/casefile"
	"parley/internal/game"
	"parley/internal/search"
)

// choose makes the packages of one panel.
func (b *Book) choose(ctx context.Context, panel *seating, moments []*game.Numbers, extra []game.State) ([]pack, Coverage, error) {
	var keep []pack // whatever the pilot draws say
	add := func(list []pack, p pack) []pack {
		if len(p.settings) == 0 || b.reached(panel, b.g.Today, p) == nil || slices.ContainsFunc(list, p.equal) {
			return list
		}
		return append(list, p)
	}
	for _, s := range extra {
		keep = add(keep, b.settingsOf(panel, s))
	}
	for i := range b.g.Deals {
		if s := b.g.Deals[i].State; s != nil {
			keep = add(keep, b.settingsOf(panel, s))
		}
	}
	all, few, err := b.list(panel)
	if err != nil {
		return nil, Coverage{}, err
	}
	pool := slices.Clone(keep)
	for i, n := range b.g.Sizes {
		for o := range n {
			if panel.Agenda == nil || panel.Agenda[i] {
				pool = add(pool, pack{[]casefile.Setting{{Issue: i, Option: o}}})
			}
		}
	}
	for _, s := range all {
		pool = add(pool, b.settingsOf(panel, s))
	}
	found, room, err := b.search(ctx, panel, moments)
	if err != nil {
		return nil, Coverage{}, err
	}
	for _, s := range found {
		pool = add(pool, b.settingsOf(panel, s))
	}
	kept := len(keep)
	if few {
		kept = len(pool)
	}
	packs, cover := b.thin(panel, moments, pool, kept, kept+maxPackages)
	cover.Room = room
	return packs, cover, nil
}

// list gives all states that the panel can bring about, where they are few.
func (b *Book) list(panel *seating) (all []game.State, few bool, err error) {
	sp, err := search.NewSpace(b.g, search.Room{Members: panel.Members, Agenda: panel.Agenda, Base: b.g.Today}, 0, search.BlockLimit, true)
	var large *game.TooLargeError
	if errors.As(err, &large) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	few = true
	sp.Each(func(s game.State) bool {
		if len(all) > maxListed {
			few = false
			return false
		}
		all = append(all, s.Clone())
		return true
	})
	if !few {
		return nil, false, nil
	}
	return all, true, nil
}

// search finds states with room in the pilot draws, for each goal and for none, and climbs from each to a larger product of gains.
// room is in how many pilot draws there is any.
func (b *Book) search(ctx context.Context, panel *seating, moments []*game.Numbers) (found []game.State, room int, err error) {
	desk, err := search.NewDesk(b.g, panel.Panel)
	var large *game.TooLargeError
	if errors.As(err, &large) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	for _, n := range moments {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		desk.Load(n)
		any := false
		for goal := search.AnyGoal; goal < len(b.g.Goals); goal++ {
			s, ok, err := desk.Room(goal)
			if err != nil && !errors.Is(err, search.ErrBudget) {
				return nil, 0, err
			}
			if ok {
				any = true
				found = append(found, s, b.climb(panel, n, s, goal))
			}
		}
		if any {
			room++
		}
	}
	return found, room, nil
}

// climb changes one issue at a time while that makes the product of gains larger and the goal stays met.
func (b *Book) climb(panel *seating, n *game.Numbers, s game.State, goal int) game.State {
	best := b.meanGain(panel, n, s)
	for improved := true; improved; {
		improved = false
		for i, size := range b.g.Sizes {
			if panel.Agenda != nil && !panel.Agenda[i] {
				continue
			}
			for o := range size {
				if int(s[i]) == o {
					continue
				}
				set := b.settingsOf(panel, s).with(i, o, int(b.g.Today[i]))
				y := b.reached(panel, b.g.Today, set)
				if y == nil || !b.g.Meets(goal, y) {
					continue
				}
				if v := b.meanGain(panel, n, y); v > best {
					s, best, improved = y, v, true
				}
			}
		}
	}
	return s
}

// with is the pack with one issue set; setting it to today's leaves it out.
func (p pack) with(issue, option, today int) pack {
	out := slices.DeleteFunc(slices.Clone(p.settings), func(s casefile.Setting) bool { return s.Issue == issue })
	if option != today {
		out = append(out, casefile.Setting{Issue: issue, Option: option})
		slices.SortFunc(out, func(a, b casefile.Setting) int { return a.Issue - b.Issue })
	}
	return pack{out}
}

// thin keeps the first packages and then adds those that make the best score over the pilot draws grow most, up to the limit.
func (b *Book) thin(panel *seating, moments []*game.Numbers, pool []pack, keep, limit int) ([]pack, Coverage) {
	scores := make([][]float64, len(pool))
	best := make([]float64, len(moments))
	for k, p := range pool {
		s := b.reached(panel, b.g.Today, p)
		scores[k] = make([]float64, len(moments))
		for m, n := range moments {
			scores[k][m] = max(0, b.meanGain(panel, n, s))
			best[m] = max(best[m], scores[k][m])
		}
	}
	have := make([]float64, len(moments))
	taken := make([]bool, len(pool))
	var out []pack
	take := func(k int) {
		taken[k] = true
		out = append(out, pool[k])
		for m := range have {
			have[m] = max(have[m], scores[k][m])
		}
	}
	for k := range pool[:keep] {
		take(k)
	}
	for len(out) < limit {
		next, most := -1, 0.0
		for k := range pool {
			if taken[k] {
				continue
			}
			grows := 0.0
			for m := range have {
				if best[m] > 0 {
					grows += max(0, scores[k][m]-have[m]) / best[m]
				}
			}
			if grows > most+1e-12 {
				next, most = k, grows
			}
		}
		if next < 0 {
			break
		}
		take(next)
	}
	cover := Coverage{Packages: len(out)}
	share, n := 0.0, 0
	for m := range have {
		if have[m] > 0 {
			cover.Found++
		}
		if best[m] > 0 {
			share, n = share+have[m]/best[m], n+1
		}
	}
	if n > 0 {
		cover.Share = share / float64(n)
	}
	return out, cover
}

// meanGain is the geometric mean of what the members gain who gain; 0 where they do not decide.
func (b *Book) meanGain(panel *seating, n *game.Numbers, s game.State) float64 {
	var accepting game.Mask
	logs, count := 0.0, 0
	for _, p := range panel.Members.List() {
		if !b.g.Accepts(n, p, s) {
			continue
		}
		if gain := game.Points(n.Value(p, s) - n.WalkAway[p]); gain > 0 {
			accepting |= 1 << p
			logs, count = logs+math.Log(gain), count+1
		}
	}
	if count == 0 || !panel.Met(accepting) {
		return 0
	}
	return math.Exp(logs / float64(count))
}
