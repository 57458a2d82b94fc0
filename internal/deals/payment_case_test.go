package deals

import (
	"errors"
	"math"
	"strings"
	"testing"

	"parley/internal/game"
	"parley/internal/golden"
	"parley/internal/oracle"
	"parley/internal/page"
)

const (
	levy  = "  levy: {from: upper, to: lower, unit: crowns, costs: 0.1, worth: 0.05, cap: 50, label: the levy}\n"
	grant = "  grant: {from: bank, to: lower, unit: crowns, costs: 0.02, worth: 0.02, cap: 50}\n"
)

// asked puts the question to the first table of the case about the dam, with other payments.
func asked(t *testing.T, payments string, more ...string) (*game.Game, *Answer) {
	t.Helper()
	text := strings.NewReplacer(append([]string{levy, payments, grant, ""}, more...)...).Replace(talksCase)
	g := oracle.Must(t, text)
	a, err := Ask(t.Context(), oracle.Draws(t, g, 40, 0), Args{Table: 0})
	if err != nil {
		t.Fatal(err)
	}
	return g, a
}

// paid gives the payments of the sets that open the first goal.
func paid(a *Answer) map[string]float64 {
	out := map[string]float64{}
	for _, r := range a.Relax {
		if r.Goal == "built" && r.Kind == "transfer" {
			out[r.What] = r.By
		}
	}
	return out
}

func TestPayments(t *testing.T) {
	const red = "  bank: {note: n, dam: {built: 3}"
	for _, x := range []struct {
		name, payments string
		more           []string
		want           map[string]float64
	}{
		{"nobody pays more than the cap", strings.Replace(levy, "cap: 50", "cap: 10", 1), nil, nil},
		{"who would lose by it pays once it takes less", strings.Replace(levy, "costs: 0.1", "costs: 1", 1), nil, map[string]float64{"levy": 20}},
		{"together", strings.Replace(levy, "cap: 50", "cap: 10", 1) + strings.Replace(grant, "cap: 50", "cap: 30", 1), nil, map[string]float64{"levy": 8, "grant": 30}},
		{"a payer elsewhere gains nothing", grant, []string{red, "  bank: {note: n, dam: {built: 0}"}, nil},
		{"a payer elsewhere gains less than it pays", grant, []string{red, "  bank: {note: n, dam: {built: 0.9}"}, nil},
		{"a payer elsewhere has a red line", grant, []string{red, "  bank: {note: n, red-lines: [dam == built], dam: {built: 3}"}, nil},
		{"a payer of whom nothing is known", grant, []string{red + "}\n", ""}, nil},
		{"the one who is paid sits elsewhere", strings.Replace(levy, "to: lower", "to: bank", 1), nil, nil},
		{
			"what it is worth rests on the deal", strings.Replace(levy, "worth: 0.05", `worth: "if(fish == pass, 0.04, 0.01)"`, 1), nil,
			map[string]float64{"levy": 25},
		},
		{"nothing is what suffices", strings.Replace(levy, "cap: 50", "cap: 0", 1), nil, nil},
		{"it costs nothing", strings.Replace(levy, "costs: 0.1", "costs: 0", 1), nil, map[string]float64{"levy": 20}},
	} {
		t.Run(x.name, func(t *testing.T) {
			_, a := asked(t, x.payments, x.more...)
			got := paid(a)
			if len(got) != len(x.want) || a.Goals[0].Unpaid != (x.want == nil) {
				t.Fatalf("got %v (unpaid %v), want %v", got, a.Goals[0].Unpaid, x.want)
			}
			for name, units := range x.want {
				if math.Abs(got[name]-units) > 1e-4 {
					t.Errorf("%s: %v, want %v", name, got[name], units)
				}
			}
		})
	}
}

func TestUnpaidText(t *testing.T) {
	g, a := asked(t, strings.Replace(levy, "cap: 50", "cap: 10", 1))
	golden.Page(t, "unpaid", &page.Page{Sections: []page.Section{*a.openSection(g)}})
}

// A rate that has no value, or is negative, is an error with its place.
func TestPaymentWithoutValue(t *testing.T) {
	for _, rate := range []string{`"log(0 - few)"`, "few - 3", `"1 / (few - few)"`} {
		text := strings.NewReplacer(grant, "", "worth: 0.05", "worth: "+rate, "values:\n", "quantities: {few: 2}\nvalues:\n").Replace(talksCase)
		g := oracle.Must(t, text)
		_, err := Ask(t.Context(), oracle.Draws(t, g, 10, 0), Args{Table: 0})
		var bad *game.ValueError
		if !errors.As(err, &bad) || bad.Path != "transfers.levy.worth" || bad.Place.Line == 0 {
			t.Errorf("%s: %v", rate, err)
		}
	}
}
