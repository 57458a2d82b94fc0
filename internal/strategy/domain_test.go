package strategy

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// all calls every exported function with numbers from n and whole numbers from i.
func all(n func() float64, i func() int) map[string]func() (any, error) {
	war := func() War { return War{n(), n(), n()} }
	threat := func() Threat { return Threat{n(), n(), n(), n()} }
	stakes := func() Stakes { return Stakes{n(), n(), n()} }
	monitor := func() Monitor { return Monitor{n(), n(), n()} }
	optimism := func() Optimism { return Optimism{n(), n(), n(), n()} }
	rise := func() Rise { return Rise{n(), n(), n(), n()} }
	forces := func() Forces { return Forces{n(), n(), n(), n(), n(), n()} }
	strength := func() Strength { return Strength{n(), n()} }
	patiences := func() Patiences { return Patiences{n(), n()} }
	contender := func() Contender { return Contender{n(), n(), n()} }
	type flagged struct {
		Value any
		OK    bool
	}
	flag := func(v any, ok bool, err error) (any, error) { return flagged{v, ok}, err }
	return map[string]func() (any, error){
		"WarRange":                  func() (any, error) { return WarRange(war()) },
		"PowerRange":                func() (any, error) { return PowerRange(war(), Attitude{n(), n()}) },
		"OptimismRange":             func() (any, error) { return OptimismRange(optimism()) },
		"PeaceSurplus":              func() (any, error) { return PeaceSurplus([]float64{n(), n(), n()}[:min(3, max(0, i()))]) },
		"OfferUnderPrivateCost":     func() (any, error) { return OfferUnderPrivateCost(PrivateCost{n(), n(), n()}) },
		"OfferUnderPrivateStrength": func() (any, error) { return OfferUnderPrivateStrength(PrivateStrength{n(), n(), n(), n()}) },
		"Threshold":                 func() (any, error) { return Threshold(threat()) },
		"Compel":                    func() (any, error) { return Compel(threat(), Challenger{n(), n(), n()}) },
		"CompelPrivately":           func() (any, error) { return CompelPrivately(threat(), PrivateChallenger{n(), n(), n()}) },
		"AssuredThreshold":          func() (any, error) { return flag(AssuredThreshold(threat(), Assurance{n(), n()})) },
		"Persistence":               func() (any, error) { return flag(Persistence(Sanctions{n(), n(), n()})) },
		"WaitForDeadline":           func() (any, error) { return WaitForDeadline(Deadline{threat(), n(), n(), i()}) },
		"StillIn":                   func() (any, error) { return StillIn(n(), n(), n()) },
		"AudienceCrisis":            func() (any, error) { return AudienceCrisis(contender(), contender()) },
		"MustFight":                 func() (any, error) { return MustFight(n(), n()) },
		"PreventiveWar":             func() (any, error) { return PreventiveWar(Decline{n(), n(), n(), n()}) },
		"PowerShift":                func() (any, error) { return PowerShift(rise()) },
		"LargestPeacefulStep":       func() (any, error) { return LargestPeacefulStep(n(), n(), n()) },
		"FirstStrikeRange":          func() (any, error) { return FirstStrikeRange(FirstStrike{n(), n(), n(), n()}) },
		"FightOn":                   func() (any, error) { return FightOn(i(), i(), n()) },
		"Prospects":                 func() (any, error) { return Prospects(Campaign{i(), n(), n(), n(), n()}) },
		"Posterior":                 func() (any, error) { return Posterior(n(), strength(), i(), i()) },
		"FightAndLearn": func() (any, error) {
			return FightAndLearn(Learning{i(), i(), strength(), n(), n(), n(), n()}, make([]bool, min(9, max(0, i()))))
		},
		"FrontRanges": func() (any, error) {
			return FrontRanges(MovingFront{min(i(), 40), min(i(), 40), n(), n(), n(), n(), n(), n(), n()})
		},
		"GrimPatience":       func() (any, error) { return GrimPatience(stakes()) },
		"LaggedPatience":     func() (any, error) { return LaggedPatience(stakes(), i()) },
		"TitForTatPatience":  func() (any, error) { return TitForTatPatience(stakes(), n()) },
		"DetectedPatience":   func() (any, error) { return DetectedPatience(stakes(), n()) },
		"GuaranteedPatience": func() (any, error) { return GuaranteedPatience(stakes(), n(), n()) },
		"TurnoverPatience":   func() (any, error) { return TurnoverPatience(stakes(), n()) },
		"Tranches":           func() (any, error) { return flag(Tranches(stakes(), n())) },
		"NoisyDeal":          func() (any, error) { return NoisyDeal(stakes(), monitor(), i()) },
		"BestPunishment":     func() (any, error) { return flag(BestPunishment(stakes(), monitor())) },
		"DeltaStar":          func() (any, error) { return flag(DeltaStar(n(), n(), n(), n())) },
		"GuaranteeStar":      func() (any, error) { return flag(GuaranteeStar(n(), n(), n(), n(), n())) },
		"EffectivePatience":  func() (any, error) { return EffectivePatience(n(), []Turnover{{n(), n()}, {n(), n()}}) },
		"WinSet":             func() (any, error) { return WinSet(Chamber{[]float64{n(), n(), n()}, n(), n(), n()}) },
		"RatificationChance": func() (any, error) { return RatificationChance([]float64{n(), n(), n()}, n()) },
		"BestProposal": func() (any, error) {
			k, v, err := BestProposal([]Proposal{{n(), n()}, {n(), n()}}, n())
			return []any{k, v}, err
		},
		"AlternatingOffers":       func() (any, error) { return AlternatingOffers(patiences()) },
		"OffersByB":               func() (any, error) { return OffersByB(patiences()) },
		"OffersWithOutsideOption": func() (any, error) { return OffersWithOutsideOption(patiences(), n()) },
		"FiniteOffers":            func() (any, error) { return FiniteOffers(patiences(), i()) },
		"IsRipe": func() (any, error) {
			return IsRipe(Dispute{optimism(), []Escalation{{n(), n()}}, []Escalation{{n(), n()}}, &Decay{n(), n(), n(), n()}})
		},
		"AcceptsTruce": func() (any, error) { return AcceptsTruce(n(), n(), n()) },
		"SquareLaw":    func() (any, error) { return SquareLaw(forces()) },
		"LinearLaw":    func() (any, error) { return LinearLaw(forces()) },
		"SquareLawReinforced": func() (any, error) {
			f := forces()
			f.BreakA, f.BreakB = 0, 0
			times := []float64{n(), n(), n()}
			return SquareLawReinforced(f, []Reinforcement{{n(), n(), n(), n()}, {n(), n(), n(), n()}}, times)
		},
	}
}

// numbers finds what is not a finite number.
func numbers(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Float64:
		return !math.IsNaN(v.Float()) && !math.IsInf(v.Float(), 0)
	case reflect.Struct:
		for i := range v.NumField() {
			if !numbers(v.Field(i)) {
				return false
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			if !numbers(v.Index(i)) {
				return false
			}
		}
	case reflect.Interface, reflect.Pointer:
		return v.IsNil() || numbers(v.Elem())
	}
	return true
}

// extremes are the numbers that break formulas.
var extremes = []float64{
	0, 1, 0.5, 1e-15, 1e15, 1 - 1e-16, 1e-300, 5e-324, 1 - 1e-9, 1e-9, 0.9, 2, 3, 1 + 1e-16, 0.999999, 1e-7, 1e9,
	-1, -1e15, math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1), math.MaxFloat64,
}

// Whatever the numbers: an answer made of numbers or an error that says what is wrong, never both and never a panic. Each
// function must answer at times, else nothing was asked of it.
func TestEveryFunctionOnExtremes(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	var given []float64 // the numbers of the call
	bad := false
	n := func() float64 {
		from := extremes[:11]
		if bad && source.IntN(4) == 0 {
			from = extremes
		}
		given = append(given, from[source.IntN(len(from))])
		return given[len(given)-1]
	}
	whole := []int{1, 2, 3, 7, 40, 2000, 0, -1, math.MaxInt, math.MinInt}
	i := func() int {
		k := whole[source.IntN(len(whole))]
		given = append(given, float64(k))
		return k
	}
	calls := all(n, i)
	for _, name := range slices.Sorted(maps.Keys(calls)) {
		answered := 0
		for round := range 3000 {
			bad, given = round%2 == 0, given[:0]
			v, err := calls[name]()
			var domain *DomainError
			switch {
			case err == nil && !numbers(reflect.ValueOf(v)):
				t.Fatalf("%s of %v: %+v", name, given, v)
			case err == nil:
				answered++
			case !errors.As(err, &domain) || domain.Parameter == "" || domain.Allowed == "":
				t.Fatalf("%s of %v: %v", name, given, err)
			case !zero(reflect.ValueOf(v)):
				t.Fatalf("%s of %v: %+v beside the error %v", name, given, v, err)
			}
		}
		if answered < 10 {
			t.Errorf("%s answered %d times", name, answered)
		}
	}
}

// No exported function is left out of the test on extremes.
func TestExtremesCoverThePackage(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	asked, found := all(nil, nil), 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv != nil || !f.Name.IsExported() {
				continue
			}
			found++
			if asked[f.Name.Name] == nil {
				t.Errorf("%s is not asked", f.Name.Name)
			}
		}
	}
	if found != len(asked) {
		t.Errorf("%d functions are asked, the package has %d", len(asked), found)
	}
}

// zero says that an answer says nothing.
func zero(v reflect.Value) bool {
	if v.Kind() == reflect.Slice {
		for i := range v.Len() {
			if !zero(v.Index(i)) {
				return false
			}
		}
		return true
	}
	if v.Kind() == reflect.Interface {
		return v.IsNil() || zero(v.Elem())
	}
	if v.Kind() == reflect.Struct {
		for i := range v.NumField() {
			if !zero(v.Field(i)) {
				return false
			}
		}
		return true
	}
	return v.IsZero()
}

// Parameters next to the edge of the domain, each named with its value and what it may be.
func TestDomainErrors(t *testing.T) {
	_, tooLikely := WarRange(War{1.2, 0, 0})
	_, negative := WarRange(War{0.5, -0.1, 0})
	_, notANumber := WarRange(War{0.5, 0, math.NaN()})
	_, harmless := Threshold(Threat{Loss: 1})
	_, notAStake := GrimPatience(Stakes{T: 3, R: 3, P: 1})
	_, endless := PowerShift(Rise{0.2, 0.4, 0.1, 1})
	_, nowhere := FightOn(10, 11, 0.5)
	_, fewer := WinSet(Chamber{Ideals: []float64{0.2, 1.4}, Share: 0.5})
	_, noShare := WinSet(Chamber{Ideals: []float64{0.2}})
	_, never := AlternatingOffers(Patiences{1, 1})
	for _, tt := range []struct {
		err  error
		want string
	}{
		{tooLikely, "p is 1.2; it must be between 0 and 1"},
		{negative, "cA is -0.1; it must be between 0 and 1e+15"},
		{notANumber, "cB is not a number; it must be between 0 and 1e+15"},
		{harmless, "h + q·v is 0; it must be above 0: a threat must cost its target something"},
		{notAStake, "T is 3; it must be above R, which is 3"},
		{endless, "δ is 1; it must be at least 0 and below 1"},
		{nowhere, "k is 11; it must be a whole number between 0 and 10"},
		{fewer, "the ideal point of voter 2 is 1.4; it must be between 0 and 1"},
		{noShare, "τ is 0; it must be above 0 and at most 1"},
		{never, "δA·δB is 1; it must be below 1: two sides that lose nothing by waiting need not agree"},
	} {
		if tt.err == nil || tt.err.Error() != tt.want {
			t.Errorf("%v, want %s", tt.err, tt.want)
		}
	}
}

// Every limit is enforced.
func TestLimits(t *testing.T) {
	many := make([]float64, maxVoters+1)
	calls := map[string]func() error{
		"front": func() error { _, err := FightOn(maxFront+1, 1, 0.5); return err },
		"walk":  func() error { _, err := Prospects(Campaign{maxSolved + 1, 0.5, 0, 0, 1}); return err },
		"months": func() error {
			_, err := FrontRanges(MovingFront{Places: 2, Months: maxMonths + 1})
			return err
		},
		"voters": func() error { _, err := WinSet(Chamber{Ideals: many, Share: 1}); return err },
		"ballot": func() error { _, err := RatificationChance(many, 1); return err },
		"results": func() error {
			_, err := FightAndLearn(Learning{2, 1, Strength{0.6, 0.4}, 0, 0, 0, 0}, make([]bool, maxResults+1))
			return err
		},
		"phases": func() error {
			_, err := SquareLawReinforced(Forces{A: 1, B: 1, Alpha: 1, Beta: 1}, make([]Reinforcement, maxPhases+1), nil)
			return err
		},
		"magnitude": func() error { _, err := MustFight(2*maxMagnitude, 0); return err },
		"periods":   func() error { _, err := NoisyDeal(Stakes{5, 3, 1}, Monitor{1, 0, 0.5}, maxPeriods+1); return err },
	}
	for name, call := range calls {
		if err := call(); err == nil || !strings.Contains(err.Error(), "must be") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
