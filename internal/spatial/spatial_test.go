package spatial

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// issues draws an issue whose positions stand on a grid where grid is set, so that they coincide, and apart from each other otherwise, so
// that nothing is tied.
func issues(grid bool, most int) *rapid.Generator[Issue] {
	return rapid.Custom(func(t *rapid.T) Issue {
		is := Issue{Name: "drawn", Lo: 0, Hi: 100}
		for k := range rapid.IntRange(1, most).Draw(t, "actors") {
			a := Actor{
				Name:       fmt.Sprintf("actor %02d", k),
				Capability: rapid.Float64Range(0.5, 30).Draw(t, "capability"),
				Salience:   rapid.Float64Range(0.05, 1).Draw(t, "salience"),
			}
			if grid {
				a.Position = 10 * float64(rapid.IntRange(0, 10).Draw(t, "position"))
			} else {
				a.Position = float64(rapid.IntRange(0, 9990).Draw(t, "position"))/100 + 0.000731*float64(k)
			}
			is.Actors = append(is.Actors, a)
		}
		return is
	})
}

// forecasts are the models as numbers, for properties that all of them have.
var forecasts = map[string]func(*Issue) (float64, error){
	"compromise": Compromise,
	"median":     Median,
	"nash":       func(is *Issue) (float64, error) { return outcome(Nash(is, DefaultNash())) },
	"nash, absolute": func(is *Issue) (float64, error) {
		return outcome(Nash(is, NashOptions{Loss: AbsoluteLoss, Distance: 1.5}))
	},
	"conditional": func(is *Issue) (float64, error) { return expected(PCE(is, Conditional)) },
	"uniform":     func(is *Issue) (float64, error) { return expected(PCE(is, MarkovUniform)) },
	"incentive":   func(is *Issue) (float64, error) { return expected(PCE(is, MarkovIncentive)) },
	"bdm":         func(is *Issue) (float64, error) { return ended(BDM(is, DefaultBDM())) },
	"exchange": func(is *Issue) (float64, error) {
		s, err := Exchange([]Issue{*is}, DefaultExchange())
		if err != nil {
			return 0, err
		}
		return s.Outcomes[0], nil
	},
}

func outcome(b *Bargain, err error) (float64, error) {
	if err != nil {
		return 0, err
	}
	return b.Outcome, nil
}

func expected(d *Distribution, err error) (float64, error) {
	if err != nil {
		return 0, err
	}
	return d.Mean(), nil
}

func ended(t *Trace, err error) (float64, error) {
	if err != nil {
		return 0, err
	}
	return t.Mean(), nil
}

func names() []string {
	var out []string
	for name := range forecasts {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// changedBy runs a property of every model: what becomes of the forecast when the issue is changed.
func changedBy(t *testing.T, tolerance float64, change func(*rapid.T, *Issue) (expect func(float64) float64)) {
	for _, name := range names() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				is := issues(rapid.Bool().Draw(t, "grid") && tolerance == 0, 8).Draw(t, "issue")
				before, err := forecasts[name](&is)
				if err != nil {
					t.Fatal(err)
				}
				is.Actors = slices.Clone(is.Actors)
				expect := change(t, &is)
				after, err := forecasts[name](&is)
				if err != nil {
					t.Fatal(err)
				}
				if want := expect(before); math.Abs(after-want) > tolerance*(1+is.Length()) {
					t.Fatalf("%v, want %v", after, want)
				}
			})
		})
	}
}

func same(x float64) float64 { return x }

func TestOrderOfActorsDoesNotMatter(t *testing.T) {
	changedBy(t, 0, func(t *rapid.T, is *Issue) func(float64) float64 {
		is.Actors = rapid.Permutation(is.Actors).Draw(t, "order")
		return same
	})
}

func TestActorWithoutWeightChangesNothing(t *testing.T) {
	changedBy(t, 0, func(t *rapid.T, is *Issue) func(float64) float64 {
		x := rapid.Float64Range(0, 100).Draw(t, "where")
		is.Actors = append(is.Actors, Actor{"nobody", 0, 1, x}, Actor{"idle", 5, 0, 100 - x})
		return same
	})
}

func TestShiftAndStretch(t *testing.T) {
	changedBy(t, 1e-6, func(t *rapid.T, is *Issue) func(float64) float64 {
		by, times := rapid.Float64Range(-500, 500).Draw(t, "shift"), rapid.Float64Range(0.1, 20).Draw(t, "stretch")
		to := func(x float64) float64 { return by + times*x }
		is.Lo, is.Hi = to(is.Lo), to(is.Hi)
		for k := range is.Actors {
			is.Actors[k].Position = max(is.Lo, min(to(is.Actors[k].Position), is.Hi))
		}
		return to
	})
}

func TestUnitOfCapability(t *testing.T) {
	changedBy(t, 1e-6, func(t *rapid.T, is *Issue) func(float64) float64 {
		times := rapid.Float64Range(0.01, 1000).Draw(t, "times")
		for k := range is.Actors {
			is.Actors[k].Capability *= times
		}
		return same
	})
}

func TestMirror(t *testing.T) {
	symmetric := map[string]bool{"compromise": true, "nash": true, "nash, absolute": true, "conditional": true, "uniform": true, "incentive": true, "exchange": true}
	for _, name := range names() {
		if !symmetric[name] { // a tie rule names a side
			continue
		}
		rapid.Check(t, func(t *rapid.T) {
			is := issues(true, 8).Draw(t, "issue")
			before, _ := forecasts[name](&is)
			is.Actors = slices.Clone(is.Actors)
			for k := range is.Actors {
				is.Actors[k].Position = 100 - is.Actors[k].Position
			}
			if after, _ := forecasts[name](&is); math.Abs(after-(100-before)) > 1e-6 {
				t.Fatalf("%s: %v mirrored is %v", name, before, after)
			}
		})
	}
}

func TestAgreementOfAll(t *testing.T) {
	is := Issue{Name: "one mind", Lo: 0, Hi: 100, Actors: []Actor{{"a", 1, 1, 30}, {"b", 7, 0.2, 30}, {"c", 2, 0.5, 30}}}
	for _, name := range names() {
		if x, err := forecasts[name](&is); err != nil || x != 30 {
			t.Errorf("%s: %v, %v where all want 30", name, x, err)
		}
	}
}

func TestCheckSaysWhatIsWrong(t *testing.T) {
	nan, inf, off := math.NaN(), math.Inf(1), 101.0
	good := func() Issue {
		return Issue{Name: "tax", Lo: 0, Hi: 100, Actors: []Actor{{"ann", 1, 1, 30}, {"bob", 1, 1, 40}}}
	}
	for want, spoil := range map[string]func(*Issue){
		"no length":                 func(is *Issue) { is.Hi = 0 },
		"must lie within":           func(is *Issue) { is.Lo = -inf },
		"scale NaN":                 func(is *Issue) { is.Lo = nan },
		"has no length; its":        func(is *Issue) { is.Lo, is.Hi = 1e8, 1e8+1 },
		"reference point 101":       func(is *Issue) { is.Reference = &off },
		"outcome NaN":               func(is *Issue) { is.Outcome = &nan },
		`"bob" (number 2): the pos`: func(is *Issue) { is.Actors[1].Position = nan },
		"position -1":               func(is *Issue) { is.Actors[1].Position = -1 },
		"capability -1":             func(is *Issue) { is.Actors[0].Capability = -1 },
		"capability +Inf":           func(is *Issue) { is.Actors[0].Capability = inf },
		"capability 1e-300":         func(is *Issue) { is.Actors[0].Capability = 1e-300 },
		"divided by 100":            func(is *Issue) { is.Actors[0].Salience = 80 },
		"no actor has weight":       func(is *Issue) { is.Actors[0].Salience, is.Actors[1].Capability = 0, 0 },
		"251 actors":                func(is *Issue) { is.Actors = make([]Actor, MaxActors+1) },
	} {
		is := good()
		spoil(&is)
		err := is.Check()
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), `"tax"`) {
			t.Errorf("%q, want %q in it", err, want)
		}
		for _, name := range names() {
			if _, err := forecasts[name](&is); err == nil {
				t.Errorf("%s takes an issue of which %q holds", name, want)
			}
		}
	}
	if is := good(); is.Check() != nil {
		t.Error(is.Check())
	}
}

// Whatever the numbers, a model gives an error or a place on the scale.
func TestAnyNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		any := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, 1, 100, 1e-9, 1e9, -1e9, math.NaN(), math.Inf(1)}), rapid.Float64Range(0, 1))
		is := Issue{Lo: any.Draw(t, "lo"), Hi: any.Draw(t, "hi")}
		for range rapid.IntRange(0, 5).Draw(t, "actors") {
			is.Actors = append(is.Actors, Actor{fmt.Sprint(len(is.Actors)), any.Draw(t, "capability"), any.Draw(t, "salience"), any.Draw(t, "position")})
		}
		for _, name := range names() {
			if x, err := forecasts[name](&is); err == nil && !(x >= is.Lo && x <= is.Hi) {
				t.Fatalf("%s: %v on %v to %v", name, x, is.Lo, is.Hi)
			}
		}
	})
}
