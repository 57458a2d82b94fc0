package casefile

import (
	"fmt"
	"slices"
	"strings"

	"parley/casefile/internal/yamltext"
	"parley/internal/expr"
)

// scope is the names of one kind, in order. A party's aliases lead to its index too.
type scope struct {
	what  string // "issue"
	list  []string
	index map[string]int
}

func newScope(what string) scope { return scope{what: what, index: map[string]int{}} }

func (s *scope) add(name string, i int) {
	s.list = append(s.list, name)
	s.index[name] = i
}

func (s *scope) find(name string) (int, bool) {
	i, ok := s.index[name]
	return i, ok
}

// names is everything an expression or a reference may name.
type names struct {
	parties, issues, quantities, tables, goals, deals, sources       scope
	tracks, events, threats, guarantees, plans, transfers, scenarios scope
	places                                                           scope
	options                                                          []scope // by issue
}

func newNames() *names {
	return &names{
		parties: newScope("party"), issues: newScope("issue"), quantities: newScope("quantity"),
		tables: newScope("table"), goals: newScope("goal"), deals: newScope("deal"), sources: newScope("source"),
		tracks: newScope("track"), events: newScope("event"), threats: newScope("threat"), guarantees: newScope("guarantee"),
		plans: newScope("plan"), transfers: newScope("transfer"), scenarios: newScope("scenario"), places: newScope("place"),
	}
}

// namesOf collects the names of a checked case.
func namesOf(c *Case) *names {
	n := newNames()
	for i, p := range c.Parties {
		n.parties.add(p.Name, i)
		for _, a := range p.Aliases {
			n.parties.add(a, i)
		}
	}
	for i, q := range c.Quantities {
		n.quantities.add(q.Name, i)
	}
	for i, s := range c.Issues {
		n.issues.add(s.Name, i)
		options := newScope("option")
		for j, o := range s.Options {
			options.add(o.Name, j)
		}
		n.options = append(n.options, options)
	}
	for i, t := range c.Tables {
		n.tables.add(t.Name, i)
	}
	for i, g := range c.Goals {
		n.goals.add(g.Name, i)
	}
	for i, d := range c.Deals {
		n.deals.add(d.Name, i)
	}
	for i, s := range c.Sources {
		n.sources.add(s.Name, i)
	}
	n.addTime(c)
	return n
}

// addTime collects the names of what runs and happens.
func (n *names) addTime(c *Case) {
	for i, v := range c.Venues {
		n.places.add(v.Name, i)
	}
	for i, t := range c.Tracks {
		n.tracks.add(t.Name, i)
	}
	for i, e := range c.Events {
		n.events.add(e.Name, i)
	}
	for i, t := range c.Threats {
		n.threats.add(t.Name, i)
	}
	for i, g := range c.Guarantees {
		n.guarantees.add(g.Name, i)
	}
	for i, p := range c.Plans {
		n.plans.add(p.Name, i)
	}
	for i, t := range c.Transfers {
		n.transfers.add(t.Name, i)
	}
	for i, s := range c.Scenarios {
		n.scenarios.add(s.Name, i)
	}
}

// scopes lists the kinds of names but options, those that are looked for first at the front.
func (n *names) scopes() []*scope {
	return []*scope{
		&n.parties, &n.issues, &n.quantities, &n.tracks, &n.tables, &n.goals, &n.deals, &n.sources,
		&n.events, &n.threats, &n.guarantees, &n.plans, &n.transfers, &n.scenarios, &n.places,
	}
}

// elsewhere says what a name is when it is not what was wanted, or "".
func (n *names) elsewhere(name string, wanted *scope) string {
	for _, s := range n.scopes() {
		if _, ok := s.find(name); ok && s != wanted {
			return article(s.what)
		}
	}
	if issue := n.issueOf(name, -1); issue >= 0 {
		return "an option of `" + n.issues.nameOf(issue) + "`"
	}
	return ""
}

// issueOf returns an issue other than except that has the option, or -1.
func (n *names) issueOf(option string, except int) int {
	for i := range n.options {
		if _, ok := n.options[i].find(option); ok && i != except {
			return i
		}
	}
	return -1
}

// nameOf returns the first name with index i.
func (s *scope) nameOf(i int) string {
	for _, name := range s.list {
		if s.index[name] == i {
			return name
		}
	}
	return ""
}

// unknown words the finding that a name is not in the scope.
func (n *names) unknown(name string, s *scope) (reason, suggestion string) {
	if what := n.elsewhere(name, s); what != "" {
		return fmt.Sprintf("`%s` is %s; wanted is %s", yamltext.Shorten(name), what, article(s.what)), known(s)
	}
	if len(s.list) == 0 {
		return fmt.Sprintf("unknown %s `%s`", s.what, yamltext.Shorten(name)), "the case has none; declare it, or name something else"
	}
	return fmt.Sprintf("unknown %s `%s`", s.what, yamltext.Shorten(name)), yamltext.DidYouMean(name, s.list)
}

// unknownNumber words the finding that a name is no number: neither a quantity nor a track.
func (n *names) unknownNumber(name string) (reason, suggestion string) {
	if len(n.tracks.list) == 0 {
		return n.unknown(name, &n.quantities)
	}
	both := newScope("quantity or track")
	both.list = slices.Concat(n.quantities.list, n.tracks.list)
	return n.unknown(name, &both)
}

// known lists a short scope as a suggestion.
func known(s *scope) string { return yamltext.DidYouMean("", s.list) }

// article puts a or an before a noun.
func article(noun string) string {
	switch noun[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + noun
	}
	return "a " + noun
}

// badName says why a word cannot be a name, or "".
func badName(name string) (reason, suggestion string) {
	switch {
	case expr.Reserved(name):
		return fmt.Sprintf("`%s` is a word of the language and cannot be a name", name), "choose another, such as `" + name + "-1`"
	case !expr.IsName(name) && strings.TrimLeft(name, "0123456789.eE+-") == "":
		return fmt.Sprintf("`%s` reads as a number in another notation and cannot be a name", yamltext.Shorten(name)), "write the number plainly, or begin the name with a letter"
	case !expr.IsName(name):
		return fmt.Sprintf("`%s` cannot be a name", yamltext.Shorten(name)), "names are letters, digits, `_`, `-` and `.`, beginning with a letter, a digit or `_`; `label` gives it another display"
	}
	return "", ""
}
