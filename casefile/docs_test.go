package casefile

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/internal/diag"
	"parley/internal/expr"
)

// docs is the reference, whose examples must be true.
func docs(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("../docs/case-format.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// blocks are the YAML examples of the reference.
func blocks(t testing.TB) []string {
	t.Helper()
	var out []string
	for _, m := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(docs(t), -1) {
		out = append(out, m[1])
	}
	return out
}

// sections splits a text at its top-level keys.
func sections(text string) (keys []string, bodies map[string]string) {
	bodies = map[string]string{}
	for _, line := range strings.SplitAfter(text, "\n") {
		if key, _, ok := strings.Cut(line, ":"); ok && !strings.ContainsAny(line[:1], " #-\n") {
			keys = append(keys, key)
			bodies[key] = ""
		}
		if len(keys) > 0 {
			bodies[keys[len(keys)-1]] += line
		}
	}
	return keys, bodies
}

// The examples of the reference speak of parties and issues that it does not declare; these do.
var undeclared = map[string]string{
	"parties": `
  ukraine: {kind: state}
  united-states: {kind: state}
  greek-cypriot-public: {kind: public}
  us-senate: {kind: institution}
  a: {kind: state}
  b: {kind: state}
  c: {kind: state}
  d: {kind: state}
`,
	"quantities": `
  rate: 0.1 to 0.2
  war-cost: 4 to 18
`,
	"issues": `
  guarantees: {none: europe, european: europe, nato-troops: nato}
  nato: {outside: nato, member: nato}
  strikes: {daily: russia, halted: russia and ukraine}
  us-recognition: {withheld: united-states, recognised: united-states}
  troops: {later: europe, earlier: europe}
  arms: {flow: united-states, stop: united-states}
  recognition: {withheld: united-states, given: united-states}
`,
	"sources": `
  r000: {kind: press report}
  r004: {kind: press report}
`,
}

// assemble joins all examples of the reference into one case.
func assemble(t testing.TB) string {
	var order []string
	all := map[string]string{}
	for _, block := range blocks(t) {
		keys, bodies := sections(block)
		for _, key := range keys {
			body := bodies[key]
			if key == "sales-lost" { // shown without the group it stands in
				key, body = "quantities", "  "+strings.TrimSpace(strings.ReplaceAll(body, "\n", "\n  "))+"\n"
			}
			if !slices.Contains(order, key) {
				order = append(order, key)
			}
			if all[key] == "" && !strings.HasPrefix(body, key) {
				body = key + ":\n" + body
			} else if all[key] != "" {
				_, body, _ = strings.Cut(body, "\n")
			}
			all[key] += body
		}
	}
	delete(all, "status-quo") // tried by itself
	var b strings.Builder
	for _, key := range order {
		body := all[key]
		if key == "values" {
			body = strings.Replace(body, "  russia:\n", "  russia:\n    us-sanctions: {weight: 8 to 18, lifted: 1}\n", 1)
		}
		b.WriteString(strings.TrimRight(body, "\n") + "\n" + strings.TrimPrefix(undeclared[key], "\n"))
	}
	return b.String()
}

func TestReferenceExamples(t *testing.T) {
	text := assemble(t)
	c, list := Parse("case-format.md", text)
	if errs := list.Only(diag.Error); c == nil || len(errs) > 0 {
		t.Fatalf("%v\n%s", errs, text)
	}
	if len(c.Parties) < 5 || len(c.Issues) < 4 || len(c.Goals) != 2 || len(c.Deals) != 2 || len(c.Expect) != 1 || len(c.Tables) != 6 {
		t.Errorf("an example was lost: %d parties, %d issues, %d goals, %d deals, %d expectations, %d tables",
			len(c.Parties), len(c.Issues), len(c.Goals), len(c.Deals), len(c.Expect), len(c.Tables))
	}
	if v := c.Parties; v[4].Values == nil || len(v[4].Values.Order.Priorities) != 3 || len(v[2].Values.Order.Ranking) != 3 {
		t.Error("an order was lost")
	}
	if len(c.Venues) != 2 || len(c.Tracks) != 3 || len(c.Events) != 4 || len(c.Threats) != 1 || len(c.Guarantees) != 1 || len(c.Plans) != 1 || len(c.Transfers) != 1 || len(c.Scenarios) != 3 {
		t.Errorf("an example about time was lost: %d places, %d tracks, %d events, %d threats, %d guarantees, %d plans, %d transfers, %d scenarios",
			len(c.Venues), len(c.Tracks), len(c.Events), len(c.Threats), len(c.Guarantees), len(c.Plans), len(c.Transfers), len(c.Scenarios))
	}
	for _, d := range list {
		if d.Code == "never-holds" || strings.HasPrefix(d.Code, "idle-") || d.Code == "beyond-horizon" || d.Code == "no-lookup" {
			t.Errorf("an example is suspect: %v", d)
		}
	}
}

func TestReferenceHeadWithoutStatusQuo(t *testing.T) {
	head := blocks(t)[0]
	if !strings.Contains(head, "status-quo: none") {
		t.Fatal("the first example is no longer the head")
	}
	c, list := Parse("case-format.md", head+`
parties: {x: {kind: state}, y: {kind: state}}
issues: {camera: {a: , b: }}
values:
  x: {camera: {a: 1}, walk-away: 0}
  y: {camera: {b: 1}, walk-away: 0.5}
`)
	if c == nil || list.HasErrors() {
		t.Fatal(list)
	}
	if c.StatusQuo || c.AsOf.Year() != 2025 || c.About == "" || c.Status != "recalled" {
		t.Errorf("%+v", c)
	}
}

// The reference names the reserved words; the grammar has the same.
func TestReferenceReservedWords(t *testing.T) {
	m := regexp.MustCompile("(?s)cannot be names: `(.*?)`").FindStringSubmatch(docs(t))
	if m == nil {
		t.Fatal("the list of reserved words is not found")
	}
	for _, w := range strings.Fields(m[1]) {
		if !expr.Reserved(w) {
			t.Errorf("`%s` is not reserved", w)
		}
	}
}
