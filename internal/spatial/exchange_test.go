package spatial

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// markets draws issues that mostly have the same actors.
func markets(most int) *rapid.Generator[[]Issue] {
	return rapid.Custom(func(t *rapid.T) []Issue {
		var out []Issue
		for p := range rapid.IntRange(1, 4).Draw(t, "issues") {
			is := Issue{Name: fmt.Sprintf("issue %d", p), Lo: -10, Hi: 40}
			for k := range most {
				if k > 0 && rapid.IntRange(0, 5).Draw(t, "absent") == 0 {
					continue
				}
				is.Actors = append(is.Actors, Actor{
					Name: fmt.Sprintf("actor %d", k), Capability: 1 + float64(k), Salience: float64(rapid.IntRange(1, 99).Draw(t, "salience")) / 99,
					Position: -10 + float64(rapid.IntRange(0, 499).Draw(t, "position"))/10,
				})
			}
			out = append(out, is)
		}
		return out
	})
}

// Two actors, two issues, by hand. Weights are 1 and ½, so each mean lies a third of the way from the actor that cares: on p at 100/3
// with a at 0 and b at 100; on q at 200/3. Each moves its mean by a third of what it yields. Both yield fully: dp = dq = 1/3.
// The mean of p cannot pass a, and arrives there: 100/3 - 100/3 = 0. Each gains 1·1/3 - ½·1/3 = 1/6.
func TestExchangeByHand(t *testing.T) {
	p := Issue{Name: "p", Lo: 0, Hi: 100, Actors: []Actor{{"a", 1, 1, 0}, {"b", 1, 0.5, 100}}}
	q := Issue{Name: "q", Lo: 0, Hi: 100, Actors: []Actor{{"a", 1, 0.5, 0}, {"b", 1, 1, 100}}}
	s, err := Exchange([]Issue{p, q}, DefaultExchange())
	if err != nil {
		t.Fatal(err)
	}
	near(t, "p before", s.Rounds[0][0], 100.0/3, 1e-9)
	near(t, "p", s.Outcomes[0], 0, 1e-9)
	near(t, "q", s.Outcomes[1], 100, 1e-9)
	if len(s.Trades) != 1 || !s.Complete {
		t.Fatalf("%+v", s.Trades)
	}
	near(t, "gain", s.Trades[0].Gain, 1.0/6, 1e-9)
	for _, e := range s.Effects {
		near(t, "gain of "+e.Actor, e.Gain, 1.0/6, 1e-9)
		near(t, "external to "+e.Actor, e.External, 0, 1e-12)
	}
}

// What an actor gains by its own trades and those of others is what the outcomes of the round brought it, by its own positions.
func TestExchangeAccounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		issues := markets(6).Draw(t, "issues")
		s, err := Exchange(issues, DefaultExchange())
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range s.Effects {
			want := 0.0
			for p, is := range issues {
				for _, a := range is.Actors {
					if a.Name == e.Actor {
						want += a.Salience * (math.Abs(s.Rounds[0][p]-a.Position) - math.Abs(s.Outcomes[p]-a.Position)) / is.Length()
					}
				}
			}
			if math.Abs(e.Gain+e.External-want) > 1e-6 {
				t.Fatalf("%s gains %v and %v, by the outcomes %v", e.Actor, e.Gain, e.External, want)
			}
		}
		for p, is := range issues { // and the outcomes are the means of the voting positions
			voted := Issue{Lo: is.Lo, Hi: is.Hi, Actors: slices.Clone(is.Actors)}
			for k := range voted.Actors {
				voted.Actors[k].Position = s.Voting[p][k]
			}
			if m, err := Compromise(&voted); err != nil || math.Abs(m-s.Outcomes[p]) > 1e-9 {
				t.Fatalf("issue %d: %v, the votes give %v, %v", p, s.Outcomes[p], m, err)
			}
		}
	})
}

// plain is an exchange by its definition: each possible trade is found by bisection on how far it goes, with the losses of the two as they are,
// every mean added up anew.
type plain struct {
	issues []Issue
	vote   []map[string]float64
	gave   []map[string]bool
}

func newPlain(issues []Issue) *plain {
	m := &plain{issues: issues}
	for _, is := range issues {
		v := map[string]float64{}
		for _, a := range is.Actors {
			v[a.Name] = a.Position
		}
		m.vote, m.gave = append(m.vote, v), append(m.gave, map[string]bool{})
	}
	return m
}

func (m *plain) mean(p int) float64 {
	sum, all := 0.0, 0.0
	for _, a := range m.issues[p].Actors {
		sum += a.Weight() * m.vote[p][a.Name]
		all += a.Weight()
	}
	return sum / all
}

func (m *plain) actor(p int, name string) *Actor {
	for k := range m.issues[p].Actors {
		if m.issues[p].Actors[k].Name == name {
			return &m.issues[p].Actors[k]
		}
	}
	return nil
}

// try is the trade in which j yields the share z of its way on p and i what makes gains equal on q. It is not ok where it goes too far.
func (m *plain) try(p, q int, i, j string, z float64) (gain, voteJ, voteI float64, ok bool) {
	ip, iq, jp, jq := m.actor(p, i), m.actor(q, i), m.actor(p, j), m.actor(q, j)
	length := m.issues[p].Length()
	was, wasQ := m.mean(p), m.mean(q)
	voteJ = m.vote[p][j] + z*(ip.Position-m.vote[p][j])
	now := was + jp.Weight()*(voteJ-m.vote[p][j])/m.weight(p)
	dp := math.Abs(now-was) / length
	dq := dp * (ip.Salience + jp.Salience) / (iq.Salience + jq.Salience)
	toward := math.Copysign(1, jq.Position-wasQ)
	nowQ := wasQ + toward*dq*m.issues[q].Length()
	voteI = m.vote[q][i] + toward*dq*m.issues[q].Length()*m.weight(q)/iq.Weight()
	loss := func(a *Actor, at float64) float64 { return a.Salience * math.Abs(at-a.Position) / length }
	gain = loss(ip, was) - loss(ip, now) + loss(iq, wasQ) - loss(iq, nowQ)
	other := loss(jp, was) - loss(jp, now) + loss(jq, wasQ) - loss(jq, nowQ)
	const slack = 1e-9
	ok = math.Abs(gain-other) < 1e-9 && (ip.Position-now)*(ip.Position-was) >= -slack && (jq.Position-nowQ)*(jq.Position-wasQ) >= -slack &&
		(voteI-jq.Position)*toward <= slack
	return gain, voteJ, voteI, ok
}

func (m *plain) weight(p int) float64 {
	sum := 0.0
	for _, a := range m.issues[p].Actors {
		sum += a.Weight()
	}
	return sum
}

// can reports whether i may ask on p and j on q.
func (m *plain) can(p, q int, i, j string) bool {
	ip, iq, jp, jq := m.actor(p, i), m.actor(q, i), m.actor(p, j), m.actor(q, j)
	if ip == nil || iq == nil || jp == nil || jq == nil || m.gave[p][i] || m.gave[q][j] {
		return false
	}
	mp, mq := m.mean(p), m.mean(q)
	const tiny = 5e-8 // of a scale of 50
	return (ip.Position-mp)*(jp.Position-mp) < 0 && (iq.Position-mq)*(jq.Position-mq) < 0 &&
		min(math.Abs(ip.Position-mp), math.Abs(jp.Position-mp), math.Abs(iq.Position-mq), math.Abs(jq.Position-mq)) > tiny &&
		(ip.Position-m.vote[p][j])*(ip.Position-mp) > 0 && (jq.Position-m.vote[q][i])*(jq.Position-mq) > 0 &&
		(ip.Position-mp)*(m.vote[p][j]-jp.Position) >= 0 && (jq.Position-mq)*(m.vote[q][i]-iq.Position) >= 0
}

func (m *plain) run() []float64 {
	for {
		var best struct {
			gain, voteJ, voteI float64
			p, q               int
			i, j               string
		}
		for p := range m.issues {
			for q := p + 1; q < len(m.issues); q++ {
				for k := range 64 {
					i, j := fmt.Sprintf("actor %d", k/8), fmt.Sprintf("actor %d", k%8)
					if i == j || !m.can(p, q, i, j) {
						continue
					}
					z := 1.0
					if _, _, _, ok := m.try(p, q, i, j, 1); !ok {
						low, high := 0.0, 1.0
						for range 60 {
							z = (low + high) / 2
							if _, _, _, ok := m.try(p, q, i, j, z); ok {
								low = z
							} else {
								high = z
							}
						}
						z = low
					}
					if gain, vj, vi, _ := m.try(p, q, i, j, z); gain > minGain && gain > best.gain+minGain {
						best.gain, best.voteJ, best.voteI, best.p, best.q, best.i, best.j = gain, vj, vi, p, q, i, j
					}
				}
			}
		}
		if best.gain == 0 {
			break
		}
		m.vote[best.p][best.j], m.vote[best.q][best.i] = best.voteJ, best.voteI
		m.gave[best.p][best.j], m.gave[best.q][best.i] = true, true
	}
	var out []float64
	for p := range m.issues {
		out = append(out, m.mean(p))
	}
	return out
}

func TestExchangeIsItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		issues := markets(4).Draw(t, "issues")
		s, err := Exchange(issues, DefaultExchange())
		if err != nil {
			t.Fatal(err)
		}
		for p, want := range newPlain(issues).run() {
			if math.Abs(s.Outcomes[p]-want) > 1e-4 {
				t.Fatalf("issue %d: %v, by the definition %v; trades %+v", p, s.Outcomes[p], want, s.Trades)
			}
		}
	})
}

// Neither the order of the actors nor the scales change the outcomes, and nobody moves back.
func TestExchangePermuted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		issues := markets(6).Draw(t, "issues")
		o := DefaultExchange()
		o.Rounds = rapid.IntRange(1, 3).Draw(t, "rounds")
		a, err := Exchange(issues, o)
		if err != nil {
			t.Fatal(err)
		}
		for p := range issues {
			issues[p].Actors = slices.Clone(issues[p].Actors)
			slices.Reverse(issues[p].Actors)
		}
		b, err := Exchange(issues, o)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(a.Outcomes, b.Outcomes) || len(a.Trades) != len(b.Trades) {
			t.Fatalf("%v, turned round %v", a.Outcomes, b.Outcomes)
		}
		way := map[string]float64{}
		for _, trade := range a.Trades {
			if !(trade.Gain > 0) {
				t.Fatalf("a trade for nothing: %+v", trade)
			}
			for _, y := range trade.Yields {
				key := fmt.Sprint(trade.Round, y.Issue, y.Actor)
				if step := y.To - y.From; way[key]*step < 0 {
					t.Fatalf("%s moves back: %+v", y.Actor, trade)
				} else if step != 0 {
					way[key] = step
				}
			}
		}
	})
}

func TestExchangeErrors(t *testing.T) {
	good := []Issue{{Name: "p", Lo: 0, Hi: 100, Actors: []Actor{{"a", 1, 1, 40}}}}
	twice := []Issue{{Name: "p", Lo: 0, Hi: 100, Actors: []Actor{{"a", 1, 1, 40}, {"a", 1, 1, 50}}}}
	for _, c := range []struct {
		issues []Issue
		o      ExchangeOptions
		want   string
	}{
		{nil, DefaultExchange(), "0 issues"},
		{make([]Issue, MaxIssues+1), DefaultExchange(), "51 issues"},
		{good, ExchangeOptions{}, "0 rounds"},
		{good, ExchangeOptions{Rounds: 1, Fixed: 0.9, Salience: 0.4}, "at most 1"},
		{good, ExchangeOptions{Rounds: 1, Fixed: math.NaN()}, "weights NaN"},
		{twice, DefaultExchange(), `called "a"`},
		{[]Issue{{Name: "p"}}, DefaultExchange(), "no length"},
	} {
		if _, err := Exchange(c.issues, c.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q in it", err, c.want)
		}
	}
}
