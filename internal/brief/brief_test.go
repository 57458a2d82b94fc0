package brief_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"parley/internal/ask"
	"parley/internal/brief"
	"parley/internal/game"
	"parley/internal/golden"
	"parley/internal/oracle"
	"parley/internal/page"
	"parley/internal/synthetic"
)

func write(t testing.TB, g *game.Game, runs, jobs int) (*brief.Brief, string) {
	t.Helper()
	b, err := brief.Ask(context.Background(), oracle.Draws(t, g, runs, jobs))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := b.Page(g).Text(&out, page.TextOptions{}); err != nil {
		t.Fatal(err)
	}
	return b, out.String()
}

// TestAlaska keeps the brief on the first case as it reads, within two pages.
func TestAlaska(t *testing.T) {
	_, text := write(t, oracle.Catalogue(t, "alaska-2025"), ask.DefaultRuns, 0)
	golden.File(t, "alaska-2025.txt", text)
	if n := strings.Count(text, "\n"); n > 90 {
		t.Errorf("%d lines, more than 90", n)
	}
}

// TestJobs asks for the same bytes from one worker, two and eight.
func TestJobs(t *testing.T) {
	g := oracle.Catalogue(t, "alaska-2025")
	var first []byte
	for _, jobs := range []int{1, 2, 8} {
		b, _ := write(t, g, 30, jobs)
		got, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		} else if !bytes.Equal(first, got) {
			t.Errorf("%d workers give other bytes than one", jobs)
		}
	}
}

// TestInterrupted gives what there is.
func TestInterrupted(t *testing.T) {
	g := oracle.Catalogue(t, "alaska-2025")
	d := oracle.Draws(t, g, 500, 2)
	ctx, stop := context.WithCancel(context.Background())
	d.Progress = func(step string, done, _ int) {
		if strings.Contains(step, "trilateral") && done > 0 {
			stop()
		}
	}
	b, err := brief.Ask(ctx, d)
	if !ask.Interrupted(err) || b == nil {
		t.Fatal(b, err)
	}
	if len(b.Room) == 0 || len(b.Room) == len(g.Case.Tables) {
		t.Errorf("%d tables of %d answered", len(b.Room), len(g.Case.Tables))
	}
	var out bytes.Buffer
	if err := b.Page(g).Text(&out, page.TextOptions{}); err != nil || out.Len() == 0 {
		t.Error(err)
	}
}

// TestCatalogue writes a brief of every catalogue case at several widths and in every format.
func TestCatalogue(t *testing.T) {
	for _, name := range []string{"camp-david-1978", "panama-1977", "cyprus-2004"} {
		b, _ := write(t, oracle.Catalogue(t, name), 100, 0)
		p := b.Page(oracle.Catalogue(t, name))
		for _, width := range []int{40, 60, 120} {
			var out bytes.Buffer
			if err := p.Text(&out, page.TextOptions{Width: width}); err != nil {
				t.Errorf("%s at %d: %v", name, width, err)
			}
		}
		var out bytes.Buffer
		if err := p.Markdown(&out); err != nil || !strings.HasPrefix(out.String(), "# ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// BenchmarkFixed is the whole brief on the fixed synthetic case: 4^14 states, 8 parties, 5 tables, 10 rules.
func BenchmarkFixed(b *testing.B) {
	g := oracle.Must(b, synthetic.Case(synthetic.Fixed()))
	for b.Loop() {
		write(b, g, ask.DefaultRuns, 0)
	}
}

// BenchmarkAlaska is the whole brief on the first case.
func BenchmarkAlaska(b *testing.B) {
	g := oracle.Catalogue(b, "alaska-2025")
	for b.Loop() {
		write(b, g, ask.DefaultRuns, 0)
	}
}
