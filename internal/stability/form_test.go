package stability

import (
	"fmt"
	"testing"

	"parley/internal/game"
	"parley/internal/oracle"
)

// modelOf is the model of a random case, with the combined states that can be, and a party's payoff in any state.
func modelOf(t *testing.T, seed uint64) (*model, *game.Numbers) {
	t.Helper()
	g := oracle.Compile(t, oracle.OptionForm(oracle.Seeded(seed)))
	if g == nil || len(movers(g)) == 0 {
		return nil, nil
	}
	n := oracle.Draws(t, g, 1, 1).Central
	m, err := newModel(g, n, []game.State{g.Today})
	if err != nil {
		t.Fatal(err)
	}
	if m.form == nil {
		t.Fatalf("seed %d is not in option form: %s", seed, m.formless)
	}
	return m, n
}

// simultaneously applies the definition of SIM word by word: option by option, over all choices of the others.
func simultaneously(m *model, n *game.Numbers, p, s int) bool {
	g, x, l := m.g, m.states.at(s), literalOf(m)
	improvements := func(q int) []int {
		var out []int
		for _, t := range l.own(q, s) {
			if l.payoff[q][t] > l.payoff[q][s] {
				out = append(out, t)
			}
		}
		return out
	}
	for _, t := range improvements(p) {
		worlds := []game.State{m.states.at(t).Clone()}
		for q := range m.parties {
			if q == p {
				continue
			}
			for _, w := range append([]game.State(nil), worlds...) {
				for _, u := range improvements(q) {
					joined := w.Clone()
					for i, o := range m.states.at(u) {
						if o != x[i] {
							joined[i] = o
						}
					}
					worlds = append(worlds, joined)
				}
			}
		}
		answered := false
		for _, w := range worlds[1:] {
			answered = answered || g.Allowed(w) && m.worth(n, p, w) <= m.worth(n, p, x)
		}
		if !answered {
			return false
		}
	}
	return true
}

// literalOf lists the moves of a model for the definitions.
func literalOf(m *model) literal {
	l := literal{payoff: m.conflict.payoff}
	for s := range m.states.len() {
		for _, a := range m.conflict.out(s, everybody, nil) {
			l.moves = append(l.moves, Move{s, int(a.state), m.conflict.sets[a.set]})
		}
	}
	return l
}

func TestSimultaneous(t *testing.T) {
	verdicts, outside := map[bool]int{}, 0
	for seed := range uint64(1500) {
		m, n := modelOf(t, seed)
		if m == nil {
			continue
		}
		f := &Form{Code: m.form.code, Left: m.form.left(m.conflict.payoff, n)}
		for s := range m.states.len() {
			for p := range m.parties {
				want := simultaneously(m, n, p, s)
				verdicts[want]++
				got, to, answer := m.conflict.Simultaneous(f, p, s)
				if got != want {
					t.Fatalf("seed %d: party %d, state %v: %v, by definition %v", seed, p, m.states.at(s), got, want)
				}
				if got && to >= 0 {
					code, moved := m.form.code[to], false
					for q, u := range answer {
						if u >= 0 {
							code, moved = code+m.form.code[u]-m.form.code[s], true
							if q == p || m.conflict.payoff[q][u] <= m.conflict.payoff[q][s] {
								t.Fatalf("seed %d: the answer %v", seed, answer)
							}
						}
					}
					if left, there := f.Left(p, code); !moved || !there || left > m.conflict.payoff[p][s] {
						t.Fatalf("seed %d: the answer %v leaves party %d %d", seed, answer, p, left)
					}
					if m.form.at[code] < 0 {
						outside++
					}
				}
			}
		}
	}
	if verdicts[true] < 1000 || verdicts[false] < 1000 {
		t.Errorf("too few verdicts of each kind: %v", verdicts)
	}
	t.Log(outside, "answers end where no sequence of moves leads")
}

// The moves that are worked out are those that a list holds: every verdict is the same, whatever the others' payoffs.
func TestFormIsItsList(t *testing.T) {
	states := 0
	for seed := range uint64(500) {
		m, _ := modelOf(t, seed+5000)
		if m == nil {
			continue
		}
		if !m.form.transitive() {
			t.Fatalf("seed %d: what one party controls alone is not transitive", seed)
		}
		l := literalOf(m)
		if len(l.moves) != m.conflict.Moves() {
			t.Fatalf("seed %d: %d moves counted, %d listed", seed, m.conflict.Moves(), len(l.moves))
		}
		a, b := m.conflict.Analyse(2), l.conflict(t).Analyse(1)
		for p := range m.parties {
			for s := range m.states.len() {
				states++
				for _, k := range Concepts() {
					if want := l.stable(p, k, s); a.Stable(p, k, s) != want || b.Stable(p, k, s) != want {
						t.Fatalf("seed %d: party %d, %v, state %d: not %v", seed, p, k, s, want)
					}
					checkVerdict(t, l, p, k, s, a.Verdict(p, k, s))
				}
			}
		}
	}
	if states < 5000 {
		t.Errorf("only %d states were looked at", states)
	}
}

// A case in option form has the same moves where its states are too many to be coded.
func TestFormTooLarge(t *testing.T) {
	text := "parley: 1\ncase: Large\nparties: {a: {kind: state}, b: {kind: state}}\nissues:\n"
	for i := range 21 {
		text += fmt.Sprintf("  i%d: {no: , yes: {by: %s}}\n", i, []string{"a", "b"}[i%2])
	}
	g := oracle.Must(t, text+"values:\n  a: {i0: {yes: 1}, i1: {yes: -1}}\n  b: {i2: {yes: 1}}\n")
	m, err := newModel(g, oracle.Draws(t, g, 1, 1).Central, []game.State{g.Today})
	if err != nil {
		t.Fatal(err)
	}
	if m.form != nil || m.whole || m.states.len() < 100 {
		t.Errorf("%v %v %d", m.form, m.whole, m.states.len())
	}
	for _, by := range m.conflict.sets {
		if by != 1 && by != 2 {
			t.Errorf("%b move together", by)
		}
	}
}
