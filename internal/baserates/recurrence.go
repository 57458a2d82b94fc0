package baserates

// Classes of interstate crises and wars.
const (
	CrisisAny                 = "crisis"
	CrisisFormal              = "crisis-formal-agreement"
	CrisisSemiFormal          = "crisis-semi-formal"
	CrisisTacit               = "crisis-tacit"
	CrisisUnilateral          = "crisis-unilateral-act"
	CrisisImposed             = "crisis-imposed"
	CrisisFaded               = "crisis-faded"
	CrisisAmbiguous           = "crisis-ambiguous"
	CrisisDefinitive          = "crisis-definitive"
	CrisisNotProtracted       = "crisis-not-protracted"
	CrisisNotProtractedFormal = "crisis-not-protracted-formal"
	CrisisProtracted          = "crisis-protracted"
	CrisisProtractedFormal    = "crisis-protracted-formal"
	CrisisLongWar             = "crisis-long-war"
	CrisisLongWarFormal       = "crisis-long-war-formal"
	CrisisAnyProtractedFormal = "crisis-any-protracted-formal"
	CrisisWar                 = "crisis-full-war"
	CrisisWarFormal           = "crisis-full-war-formal"
	CrisisMediated            = "crisis-mediated"
	CrisisNotMediated         = "crisis-not-mediated"
	WarAny                    = "war"
	CeasefireFailed           = "ceasefire-failed"
)

const icb = "International Crisis Behavior v13, 476 crises 1918–2017"

// Recurrences lists how often crises between states came back within five years, by how they ended and between whom.
func Recurrences() []Rate {
	var out []Rate
	for _, r := range []struct {
		class, label string
		n            int
		v, low, high float64
	}{
		{CrisisAny, "all interstate crises", 476, .47, .43, .51},
		{CrisisFormal, "ended by a formal agreement", 102, .39, .32, .47},
		{CrisisSemiFormal, "ended by a semi-formal agreement", 61, .49, .39, .60},
		{CrisisTacit, "ended by a tacit understanding", 22, .27, .15, .45},
		{CrisisUnilateral, "ended by a unilateral act", 191, .52, .46, .58},
		{CrisisImposed, "ended by an imposed agreement", 35, .31, .20, .45},
		{CrisisFaded, "faded out", 30, .53, .39, .67},
		{CrisisAmbiguous, "ended ambiguously", 258, .52, .47, .57},
		{CrisisDefinitive, "ended definitively", 218, .40, .35, .46},
		{CrisisNotProtracted, "not in a protracted conflict", 198, .30, .25, .35},
		{CrisisNotProtractedFormal, "formal agreement, not in a protracted conflict", 44, .27, .18, .39},
		{CrisisProtracted, "in a protracted conflict", 211, .52, .46, .57},
		{CrisisProtractedFormal, "formal agreement in a protracted conflict", 50, .44, .33, .56},
		{CrisisLongWar, "in a protracted conflict with a long war", 67, .82, .73, .89},
		{CrisisLongWarFormal, "formal agreement in a protracted conflict with a long war", 8, .75, .46, .91},
		{CrisisAnyProtractedFormal, "formal agreement in any protracted conflict", 58, .48, .38, .59},
		{CrisisWar, "full-scale war", 100, .61, .53, .69},
		{CrisisWarFormal, "full-scale war ended by a formal agreement", 27, .56, .40, .70},
		{CrisisMediated, "mediated", 147, .35, .29, .42},
		{CrisisNotMediated, "not mediated", 286, .51, .46, .56},
	} {
		out = append(out, Rate{
			Class: r.class, Label: r.label, Definition: RecursIn5, Value: r.v, Interval: between(r.low, r.high), N: r.n, Source: icb, Status: Computed,
		})
	}
	return append(out,
		Rate{Class: WarAny, Label: "interstate wars since 1945", Definition: FightingAgain, Value: .5, Source: "Fortna 2004, chapter 1", Status: Read, Note: "“almost half”"},
		Rate{
			Class: CeasefireFailed, Label: "failed ceasefires", Definition: Offensive, Value: .84, N: 105, Source: "a weblog, quoted second hand", Status: Weak,
			Note: "within 13 days on average",
		})
}

// RecurrenceOf lists the rates of a class; nil for a class that is not in the table.
func RecurrenceOf(class string) []Rate { return of(Recurrences(), class) }

// Ending is how crises between states ended: the share of a form among those of a class, CrisisAny or CrisisWar.
type Ending struct {
	Class  string  `json:"class"`
	Form   string  `json:"form"`
	Share  float64 `json:"share"`
	N      int     `json:"n"`
	Source string  `json:"source"`
}

// Endings lists the forms in which crises between states ended, rounded to hundredths; of those that were full-scale wars one form was counted.
func Endings() []Ending {
	out := []Ending{
		{Form: "unilateral act", Share: .40},
		{Form: "formal agreement", Share: .22},
		{Form: "semi-formal agreement", Share: .13},
		{Form: "imposed agreement", Share: .07},
		{Form: "other", Share: .07},
		{Form: "faded out", Share: .06},
		{Form: "tacit understanding", Share: .05},
	}
	for k := range out {
		out[k].Class, out[k].N = CrisisAny, 476
	}
	out = append(out, Ending{Class: CrisisWar, Form: "formal agreement", Share: .27, N: 101})
	for k := range out {
		out[k].Source = icb
	}
	return out
}
