package baserates

// Classes of civil agreements.
const (
	AgreementAny       = "agreement"
	AgreementFull      = "agreement-full"
	AgreementPartial   = "agreement-partial"
	AgreementProcess   = "agreement-process"
	AgreementTerritory = "agreement-territory"
	AgreementCeasefire = "agreement-with-ceasefire"
	AgreementWithout   = "agreement-without-ceasefire"
	AgreementSince2000 = "agreement-since-2000"
)

// Survival is how many of a class of agreements in civil wars still stood after some months (Kaplan–Meier).
type Survival struct {
	Class  string  `json:"class"`
	Label  string  `json:"label"`
	N      int     `json:"n"`
	Points []Point `json:"points"`
	Source string  `json:"source"`
	Status Status  `json:"status"`
	Note   string  `json:"note"`
}

// Point is a point of a survival curve. Half is half the width of its 90 % interval, nil where none was computed.
type Point struct {
	Months int      `json:"months"`
	Value  float64  `json:"survival"`
	Half   *float64 `json:"half-width"`
}

// At is the point at a number of months that the table has.
func (s *Survival) At(months int) (Point, bool) {
	for _, p := range s.Points {
		if p.Months == months {
			return p, true
		}
	}
	return Point{}, false
}

// survivalMonths are the months that every curve has.
var survivalMonths = [5]int{3, 12, 24, 60, 120}

// Survivals lists the curves: 341 agreements 1975–2021, of which 116 failed on a date that is known.
func Survivals() []Survival {
	var out []Survival
	for _, r := range []struct {
		class, label string
		n            int
		value, half  [5]float64 // half 0: not computed
	}{
		{AgreementAny, "all agreements in civil wars", 341, [5]float64{.89, .77, .72, .68, .66}, [5]float64{.03, .04, .04, .04, .04}},
		{AgreementFull, "full agreements", 71, [5]float64{.93, .82, .80, .77, .77}, [5]float64{0, .08, 0, .08, 0}},
		{AgreementPartial, "partial agreements", 189, [5]float64{.90, .78, .72, .70, .66}, [5]float64{}},
		{AgreementProcess, "agreements on a process", 81, [5]float64{.84, .73, .64, .56, .54}, [5]float64{0, .08, 0, .09, 0}},
		{AgreementTerritory, "agreements over territory", 82, [5]float64{.91, .85, .82, .73, .66}, [5]float64{0, .06, 0, .08, 0}},
		{AgreementCeasefire, "agreements with a ceasefire clause", 165, [5]float64{.84, .72, .66, .61, .59}, [5]float64{0, 0, 0, .06, 0}},
		{AgreementWithout, "agreements without a ceasefire clause", 176, [5]float64{.94, .83, .77, .75, .72}, [5]float64{0, 0, 0, .05, 0}},
		{AgreementSince2000, "agreements signed since 2000", 166, [5]float64{.95, .86, .79, .76, .75}, [5]float64{0, 0, 0, .06, 0}},
	} {
		s := Survival{
			Class: r.class, Label: r.label, N: r.n, Source: "UCDP Peace Agreement Dataset v22.1, 1975–2021", Status: Computed,
			Note: "5 failures without a date are taken as not seen, which flatters the curve a little; what an agreement holds is not why it lasts: peacekeepers are sent to the hard cases",
		}
		for k, months := range survivalMonths {
			p := Point{Months: months, Value: r.value[k]}
			if half := r.half[k]; half > 0 {
				p.Half = &half
			}
			s.Points = append(s.Points, p)
		}
		out = append(out, s)
	}
	return out
}

// SurvivalOf is the curve of a class.
func SurvivalOf(class string) (Survival, bool) {
	for _, s := range Survivals() {
		if s.Class == class {
			return s, true
		}
	}
	return Survival{}, false
}
