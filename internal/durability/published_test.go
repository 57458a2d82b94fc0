package durability_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/internal/durability"
)

// Published survival is of the kind of conflict that the kinds of the signatories tell, and of both where they do not.
func TestPublishedKind(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want durability.Kind
	}{
		{"state", "state", durability.Interstate},
		{"state", "bloc", durability.Interstate},
		{"state", "group", durability.Civil},
		{"group", "group", durability.Civil},
		{"state", "institution", durability.BothKinds},
		{"institution", "institution", durability.BothKinds},
	} {
		a := hold(t, fmt.Sprintf(`parley: 1
case: kinds
as-of: 2025-01-01
parties: {a: {kind: %s}, b: {kind: %s}, other: {kind: group}}
issues: {war: {goes-on: a or b, pauses: a and b}}
values: {a: {war: {pauses: 1}}, b: {war: {pauses: 1}}}
`, c.a, c.b), "war=pauses", 2, 1)
		if a.Conflict != c.want || len(a.Published) == 0 {
			t.Errorf("%s and %s: %q", c.a, c.b, a.Conflict)
		}
		for _, r := range a.Published {
			if c.want != durability.BothKinds && r.Among != c.want {
				t.Errorf("%s and %s: %+v", c.a, c.b, r)
			}
		}
		seen := fmt.Sprint(a.Published)
		if both := strings.Contains(seen, string(durability.Interstate)) && strings.Contains(seen, string(durability.Civil)); both != (c.want == durability.BothKinds) {
			t.Errorf("%s and %s: both kinds %v", c.a, c.b, both)
		}
	}
}
