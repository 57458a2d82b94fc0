package game

import (
	"math/rand/v2"
	"slices"
	"testing"

	"parley/casefile"
)

// Numbers that keep what has not changed, and such as share it with others, hold what those filled from nothing hold: for the cases of the
// catalogue and the recipes, whichever inputs change, in whatever order they are filled, at the day of the case and at other moments.
func TestKeptIsComputedAnew(t *testing.T) {
	kept, anew := 0, 0
	everyGame(t, func(g *Game) {
		a, b := keptOf(t, g)
		kept, anew = kept+a, anew+b
	})
	c, list := casefile.Parse("rests.yaml", rare)
	if list.HasErrors() {
		t.Fatal(list)
	}
	g, list := Compile(c)
	if list.HasErrors() {
		t.Fatal(list)
	}
	keptOf(t, g)
	if kept < 2000 || anew < 2000 {
		t.Errorf("%d tables were kept, %d computed anew: too few to tell", kept, anew)
	}
}

// rare has what the cases of the catalogue have not: uncertain caps, walk-aways, first values of tracks and ways of looking ahead.
const rare = `parley: 1
case: rare
as-of: 2025-01-01
horizon: 12 months
parties:
  a: {kind: state, foresight: 2 to 9 months, patience: 0.5 to 0.9 a year}
  b: {kind: state}
quantities:
  q: 1 to 3
  r: {elapsed > 1: 2 * q, otherwise: q}
tracks:
  x: {today: 5 to 15, change: "q - 1"}
  y: {today: 3, toward: x, in: 4 to 8}
issues:
  land: {kept: {}, ceded: {by: b}}
  blow: {none: {}, struck: {by: a, back: a}}
values:
  a: {land: {ceded: 4 to 6}, blow: {struck: 1}, also: {land == ceded and blow == struck: y, always: r}, walk-away: 1 to 3}
  b: {land: {ceded: -1 * r}, at-most: 2 to 4, also: {land == ceded or blow == struck: 1 to 2, blow == struck: x}}
`

func keptOf(t *testing.T, g *Game) (kept, anew int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(5, 6))
	own, beside, vars := g.NewNumbers(), g.NewNumbers(), make([]float64, g.Vars())
	inputs := vars[:len(g.Case.Inputs)]
	throw := func(k int) { inputs[k] = g.Case.Inputs[k].Dist.Quantile(0.02 + 0.96*rng.Float64()) }
	for k := range inputs {
		throw(k)
	}
	for round := range 80 {
		for range rng.IntN(3) {
			if len(inputs) > 0 {
				throw(rng.IntN(len(inputs)))
			}
		}
		fill, base := inputs, g.Today
		if round%8 == 5 { // another moment, all else as it was
			if err := g.Start(vars); err != nil {
				t.Fatal(err)
			}
			for k := range g.Case.Tracks {
				vars[g.TrackAt(k)] *= 0.5 + rng.Float64()
			}
			vars[g.ElapsedAt()] = float64(round % 3)
			fill = vars
		}
		if round%8 == 6 { // another state in force
			base = g.Today.Clone()
			if i := rng.IntN(len(base)); len(g.Deals) > 0 && g.Deals[0].State != nil {
				base[i] = g.Deals[0].State[i]
			}
		}
		if err := own.FillLazily(fill, base); err != nil {
			t.Fatal(err)
		}
		for f := range g.Factors {
			if slices.Contains(own.known[f], true) {
				kept++
			}
		}
		anew += same(t, g, own, fill, base)
		changed := slices.Clone(fill)
		for range 1 + rng.IntN(2) {
			if len(inputs) > 0 {
				k := rng.IntN(len(inputs))
				changed[k] = g.Case.Inputs[k].Dist.Quantile(0.02 + 0.96*rng.Float64())
			}
		}
		if err := beside.FillBeside(own, changed); err != nil {
			t.Fatal(err)
		}
		same(t, g, beside, changed, base)
		same(t, g, own, fill, base) // what was computed through the others is still its own
		if round%8 == 7 {           // what shares goes its own way
			if err := beside.At(append(slices.Clone(changed), make([]float64, g.Vars()-len(changed))...)); err != nil {
				t.Fatal(err)
			}
			same(t, g, own, fill, base)
		}
	}
	return kept, anew
}

// same compares all that numbers hold with such as were filled from nothing, and counts tables.
func same(t *testing.T, g *Game, n *Numbers, inputs []float64, base State) (tables int) {
	t.Helper()
	fresh := g.NewNumbers()
	if err := fresh.FillLazily(inputs, base); err != nil {
		t.Fatal(err)
	}
	for p := range g.Parties {
		if !slices.Equal(n.Unary[p], fresh.Unary[p]) || n.Caps[p] != fresh.Caps[p] || n.WalkAway[p] != fresh.WalkAway[p] ||
			!slices.Equal(n.weights[p], fresh.weights[p]) || !slices.Equal(n.left[p], fresh.left[p]) {
			t.Fatalf("%s: the values of %s are not those of numbers filled from nothing", g.Case.File, g.Case.Parties[p].Name)
		}
	}
	rng := rand.New(rand.NewPCG(uint64(len(inputs)), 7))
	for f := range g.Factors {
		tables++
		for range 12 { // a few cells, so that others stay unknown
			c := rng.IntN(g.Factors[f].cells)
			got, want := n.Tables[f][c], fresh.Tables[f][c]
			if g.Factors[f].moves {
				got, want = n.cell(f, c), fresh.cell(f, c)
			}
			if got != want {
				t.Fatalf("%s: cell %d of what %s values in issues %v is %d; filled from nothing %d", g.Case.File, c, g.Case.Parties[g.Factors[f].Party].Name, g.Factors[f].Issues, got, want)
			}
		}
	}
	if (n.Fault() == nil) != (fresh.Fault() == nil) {
		t.Fatalf("%s: fault %v; filled from nothing %v", g.Case.File, n.Fault(), fresh.Fault())
	}
	return tables
}
