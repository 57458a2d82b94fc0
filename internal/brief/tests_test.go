package brief_test

import (
	"context"
	"slices"
	"testing"

	"parley/internal/ask"
	"parley/internal/assay"
	"parley/internal/brief"
	"parley/internal/golden"
	"parley/internal/oracle"
)

func answer(t *testing.T, verb string, d *ask.Draws) brief.Answer {
	t.Helper()
	questions := brief.Questions()
	k := slices.IndexFunc(questions, func(q brief.Question) bool { return q.Verb == verb })
	a, err := questions[k].Ask(context.Background(), d, brief.Args{Table: -1, By: -1, To: -1, Threat: -1, Plan: -1, Issue: -1})
	if err != nil {
		t.Fatal(verb, err)
	}
	return a
}

// In the classic games what is kept is what is sequentially stable, and a sanction that nobody would carry out is what sets general
// metarationality apart from that.
func TestSanctions(t *testing.T) {
	for _, name := range []string{"prisoners-dilemma", "chicken", "stag-hunt", "cuba-1962", "elmira-1991", "syria-iraq-1975"} {
		a := answer(t, "stable", oracle.Draws(t, oracle.Catalogue(t, name), 20, 0)).(*brief.Stable)
		if len(a.Tests) == 0 || len(a.Tests) != len(a.Shown()) {
			t.Fatalf("%s: %d of %d states tested", name, len(a.Tests), len(a.Shown()))
		}
		for _, r := range a.Tests {
			seq, gmr := slices.Contains(a.Equilibria["seq"], r.Name), slices.Contains(a.Equilibria["gmr"], r.Name)
			if (r.Kept.Verdict == assay.Passes) != seq {
				t.Errorf("%s: %s is kept: %s (%s)", name, r.Name, r.Kept.Verdict, r.Kept.Text)
			}
			want := map[bool]assay.Verdict{true: assay.Passes, false: assay.Fails}[seq]
			if !gmr {
				want = assay.NotAsked
			}
			if r.Sanctions.Verdict != want {
				t.Errorf("%s: %s has credible sanctions: %s, want %s", name, r.Name, r.Sanctions.Verdict, want)
			}
		}
		byName := func(id string) *assay.Result {
			return &a.Tests[slices.IndexFunc(a.Tests, func(r assay.Result) bool { return r.Name == id })]
		}
		switch name {
		case "prisoners-dilemma": // both cooperate: agreed, and kept by the fear of an answer that is worth giving
			if r := byName("s4"); r.First != "" || r.Room.Verdict != assay.Passes {
				t.Errorf("%+v", r)
			}
		case "cuba-1962": // today stays put only if the Soviet Union would escalate to its own harm
			if r := byName("today"); r.Sanctions.Verdict != assay.Fails || r.Sanctions.Who[0].Party != "united-states" {
				t.Errorf("%+v", r)
			}
		}
	}
}

// The section fits every width, and says what fails, by whom and in how many draws.
func TestTestsSection(t *testing.T) {
	g := oracle.Catalogue(t, "northern-ireland-1998")
	a := answer(t, "stable", oracle.Draws(t, g, 20, 0))
	golden.Fits(t, "northern-ireland-1998", a.Page(g), "WHICH TESTS EACH PASSES", "Ulster Unionists")
}

// The same deal passes and fails the same tests in deals, in stable and in the brief.
func TestSameInEachQuestion(t *testing.T) {
	for _, name := range []string{"cyprus-2004", "northern-ireland-1998"} {
		d := func() *ask.Draws { return oracle.Draws(t, oracle.Catalogue(t, name), 20, 0) }
		b := answer(t, "brief", d()).(*brief.Brief)
		if len(b.Tests) != len(ask.Deals(d().G)) {
			t.Fatalf("%d deals tested", len(b.Tests))
		}
		for verb, list := range map[string][]assay.Result{
			"deals": answer(t, "deals", d()).(*brief.Room).Tests, "stable": answer(t, "stable", d()).(*brief.Stable).Tests,
		} {
			found := 0
			for _, r := range list {
				k := slices.IndexFunc(b.Tests, func(x assay.Result) bool { return x.Name == r.Name })
				if k < 0 {
					continue
				}
				found++
				for which, x := range r.Tests() {
					if y := b.Tests[k].Tests()[which]; which != 3 && (x.Verdict != y.Verdict || x.Text != y.Text || (x.Share == nil) != (y.Share == nil) || x.Share != nil && *x.Share != *y.Share) {
						t.Errorf("%s: %s: %s says %+v, the brief %+v", name, r.Name, verb, x, y)
					}
				}
			}
			if found != len(b.Tests) {
				t.Errorf("%s: %s tests %d of the brief's %d deals", name, verb, found, len(b.Tests))
			}
		}
	}
}
