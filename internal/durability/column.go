package durability

import (
	"context"
	"strconv"
	"strings"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/wording"
)

// ColumnNames lists the deals of a case with the months at which survival is reported, for Column.
func ColumnNames(c *casefile.Case) []string {
	var out []string
	for k := range c.Deals {
		for _, months := range milestones {
			out = append(out, c.Deals[k].Name+"@"+strconv.FormatFloat(months, 'f', -1, 64))
		}
	}
	return out
}

// Column makes single paths of a deal, named as DEAL@MONTHS: 1 where there is no break within so many months of signing and 0 where there
// is. Where a path would not be signed it is made to be, by those who would have to, so that it is about keeping and not about signing. worker
// makes one goroutine's function from the inputs and the number of the path whose dice are thrown; there are no outcomes but these two.
// The error is that of Ask, or an *ask.ArgumentError about the name.
func Column(ctx context.Context, d *ask.Draws, name string) (label string, outcomes []string, worker func() func(inputs []float64, dice int) (float64, error), err error) {
	at := strings.LastIndex(name, "@")
	if at < 0 {
		return "", nil, nil, columnError(name, len(name), "it is not said after how many months", "write DEAL@MONTHS, such as "+name+"@12")
	}
	deal, err := ask.FindDeal(d.G, strings.TrimSpace(name[:at]))
	if err != nil {
		return "", nil, nil, err
	}
	months, err := strconv.Atoi(strings.TrimSpace(name[at+1:]))
	most := int(milestones[len(milestones)-1])
	if err != nil || months < 1 || months > most {
		return "", nil, nil, columnError(name, at+1, "the months are a whole number from 1 to "+strconv.Itoa(most), "write DEAL@MONTHS, such as "+name[:at]+"@12")
	}
	q, err := newQuestion(ctx, d, Args{Deal: &deal, Table: -1})
	if err != nil {
		return "", nil, nil, err
	}
	steps := stepsUntil(float64(months), q.w.DT)
	if steps > q.steps {
		return "", nil, nil, columnError(name, at+1, "a path does not run so long in steps of this case", "ask for fewer months, or take longer steps")
	}
	label = "survival of “" + deal.Label + "” for " + wording.Count(months, "month", "months")
	return label, nil, func() func([]float64, int) (float64, error) {
		x := q.walker(q.w)
		return func(inputs []float64, dice int) (float64, error) { return x.survives(inputs, dice, steps) }
	}, nil
}

func columnError(name string, pos int, reason, suggestion string) error {
	return &ask.ArgumentError{Flag: "--of", Text: name, Pos: len([]rune(name[:pos])), Reason: reason, Suggestion: suggestion}
}

// survives is 1 where the deal stands so many steps after signing.
func (x *walker) survives(inputs []float64, dice, steps int) (float64, error) {
	var out outcome
	copy(x.inputs, inputs)
	x.agreed = 0
	err := x.path(dice, x.inputs, 0, &out)
	if err == nil && !out.signed() {
		if len(out.tried) > 0 {
			x.agreed = out.tried[0].parties
		}
		err = x.path(dice, x.inputs, force, &out)
	}
	switch {
	case err != nil:
		return 0, err
	case !out.signed():
		return 0, &SubjectError{"the rules do not let the deal be signed today", "look at the rules of the case, or name another deal"}
	case out.stands(steps):
		return 1, nil
	}
	return 0, nil
}
