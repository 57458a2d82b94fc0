package casefile

import (
	"fmt"
	"time"
)

func (k *checker) scenarios() {
	group := k.groupMeta(k.doc.Scenarios.About, "scenarios")
	for i := range k.doc.Scenarios.Entries {
		e := &k.doc.Scenarios.Entries[i]
		name, doc := e.Key.Text, &e.Value
		s := Scenario{
			Meta: k.meta(e.Key.At, "scenarios."+name, doc.About, labelOr(doc.Label, name), group), Name: name,
			Condition: k.looking(doc.Is.Node), Text: oneLine(doc.Is.Value), By: k.day(doc.By), LookedUp: oneLine(doc.LookedUp.Value),
		}
		if !s.By.IsZero() && !k.c.AsOf.IsZero() && s.By.After(k.c.LastDay()) {
			k.r.Fail("scenario", doc.By.Node.At, s.Path, fmt.Sprintf("%s lies beyond the horizon, which ends on %s", s.By.Format(time.DateOnly), k.c.LastDay().Format(time.DateOnly)), "lengthen `horizon`, or choose an earlier day")
		}
		k.c.Scenarios = append(k.c.Scenarios, s)
	}
}

// impossible reports scenarios that plainly can never hold.
func (k *checker) impossible() {
	if k.r.Errors > 0 || len(k.c.Scenarios) == 0 {
		return
	}
	p := k.c.prospects()
	for i := range k.c.Scenarios {
		s := &k.c.Scenarios[i]
		if culprit := p.never(s.Condition); culprit != nil {
			at := k.doc.Scenarios.Entries[i].Value.Is.Node
			k.r.Fail("scenario", at.Span(k.r, culprit.Pos, culprit.End), s.Path, fmt.Sprintf("the scenario `%s` can never hold: %s", s.Name, p.why(culprit)), "mend it, or delete the scenario")
		}
	}
}
