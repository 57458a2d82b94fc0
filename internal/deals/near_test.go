package deals_test

import (
	"context"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strings"
	"testing"

	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/oracle"
)

// near compares the near misses: deals of a shut goal for which the fewest members would have to be won over. Where
// all must accept these are all who refuse.
func (p *problem) near(k int) {
	fewest := math.MaxInt
	for _, s := range p.meets(p.candidates, k) {
		refusing := p.refusing(s)
		for m := range refusing + 1 {
			if m&refusing == m && p.o.Gains(p.t, s) && p.t.Decided(p.t.Members&^refusing|m) {
				fewest = min(fewest, bits.OnesCount64(uint64(m)))
			}
		}
	}
	for _, n := range p.a.Near {
		if n.Goal != p.g.Case.Goals[k].Name {
			continue
		}
		s, won := p.o.State(n.Deal), p.o.Parties(n.Refusing)
		refusing := p.refusing(s)
		if len(n.Refusing) != fewest || won&^refusing != 0 || !p.t.Decided(p.t.Members&^refusing|won) {
			p.Errorf("goal %d: %v is refused by %v (said: %v), and some deal by only %d", k, s, p.o.Names(refusing), n.Refusing, fewest)
		}
	}
}

func (p *problem) refusing(s game.State) game.Mask {
	var m game.Mask
	for _, q := range p.t.Members.List() {
		if len(p.objections(q, s)) > 0 {
			m |= 1 << q
		}
	}
	return m
}

func TestLiteralNearMisses(t *testing.T) {
	literalCases(t, oracle.Kind{}, 300, func(p *problem) {
		for k := range p.g.Case.Goals {
			p.near(k)
		}
	})
}

// binds: whoever is said to bind opens the room by giving up all it insists on, and no single party that does is left out.
func (p *problem) binds(k int) {
	row := p.a.Goals[k]
	if !row.Can || row.Nonempty.P > 0 {
		if row.Can && len(row.Binds) > 0 || !row.Can && len(row.Binds) > 0 {
			p.Errorf("goal %d: %v bind in a room that is open or cannot be", k, row.Binds)
		}
		return
	}
	opens := func(m game.Mask) bool {
		return slices.ContainsFunc(p.meets(p.candidates, k), func(s game.State) bool { return p.opens(p.items(m), s) })
	}
	alone := 0
	for _, q := range p.t.Members.List() {
		if opens(game.Of(q)) {
			alone++
		}
	}
	single := 0
	for _, b := range row.Binds {
		m := p.o.Parties(b.Parties)
		if !opens(m) || b.Share != 1 {
			p.Errorf("goal %d: %v binds in %v of the draws, and giving up all opens: %v", k, b.Parties, b.Share, opens(m))
		}
		if len(b.Parties) == 1 {
			single++
		}
	}
	if single != min(4, alone) || alone > 0 && single != len(row.Binds) {
		p.Errorf("goal %d: %d single parties bind, want %d: %v", k, single, alone, row.Binds)
	}
}

func TestLiteralBinds(t *testing.T) {
	literalCases(t, oracle.Kind{WalkAways: true}, 300, func(p *problem) {
		for k := range p.g.Case.Goals {
			p.binds(k)
		}
	})
}

// A deal that one party refuses is nearer than any that two refuse, also when five sets of concessions without a red
// line come before its own.
func TestNearMissBeyondTheSets(t *testing.T) {
	var b strings.Builder
	b.WriteString("parley: 1\ncase: near\nparties:\n")
	for _, p := range []string{"a", "b", "c", "d", "e"} {
		fmt.Fprintf(&b, "  %s: {kind: state}\n", p)
	}
	b.WriteString("issues:\n  deal: {options: [none, ab, ac, ad, bc, bd, cd, plain]}\nvalues:\n")
	for _, p := range []string{"a", "b", "c", "d", "e"} {
		fmt.Fprintf(&b, "  %s:\n    deal: {plain: 1", p)
		for _, o := range []string{"ab", "ac", "ad", "bc", "bd", "cd"} {
			fmt.Fprintf(&b, ", %s: %d", o, map[bool]int{true: -1, false: 1}[strings.Contains(o, p)])
		}
		b.WriteString("}\n")
	}
	b.WriteString("    red-lines: [deal == plain]\ngoals:\n  some: deal != none\n")
	g := oracle.Must(t, b.String())
	a, err := deals.Ask(context.Background(), oracle.Draws(t, g, 1, 1), deals.Args{Table: -1})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Near) != 1 || fmt.Sprint(a.Near[0].Refusing, a.Near[0].Deal) != "[e] map[deal:plain]" {
		t.Errorf("near misses %v, want the plain deal, refused by e", a.Near)
	}
}
