package sensitivity

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"parley/cases"
	"parley/internal/ask"
	"parley/internal/coercion"
	"parley/internal/durability"
	"parley/internal/forecast"
)

// front is a case in which all kinds of answers with dice vary, and in which each knows what they hang on.
const front = `parley: 1
case: front
as-of: 2025-01-01
horizon: 12 months
parties:
  a: {kind: state, foresight: 12 months, initiative: 0.5, turnover: 0.3, unbound: 0.5}
  b: {kind: state, foresight: 12 months}
  c: {kind: state}
quantities:
  price: {is: "uniform(0, 4)"}
  harm:  {is: "uniform(0, 4)"}
  idle:  {is: "uniform(0, 1)"}
issues:
  war:  {goes-on: a or b, truce: a and b}
  land: {kept: {}, ceded: {by: b}}
  blow: {none: {}, struck: {by: a, back: a}}
values:
  a: {war: {truce: price - 1}, blow: {struck: 1}, land: {ceded: 2}}
  b: {war: {truce: 2}, blow: {struck: -1 * harm}, land: {ceded: -2}}
  c: {war: {truce: idle}}
tables:
  talks: {members: [a, b], agenda: [war], every: 1 month, closes: 0.2}
threats:
  t: {by: a, to: b, demand: land == ceded, instrument: blow=struck, deadline: 2025-05-01, credibility: 1}
deals:
  stop: war=truce
scenarios:
  yields: land == ceded
  peace: war == truce
`

func columns() []Source {
	return []Source{
		{Kind: "scenario", Form: "scenario:NAME", All: "scenarios", Names: forecast.ColumnNames, Make: forecast.Column},
		{Kind: "conceding", Form: "conceding:THREAT", Names: coercion.ColumnNames, Make: coercion.Column},
		{Kind: "survival", Form: "survival:DEAL@MONTHS", Names: durability.ColumnNames, Make: durability.Column},
	}
}

// The chance is to the last bit that of the question itself over the same runs.
func TestColumnsAreTheirQuestions(t *testing.T) {
	const runs = 120
	d := draws(t, front, runs, 2)
	f, err := forecast.Ask(t.Context(), d, forecast.Args{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range f.Scenarios[:2] {
		if a := thrownAnswer(t, d, "scenario:"+s.Name, columns()...); a.Chance.P != s.Probability {
			t.Errorf("%s: %v, forecast %v", s.Name, a.Chance.P, s.Probability)
		}
	}
	all := thrownAnswer(t, d, "scenarios", columns()...)
	for k, s := range f.Scenarios {
		if math.Abs(all.Outcomes[k].Chance-s.Probability) > 1e-12 {
			t.Errorf("%s: %v, forecast %v", s.Name, all.Outcomes[k], s.Probability)
		}
	}
	c, err := coercion.Ask(t.Context(), d, coercion.Args{By: 0, To: 1, Threat: 0})
	if err != nil {
		t.Fatal(err)
	}
	if a := thrownAnswer(t, d, "conceding:t", columns()...); a.Chance.P != c.Concedes.ByDeadline.P {
		t.Errorf("conceding: %v, compel %v", a.Chance.P, c.Concedes.ByDeadline.P)
	}
}

// Survival is that of hold where all draws sign, and where none does that of draws made to sign.
func TestSurvivalIsThatOfHold(t *testing.T) {
	for price, signed := range map[string]float64{"uniform(3, 4)": 1, "uniform(0, 0.5)": 0} {
		d := draws(t, strings.Replace(front, "uniform(0, 4)\"}\n  harm", price+"\"}\n  harm", 1), 150, 2)
		deal, err := ask.FindDeal(d.G, "stop")
		if err != nil {
			t.Fatal(err)
		}
		h, err := durability.Ask(t.Context(), d, durability.Args{Deal: &deal, Table: -1})
		if err != nil {
			t.Fatal(err)
		}
		of := h.Survival
		if signed == 0 {
			of = h.Forced
		}
		if h.Signed.P != signed || len(of) != 3 {
			t.Fatalf("%s: signed %v, survival %v", price, h.Signed.P, of)
		}
		for _, s := range of {
			if a := thrownAnswer(t, d, fmt.Sprintf("survival:stop@%g", s.Months), columns()...); a.Chance.P != s.P {
				t.Errorf("%s, %g months: %v, hold %v", price, s.Months, a.Chance.P, s.P)
			}
		}
	}
}

// What stands within a bystander's values changes no run of any kind, to the last bit.
func TestBystandersDoNotMatter(t *testing.T) {
	text, ok := cases.Open("alaska-2025")
	if !ok {
		t.Fatal("the case is gone")
	}
	d := draws(t, text, 100, 2)
	rests := map[int]bool{}
	for _, i := range inTime(d.G) {
		rests[i] = true
	}
	apart := 0
	for i, in := range d.G.Case.Inputs {
		if !in.Dist.Constant() && !rests[i] {
			if apart++; !strings.HasPrefix(in.Path, "values.") {
				t.Errorf("%s is left out", in.Path)
			}
		}
	}
	if apart < 20 {
		t.Fatalf("%d inputs are left out", apart)
	}
	for k, name := range []string{"", d.G.Case.Threats[0].Name, "air-truce@12"} {
		_, _, work, err := columns()[k].Make(t.Context(), d, name)
		if err != nil {
			t.Fatal(err)
		}
		run, as, other := work(), make([]float64, len(d.G.Case.Inputs)), make([]float64, len(d.G.Case.Inputs))
		for r := range 60 {
			d.Inputs(r, as)
			d.Sampler().Draw(r+second, other)
			want, err := run(as, r)
			if err != nil {
				t.Fatal(err)
			}
			for i := range as {
				if !rests[i] {
					as[i] = other[i]
				}
			}
			if got, err := run(as, r); err != nil || got != want {
				t.Fatalf("%s, run %d: %v, with other values of bystanders %v; %v", columns()[k].Kind, r, want, got, err)
			}
		}
	}
}

// Each answer hangs on what it must: the truce on its price, the threat on the harm, nothing on what neither party values.
func TestColumnsFindTheirDrivers(t *testing.T) {
	for of, path := range map[string]string{"scenario:peace": "quantities.price", "conceding:t": "quantities.harm"} {
		a := thrownAnswer(t, draws(t, front, 300, 2), of, columns()...)
		in := a.input(path)
		if in.Rank != 1 || *in.Total < 0.5 || in.Tipping == nil {
			t.Errorf("%s: %+v", of, in)
		}
		if idle := a.input("quantities.idle"); idle.Rank != 0 || *idle.Total != 0 {
			t.Errorf("%s: %+v", of, idle)
		}
	}
}

// A worker's answer depends on inputs and dice alone, whatever it was asked before.
func TestColumnsAreFunctions(t *testing.T) {
	d := draws(t, front, 40, 1)
	for of, source := range map[string]int{"scenarios": 0, "conceding:t": 1, "survival:stop@12": 2} {
		_, name, _ := strings.Cut(of, ":")
		_, _, work, err := columns()[source].Make(t.Context(), d, name)
		if err != nil {
			t.Fatal(of, err)
		}
		old, inputs := work(), make([]float64, len(d.G.Case.Inputs))
		for run := range 40 {
			d.Inputs(run, inputs)
			for _, dice := range []int{run, run + second, run + 3*second} {
				x, err := old(inputs, dice)
				if err != nil {
					t.Fatal(of, err)
				}
				if y, err := work()(inputs, dice); err != nil || x != y {
					t.Errorf("%s, run %d: %v, fresh %v, %v", of, run, x, y, err)
				}
			}
		}
	}
}

func TestColumnNames(t *testing.T) {
	d := draws(t, front, 5, 1)
	for _, text := range Answers(d.G.Case, columns()...)[len(Answers(d.G.Case)):] {
		if _, err := find(t.Context(), d, text, columns()...); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for text, want := range map[string]string{
		"scenario:war": "scenario", "conceding:u": "threat", "survival:stop": "how many months", "survival:stop@0": "whole number", "survival:stop@61": "whole number",
		"survival:stop@x": "whole number", "survival:stp@3": "stp", "survival:war=truc@3": "truc", "survival:@3": "",
	} {
		_, err := find(t.Context(), d, text, columns()...)
		var bad *ask.ArgumentError
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), want) || bad.Flag != "--of" || bad.Pos < 0 || bad.Pos > len([]rune(text)) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
