package forecast

import (
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"parley/internal/oracle"
	"parley/internal/page"
)

func TestSmoke(t *testing.T) {
	g := oracle.Must(t, truce)
	d := oracle.Draws(t, g, 2000, 2)
	start := time.Now()
	a, err := Ask(context.Background(), d, Args{})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(time.Since(start))
	j, _ := json.MarshalIndent(a, "", " ")
	os.WriteFile("/tmp/fc.json", j, 0o644)
	_ = a.Page(g).Text(os.Stdout, page.TextOptions{Width: 80})
}

const truce = `
parley: 1
case: truce
as-of: 2025-08-14
horizon: 24 months
parties:
  a: {kind: state, foresight: 12 months, patience: 0.9 a year, turnover: 0.2, unbound: 0.5, initiative: 0.5}
  b: {kind: state, foresight: 24 months}
  c: {kind: state}
quantities:
  rate: {is: 0.3 to 0.6, private: a}
  gain: rate * 4
issues:
  war: {goes-on: a or b, truce: a and b}
  aid: {none: {}, given: {by: c}}
values:
  a:
    also:
      war == goes-on: 2 * front + 0.05 * stocks - 6
    believes: {rate: 0.5 to 0.8}
  b:
    war: {truce: 2 to 9}
    also: {always: -1 * front}
    aid: {given: 3}
  c:
    war: {truce: 4}
    aid: {given: -1}
tables:
  talks: {members: [a, b], every: 1 month, closes: 0.5}
tracks:
  front:  {today: 0, change: {war == goes-on: rate, otherwise: 0}, noise: 0.1}
  stocks: {today: 60, toward: "if(war == truce, 100, 60)", in: 6 months}
guarantees:
  force: {when: aid == given, by: [c], deters: 3, fatigue: 0.5}
deals:
  stop: war=truce, aid=given
scenarios:
  peace: war == truce
  war:   war == goes-on
`
