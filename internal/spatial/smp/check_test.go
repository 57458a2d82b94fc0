package smp_test

import (
	"math"
	"strings"
	"testing"

	"parley/internal/spatial/smp"
)

func TestCheck(t *testing.T) {
	identity := func(n int) [][]float64 {
		m := make([][]float64, n)
		for i := range m {
			m[i] = make([]float64, n)
			m[i][i] = 1
		}
		return m
	}
	for _, test := range []struct {
		name, say string
		wrong     func(*smp.Scenario)
	}{
		{"two actors", "2 actors; the model takes 3 to 250", func(s *smp.Scenario) { s.Actors = s.Actors[:2] }},
		{"251 actors", "251 actors", func(s *smp.Scenario) { *s = crowd(251, 1, 1) }},
		{"no dimension", "0 dimensions", func(s *smp.Scenario) { s.Dims = nil }},
		{"101 dimensions", "101 dimensions", func(s *smp.Scenario) { *s = crowd(3, 101, 1) }},
		{"no name", "actor 2 has no name", func(s *smp.Scenario) { s.Actors[1].Name = "" }},
		{"one name", "two actors are called `a`", func(s *smp.Scenario) { s.Actors[1].Name = "a" }},
		{"no capability", "actor `b`: the capability is 0", func(s *smp.Scenario) { s.Actors[1].Capability = 0 }},
		{"NaN", "the capability is NaN", func(s *smp.Scenario) { s.Actors[1].Capability = math.NaN() }},
		{"infinity", "the capability is +Inf", func(s *smp.Scenario) { s.Actors[1].Capability = math.Inf(1) }},
		{"no position", "0 positions and 1 saliences", func(s *smp.Scenario) { s.Actors[1].Position = nil }},
		{"position", "the position on `x` is 101", func(s *smp.Scenario) { s.Actors[1].Position[0] = 101 }},
		{"position NaN", "the position on `x` is NaN", func(s *smp.Scenario) { s.Actors[1].Position[0] = math.NaN() }},
		{"salience", "the salience of `x` is -1", func(s *smp.Scenario) { s.Actors[1].Salience[0] = -1 }},
		{"no salience", "must care about something", func(s *smp.Scenario) { s.Actors[1].Salience[0] = 0 }},
		{"saliences", "the saliences sum to 120", func(s *smp.Scenario) {
			s.Dims = []string{"x", "y"}
			for i := range s.Actors {
				s.Actors[i].Position, s.Actors[i].Salience = []float64{1, 2}, []float64{60, 60}
			}
		}},
		{"nobody cares", "dimension `y` has the salience 0 for every actor", func(s *smp.Scenario) {
			s.Dims = []string{"x", "y"}
			for i := range s.Actors {
				s.Actors[i].Position, s.Actors[i].Salience = []float64{1, 2}, []float64{60, 0}
			}
		}},
		{"accommodation", "has 2 rows; there are 3 actors", func(s *smp.Scenario) { s.Accommodation = identity(2) }},
		{"short row", "of actor `a` has 1 numbers", func(s *smp.Scenario) { s.Accommodation = identity(3); s.Accommodation[0] = []float64{1} }},
		{"beyond 1", "of actor `c` holds 1.5", func(s *smp.Scenario) { s.Accommodation = identity(3); s.Accommodation[2][2] = 1.5 }},
		{"row sum", "of actor `b` sums to 1.5", func(s *smp.Scenario) { s.Accommodation = identity(3); s.Accommodation[1][0] = 0.5 }},
		{"option", "VotingRule has the unknown value 77", func(s *smp.Scenario) { s.Options.Voting = 77 }},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := small(10, 20, 90)
			if _, err := smp.Run(t.Context(), s); err != nil {
				t.Fatal(err)
			}
			test.wrong(&s)
			if r, err := smp.Run(t.Context(), s); r != nil || err == nil || !strings.Contains(err.Error(), test.say) {
				t.Errorf("%v, want %q", err, test.say)
			}
		})
	}
}

// TestRounding: saliences whose decimal sum is 100 pass whatever their binary sum is.
func TestRounding(t *testing.T) {
	s := crowd(3, 10, 1)
	for i := range s.Actors {
		for k := range s.Dims {
			s.Actors[i].Salience[k] = 10 + 0.1*float64(1-2*(k%2))
		}
	}
	if err := s.Check(); err != nil {
		t.Error(err)
	}
}

// TestSettings: 5·3·2·6·5·3·3·3·3 combinations, each setting by name and back, the zero value KTAB's defaults.
func TestSettings(t *testing.T) {
	combinations := 1
	for i, want := range []smp.Setting{
		{Name: "VictoryProbModel", Value: "Linear"},
		{Name: "PCEModel", Value: "Conditional"},
		{Name: "StateTransitions", Value: "Deterministic"},
		{Name: "VotingRule", Value: "Prop"},
		{Name: "BigRAdjust", Value: "OneThird"},
		{Name: "BigRRange", Value: "Mid"},
		{Name: "ThirdPartyCommit", Value: "SemiCommit"},
		{Name: "InterVecBrgn", Value: "S2P2"},
		{Name: "BargnModel", Value: "InitOnlyInterp"},
	} {
		got := smp.Options{}.Settings()[i]
		if got.Name != want.Name || got.Value != want.Value {
			t.Errorf("%s is %s by default, want %s %s", got.Name, got.Value, want.Name, want.Value)
		}
		combinations *= len(got.Values)
		for _, value := range got.Values {
			var o smp.Options
			if err := o.Set(strings.ToLower(got.Name), " "+strings.ToUpper(value)); err != nil || o.Settings()[i].Value != value {
				t.Errorf("%s %s: %v %v", got.Name, value, o.Settings()[i], err)
			}
		}
		var o smp.Options
		if err := o.Set(got.Name, "Cubed"); err == nil || !strings.Contains(err.Error(), "known: "+got.Values[0]) || o != (smp.Options{}) {
			t.Errorf("%s: %v", got.Name, err)
		}
	}
	if combinations != 72_900 {
		t.Errorf("%d combinations, want 72,900", combinations)
	}
	var o smp.Options
	if err := o.Set("VotingRules", "Prop"); err == nil || !strings.Contains(err.Error(), "known: VictoryProbModel") {
		t.Error(err)
	}
}

func TestParse(t *testing.T) {
	parsers := []func(string) (interface{ String() string }, error){
		func(s string) (interface{ String() string }, error) { return smp.ParseVictoryProbModel(s) },
		func(s string) (interface{ String() string }, error) { return smp.ParsePCEModel(s) },
		func(s string) (interface{ String() string }, error) { return smp.ParseStateTransitions(s) },
		func(s string) (interface{ String() string }, error) { return smp.ParseVotingRule(s) },
		func(s string) (interface{ String() string }, error) { return smp.ParseBigRAdjust(s) },
		func(s string) (interface{ String() string }, error) { return smp.ParseBigRRange(s) },
		func(s string) (interface{ String() string }, error) { return smp.ParseThirdPartyCommit(s) },
		func(s string) (interface{ String() string }, error) { return smp.ParseInterVecBrgn(s) },
		func(s string) (interface{ String() string }, error) { return smp.ParseBargnModel(s) },
	}
	for i, setting := range (smp.Options{}).Settings() {
		for _, name := range setting.Values {
			if v, err := parsers[i](name); err != nil || v.String() != name {
				t.Errorf("%s %s: %v %v", setting.Name, name, v, err)
			}
		}
		if _, err := parsers[i](""); err == nil || !strings.Contains(err.Error(), setting.Name) {
			t.Errorf("%s: %v", setting.Name, err)
		}
	}
}
