package exchange

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/expr"
)

func TestKeys(t *testing.T) {
	tests := []struct {
		role      role
		spellings []string
		want      []string
	}{
		{optionRole, []string{"Canon", "APS-C", "16_100", "0 kW", "100"}, []string{"Canon", "APS-C", "16_100", "0-kW", "100"}},
		{issueRole, []string{"0000-0400", "Size of Fund", "100"}, []string{"0000-0400", "Size-of-Fund", "issue-100"}},
		{optionRole, []string{"10%", "10", "10 %"}, []string{"10-2", "10", "10-3"}},
		{optionRole, []string{"a b", "a-b", "a/b", "a-b-2"}, []string{"a-b-3", "a-b", "a-b-4", "a-b-2"}},
		{optionRole, []string{"x", "x", "X"}, []string{"x", "x-2", "X"}},
		{optionRole, []string{"$40,000", "1,5", "Custom, Printed"}, []string{"40000", "15", "Custom-Printed"}},
		{optionRole, []string{"all to one(cons. comp.)", "33%,33%,33%", "farmer & mun."}, []string{"all-to-one-cons-comp", "33-33-33", "farmer-and-mun"}},
		{optionRole, []string{"today", "not", "options", "Today"}, []string{"option-today", "option-not", "option-options", "Today"}},
		{partyRole, []string{"today", "7", "a.b"}, []string{"party-today", "party-7", "a.b"}},
		{optionRole, []string{"-5", "- 5", "−5", "+5", "<5", ">=5"}, []string{"minus-5", "5", "minus-5-2", "plus-5", "below-5", "above-5"}},
		{optionRole, []string{"1e3", "010", "5.", ".5", "1_000"}, []string{"option-1e3", "option-010", "5", "5-2", "1_000"}},
		{optionRole, []string{"", "%", "…", "\n"}, []string{"option-1", "option-2", "option-3", "option-4"}},
		{optionRole, []string{"日本", "Größe", "Zürich (CH)", "naïve?"}, []string{"日本", "Größe", "Zürich-CH", "naïve"}},
		{optionRole, []string{"19'' LCD", "a\nb", "  a  "}, []string{"19-LCD", "a-b", "a"}},
	}
	for _, test := range tests {
		if got := test.role.keys(test.spellings); !slices.Equal(got, test.want) {
			t.Errorf("%s %q: %q, want %q", test.role, test.spellings, got, test.want)
		}
	}
}

// TestKeysAreNames: every key is a name of the case file, given once, and a legal spelling keeps itself.
func TestKeysAreNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.StringN(0, 6, -1), rapid.StringOfN(rapid.RuneFrom([]rune("ab1.-_ %,&")), 0, 5, -1))
		r := rapid.SampledFrom([]role{partyRole, issueRole, optionRole}).Draw(t, "role")
		spellings := rapid.SliceOfN(word, 1, 8).Draw(t, "spellings")
		keys := r.keys(spellings)
		seen := map[string]bool{}
		for i, key := range keys {
			if !expr.IsName(key) || expr.Reserved(key) || seen[key] || OneLine(key) != key {
				t.Fatalf("%q gives %q", spellings, keys)
			}
			seen[key] = true
			if r.legal(spellings[i]) && key != spellings[i] && slices.Index(spellings, spellings[i]) == i {
				t.Fatalf("the legal spelling %q became %q", spellings[i], key)
			}
		}
	})
}

func TestKeysOfManyAlike(t *testing.T) {
	spellings := make([]string, MaxOptions)
	for i := range spellings {
		spellings[i] = "%same"
	}
	if keys := optionRole.keys(spellings); keys[0] != "same" || keys[len(keys)-1] != "same-10000" {
		t.Errorf("first %q, last %q", keys[0], keys[len(keys)-1])
	}
}
