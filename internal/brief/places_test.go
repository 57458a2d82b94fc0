package brief_test

import (
	"strings"
	"testing"

	"parley/internal/oracle"
)

// scaled is a case in time with an issue on a scale: by weight 4 to 1 the compromise is a fifth of the way from zero.
const scaled = `parley: 1
case: scale
as-of: 2025-01-01
horizon: 3 months
parties:
  a: {kind: state, capability: 60}
  b: {kind: state, capability: 20}
  c: {kind: state, capability: 20}
issues:
  duty: {zero: {place: 0}, half: {place: 50, by: a and b}, full: {place: 100, by: a and b}}
values:
  a: {duty: {half: 1}, positions: {duty: {ideal: 0, salience: 0.5}}}
  b: {duty: {half: 1}, positions: {duty: {ideal: 100, salience: 0.5}}}
  c: {duty: {half: 1}, positions: {duty: {ideal: 0, salience: 0.5}}}
tables:
  talks: {members: [a, b, c], every: month, closes: 0.4}
scenarios:
  low:  {is: duty == zero, looked-up: the papers}
  high: {is: duty != zero, looked-up: the papers}
`

// Where the case has a scale the brief says where it would settle by positions alone, beside the forecast or, without one, beside the room.
func TestPlaces(t *testing.T) {
	_, text := write(t, oracle.Must(t, scaled), 60, 1)
	likely := text[strings.Index(text, "WHAT IS LIKELY"):]
	if flat := strings.Join(strings.Fields(likely), " "); !strings.Contains(flat, "By positions alone: duty, zero (20). (`parley positions`)") {
		t.Error(text)
	}
	if strings.Contains(text, "third") {
		t.Errorf("the brief's table shows the third engine:\n%s", text)
	}
	_, text = write(t, oracle.Catalogue(t, "emissions-1994"), 20, 1)
	if flat := strings.Join(strings.Fields(text), " "); !strings.Contains(flat, "years until the standards bind, seven years (56)") {
		t.Error(text)
	}
}
