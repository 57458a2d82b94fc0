package deals_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/deals"
	"parley/internal/exchange/facts"
	"parley/internal/game"
	"parley/internal/oracle"
)

// score is one party of a scoring game: points by issue and option, its threshold in a list of its own at the end.
type score [][]float64

// scoringGame writes a game with one table for each way to decide: all; both vetoes and all but one.
func scoringGame(scores map[string]score) string {
	parties := slices.Sorted(maps.Keys(scores))
	var b strings.Builder
	b.WriteString("parley: 1\ncase: scoring game\nstatus-quo: none\nparties:\n")
	for _, p := range parties {
		fmt.Fprintf(&b, "  %s: {kind: group}\n", p)
	}
	b.WriteString("issues:\n")
	first := scores[parties[0]]
	for i, row := range first[:len(first)-1] {
		fmt.Fprintf(&b, "  i%d: {options: [%s]}\n", i, strings.Join(options(len(row)), ", "))
	}
	b.WriteString("values:\n")
	for _, p := range parties {
		rows := scores[p]
		fmt.Fprintf(&b, "  %s:\n    walk-away: %v\n", p, rows[len(rows)-1][0])
		for i, row := range rows[:len(rows)-1] {
			var items []string
			for o, v := range row {
				items = append(items, fmt.Sprintf("o%d: %v", o, v))
			}
			fmt.Fprintf(&b, "    i%d: {%s}\n", i, strings.Join(items, ", "))
		}
	}
	all := strings.Join(parties, ", ")
	fmt.Fprintf(&b, "tables:\n  all: {members: [%s]}\n  vetoes: {members: [%s], rule: SportCo and DoT and at-least %d of members}\n", all, all, len(parties)-1)
	b.WriteString("goals:\n  first: i0 == o0\n")
	return b.String()
}

func options(n int) []string {
	var out []string
	for o := range n {
		out = append(out, fmt.Sprintf("o%d", o))
	}
	return out
}

// TestScoringGames: LLM-Deliberation's games with six and seven parties. With SportCo and DoT as the two vetoes the counts
// come out as published; of the 15 and 21 pairs of parties no other gives them.
func TestScoringGames(t *testing.T) {
	folder, ok := facts.Directory()
	if !ok {
		t.Skip("the reference data (../shared/data/negotiation) are not here")
	}
	data, err := os.ReadFile(filepath.Join(folder, "llm_deliberation_scores.json"))
	if err != nil {
		t.Skip(err)
	}
	var games map[string]map[string]score
	if err := json.Unmarshal(data, &games); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name                   string
		states, all, allButOne float64
	}{{"base", 720, 12, 55}, {"base_7players", 2880, 52, 204}} {
		g := oracle.Must(t, scoringGame(games[tt.name]))
		d, o := oracle.Draws(t, g, 2, 1), oracle.New(g.Case)
		for k, want := range []float64{tt.all, tt.allButOne} {
			a, err := deals.Ask(context.Background(), d, deals.Args{Table: k})
			if err != nil {
				t.Fatal(err)
			}
			if *a.States != tt.states || *a.Zopa.Size != want || a.Draws.Nonempty.P != 1 {
				t.Errorf("%s at table %s: %v of %v states, want %v of %v", tt.name, a.Table, *a.Zopa.Size, *a.States, want, tt.states)
			}
			for _, s := range []*deals.Solution{a.Solutions.Nash, a.Solutions.KalaiSmorodinsk, a.Solutions.Egalitarian, a.Solutions.Utilitarian} {
				panel := g.TablePanel(k)
				if s == nil || !g.InZOPA(&panel, d.Central, o.State(s.Deal)) {
					t.Errorf("%s at table %s: the solution %v is no deal", tt.name, a.Table, s)
				}
			}
		}
	}
}

// An agenda says what a table may settle of what is in force. Without a status quo nothing is in force: every outcome
// stays open, or the case must be refused.
func TestAgendaWithoutStatusQuo(t *testing.T) {
	text := `parley: 1
case: agenda
status-quo: none
parties: {a: {kind: state}, b: {kind: state}}
issues: {x: {options: [o0, o1]}, y: {options: [o0, o1]}}
values:
  a: {x: {o1: 1}, y: {o1: 2}, walk-away: 0}
  b: {x: {o1: 1}, y: {o1: -1}, walk-away: 0}
tables:
  part: {members: [a, b], agenda: [x]}
`
	c, list := casefile.Parse("agenda.yaml", text)
	if list.HasErrors() {
		return
	}
	g, _ := game.Compile(c)
	d, err := ask.NewDraws(t.Context(), g, 2, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	a, err := deals.Ask(context.Background(), d, deals.Args{Table: 0})
	if err != nil {
		t.Fatal(err)
	}
	if *a.Reachable != 4 || *a.Zopa.Size != 3 || a.Draws.Nonempty.P != 1 {
		t.Errorf("%v of 4 outcomes can be reached and %v are deals, want 3; open in %v of the draws", *a.Reachable, *a.Zopa.Size, a.Draws.Nonempty.P)
	}
}

// A rule that its members can never meet is refused, or no deal comes of it; it never ends in a panic.
func TestRuleNeverMet(t *testing.T) {
	text := `parley: 1
case: never met
parties: {a: {kind: state}, b: {kind: state}}
issues: {x: {options: [o0, o1]}}
values:
  a: {x: {o1: 1}}
  b: {x: {o1: 1}}
tables:
  high: {members: [a, b], rule: at-least 3 of members}
goals: {done: x == o1}
`
	c, list := casefile.Parse("never.yaml", text)
	if list.HasErrors() {
		return
	}
	g, bad := game.Compile(c)
	if bad.HasErrors() {
		return
	}
	a, err := deals.Ask(context.Background(), oracle.Draws(t, g, 2, 1), deals.Args{Table: 0, Options: true})
	if err == nil && *a.Zopa.Size != 0 {
		t.Errorf("%v deals", *a.Zopa.Size)
	}
}
