package ktab

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/spatial/smp"
)

// noText stands for an empty description: KTAB's reader stops at an element without text.
const noText = "-"

// known lists, by element, the children that are read.
var known = map[string][]string{
	"Scenario":        {"name", "desc", "prngSeed", "ModelParameters", "Dimensions", "Actors", "IdealAdjustment"},
	"Dimensions":      {"dName"},
	"Actors":          {"Actor"},
	"Actor":           {"name", "description", "capability", "Position", "Salience"},
	"Position":        {"dCoord"},
	"Salience":        {"dSal"},
	"IdealAdjustment": {"iaPair"},
	"iaPair":          {"adjustingIdeal", "referencePos", "adjust"},
}

// schemaNames are values that KTAB's schema spells otherwise than its code.
var schemaNames = map[string]string{"VotingRule Proportional": "Prop", "BigRAdjust No": "None"}

func nearest(name string, names []string) string {
	return diag.Nearest(name, names[:min(len(names), 100)])
}

// ReadXML reads a scenario. The Reading is nil when the list holds an error.
func ReadXML(f exchange.File) (*Reading, diag.List) {
	d := &draft{findings: &exchange.Findings{}, scenario: smp.Scenario{Seed: smp.DefaultSeed}}
	text, problem := exchange.Decode(f)
	if problem != nil {
		return nil, diag.List{problem}
	}
	d.Text = text
	root := d.tree()
	if root == nil {
		return nil, d.findings.List()
	}
	if root.name != "Scenario" {
		d.errorf(root.tag, "not-ktab", "a scenario of KTAB starts with <Scenario>", "the root element is <%s>", exchange.Shown(root.name))
		return nil, d.findings.List()
	}
	d.notef("Imported from KTAB: %s.", exchange.FileName(f.Name))
	d.unread(root)
	d.head(root)
	d.parameters(d.child(root, "ModelParameters"))
	d.body(root)
	adjustment := d.child(root, "IdealAdjustment")
	if d.findings.Failed() {
		return nil, d.findings.List()
	}
	d.adjustment(adjustment)
	return d.reading()
}

// unread reports elements that mean nothing here, once for each name.
func (d *draft) unread(e *element) {
	seen := map[string]bool{}
	var visit func(e *element)
	visit = func(e *element) {
		names, ok := known[e.name]
		if !ok {
			return
		}
		for _, c := range e.children {
			if slices.Contains(names, c.name) {
				visit(c)
				continue
			}
			if key := e.name + "/" + c.name; !seen[key] && len(seen) < 100 {
				seen[key] = true
				suggestion := ""
				if near := nearest(c.name, names); near != "" {
					suggestion = fmt.Sprintf("did you mean <%s>?", near)
				}
				d.findings.At(d.Text, diag.Warning, "unread", c.tag.start, c.tag.end, fmt.Sprintf("<%s> in <%s> is not read", exchange.Shown(c.name), e.name), suggestion)
				d.notef("<%s> in <%s> is not carried over.", exchange.Shown(c.name), e.name)
			}
		}
	}
	visit(e)
}

// head reads the name, the description and the seed.
func (d *draft) head(root *element) {
	text := func(name string) string {
		if e := d.child(root, name); e != nil && e.text.text != noText {
			return exchange.OneLine(e.text.text)
		}
		return ""
	}
	d.scenario.Name, d.scenario.Desc = text("name"), text("desc")
	seed := d.child(root, "prngSeed")
	if seed == nil || seed.text.text == "" {
		d.notef("The file has no seed; KTAB's default is taken.")
		return
	}
	digits, base := seed.text.text, 10
	if rest, ok := strings.CutPrefix(strings.ToLower(digits), "0x"); ok {
		digits, base = rest, 16
		d.notef("The seed is written in base 16; KTAB itself reads it as 0.")
	}
	n, err := strconv.ParseUint(digits, base, 64)
	if err != nil {
		d.errorf(seed.text, "bad-seed", "write a whole number from 0 to 18446744073709551615", "the seed is `%s`", exchange.Shown(seed.text.text))
		return
	}
	if n == 0 {
		d.notef("The seed is 0, for which KTAB draws another each time; here it is a seed like any other.")
	}
	d.scenario.Seed = n
}

// parameters reads the nine settings; nil is all defaults.
func (d *draft) parameters(e *element) {
	if e == nil {
		d.notef("The file has no settings; KTAB's defaults are taken.")
		return
	}
	given := map[string]bool{}
	settings := smp.Options{}.Settings()
	for _, c := range e.children {
		at := slices.IndexFunc(settings, func(s smp.Setting) bool { return s.Name == c.name })
		switch {
		case at < 0:
			names := make([]string, len(settings))
			for i, s := range settings {
				names[i] = s.Name
			}
			d.findings.At(d.Text, diag.Warning, "unread", c.tag.start, c.tag.end, fmt.Sprintf("the setting <%s> is not read", exchange.Shown(c.name)), exchange.Suggest(c.name, names))
			d.notef("The setting %s is not carried over.", exchange.Shown(c.name))
		case given[c.name]:
			d.errorf(c.tag, "duplicate-element", "keep one", "the setting <%s> stands here twice", c.name)
		default:
			value := c.text.text
			if own, ok := schemaNames[c.name+" "+value]; ok {
				value = own
			}
			if err := d.scenario.Options.Set(c.name, value); err != nil {
				d.errorf(c.text, "bad-setting", "known: "+strings.Join(settings[at].Values, ", "), "`%s` is not a value of %s", exchange.Shown(c.text.text), c.name)
			}
		}
		given[c.name] = true
	}
	for _, s := range settings {
		if !given[s.Name] {
			d.notef("The setting %s is not in the file; KTAB's default, %s, is taken.", s.Name, s.Value)
		}
	}
}

// body reads the dimensions and the actors.
func (d *draft) body(root *element) {
	dims, actors := d.want(root, "Dimensions"), d.want(root, "Actors")
	if dims == nil || actors == nil {
		return
	}
	names, each := dims.all("dName"), actors.all("Actor")
	if d.counted(actors.tag, len(each), len(names)); d.findings.Failed() {
		return
	}
	for _, name := range names {
		d.dims = append(d.dims, name.text)
	}
	for _, e := range each {
		if d.findings.Full() {
			return
		}
		name, capability, position, salience := d.want(e, "name"), d.want(e, "capability"), d.want(e, "Position"), d.want(e, "Salience")
		if name == nil || capability == nil || position == nil || salience == nil {
			continue
		}
		a := draftActor{name: name.text, capability: capability.text}
		if desc := d.child(e, "description"); desc != nil && desc.text.text != noText {
			a.desc = desc.text
		}
		a.position, a.salience = d.vector(position, "dCoord"), d.vector(salience, "dSal")
		d.actors = append(d.actors, a)
	}
}

// vector reads one number for each dimension.
func (d *draft) vector(e *element, name string) []token {
	var out []token
	for _, c := range e.all(name) {
		out = append(out, c.text)
	}
	if len(out) != len(d.dims) {
		d.errorf(e.tag, "columns", fmt.Sprintf("write one <%s> for each <dName>", name), "<%s> has %d numbers; there are %d dimensions", e.name, len(out), len(d.dims))
	}
	return out
}

// adjustment reads the accommodation matrix: the identity, with the pairs that are given.
func (d *draft) adjustment(e *element) {
	if e == nil || len(e.all("iaPair")) == 0 {
		return
	}
	n := len(d.actors)
	number, names := make(map[string]int, n), make([]string, n)
	matrix := make([][]float64, n)
	for i, a := range d.actors {
		names[i] = exchange.OneLine(a.name.text)
		number[names[i]] = i
		matrix[i] = make([]float64, n)
		matrix[i][i] = 1
	}
	given := map[[2]int]bool{}
	last := make([]token, n)
	for _, pair := range e.all("iaPair") {
		if d.findings.Full() {
			return
		}
		who, whom, by := d.want(pair, "adjustingIdeal"), d.want(pair, "referencePos"), d.want(pair, "adjust")
		if who == nil || whom == nil || by == nil {
			continue
		}
		i, ok := d.named(who, number, names)
		j, also := d.named(whom, number, names)
		x := d.number(by.text, "the adjustment", 1)
		if !ok || !also || x == nil {
			continue
		}
		if given[[2]int{i, j}] {
			d.errorf(pair.tag, "duplicate-element", "keep one", "the pair `%s`, `%s` stands here twice", exchange.Shown(names[i]), exchange.Shown(names[j]))
		}
		given[[2]int{i, j}] = true
		matrix[i][j], last[i] = float(x), by.text
	}
	d.sums(matrix, names, last)
}

// sums checks the rows of the accommodation matrix and keeps it unless it is the identity.
func (d *draft) sums(matrix [][]float64, names []string, last []token) {
	identity := true
	for i, row := range matrix {
		sum := 0.0
		for j, x := range row {
			sum += x
			identity = identity && (x == 0 && i != j || x == 1 && i == j)
		}
		if sum > 1+1e-9 {
			d.errorf(last[i], "adjustment-sum", fmt.Sprintf("an actor without a pair with itself has 1 there: add or lower the pair `%s`, `%s`", exchange.Shown(names[i]), exchange.Shown(names[i])),
				"the adjustments of `%s` sum to %.9g; they must sum to at most 1", exchange.Shown(names[i]), sum)
		}
	}
	if !identity {
		d.scenario.Accommodation = matrix
	}
}

// named finds an actor by its name.
func (d *draft) named(e *element, number map[string]int, names []string) (int, bool) {
	name := exchange.OneLine(e.text.text)
	i, ok := number[name]
	if !ok {
		d.errorf(e.text, "unknown-actor", exchange.Suggest(name, names), "there is no actor `%s`", exchange.Shown(name))
	}
	return i, ok
}
