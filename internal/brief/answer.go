package brief

import (
	"cmp"
	"context"
	"slices"

	"parley/internal/ask"
	"parley/internal/assay"
	"parley/internal/blocks"
	"parley/internal/costs"
	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/positions"
	"parley/internal/search"
)

// Brief is the page an analyst hands over: the other questions' answers, bottom line first.
type Brief struct {
	Case       ask.Header      `json:"case"`
	BottomLine BottomLine      `json:"bottom-line"`
	Room       []*deals.Answer `json:"room"` // by table, goals only
	Costs      *costs.Answer   `json:"costs"`
	Decide     []Decide        `json:"decide"`
	Blocks     *blocks.Answer  `json:"blocks"`
	Tests      []assay.Result  `json:"tests"` // of the deals
	InTime
	Positions *positions.Answer `json:"positions,omitempty"` // of the leading 60 draws; left out where no issue has a scale
	Assumed   Assumed           `json:"assumed"`
}

// Partial reports whether the brief was interrupted.
func (b *Brief) Partial() bool { return b.Case.Partial }

// Decide is what one table can and cannot settle without those absent.
type Decide struct {
	Table  string   `json:"table"`
	Label  string   `json:"label"`
	Absent []string `json:"absent"` // parties not at it
	Can    []Scope  `json:"can"`
	Cannot []Scope  `json:"cannot"`
}

// Scope is an issue and the options other than today's that a table has, or lacks, for it.
type Scope struct {
	Issue   string   `json:"issue"`
	Label   string   `json:"label"`
	Options []string `json:"options"`
	Labels  []string `json:"-"`
	Whole   bool     `json:"whole"` // every other option of the issue
}

// Assumed names what the answers hang on that no source supports.
type Assumed struct {
	Swing   []Swing  `json:"swing"`     // assumed inputs that alone move a chance most, the strongest first
	Unknown []string `json:"not-known"` // parties without values
}

// Swing is an assumed input that attains an end of some chance's range.
type Swing struct {
	Input string  `json:"input"`
	Place int     `json:"line"`
	Moves float64 `json:"moves"` // the largest distance from a chance to the end it attains
	Goal  string  `json:"goal"`
	Table string  `json:"table"`
}

// Ask composes the brief. After an interruption it gives what there is, with the context's error.
func Ask(ctx context.Context, d *ask.Draws) (*Brief, error) {
	b := &Brief{}
	stopped := b.rooms(ctx, d)
	if stopped != nil && (!ask.Interrupted(stopped) || len(b.Room) == 0) {
		return nil, stopped
	}
	list, err := b.dealsAsked(d)
	if err != nil {
		return nil, err
	}
	parts := []func() error{
		func() error { return b.askDeals(ctx, d, list) },
		func() error { return b.askInTime(ctx, d, list) },
		func() (err error) { b.Positions, err = askPlaces(ctx, d); return err },
		func() error { return b.askChanges(ctx, d) },
	}
	for _, part := range parts {
		if stopped != nil {
			break // nothing more is begun
		}
		if stopped = part(); stopped != nil && !ask.Interrupted(stopped) {
			return nil, stopped
		}
	}
	b.Case = ask.NewHeader(d)
	b.Case.Partial = b.Case.Partial || stopped != nil
	b.Assumed = b.assumed(d)
	b.BottomLine = b.bottomLine(d)
	return b, stopped
}

// rooms asks, table by table, where they can agree and what they can decide.
func (b *Brief) rooms(ctx context.Context, d *ask.Draws) error {
	for _, panel := range ask.Panels(d.G) {
		decide, err := decide(d.G, panel)
		if err != nil {
			return err
		}
		b.Decide = append(b.Decide, *decide)
		args := deals.Args{Table: panel.Table, Goals: true}
		if panel.Table < 0 {
			args.Between = panel.Members
		}
		room, err := deals.Ask(ctx, d, args)
		if err != nil && !ask.Interrupted(err) {
			return err
		}
		if room != nil && len(room.Goals) == len(d.G.Goals) {
			b.Room = append(b.Room, room)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// askDeals asks what deals cost, who can stop them and which tests they pass.
func (b *Brief) askDeals(ctx context.Context, d *ask.Draws, list []ask.Deal) (err error) {
	table := -1
	if len(d.G.Case.Tables) > 0 {
		table = 0
	}
	if b.Costs, err = costs.Ask(ctx, d, costs.Args{Deals: list, Table: table}); err != nil {
		return err
	}
	if b.Blocks, err = blocks.Ask(ctx, d, blocks.Args{Deals: list}); err != nil {
		return err
	}
	var subjects []assay.Subject
	for _, deal := range list {
		subjects = append(subjects, assay.Subject{Deal: deal})
	}
	b.Tests, err = assay.Ask(ctx, d, assay.Args{Subjects: subjects})
	return err
}

// decide sorts the options of every issue by whether the panel's members can bring them about.
func decide(g *game.Game, panel game.Panel) (*Decide, error) {
	out := &Decide{Table: panel.Name, Label: "those seated", Can: []Scope{}, Cannot: []Scope{}, Absent: []string{}}
	if panel.Table >= 0 {
		out.Label = g.Case.Tables[panel.Table].Label
	}
	for p := range g.Case.Parties {
		if !panel.Members.Has(p) {
			out.Absent = append(out.Absent, g.Case.Parties[p].Name)
		}
	}
	sp, err := search.NewSpace(g, search.Room{Members: panel.Members, Agenda: panel.Agenda, Base: g.Today}, 0, search.BlockLimit, false)
	if err != nil {
		return nil, err
	}
	for i := range g.Case.Issues {
		issue := &g.Case.Issues[i]
		can, cannot := Scope{Issue: issue.Name, Label: issue.Label}, Scope{Issue: issue.Name, Label: issue.Label}
		for o := range issue.Options {
			if g.Today != nil && o == int(g.Today[i]) {
				continue
			}
			to := &cannot
			if slices.Contains(sp.Options(i), uint16(o)) {
				to = &can
			}
			to.Options, to.Labels = append(to.Options, issue.Options[o].Name), append(to.Labels, issue.Options[o].Label)
		}
		can.Whole, cannot.Whole = len(cannot.Options) == 0, len(can.Options) == 0
		if len(can.Options) > 0 {
			out.Can = append(out.Can, can)
		}
		if len(cannot.Options) > 0 {
			out.Cannot = append(out.Cannot, cannot)
		}
	}
	return out, nil
}

// assumed collects the assumed inputs that attain the ends of the goals' ranges.
func (b *Brief) assumed(d *ask.Draws) Assumed {
	out := Assumed{Swing: []Swing{}, Unknown: []string{}}
	best := map[int]Swing{}
	for _, room := range b.Room {
		for _, g := range room.Goals {
			p := g.Nonempty
			for _, end := range []struct {
				input int
				moves float64
			}{{p.LowInput, p.P - p.Range[0]}, {p.HighInput, p.Range[1] - p.P}} {
				if end.input >= 0 && end.moves > best[end.input].Moves {
					in := d.G.Case.Inputs[end.input]
					best[end.input] = Swing{Input: in.Path, Place: in.Place.Line, Moves: end.moves, Goal: g.Label, Table: g.Table}
				}
			}
		}
	}
	for _, s := range best {
		out.Swing = append(out.Swing, s)
	}
	slices.SortFunc(out.Swing, func(x, y Swing) int { return cmp.Or(cmp.Compare(y.Moves, x.Moves), cmp.Compare(x.Input, y.Input)) })
	for p := range d.G.Case.Parties {
		if !d.G.Known.Has(p) {
			out.Unknown = append(out.Unknown, d.G.Case.Parties[p].Label)
		}
	}
	return out
}
