package stability

import (
	"errors"
	"slices"
	"testing"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/golden"
	"parley/internal/oracle"
)

// The conflict of a random case has the moves that the definitions give, by minimal sets, and its states are those that
// they lead to.
func TestMovesOfACase(t *testing.T) {
	moves, cases, forms := 0, 0, 0
	for seed := range uint64(250) {
		text := oracle.Random(oracle.Seeded(seed), oracle.Kind{})
		if seed >= 150 {
			text = oracle.OptionForm(oracle.Seeded(seed))
		}
		g := oracle.Compile(t, text)
		if g == nil || len(movers(g)) == 0 {
			continue
		}
		m, err := newModel(g, oracle.Draws(t, g, 1, 1).Central, []game.State{g.Today})
		if err != nil {
			t.Fatal(err)
		}
		if cases++; m.form != nil {
			forms++
		}
		o := oracle.New(g.Case)
		for x := range m.states.len() {
			s := m.states.at(x)
			for _, to := range o.States {
				var want []game.Mask
				for _, set := range sorted(m.parties) {
					if m.form != nil && len(set.List()) > 1 {
						continue // in option form a move is one party's
					}
					if !s.Equal(to) && o.Allowed(to) && !contains(want, set) && o.Reaches(set, oracle.Every, s, to) {
						want = append(want, set)
					}
				}
				var got []game.Mask
				if y := m.find(to); y >= 0 {
					for _, a := range m.conflict.out(x, everybody, nil) {
						if int(a.state) == y {
							got = append(got, m.mask(m.conflict.sets[a.set]))
						}
					}
				}
				slices.SortFunc(got, game.CompareSets)
				if moves += len(want); !slices.Equal(got, want) {
					t.Fatalf("seed %d: from %v to %v by %v, by definition %v", seed, s, to, got, want)
				}
			}
		}
	}
	if cases < 50 || moves < 1000 || forms < 50 {
		t.Errorf("%d cases, %d of them in option form, with %d moves were looked at", cases, forms, moves)
	}
}

func (m *model) mask(by Set) game.Mask {
	var out game.Mask
	for k, p := range m.parties {
		if by.Has(k) {
			out |= 1 << p
		}
	}
	return out
}

// sorted are the sets of up to three parties, smallest first.
func sorted(parties []int) []game.Mask {
	var out []game.Mask
	for size := 1; size <= maxTogether; size++ {
		out = subsets(out, parties, size, 0)
	}
	slices.SortFunc(out, game.CompareSets)
	return out
}

const truceCase = `parley: 1
case: Truce
parties: {a: {kind: state}, b: {kind: state}, c: {kind: state}}
issues:
  fire-a: {shoot: {by: a}, hold: {by: a}}
  fire-b: {shoot: {by: b}, hold: {by: b}}
values:
  a: {fire-a: {hold: -1}, fire-b: {hold: 3}, red-lines: [fire-a == hold and fire-b == shoot]}
  b: {fire-a: {hold: 3}, fire-b: {hold: -1}}
deals:
  both: fire-a=hold, fire-b=hold
  alone: fire-a=hold
`

// Known by hand: a prisoner's dilemma, in which holding alone crosses a red line as well.
func TestAsk(t *testing.T) {
	g := oracle.Must(t, truceCase)
	deals := ask.Deals(g)
	a, err := Ask(t.Context(), oracle.Draws(t, g, 50, 1), Args{Deals: deals, Want: &deals[1]})
	if err != nil {
		t.Fatal(err)
	}
	if got := a.Equilibria["nash"]; !slices.Equal(got, []string{"today"}) {
		t.Errorf("Nash: %v", got)
	}
	for _, k := range Concepts()[1:] {
		if got := a.Equilibria[k.String()]; !slices.Equal(got, []string{"today", "both"}) {
			t.Errorf("%v: %v", k, got)
		}
	}
	if e := a.Examined; e.States != 4 || e.Moves != 8 || !e.Whole || e.Draws != 50 || !slices.Equal(e.Still, []string{"c"}) {
		t.Errorf("%+v", e)
	}
	for _, s := range a.Want.Shifts {
		if s.Party != "a" || s.Points != nil {
			t.Errorf("holding alone is refused for more than the red line of a: %+v", s)
		}
	}
	if len(a.Want.Shifts) != len(Concepts()) || a.States[0].Shares["nash"] != 1 || len(a.States[0].Together) != 1 {
		t.Errorf("%+v, %+v", a.Want, a.States[0])
	}
	golden.Fits(t, "truce", a.Page(g), "WHY")
}

func TestAskRefuses(t *testing.T) {
	g := oracle.Catalogue(t, "camp-david-1978")
	if _, err := Ask(t.Context(), oracle.Draws(t, g, 5, 1), Args{}); !errors.Is(err, ErrNoStatusQuo) {
		t.Errorf("without a status quo: %v", err)
	}
}

// What is too large to examine whole is cut, and says so; all moves among what is kept are there.
func TestCut(t *testing.T) {
	if testing.Short() {
		t.Skip("takes two seconds")
	}
	g := oracle.Catalogue(t, "alaska-2025")
	a, err := Ask(t.Context(), oracle.Draws(t, g, 1, 1), Args{Deals: ask.Deals(g)})
	if err != nil {
		t.Fatal(err)
	}
	if e := a.Examined; e.Whole || e.States < 500 || e.States > maxStates || e.Moves > maxMoves {
		t.Errorf("%+v", e)
	}
	golden.Fits(t, "alaska-2025", a.Page(g), "WHY")
}
