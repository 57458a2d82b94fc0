package assay

import (
	"slices"

	"parley/internal/durability"
	"parley/internal/game"
	"parley/internal/strategy"
)

// overTime asks what needs the clock: on the day of signing, of the signatories and of all who could break the deal.
func (w *worker) overTime(n *game.Numbers, k int, f *findings) error {
	q, g, y := w.q, w.q.g, w.q.subjects[k].State
	if !q.possible[k] {
		return nil
	}
	var stances []durability.Stance
	var err error
	if f.signatories, stances, err = w.moment.Stances(y, g.Accepting(g.Known, n, y)); err != nil {
		return err
	}
	w.keeping(stances, f)
	return w.signing(stances, f)
}

// keeping asks whether anybody would break the deal at once or plans to.
func (w *worker) keeping(stances []durability.Stance, f *findings) {
	var who []Who
	for i := range stances {
		s := &stances[i]
		name := w.q.g.Case.Parties[s.Party].Name
		switch {
		case s.Exit == 0:
			who = append(who, Who{Party: name, Reason: AtOnce})
		case s.Exit > 0:
			who = append(who, Who{Party: name, Reason: Planned, Months: &s.Exit})
		}
	}
	f.of[kept] = failing(who)
}

// signing asks of the signatories what holds them, and whether the time is ripe for them.
func (w *worker) signing(stances []durability.Stance, f *findings) error {
	var shifts, impatient, restless, easy []Who
	powers, patience := false, false
	for i := range stances {
		s := &stances[i]
		if !s.Signs {
			continue
		}
		name := w.q.g.Case.Parties[s.Party].Name
		if s.Restless {
			restless = append(restless, Who{Party: name, Reason: Restless})
		}
		if !s.Hurts {
			easy = append(easy, Who{Party: name, Reason: Easy})
		}
		if !s.Able {
			continue
		}
		if s.Moved {
			powers = true
			fights, err := fights(s)
			if err != nil {
				return err
			}
			if fights {
				shifts = append(shifts, Who{Party: name, Reason: Shift, Has: &s.Gain, Needs: &s.Rise})
			}
		}
		if patience = patience || s.Looks; s.Looks && s.Delta == nil {
			impatient = append(impatient, Who{Party: name, Reason: Never, Has: &s.Effective})
		} else if s.Looks && *s.Delta > s.Effective+least {
			impatient = append(impatient, Who{Party: name, Reason: Impatient, Has: &s.Effective, Needs: s.Delta})
		}
	}
	if powers {
		f.of[power] = failing(shifts)
	}
	if patience {
		f.of[patient] = failing(impatient)
	}
	w.ripeness(restless, easy, f)
	return nil
}

// least is by how much a patience must fall short to count as less.
const least = 1e-9

// fights is Powell's test of a signatory: as package durability puts it to who breaks a deal; of one that does not plan to, what guarantees
// would take from it counts for the deal.
func fights(s *durability.Stance) (bool, error) {
	surplus := s.Gain
	if s.Exit < 0 {
		surplus += s.Deters
	}
	fights, err := strategy.MustFight(s.Rise, surplus)
	return fights && s.Gain >= 0, err
}

// ripeness has three parts: nobody betters itself alone, today hurts, and the tests before leave a way out.
func (w *worker) ripeness(restless, easy []Who, f *findings) {
	f.of[stalemate], f.of[hurting] = failing(restless), failing(easy)
	way := f.of[room].passes && (f.of[ratified].passes || !f.of[ratified].asked) && f.of[kept].passes
	f.of[wayOut] = finding{asked: true, passes: way}
	if !way {
		f.of[wayOut].who = []Who{{Reason: Closed}}
	}
	f.of[ripe] = failing(slices.Concat(restless, easy, f.of[wayOut].who))
}
