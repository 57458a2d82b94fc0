// Package gmcr reads and writes conflicts of the graph model as the programs GMCR+ and gmcr-py keep them (.gmcr, JSON).
//
// A file has options, each taken (Y) or not (N) and free to change both ways or one; decision makers, each with
// options of its own; infeasible patterns; and preferences: an ordered list of conditions (the j-th of k that holds
// scores 2^(k−j)), or a ranking of the feasible states, which are numbered from 1 in ascending order of Σ bit i · 2^i.
// A condition is a list of [option, "Y" or "N"], all of which must hold, or an object with `members`, such lists of which
// one must. The schema that its authors ship is not valid JSON, and files differ between versions: what is not read is said.
package gmcr

import (
	"fmt"
	"slices"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/exchange/jsontext"
)

// Read reads one file. The Conflict is nil when the list holds an error.
func Read(files []exchange.File) (*exchange.Conflict, diag.List) {
	findings := &exchange.Findings{}
	if problem := exchange.CheckFiles(files); problem != nil {
		return nil, diag.List{problem}
	}
	if len(files) != 1 {
		return nil, diag.List{exchange.FileFinding(diag.Error, "one-file", "", fmt.Sprintf("%d files were given; a conflict is one", len(files)), "import one .gmcr file")}
	}
	d := jsontext.Parse(files[0], findings)
	if d == nil {
		return nil, findings.List()
	}
	r := &reader{Document: d, findings: findings, conflict: &exchange.Conflict{Name: exchange.BaseName(d.Name)}}
	r.read()
	if !findings.Failed() {
		if err := r.conflict.Check(); err != nil {
			r.Errorf(d.Root, "not-a-conflict", "", "%v", err)
		}
	}
	if findings.Failed() {
		return nil, findings.List()
	}
	r.conflict.Notes = append([]string{"Imported from " + exchange.FileName(d.Name) + ", a conflict of the graph model (GMCR+)."}, r.conflict.Notes...)
	return r.conflict, findings.List()
}

// reader holds one reading.
type reader struct {
	*jsontext.Document
	findings *exchange.Findings
	conflict *exchange.Conflict
	feasible int
}

func (r *reader) read() {
	root := r.Root
	if !r.Is(root, "the file", jsontext.Object) {
		return
	}
	r.Unknown(root, "options", "decisionMakers", "infeasibles", "useManualPreferenceRanking", "useManualPreferenceVectors", "coalitions", "coalitionsFull", "version", "program")
	options, makers := r.Want(root, "options", jsontext.Array), r.Want(root, "decisionMakers", jsontext.Array)
	if options == nil || makers == nil {
		return
	}
	if n := len(options.Items); n == 0 || n > exchange.MaxTaken {
		r.Errorf(options, "too-many", "leave out options that nobody would change", "the conflict has %d options; 1 to %d are read", n, exchange.MaxTaken)
		return
	}
	if n := len(makers.Items); n == 0 || n > exchange.MaxActors {
		r.Errorf(makers, "too-many", "join decision makers that always act alike, and give each conflict at least one", "the conflict has %d decision makers; 1 to %d are read", n, exchange.MaxActors)
		return
	}
	for i, o := range options.Items {
		r.option(i, o)
	}
	r.owners(makers)
	if v := root.Get("infeasibles"); v != nil && r.Is(v, "infeasibles", jsontext.Array) {
		for _, item := range v.Items {
			if c, ok := r.condition(item, "an infeasible pattern"); ok {
				r.conflict.Infeasible = append(r.conflict.Infeasible, c)
			}
		}
	}
	if n := len(slices.Concat(r.conflict.Infeasible...)); n > exchange.MaxPatterns {
		r.Errorf(root.Get("infeasibles"), "too-many", "leave out patterns that others hold", "the conflict has %d infeasible patterns; at most %d are read", n, exchange.MaxPatterns)
	}
	if r.findings.Failed() {
		return
	}
	if r.feasible = len(r.conflict.Feasible()); r.feasible == 0 {
		r.Errorf(root.Get("infeasibles"), "nothing-feasible", "drop a pattern", "the infeasible patterns leave no state")
		return
	}
	for i, m := range makers.Items {
		r.preferences(i, m)
	}
	r.coalitions(makers)
}

func (r *reader) option(i int, v *jsontext.Value) {
	o := exchange.Taken{Name: fmt.Sprintf("option-%d", i+1), Owner: -1}
	switch v.Kind {
	case jsontext.String: // some versions name the option and no more
		o.Name = v.Text
	case jsontext.Object:
		if name := r.Want(v, "name", jsontext.String); name != nil && exchange.OneLine(name.Text) != "" {
			o.Name = name.Text
		}
		r.Unknown(v, "name", "permittedDirection")
		if way := v.Get("permittedDirection"); way != nil && r.Is(way, "permittedDirection", jsontext.String) {
			at := slices.Index([]string{"both", "fwd", "back"}, way.Text)
			if at < 0 {
				r.Errorf(way, "unknown-direction", "write both, fwd or back", "`%s` is no direction", exchange.Shown(way.Text))
			} else {
				o.Way = exchange.Way(at)
			}
		}
	default:
		r.Errorf(v, "wrong-kind", "", "an option must be an object, not %s", v.Kind)
	}
	r.conflict.Options = append(r.conflict.Options, o)
}

// owners takes the decision makers and gives each option to one of them.
func (r *reader) owners(makers *jsontext.Value) {
	for i, m := range makers.Items {
		a := exchange.Actor{Name: fmt.Sprintf("party-%d", i+1)}
		if !r.Is(m, "a decision maker", jsontext.Object) {
			return
		}
		if name := r.Want(m, "name", jsontext.String); name != nil && exchange.OneLine(name.Text) != "" {
			a.Name = name.Text
		}
		r.conflict.Actors = append(r.conflict.Actors, a)
		r.Unknown(m, "name", "options", "preferences", "preferenceRanking", "preferenceVector", "payoffs", "misperceptions")
		options := r.Want(m, "options", jsontext.Array)
		if options == nil {
			continue
		}
		for _, v := range options.Items {
			k, ok := r.index(v, "an option", 0, len(r.conflict.Options)-1)
			if !ok {
				continue
			}
			if o := &r.conflict.Options[k]; o.Owner >= 0 {
				r.Errorf(v, "two-owners", "leave it with one of them", "option %d (`%s`) belongs to `%s` already", k, exchange.Shown(o.Name), exchange.Shown(r.conflict.Actors[o.Owner].Name))
			} else {
				o.Owner = i
			}
		}
	}
	for k, o := range r.conflict.Options {
		if o.Owner < 0 && !r.findings.Failed() {
			r.Errorf(r.Root.Get("options").Items[k], "no-owner", "name it among the options of a decision maker", "option %d (`%s`) belongs to nobody", k, exchange.Shown(o.Name))
		}
	}
}

// index reads a whole number from low to high.
func (r *reader) index(v *jsontext.Value, what string, low, high int) (int, bool) {
	x := r.Decimal(v, what)
	if x == nil {
		return 0, false
	}
	if !x.IsInt() || !x.Num().IsInt64() || x.Num().Int64() < int64(low) || x.Num().Int64() > int64(high) {
		r.Errorf(v, "bad-number", "", "%s is `%s`; it must be a whole number from %d to %d", what, exchange.Shown(v.Text), low, high)
		return 0, false
	}
	return int(x.Num().Int64()), true
}

// condition reads a list of literals, or an object with alternatives of them.
func (r *reader) condition(v *jsontext.Value, what string) (exchange.Condition, bool) {
	if v.Kind == jsontext.Object {
		members := r.Want(v, "members", jsontext.Array)
		if members == nil {
			return nil, false
		}
		r.Unknown(v, "members", "compound")
		var out exchange.Condition
		for _, m := range members.Items {
			all, ok := r.literals(m, what)
			if !ok {
				return nil, false
			}
			out = append(out, all)
		}
		return out, true
	}
	all, ok := r.literals(v, what)
	return exchange.Condition{all}, ok
}

func (r *reader) literals(v *jsontext.Value, what string) ([]exchange.Literal, bool) {
	if !r.Is(v, what, jsontext.Array) {
		return nil, false
	}
	out := []exchange.Literal{}
	for _, item := range v.Items {
		if item.Kind != jsontext.Array || len(item.Items) != 2 || item.Items[1].Kind != jsontext.String || item.Items[1].Text != "Y" && item.Items[1].Text != "N" {
			r.Errorf(item, "bad-literal", `write [0, "Y"] or [0, "N"]`, "%s is made of pairs of an option and Y or N", what)
			return nil, false
		}
		k, ok := r.index(item.Items[0], "an option", 0, len(r.conflict.Options)-1)
		if !ok {
			return nil, false
		}
		out = append(out, exchange.Literal{Option: k, Yes: item.Items[1].Text == "Y"})
	}
	return out, true
}
