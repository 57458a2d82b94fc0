package deals

import (
	"cmp"
	"math"
	"slices"

	"parley/internal/game"
)

// AdjustedWinner is the procedure of Brams and Taylor (1996) for two parties: each issue goes to the party that
// values it more, then issues pass from the richer to the poorer in the order of their ratio, the last one in part,
// until both have the same number of points.
type AdjustedWinner struct {
	Parties map[string]AWParty `json:"parties"`
	Split   *AWSplit           `json:"split"` // nil when no issue is divided
	Note    string             `json:"note,omitempty"`
}

// AWParty is what one party gets.
type AWParty struct {
	Points  float64  `json:"points"` // of Total
	Total   float64  `json:"total"`
	Percent float64  `json:"percent"`
	Wins    []string `json:"wins"` // issues settled its way, whole
}

// AWSplit is the divided issue: which share of it goes each party's way.
type AWSplit struct {
	Issue  string             `json:"issue"`
	Shares map[string]float64 `json:"shares"`
}

// stake is one issue: what its option is worth to the party that wants it.
type stake struct {
	issue  int
	points [2]float64
	option [2]uint16
}

// adjustedWinner applies where it is defined: two parties, issues with two options all marked divisible, linear in the
// share, opposed, no rules and no terms. Ties go by declaration order. Points are compared as shares of each
// party's total, which for the usual hundred points is the same.
func adjustedWinner(q *question, members game.Mask, n *game.Numbers) *AdjustedWinner {
	c := q.g.Case
	pair := members.List()
	if len(pair) != 2 || len(c.Rules) > 0 {
		return nil
	}
	for _, p := range pair {
		if v := c.Parties[p].Values; v == nil || len(v.Terms) > 0 || v.Order != nil {
			return nil
		}
	}
	var stakes []stake
	for i := range c.Issues {
		if !c.Issues[i].Divisible {
			return nil
		}
		s, ok := stakeOf(n, pair, i)
		if !ok {
			return nil
		}
		stakes = append(stakes, s)
	}
	return divide(q, pair, stakes)
}

func stakeOf(n *game.Numbers, pair []int, issue int) (stake, bool) {
	s := stake{issue: issue}
	at := make(game.State, issue+1)
	for k, p := range pair {
		at[issue] = 0
		v0 := n.IssuePart(p, issue, at)
		at[issue] = 1
		v1 := n.IssuePart(p, issue, at)
		s.points[k] = math.Abs(game.Points(v1 - v0))
		if v1 > v0 {
			s.option[k] = 1
		}
	}
	opposed := s.option[0] != s.option[1] || s.points[0] == 0 || s.points[1] == 0
	if s.option[0] == s.option[1] && s.points[0] == 0 { // indifferent: the other option is as good
		s.option[0] = 1 - s.option[1]
	} else if s.option[0] == s.option[1] && s.points[1] == 0 {
		s.option[1] = 1 - s.option[0]
	}
	return s, opposed
}

func divide(q *question, pair []int, stakes []stake) *AdjustedWinner {
	var total, have [2]float64
	for _, s := range stakes {
		total[0] += s.points[0]
		total[1] += s.points[1]
	}
	if total[0] == 0 || total[1] == 0 {
		return nil
	}
	share := func(s *stake, k int) float64 { return s.points[k] / total[k] }
	owner := make([]int, len(stakes))
	for i := range stakes {
		if share(&stakes[i], 1) > share(&stakes[i], 0) {
			owner[i] = 1
		}
		have[owner[i]] += share(&stakes[i], owner[i])
	}
	rich := 0
	if have[1] > have[0] {
		rich = 1
	}
	poor := 1 - rich
	var order []int
	for i := range stakes {
		if owner[i] == rich {
			order = append(order, i)
		}
	}
	// What costs the richer least for each point the poorer gains goes first.
	ratio := func(i int) float64 {
		if stakes[i].points[poor] == 0 {
			return math.Inf(1) // worth nothing to the poorer: never passed on
		}
		return share(&stakes[i], rich) / share(&stakes[i], poor)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ratio(a), ratio(b)) })
	out := &AdjustedWinner{Parties: map[string]AWParty{}}
	for _, i := range order {
		gap := have[rich] - have[poor]
		if gap <= 1e-12 {
			break
		}
		give, get := share(&stakes[i], rich), share(&stakes[i], poor)
		if part := gap / (give + get); part < 1-1e-12 {
			have[rich] -= part * give
			have[poor] += part * get
			out.Split = &AWSplit{Issue: q.g.Case.Issues[stakes[i].issue].Name, Shares: map[string]float64{
				q.g.Case.Parties[pair[rich]].Name: 1 - part, q.g.Case.Parties[pair[poor]].Name: part,
			}}
			owner[i] = -1
			break
		}
		have[rich] -= give
		have[poor] += get
		owner[i] = poor
	}
	for k, p := range pair {
		w := AWParty{Points: have[k] * total[k], Total: total[k], Percent: 100 * have[k], Wins: []string{}}
		for i := range stakes {
			if owner[i] == k {
				w.Wins = append(w.Wins, q.g.Case.Issues[stakes[i].issue].Name)
			}
		}
		out.Parties[q.g.Case.Parties[p].Name] = w
	}
	if total[0] != total[1] {
		out.Note = "The two parties' points add up to different totals; they are compared as shares of each total."
	}
	return out
}
