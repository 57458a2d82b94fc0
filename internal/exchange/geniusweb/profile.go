package geniusweb

import (
	"fmt"
	"math"
	"math/big"
	"strings"

	"parley/internal/exchange"
	"parley/internal/exchange/jsontext"
)

// weightSlack is by how much weights may miss the sum 1 before a reader is told.
const weightSlack = 1e-9

// profile reads the utilities, weights and reservation bid of p.
func (r *reader) profile(p *profile) exchange.Profile {
	p.Unknown(p.space, "name", "domain", "issueUtilities", "issueWeights", "reservationBid")
	out := exchange.Profile{Name: p.name(), File: exchange.FileName(p.Name)}
	utilities := p.Want(p.space, "issueUtilities", jsontext.Object)
	weights := p.Want(p.space, "issueWeights", jsontext.Object)
	if utilities == nil || weights == nil {
		return out
	}
	if !r.onlyIssues(p, utilities) || !r.onlyIssues(p, weights) {
		return out
	}
	ofIssue, weightOf := utilities.Index(), weights.Index()
	sum := 0.0
	for _, issue := range r.domain.issues {
		weight, values := 0.0, []float64(nil)
		if v := weightOf[issue.name]; v == nil {
			p.missing(weights, "weight", issue)
		} else {
			weight, _ = p.Amount(v, "the weight of "+exchange.Shown(issue.name), 0, 1)
		}
		if v := ofIssue[issue.name]; v == nil {
			p.missing(utilities, "utilities", issue)
		} else {
			values = p.utilities(issue, v)
		}
		sum += weight
		out.Weights, out.Values = append(out.Weights, weight), append(out.Values, values)
	}
	if math.Abs(sum-1) > weightSlack {
		p.Warnf(weights, "weight-sum", "", "the weights sum to %.9g, not 1; they are used as written", sum)
		r.notes = append(r.notes, fmt.Sprintf("The weights of %s sum to %.9g, not 1; they stand as written.", p.name(), sum))
	}
	if !r.findings.Failed() {
		r.reservation(p, &out)
	}
	return out
}

// onlyIssues reports members that name no issue of the domain, and whether there are none.
func (r *reader) onlyIssues(p *profile, object *jsontext.Value) bool {
	ok := true
	for i := range object.Members {
		if m := &object.Members[i]; !p.Full() && r.domain.byName[m.Key] == nil {
			p.Errorf(m.Value, "unknown-issue", exchange.Suggest(m.Key, names(r.domain.issues)), "issue `%s` is not in the domain", exchange.Shown(m.Key))
			ok = false
		}
	}
	return ok
}

func (p *profile) missing(at *jsontext.Value, what string, issue *issue) {
	p.Errorf(at, "missing-issue", fmt.Sprintf("add an entry for `%s`", exchange.Shown(issue.name)), "issue `%s` has no %s here", exchange.Shown(issue.name), what)
}

// utilities reads {"discreteutils": …} or {"numberutils": …}.
func (p *profile) utilities(issue *issue, at *jsontext.Value) []float64 {
	if !p.Is(at, issue.name, jsontext.Object) {
		return nil
	}
	p.Unknown(at, "discreteutils", "numberutils")
	kind := "discreteutils"
	if issue.numbers != nil {
		kind = "numberutils"
	}
	inner := p.Want(at, kind, jsontext.Object)
	if inner == nil {
		return nil
	}
	if issue.numbers != nil {
		return p.interpolate(issue, inner)
	}
	p.Unknown(inner, "valueUtilities")
	table := p.Want(inner, "valueUtilities", jsontext.Object)
	if table == nil {
		return nil
	}
	values, seen := make([]float64, len(issue.options)), make([]bool, len(issue.options))
	strangers := 0
	for i := range table.Members {
		if p.Full() {
			return nil
		}
		m := &table.Members[i]
		o := issue.find(m.Key)
		if o < 0 {
			p.Errorf(m.Value, "unknown-value", exchange.Suggest(m.Key, issue.options), "`%s` is not a value of issue `%s`", exchange.Shown(m.Key), exchange.Shown(issue.name))
			strangers++
			continue
		}
		seen[o] = true
		values[o], _ = p.Amount(m.Value, "the utility of "+exchange.Shown(m.Key), 0, 1)
	}
	for o, ok := range seen {
		if !ok && strangers == 0 && !p.Full() {
			p.Errorf(table, "missing-value", "add an entry for it", "the value `%s` of issue `%s` has no utility", exchange.Shown(issue.options[o]), exchange.Shown(issue.name))
		}
	}
	return values
}

// interpolate reads {"lowValue", "lowUtility", "highValue", "highUtility"}: linear between the two, 0 outside.
func (p *profile) interpolate(issue *issue, at *jsontext.Value) []float64 {
	var ends [4]*big.Rat
	keys := [4]string{"lowValue", "lowUtility", "highValue", "highUtility"}
	p.Unknown(at, keys[:]...)
	for i, key := range keys {
		v := at.Get(key)
		if v == nil {
			p.Errorf(at, "missing-key", "", "`%s` is missing here", key)
			return nil
		}
		if ends[i] = p.Decimal(v, key); ends[i] == nil {
			return nil
		}
		if i%2 == 1 {
			if _, ok := p.Amount(v, key, 0, 1); !ok {
				return nil
			}
		}
	}
	low, lowUtility, high, highUtility := ends[0], ends[1], ends[2], ends[3]
	if high.Cmp(low) < 0 {
		p.Errorf(at, "bad-range", "exchange the two", "highValue %s is below lowValue %s", exchange.FormatDecimal(high), exchange.FormatDecimal(low))
		return nil
	}
	values, outside := make([]float64, len(issue.numbers)), 0
	for o, x := range issue.numbers {
		if x.Cmp(low) < 0 || x.Cmp(high) > 0 {
			outside++
			continue
		}
		values[o], _ = between(x, low, lowUtility, high, highUtility).Float64()
	}
	if outside > 0 {
		p.Warnf(at, "outside-range", "let lowValue and highValue be the ends of the range",
			"%d values of issue `%s` lie outside lowValue to highValue; their utility is 0", outside, exchange.Shown(issue.name))
	}
	return values
}

// between is the value at x of the line through (x0, y0) and (x1, y1); y0 where the two points are one.
func between(x, x0, y0, x1, y1 *big.Rat) *big.Rat {
	width := new(big.Rat).Sub(x1, x0)
	if width.Sign() == 0 {
		return y0
	}
	share := new(big.Rat).Sub(x, x0)
	share.Quo(share, width)
	rise := new(big.Rat).Sub(y1, y0)
	return rise.Mul(rise, share).Add(rise, y0)
}

// reservation sets the utility of the reservation bid.
func (r *reader) reservation(p *profile, out *exchange.Profile) {
	bid := p.space.Get("reservationBid")
	if bid == nil || bid.Kind == jsontext.Null {
		r.notes = append(r.notes, fmt.Sprintf("%s has no reservation bid: any agreement is better than none, so its walk-away is 0.", p.name()))
		return
	}
	if !p.Is(bid, "reservationBid", jsontext.Object) {
		return
	}
	p.Unknown(bid, "issuevalues")
	chosen := p.Want(bid, "issuevalues", jsontext.Object)
	if chosen == nil {
		return
	}
	if !r.onlyIssues(p, chosen) {
		return
	}
	valueOf := chosen.Index()
	utility, left := 0.0, []string(nil)
	for k, issue := range r.domain.issues {
		v := valueOf[issue.name]
		if v == nil {
			left = append(left, exchange.Shown(issue.name))
			continue
		}
		if o := issue.find(v.Text); o < 0 || v.Kind != jsontext.String && v.Kind != jsontext.Number {
			p.Errorf(v, "unknown-value", exchange.Suggest(v.Text, issue.options), "the reservation bid's `%s` is not a value of issue `%s`",
				exchange.Shown(v.Text), exchange.Shown(issue.name))
		} else {
			utility += out.Weights[k] * out.Values[k][o]
		}
	}
	r.notes = append(r.notes, fmt.Sprintf("The walk-away of %s is the utility of its reservation bid.", p.name()))
	if len(left) > 0 {
		r.notes = append(r.notes, fmt.Sprintf("The reservation bid of %s leaves out %s; what is left out counts 0.", p.name(), strings.Join(left, ", ")))
	}
	out.Reservation = &utility
}
