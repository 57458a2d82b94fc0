package durability

import "testing"

// Where a plan stops most often: that a party is bound by what a step changes counts only where it has no reason of its own.
func TestHalt(t *testing.T) {
	bound, loses, weak := End{"a", string(Absent), 0.6}, End{"a", string(Loses), 0.5}, End{"b", string(TooLittle), 0.3}
	for name, c := range map[string]struct {
		steps []Step
		want  *Halt
	}{
		"never":               {[]Step{{}, {}}, nil},
		"the largest":         {[]Step{{Ends: []End{weak}}, {Ends: []End{loses}}}, &Halt{2, loses}},
		"of equals the first": {[]Step{{Ends: []End{weak}}, {Ends: []End{weak}}}, &Halt{1, weak}},
		"bound, and loses":    {[]Step{{Ends: []End{bound, loses, weak}}}, &Halt{1, loses}},
		"bound alone":         {[]Step{{Ends: []End{bound, weak}}}, &Halt{1, bound}},
		"bound in one step":   {[]Step{{Ends: []End{bound}}, {Ends: []End{loses}}}, &Halt{1, bound}},
	} {
		if got := halt(c.steps); (got == nil) != (c.want == nil) || got != nil && *got != *c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
