package sensitivity

import (
	"slices"
	"testing"
)

// What a value rests on through tracks, beliefs and how far a party looks ahead is found, and nothing of another party's.
func TestRelevantInTime(t *testing.T) {
	d := draws(t, `parley: 1
case: pace
as-of: 2025-01-01
parties:
  a: {kind: state, foresight: 6 to 12 months, patience: 0.5 to 0.9 a year}
  b: {kind: state, foresight: 1 to 2 months}
quantities:
  pace:  {is: 1 to 2}
  drift: {is: 1 to 3}
  slope: {is: 0 to 1}
  idle:  {is: 0 to 1}
issues:
  land: {kept: {by: a or b}, shared: {by: a and b}}
tracks:
  front: {today: 0 to 5, change: pace + rear}
  rear:  {today: 1, change: slope}
  coast: {today: 0 to 1, change: drift}
values:
  a: {land: {shared: 2 to 4}, also: {always: front}, believes: {pace: 3 to 4}}
  b: {land: {shared: 1 to 2}, also: {always: coast}, believes: {drift: 4 to 5, idle: 2 to 3}}
`, 2, 1)
	of := func(p int) []string {
		var out []string
		for _, i := range relevant(d.G.Case, []int{p}) {
			out = append(out, d.G.Case.Inputs[i].Path)
		}
		slices.Sort(out)
		return out
	}
	for p, want := range [][]string{
		{
			"parties.a.foresight", "parties.a.patience", "quantities.pace", "quantities.slope", "tracks.front.today", "values.a.believes.pace",
			"values.a.land.shared",
		},
		{"parties.b.foresight", "quantities.drift", "tracks.coast.today", "values.b.believes.drift", "values.b.land.shared"},
	} {
		if got := of(p); !slices.Equal(got, want) {
			t.Errorf("party %d: %v, want %v", p, got, want)
		}
	}
}
