package durability

import (
	"parley/internal/baserates"
)

// Rate is a published share of agreements of some kind that still stood.
type Rate struct {
	Class    string      `json:"class"`
	Among    string      `json:"among"` // between states, or in civil wars
	Label    string      `json:"label"`
	Months   float64     `json:"months"`
	Survival float64     `json:"survival"`
	Interval *[2]float64 `json:"interval"` // 90 %; null: none published
	N        int         `json:"n"`
	Source   string      `json:"source"`
}

// published is how long agreements of several kinds have lasted: between states, as one less the share of crises that came back
// within five years; in civil wars, as Kaplan–Meier survival. A case does not say which kind it is of: they are a range by
// definition.
func published() []Rate {
	out := []Rate{}
	for _, class := range []string{
		baserates.CrisisFormal, baserates.CrisisNotProtractedFormal, baserates.CrisisAnyProtractedFormal, baserates.CrisisWarFormal,
	} {
		for _, r := range baserates.RecurrenceOf(class) {
			rate := Rate{Class: r.Class, Among: "between states", Label: r.Label, Months: 60, Survival: 1 - r.Value, N: r.N, Source: r.Source}
			if r.Interval != nil {
				rate.Interval = &[2]float64{1 - r.Interval[1], 1 - r.Interval[0]}
			}
			out = append(out, rate)
		}
	}
	for _, class := range []string{baserates.AgreementAny, baserates.AgreementCeasefire, baserates.AgreementTerritory} {
		s, ok := baserates.SurvivalOf(class)
		if !ok {
			continue
		}
		for _, months := range milestones {
			if p, ok := s.At(int(months)); ok {
				rate := Rate{Class: s.Class, Among: "in civil wars", Label: s.Label, Months: months, Survival: p.Value, N: s.N, Source: s.Source}
				if p.Half != nil {
					rate.Interval = &[2]float64{max(0, p.Value-*p.Half), min(1, p.Value+*p.Half)}
				}
				out = append(out, rate)
			}
		}
	}
	return out
}
