package sensitivity

import (
	"cmp"
	"slices"
	"strings"

	"parley/internal/wording"
)

// summary says in one or two sentences what would change the answer, and what to ask.
func (a *Answer) summary() []string {
	ranked := a.ranked()
	if len(ranked) == 0 {
		return a.unmoved()
	}
	best := a.decisive(ranked)
	first := a.turns(best)
	if a.steady(best) {
		return []string{first}
	}
	var next []string
	named := map[string]bool{best.group(): true}
	for _, in := range ranked {
		if len(next) < 2 && !named[in.group()] {
			next, named[in.group()] = append(next, in.Label), true
		}
	}
	if len(next) > 0 {
		first = strings.TrimSuffix(first, ".") + "; next " + strings.Join(next, " and ") + "."
	}
	out := []string{first}
	if in := a.toAsk(); in != nil {
		out = append(out, in.question())
	}
	return out
}

// ranked lists the inputs that matter, the strongest first.
func (a *Answer) ranked() []*Input {
	var out []*Input
	for k := range a.Inputs {
		if a.Inputs[k].Rank > 0 {
			out = append(out, &a.Inputs[k])
		}
	}
	return out
}

// decisive is the strongest input that alone takes the chance across one half; else one whose tipping value is in range; else the
// strongest.
func (a *Answer) decisive(ranked []*Input) *Input {
	for _, is := range []func(*Input) bool{
		func(in *Input) bool { return in.Even != nil },
		func(in *Input) bool { return in.InRange != nil && *in.InRange },
	} {
		if k := slices.IndexFunc(ranked, is); k >= 0 {
			return ranked[k]
		}
	}
	return ranked[0]
}

// turns says where an input turns the answer.
func (a *Answer) turns(in *Input) string {
	span := " (case: " + figure(in.Span[0]) + " to " + figure(in.Span[1]) + ")"
	switch {
	case a.Dice != nil && in.Tipping != nil:
		return in.Label + ": " + where(in.TippingSide, *in.Tipping) + ", " + a.flipped(in) + span + "."
	case in.Even != nil:
		becomes := "less likely than not"
		if a.Mean < 0.5 {
			becomes = "more likely than not"
		}
		return in.Label + ": " + where(in.EvenSide, *in.Even) + ", " + a.Of.Label + " becomes " + becomes + span + "."
	case in.Tipping != nil && *in.InRange:
		return in.Label + ": " + where(in.TippingSide, *in.Tipping) + ", all else at its median, " + a.turned() + span + "."
	case a.steady(in):
		return a.holds() + in.Label + " matters most, and yet the chance is " + a.figure(*in.Low) + " at its 10th percentile and at its 90th" + span + "."
	case in.Low != nil && in.High != nil:
		return a.holds() + in.Label + " moves it most: " + a.figure(*in.Low) + " at its 10th percentile, " + a.figure(*in.High) + " at its 90th" + span + "."
	}
	return in.Label + " moves it most" + span + "."
}

// flipped says what another outcome than the likeliest becomes the likeliest.
func (a *Answer) flipped(in *Input) string {
	switch {
	case in.TippingTo != "":
		return "“" + in.TippingTo + "” leads instead of “" + a.Leading + "”"
	case a.Mean < 0.5:
		return a.Of.Label + " becomes more likely than not"
	}
	return a.Of.Label + " becomes less likely than not"
}

// holds says that nothing flips an outcome; "" where that is not so or not known.
func (a *Answer) holds() string {
	if a.Dice == nil || a.Chance == nil || a.Partial() {
		return ""
	}
	if a.Leading != "" {
		return "No input, within its range and by itself, is seen to make another outcome than “" + a.Leading + "” the likeliest; "
	}
	return "No input, within its range and by itself, is seen to take the chance across one half; "
}

// steady reports whether the input neither turns the answer nor moves the chance to another figure.
func (a *Answer) steady(in *Input) bool {
	turns := in.Even != nil || in.InRange != nil && *in.InRange
	return a.Gain == nil && !turns && in.Low != nil && in.High != nil && a.figure(*in.Low) == a.figure(*in.High)
}

// where words the side of a value.
func where(side Side, v float64) string { return string(side) + " " + figure(v) }

// turned says what the answer becomes where it is another one than at the medians.
func (a *Answer) turned() string {
	switch {
	case a.Gain != nil && a.Central > 0:
		return a.Of.Label + " is no gain"
	case a.Gain != nil:
		return a.Of.Label + " is a gain"
	case a.Central > 0:
		return "there is no " + a.Of.Label
	}
	return "there is " + a.Of.Label
}

// figure writes a value of the answer.
func (a *Answer) figure(v float64) string {
	switch {
	case a.number:
		return figure(v)
	case a.Gain != nil:
		return wording.Points(v)
	}
	return wording.Percent(v)
}

// unmoved words an answer that no input is seen to move.
func (a *Answer) unmoved() []string {
	if a.Chance == nil && a.Gain == nil {
		return []string{}
	}
	s := "No input moves the answer by more than these draws can tell."
	switch stopped := slices.ContainsFunc(a.Inputs, func(in Input) bool { return in.Status == Stopped }); {
	case stopped:
		s = "Stopped before it was known which inputs move the answer."
	case a.Dice != nil && a.Varies && !a.Dice.Seen:
		s = "No input is seen to matter: what differs between runs is not told from dice. More runs (`--runs`) would show smaller effects."
	case !a.Varies:
		s = "The answer is the same in every draw: no input, within its range, is seen to change it."
	}
	out := []string{s}
	var near *Input
	for k := range a.Inputs {
		if in := &a.Inputs[k]; in.Tipping != nil && (near == nil || in.beyond() < near.beyond()) {
			near = in
		}
	}
	if near != nil {
		out = append(out, "Nearest to turning it: "+near.Label+": "+where(near.TippingSide, *near.Tipping)+", all else at its median, "+a.turned()+
			" (case: "+figure(near.Span[0])+" to "+figure(near.Span[1])+").")
	}
	return out
}

// beyond is how far the tipping value lies from the median, in widths of the input's range.
func (in *Input) beyond() float64 {
	d := *in.Tipping - in.Median
	return max(d, -d) / max(in.Span[1]-in.Span[0], 1e-300)
}

// toAsk is what to find out first: the assumed input of the greatest value of learning; of equals, the strongest. It is nil where all
// that are ranked are cited, and where the answer is steady.
func (a *Answer) toAsk() *Input {
	ranked := a.ranked()
	if len(ranked) == 0 || a.steady(a.decisive(ranked)) {
		return nil
	}
	var best *Input
	for _, in := range ranked {
		if !in.Cited && (best == nil || in.worth() > best.worth()) {
			best = in
		}
	}
	return best
}

// worth is the value of learning the input, 0 where it is not known.
func (in *Input) worth() float64 {
	if in.Learning == nil {
		return 0
	}
	return *in.Learning
}

// question asks for the input and says what the reply is worth.
func (in *Input) question() string {
	s := "Best question to ask: what is " + in.Label + "?"
	if n := int(100*in.worth() + 0.5); n > 0 {
		s += " (It would set right " + wording.Count(n, "call", "calls") + " in 100.)"
	}
	return s
}

// sortByDistance puts the inputs whose tipping values lie nearest to their medians first.
func sortByDistance(inputs []*Input) {
	slices.SortStableFunc(inputs, func(x, y *Input) int { return cmp.Compare(x.beyond(), y.beyond()) })
}
