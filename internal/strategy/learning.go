package strategy

import "math"

// Strength is A's chance of winning a battle, if A is strong and if it is weak. Both lie strictly between 0 and 1.
type Strength struct{ Strong, Weak float64 }

func (s Strength) check(d *domain) {
	d.between("p if strong", s.Strong, tie, 1-tie)
	d.between("p if weak", s.Weak, tie, 1-tie)
}

// Posterior is the belief that A is strong after battles won and lost by A: the odds are multiplied by p_s/p_w for each
// won and by (1−p_s)/(1−p_w) for each lost (Bayes). A prior of 0 or 1 learns nothing.
func Posterior(prior float64, s Strength, won, lost int) (float64, error) {
	var d domain
	d.chance("the prior", prior)
	s.check(&d)
	d.whole("battles won", won, 0, maxPeriods)
	d.whole("battles lost", lost, 0, maxPeriods)
	if d.err != nil {
		return 0, d.err
	}
	return posterior(prior, s, won, lost), nil
}

func posterior(prior float64, s Strength, won, lost int) float64 {
	if prior == 0 || prior == 1 {
		return prior
	}
	evidence := float64(won)*math.Log(s.Strong/s.Weak) + float64(lost)*math.Log((1-s.Strong)/(1-s.Weak))
	odds := math.Log(prior/(1-prior)) + evidence
	return 1 / (1 + math.Exp(-odds))
}

// Learning is a war that both sides fight while they learn how strong A is from how battles go.
type Learning struct {
	Places, Start  int // N and the place of the front at first
	Strength       Strength
	PriorA, PriorB float64 // each side's belief that A is strong
	CostA, CostB   float64 // of a battle, in shares of the good
}

// Course is where a war with learning stands when it ends or the results do.
type Course struct {
	Settled          bool // the bargaining range has opened
	Battles          int  // fought
	Front            int  // the place of the front
	BeliefA, BeliefB float64
	Range            Range // by each side's own belief
	FoughtToTheEnd   bool  // the front came to an end first
}

// FightAndLearn follows the results of battles, true where A wins, until beliefs have come close enough that both
// prefer some division to a fight to the end: each side's walk-away is the mean over its belief of [P − cA·D, P +
// cB·D] at the front. (Filson and Werner 2002; Slantchev 2003; Powell, American Journal of Political Science 48
// (2004) 344–361, in which sides also choose offers with a view to what they reveal, are richer.) At most 100,000
// results and a million places.
func FightAndLearn(l Learning, results []bool) (Course, error) {
	var d domain
	d.whole("N", l.Places, 1, maxFront)
	d.whole("k", l.Start, 0, l.Places)
	l.Strength.check(&d)
	d.chance("A's prior", l.PriorA)
	d.chance("B's prior", l.PriorB)
	d.nonNegative("cA", l.CostA)
	d.nonNegative("cB", l.CostB)
	d.whole("the number of battles", len(results), 0, maxResults)
	if d.err != nil {
		return Course{}, d.err
	}
	won := 0
	for battles := 0; ; battles++ {
		out := l.after(won, battles-won)
		if out.Settled || out.FoughtToTheEnd || battles == len(results) {
			return out, nil
		}
		if results[battles] {
			won++
		}
	}
}

// after is the course after so many battles.
func (l Learning) after(won, lost int) Course {
	out := Course{Battles: won + lost, Front: l.Start + won - lost}
	if out.FoughtToTheEnd = out.Front <= 0 || out.Front >= l.Places; out.FoughtToTheEnd {
		out.Front = max(0, min(out.Front, l.Places))
	}
	out.BeliefA = posterior(l.PriorA, l.Strength, won, lost)
	out.BeliefB = posterior(l.PriorB, l.Strength, won, lost)
	strong := fightOn(l.Places, out.Front, l.Strength.Strong)
	weak := fightOn(l.Places, out.Front, l.Strength.Weak)
	mean := func(belief, s, w float64) float64 { return belief*s + (1-belief)*w }
	out.Range = Range{
		Lo: mean(out.BeliefA, strong.Win-l.CostA*strong.Battles, weak.Win-l.CostA*weak.Battles),
		Hi: mean(out.BeliefB, strong.Win+l.CostB*strong.Battles, weak.Win+l.CostB*weak.Battles),
	}
	out.Settled = !out.FoughtToTheEnd && !out.Range.Empty()
	return out
}
