// Package gambit writes games for Gambit, to be cross-checked there: the strategic form (.nfg, version 1, with outcomes by
// payoff) and an extensive form of perfect information (.efg, version 2). Formats: the documentation of Gambit.
package gambit

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"parley/internal/exchange"
)

// MaxProfiles bounds the profiles of strategies of a game that is written.
const MaxProfiles = 100_000

// Game is a game in strategic form.
type Game struct {
	Title   string
	Players []Player
	Payoffs [][]float64 // by profile, the first player's strategy fastest; then by player
}

// Player has a name and strategies, which have names of their own.
type Player struct {
	Name       string
	Strategies []string
}

// Check returns an error when the parts of g do not fit together.
func (g *Game) Check() error {
	n := 1
	for _, p := range g.Players {
		if n *= len(p.Strategies); n == 0 || n > MaxProfiles {
			return fmt.Errorf("the strategies make %d profiles or more; 1 to %d are possible", n, MaxProfiles)
		}
	}
	if len(g.Players) == 0 || len(g.Payoffs) != n {
		return fmt.Errorf("%d players with %d profiles of payoffs do not make a game", len(g.Players), len(g.Payoffs))
	}
	for _, row := range g.Payoffs {
		if len(row) != len(g.Players) {
			return fmt.Errorf("a profile has %d payoffs for %d players", len(row), len(g.Players))
		}
	}
	return nil
}

// WriteNFG writes the strategic form: payoffs in the order of the profiles, the first player's strategy fastest.
func WriteNFG(w io.Writer, g *Game) error {
	if err := g.Check(); err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "NFG 1 R %s { %s }\n\n{", text(g.Title), names(g.players()))
	for _, p := range g.Players {
		fmt.Fprintf(&b, " { %s }\n", names(p.Strategies))
	}
	b.WriteString("}\n\"\"\n\n")
	for _, row := range g.Payoffs {
		b.WriteString(numbers(row, " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteEFG writes the game in which the players choose one after the other, in their order, each knowing what those before it
// chose: one node a line, in the order of a walk that goes down first.
func WriteEFG(w io.Writer, g *Game) error {
	if err := g.Check(); err != nil {
		return err
	}
	e := &extensive{Game: g, info: make([]int, len(g.Players))}
	fmt.Fprintf(&e.b, "EFG 2 R %s { %s }\n\"\"\n\n", text(g.Title), names(g.players()))
	e.node(0, 0, 1)
	_, err := io.WriteString(w, e.b.String())
	return err
}

type extensive struct {
	*Game
	b        strings.Builder
	info     []int // information sets of each player so far
	outcomes int
}

// node writes the node of a player, and all below it; at is the profile of what was chosen, stride that of the player's
// strategies.
func (e *extensive) node(player, at, stride int) {
	if player == len(e.Players) {
		e.outcomes++
		fmt.Fprintf(&e.b, "t \"\" %d \"\" { %s }\n", e.outcomes, numbers(e.Payoffs[at], ", "))
		return
	}
	e.info[player]++
	p := &e.Players[player]
	fmt.Fprintf(&e.b, "p \"\" %d %d \"\" { %s } 0\n", player+1, e.info[player], names(p.Strategies))
	for k := range p.Strategies {
		e.node(player+1, at+k*stride, stride*len(p.Strategies))
	}
}

func (g *Game) players() []string {
	var out []string
	for _, p := range g.Players {
		out = append(out, p.Name)
	}
	return out
}

func names(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = text(s)
	}
	return strings.Join(out, " ")
}

// text writes a text as Gambit reads it: in quotes, those inside it behind a backslash.
func text(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(exchange.OneLine(s)) + `"`
}

func numbers(row []float64, separator string) string {
	out := make([]string, len(row))
	for i, v := range row {
		out[i] = strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strings.Join(out, separator)
}
