package ask

import (
	"fmt"
	"strings"

	"parley/casefile"
	"parley/internal/expr"
	"parley/internal/game"
)

// State is a state as programs read it: issue → option.
type State map[string]string

// StateOf names the options of s.
func StateOf(g *game.Game, s game.State) State {
	out := make(State, len(s))
	for i, o := range s {
		out[g.Case.Issues[i].Name] = g.Case.Issues[i].Options[o].Name
	}
	return out
}

// Changes writes s as a person would: the issues that differ from today, `strikes=halted, sanctions=eased`; all of
// them in a case without a status quo.
func Changes(g *game.Game, s game.State) string {
	var parts []string
	for i, o := range s {
		if g.Today == nil || o != g.Today[i] {
			parts = append(parts, g.Case.Issues[i].Name+"="+g.Case.Issues[i].Options[o].Name)
		}
	}
	if parts == nil {
		return "as today"
	}
	return strings.Join(parts, ", ")
}

// Deal is a state with a name.
type Deal struct {
	Name  string     `json:"name"`
	Label string     `json:"label"`
	Short string     `json:"short,omitempty"`
	State game.State `json:"-"`
	Named bool       `json:"named"` // by the case, rather than found
}

// Deals lists the named deals of the case.
func Deals(g *game.Game) []Deal {
	var out []Deal
	for i, d := range g.Case.Deals {
		if g.Deals[i].Err == nil {
			out = append(out, Deal{Name: d.Name, Label: d.Label, Short: d.Short, State: g.Deals[i].State, Named: true})
		}
	}
	return out
}

// FindDeal reads a deal as the user types it: a name of the case, or an assignment such as `strikes=halted`,
// completed by the rules' consequences.
func FindDeal(g *game.Game, text string) (Deal, error) {
	for _, d := range Deals(g) {
		if d.Name == text || d.Label == text || d.Short == text && text != "" {
			return d, nil
		}
	}
	settings, bad := casefile.ParseAssignment(g.Case, text)
	if bad != nil {
		return Deal{}, argument("--deal", text, bad)
	}
	s, err := g.Complete(g.Base(), settings)
	if err != nil {
		return Deal{}, fmt.Errorf("the deal `%s` is not possible: %w", text, err)
	}
	return Deal{Name: text, Label: text, State: s}, nil
}

func argument(flag, text string, e *expr.Error) error {
	return &ArgumentError{Flag: flag, Text: text, Pos: e.Pos, Reason: e.Reason, Suggestion: e.Suggestion}
}

// ArgumentError is what is wrong with a text given on the command line.
type ArgumentError struct {
	Flag, Text string
	Pos        int // rune offset into Text
	Reason     string
	Suggestion string
}

// Error gives flag, text, reason and remedy.
func (e *ArgumentError) Error() string {
	s := fmt.Sprintf("%s %q: %s", e.Flag, e.Text, e.Reason)
	if e.Suggestion != "" {
		s += "; " + e.Suggestion
	}
	return s
}

// Names lists the names of a set of parties.
func Names(g *game.Game, m game.Mask) []string {
	out := []string{}
	for _, p := range m.List() {
		out = append(out, g.Case.Parties[p].Name)
	}
	return out
}

// Shorts lists the short names of a set of parties.
func Shorts(g *game.Game, m game.Mask) []string {
	var out []string
	for _, p := range m.List() {
		out = append(out, g.Case.Parties[p].Short)
	}
	return out
}

// Place is where in the case file something stands.
type Place struct {
	Path string `json:"path"`
	Line int    `json:"line"`
}

// PlaceOf is the place of a part of the case.
func PlaceOf(m *casefile.Meta) Place { return Place{Path: m.Path, Line: m.Place.Line} }

// Driver names the issue (or issues, where a term over several weighs most) that moves p's value between the state in
// force and s the most in one direction: sign −1 what costs it most, +1 what it gains most by, 0 whichever is
// larger. It is "" when nothing does, and for a party of whose values only the order is known.
func Driver(g *game.Game, n *game.Numbers, p int, s game.State, sign int) string {
	if g.Ordinal.Has(p) {
		return ""
	}
	base := n.Base
	if base == nil {
		base = g.Base()
	}
	best, name := 0.0, ""
	weigh := func(v game.Tick, label string) {
		size := game.Points(v)
		if sign != 0 {
			size *= float64(sign)
		} else if size < 0 {
			size = -size
		}
		if size > best+1e-9 {
			best, name = size, label
		}
	}
	for i := range s {
		if s[i] != base[i] {
			weigh(n.IssuePart(p, i, s)-n.IssuePart(p, i, base), g.Case.Issues[i].Label)
		}
	}
	before := map[string]game.Tick{}
	n.FactorPart(p, base, func(scope []int, v game.Tick) { before[fmt.Sprint(scope)] = v })
	n.FactorPart(p, s, func(scope []int, v game.Tick) {
		weigh(v-before[fmt.Sprint(scope)], issueLabels(g, changed(scope, s, base)))
	})
	return name
}

func changed(scope []int, s, base game.State) []int {
	var out []int
	for _, i := range scope {
		if s[i] != base[i] {
			out = append(out, i)
		}
	}
	return out
}

func issueLabels(g *game.Game, issues []int) string {
	var out []string
	for _, i := range issues {
		out = append(out, g.Case.Issues[i].Label)
	}
	return strings.Join(out, " with ")
}

// Difference writes what a move from s to t changes.
func Difference(g *game.Game, s, t game.State) string {
	var parts []string
	for i := range s {
		if s[i] != t[i] {
			parts = append(parts, g.Case.Issues[i].Name+"="+g.Case.Issues[i].Options[t[i]].Name)
		}
	}
	return strings.Join(parts, ", ")
}
