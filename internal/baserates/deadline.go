package baserates

// Deadline is the share of dated threats whose target had yielded within so many days.
type Deadline struct {
	Days       int     `json:"days"`
	Label      string  `json:"label"`      // "12 days", "1 year"
	Yielded    float64 `json:"yielded"`    // partial or complete acquiescence
	Negotiated float64 `json:"negotiated"` // the same, or a negotiated settlement
	N          int     `json:"n"`
	Source     string  `json:"source"`
	Status     Status  `json:"status"`
}

// Deadlines lists the rows of the table, the shortest first: 691 dated threats of economic sanctions whose outcome is known.
func Deadlines() []Deadline {
	rows := []Deadline{
		{Days: 12, Label: "12 days", Yielded: .025, Negotiated: .026},
		{Days: 30, Label: "30 days", Yielded: .049, Negotiated: .056},
		{Days: 50, Label: "50 days", Yielded: .075, Negotiated: .093},
		{Days: 90, Label: "90 days", Yielded: .100, Negotiated: .130},
		{Days: 180, Label: "180 days", Yielded: .136, Negotiated: .190},
		{Days: 365, Label: "1 year", Yielded: .188, Negotiated: .276},
		{Days: 730, Label: "2 years", Yielded: .289, Negotiated: .415},
	}
	for k := range rows {
		rows[k].N, rows[k].Source, rows[k].Status = 691, ties, Computed
	}
	return rows
}

// Within gives the row of a deadline so many days away, or the two rows it lies between. A shorter one than the first row has that
// row, as an upper bound; a longer one than the last has that, as a lower bound. Nothing is interpolated.
func Within(days float64) []Deadline {
	rows := Deadlines()
	for k := range rows {
		switch at := float64(rows[k].Days); {
		case days == at, days < at && k == 0:
			return rows[k : k+1]
		case days < at:
			return rows[k-1 : k+1]
		}
	}
	return rows[len(rows)-1:]
}
