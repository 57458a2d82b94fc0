package assay

import (
	"strings"

	"parley/internal/ask"
	"parley/internal/wording"
)

// unasked says why a test is not asked of a subject.
func (q *question) unasked(k, which int) string {
	today := q.g.Today != nil && q.subjects[k].State.Equal(q.g.Today)
	switch {
	case which == sanctions && q.subjects[k].Held == nil:
		return "`parley stable` asks it of what stays put"
	case which == sanctions:
		return "it is left, and nothing at all deters that"
	case today && which != kept:
		return "it is today's state: there is nothing to sign"
	case which == ratified:
		return "nobody has to ratify it"
	case which == kept && !today && q.graph == nil && q.possible[k]:
		return "the search for those who could undo it was given up"
	case !q.dynamic && which != kept, q.g.Today == nil:
		return q.still
	case today:
		return "it is today's state: no obligation is in force"
	case !q.possible[k]:
		return "nobody can bring it about, not even all parties together"
	case which == power:
		return "no track moves what those who could break it have without it"
	}
	return "nobody who signs could break it and looks beyond the day"
}

// told says at the medians what came of a test that is asked.
func (q *question) told(which int, f *findings) string {
	if which == ripe {
		return q.toldRipe(f)
	}
	if f.of[which].passes {
		return q.passed(which, f)
	}
	var parts []string
	for _, group := range grouped(f.of[which].who) {
		parts = append(parts, q.reason(group))
	}
	return strings.Join(parts, "; ")
}

// passed says why a test passes.
func (q *question) passed(which int, f *findings) string {
	switch which {
	case room:
		var names []string
		for p, in := range f.in {
			if in && q.panels[p].Name != "" {
				names = append(names, ask.TableLabel(q.g, q.panels[p].Name))
			}
		}
		if names == nil {
			return "all who decide on it accept"
		}
		return "there is room for it at " + wording.Join(names)
	case ratified:
		return "all who have to ratify it would"
	case kept:
		if q.dynamic {
			return "nobody who can break it does so at once, or plans to"
		}
		return "nobody gains by leaving it alone, answers counted in"
	case sanctions:
		return "whatever deters anybody is a sanction by which those who make it gain"
	case power:
		return "what they have without it rises by no more than keeping it gives"
	case patient:
		return "each who could break it is patient enough"
	case stalemate:
		return "nobody betters itself alone today"
	case hurting:
		return "today becomes worth less to each"
	}
	return "there is room, it is ratified and kept"
}

// toldRipe names the parts that are missing.
func (q *question) toldRipe(f *findings) string {
	var missing []string
	if who := f.of[stalemate].who; len(who) > 0 {
		missing = append(missing, "no stalemate, for "+q.labels(who)+" could better "+itself(who)+" alone")
	}
	if who := f.of[hurting].who; len(who) > 0 {
		missing = append(missing, "today does not hurt "+q.labels(who))
	}
	if !f.of[wayOut].passes {
		missing = append(missing, "no way out")
	}
	if missing == nil {
		return "a stalemate that hurts, and a way out"
	}
	return strings.Join(missing, "; ")
}

// grouped puts together those of one reason, in the order in which reasons first stand. Those with figures stay alone.
func grouped(who []Who) [][]Who {
	var out [][]Who
	at := map[Reason]int{}
	for _, w := range who {
		if k, ok := at[w.Reason]; ok && w.Reason != Planned && w.Reason != Shift && w.Reason != Impatient {
			out[k] = append(out[k], w)
			continue
		}
		at[w.Reason] = len(out)
		out = append(out, []Who{w})
	}
	return out
}

func (q *question) labels(who []Who) string {
	names := make([]string, len(who))
	for k := range who {
		names[k] = ask.PartyLabel(q.g, who[k].Party)
	}
	return wording.Join(names)
}

func itself(who []Who) string {
	if len(who) == 1 {
		return "itself"
	}
	return "themselves"
}

// reason words a group of one reason.
func (q *question) reason(group []Who) string {
	names, w := q.labels(group), group[0]
	verb := func(one, many string) string {
		if len(group) == 1 {
			return names + " " + one
		}
		return names + " " + many
	}
	switch w.Reason {
	case Beyond:
		if len(q.panels) > 1 {
			return "no table can bring it about"
		}
		if name := q.panels[0].Name; name != "" {
			return ask.TableLabel(q.g, name) + " cannot bring it about"
		}
		return "those who decide cannot bring it about"
	case NoGain:
		return "nobody gains by it"
	case Closed:
		return "a test before it fails"
	case RedLine:
		return verb("refuses: it breaks a red line", "refuse: it breaks a red line of each")
	case WalkAway:
		return verb("refuses: it has more without", "refuse: they have more without")
	case Unknown:
		return "nothing is known of what " + verb("wants", "want")
	case Unratified:
		return names + " would not ratify it"
	case AtOnce:
		return names + " would break it at once"
	case Planned:
		return names + " plans to break it after " + months(*w.Months)
	case Leaves:
		return names + " would leave it, and no answer by which others gain deters that"
	case Undoes:
		return names + " could undo it, and gain by that at once"
	case Bluff:
		return names + " would leave it, and only a sanction that costs those who make it deters that"
	case Shift:
		return names + " comes to have " + ask.Figure(*w.Needs) + " points more without it, and keeping it gives " + ask.Figure(*w.Has)
	case Impatient:
		return names + " has a patience of " + fraction(*w.Has) + " a step and would need " + fraction(*w.Needs)
	case Never:
		return "no patience is enough for " + names
	case Restless:
		return verb("could better itself alone today", "could better themselves alone today")
	}
	return "today does not hurt " + names
}

func months(v float64) string {
	if v < 1 {
		return "less than a month"
	}
	text := wording.Number(v, 0)
	if text == "1" {
		return "a month"
	}
	return text + " months"
}

// fraction writes a patience: three digits, since patiences of a step lie close to one.
func fraction(v float64) string { return strings.TrimPrefix(wording.Number(v, 3), "0") }
