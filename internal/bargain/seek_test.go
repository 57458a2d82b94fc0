package bargain

import (
	"slices"
	"strings"
	"testing"

	"parley/internal/clock"
	"parley/internal/game"
)

// seen is what the definition of a first sight makes of a package: whether those who gain by it, kept for ever, can decide.
func seen(t *testing.T, b *Book, x *Worker, r *clock.Run, table int, y game.State) bool {
	t.Helper()
	panel := b.Panel(table)
	now, err := x.inForce(r, panel)
	if err != nil {
		t.Fatal(err)
	}
	now = slices.Clone(now)
	var gaining game.Mask
	for k, p := range x.members {
		margin, err := x.margin(r, p, y)
		if err != nil {
			t.Fatal(err)
		}
		if game.Points(r.Numbers().Value(p, y))-now[k] > max(margin, least) {
			gaining |= 1 << p
		}
	}
	return panel.Met(gaining)
}

// What a table settles on is, weighed in full, in nobody's way; and of the packages that are acceptable at first sight none that is in
// nobody's way has a larger product of gains. Where it settles on nothing, each of those is in somebody's way.
func TestSeekIsItsDefinition(t *testing.T) {
	found, none := 0, 0
	for seed := range uint64(150) {
		b, r, d := prepared(t, random(seed))
		x, y := b.Worker(), b.Worker()
		for run := range 3 {
			begin(t, r, d, run)
			for table := range 2 {
				if err := r.Advance(); err != nil {
					t.Fatal(err)
				}
				s, signatories, ok, err := x.Seek(r, table)
				if err != nil {
					t.Fatal(err)
				}
				if ok {
					found++
				} else {
					none++
				}
				check(t, b, y, r, table, s, signatories, ok, seed)
				if ok {
					if err := r.Sign(clock.NewPact(signatories, r.State, s, r.Step, table)); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
	if found < 50 || none < 50 {
		t.Errorf("%d deals, %d meetings without", found, none)
	}
}

func check(t *testing.T, b *Book, x *Worker, r *clock.Run, table int, s game.State, signatories game.Mask, ok bool, seed uint64) {
	t.Helper()
	var v Verdict
	if ok {
		var err error
		if v, err = x.Weigh(r, table, s); err != nil {
			t.Fatal(err)
		}
		if !v.OK || v.Signatories != signatories {
			t.Fatalf("seed %d, table %d, %v: sought %v, weighed %+v\n%s", seed, table, s, signatories.List(), v, random(seed))
		}
	}
	var positive []game.State
	for _, o := range x.offers(r.State, table) {
		if seen(t, b, x, r, table, o.y) {
			positive = append(positive, o.y)
		}
	}
	if len(positive) > maxWeighed {
		return // not all of them are weighed
	}
	for _, y := range positive {
		full, err := x.Weigh(r, table, y)
		if err != nil {
			t.Fatal(err)
		}
		if full.OK && (!ok || better(&full, &v)) {
			t.Fatalf("seed %d, table %d: %v is better than %v (%v): %+v\n%s", seed, table, y, s, ok, full, random(seed))
		}
	}
}

// better compares weighed packages by the Nash criterion.
func better(a, b *Verdict) bool {
	n, logs := product(a.Members, a.Gains, a.Signatories)
	m, others := product(b.Members, b.Gains, b.Signatories)
	return n > m || n == m && logs > others+1e-9
}

// A table without a margin takes any gain; one that demands more than the whole width takes none that is uncertain about zero.
func TestWithMargin(t *testing.T) {
	const text = `parley: 1
case: margins
as-of: 2025-01-01
parties: {a: {kind: state}, b: {kind: state}}
issues: {i: {stay: {}, go: {by: a and b}}}
values: {a: {i: {go: 1 to 3}}, b: {i: {go: 5}}}
tables: {talks: {members: [a, b], every: month, closes: 1}}
`
	b, r, _ := prepared(t, text)
	for _, x := range []struct {
		share float64
		want  bool
	}{{0, true}, {0.25, true}, {2, false}} {
		if _, _, ok, err := b.WithMargin(x.share).Worker().Seek(r, 0); err != nil || ok != x.want {
			t.Errorf("at a margin of %v: %v, %v", x.share, ok, err)
		}
	}
}

// A ratifier compares with the state in force at the moment, not with the day of the case.
func TestRatifierInTime(t *testing.T) {
	const text = `parley: 1
case: ratifier
as-of: 2025-01-01
horizon: 12 months
margin: 0
parties: {a: {kind: state}, b: {kind: state}, senate: {kind: institution}}
issues: {war: {goes-on: {}, ends: {by: a and b}}}
values:
  a: {war: {ends: 3}}
  b: {war: {ends: 3}}
  senate:
    war: {ends: -3}
    also: {war == goes-on: -1 * losses}
ratifiers: {senate: {of: a}}
tables: {talks: {members: [a, b], every: month, closes: 1}}
tracks: {losses: {today: 0, change: 1}}
`
	b, r, _ := prepared(t, text)
	x := b.Worker()
	for step := 1; step <= 6; step++ {
		if err := r.Advance(); err != nil {
			t.Fatal(err)
		}
		_, _, ok, err := x.Seek(r, 0)
		if err != nil || ok != (step >= 3) {
			t.Errorf("after %d months of losses: %v, %v", step, ok, err)
		}
		if v, err := x.Weigh(r, 0, game.State{1}); err != nil || v.OK != ok || (v.Unratified != 0) == ok {
			t.Errorf("after %d months of losses: %+v, %v", step, v, err)
		}
	}
}

// A walk-away that the case gives holds until the first deal, a member's and a ratifier's; from then on it is what is in force.
func TestGivenWalkAway(t *testing.T) {
	const text = `parley: 1
case: walk-aways
as-of: 2025-01-01
margin: 0
parties: {a: {kind: state}, b: {kind: state}, senate: {kind: institution}}
issues:
  war: {goes-on: {}, ends: {by: a and b}}
  road: {shut: {}, open: {by: b}}
values:
  a: {war: {ends: 3}, walk-away: MEMBER}
  b: {war: {ends: 3}}
  senate: {war: {ends: 3}, walk-away: RATIFIER}
ratifiers: {senate: {of: a}}
tables: {talks: {members: [a, b], agenda: [war], every: month, closes: 1}}
`
	for _, c := range []struct {
		member, ratifier string
		before           bool
	}{{"2", "2", true}, {"4", "2", false}, {"2", "4", false}} {
		b, r, _ := prepared(t, strings.NewReplacer("MEMBER", c.member, "RATIFIER", c.ratifier).Replace(text))
		x := b.Worker()
		for _, dealt := range []bool{false, true} {
			if dealt {
				if err := r.Sign(clock.NewPact(game.Of(1), r.State, game.State{0, 1}, 0, -1)); err != nil {
					t.Fatal(err)
				}
			}
			want := dealt || c.before
			if _, _, ok, err := x.Seek(r, 0); err != nil || ok != want {
				t.Errorf("%+v, some deal made: %v: settled %v, %v", c, dealt, ok, err)
			}
			v, err := x.Weigh(r, 0, game.State{1, r.State[1]})
			if err != nil || v.OK != want || v.Refuses.Has(0) != (!dealt && c.member == "4") || (v.Unratified != 0) != (!dealt && c.ratifier == "4") {
				t.Errorf("%+v, some deal made: %v: %+v, %v", c, dealt, v, err)
			}
		}
	}
}
