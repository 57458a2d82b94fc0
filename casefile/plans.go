package casefile

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/casefile/internal/document"
)

func (k *checker) plans() {
	group := k.groupMeta(k.doc.Plans.About, "plans")
	for i := range k.doc.Plans.Entries {
		e := &k.doc.Plans.Entries[i]
		name, doc := e.Key.Text, &e.Value
		p := Plan{Meta: k.meta(e.Key.At, "plans."+name, doc.About, labelOr(doc.Label, name), group), Name: name}
		var last time.Time
		for j := range doc.Is {
			step := k.step(&p, &doc.Is[j], j)
			if on := step.On; !on.IsZero() {
				if on.Before(last) {
					k.r.Fail("plan", doc.Is[j].On.Node.At, step.Path, fmt.Sprintf("%s lies before the step planned for %s", on.Format(time.DateOnly), last.Format(time.DateOnly)), "put the steps in the order of their days")
				}
				last = on
			}
			p.Steps = append(p.Steps, step)
		}
		k.c.Plans = append(k.c.Plans, p)
	}
}

// step resolves the j-th deal of a plan.
func (k *checker) step(p *Plan, doc *document.PlanStep, j int) PlanStep {
	s := PlanStep{
		Meta: k.meta(placeOf(doc.Deal, p.Place), p.Path+"."+strconv.Itoa(j+1), doc.About, labelOr(doc.Label, oneLine(doc.Deal.Value)), &p.Meta),
		Deal: -1, On: k.day(doc.On), When: k.looking(doc.When.Node), Text: oneLine(doc.When.Value),
	}
	if d, ok := k.names.deals.find(strings.TrimSpace(doc.Deal.Value)); ok {
		s.Deal, s.Settings = d, k.c.Deals[d].Settings
	} else {
		s.Settings = k.settings(doc.Deal)
	}
	switch {
	case doc.On.Given() && doc.When.Given():
		k.r.Fail("plan", doc.When.Node.At, s.Path, "a step comes on a day or when something holds, not both", "keep one of them")
	case j > 0 && !doc.On.Given() && !doc.When.Given():
		k.r.Fail("plan", s.Place, s.Path, "it is not said when this step comes", "add `on` or `when`; only the first step comes at once")
	}
	return s
}
