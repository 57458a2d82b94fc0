package durability

import (
	"parley/casefile"
	"parley/internal/baserates"
	"parley/internal/game"
)

// Rate is a published share of agreements of some kind that still stood.
type Rate struct {
	Class    string      `json:"class"`
	Among    Kind        `json:"among"` // Interstate or Civil
	Label    string      `json:"label"`
	Months   float64     `json:"months"`
	Survival float64     `json:"survival"`
	Interval *[2]float64 `json:"interval"` // 90 %; null: none published
	N        int         `json:"n"`
	Source   string      `json:"source"`
}

// Kind is the kind of conflict that published survival is taken from.
type Kind string

// The kinds. BothKinds: the signatories do not tell.
const (
	Interstate Kind = "between states"
	Civil      Kind = "in civil wars"
	BothKinds  Kind = "both"
)

// kindOf is the kind of conflict that an agreement among some parties settles: in a civil war, a group is among them; between states, there
// are two states or blocs and no group. Publics and institutions tell nothing.
func kindOf(g *game.Game, parties game.Mask) Kind {
	states := 0
	for _, p := range parties.List() {
		switch g.Case.Parties[p].Kind {
		case casefile.Group:
			return Civil
		case casefile.State, casefile.Bloc:
			states++
		}
	}
	if states >= 2 {
		return Interstate
	}
	return BothKinds
}

// kind is that of the conflict which the deal or plan settles, by those whose consent all its steps need.
func (q *question) kind() Kind {
	var all game.Mask
	from := q.g.Today
	for k := range q.stages {
		if to := q.stages[k].planned; !to.Equal(from) {
			all |= coalitions(q.g, from, to)[0]
			from = to
		}
	}
	return kindOf(q.g, all)
}

// published is how long agreements have lasted: between states, as one less the share of crises that came back within five years; in
// civil wars, as Kaplan–Meier survival. Where the kind of conflict is not known both are given. They are a range by definition.
func published(kind Kind) []Rate {
	out := []Rate{}
	if kind != Civil {
		out = append(out, betweenStates()...)
	}
	if kind != Interstate {
		out = append(out, inCivilWars()...)
	}
	return out
}

func betweenStates() []Rate {
	var out []Rate
	for _, class := range []string{
		baserates.CrisisFormal, baserates.CrisisNotProtractedFormal, baserates.CrisisAnyProtractedFormal, baserates.CrisisWarFormal,
	} {
		for _, r := range baserates.RecurrenceOf(class) {
			rate := Rate{Class: r.Class, Among: Interstate, Label: r.Label, Months: 60, Survival: 1 - r.Value, N: r.N, Source: r.Source}
			if r.Interval != nil {
				rate.Interval = &[2]float64{1 - r.Interval[1], 1 - r.Interval[0]}
			}
			out = append(out, rate)
		}
	}
	return out
}

func inCivilWars() []Rate {
	var out []Rate
	for _, class := range []string{baserates.AgreementAny, baserates.AgreementCeasefire, baserates.AgreementTerritory} {
		s, ok := baserates.SurvivalOf(class)
		if !ok {
			continue
		}
		for _, months := range milestones {
			if p, ok := s.At(int(months)); ok {
				rate := Rate{Class: s.Class, Among: Civil, Label: s.Label, Months: months, Survival: p.Value, N: s.N, Source: s.Source}
				if p.Half != nil {
					rate.Interval = &[2]float64{max(0, p.Value-*p.Half), min(1, p.Value+*p.Half)}
				}
				out = append(out, rate)
			}
		}
	}
	return out
}
