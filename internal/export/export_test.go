package export

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"parley/internal/exchange"
	"parley/internal/exchange/genius"
	"parley/internal/exchange/gmcr"
	"parley/internal/exchange/negolog"
	"parley/internal/game"
	"parley/internal/oracle"
)

// The conflict of a case in option form has its states, its moves and its order of preference.
func TestConflict(t *testing.T) {
	written, moves := 0, 0
	for seed := range uint64(300) {
		g := oracle.Compile(t, oracle.OptionForm(oracle.Seeded(seed)))
		if g == nil {
			continue
		}
		n := oracle.Draws(t, g, 1, 1).Central
		x, err := Conflict(g, n)
		if err != nil {
			if !strings.Contains(err.Error(), "options that somebody can change") {
				t.Fatalf("seed %d: %v", seed, err)
			}
			continue
		}
		written++
		c := &conflicting{g: g, n: n, of: make([][]int, len(g.Sizes)), out: &exchange.Conflict{}, actor: map[int]int{}}
		for i := range g.Sizes {
			if err := c.issue(i); err != nil {
				t.Fatal(err)
			}
		}
		feasible := x.Feasible()
		for _, code := range feasible {
			if !g.Allowed(c.state(code)) {
				t.Fatalf("seed %d: %v is feasible and not allowed", seed, c.state(code))
			}
		}
		moves += sameMoves(t, g, c, x, feasible)
		for p, a := range c.actor {
			sameOrder(t, g, n, c, p, x.Ranks(a), feasible)
		}
	}
	if written < 100 || moves < 1000 {
		t.Errorf("%d conflicts with %d moves were looked at", written, moves)
	}
}

// sameMoves holds the moves of the conflict against those of the case, from each of its states.
func sameMoves(t *testing.T, g *game.Game, c *conflicting, x *exchange.Conflict, feasible []uint32) (moves int) {
	t.Helper()
	for p, a := range c.actor {
		for _, from := range feasible {
			for _, to := range feasible {
				if from == to {
					continue
				}
				can := true
				for k, o := range x.Options {
					before, after := from>>k&1, to>>k&1
					can = can && (before == after || o.Owner == a && (o.Way != exchange.Forward || after == 1) && (o.Way != exchange.Back || after == 0))
				}
				want := true
				for i, o := range c.state(from) {
					if after := c.state(to)[i]; after != o {
						want = want && g.CanMove(game.Of(p), i, int(o), int(after))
					}
				}
				if can != want {
					t.Fatalf("party %d from %v to %v: %v, in the case %v", p, c.state(from), c.state(to), can, want)
				}
				if can {
					moves++
				}
			}
		}
	}
	return moves
}

func sameOrder(t *testing.T, g *game.Game, n *game.Numbers, c *conflicting, p int, ranks [][]int, feasible []uint32) {
	t.Helper()
	worth := func(number int) (broken bool, value int64) {
		s := c.state(feasible[number-1])
		return len(g.BrokenRedLines(p, g.Today, s)) > 0, game.Grid(n.Value(p, s))
	}
	for k, place := range ranks {
		broken, value := worth(place[0])
		for _, number := range place {
			if b, v := worth(number); b != broken || v != value {
				t.Fatalf("party %d: states %v tie", p, place)
			}
		}
		if k > 0 {
			b, v := worth(ranks[k-1][0])
			if b && !broken || b == broken && v <= value {
				t.Fatalf("party %d: place %d is no better than the next", p, k)
			}
		}
	}
	if got := slices.Sorted(slices.Values(slices.Concat(ranks...))); len(got) != len(feasible) {
		t.Fatalf("%d of %d states are ranked", len(got), len(feasible))
	}
}

const sale = `parley: 1
case: A "sale" & more
parties: {seller: {kind: state}, buyer: {kind: state, label: The buyer}, press: {kind: public}}
issues:
  price: {none: , low: seller and buyer, high: seller and buyer}
  boat: {keep: , sell: {by: seller, label: sold}}
rules: [{never: price == high and boat == keep}]
values:
  seller:
    price: {low: 2, high: 6}
    boat: {sell: -2}
    walk-away: 1
    red-lines: [price == low]
  buyer:
    price: {low: -1, high: -5}
    boat: {sell: 4}
    also: {price == low and boat == sell: 1}
  press: {boat: {sell: 1}}
`

func TestDomain(t *testing.T) {
	g := oracle.Must(t, sale)
	d, err := Domain(g, oracle.Draws(t, g, 1, 1).Central)
	if err != nil {
		t.Fatal(err)
	}
	seller := d.Profiles[0]
	// seller: price 0–6, boat −2–0, so 8 points in all from −2; its walk-away 1 is 3 of 8 above the worst.
	if len(d.Profiles) != 2 || !slices.Equal(seller.Weights, []float64{0.75, 0.25}) || !slices.Equal(seller.Values[1], []float64{1, 0}) || *seller.Reservation != 0.375 {
		t.Errorf("%+v", d)
	}
	notes := strings.Join(d.Notes, "\n")
	for _, says := range []string{"Values of The buyer that rest on several issues", "red lines of seller", "rules are not carried"} {
		if !strings.Contains(notes, says) {
			t.Errorf("%q is not said:\n%s", says, notes)
		}
	}
	again(t, d, negolog.Write, negolog.Read)
	again(t, d, genius.Write, genius.Read)
}

func TestDomainWalkAways(t *testing.T) {
	for _, c := range []struct {
		values, walkAway string
		want             float64
		says             string
	}{
		{"o0: 1, o1: 3", "2", 0.5, ""},
		{"o0: 1, o1: 3", "4", 1, "more than any outcome"},
		{"o0: 1, o1: 3", "0", 0, "less than any outcome"},
		{"o0: 2, o1: 2", "2", 1, ""}, // indifferent: nothing is a gain
		{"o0: 2, o1: 2", "2.5", 1, "more than any outcome"},
		{"o0: 2, o1: 2", "1", 0, "less than any outcome"},
	} {
		g := oracle.Must(t, "parley: 1\ncase: one\nstatus-quo: none\nparties: {p: {kind: state}}\nissues: {i: {options: [o0, o1]}}\n"+
			"values: {p: {i: {"+c.values+"}, walk-away: "+c.walkAway+"}}\n")
		d, err := Domain(g, oracle.Draws(t, g, 1, 1).Central)
		if err != nil {
			t.Fatal(err)
		}
		if got, notes := *d.Profiles[0].Reservation, strings.Join(d.Notes, "\n"); got != c.want || strings.Contains(notes, "any outcome") != (c.says != "") || !strings.Contains(notes, c.says) {
			t.Errorf("%s, walk-away %s: %v; %s", c.values, c.walkAway, got, notes)
		}
	}
	g := oracle.Must(t, "parley: 1\ncase: silent\nparties: {p: {kind: state}}\nissues: {i: {options: [o0, o1]}}\n")
	if _, err := Domain(g, oracle.Draws(t, g, 1, 1).Central); err == nil || !strings.Contains(err.Error(), "of no party that decides") {
		t.Error(err)
	}
}

// again reads what was written, and finds the same profiles.
func again[R any](t *testing.T, d *exchange.Domain, write func(*exchange.Domain) ([]exchange.File, error), read func([]exchange.File) (*exchange.Domain, R)) {
	t.Helper()
	files, err := write(d)
	if err != nil {
		t.Fatal(err)
	}
	back, findings := read(files)
	if back == nil {
		t.Fatal(findings)
	}
	for i, p := range d.Profiles {
		q := back.Profiles[i]
		if !slices.Equal(p.Weights, q.Weights) || !slices.EqualFunc(p.Values, q.Values, slices.Equal[[]float64]) || *p.Reservation != *q.Reservation {
			t.Errorf("%+v, was %+v", q, p)
		}
	}
	if back.Issues[1].Options[1] != "sold" {
		t.Errorf("%+v", back.Issues)
	}
}

func TestRefuses(t *testing.T) {
	for says, text := range map[string]string{
		"not in one party's hands": sale,
		"has a consequence":        strings.Replace(sale, "never: price == high and boat == keep", "when: price == high, then: boat=sell", 1),
		"no status quo":            "parley: 1\ncase: None\nstatus-quo: none\nparties: {a: {kind: state}}\nissues: {b: {c: , d: }}\nvalues: {a: {b: {c: 1}, walk-away: 0}}\n",
	} {
		g := oracle.Must(t, text)
		if _, err := Conflict(g, oracle.Draws(t, g, 1, 1).Central); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
	g := oracle.Must(t, strings.Replace(sale, "    boat: {sell: -2}\n    walk-away: 1\n", "", 1))
	if _, err := negolog.Write(must(Domain(g, oracle.Draws(t, g, 1, 1).Central))); err != nil {
		t.Error(err)
	}
	ordered := oracle.Must(t, "parley: 1\ncase: Order\nparties: {a: {kind: state}}\nissues: {b: {c: a, d: a}}\nvalues: {a: {priorities: [b == d]}}\n")
	if _, err := Domain(ordered, oracle.Draws(t, ordered, 1, 1).Central); err == nil || !strings.Contains(err.Error(), "only the order is known") {
		t.Error(err)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

const dilemma = `parley: 1
case: Dilemma
parties: {one: {kind: state}, two: {kind: state}}
issues:
  first: {no: , yes: one}
  second: {no: , yes: two}
values:
  one: {ranking: [second=yes, "first=yes, second=yes", today, first=yes]}
  two: {first: {yes: 3}, second: {yes: -1}}
`

// A strategic form worked out by hand: ranks for one, points for the other.
func TestStrategic(t *testing.T) {
	g := oracle.Must(t, dilemma)
	s, notes, err := Strategic(g, oracle.Draws(t, g, 1, 1).Central)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Players) != 2 || s.Players[0].Strategies[1] != "first=yes" || len(notes) != 1 {
		t.Errorf("%+v %v", s, notes)
	}
	for at, want := range [][]float64{{2, 0}, {1, 3}, {4, -1}, {3, 2}} {
		if !slices.Equal(s.Payoffs[at], want) {
			t.Errorf("profile %d: %v, by hand %v", at, s.Payoffs[at], want)
		}
	}
	text := strings.Replace(dilemma, "values:", "rules: [{never: first == yes and second == yes}]\nvalues:", 1)
	g = oracle.Must(t, strings.Replace(text, ` "first=yes, second=yes",`, "", 1))
	s, notes, err = Strategic(g, oracle.Draws(t, g, 1, 1).Central)
	if err != nil || !slices.Equal(s.Payoffs[3], []float64{0, -2}) || !strings.Contains(strings.Join(notes, "\n"), "forbid 1 of 4") {
		t.Errorf("%v %+v %v", err, s, notes)
	}
}

// Every format writes something that its reader, where there is one, takes.
func TestFormats(t *testing.T) {
	g := oracle.Must(t, strings.Replace(dilemma, `ranking: [second=yes, "first=yes, second=yes", today, first=yes]`, "first: {yes: -1}, second: {yes: 3}", 1))
	for _, f := range Formats() {
		files, _, err := f.Write(g, oracle.Draws(t, g, 1, 1).Central)
		if f.Name == "ktab" { // wants issues with a scale, of which this case has none
			if err == nil || !strings.Contains(err.Error(), "scale") {
				t.Errorf("%s: %v", f.Name, err)
			}
			continue
		}
		if err != nil || f.Several != (len(files) > 1) {
			t.Errorf("%s: %v", f.Name, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file.Name, ".json") && !json.Valid(file.Data) {
				t.Errorf("%s is not JSON", file.Name)
			}
		}
		if f.Name == "gmcr" {
			c, list := gmcr.Read(files)
			if c == nil || len(list) > 0 || !bytes.Contains(files[0].Data, []byte("preferenceRanking")) {
				t.Error(list)
			}
		}
	}
}
