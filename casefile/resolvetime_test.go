package casefile

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/internal/expr"
	"parley/internal/quantity"
)

func date(t testing.TB, text string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

func TestClockResolved(t *testing.T) {
	c := mustParse(t, clockCase)
	if k := c.Clock; k.Horizon != 18 || k.Step != Week || !k.Given || k.Margin.Dist.P[1] != 0.4 || k.DetectionLag.Unit != "months" {
		t.Errorf("%+v", k)
	}
	a, b := &c.Parties[0], &c.Parties[1]
	if o := a.Outlook; o.Foresight.Dist.P[0] != 12 || o.Patience.Dist.Median() != 0.85 || o.Turnover.Path != "parties.a.turnover" || o.Unbound == nil || o.Initiative.Text != "0.2 a month" {
		t.Errorf("%+v", o)
	}
	if b.Outlook.Foresight.Dist.Median() != 24 || b.Outlook.Patience != nil {
		t.Errorf("%+v", b.Outlook)
	}
	if q := c.Quantities; q[0].Private != 0 || q[1].Private != -1 || q[2].Private != -1 || q[2].Expr.Args[1].Ref != expr.Track {
		t.Errorf("%+v", q)
	}
	if v := a.Values; len(v.Believes) != 1 || v.Believes[0].Quantity != 0 || v.Believes[0].Number.Path != "values.a.believes.rate" || v.Believes[0].Number.Note != "boasts" {
		t.Errorf("%+v", v.Believes)
	}
	if amount := a.Values.Terms[0].Amount.Expr; amount.String() != "3 * front - elapsed / 12" || amount.Args[1].Args[0].Ref != expr.Elapsed {
		t.Errorf("%v", amount)
	}
	if v := c.Venues; len(v) != 2 || v[0].Label != "North hall" || !slices.Equal(v[1].ClosedTo, []int{0, 1}) || v[1].Note != "arrest warrant" {
		t.Errorf("%+v", v)
	}
	if d := c.Deals; d[0].Short != "A" {
		t.Errorf("%+v", d)
	}
}

func TestMeetingsResolved(t *testing.T) {
	c := mustParse(t, clockCase)
	m := make([]Meetings, len(c.Tables))
	for i := range m {
		m[i] = c.Tables[i].Meetings
	}
	if !slices.Equal(m[0].Dates, []time.Time{date(t, "2025-03-15"), date(t, "2025-06-01")}) || m[0].Chair != 2 || !slices.Equal(m[0].Venues, []int{1, 0}) || m[0].Every != 0 || m[0].Off {
		t.Errorf("%+v", m[0])
	}
	if m[1].Every != 2 || m[1].From != date(t, "2025-04-01") || m[1].Until != date(t, "2026-04-01") || m[1].Chair != -1 || m[1].Closes.Path != "tables.talks.closes" {
		t.Errorf("%+v", m[1])
	}
	if n := m[1].Needs; n.Args[0].Args[0].Ref != expr.Table || n.Args[0].Args[0].Index != 0 || n.Args[1].Args[0].Args[0].Ref != expr.Party || n.Args[1].Args[0].Args[0].Index != 1 {
		t.Errorf("%v", n)
	}
	if !m[2].Off || math.Abs(m[2].Every-7*12/365.25) > 1e-15 || m[3].Closes != nil || m[3].Chair != -1 || m[3].Dates != nil {
		t.Errorf("%+v %+v", m[2], m[3])
	}
}

func TestRunsResolved(t *testing.T) {
	c := mustParse(t, clockCase)
	front, stocks := &c.Tracks[0], &c.Tracks[1]
	if front.Unit != "km2" || front.Change.Form != Cases || front.Toward != nil || front.Noise == nil || front.Min.Dist.Median() != -5 || front.Max.Dist.Median() != 20 || front.Jump != nil {
		t.Errorf("%+v", front)
	}
	if stocks.Change != nil || stocks.Toward.Expr == nil || !slices.Equal(stocks.In.Dist.P, []float64{12, 24}) || stocks.Jump.Size.Path != "tracks.stocks.jump.size" || stocks.Jump.Chance.Note != "invented" {
		t.Errorf("%+v", stocks)
	}
	fall, scandal := &c.Events[0], &c.Events[1]
	if fall.Text != "war == goes-on and stocks < 90" || fall.When == nil || fall.Chance.Form != Expr || !fall.Ends || !fall.Repeats {
		t.Errorf("%+v", fall)
	}
	if diff := cmp.Diff([]Setting{{0, 1}}, fall.Then); diff != "" || fall.Shift[0].Track != 0 || fall.Shift[0].By.Path != "events.collapse.shift.front" {
		t.Errorf("%+v", fall)
	}
	if scandal.When != nil || !scandal.Chance.Cases[0].When.LooksBack() || scandal.Ends || scandal.Repeats || scandal.Shift != nil {
		t.Errorf("%+v", scandal)
	}
	x := &c.Threats[0]
	if x.By != 2 || x.To != 0 || x.DemandText != "war == truce" || x.Instrument[0] != (Setting{2, 1}) || x.Deadline != date(t, "2025-08-15") || x.Slipped != 1 ||
		x.Lasts.Dist.Median() != 12 || x.Response.Dist.Median() != 0.3 || x.Tight[0].Quantity != 1 || x.Tight[0].Number.Path != "threats.ultimatum.tight.compliance" {
		t.Errorf("%+v", x)
	}
	g := &c.Guarantees[0]
	if !slices.Equal(g.By, []int{2}) || !slices.Equal(g.Against, []int{0}) || math.Abs(g.Lag.Dist.Median()-14*12/365.25) > 1e-15 || g.Fatigue.Dist.Median() != 0.2 {
		t.Errorf("%+v", g)
	}
	p := c.Plans[0].Steps
	if p[0].Deal != 0 || p[0].On != date(t, "2025-09-01") || p[0].When != nil || p[1].Deal != -1 || len(p[1].Settings) != 2 || p[1].When == nil || p[1].Path != "plans.staged.2" || p[1].Note != "slowly" {
		t.Errorf("%+v", p)
	}
	if f := &c.Transfers[0]; f.From != 2 || f.To != 1 || f.Unit != "million" || f.Costs.Dist.Median() != 0.02 || f.Worth.Dist.P[1] != 0.2 || f.Cap.Dist.Median() != 100 {
		t.Errorf("%+v", f)
	}
	s := c.Scenarios
	if len(s) != 6 || s[1].By != date(t, "2025-12-31") || s[1].LookedUp != "a text" || !s[0].By.IsZero() || s[0].Condition.Args[0].Args[0].Ref != expr.Event || s[2].Condition.Args[0].Args[0].Ref != expr.Threat {
		t.Errorf("%+v", s)
	}
}

// What a case does not say has its default.
func TestTimeNotGiven(t *testing.T) {
	c := mustParse(t, frame)
	if k := c.Clock; k.Horizon != 12 || k.Step != Month || k.Margin != nil || k.DetectionLag != nil || k.Given {
		t.Errorf("%+v", k)
	}
	if c.Tables[0].Chair != -1 || c.Tables[0].Closes != nil || c.Quantities[0].Private != -1 || c.Parties[0].Outlook != (Outlook{}) {
		t.Errorf("%+v", c.Tables[0])
	}
	for _, more := range []string{
		"tracks: {x: {today: 0, change: 1}}", "events: {x: {chance: 0.1}}", "scenarios: {x: war == truce}",
		"threats: {x: {by: south, to: north, demand: war == truce, instrument: trade=closed, deadline: 2025-03-01}}",
	} {
		if c := mustParse(t, frame+more+"\n"); !c.Clock.Given {
			t.Errorf("%s: time is not given", more)
		}
	}
	dated := change(t, "rule: north and", "date: 2025-03-01, closes: 0.5, rule: north and")
	if c := mustParse(t, dated); !c.Clock.Given {
		t.Error("a dated table: time is not given")
	}
	if c := mustParse(t, frame+"plans: {x: [{deal: frozen}]}\n"); c.Clock.Given || c.Plans[0].Steps[0].Deal != 0 {
		t.Errorf("%+v", c.Plans)
	}
}

func TestInputsOfTimeInTextOrder(t *testing.T) {
	var got []string
	for i, in := range mustParse(t, clockCase).Inputs {
		if in.Input != i {
			t.Errorf("%s is input %d at %d", in.Path, in.Input, i)
		}
		got = append(got, in.Path)
	}
	want := strings.Fields(`margin detection-lag
		parties.a.foresight parties.a.patience parties.a.turnover parties.a.unbound parties.a.initiative parties.b.foresight
		quantities.rate quantities.compliance values.a.war.truce values.a.sanctions.raised values.a.believes.rate
		values.b.war.truce values.b.aid.given values.c.sanctions.raised
		tables.summit.closes tables.talks.closes tables.dinner.closes
		tracks.front.today tracks.front.change.otherwise tracks.front.noise tracks.front.min tracks.front.max
		tracks.stocks.today tracks.stocks.in tracks.stocks.jump.chance tracks.stocks.jump.size
		events.collapse.shift.front events.scandal.chance.1 events.scandal.chance.otherwise
		threats.ultimatum.credibility threats.ultimatum.conceding threats.ultimatum.backing-down threats.ultimatum.response
		threats.ultimatum.lasts threats.ultimatum.tight.compliance guarantees.force.deters guarantees.force.lag guarantees.force.fatigue
		transfers.fund.costs transfers.fund.worth transfers.fund.cap`)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// The normal scores of a pair correlate with the product of its loadings.
func TestFactor(t *testing.T) {
	c := mustParse(t, clockCase)
	loading := map[string]float64{"quantities.rate": 0.5, "quantities.compliance": -0.4, "parties.a.foresight": 0.3}
	if len(c.Correlations) != 3 {
		t.Fatalf("%+v", c.Correlations)
	}
	for _, x := range c.Correlations {
		want := loading[c.Inputs[x.A].Path] * loading[c.Inputs[x.B].Path]
		if got := 2 * math.Sin(math.Pi/6*x.Rank); math.Abs(got-want) > 1e-15 || x.Path != "correlations.1" || x.Note != "one source" || x.Label != "hawkishness" {
			t.Errorf("%+v: %g, want %g", x, got, want)
		}
	}
}

// Everything that walks the expressions, the numbers or what can cite a source, finds all that the types hold.
func TestWalkersFindEverything(t *testing.T) {
	for _, text := range []string{frame, clockCase} {
		c := mustParse(t, text)
		nodes, metas := map[*expr.Node]bool{}, map[*Meta]bool{}
		reach(reflect.ValueOf(c), nodes, metas)
		c.Expressions(func(n *expr.Node) { delete(nodes, n) })
		for n := range nodes {
			t.Errorf("Expressions misses %v", n)
		}
		c.metas(func(m *Meta) { delete(metas, m) })
		for m := range metas {
			if !strings.HasPrefix(m.Path, "sources.") && !strings.HasPrefix(m.Path, "expect.") && m.Path != "" {
				t.Errorf("metas misses %s", m.Path)
			}
		}
	}
}

// reach collects the nodes and metas below v by its types alone.
func reach(v reflect.Value, nodes map[*expr.Node]bool, metas map[*Meta]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if n, ok := v.Interface().(*expr.Node); ok {
			if n != nil {
				nodes[n] = true
			}
		}
		if !v.IsNil() {
			reach(v.Elem(), nodes, metas)
		}
	case reflect.Slice:
		for i := range v.Len() {
			reach(v.Index(i), nodes, metas)
		}
	case reflect.Struct:
		if _, ok := v.Interface().(quantity.Dist); ok {
			return
		}
		if m, ok := v.Addr().Interface().(*Meta); ok {
			metas[m] = true
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				reach(v.Field(i), nodes, metas)
			}
		}
	}
}
