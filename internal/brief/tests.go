package brief

import (
	"context"
	"encoding/json"

	"parley/internal/ask"
	"parley/internal/assay"
	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/stability"
)

// Stable is which states stay put, and what the tests of a deal say of those that are shown.
type Stable struct {
	stability.Answer
	Tests []assay.Result `json:"tests"`
}

// stable asks which states stay put, and then tests the deals, the states asked about and the equilibria that are shown.
func stable(ctx context.Context, d *ask.Draws, args Args) (Answer, error) {
	a, err := stability.Ask(ctx, d, stability.Args{Deals: ask.Deals(d.G), States: args.States, Want: args.Want})
	if a == nil {
		return nil, err
	}
	out := &Stable{Answer: *a, Tests: []assay.Result{}}
	if err != nil {
		return out, err
	}
	var subjects []assay.Subject
	for _, s := range a.Shown() {
		leave, bluffed := s.Unheld()
		held := &assay.Held{Equilibrium: len(leave) == 0, Bluffed: bluffed}
		if share, ok := s.Shares[stability.SEQ.String()]; ok {
			held.Share = &share
		}
		subjects = append(subjects, assay.Subject{Deal: ask.Deal{Name: s.ID, Label: s.Title(), State: s.At()}, Held: held})
	}
	out.Tests, err = tested(ctx, d, assay.Args{Subjects: subjects}, &out.Case)
	return out, err
}

// tested puts states to the tests. Where they are interrupted, the header says so; other errors come without results.
func tested(ctx context.Context, d *ask.Draws, args assay.Args, head *ask.Header) ([]assay.Result, error) {
	list, err := assay.Ask(ctx, d, args)
	if list == nil {
		list = []assay.Result{}
	}
	head.Partial = head.Partial || ask.Interrupted(err)
	return list, err
}

// Page sets the tests behind what stays put.
func (s *Stable) Page(g *game.Game) *page.Page {
	given := 0
	for given < len(s.States) && s.States[given].Given {
		given++
	}
	return withTests(s.Answer.Page(g), s.Tests, given)
}

// withTests adds the section of the tests to a page, as its last.
func withTests(p *page.Page, tests []assay.Result, leading int) *page.Page {
	if section := assay.Section(tests, leading); section != nil {
		section.Number = len(p.Sections) + 1
		p.Sections = append(p.Sections, *section)
	}
	return p
}

// Room is where a panel can agree, and what the tests of a deal say of its candidates.
type Room struct {
	*deals.Answer
	Tests []assay.Result
}

// listedRoom is a Room as it is marshalled.
type listedRoom struct {
	deals.Listed
	Tests []assay.Result `json:"tests"`
}

// MarshalJSON lists the tests with the answer.
func (r *Room) MarshalJSON() ([]byte, error) {
	return json.Marshal(&listedRoom{*r.Listed(), r.Tests})
}

// Page sets the tests behind where they can agree.
func (r *Room) Page(g *game.Game) *page.Page {
	return withTests(r.Answer.Page(g), r.Tests, len(r.Tests))
}

// room asks where a panel, or all who are seated, can agree, and tests the candidates.
func room(ctx context.Context, d *ask.Draws, args Args) (Answer, error) {
	var a *deals.Answer
	var err error
	var panels []game.Panel
	switch {
	case args.Table >= 0:
		panels = []game.Panel{d.G.TablePanel(args.Table)}
	case args.Between != 0:
		panels = []game.Panel{d.G.PartiesPanel(args.Between)}
	}
	if panels == nil {
		a, err = deals.AskAll(ctx, d)
	} else {
		a, err = deals.Ask(ctx, d, deals.Args{Table: args.Table, Between: args.Between, Options: true})
	}
	if a == nil {
		return nil, err
	}
	out := &Room{Answer: a, Tests: []assay.Result{}}
	if err != nil {
		return out, err
	}
	var subjects []assay.Subject
	for k := range a.Draws.Candidates {
		c := &a.Draws.Candidates[k]
		subjects = append(subjects, assay.Subject{Deal: ask.Deal{Name: c.Name, Label: c.Title(d.G), State: c.At()}})
	}
	out.Tests, err = tested(ctx, d, assay.Args{Subjects: subjects, Panels: panels}, &out.Case)
	return out, err
}
