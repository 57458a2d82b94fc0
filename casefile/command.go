package casefile

import (
	"fmt"
	"slices"
	"strings"

	"parley/casefile/internal/yamltext"
	"parley/internal/diag"
	"parley/internal/expr"
)

// ParseAssignment reads a deal given on a command line: `issue=option, issue=option`, or the name of a
// deal of the case. The error's places are rune offsets into text.
func ParseAssignment(c *Case, text string) ([]Setting, *expr.Error) {
	n := namesOf(c)
	if i, ok := n.deals.find(strings.TrimSpace(text)); ok {
		return append([]Setting(nil), c.Deals[i].Settings...), nil
	}
	settings, errs := assignment(n, text)
	if len(errs) == 0 {
		return settings, nil
	}
	e := errs[0]
	if near := nearest(strings.TrimSpace(text), n.deals.list); near != "" && e.Suggestion == "" {
		e.Reason = fmt.Sprintf("`%s` is neither a deal of the case nor of the form issue=option", yamltext.Shorten(strings.TrimSpace(text)))
		e.Suggestion = near
	}
	return nil, e
}

// nearest suggests the known name that a word was probably meant to be, or "".
func nearest(word string, known ...[]string) string {
	if !expr.IsName(word) {
		return ""
	}
	if near := diag.Nearest(word, slices.Concat(known...)); near != "" {
		return "did you mean `" + near + "`?"
	}
	return ""
}

// NotFound is a name that leads to nothing.
type NotFound struct {
	What       string // "party"
	Name       string
	Suggestion string
}

// Error says what was not found and what is near.
func (e *NotFound) Error() string {
	out := fmt.Sprintf("unknown %s `%s`", e.What, yamltext.Shorten(e.Name))
	if e.Suggestion != "" {
		out += "; " + e.Suggestion
	}
	return out
}

// FindParty returns the index of the party with this name or alias; letter case does not matter where it
// leaves no doubt. The error is a *NotFound.
func FindParty(c *Case, name string) (int, error) { return namesOf(c).parties.look(name) }

// FindIssue returns the index of an issue, or a *NotFound.
func FindIssue(c *Case, name string) (int, error) { return namesOf(c).issues.look(name) }

// FindTable returns the index of a table, or a *NotFound.
func FindTable(c *Case, name string) (int, error) { return namesOf(c).tables.look(name) }

// FindGoal returns the index of a goal, or a *NotFound.
func FindGoal(c *Case, name string) (int, error) { return namesOf(c).goals.look(name) }

// FindDeal returns the index of a deal, or a *NotFound.
func FindDeal(c *Case, name string) (int, error) { return namesOf(c).deals.look(name) }

// FindThreat returns the index of a threat, or a *NotFound.
func FindThreat(c *Case, name string) (int, error) { return namesOf(c).threats.look(name) }

// FindPlan returns the index of a plan, or a *NotFound.
func FindPlan(c *Case, name string) (int, error) { return namesOf(c).plans.look(name) }

// FindScenario returns the index of a scenario, or a *NotFound.
func FindScenario(c *Case, name string) (int, error) { return namesOf(c).scenarios.look(name) }

// look finds a name as a person types it.
func (s *scope) look(name string) (int, error) {
	name = strings.TrimSpace(name)
	if i, ok := s.find(name); ok {
		return i, nil
	}
	found := -1
	for _, known := range s.list {
		if strings.EqualFold(known, name) {
			if found >= 0 && found != s.index[known] {
				found = -1
				break
			}
			found = s.index[known]
		}
	}
	if found >= 0 {
		return found, nil
	}
	return -1, &NotFound{What: s.what, Name: name, Suggestion: yamltext.DidYouMean(name, s.list)}
}
