package casefile

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/diag"
	"parley/internal/expr"
)

// Order is what a party wants where only the order is known: priorities or a ranking.
type Order struct {
	Priorities []Ranked   // the most important first: of two states, the first that only one of them meets decides
	Ranking    [][]Ranked // places, the best first; a state has the first place with an item that it meets, else it is last
	Meta       Meta       // of the whole
}

// Ranked is a condition of an order, or (When nil) a state: Settings, and all other issues as today.
type Ranked struct {
	Meta
	Text     string
	When     *expr.Node
	Settings []Setting
}

// maxRanked bounds the items of an order.
const maxRanked = 1000

// Statements calls f for each statement of preference that may be cited: every priority, or the ranking as a whole.
func (o *Order) Statements(f func(*Meta)) {
	for i := range o.Priorities {
		f(&o.Priorities[i].Meta)
	}
	if o.Ranking != nil {
		f(&o.Meta)
	}
}

// items calls f for everything that is ranked.
func (o *Order) items(f func(*Ranked)) {
	for i := range o.Priorities {
		f(&o.Priorities[i])
	}
	for _, place := range o.Ranking {
		for i := range place {
			f(&place[i])
		}
	}
}

// conditions calls f for every condition of the order.
func (o *Order) conditions(f func(*expr.Node)) {
	o.items(func(r *Ranked) {
		if r.When != nil {
			f(r.When)
		}
	})
}

// states reports whether whole states are ranked.
func (o *Order) states() bool {
	found := false
	o.items(func(r *Ranked) { found = found || r.When == nil })
	return found
}

// order resolves priorities or a ranking; nil where there is neither.
func (k *checker) order(key *yamltext.Node, doc *document.Values, v *Values) *Order {
	if doc.Priorities == nil && doc.Ranking == nil {
		if n := key.Parent; n != nil {
			k.emptyOrder(n.Get(key.Text))
		}
		return nil
	}
	o := &Order{}
	for i := range doc.Priorities {
		if r, ok := k.priority(&doc.Priorities[i], v.Path+".priorities."+strconv.Itoa(i+1), v); ok {
			o.Priorities = append(o.Priorities, r)
		}
	}
	for i := range doc.Ranking {
		var place []Ranked
		for _, t := range doc.Ranking[i].Items {
			if r, ok := k.ranked(t, v.Path+".ranking."+strconv.Itoa(i+1), v); ok {
				place = append(place, r)
			}
		}
		o.Ranking = append(o.Ranking, place)
	}
	if doc.Ranking != nil {
		at := key.At
		if len(doc.Ranking[0].Items) > 0 {
			at = doc.Ranking[0].Items[0].Node.At
		}
		o.Meta = k.meta(at, v.Path+".ranking", document.About{}, "", &v.Meta)
	}
	if before := k.r.Errors; k.orderAlone(key, doc, v) && k.r.Errors == before {
		k.rankedOnce(o)
	}
	return o
}

// emptyOrder reports a list of priorities or a ranking that holds nothing.
func (k *checker) emptyOrder(values *yamltext.Node) {
	if values == nil {
		return
	}
	for _, name := range []string{"priorities", "ranking"} {
		if n := values.Get(name); n != nil && n.Kind == yamltext.List && len(n.Items) == 0 {
			k.r.Fail("empty-value", n.At, n.Path(), "the list is empty", "give it a condition, or delete the key")
		}
	}
}

func (k *checker) priority(doc *document.Condition, path string, v *Values) (Ranked, bool) {
	if !doc.Is.Given() {
		return Ranked{}, false
	}
	text := oneLine(doc.Is.Value)
	return Ranked{
		Meta: k.meta(doc.Is.Node.At, path, doc.About, labelOr(doc.Label, text), &v.Meta), Text: text,
		When: k.condition(doc.Is.Node, "a priority"),
	}, true
}

// sets recognises an assignment: a single `=`.
var sets = regexp.MustCompile(`(^|[^=!<>])=([^=]|$)`)

// ranked resolves an item of a ranking: a named deal, `today`, an assignment or a condition.
func (k *checker) ranked(t document.Text, path string, v *Values) (Ranked, bool) {
	if t.Value == "" || t.Node.Kind != yamltext.Scalar {
		return Ranked{}, false
	}
	text := oneLine(t.Value)
	r := Ranked{Meta: k.meta(t.Node.At, path, document.About{}, text, &v.Meta), Text: text}
	deal, named := k.names.deals.find(text)
	switch {
	case named && deal < len(k.c.Deals):
		if k.wrong[k.c.Deals[deal].Path] {
			return r, false
		}
		r.Settings = k.c.Deals[deal].Settings
	case text == "today":
	case sets.MatchString(text):
		before := k.r.Errors
		r.Settings = k.settings(t)
		return r, k.r.Errors == before
	default:
		r.When = k.condition(t.Node, "an item of a ranking")
		return r, r.When != nil
	}
	return r, true
}

// orderAlone reports what cannot stand beside an order. It is false where there are two.
func (k *checker) orderAlone(key *yamltext.Node, doc *document.Values, v *Values) bool {
	if doc.Priorities != nil && doc.Ranking != nil {
		k.r.Fail("contradiction", key.At, v.Path, "a party has `priorities` or a `ranking`, not both", "keep one of them")
		return false
	}
	var beside []string
	for _, row := range v.Issues {
		beside = append(beside, k.names.issues.list[row.Issue])
	}
	for _, x := range []struct {
		name  string
		given bool
	}{
		{"also", doc.Also != nil},
		{"once", doc.Once != nil},
		{"walk-away", doc.WalkAway != nil},
		{"at-most", doc.AtMost != nil},
		{"spread", doc.Spread != nil},
		{"believes", doc.Believes != nil},
	} {
		if x.given {
			beside = append(beside, x.name)
		}
	}
	if len(beside) > 0 {
		k.r.Fail("contradiction", key.At, v.Path, fmt.Sprintf("`%s` speaks of points, beside an order that has none", beside[0]),
			"keep the points, or the `priorities` or `ranking`; `red-lines`, `says` and a `ladder` go with either")
	}
	if !k.c.StatusQuo {
		k.r.Fail("status-quo", key.At, v.Path, "an order says what is better than today; with `status-quo: none` there is no today, and a walk-away is in points",
			"give points, or say what today is")
	}
	return true
}

// rankedOnce reports too many items, and one that stands twice: the second can decide nothing.
func (k *checker) rankedOnce(o *Order) {
	seen, n := map[string]diag.Place{}, 0
	o.items(func(r *Ranked) {
		if n++; n == maxRanked+1 {
			k.r.Fail("bounds", r.Place, r.Path, fmt.Sprintf("an order has at most %d items", maxRanked), "rank by conditions, which many states meet at once")
		}
		meaning := "state"
		if r.When != nil {
			meaning = r.When.String()
		} else {
			meaning += settingsKey(k.changes(r.Settings))
		}
		if first, ok := seen[meaning]; ok {
			k.r.Fail("duplicate-name", r.Place, r.Path, fmt.Sprintf("`%s` already stands in line %d, and its place is decided there", yamltext.Shorten(r.Text), first.Line), "delete it here")
			return
		}
		seen[meaning] = r.Place
	})
}

// changes drops the settings that only repeat today's option.
func (k *checker) changes(settings []Setting) []Setting {
	return slices.DeleteFunc(slices.Clone(settings), func(s Setting) bool { return k.c.Issues[s.Issue].Today == s.Option })
}
