package casefile

import (
	"fmt"
	"math"

	"parley/casefile/internal/document"
	"parley/casefile/internal/yamltext"
	"parley/internal/quantity"
)

var (
	trackField  = field{what: "a track", lo: math.Inf(-1), hi: math.Inf(1), limit: 1e12}
	changeField = field{what: "the change of a track", lo: math.Inf(-1), hi: math.Inf(1), limit: 1e12, measure: monthly}
	inField     = field{what: "the time to a target", hi: math.Inf(1), limit: maxDuration, positive: true, measure: duration}
	noiseField  = field{what: "a noise", hi: math.Inf(1), limit: 1e12, measure: monthly}
	jumpField   = chanceOf("the chance of a jump", monthly)
)

func (k *checker) tracks() {
	group := k.groupMeta(k.doc.Tracks.About, "tracks")
	for i := range k.doc.Tracks.Entries {
		e := &k.doc.Tracks.Entries[i]
		name, doc := e.Key.Text, &e.Value
		t := Track{
			Meta: k.meta(e.Key.At, "tracks."+name, doc.About, labelOr(doc.Label, name), group),
			Name: name, Unit: oneLine(doc.Unit.Value),
		}
		if q, ok := k.names.quantities.find(name); ok {
			k.r.Fail("duplicate-name", e.Key.At, t.Path, fmt.Sprintf("`%s` already names a quantity, in line %d", yamltext.Shorten(name), k.doc.Quantities.Entries[q].Key.At.Line), "expressions name both; rename one")
		}
		number := func(doc *document.Number, key string, f field) *Number {
			return k.number(doc, t.Path+"."+key, f, &t.Meta)
		}
		t.Min, t.Max = number(doc.Min, "min", trackField), number(doc.Max, "max", trackField)
		t.Today = number(&doc.Today, "today", k.trackBounds(&t, doc))
		t.Change, t.Toward, t.In = number(doc.Change, "change", changeField), number(doc.Toward, "toward", trackField), number(doc.In, "in", inField)
		t.Noise = number(doc.Noise, "noise", noiseField)
		if doc.Jump != nil {
			above := k.meta(t.Place, t.Path+".jump", doc.Jump.About, "", &t.Meta)
			t.Jump = &Jump{
				Chance: k.number(&doc.Jump.Chance, above.Path+".chance", jumpField, &above),
				Size:   k.number(&doc.Jump.Size, above.Path+".size", trackField, &above),
			}
			t.Jump.Size.drawAnew()
		}
		k.course(&t, doc)
		k.c.Tracks = append(k.c.Tracks, t)
	}
}

// drawAnew makes the distributions that the number is written with throws, each time that it is used.
func (x *Number) drawAnew() {
	if x == nil {
		return
	}
	for _, c := range x.Cases {
		c.Then.drawAnew()
	}
	if x.Form == Dist && x.Dist.IsUncertain() {
		d := x.Dist
		x.Anew, x.Dist = &d, quantity.Const(d.Mean())
	}
}

// trackBounds is the field of today's value: the bounds of the track are its natural bounds, where they are constant.
func (k *checker) trackBounds(t *Track, doc *document.Track) field {
	f := trackField
	f.what, f.fixed = "today's value of a track", true
	lo, low := constantOf(t.Min)
	hi, high := constantOf(t.Max)
	if low && high && lo >= hi {
		k.r.Fail("track", doc.Max.Node.At, t.Path, fmt.Sprintf("`%s` has its `max` no higher than its `min`", t.Name), "swap them, or delete one")
		return f
	}
	if low {
		f.lo = lo
	}
	if high {
		f.hi = hi
	}
	return f
}

// constantOf is the value of a number that is certain.
func constantOf(x *Number) (float64, bool) {
	if x == nil || x.Form != Dist || x.Dist.IsUncertain() {
		return 0, false
	}
	return x.Dist.Median(), true
}

// course checks that it is said in exactly one way how a track runs.
func (k *checker) course(t *Track, doc *document.Track) {
	fail := func(at *yamltext.Node, reason, suggestion string) {
		k.r.Fail("track", at.At, t.Path, reason, suggestion)
	}
	switch {
	case doc.Change != nil && doc.Toward != nil:
		fail(doc.Toward.Node, "a track has `change` or `toward`, not both", "keep one of them")
	case doc.Change == nil && doc.Toward == nil && doc.In != nil:
		fail(doc.In.Node, "`in` belongs to `toward`", "add `toward`, the value it goes to")
	case doc.Change == nil && doc.Toward == nil:
		k.r.Fail("missing-key", t.Place, t.Path, fmt.Sprintf("it is not said how `%s` runs", t.Name), "add `change`, how much a month, or `toward` and `in`; what does not run is a quantity")
	case doc.Change != nil && doc.In != nil:
		fail(doc.In.Node, "`in` belongs to `toward`, not to `change`", "delete it; `change` is what it changes in a month")
	case doc.Toward != nil && doc.In == nil:
		k.r.Fail("missing-key", numberNode(doc.Toward).At, t.Path, "`toward` without `in`", "add `in: 3 months`, the time in which it goes nine tenths of the way")
	}
}
