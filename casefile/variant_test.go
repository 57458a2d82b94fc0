package casefile_test

import (
	"os"
	"strings"
	"testing"

	"parley/casefile"
	"parley/internal/quantity"
)

func clockCase(t *testing.T) *casefile.Case {
	t.Helper()
	text, err := os.ReadFile("testdata/clock.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, list := casefile.Parse("clock.yaml", string(text))
	if c == nil {
		t.Fatal(list)
	}
	return c
}

// A variant differs in what was changed and nowhere else; the case stays as it is.
func TestVariant(t *testing.T) {
	c := clockCase(t)
	inputs := len(c.Inputs)
	change := func(flag, text string) casefile.Change {
		x, err := casefile.ParseChange(c, flag, text)
		if err != nil {
			t.Fatalf("%s %s: %v", flag, text, err)
		}
		return x
	}
	var plain, derived string
	for _, q := range c.Quantities {
		if q.Form == casefile.Dist && q.Dist.IsUncertain() && plain == "" {
			plain = q.Name
		}
		if q.Form == casefile.Expr && derived == "" {
			derived = q.Name
		}
	}
	v := casefile.Variant(c, []casefile.Change{
		change("set", plain+"=0.4"), change("set", derived+" = 1 to 2"),
		change("without", "threat:"+c.Threats[0].Name), change("fix", "track:"+c.Tracks[0].Name),
	})
	if len(c.Inputs) != inputs || len(v.Inputs) != inputs+1 || c.Threats[0].Off || c.Tracks[0].Change != nil && c.Tracks[0].Change.Text == "0" {
		t.Fatal("the case itself was changed, or an input is missing")
	}
	for i, q := range v.Quantities {
		switch q.Name {
		case plain:
			if q.Dist.Quantile(0.9) != 0.4 || v.Inputs[q.Input].Dist.Median() != 0.4 || q.Input != c.Quantities[i].Input {
				t.Errorf("%s: %+v", plain, q)
			}
		case derived:
			if q.Form != casefile.Dist || q.Dist.Family != quantity.Normal || v.Inputs[q.Input].Path != "quantities."+derived {
				t.Errorf("%s: %+v", derived, q)
			}
		default:
			if q.Text != c.Quantities[i].Text {
				t.Errorf("%s changed", q.Name)
			}
		}
	}
	if !v.Threats[0].Off || v.Tracks[0].Change.Text != "0" || v.Tracks[0].Noise != nil {
		t.Errorf("%+v, %+v", v.Threats[0], v.Tracks[0])
	}
	still := casefile.Variant(c, []casefile.Change{change("without", "clocks")})
	for _, track := range still.Tracks {
		if track.Change.Text != "0" || track.Toward != nil || track.Jump != nil {
			t.Errorf("%+v still runs", track)
		}
	}
}

// What a what-if cannot mean is refused, with its place and a remedy.
func TestParseChangeMistakes(t *testing.T) {
	c := clockCase(t)
	for _, x := range []struct{ flag, text, reason, suggestion string }{
		{"set", "nothing", "a quantity and its number are wanted", "write"},
		{"set", " = 1", "a quantity and its number are wanted", "write"},
		{"set", "rat=1", "unknown quantity `rat`", "rate"},
		{"set", "rate=", "", ""},
		{"set", "rate=front * 2", "a number, a range or a distribution is wanted", "belongs into the case"},
		{"set", "rate=0.6 to 0.3", "reversed", "0.3 to 0.6"},
		{"set", "rate=beta(0, 1)", "", ""},
		{"without", "clock", "is nothing that `--without` knows", "--without clocks"},
		{"without", "threat:nobody", "unknown threat", ""},
		{"with", "threat:x", "is nothing that `--with` knows", "table:NAME"},
		{"fix", "track:fron", "unknown track", "front"},
		{"fix", "", "is nothing that `--fix` knows", "track:NAME"},
	} {
		_, err := casefile.ParseChange(c, x.flag, x.text)
		if err == nil {
			t.Errorf("--%s %q is accepted", x.flag, x.text)
			continue
		}
		if !strings.Contains(err.Reason, x.reason) || !strings.Contains(err.Suggestion, x.suggestion) || err.Pos < 0 || err.End < err.Pos || err.Reason == "" {
			t.Errorf("--%s %q: %+v", x.flag, x.text, err)
		}
	}
}
