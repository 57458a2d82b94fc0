package assay_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parley/internal/ask"
	"parley/internal/assay"
	"parley/internal/clock"
	"parley/internal/game"
	"parley/internal/oracle"
)

// test puts the deals that are typed, else those of the case, to the tests.
func test(t rapid.TB, g *game.Game, runs, jobs int, typed ...string) []assay.Result {
	t.Helper()
	var subjects []assay.Subject
	for _, text := range typed {
		deal, err := ask.FindDeal(g, text)
		if err != nil {
			t.Fatal(err)
		}
		subjects = append(subjects, assay.Subject{Deal: deal})
	}
	if typed == nil {
		for _, deal := range ask.Deals(g) {
			subjects = append(subjects, assay.Subject{Deal: deal})
		}
	}
	out, err := assay.Ask(context.Background(), oracle.Draws(t, g, runs, jobs), assay.Args{Subjects: subjects})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// truce is a war that costs both a little more each month, and that each could resume alone.
const truce = `parley: 1
case: truce
as-of: 2025-01-01
detection-lag: 3
parties:
  a: {kind: state, foresight: 12 months}
  b: {kind: state, foresight: 12 months}
  c: {kind: state}
  d: {kind: state}
  people: {kind: public}
issues:
  war: {goes-on: a or b or d, ends: a and b}
  push: {none: {}, made: {by: a}}
values:
  a: {also: {war == goes-on: tide - 9}, push: {made: PUSH}}
  b: {also: {war == goes-on: -9 - toll}}
  c: {war: {ends: SEATED}}
  d: {war: {ends: SPOILER}}
  people: {war: {ends: PEOPLE}}
tracks:
  tide: {today: START, change: "if(war == ends, RISE, -1 * DROP)", min: -100, max: 100}
  toll: {today: 0, change: "if(war == goes-on, 0.1, 0)", min: 0, max: 100}
ratifiers:
  people: {when: war == ends}
tables:
  talks: {members: [a, b, c]}
`

// Each test fails where its cause is put in, and no other with it, but that a deal without room, ratification or credibility is no way out.
func TestEachFailsAlone(t *testing.T) {
	for _, c := range []struct {
		name, key, value, fails, part, by string
		reason                            assay.Reason
	}{
		{name: "all pass"},
		{"no room", "SEATED", "-1", "zopa", "way-out", "c", assay.WalkAway},
		{"not ratified", "PEOPLE", "-1", "ratification", "way-out", "people", assay.Unratified},
		{"a spoiler", "SPOILER", "-5", "credibility", "way-out", "d", assay.AtOnce},
		{"power shifts", "RISE", "1", "power-shift", "", "a", assay.Shift},
		{"no patience is enough", "START DROP", "9.5 2", "patience", "", "a", assay.Never},
		{"a can escalate", "PUSH", "1", "ripeness", "stalemate", "a", assay.Restless},
		{"it does not hurt", "DROP", "0", "ripeness", "hurting", "a", assay.Easy},
	} {
		text := truce
		given := strings.Fields(c.value)
		for k, key := range strings.Fields(c.key) {
			text = strings.ReplaceAll(text, key, given[k])
		}
		for _, d := range [][2]string{{"PUSH", "-1"}, {"SEATED", "1"}, {"SPOILER", "1"}, {"PEOPLE", "1"}, {"START", "0"}, {"RISE", "0"}, {"DROP", "0.1"}} {
			text = strings.ReplaceAll(text, d[0], d[1])
		}
		r := test(t, oracle.Must(t, text), 3, 1, "war=ends")[0]
		if r.First != c.fails {
			t.Errorf("%s: %q fails first, want %q\n%+v", c.name, r.First, c.fails, r)
			continue
		}
		for which, x := range r.Tests() {
			if which == 3 { // sanctions: no equilibrium was handed in
				if x.Verdict != assay.NotAsked {
					t.Errorf("%s: %+v", c.name, x)
				}
				continue
			}
			key := []string{"zopa", "ratification", "credibility", "sanctions", "power-shift", "patience", "ripeness"}[which]
			want := assay.Passes
			if key == c.fails || key == "ripeness" && c.part == "way-out" {
				want = assay.Fails
			}
			if x.Verdict != want || x.Share == nil || (*x.Share == 1) != (want == assay.Passes) {
				t.Errorf("%s: %s %s, want %s (%+v)", c.name, key, x.Verdict, want, x)
			}
			if key == c.fails && (len(x.Who) != 1 || x.Who[0].Party != c.by || x.Who[0].Reason != c.reason) {
				t.Errorf("%s: fails by %+v", c.name, x.Who)
			}
		}
		for part, x := range map[string]*assay.Test{"stalemate": &r.Ripe.Stalemate, "hurting": &r.Ripe.Hurting, "way-out": &r.Ripe.WayOut} {
			if (x.Verdict == assay.Fails) != (part == c.part) {
				t.Errorf("%s: %s %s", c.name, part, x.Verdict)
			}
		}
	}
}

// refill is a pause in which the stocks of a refill, and war is worth the more to a the fuller they are.
const refill = `parley: 1
case: refill
as-of: 2025-01-01
parties:
  a: {kind: state, foresight: 24 months}
  b: {kind: state, foresight: 24 months}
issues:
  war: {goes-on: a or b, pauses: a and b}
values:
  a: {war: {pauses: 2}, also: {war == goes-on: 0.12 * (stocks - 20)}}
  b: {war: {pauses: 10}}
tracks:
  stocks: {today: 20, toward: "if(war == pauses, 100, 20)", in: "if(war == pauses, 12, 60)", min: 0, max: 100}
`

// Who signs a pause in order to refill its stocks plans to break it, and when it then does what it has without the pause has risen by more.
func TestPlanned(t *testing.T) {
	r := test(t, oracle.Must(t, refill), 3, 1, "war=pauses")[0]
	if r.First != "credibility" || len(r.Kept.Who) != 1 || r.Kept.Who[0].Party != "a" || r.Kept.Who[0].Reason != assay.Planned || *r.Kept.Who[0].Months < 1 {
		t.Fatalf("%+v", r.Kept)
	}
	if w := r.Power.Who; len(w) != 1 || w[0].Party != "a" || !(*w[0].Needs > *w[0].Has) || *w[0].Has < 0 {
		t.Errorf("%+v", r.Power)
	}
	if !slices.Equal(r.Signatories, []string{"a", "b"}) {
		t.Errorf("signed by %v", r.Signatories)
	}
}

// The dilemma of δ* = .5: patience below it fails, patience above it passes, and so it says.
func TestPatience(t *testing.T) {
	const text = `parley: 1
case: dilemma
as-of: 2025-01-01
detection-lag: 1 months
parties:
  a: {kind: state, foresight: 20 years, patience: %v}
  b: {kind: state, foresight: 20 years, patience: %[1]v}
issues:
  a-acts: {cheats: {}, keeps: {by: a}}
  b-acts: {cheats: {}, keeps: {by: b}}
values:
  a: {also: {a-acts == cheats and b-acts == keeps: 4, a-acts == keeps and b-acts == keeps: 2, a-acts == keeps and b-acts == cheats: -1}}
  b: {also: {b-acts == cheats and a-acts == keeps: 4, a-acts == keeps and b-acts == keeps: 2, b-acts == keeps and a-acts == cheats: -1}}
deals:
  peace: a-acts=keeps, b-acts=keeps
`
	for month, passes := range map[float64]bool{.48: false, .52: true} {
		year := 1.0
		for range 12 {
			year *= month
		}
		r := test(t, oracle.Must(t, fmt.Sprintf(text, year)), 2, 1)[0]
		if (r.Patient.Verdict == assay.Passes) != passes || (r.Kept.Verdict == assay.Passes) != passes {
			t.Errorf("patience %v a month: %+v; %+v", month, r.Patient, r.Kept)
		}
		if w := r.Patient.Who; !passes && (len(w) != 2 || *w[0].Needs < .5-1e-9 || *w[0].Needs > .5+1e-9 || *w[0].Has < month-1e-9 || *w[0].Has > month+1e-9) {
			t.Errorf("%+v", w)
		}
		if r.Power.Verdict != assay.NotAsked {
			t.Errorf("no track, but %+v", r.Power)
		}
	}
}

// Without clocks, without a today, or with an order alone, what needs them is not asked, and the reason is given.
func TestNotAsked(t *testing.T) {
	for name, why := range map[string]string{"cyprus-2004": "no clocks", "camp-david-1978": "no status quo", "prisoners-dilemma": "only the order"} {
		for _, r := range test(t, oracle.Catalogue(t, name), 10, 0) {
			for _, x := range []assay.Test{r.Power, r.Patient, r.Ripe.Test, r.Ripe.Hurting} {
				if x.Verdict != assay.NotAsked || !strings.Contains(x.Text, why) || x.Share != nil || len(x.Who) != 0 {
					t.Errorf("%s: %+v", name, x)
				}
			}
			if asked := r.Kept.Verdict != assay.NotAsked; asked != (name != "camp-david-1978") {
				t.Errorf("%s: %+v", name, r.Kept)
			}
		}
	}
	g := clock.At(oracle.Must(t, refill), time.Date(2025, 4, 1, 0, 0, 0, 0, time.UTC))
	d := oracle.Draws(t, g, 3, 1)
	deal, err := ask.FindDeal(g, "war=pauses")
	if err != nil {
		t.Fatal(err)
	}
	out, err := assay.Ask(context.Background(), d, assay.Args{Subjects: []assay.Subject{{Deal: deal}, {Deal: ask.Deal{Name: "today", State: g.Today}}}})
	if err != nil || out[0].Room.Verdict == assay.NotAsked || out[0].Kept.Verdict == assay.NotAsked {
		t.Errorf("%v %+v", err, out)
	}
	for _, x := range out[1].Tests() {
		if x.Verdict != assay.NotAsked || x.Text == "" {
			t.Errorf("today: %+v", x)
		}
	}
}

// TestJobsGiveTheSame asks for the same bytes from one worker and from many.
func TestJobsGiveTheSame(t *testing.T) {
	g := oracle.Catalogue(t, "northern-ireland-1998")
	var first []byte
	for _, jobs := range []int{1, 2, 8} {
		got, err := json.Marshal(test(t, g, 30, jobs))
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		}
		if string(first) != string(got) {
			t.Errorf("%d workers give other bytes than one", jobs)
		}
	}
}

// Stopped, it gives what the medians say, with the draws that were done.
func TestInterrupted(t *testing.T) {
	g := oracle.Must(t, refill)
	deal, err := ask.FindDeal(g, "war=pauses")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	out, err := assay.Ask(ctx, oracle.Draws(t, g, 50, 1), assay.Args{Subjects: []assay.Subject{{Deal: deal}}})
	if !errors.Is(err, context.Canceled) || len(out) != 1 || out[0].Draws != 0 || out[0].Kept.Share != nil || out[0].First != "credibility" {
		t.Errorf("%v %+v", err, out)
	}
}

// Whatever the order in which parties stand in the text, the answers are the same, party by party.
func TestOrderOfParties(t *testing.T) {
	lines := strings.Split(truce, "\n")
	first := slices.Index(lines, "parties:") + 1
	parties := lines[first : first+5]
	rapid.Check(t, func(t *rapid.T) {
		text := truce
		for _, key := range []string{"PUSH", "SEATED", "SPOILER", "PEOPLE", "START", "RISE", "DROP"} {
			text = strings.ReplaceAll(text, key, fmt.Sprint(rapid.IntRange(-2, 2).Draw(t, key)))
		}
		order := rapid.Permutation(parties).Draw(t, "order")
		other := strings.Replace(text, strings.Join(parties, "\n"), strings.Join(order, "\n"), 1)
		a, b := told(test(t, oracle.Must(t, text), 5, 1, "war=ends")[0]), told(test(t, oracle.Must(t, other), 5, 1, "war=ends")[0])
		if a != b {
			t.Fatalf("%s\n\n%s\n\n%s", a, b, other)
		}
	})
}

// told is a result without the order of parties.
func told(r assay.Result) string {
	slices.Sort(r.Signatories)
	out := fmt.Sprint(r.First, r.Signatories)
	for _, x := range append(slices.Clone(toList(r.Tests())), &r.Ripe.Stalemate, &r.Ripe.Hurting, &r.Ripe.WayOut) {
		var who []string
		for _, w := range x.Who {
			text := w.Party + " " + string(w.Reason)
			for _, v := range []*float64{w.Months, w.Has, w.Needs} {
				if v != nil {
					text += fmt.Sprintf(" %.9f", *v)
				}
			}
			who = append(who, text)
		}
		slices.Sort(who)
		share := -1.0
		if x.Share != nil {
			share = *x.Share
		}
		out += fmt.Sprintf("; %s %v %.9f", x.Verdict, who, share)
	}
	return out
}

func toList(tests [7]*assay.Test) []*assay.Test { return tests[:] }
