package casefile

import (
	"math"
	"time"
)

// After is the day that a number of steps ends on, the first of which begins on a day; the zero time where there is none.
func (s Step) After(from time.Time, steps int) time.Time {
	switch {
	case from.IsZero():
		return from
	case s == Month:
		return later(from, steps)
	}
	return from.AddDate(0, 0, s.days()*steps)
}

// days is how many days a step has that is no month.
func (s Step) days() int {
	if s == Week {
		return 7
	}
	return 1
}

// Months is how many months lie between two days, negative when the second is earlier. Where steps are months, whole calendar months
// count as whole, and the days beyond them as parts of the month they lie in; else every day counts as 12/365.25 of a month, so that as
// many days lie between the two as steps have.
func (s Step) Months(from, to time.Time) float64 {
	if to.Before(from) {
		return -s.Months(to, from)
	}
	if s != Month {
		return math.Round(to.Sub(from).Hours()/24) * monthsOfDay
	}
	whole := (to.Year()-from.Year())*12 + int(to.Month()-from.Month())
	for whole > 0 && later(from, whole).After(to) {
		whole--
	}
	start, next := later(from, whole), later(from, whole+1)
	return float64(whole) + to.Sub(start).Hours()/next.Sub(start).Hours()
}

// later is the same day some months later, or the last day of that month where it has no such day.
func later(from time.Time, months int) time.Time {
	first := time.Date(from.Year(), from.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return time.Date(first.Year(), first.Month(), min(from.Day(), last), 0, 0, 0, 0, time.UTC)
}

// Steps is how many steps lead to the horizon, which ends with the last of them. Where the case has a day and steps are no months, they
// lead to the day of the month that the calendar says as well.
func (c *Case) Steps() int {
	s := c.Clock.Step
	steps := int(math.Ceil(c.Clock.Horizon*s.PerMonth() - 1e-9))
	if c.AsOf.IsZero() || s == Month {
		return max(1, steps)
	}
	whole, part := math.Modf(c.Clock.Horizon)
	end := later(c.AsOf, int(whole)).AddDate(0, 0, int(part/monthsOfDay+1e-9))
	return max(1, steps, int(math.Ceil(s.Months(c.AsOf, end)*s.PerMonth()-1e-9)))
}

// LastDay is the end of the horizon: the day that its last step ends on.
func (c *Case) LastDay() time.Time { return c.Clock.Step.After(c.AsOf, c.Steps()) }
