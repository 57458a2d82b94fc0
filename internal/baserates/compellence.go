package baserates

import "strings"

// Classes of threats and sanctions.
const (
	AnyThreat          = "threat"
	NeverImposed       = "threat-never-imposed"
	ThenImposed        = "threat-then-imposed"
	ImposedUnannounced = "imposed-without-threat"
	OverMilitary       = "threat-over-military-behaviour"
	OverTerritory      = "threat-over-territory"
	AgainstRussia      = "threat-against-russia"
	MinorCost          = "threat-minor-cost"
	MajorCost          = "threat-major-cost"
	SevereCost         = "threat-severe-cost"
	ThroughBody        = "threat-through-institution"
	WithoutBody        = "threat-without-institution"
	SanctionsHSE       = "sanctions-hse"
	SanctionsHSELater  = "sanctions-hse-updated"
	SanctionsPape      = "sanctions-pape"
	ForceThreat        = "threat-of-force"
	Challenge          = "challenge"
	DemandUN           = "un-demand"
	DemandUNForce      = "un-demand-with-threat-of-force"
	DemandUNShallow    = "un-demand-shallow"
	DemandUNDeep       = "un-demand-deep"
)

const (
	ties   = "Threat and Imposition of Economic Sanctions v4, 1945–2005"
	hse    = "Hufbauer, Schott and Elliott 1990, sanctions 1914–1990"
	sigint = "Crisman-Cox and Gibilisco, dyad-decades 1970–2000"
	unsc   = "International Peace Institute, Security Council Compliance, civil wars 1989–2003, medium term"
)

// episodes is a row of the count of TIES by definition. Intervals are of acquiescence.
type episodes struct {
	class, label           string
	all, known             int
	complete, acquiescence float64
	interval               *[2]float64
	negotiated, sender     float64
	lower                  float64
}

func (e *episodes) rates() []Rate {
	row := func(d Definition, v float64, n int) Rate {
		return Rate{Class: e.class, Label: e.label, Definition: d, Value: v, N: n, All: e.all, Source: ties, Status: Computed}
	}
	middle := row(Acquiescence, e.acquiescence, e.known)
	middle.Interval = e.interval
	lower := row(UnknownFails, e.lower, e.all)
	return []Rate{
		row(Complete, e.complete, e.known), lower, middle, row(Negotiated, e.negotiated, e.known), row(SenderYields, e.sender, e.known),
	}
}

// Compellence lists how often threats and sanctions moved their target, by class and definition.
func Compellence() []Rate {
	var out []Rate
	for _, e := range []episodes{
		{AnyThreat, "any threat of economic sanctions", 1053, 807, .28, .39, between(.36, .42), .56, .34, .30},
		{NeverImposed, "threat of economic sanctions, never imposed", 567, 484, .31, .43, between(.39, .47), .56, .39, .37},
		{ThenImposed, "threat of economic sanctions, then imposed", 486, 323, .23, .33, between(.29, .38), .57, .27, .22},
		{ImposedUnannounced, "economic sanctions imposed without a threat", 359, 217, .20, .31, between(.26, .37), .56, .36, .19},
		{OverMilitary, "threat of economic sanctions over military behaviour", 47, 45, .31, .38, between(.27, .50), .56, .27, .36},
		{OverTerritory, "threat of economic sanctions over territory", 12, 12, .42, .42, between(.22, .64), .67, .17, .42},
		{AgainstRussia, "threat of economic sanctions against the USSR or Russia", 33, 26, .08, .27, between(.15, .43), .73, .15, .21},
	} {
		out = append(out, e.rates()...)
	}
	return append(append(out, dose()...), other()...)
}

// dose is acquiescence by the cost that the target could expect, and by whether an institution threatened.
func dose() []Rate {
	row := func(class, label string, v float64, interval *[2]float64, n int) Rate {
		return Rate{Class: class, Label: label, Definition: Acquiescence, Value: v, Interval: interval, N: n, Source: ties, Status: Computed}
	}
	return []Rate{
		row(MinorCost, "threat of economic sanctions of minor cost to the target", .29, between(.26, .33), 478),
		row(MajorCost, "threat of economic sanctions of major cost to the target", .53, between(.46, .60), 148),
		row(SevereCost, "threat of economic sanctions of severe cost to the target", .60, between(.44, .74), 25),
		row(ThroughBody, "threat of economic sanctions through an institution", .53, nil, 255),
		row(WithoutBody, "threat of economic sanctions through no institution", .33, nil, 543),
	}
}

// other are the counts of other authors.
func other() []Rate {
	out := []Rate{
		{
			Class: SanctionsHSE, Label: "economic sanctions", Definition: Success, Value: .34, N: 115, Count: 40, Source: hse, Status: Read,
			Note: "published as 34 %; 40 of 115 is 34.8 %",
		},
		{
			Class: SanctionsHSELater, Label: "economic sanctions, 224 episodes", Definition: Success, Value: 1. / 3, N: 224, Source: "Hufbauer 2014, Cato Unbound", Status: Read,
			Note: "“a third”; partial goals with a substantial contribution count",
		},
		{
			Class: SanctionsPape, Label: "economic sanctions, recounted", Definition: Success, Value: 5. / 115, N: 115, Count: 5, Source: "Pape 1997, of the cases of " + hse, Status: Read,
			Note: "of the 40 successes 18 were settled by force, in 8 nothing was conceded, 6 were no sanctions, 3 unclear",
		},
		{
			Class: ForceThreat, Label: "militarised compellent threats", Definition: Success, Value: 87. / 210, N: 210, Count: 87, Source: "Sechser 2011, threats 1918–2001", Status: Recalled,
			Note: "another page says about 35 % for modern compellence",
		},
		{Class: Challenge, Label: "challenges between states", Definition: Concession, Value: .227, N: 633, Count: 144, Source: sigint, Status: Computed},
		{Class: Challenge, Label: "challenges between states that were resisted", Definition: StandsFirm, Value: .714, N: 489, Count: 349, Source: sigint, Status: Computed},
	}
	for _, r := range []struct {
		class, label string
		n            int
		shares       [4]float64
	}{
		{DemandUN, "demands of the Security Council", 1567, [4]float64{.347, .377, .197, .079}},
		{DemandUNForce, "demands of the Security Council with a threat of force", 185, [4]float64{.465, .351, .146, .038}},
		{DemandUNShallow, "shallow demands of the Security Council", 0, [4]float64{.221, -1, -1, .218}},
		{DemandUNDeep, "deep demands of the Security Council", 0, [4]float64{.456, -1, -1, .024}},
	} {
		for k, d := range []Definition{NoCompliance, SomeComplies, MuchComplies, FullComplies} {
			if r.shares[k] < 0 {
				continue // not published
			}
			rate := Rate{Class: r.class, Label: r.label, Definition: d, Value: r.shares[k], N: r.n, Source: unsc, Status: Computed}
			if r.class == DemandUNForce {
				rate.Note = "force is threatened in the hard cases"
			}
			out = append(out, rate)
		}
	}
	return out
}

// CompellenceOf lists the rates of a class; nil for a class that is not in the table.
func CompellenceOf(class string) []Rate { return of(Compellence(), class) }

// CompellenceBy is the rate of a class by a definition.
func CompellenceBy(class string, d Definition) (Rate, bool) {
	for _, r := range Compellence() {
		if r.Class == class && r.Definition == d {
			return r, true
		}
	}
	return Rate{}, false
}

// Against names the class of threats against a target that was counted apart, by any name it goes by; "" for all others.
func Against(names ...string) string {
	for _, n := range names {
		switch strings.ToLower(n) {
		case "russia", "ussr", "soviet union", "russian federation":
			return AgainstRussia
		}
	}
	return ""
}
