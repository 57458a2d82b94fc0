package baserates

// Status says how a figure came to stand here.
type Status string

// The statuses.
const (
	Computed Status = "computed" // counted from the data for this project
	Read     Status = "read"     // read in the publication
	Recalled Status = "recalled" // from memory, not checked
	Weak     Status = "weak"     // second hand
)

// Definition says what counts in a share.
type Definition string

// Definitions of compellence and of what became of agreements.
const (
	Complete      Definition = "complete acquiescence"
	Acquiescence  Definition = "partial or complete acquiescence"
	Negotiated    Definition = "acquiescence or a negotiated settlement"
	SenderYields  Definition = "the sender gives up"
	UnknownFails  Definition = "acquiescence, outcomes that are not known counted as failures"
	Success       Definition = "success as its authors coded it"
	Concession    Definition = "concession after a challenge"
	StandsFirm    Definition = "the challenger stands firm when resisted"
	NoCompliance  Definition = "no or marginal compliance"
	SomeComplies  Definition = "some compliance"
	MuchComplies  Definition = "much compliance"
	FullComplies  Definition = "full compliance"
	RecursIn5     Definition = "crisis recurs between the principal adversaries within 5 years"
	FightingAgain Definition = "fighting renewed by at least one pair"
	Offensive     Definition = "an offensive follows a failed ceasefire"
)

// Rate is a share of past cases.
type Rate struct {
	Class      string      `json:"class"` // a stable key
	Label      string      `json:"label"` // the class in words
	Definition Definition  `json:"definition"`
	Value      float64     `json:"rate"`
	Interval   *[2]float64 `json:"interval"` // 90 %; nil: none given
	N          int         `json:"n"`        // cases whose outcome is known; 0: not given
	Count      int         `json:"count,omitempty"`
	All        int         `json:"all,omitempty"` // cases, those whose outcome is not known included; 0: the same as N
	Source     string      `json:"source"`
	Status     Status      `json:"status"`
	Note       string      `json:"note,omitempty"`
}

// between makes an interval.
func between(low, high float64) *[2]float64 { return &[2]float64{low, high} }

// of picks the rates of a class, in the order of the table.
func of(rates []Rate, class string) []Rate {
	var out []Rate
	for _, r := range rates {
		if r.Class == class {
			out = append(out, r)
		}
	}
	return out
}
