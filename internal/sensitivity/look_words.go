package sensitivity

import (
	"strings"

	"parley/internal/wording"
)

// summary says what would turn the answer, what moves it next, and what to ask.
func (l *Look) summary() []string {
	if l.Chance == 0 || l.Chance == 1 {
		return []string{wording.Capital(l.what()) + " comes out the same in every run: no input, within its range, is seen to change it."}
	}
	if len(l.Inputs) == 0 {
		return []string{"No input by itself is seen to move " + l.what() + "."}
	}
	first := l.turning()
	line := first.Label + ": "
	if first.Tipping != nil {
		line += where(first.TippingSide, *first.Tipping) + first.unit() + ", " + l.turned(first)
	} else {
		line = first.Label + " alone takes " + l.what() + " from " + l.reach(first)
	}
	line += " (case: " + figure(first.Span[0]) + " to " + figure(first.Span[1]) + ")"
	if first.Tipping == nil {
		line += "; nothing alone is seen to make another outcome the likeliest"
	}
	out := []string{line + "."}
	var next []string
	for k := range l.Inputs {
		if in := &l.Inputs[k]; in != first && len(next) < 2 {
			next = append(next, in.Label+" ("+l.reach(in)+")")
		}
	}
	if len(next) > 0 {
		out = append(out, "Next: "+strings.Join(next, "; ")+".")
	}
	if in := l.toAsk(); in != nil {
		out = append(out, in.question())
	}
	return out
}

// turning is the strongest input that turns the answer, else the strongest.
func (l *Look) turning() *Glimpse {
	for k := range l.Inputs {
		if l.Inputs[k].Tipping != nil {
			return &l.Inputs[k]
		}
	}
	return &l.Inputs[0]
}

// what names the answer.
func (l *Look) what() string {
	if l.Leading != "" {
		return "“" + l.Leading + "”"
	}
	return l.Of.Label
}

func (l *Look) turned(in *Glimpse) string {
	switch {
	case in.TippingTo != "":
		return "“" + in.TippingTo + "” leads"
	case l.Chance < 0.5:
		return l.Of.Label + " becomes more likely than not"
	}
	return l.Of.Label + " becomes less likely than not"
}

// reach says how far an input takes the chance.
func (l *Look) reach(in *Glimpse) string {
	return strings.TrimSuffix(wording.Percent(in.Low), " %") + " to " + wording.Percent(in.High)
}

func (in *Glimpse) unit() string {
	if in.Unit == "" {
		return ""
	}
	return " " + in.Unit
}

// toAsk is the assumed input of the greatest value of learning; of equals the strongest. Nil where all are cited.
func (l *Look) toAsk() *Glimpse {
	var best *Glimpse
	for k := range l.Inputs {
		if in := &l.Inputs[k]; !in.Cited && (best == nil || in.Learning > best.Learning) {
			best = in
		}
	}
	return best
}

// leastRight is how many calls in 100 a question must set right for that to be worth a sentence.
const leastRight = 5

// shortNote is how long a note may be to stand within a question.
const shortNote = 70

// question asks for the input.
func (in *Glimpse) question() string {
	s := "Best question: what is "
	if in.Private != "" {
		s = "Best question, to " + in.Private + ": what is "
	}
	s += in.Label
	if note, _, _ := strings.Cut(in.Note, ";"); note != "" && len(note) <= shortNote {
		s += " (" + note + ")"
	}
	if n := int(100*in.Learning + 0.5); n >= leastRight {
		return s + "? It sets right " + wording.Count(n, "call", "calls") + " in 100."
	}
	return s + "?"
}
