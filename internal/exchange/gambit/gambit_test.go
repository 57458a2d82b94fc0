package gambit

import (
	"bytes"
	"strings"
	"testing"
)

// dilemma is the prisoners' dilemma, 1 for the worst.
func dilemma() *Game {
	return &Game{
		Title:   `The "dilemma"`,
		Players: []Player{{"one", []string{"defect", "cooperate"}}, {"two", []string{"defect", "cooperate"}}},
		Payoffs: [][]float64{{2, 2}, {1, 4}, {4, 1}, {3, 2.5}},
	}
}

func TestNFG(t *testing.T) {
	var b bytes.Buffer
	if err := WriteNFG(&b, dilemma()); err != nil {
		t.Fatal(err)
	}
	want := `NFG 1 R "The \"dilemma\"" { "one" "two" }

{ { "defect" "cooperate" }
 { "defect" "cooperate" }
}
""

2 2
1 4
4 1
3 2.5
`
	if b.String() != want {
		t.Errorf("%s", b.String())
	}
}

func TestEFG(t *testing.T) {
	var b bytes.Buffer
	if err := WriteEFG(&b, dilemma()); err != nil {
		t.Fatal(err)
	}
	want := `EFG 2 R "The \"dilemma\"" { "one" "two" }
""

p "" 1 1 "" { "defect" "cooperate" } 0
p "" 2 1 "" { "defect" "cooperate" } 0
t "" 1 "" { 2, 2 }
t "" 2 "" { 4, 1 }
p "" 2 2 "" { "defect" "cooperate" } 0
t "" 3 "" { 1, 4 }
t "" 4 "" { 3, 2.5 }
`
	if b.String() != want {
		t.Errorf("%s", b.String())
	}
}

func TestRefuses(t *testing.T) {
	for says, change := range map[string]func(*Game){
		"do not make a game":    func(g *Game) { g.Payoffs = g.Payoffs[:3] },
		"payoffs for 2 players": func(g *Game) { g.Payoffs[1] = []float64{1} },
		"profiles or more":      func(g *Game) { g.Players[0].Strategies = nil },
	} {
		g := dilemma()
		change(g)
		var b bytes.Buffer
		if err := WriteNFG(&b, g); err == nil || !strings.Contains(err.Error(), says) || b.Len() > 0 {
			t.Errorf("%s: %v", says, err)
		}
		if err := WriteEFG(&b, g); err == nil || b.Len() > 0 {
			t.Errorf("%s is written", says)
		}
	}
}
