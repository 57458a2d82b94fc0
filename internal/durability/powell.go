package durability

import (
	"parley/internal/ensemble"
	"parley/internal/strategy"
)

// Powell tests whether a shift of power breaks the deal: of the party that most often breaks it by its own choice, whether what it has
// without the deal rises by more than keeping gives it.
type Powell struct {
	Party  string            `json:"party"`
	Breaks int               `json:"breaks"` // of this party by its own choice; the figures below are over these
	Rise   ensemble.Interval `json:"rise"`   // of what it has without the deal, along the path it expected, from signing to the break, in points
	Gain   ensemble.Interval `json:"gain"`   // of keeping over the state before, at signing
	Share  float64           `json:"share"`  // of these breaks in which the deal was a gain and the rise exceeds it
	Cause  bool              `json:"cause"`  // it does in at least half
	Track  string            `json:"track,omitempty"`
}

// chosen reports whether a break was the choice of a signatory.
func (o *outcome) chosen() bool {
	return o.broken > 0 && o.cause != upset && o.cause != spoiler && o.cause != successor
}

// powell is the test for the party that most often breaks by its own choice after having signed; nil where none does.
func (q *question) powell() *Powell {
	of, draws := q.basis()
	counts := make([]int, len(q.g.Parties))
	for _, k := range draws {
		if of[k].chosen() {
			counts[of[k].by]++
		}
	}
	party := 0
	for p := range counts {
		if counts[p] > counts[party] {
			party = p
		}
	}
	if counts[party] == 0 {
		return nil
	}
	var rises, gains []float64
	var tracks []int
	exceeds := 0
	for _, k := range draws {
		o := &of[k]
		if !o.chosen() || o.by != party {
			continue
		}
		rises, gains, tracks = append(rises, o.rise), append(gains, o.gain), append(tracks, o.track)
		if fights, err := strategy.MustFight(o.rise, o.gain); err == nil && fights && o.gain >= 0 {
			exceeds++
		}
	}
	out := &Powell{
		Party: q.g.Case.Parties[party].Name, Breaks: len(rises), Rise: ensemble.Summarise(rises), Gain: ensemble.Summarise(gains),
		Share: float64(exceeds) / float64(len(rises)),
	}
	out.Cause = out.Share >= 0.5
	if t := mostFrequent(tracks, len(q.g.Case.Tracks)); t >= 0 {
		out.Track = q.g.Case.Tracks[t].Name
	}
	return out
}
