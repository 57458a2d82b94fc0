package clock_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/internal/clock"
	"parley/internal/game"
)

// A literal is a small case of which everything is known by figures, so that the definition of Judge can be evaluated without the
// game: every option, every breach, every exit, with plain loops.
type literal struct {
	*rand.Rand
	weekly  bool
	lag     float64
	parties []actor
	issues  [][]option // today is option 0
	tracks  []course
	rate    float64 // a quantity, and what a party may believe of it
	pledges []pledge
}

type actor struct {
	foresight, patience, turnover, unbound float64 // foresight below 0: none
	believes                               float64 // the rate; NaN: as it is
	points                                 [][]float64
	terms                                  []amount
	cap                                    float64  // NaN: none
	red                                    [][2]int // red lines: two issues, the first at its first option and the second at its last
}

// amount is points while an issue has an option: a number, and so much of a track and of each month since the day of the case.
type amount struct {
	issue, option        int
	level, share, months float64
	track                int
	once                 bool // a number, paid once
}

type option struct {
	by    game.Mask
	all   bool // all of them must agree, else each alone can
	stays bool // never left
}

// course is a track: its change a month where an issue has an option and where not, or the target where it has, both in units and in rates.
type course struct {
	today, low, high float64
	issue, option    int
	there, without   float64 // change, or target
	rates            float64 // times the rate, added to the change
	other            float64 // times the next track, added to the change
	in               float64 // 0: change
}

type pledge struct {
	issue, option int
	against       int // a party, −1: all
	deters, lag   float64
}

func (c *literal) tenths(low, high int) float64 { return float64(low+c.IntN(high-low+1)) / 10 }

func randomLiteral(seed uint64) *literal {
	c := &literal{Rand: rand.New(rand.NewPCG(seed, 7))}
	c.weekly, c.lag, c.rate = c.IntN(3) == 0, c.tenths(0, 30), c.tenths(-10, 10)
	for range 2 + c.IntN(2) {
		var row []option
		for range 2 + c.IntN(2) {
			row = append(row, option{by: game.Mask(1 + c.IntN(7)), all: c.IntN(2) == 0, stays: len(row) > 0 && c.IntN(8) == 0})
		}
		c.issues = append(c.issues, row)
	}
	for range 1 + c.IntN(3) {
		t := course{today: c.tenths(-20, 20), low: -30, high: 30, there: c.tenths(-20, 20), without: c.tenths(-20, 20), rates: c.tenths(-10, 10)}
		t.issue = c.IntN(len(c.issues))
		t.option = c.IntN(len(c.issues[t.issue]))
		switch c.IntN(3) {
		case 0:
			t.in = c.tenths(5, 60)
		case 1:
			t.other = c.tenths(-3, 3)
		}
		if c.IntN(2) == 0 {
			t.low, t.high = t.today-c.tenths(0, 20), t.today+c.tenths(1, 20)
		}
		c.tracks = append(c.tracks, t)
	}
	for range 3 {
		c.parties = append(c.parties, c.actor())
	}
	for range c.IntN(3) {
		p := pledge{issue: c.IntN(len(c.issues)), against: c.IntN(4) - 1, deters: c.tenths(-5, 30), lag: c.tenths(0, 40)}
		p.option = c.IntN(len(c.issues[p.issue]))
		c.pledges = append(c.pledges, p)
	}
	return c
}

func (c *literal) actor() actor {
	a := actor{foresight: -1, patience: 1, believes: math.NaN(), cap: math.NaN()}
	if c.IntN(5) > 0 {
		a.foresight = c.tenths(0, 130)
		if c.weekly {
			a.foresight = c.tenths(0, 28)
		}
		a.patience = c.tenths(1, 10)
	}
	if c.IntN(2) == 0 {
		a.turnover, a.unbound = c.tenths(0, 9), c.tenths(0, 10)
	}
	if c.IntN(3) == 0 {
		a.believes = c.tenths(-10, 10)
	}
	if c.IntN(4) == 0 {
		a.cap = c.tenths(10, 40)
	}
	for i := range c.issues {
		row := make([]float64, len(c.issues[i]))
		for o := 1; o < len(row); o++ {
			row[o] = c.tenths(-40, 40)
		}
		a.points = append(a.points, row)
	}
	if c.IntN(3) == 0 {
		a.red = append(a.red, [2]int{c.IntN(len(c.issues)), c.IntN(len(c.issues))})
	}
	for range c.IntN(4) {
		t := amount{issue: c.IntN(len(c.issues)), track: c.IntN(len(c.tracks)), level: c.tenths(-20, 20)}
		t.option = c.IntN(len(c.issues[t.issue]))
		if t.once = c.IntN(4) == 0; !t.once {
			t.share, t.months = c.tenths(-15, 15), c.tenths(-5, 5)
		}
		a.terms = append(a.terms, t)
	}
	return a
}

func party(p int) string { return string(rune('a' + p)) }

// text writes the case.
func (c *literal) text() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("parley: 1\ncase: literal\nas-of: 2025-01-01\ndetection-lag: %g", c.lag)
	if c.weekly {
		line("step: week\nhorizon: 6 months")
	}
	line("parties:")
	for p, a := range c.parties {
		line("  %s:\n    kind: state", party(p))
		if a.foresight >= 0 {
			line("    foresight: %g\n    patience: %g", a.foresight, a.patience)
		}
		line("    turnover: %g\n    unbound: %g", a.turnover, a.unbound)
	}
	line("quantities:\n  rate: %g\nissues:", c.rate)
	for i, row := range c.issues {
		line("  i%d:", i)
		for o, x := range row {
			var names []string
			for _, p := range x.by.List() {
				names = append(names, party(p))
			}
			if o == 0 {
				line("    o0: {}")
			} else {
				line("    o%d: {by: %s, irreversible: %t}", o, strings.Join(names, map[bool]string{true: " and ", false: " or "}[x.all]), x.stays)
			}
		}
	}
	line("tracks:")
	for k, t := range c.tracks {
		if t.in > 0 {
			line("  t%d: {today: %g, toward: \"if(i%d == o%d, %g, %g)\", in: %g, min: %g, max: %g}", k, t.today, t.issue, t.option, t.there, t.without, t.in, t.low, t.high)
		} else {
			line("  t%d: {today: %g, change: \"if(i%d == o%d, %g, %g) + %g * rate + %g * t%d\", min: %g, max: %g}", k, t.today, t.issue, t.option, t.there, t.without, t.rates, t.other, (k+1)%len(c.tracks), t.low, t.high)
		}
	}
	c.values(line)
	if len(c.pledges) > 0 {
		line("guarantees:")
	}
	for k, g := range c.pledges {
		against := ""
		if g.against >= 0 {
			against = ", against: [" + party(g.against) + "]"
		}
		line("  g%d: {when: i%d == o%d, by: [c]%s, deters: %g, lag: %g}", k, g.issue, g.option, against, g.deters, g.lag)
	}
	return b.String()
}

func (c *literal) values(line func(string, ...any)) {
	line("values:")
	for p, a := range c.parties {
		line("  %s:", party(p))
		for i, row := range a.points {
			var cells []string
			for o := 1; o < len(row); o++ {
				cells = append(cells, fmt.Sprintf("o%d: %g", o, row[o]))
			}
			line("    i%d: {%s}", i, strings.Join(cells, ", "))
		}
		for _, once := range []bool{false, true} {
			head := map[bool]string{false: "    also:", true: "    once:"}[once]
			for k, t := range a.terms {
				if t.once != once {
					continue
				}
				if head != "" {
					line("%s", head)
					head = ""
				}
				tail := ""
				if !once {
					tail = fmt.Sprintf(" + %g * t%d + %g * elapsed", t.share, t.track, t.months)
				}
				line("      i%d == o%d%s: %g%s", t.issue, t.option, strings.Repeat(" and always", k), t.level, tail)
			}
		}
		for _, x := range a.red {
			line("    red-lines: [i%d == o0 and i%d == o%d]", x[0], x[1], len(c.issues[x[1]])-1)
		}
		if !math.IsNaN(a.believes) {
			line("    believes: {rate: %g}", a.believes)
		}
		if !math.IsNaN(a.cap) {
			line("    at-most: %g", a.cap)
		}
	}
}

// The definition, with plain loops.

type moment struct {
	tracks  []float64
	elapsed float64
}

func (c *literal) dt() float64 {
	if c.weekly {
		return 7 * 12 / 365.25
	}
	return 1
}

// after is the moment a step later in state s, at a rate.
func (c *literal) after(m moment, s game.State, rate float64) moment {
	out := moment{make([]float64, len(m.tracks)), m.elapsed + c.dt()}
	for k, t := range c.tracks {
		x := t.without
		if int(s[t.issue]) == t.option {
			x = t.there
		}
		v := m.tracks[k]
		if t.in > 0 {
			v += (x - v) * (1 - math.Pow(10, -c.dt()/t.in))
		} else {
			v += c.dt() * (x + t.rates*rate + t.other*m.tracks[(k+1)%len(c.tracks)])
		}
		out.tracks[k] = min(t.high, max(t.low, v))
	}
	return out
}

// day is what s is worth to p a day in a moment, without what is paid once.
func (c *literal) day(p int, s game.State, m moment) float64 {
	a := &c.parties[p]
	v := 0.0
	for i, o := range s {
		v += a.points[i][o]
	}
	for _, t := range a.terms {
		if !t.once && int(s[t.issue]) == t.option {
			v += t.level + t.share*m.tracks[t.track] + t.months*m.elapsed
		}
	}
	return v
}

// cut is what is left of a sum over p's foresight, with what is paid once.
func (c *literal) cut(p int, sum float64) float64 {
	if limit := c.parties[p].cap; !math.IsNaN(limit) {
		return min(sum, limit)
	}
	return sum
}

// paid is what p is paid once when from gives way to s.
func (c *literal) paid(p int, from, s game.State) float64 {
	v := 0.0
	for _, t := range c.parties[p].terms {
		if t.once && int(s[t.issue]) == t.option && int(from[t.issue]) != t.option {
			v += t.level
		}
	}
	return v
}

// weights are the shares of the steps ahead.
func (c *literal) weights(p int) []float64 {
	a := &c.parties[p]
	if a.foresight < 0 {
		return []float64{1}
	}
	var w []float64
	total := 0.0
	for k := 0; ; k++ {
		covered := min(1, a.foresight/c.dt()-float64(k))
		if k == 0 {
			covered = 1 // the day itself always counts
		}
		if covered <= 1e-9 {
			break
		}
		w = append(w, covered*math.Pow(a.patience, float64(k)*c.dt()/12))
		total += w[k]
	}
	for k := range w {
		w[k] /= total
	}
	return w
}

// can reports whether p alone can take an issue from one option to another.
func (c *literal) can(p, issue, from, to int) bool {
	alone := func(o int) bool {
		x := &c.issues[issue][o]
		return x.by.Has(p) && (!x.all || x.by == game.Of(p))
	}
	back := func(o int) bool { // whoever could have blocked it
		x := &c.issues[issue][o]
		return x.by.Has(p) && (x.all || x.by == game.Of(p))
	}
	switch {
	case from == to || c.issues[issue][from].stays:
		return false
	case to == 0:
		return back(from)
	case from == 0:
		return alone(to)
	}
	return back(from) && alone(to)
}

// crosses reports whether a red line of p's is broken in to and was not in from.
func (c *literal) crosses(p int, from, to game.State) bool {
	return slices.ContainsFunc(c.parties[p].red, func(x [2]int) bool {
		broken := func(s game.State) bool { return s[x[0]] == 0 && int(s[x[1]]) == len(c.issues[x[1]])-1 }
		return broken(to) && !broken(from)
	})
}

func touches(x *clock.Pact, from, to game.State) bool {
	for _, i := range x.Issues {
		if from[i] != to[i] {
			return true
		}
	}
	return false
}

// undo puts the clauses of the pacts back, the latest pact first; with a breach only of those it touches, and what it changed stays.
func (c *literal) undo(pacts []clock.Pact, y, move game.State) game.State {
	s := move.Clone()
	for k := len(pacts) - 1; k >= 0; k-- {
		breach := !move.Equal(y)
		if breach && !touches(&pacts[k], y, move) {
			continue
		}
		for _, i := range pacts[k].Issues {
			if (!breach || y[i] == move[i]) && !c.issues[i][s[i]].stays {
				s[i] = pacts[k].Before[i]
			}
		}
	}
	return s
}

// canLeave reports whether a party can change a clause of a deal that it has signed by a move of its own.
func (c *literal) canLeave(q int, sit *clock.Situation) bool {
	y := sit.State
	for i := range y {
		for o := range c.issues[i] {
			move := y.Clone()
			if move[i] = uint16(o); !c.can(q, i, int(y[i]), o) || c.crosses(q, y, move) {
				continue
			}
			for k := range sit.Pacts {
				if sit.Pacts[k].Signatories.Has(q) && touches(&sit.Pacts[k], y, move) {
					return true
				}
			}
		}
	}
	return false
}

// verdict is what the definition makes of a situation.
type verdict struct {
	keep, best, at0 float64
	most            float64         // the best of all plans; best is the best of those that are always looked at
	plans           map[int]float64 // the best breach by exit
}

func (c *literal) judge(p int, sit *clock.Situation, m moment) verdict {
	a := &c.parties[p]
	rate, w, y := c.rate, c.weights(p), sit.State
	if !math.IsNaN(a.believes) {
		rate = a.believes
	}
	lag, deters, signed := c.lag/c.dt(), 0.0, game.Mask(0)
	for k := range sit.Pacts {
		signed |= sit.Pacts[k].Signatories
	}
	for _, g := range c.pledges {
		if int(y[g.issue]) == g.option && (g.against < 0 || g.against == p) {
			lag, deters = min(lag, g.lag/c.dt()), deters+g.deters
		}
	}
	stays := 1.0
	for _, q := range (signed &^ game.Of(p)).List() {
		x := &c.parties[q]
		if !c.canLeave(q, sit) {
			continue // its successor could not end them
		}
		stays *= 1 - (1-math.Pow(1-x.turnover, c.dt()/12))*x.unbound
	}
	lostState := c.undo(sit.Pacts, y, y)
	lost, kept, on := make([]float64, len(w)), make([]moment, len(w)), m
	for k := range w {
		lost[k] = c.day(p, lostState, on) + c.paid(p, y, lostState)
		on = c.after(on, lostState, rate)
	}
	on = m
	for k := range w {
		kept[k], on = on, c.after(on, y, rate)
	}
	mixed := func(k int, alive, v float64) float64 { return alive*v + (1-alive)*lost[k] }
	until := func(exit int) float64 {
		v := c.paid(p, sit.From, y)
		for k := range exit {
			v += w[k] * mixed(k, math.Pow(stays, float64(k)), c.day(p, y, kept[k]))
		}
		return v
	}
	out := verdict{keep: c.cut(p, until(len(w))), at0: math.Inf(-1), most: math.Inf(-1), plans: map[int]float64{}}
	out.best = out.keep
	for i := range y {
		for o := range c.issues[i] {
			move := y.Clone()
			if move[i] = uint16(o); !c.can(p, i, int(y[i]), o) || c.crosses(p, y, move) {
				continue
			}
			if !touchesAny(sit.Pacts, y, move) {
				continue
			}
			void := c.undo(sit.Pacts, y, move)
			for exit := range w {
				if exit > 0 && float64(len(w)-exit) < 2*lag {
					continue // its price is not in sight as long as its gain
				}
				v, x, price := until(exit), kept[exit], 0.0
				for k := exit; k < len(w); k++ {
					open := min(1, max(0, lag-float64(k-exit)))
					flow := open*c.day(p, move, x) + (1-open)*(c.day(p, void, x)+c.paid(p, move, void)) + c.paid(p, y, move)
					price += w[k] * math.Pow(stays, float64(exit)) * deters // comes off what is left after the cut
					v += w[k] * mixed(k, math.Pow(stays, float64(exit)), flow)
					s := void
					if open >= .5 {
						s = move
					}
					x = c.after(x, s, rate)
				}
				v = c.cut(p, v) - price
				if old, ok := out.plans[exit]; !ok || v > old {
					out.plans[exit] = v
				}
				out.most = max(out.most, v)
				if slices.Contains([]int{0, 1, 2, 3, 4, 6, 9, 13, 19, 28, 42}, exit) {
					out.best = max(out.best, v)
				}
				if exit == 0 {
					out.at0 = max(out.at0, v)
				}
			}
		}
	}
	return out
}

func touchesAny(pacts []clock.Pact, from, to game.State) bool {
	for k := range pacts {
		if touches(&pacts[k], from, to) {
			return true
		}
	}
	return false
}

// situations are today, a deal, and a second deal on top of it, with random signatories.
func (c *literal) situations(today game.State) []clock.Situation {
	out := []clock.Situation{{State: today, From: today}}
	var pacts []clock.Pact
	from := today
	for range 2 {
		s := from.Clone()
		for i := range s {
			if c.IntN(2) == 0 && !c.issues[i][s[i]].stays {
				s[i] = uint16(c.IntN(len(c.issues[i])))
			}
		}
		if s.Equal(from) {
			break
		}
		pacts = append(pacts[:len(pacts):len(pacts)], clock.NewPact(game.Mask(1+c.IntN(7)), from, s, 0, -1))
		out = append(out, clock.Situation{State: s, From: from, Pacts: pacts}, clock.Situation{State: s, From: s, Pacts: pacts})
		from = s
	}
	return out
}

// Judge gives what its definition gives, for every party, in random small cases with tracks, beliefs, caps, guarantees, payments made
// once, successors, one and two deals, at the start and later.
func TestJudgeIsItsDefinition(t *testing.T) {
	judged, broke, planned := 0, 0, 0
	for seed := range uint64(500) {
		c := randomLiteral(seed)
		w, g := world(t, c.text())
		r := begin(t, w)
		m := moment{elapsed: 0}
		for _, x := range c.tracks {
			m.tracks = append(m.tracks, x.today)
		}
		for range c.IntN(3) {
			if err := r.Advance(); err != nil {
				t.Fatal(err)
			}
			m = c.after(m, g.Today, c.rate)
		}
		for _, sit := range c.situations(g.Today) {
			for p := range c.parties {
				want := c.judge(p, &sit, m)
				got, err := r.Judge(p, &sit)
				if err != nil {
					t.Fatal(err)
				}
				judged++
				if flaw := differs(&got, &want); flaw != "" {
					t.Fatalf("seed %d, party %s in %+v: %s\n%s", seed, party(p), sit, flaw, c.text())
				}
				if got.Breaks() {
					broke++
				} else if got.Exit > 0 {
					planned++
				}
			}
		}
	}
	if judged < 3000 || broke < 100 || planned < 30 {
		t.Errorf("%d judged, %d break at once, %d plan to: too few for a comparison", judged, broke, planned)
	}
}

// differs says what is wrong with a judgement. A plan that is better by no more than a millionth is not preferred to a simpler one.
func differs(got *clock.Judgement, want *verdict) string {
	const slack, least = 1e-8, 3e-6
	switch {
	case math.Abs(got.Keep-want.keep) > slack:
		return fmt.Sprintf("keeping is worth %v, not %v", want.keep, got.Keep)
	case math.IsInf(want.at0, -1) != math.IsInf(got.Break, -1) || !math.IsInf(want.at0, -1) && math.Abs(got.Break-want.at0) > slack:
		return fmt.Sprintf("the best breach is worth %v, not %v", want.at0, got.Break)
	case got.Best > max(want.most, want.best)+slack || got.Best < want.best-least:
		return fmt.Sprintf("the best plan is worth %v, not %v", want.best, got.Best)
	case got.Exit < 0 && math.Abs(got.Best-want.keep) > slack || got.Exit >= 0 && math.Abs(got.Best-want.plans[got.Exit]) > slack:
		return fmt.Sprintf("the plan that breaks at step %d is worth %v, not %v", got.Exit, want.plans[got.Exit], got.Best)
	}
	return ""
}
