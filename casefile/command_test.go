package casefile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParseAssignment(t *testing.T) {
	c := mustParse(t, frame)
	for text, want := range map[string][]Setting{
		"war=truce":                  {{0, 1}},
		" war = truce ,land=freeze ": {{0, 1}, {1, 1}},
		"trade=100":                  {{2, 2}},
		"frozen":                     {{0, 1}, {1, 1}},
		"sold":                       {{0, 1}, {1, 2}},
	} {
		got, err := ParseAssignment(c, text)
		if err != nil || !cmp.Equal(got, want) {
			t.Errorf("%s: %v, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"":                        "issue=option",
		"war=truce, war=on-going": "cannot be both",
		"war==truce":              "`war=truce`",
		"frozn":                   "`frozen`",
		"war=trcue":               "`truce`",
		"wra=truce":               "`war`",
		"war":                     "`war=on-going`",
		"war=truce,,land=open":    "missing",
		"war=":                    "incomplete",
		"=":                       "incomplete",
		"war: truce":              "`war=truce`",
	} {
		_, err := ParseAssignment(c, text)
		if err == nil || !strings.Contains(err.Reason+err.Suggestion, want) {
			t.Errorf("%q: %+v, want %q", text, err, want)
		} else if err.Pos < 0 || err.End > len([]rune(text)) || err.Pos > err.End {
			t.Errorf("%q: at %d to %d", text, err.Pos, err.End)
		}
	}
}

func TestFindWhatRuns(t *testing.T) {
	c := mustParse(t, clockCase)
	for _, x := range []struct {
		find func(*Case, string) (int, error)
		name string
		err  string
	}{
		{FindThreat, "ultimatum", "unknown threat"},
		{FindPlan, "staged", "unknown plan"},
		{FindScenario, "fall", "unknown scenario"},
	} {
		if i, err := x.find(c, strings.ToUpper(x.name)); i != 0 || err != nil {
			t.Errorf("%s: %d, %v", x.name, i, err)
		}
		i, err := x.find(c, x.name[1:])
		if i != -1 || err == nil || !strings.Contains(err.Error(), x.err) || !strings.Contains(err.Error(), "did you mean `"+x.name+"`?") && len(x.name) > 4 {
			t.Errorf("%s: %d, %v", x.name[1:], i, err)
		}
	}
}

// Whatever is written as a deal is read back as the same settings.
func TestAssignmentRoundTrip(t *testing.T) {
	c := mustParse(t, frame)
	rapid.Check(t, func(t *rapid.T) {
		var want []Setting
		var parts []string
		for _, i := range rapid.Permutation([]int{0, 1, 2}).Draw(t, "issues")[:rapid.IntRange(1, 3).Draw(t, "n")] {
			o := rapid.IntRange(0, len(c.Issues[i].Options)-1).Draw(t, "option")
			want = append(want, Setting{i, o})
			space := rapid.SampledFrom([]string{"", " ", "  "}).Draw(t, "space")
			parts = append(parts, fmt.Sprintf("%s%s=%s%s", c.Issues[i].Name, space, space, c.Issues[i].Options[o].Name))
		}
		got, err := ParseAssignment(c, strings.Join(parts, ", "))
		if err != nil || !cmp.Equal(got, want) {
			t.Fatalf("%v: %v, %v", parts, got, err)
		}
	})
}

func TestFind(t *testing.T) {
	c := mustParse(t, frame)
	for _, x := range []struct {
		find func(*Case, string) (int, error)
		name string
		want int
		err  string
	}{
		{FindParty, "south", 1, ""},
		{FindParty, "The North", 0, ""},
		{FindParty, "the north", 0, ""},
		{FindParty, "SOUTH", 1, ""},
		{FindParty, "suoth", -1, "unknown party `suoth`; did you mean `south`?"},
		{FindIssue, "land", 1, ""},
		{FindIssue, "lnad", -1, "`land`"},
		{FindTable, "summit", 0, ""},
		{FindTable, "submit", -1, "`summit`"},
		{FindGoal, "settled", 1, ""},
		{FindGoal, "x", -1, "known: quiet, settled"},
		{FindDeal, "sold", 1, ""},
		{FindDeal, "old", -1, "`sold`"},
	} {
		got, err := x.find(c, x.name)
		if got != x.want || (err == nil) != (x.err == "") || err != nil && !strings.Contains(err.Error(), x.err) {
			t.Errorf("%s: %d, %v", x.name, got, err)
		}
	}
}
