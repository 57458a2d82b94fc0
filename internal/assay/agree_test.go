package assay_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"parley/internal/ask"
	"parley/internal/assay"
	"parley/internal/blocks"
	"parley/internal/deals"
	"parley/internal/durability"
	"parley/internal/oracle"
)

// The join says of the catalogue's deals what the single questions say: whether a deal lies in a table's zone, how often, and who would not
// ratify; and a deal in the zone of a table is one that nobody refuses to sign.
func TestAgreesWithDealsAndBlocks(t *testing.T) {
	ctx := context.Background()
	for _, name := range []string{"alaska-2025", "cyprus-2004", "aceh-2005", "jcpoa-2015", "northern-ireland-1998", "camp-david-1978", "elmira-1991"} {
		g := oracle.Catalogue(t, name)
		const runs = 50
		results := test(t, g, runs, 0)
		d := oracle.Draws(t, g, runs, 0)
		for table := range g.Case.Tables {
			a, err := deals.Ask(ctx, d, deals.Args{Table: table, Goals: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range results {
				c := slices.IndexFunc(a.Draws.Candidates, func(c deals.Candidate) bool { return c.Name == r.Name })
				k := slices.IndexFunc(r.Room.Tables, func(t assay.Table) bool { return t.Name == a.Table })
				if c < 0 {
					continue
				}
				share := 0.0
				if k >= 0 {
					share = r.Room.Tables[k].Share
				}
				if want := a.Draws.Candidates[c].InZopa.P; math.Abs(share-want) > 1e-9 || r.Draws != runs {
					t.Errorf("%s: %s at %s in %v of %d draws, deals says %v", name, r.Name, a.Table, share, r.Draws, want)
				}
			}
		}
		b, err := blocks.Ask(ctx, d, blocks.Args{Deals: ask.Deals(g), Goals: []int{}})
		if err != nil {
			t.Fatal(err)
		}
		for k, r := range results {
			var unratified []string
			for _, w := range r.Ratified.Who {
				unratified = append(unratified, w.Party)
			}
			if !slices.Equal(unratified, append([]string(nil), b.Deals[k].Ratify...)) {
				t.Errorf("%s: %s: %v would not ratify, blocks says %v", name, r.Name, unratified, b.Deals[k].Ratify)
			}
			if r.Room.Verdict == assay.Passes && len(b.Deals[k].Sign) > 0 {
				t.Errorf("%s: %s has room, but blocks says that %v would not sign", name, r.Name, b.Deals[k].Sign)
			}
			if !g.Case.Clock.Given && g.Ordinal == 0 && b.Deals[k].Passes && r.Kept.Verdict == assay.Fails {
				t.Errorf("%s: nobody would stop %s, but %s", name, r.Name, r.Kept.Text)
			}
		}
	}
}

// What needs clocks agrees with hold: the least patience of each signatory, stalemate and what hurts, and who plans to break it when.
func TestAgreesWithHold(t *testing.T) {
	stars, ripe := 0, 0
	for name, typed := range map[string][]string{"aceh-2005": {"truce", "memorandum"}, "northern-ireland-1998": nil, "jcpoa-2015": {"plan"}} {
		g := oracle.Catalogue(t, name)
		const runs = 20
		for k, deal := range ask.Deals(g) {
			if typed != nil && k >= len(typed) {
				continue
			}
			r := test(t, g, runs, 0, deal.Name)[0]
			a, err := durability.Ask(context.Background(), oracle.Draws(t, g, runs, 0), durability.Args{Deal: &deal, Table: -1})
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range r.Patient.Who {
				stars++
				if star, ok := a.DeltaStar[w.Party]; !ok || (star == nil) != (w.Needs == nil) || star != nil && math.Abs(*star-*w.Needs) > 1e-9 {
					t.Errorf("%s: %s: %+v, hold says %v", name, deal.Name, w, star)
				}
			}
			if len(a.Signatories) != 1 || !slices.Equal(a.Signatories[0].Parties, r.Signatories) {
				continue
			}
			ripe++
			if *r.Ripe.Stalemate.Share != a.Ripeness.Stalemate.P || *r.Ripe.Hurting.Share != a.Ripeness.Hurting.P {
				t.Errorf("%s: %s: stalemate %v, hurting %v; hold says %v, %v", name, deal.Name, *r.Ripe.Stalemate.Share, *r.Ripe.Hurting.Share, a.Ripeness.Stalemate.P, a.Ripeness.Hurting.P)
			}
		}
	}
	if stars == 0 || ripe < 4 {
		t.Errorf("only %d thresholds and %d deals were compared", stars, ripe)
	}
	g := oracle.Must(t, refill)
	deal, err := ask.FindDeal(g, "war=pauses")
	if err != nil {
		t.Fatal(err)
	}
	a, err := durability.Ask(context.Background(), oracle.Draws(t, g, 3, 1), durability.Args{Deal: &deal, Table: -1})
	if err != nil {
		t.Fatal(err)
	}
	w := test(t, g, 3, 1, "war=pauses")[0].Kept.Who[0]
	k := slices.IndexFunc(a.Parties, func(p durability.Party) bool { return p.Party == w.Party })
	if k < 0 || a.Parties[k].Leaves != 1 || *a.Parties[k].Exit != *w.Months {
		t.Errorf("%+v, hold says %+v", w, a.Parties)
	}
}

// A case without clocks that is too large for the graph model: who could undo a deal alone and gain at once is what blocks says, and nothing is
// said of draws.
func TestLargeWithoutClocks(t *testing.T) {
	var text strings.Builder
	text.WriteString("parley: 1\ncase: large\nparties: {a: {kind: state}, b: {kind: state}}\nissues:\n")
	for i := range 3 {
		fmt.Fprintf(&text, "  i%d: {today: o0, options: [o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10], by: %s}\n", i, []string{"a", "b", "a and b"}[i])
	}
	text.WriteString("values:\n  a: {i0: {o1: -1}, i1: {o1: 3}, i2: {o1: 1}}\n  b: {i0: {o1: 3}, i1: {o1: 1}, i2: {o1: 1}}\ndeals:\n  x: \"i0=o1, i1=o1\"\n  y: i2=o1\n")
	g := oracle.Must(t, text.String())
	results := test(t, g, 5, 1)
	b, err := blocks.Ask(context.Background(), oracle.Draws(t, g, 5, 1), blocks.Args{Deals: ask.Deals(g), Goals: []int{}})
	if err != nil {
		t.Fatal(err)
	}
	for k, r := range results {
		var alone []string
		for _, w := range r.Kept.Who {
			if alone = append(alone, w.Party); w.Reason != assay.Undoes {
				t.Errorf("%+v", w)
			}
		}
		var want []string
		for _, set := range b.Deals[k].Undo {
			if len(set) == 1 {
				want = append(want, set[0])
			}
		}
		if !slices.Equal(alone, want) || r.Kept.Share != nil || r.Kept.Verdict == assay.NotAsked {
			t.Errorf("%s: %v, blocks says %v; %+v", r.Name, alone, want, r.Kept)
		}
	}
	if results[0].First != "credibility" || results[1].First != "" {
		t.Errorf("%q and %q fail first", results[0].First, results[1].First)
	}
}
