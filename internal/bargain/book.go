package bargain

import (
	"context"
	"errors"
	"slices"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/clock"
	"parley/internal/ensemble"
	"parley/internal/game"
)

// DefaultMargin is the share of the 90 % width of a gain that a party must gain before it accepts.
const DefaultMargin = 0.25

// Limits of a book.
const (
	pilots      = 60  // pilot draws, a third at each of three moments
	widthDraws  = 100 // draws behind the width of a gain
	maxPackages = 32  // of a table, named deals apart
	maxListed   = 64  // a table with so few states considers them all
)

// Options of a book.
type Options struct {
	Margin *float64     // instead of the case's
	Extra  []game.State // packages that every table considers besides
}

// Book is what tables consider. It is immutable and safe for concurrent use; each worker takes a Worker.
type Book struct {
	w      *clock.World
	g      *game.Game
	panels []seating // by table; the last: all who are seated
	packs  [][]pack  // by panel
	margin *float64
	spread *spread
	Cover  []Coverage // by panel
}

// seating is a panel and what it can change.
type seating struct {
	game.Panel
	moves [][]bool // [issue][from × options + to] it can take the issue there
}

// pack is a package: what it settles, against today.
type pack struct{ settings []casefile.Setting }

// Coverage says how good a table's book is in the pilot draws.
type Coverage struct {
	Packages int     // considered
	Room     int     // pilot draws with room for some deal
	Found    int     // of those, in which a package in the book is acceptable
	Share    float64 // mean over those of the geometric mean gain of the best in the book, as a share of the best found in that draw; 0 without any
}

// NewBook prepares what the tables of a case consider. draws are the case's; the first of them are the pilots. It refuses a case in
// which only the order of somebody's values is known: how much a party gains decides what a table takes.
func NewBook(ctx context.Context, w *clock.World, d *ask.Draws, o Options) (*Book, error) {
	if why := ask.OrderOnly(w.G, w.G.Known); why != "" {
		return nil, errors.New(why + ", and bargaining in time weighs gains; give points instead of `priorities` or a `ranking`")
	}
	b := &Book{w: w, g: w.G, margin: o.Margin}
	for t := range w.G.Case.Tables {
		b.panels = append(b.panels, b.seat(w.G.TablePanel(t)))
	}
	b.panels = append(b.panels, b.seat(w.G.PartiesPanel(w.G.Seated)))
	var err error
	if b.spread, err = newSpread(w.G, d); err != nil {
		return nil, err
	}
	moments, err := b.pilotNumbers(d)
	if err != nil {
		return nil, err
	}
	b.packs, b.Cover = make([][]pack, len(b.panels)), make([]Coverage, len(b.panels))
	_, err = ensemble.Each(ctx, len(b.panels), d.Jobs, func() func(int) error {
		return func(k int) (err error) {
			b.packs[k], b.Cover[k], err = b.choose(ctx, &b.panels[k], moments, o.Extra)
			return err
		}
	}, nil)
	var failed *ensemble.RunError
	if errors.As(err, &failed) {
		err = failed.Err
	}
	if err != nil {
		return nil, err
	}
	return b, nil
}

// Panel is a table's panel; −1: all who are seated.
func (b *Book) Panel(table int) *game.Panel {
	if table < 0 {
		table = len(b.panels) - 1
	}
	return &b.panels[table].Panel
}

func (b *Book) seat(p game.Panel) seating {
	out := seating{Panel: p}
	for i, n := range b.g.Sizes {
		row := make([]bool, n*n)
		for from := range n {
			for to := range n {
				row[from*n+to] = from == to || (p.Agenda == nil || p.Agenda[i]) && b.g.CanMove(p.Members, i, from, to)
			}
		}
		out.moves = append(out.moves, row)
	}
	return out
}

// pilotNumbers are the values in the pilot draws, at the start, in the middle and at the end of the path that is expected while today
// goes on.
func (b *Book) pilotNumbers(d *ask.Draws) ([]*game.Numbers, error) {
	var out []*game.Numbers
	vars, next := make([]float64, b.g.Vars()), make([]float64, b.g.Vars())
	for k := range pilots {
		d.Sampler().Draw(k, vars[:len(b.g.Case.Inputs)])
		if err := b.g.Start(vars); err != nil {
			return nil, err
		}
		for range k % 3 * (b.w.Steps / 2) {
			if err := b.g.Step(vars, next, b.g.Today, b.w.DT, nil); err != nil {
				return nil, err
			}
			vars, next = next, vars
		}
		n := b.g.NewNumbers()
		if err := n.Fill(vars, nil); err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// settingsOf are the settings that make a state of today, or of what the panel controls of it.
func (b *Book) settingsOf(panel *seating, s game.State) pack {
	return pack{b.between(panel, b.g.Today, s)}
}

// between are the settings that make a state of another, or of what the panel controls of it.
func (b *Book) between(panel *seating, from, to game.State) []casefile.Setting {
	var out []casefile.Setting
	for i, o := range to {
		if from[i] != o && panel.moves[i][int(from[i])*b.g.Sizes[i]+int(o)] {
			out = append(out, casefile.Setting{Issue: i, Option: int(o)})
		}
	}
	return out
}

// reached completes a pack on a state, nil where the panel cannot bring it about from there.
func (b *Book) reached(panel *seating, from game.State, p pack) game.State {
	for _, set := range p.settings { // what the panel cannot change, only a rule can
		if i := set.Issue; !panel.moves[i][int(from[i])*b.g.Sizes[i]+set.Option] && !b.g.Follows(i) {
			return nil
		}
	}
	s, ok := b.g.Completed(from, p.settings...)
	if !ok || s.Equal(from) || !b.g.ReachesAllowed(panel.Members, panel.Agenda, from, s) {
		return nil
	}
	return s
}

// and is the pack with the settings of the issues that it says nothing about.
func (p pack) and(more []casefile.Setting) pack {
	out := slices.Clone(p.settings)
	for _, s := range more {
		if !slices.ContainsFunc(p.settings, func(t casefile.Setting) bool { return t.Issue == s.Issue }) {
			out = append(out, s)
		}
	}
	return pack{out}
}

func (p pack) equal(q pack) bool { return slices.Equal(p.settings, q.settings) }

// WithMargin is the same book for tables that demand another share of the width of a gain.
func (b *Book) WithMargin(share float64) *Book {
	out := *b
	out.margin = &share
	return &out
}

// Packages lists the states that the tables consider from today, each once, today left out: those of the first table, of the next, and so
// on; at most limit of them, for which tables take turns.
func (b *Book) Packages(limit int) []game.State {
	var out []game.State
	for k, left := 0, true; left && len(out) < limit; k++ {
		left = false
		for t := range b.packs {
			if k >= len(b.packs[t]) {
				continue
			}
			left = true
			s := b.reached(&b.panels[t], b.g.Today, b.packs[t][k])
			if s != nil && len(out) < limit && !slices.ContainsFunc(out, s.Equal) {
				out = append(out, s)
			}
		}
	}
	return out
}
