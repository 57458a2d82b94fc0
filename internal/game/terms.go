package game

import (
	"fmt"
	"slices"

	"parley/casefile"
)

// leaf is weight × share, or points, of one option.
type leaf struct {
	at            int
	weight, share *number
}

func (l *leaf) points(in []float64, s State) float64 {
	v := l.share.eval(in, s)
	if l.weight != nil {
		v = float64(v * l.weight.eval(in, s))
	}
	return v
}

func (l *leaf) fail(reason string) error { return l.share.fail(reason) }

// term is an amount that depends on a condition.
type term struct {
	Scope
	when   truthFunc // nil: always
	amount *number
	leaf   *leaf // instead of amount: the value of one option, where it rests on other issues
	issue  int   // leaf: the issue and option it is the value of
	option uint16
	once   bool
	fixed  bool // amount and condition do not depend on both draw and state
}

func (t *term) holdsAt(s State) bool { return t.when == nil || t.when(nil, s) }

// value is what the term adds at s when the state in force is base (nil: none).
func (t *term) value(in []float64, s, base State) (float64, error) {
	if t.leaf != nil {
		if s[t.issue] != t.option {
			return 0, nil
		}
		return t.checked(t.leaf.points(in, s), t.leaf)
	}
	if t.when != nil && !t.when(in, s) || t.once && base != nil && (t.when == nil || t.when(in, base)) {
		return 0, nil
	}
	return t.amountValue(in, s)
}

func (t *term) amountValue(in []float64, s State) (float64, error) {
	return t.checked(t.amount.eval(in, s), t.amount)
}

func (t *term) checked(v float64, at interface{ fail(string) error }) (float64, error) {
	if bad := finite(v); bad != "" {
		return 0, at.fail(bad)
	}
	return v, nil
}

// Factor is the sum of a party's terms over one set of several issues, as a table.
type Factor struct {
	Scope
	Party int
	terms []term
	holds [][]bool // [term][cell] for terms whose condition rests on the state alone
}

// compileLeaves puts plain option values into the party and returns as terms those that rest on other issues.
func (g *Game) compileLeaves(out *Party, v *casefile.Values) []term {
	var terms []term
	for i := range v.Issues {
		iv := &v.Issues[i]
		weight := g.number(iv.Weight)
		for _, ov := range iv.Options {
			l := leaf{at: g.Offset[iv.Issue] + ov.Option, weight: weight, share: g.number(ov.Value)}
			issues := slices.Clone(l.share.issues)
			if weight != nil {
				issues = append(issues, weight.issues...)
			}
			if len(issues) == 0 {
				out.leaves = append(out.leaves, l)
				continue
			}
			issues = append(issues, iv.Issue)
			slices.Sort(issues)
			terms = append(terms, term{Scope: newScope(slices.Compact(issues), g.Sizes), leaf: &l, issue: iv.Issue, option: uint16(ov.Option)})
		}
	}
	return terms
}

func (g *Game) compileTerm(t *casefile.Term) term {
	amount := g.number(t.Amount)
	issues := slices.Clone(amount.issues)
	var when truthFunc
	if t.When != nil {
		when = g.compileTruth(t.When)
		issues = append(issues, g.issuesOf(t.When)...)
	}
	slices.Sort(issues)
	return term{
		Scope: newScope(slices.Compact(issues), g.Sizes), when: when, amount: amount, once: t.Once,
		fixed: len(amount.issues) == 0 && !usesQuantities(t.When),
	}
}

// placeTerms groups terms by the issues they rest on: one table a group.
func (g *Game) placeTerms(p int, terms []term) *TooLargeError {
	for _, t := range terms {
		if len(t.Issues) <= 1 {
			g.Parties[p].single = append(g.Parties[p].single, t)
			continue
		}
		if t.cells > maxCells {
			return &TooLargeError{
				What: fmt.Sprintf("a value of `%s` that rests on %d issues at once", g.Case.Parties[p].Name, len(t.Issues)), States: float64(t.cells),
				Remedy: "split the condition into several, each over fewer issues",
			}
		}
		at := slices.IndexFunc(g.Parties[p].factors, func(f int) bool { return slices.Equal(g.Factors[f].Issues, t.Issues) })
		if at < 0 {
			g.Factors = append(g.Factors, Factor{Scope: t.Scope, Party: p})
			g.Parties[p].factors = append(g.Parties[p].factors, len(g.Factors)-1)
			at = len(g.Parties[p].factors) - 1
		}
		f := &g.Factors[g.Parties[p].factors[at]]
		f.terms = append(f.terms, t)
		f.holds = append(f.holds, f.truthTable(&t, len(g.Sizes)))
	}
	return nil
}

func (f *Factor) truthTable(t *term, issues int) []bool {
	if !t.fixed {
		return nil
	}
	out, s := make([]bool, f.cells), make(State, issues)
	for c := range out {
		f.Decode(c, s)
		out[c] = t.holdsAt(s)
	}
	return out
}
