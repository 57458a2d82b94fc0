// Package costs answers: who pays, those not in the room included?
//
// For each deal it sets out what every party of the case gains or loses against the state in force, in points and as
// a share of the party's own range, with the interval that holds 90 % of draws, the issue that moves it most, the red
// lines it breaks, and whether the party is present. A party without values is not known; it is never a zero, and
// absence is never consent. Definitions: docs/model.md.
package costs

import (
	"cmp"
	"context"
	"math"
	"slices"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/ensemble"
	"parley/internal/game"
	"parley/internal/search"
)

// Args chooses the deals and who counts as present.
type Args struct {
	Deals []ask.Deal
	Table int // whose members are present; −1: every seated party
}

// Answer is deals × parties.
type Answer struct {
	Case  ask.Header `json:"case"`
	Table string     `json:"table,omitempty"` // whose members are present
	Until string     `json:"until,omitempty"` // the day that tracks are followed to
	Deals []Deal     `json:"deals"`
}

// Deal is one deal and what it is to everyone.
type Deal struct {
	Name    string           `json:"name"`
	Label   string           `json:"label"`
	Short   string           `json:"short,omitempty"`
	Deal    ask.State        `json:"deal"`
	Changes string           `json:"changes"`
	Drivers []string         `json:"drivers"` // the issues that move the parties most
	Flags   []string         `json:"flags"`   // legality and consent flags of its options
	Parties map[string]Party `json:"parties"`
	Order   []string         `json:"order"`  // parties, present first, in the order of the case
	Tracks  map[string]Track `json:"tracks"` // at the horizon, with the deal and without
}

// Party is what a deal is to one party. Gain, Interval and Share are nil where nothing is known of it.
type Party struct {
	Known    bool                  `json:"known"`
	Present  bool                  `json:"present"`
	Gain     *float64              `json:"gain"`               // points against the state in force, median of draws
	Interval *ensemble.Interval    `json:"-"`                  // of the gain
	Bounds   *[2]float64           `json:"interval"`           // of the gain: 90 % of draws lie between
	Share    *ensemble.Interval    `json:"share"`              // the gain as a share of the party's own range; nil where that is next to nothing
	Compared string                `json:"compared,omitempty"` // where only the order of its values is known: better, equal or worse than the state in force
	Accepts  *bool                 `json:"accepts"`            // in the central answer
	Chance   *ensemble.Probability `json:"accepts-chance"`     // over the draws
	Support  *ensemble.Interval    `json:"support,omitempty"`
	RedLines []string              `json:"red-lines"`         // broken anew
	Already  []string              `json:"already,omitempty"` // red lines that the state in force breaks already
	Driver   string                `json:"driver"`            // the issue that moves it most, in the direction of its gain
	Flags    []string              `json:"flags"`             // flagged options that decide over it while it is absent
	Words    []Distance            `json:"from-its-words"`    // where the deal differs from what it says it demands
	Note     string                `json:"note,omitempty"`
}

// Distance is how far a deal asks a party to move from its stated position.
type Distance struct {
	Issue string `json:"issue"`
	Says  string `json:"says"`
	Gets  string `json:"gets"`
}

// Ask answers for the given deals.
func Ask(ctx context.Context, d *ask.Draws, args Args) (*Answer, error) {
	q := &question{g: d.G, d: d, present: d.G.Seated}
	a := &Answer{Deals: []Deal{}}
	if args.Table >= 0 {
		panel := d.G.TablePanel(args.Table)
		q.present, a.Table = panel.Members, panel.Name
	}
	if err := q.scales(); err != nil {
		return nil, err
	}
	err := q.draw(ctx, args.Deals)
	if err != nil && !d.Partial(err) {
		return nil, err
	}
	for k := range args.Deals {
		a.Deals = append(a.Deals, q.deal(k, &args.Deals[k]))
	}
	a.Case, a.Until = ask.NewHeader(d), horizon(d)
	return a, err
}

// mostRanges is how many times a party's own range a gain may be in the draws for it to be said as a share of that. At
// the medians values can cancel out, and then nothing is measured by what is left.
const mostRanges = 100

type question struct {
	g       *game.Game
	d       *ask.Draws
	present game.Mask
	scale   []float64     // by party, in points; 0 where not known
	gain    [][][]float64 // [deal][party][run]
	accept  [][][]bool
	support [][][]float64 // nil for a party without
	tracks  *trackColumns
}

func (q *question) scales() error {
	q.scale = make([]float64, len(q.g.Case.Parties))
	for _, p := range q.g.Known.List() {
		lo, hi, err := search.Span(q.g, q.d.Central, p)
		if err != nil {
			return err
		}
		q.scale[p] = game.Points(hi - lo)
	}
	return nil
}

func (q *question) draw(ctx context.Context, deals []ask.Deal) error {
	parties := len(q.g.Case.Parties)
	q.gain, q.accept, q.support = make([][][]float64, len(deals)), make([][][]bool, len(deals)), make([][][]float64, len(deals))
	for k := range deals {
		q.gain[k], q.accept[k], q.support[k] = make([][]float64, parties), make([][]bool, parties), make([][]float64, parties)
		for _, p := range q.g.Known.List() {
			q.gain[k][p], q.accept[k][p] = make([]float64, q.d.Runs), make([]bool, q.d.Runs)
			if q.g.HasSupport(p) {
				q.support[k][p] = make([]float64, q.d.Runs)
			}
		}
	}
	q.tracks = newTrackColumns(q.g, len(deals), q.d.Runs)
	return q.d.Each(ctx, "costs", func() func(int, *game.Numbers) error {
		return func(run int, n *game.Numbers) error {
			for k := range deals {
				for _, p := range q.g.Known.List() {
					q.gain[k][p][run] = gain(n, p, deals[k].State)
					q.accept[k][p][run] = q.g.Accepts(n, p, deals[k].State)
					if q.support[k][p] != nil {
						q.support[k][p][run] = q.g.Support(n, p, deals[k].State)
					}
				}
			}
			return q.tracks.fill(q.d, deals, run, n)
		}
	})
}

// gain is U(s) − U(in force) in points; without a status quo, U(s) less the walk-away.
func gain(n *game.Numbers, p int, s game.State) float64 {
	if n.Base != nil {
		return game.Points(n.Value(p, s) - n.Value(p, n.Base))
	}
	if n.WalkAway[p] <= game.NoThreshold {
		return game.Points(n.Value(p, s))
	}
	return game.Points(n.Value(p, s) - n.WalkAway[p])
}

func (q *question) deal(k int, d *ask.Deal) Deal {
	c := q.g.Case
	out := Deal{
		Name: d.Name, Label: d.Label, Short: d.Short, Deal: ask.StateOf(q.g, d.State), Changes: ask.Changes(q.g, d.State),
		Tracks: q.tracks.of(q.d, k), Parties: map[string]Party{}, Flags: q.flags(d.State, -1), Drivers: q.drivers(d.State),
	}
	for _, present := range []bool{true, false} {
		for p := range c.Parties {
			if q.present.Has(p) == present {
				out.Parties[c.Parties[p].Name] = q.party(k, p, d.State)
				out.Order = append(out.Order, c.Parties[p].Name)
			}
		}
	}
	return out
}

func (q *question) party(k, p int, s game.State) Party {
	c := &q.g.Case.Parties[p]
	out := Party{Present: q.present.Has(p), RedLines: []string{}, Flags: []string{}, Words: []Distance{}, Note: c.Note}
	if !out.Present {
		out.Flags = q.flags(s, p)
	}
	if !q.g.Known.Has(p) {
		return out
	}
	gains := q.d.Interval(q.gain[k][p])
	accepts, chance := q.g.Accepts(q.d.Central, p, s), q.d.Probability(q.accept[k][p])
	out.Known, out.Accepts, out.Chance = true, &accepts, &chance
	if q.g.Ordinal.Has(p) {
		out.Compared = []string{"worse", "equal", "better"}[1+cmp.Compare(gains.Median, 0)]
	} else {
		out.Gain, out.Interval, out.Bounds = &gains.Median, &gains, &[2]float64{gains.Low, gains.High}
		scale, most := q.scale[p], max(math.Abs(gains.Low), math.Abs(gains.High))
		switch {
		case most == 0:
			out.Share = &ensemble.Interval{}
		case most <= mostRanges*scale:
			out.Share = &ensemble.Interval{Median: gains.Median / scale, Low: gains.Low / scale, High: gains.High / scale}
		}
	}
	if q.support[k][p] != nil {
		i := q.d.Interval(q.support[k][p])
		out.Support = &i
	}
	for _, i := range q.g.BrokenRedLines(p, q.d.Central.Base, s) {
		out.RedLines = append(out.RedLines, c.Values.RedLines[i].Text)
	}
	for _, i := range q.g.BrokenToday(p) {
		out.Already = append(out.Already, c.Values.RedLines[i].Text)
	}
	sign := 0
	if gains.Median < 0 {
		sign = -1
	} else if gains.Median > 0 {
		sign = 1
	}
	out.Driver = ask.Driver(q.g, q.d.Central, p, s, sign)
	for _, say := range c.Values.Says {
		if int(s[say.Issue]) != say.Option {
			issue := &q.g.Case.Issues[say.Issue]
			out.Words = append(out.Words, Distance{Issue: issue.Name, Says: issue.Options[say.Option].Name, Gets: issue.Options[s[say.Issue]].Name})
		}
	}
	return out
}

// flags lists the flagged options that s brings in; for a party, those of consent, which decide over it unasked.
func (q *question) flags(s game.State, p int) []string {
	out := []string{}
	for i, o := range s {
		if q.g.Today != nil && o == q.g.Today[i] {
			continue
		}
		option := &q.g.Case.Issues[i].Options[o]
		for _, f := range option.Flags {
			if p < 0 || f == "consent" && q.overHeads(p, i, s) {
				out = append(out, f+": "+q.g.Case.Issues[i].Name+"="+option.Name)
			}
		}
	}
	return out
}

// overHeads reports whether an option that decides over people decides over p: a public or a group, of which nothing is
// known or which loses by it.
func (q *question) overHeads(p, issue int, s game.State) bool {
	if k := q.g.Case.Parties[p].Kind; k != casefile.Public && k != casefile.Group {
		return false
	}
	if q.g.Ordinal.Has(p) {
		return gain(q.d.Central, p, s) < 0
	}
	return !q.g.Known.Has(p) || q.d.Central.IssuePart(p, issue, s) < 0
}

// drivers are the issues that move most parties most, at most two.
func (q *question) drivers(s game.State) []string {
	var names []string
	votes := map[string]int{}
	for _, p := range q.g.Known.List() {
		if d := ask.Driver(q.g, q.d.Central, p, s, 0); d != "" {
			if votes[d] == 0 {
				names = append(names, d)
			}
			votes[d]++
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return votes[b] - votes[a] })
	return append([]string{}, names[:min(len(names), 2)]...)
}
