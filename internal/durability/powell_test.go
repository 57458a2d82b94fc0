package durability

import (
	"testing"

	"parley/internal/oracle"
)

// Powell's test is of the party that most often breaks by its own choice: the cause where, in half of its breaks or more, the deal was a gain
// and what it has without rises by more than that.
func TestPowellByHand(t *testing.T) {
	g := oracle.Must(t, `parley: 1
case: two
as-of: 2025-01-01
parties: {a: {kind: state}, b: {kind: state}}
issues: {war: {goes-on: a or b, ends: a and b}}
values: {a: {war: {ends: 1}, also: {war == goes-on: tide}}, b: {war: {ends: 1}}}
tracks: {calm: {today: 0, change: 0}, tide: {today: 0, change: 1}}
`)
	fell := func(by int, how cause, rise, gain float64) outcome {
		return outcome{made: true, tried: []trial{{signed: true}}, broken: 3, by: by, cause: how, rise: rise, gain: gain, track: 1}
	}
	stood := outcome{made: true, tried: []trial{{signed: true}}}
	own := []outcome{fell(0, planned, 3, 2), fell(0, shifted, 4, 1), fell(0, worthless, 1, 2), fell(0, weary, 0, 5)}
	for name, c := range map[string]struct {
		of    []outcome
		party string
		share float64
		cause bool
	}{
		"in half of them":             {append([]outcome{stood, fell(1, atOnce, 9, 1)}, own...), "a", 0.5, true},
		"in fewer":                    {append([]outcome{fell(0, worthless, 1, 2)}, own...), "a", 0.4, false},
		"where the deal was a loss":   {append([]outcome{fell(0, planned, 9, -1)}, own...), "a", 0.4, false},
		"by chance, heirs, strangers": {[]outcome{fell(0, upset, 9, 1), fell(0, successor, 9, 1), fell(0, spoiler, 9, 1), fell(1, planned, 2, 1)}, "b", 1, true},
		"by nobody's choice":          {[]outcome{stood, fell(0, successor, 9, 1)}, "", 0, false},
	} {
		q := &question{g: g, outcomes: c.of, done: len(c.of)}
		p := q.powell()
		if (p == nil) != (c.party == "") || p != nil && (p.Party != c.party || p.Share != c.share || p.Cause != c.cause || p.Track != "tide") {
			t.Errorf("%s: %+v", name, p)
		}
	}
}
