package sensitivity

import (
	"context"
	"errors"
	"strings"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/search"
)

// Of names the answer that the question is about.
type Of struct {
	Answer string    `json:"answer"` // as it may be asked for again: room:GOAL@TABLE, gain:DEAL:PARTY, or a source's
	Label  string    `json:"label"`
	Goal   string    `json:"goal,omitempty"`
	Table  string    `json:"table,omitempty"`
	Party  string    `json:"party,omitempty"`
	Deal   ask.State `json:"deal,omitempty"`
}

// Answers lists what can be asked about, for completion on the command line; deals by their names.
func Answers(c *casefile.Case, sources ...Source) []string {
	out := []string{"room"}
	for g := range c.Goals {
		out = append(out, "room:"+c.Goals[g].Name)
		for t := range c.Tables {
			out = append(out, "room:"+c.Goals[g].Name+"@"+c.Tables[t].Name)
		}
	}
	for d := range c.Deals {
		for p := range c.Parties {
			if v := c.Parties[p].Values; v != nil && v.Order == nil {
				out = append(out, "gain:"+c.Deals[d].Name+":"+c.Parties[p].Name)
			}
		}
	}
	for k := range sources {
		s := &sources[k]
		if s.All != "" {
			out = append(out, s.All)
		}
		for _, name := range s.Names(c) {
			out = append(out, s.Kind+":"+name)
		}
	}
	return out
}

// find reads what is asked about: `room`, `room:GOAL`, `room@TABLE`, `room:GOAL@TABLE`, `gain:DEAL:PARTY`, or what a source makes. "" is
// `room`.
// A room without a goal is that of the most ambitious one some table can bring about; without a table, that of the table
// with the greatest chance of it. Its error is an *ask.ArgumentError or that of the draws.
func find(ctx context.Context, d *ask.Draws, text string, sources ...Source) (*target, error) {
	text = strings.TrimSpace(text)
	kind := text
	if at := strings.IndexAny(text, ":@"); at >= 0 {
		kind = text[:at]
	}
	switch {
	case text == "" || kind == "room":
		return findRoom(ctx, d, text, text[len(kind):])
	case kind == "gain":
		return findGain(d.G, text, text[len(kind):])
	}
	if s := sourceOf(sources, kind); s != nil {
		return findThrown(ctx, d, s, text)
	}
	forms := []string{"room:GOAL@TABLE", "gain:DEAL:PARTY"}
	for k := range sources {
		forms = append(forms, sources[k].Form)
	}
	last := len(forms) - 1
	return nil, wrong(text, 0, "there is no answer `"+kind+"` to ask about", "write "+strings.Join(forms[:last], ", ")+" or "+forms[last])
}

func wrong(text string, pos int, reason, suggestion string) error {
	return &ask.ArgumentError{Flag: "--of", Text: text, Pos: pos, Reason: reason, Suggestion: suggestion}
}

// missing words a name that the case does not have; at is where it stands in text, in bytes.
func missing(text string, at int, err error) error {
	var none *casefile.NotFound
	if errors.As(err, &none) {
		return wrong(text, len([]rune(text[:at])), "the case has no such "+none.What, none.Suggestion)
	}
	return err
}

// findRoom reads what follows `room`: a goal after a colon, a table after an @, each optional.
func findRoom(ctx context.Context, d *ask.Draws, text, rest string) (*target, error) {
	g, goals := d.G, goalsDown(d.G)
	panels := ask.Panels(g)
	goal, table, atTable := strings.Cut(rest, "@")
	if atTable {
		t, err := casefile.FindTable(g.Case, strings.TrimSpace(table))
		if err != nil {
			return nil, missing(text, strings.Index(text, "@")+1, err)
		}
		panels = []game.Panel{g.TablePanel(t)}
	}
	if name, ok := strings.CutPrefix(goal, ":"); ok {
		k, err := casefile.FindGoal(g.Case, strings.TrimSpace(name))
		if err != nil {
			return nil, missing(text, strings.Index(text, ":")+1, err)
		}
		goals = []int{k}
	}
	for _, goal := range goals {
		var can []*target
		for _, p := range panels {
			t, err := roomIf(g, p, goal)
			if err != nil {
				return nil, err
			}
			if t != nil {
				can = append(can, t)
			}
		}
		if len(can) > 0 {
			return likeliest(ctx, d, can)
		}
	}
	if len(goals) == 1 && goals[0] >= 0 {
		return nil, wrong(text, 0, "nobody there can bring `"+g.Case.Goals[goals[0]].Name+"` about, whatever the inputs are", "ask about another goal or table")
	}
	return nil, wrong(text, 0, "no table can bring any goal about, whatever the inputs are", "ask about gain:DEAL:PARTY")
}

// roomIf is the room of a panel that can bring the goal about, whoever accepts; nil for another.
func roomIf(g *game.Game, p game.Panel, goal int) (*target, error) {
	if goal >= 0 {
		if ok, err := search.CanReach(g, p.Members, p.Agenda, goal); err != nil || !ok {
			return nil, err
		}
	}
	return room(g, p, goal)
}

// goalsDown are the goals, the most ambitious first; any deal at all in a case without goals.
func goalsDown(g *game.Game) []int {
	var out []int
	for k := len(g.Goals) - 1; k >= 0; k-- {
		out = append(out, k)
	}
	if out == nil {
		out = []int{search.AnyGoal}
	}
	return out
}

// likeliest is the room that most draws have; of equals the first.
func likeliest(ctx context.Context, d *ask.Draws, rooms []*target) (*target, error) {
	if len(rooms) == 1 {
		return rooms[0], nil
	}
	has := make([][]bool, len(rooms))
	for k := range has {
		has[k] = make([]bool, d.Runs)
	}
	err := d.Each(ctx, "tables", func() func(int, *game.Numbers) error {
		var answers []func(*game.Numbers, *found) (float64, bool, error)
		for _, t := range rooms {
			answers = append(answers, t.answer())
		}
		return func(run int, n *game.Numbers) error {
			for k, answer := range answers {
				y, _, err := answer(n, new(found))
				if err != nil {
					return err
				}
				has[k][run] = y > 0
			}
			return nil
		}
	})
	if err != nil {
		return nil, err // stopped here, it is not even known what the answer is about
	}
	best, most := rooms[0], -1
	for k, t := range rooms {
		count := 0
		for _, y := range has[k] {
			if y {
				count++
			}
		}
		if count > most {
			best, most = t, count
		}
	}
	return best, nil
}

// findGain reads what follows `gain`: a deal and a party, each after a colon.
func findGain(g *game.Game, text, rest string) (*target, error) {
	cut := strings.LastIndex(rest, ":")
	if cut <= 0 || !strings.HasPrefix(rest, ":") {
		return nil, wrong(text, 0, "a gain is a party's from a deal", "write gain:DEAL:PARTY")
	}
	deal, party := strings.TrimSpace(rest[1:cut]), strings.TrimSpace(rest[cut+1:])
	p, err := casefile.FindParty(g.Case, party)
	if err != nil {
		return nil, missing(text, len(text)-len(rest)+cut+1, err)
	}
	if !g.Known.Has(p) {
		return nil, wrong(text, 0, "nothing is known of what "+g.Case.Parties[p].Label+" values", "name a party with values")
	}
	if why := ask.OrderOnly(g, game.Of(p)); why != "" {
		return nil, wrong(text, 0, why, "give it points, or ask about a room")
	}
	d, err := ask.FindDeal(g, deal)
	var bad *ask.ArgumentError
	switch {
	case errors.As(err, &bad):
		return nil, wrong(text, len([]rune(text[:strings.Index(text, ":")+1]))+bad.Pos, bad.Reason, bad.Suggestion)
	case err != nil:
		return nil, wrong(text, 0, err.Error(), "")
	}
	return &target{g: g, deal: &d, party: p}, nil
}

// of names the target.
func (t *target) of() Of {
	if t.dice != nil {
		return t.dice.of
	}
	if t.deal != nil {
		name := t.g.Case.Parties[t.party].Name
		return Of{
			Answer: "gain:" + t.deal.Name + ":" + name, Party: name, Deal: ask.StateOf(t.g, t.deal.State),
			Label: "what " + t.g.Case.Parties[t.party].Label + " gains by “" + t.deal.Label + "”",
		}
	}
	out := Of{Answer: "room", Label: "room for a deal", Table: t.panel.Name}
	if t.goal >= 0 {
		goal := &t.g.Case.Goals[t.goal]
		out.Goal, out.Answer, out.Label = goal.Name, "room:"+goal.Name, "room for “"+goal.Label+"”"
	}
	if t.panel.Name != "" {
		out.Answer += "@" + t.panel.Name
		out.Label += " (" + ask.TableLabel(t.g, t.panel.Name) + ")"
	}
	return out
}
