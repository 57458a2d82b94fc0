package stability

import (
	"math"
	"slices"
	"strings"
	"testing"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/golden"
	"parley/internal/oracle"
)

// one is a case in which a alone would leave today, by what an uncertain input says.
const one = `parley: 1
case: One step
parties: {a: {kind: state}, b: {kind: state}}
quantities: {gain: "uniform(-1, 3)", idle: 1 to 2}
issues:
  x: {no: , yes: {by: a}}
  y: {no: , yes: {by: b}}
values:
  a: {x: {yes: gain}}
  b: {x: {yes: -1}, y: {yes: -1 * idle}}
`

// Known by hand: today stays where the gain is 0 or less, where nobody can take the step or b must agree; and where b can
// take it back, except under the concepts that let a move again. The two states with the step tie for a, so one of them alone
// changes its order with two.
func TestWant(t *testing.T) {
	g := oracle.Must(t, one)
	a, err := Ask(t.Context(), oracle.Draws(t, g, 20, 1), Args{Want: &ask.Deal{Name: "today", Label: "today", State: g.Today}})
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Want.Shifts) != 5 || *a.Want.Shifts[0].Points != 1 || *a.Want.Shifts[0].Swaps != 2 || !slices.Equal(a.Want.Shifts[0].Lower, []string{"x=yes"}) {
		t.Errorf("%+v", a.Want.Shifts)
	}
	if len(a.Want.Inputs) != 1 || a.Want.Inputs[0].Input != "quantities.gain" || a.Want.Inputs[0].Median != 1 || len(a.Want.Inputs[0].At) != 5 {
		t.Fatalf("%+v", a.Want.Inputs)
	}
	for k, v := range a.Want.Inputs[0].At {
		if v > 0 || math.Abs(v) > 1e-5 {
			t.Errorf("%s turns at %v, by hand at 0", k, v)
		}
	}
	var texts []string
	for _, c := range a.Want.Control {
		texts = append(texts, c.Kind+" "+c.Text)
		if c.Kind == "granted" != slices.Equal(c.Concepts, []string{"gmr", "seq"}) {
			t.Errorf("%+v", c)
		}
	}
	if !slices.Equal(texts, []string{"granted b alone can bring about x=no", "dropped nobody can bring about x=yes", "needs x=yes needs b too"}) {
		t.Errorf("%q", texts)
	}
	golden.Fits(t, "want", a.Page(g), "WHAT IT TAKES")
}

// A changed formula gives the conflict that the case has with that formula in its text.
func TestVariant(t *testing.T) {
	for _, x := range []struct {
		text string
		v    variant
	}{
		{"yes: {by: a and b}", variant{issue: 0, option: 1, party: 1}},
		{"yes: {by: a or b, back: a}", variant{issue: 0, option: 1, party: 1, granted: true}},
	} {
		g := oracle.Must(t, one)
		other := oracle.Must(t, strings.Replace(one, "x: {no: , yes: {by: a}}", "x: {no: , "+x.text+"}", 1))
		got, err := newModelWith(g, oracle.Draws(t, g, 1, 1).Central, []game.State{g.Today}, &x.v)
		if err != nil {
			t.Fatal(err)
		}
		want, err := newModel(other, oracle.Draws(t, other, 1, 1).Central, []game.State{g.Today})
		if err != nil {
			t.Fatal(err)
		}
		out := func(m *model) (list []Move) {
			for _, a := range m.conflict.out(0, everybody, nil) {
				list = append(list, Move{0, m.find(m.states.at(int(a.state))), m.conflict.sets[a.set]})
			}
			slices.SortFunc(list, func(p, q Move) int { return 100*(p.To-q.To) + int(p.By) - int(q.By) })
			return list
		}
		if !slices.Equal(out(got), out(want)) {
			t.Errorf("%s: %v, in the text %v", x.text, out(got), out(want))
		}
	}
}
