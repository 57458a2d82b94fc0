package durability_test

import (
	"strings"
	"testing"

	"parley/internal/golden"
	"parley/internal/oracle"
)

// lasting is a truce for a year and an exchange of prisoners; after a year the truce runs out, and the exchange stands.
const lasting = `parley: 1
case: lasting
as-of: 2025-01-01
parties:
  a: {kind: state, initiative: 1}
  b: {kind: state, initiative: 1}
issues:
  war: {goes-on: a or b, pauses: a and b}
  prisoners: {held: a or b, freed: a and b}
values:
  a: {war: {pauses: 4}, prisoners: {freed: 1}}
  b: {war: {pauses: 4}, prisoners: {freed: 1}}
events:
  expiry: {when: "months(war == pauses) >= 12", then: war=goes-on, foreseen: FORESEEN}
deals:
  truce: war=pauses
  both: war=pauses, prisoners=freed
`

// A foreseen end is no break, voids nothing, and is counted apart; the same event that is not foreseen is a break.
func TestForeseenEnd(t *testing.T) {
	a := hold(t, strings.Replace(lasting, "FORESEEN", "true", 1), "both", 50, 1)
	if at(t, a, 60) != 1 || a.Broken != 0 || len(a.RanOut) != 1 {
		t.Fatalf("survival %v, broken %d, ran out %+v", at(t, a, 60), a.Broken, a.RanOut)
	}
	// Signed in step 0, it has held for 12 months at the end of step 12, and runs out in the next.
	if l := a.RanOut[0]; l.Event != "expiry" || l.Share != 1 || l.Whole != 0 || l.Months.Median != 13 {
		t.Errorf("%+v", l)
	}
	if a = hold(t, strings.Replace(lasting, "FORESEEN", "true", 1), "truce", 50, 1); a.RanOut[0].Whole != 1 || at(t, a, 60) != 1 {
		t.Errorf("nothing of it is left: %+v", a.RanOut)
	}
	a = hold(t, strings.Replace(lasting, "FORESEEN", "false", 1), "both", 50, 1)
	if at(t, a, 12) != 1 || at(t, a, 60) != 0 || a.FirstBreaker["event expiry"] != 1 || len(a.RanOut) != 0 {
		t.Errorf("%v %v %+v", at(t, a, 60), a.FirstBreaker, a.RanOut)
	}
}

// A path that an event ends while nobody has broken anything counts as standing, and is told.
func TestEndedRun(t *testing.T) {
	over := strings.NewReplacer("when: \"months(war == pauses) >= 12\", then: war=goes-on, foreseen: FORESEEN", "chance: 0.1, ends: true").Replace(lasting)
	a := hold(t, over, "truce", 500, 1)
	if at(t, a, 60) != 1 || a.Broken != 0 || len(a.Ended) != 1 {
		t.Fatalf("survival %v, broken %d, ended %+v", at(t, a, 60), a.Broken, a.Ended)
	}
	if e := a.Ended[0]; e.Event != "expiry" || e.Share < 0.98 || e.Months.Low != 1 || e.Months.Median < 5 || e.Months.Median > 9 { // 1 − 0.9^60; median of a geometric wait: 7
		t.Errorf("%+v", e)
	}
	if text := strings.Join(strings.Fields(golden.Fits(t, "ended", a.Page(oracle.Must(t, over)))), " "); !strings.Contains(text, "ended the run before anybody broke it: the event expiry in >95 % of the paths") {
		t.Errorf("%s", text)
	}
}
