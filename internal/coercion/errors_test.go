package coercion_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"parley/internal/coercion"
	"parley/internal/game"
	"parley/internal/oracle"
)

// What cannot be answered is said with a remedy.
func TestErrors(t *testing.T) {
	early := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	sender := strings.Replace(worked.text(), "  a: {blow: {struck: q * gain - k}, land: {ceded: gain}}\n", "", 1)
	target := strings.Replace(worked.text(), "  b: {blow: {struck: -1 * harm}, land: {ceded: -1 * v}}\n", "", 1)
	wide := strings.Replace(worked.text(), "issues:\n", "issues:\n"+strings.Repeat("  iN: {options: [o0, o1, o2, o3, o4, o5]}\n", 4), 1)
	for n := range 4 {
		wide = strings.Replace(wide, "iN:", fmt.Sprintf("i%d:", n), 1)
	}
	wide = strings.Replace(wide, "demand: land == ceded", "demand: i0 == o1 and i1 == o1 and i2 == o1 and i3 == o1", 1)
	for _, tt := range []struct {
		text string
		args coercion.Args
		says string
	}{
		{worked.text(), coercion.Args{By: 1, To: 0, Threat: -1}, "t: a to b"},
		{worked.text(), coercion.Args{By: 0, To: 1, Threat: 3}, "t: a to b"},
		{worked.text(), coercion.Args{By: -1, To: 1, Threat: -1}, "two parties"},
		{worked.text(), coercion.Args{By: 0, To: 9, Threat: -1}, "two parties"},
		{worked.text(), coercion.Args{By: 0, To: 1, Threat: -1, Date: &early}, "before the day of the case"},
		{sender, coercion.Args{By: 0, To: 1, Threat: -1}, "`credibility`"},
		{target, coercion.Args{By: 0, To: 1, Threat: -1}, "give it values"},
		{wide, coercion.Args{By: 0, To: 1, Threat: -1}, "fewer issues"},
	} {
		if a, err := put(t, tt.text, 3, 1, tt.args); err == nil || a != nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%+v: %v, want one that says %q", tt.args, err, tt.says)
		}
	}
	g := oracle.Must(t, wide)
	var large *game.TooLargeError
	if _, err := coercion.Ask(context.Background(), oracle.Draws(t, g, 1, 1), coercion.Args{To: 1}); !errors.As(err, &large) {
		t.Errorf("%v", err)
	}
}

// Of a sender without values the stated credibility is all that is known: it carries out as often.
func TestUnknownSender(t *testing.T) {
	c := worked
	c.more = ", credibility: 0.6"
	x := answer(t, strings.Replace(c.text(), "  a: {blow: {struck: q * gain - k}, land: {ceded: gain}}\n", "", 1), 4000).Threats[0]
	if x.Parts.Credibility.Derived != nil || x.Parts.Willing.P != 0 || math.Abs(x.CarriesOut.P-0.6) > 0.04 {
		t.Errorf("%+v, carried out with %v", x.Parts.Credibility, x.CarriesOut.P)
	}
}
