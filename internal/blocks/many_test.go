package blocks_test

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/blocks"
	"parley/internal/oracle"
)

// A union of 27 that all must sign, and all refuse: every one is on the list, without trying every subset of them.
func TestManyRefuse(t *testing.T) {
	var b strings.Builder
	b.WriteString("parley: 1\ncase: many\nparties:\n")
	for p := range 27 {
		fmt.Fprintf(&b, "  m%d: {kind: state}\n", p)
	}
	b.WriteString("issues:\n  treaty: {options: [no, yes]}\nvalues:\n")
	for p := range 27 {
		fmt.Fprintf(&b, "  m%d: {treaty: {yes: -1}}\n", p)
	}
	g := oracle.Must(t, b.String())
	deal, err := ask.FindDeal(g, "treaty=yes")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan *blocks.Answer, 1)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go func() {
		a, err := blocks.Ask(ctx, oracle.Draws(t, g, 1, 1), blocks.Args{Deals: []ask.Deal{deal}, Goals: []int{}})
		if err != nil {
			t.Error(err)
		}
		done <- a
	}()
	select {
	case a := <-done:
		if len(a.Deals[0].Sign) != 27 {
			t.Errorf("%d would not sign, want 27", len(a.Deals[0].Sign))
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the refusals of 27 parties are not listed within ten seconds")
	}
}

// The answer is the same whatever the number of workers.
func TestJobs(t *testing.T) {
	text := oracle.Random(oracle.Seeded(0), oracle.Kind{Publics: true})
	for _, x := range [][2]string{{`i0: \{o1: -?\d`, "i0: {o1: -2 to 4"}, {`spread: \d`, "spread: 3 to 9"}} {
		at := regexp.MustCompile(x[0]).FindStringIndex(text)
		if at == nil {
			t.Fatalf("the case has no %s\n%s", x[0], text)
		}
		text = text[:at[0]] + x[1] + text[at[1]:]
	}
	g := oracle.Must(t, text)
	if !slices.ContainsFunc(g.Case.Inputs, func(n *casefile.Number) bool { return !n.Dist.Constant() }) {
		t.Fatal("nothing is uncertain")
	}
	s := g.Today.Clone()
	s[0] = 1
	var first string
	for _, jobs := range []int{1, 2, 8} {
		a, err := blocks.Ask(context.Background(), oracle.Draws(t, g, 300, jobs), blocks.Args{Deals: []ask.Deal{{Name: "d", State: s}}})
		if err != nil {
			t.Fatal(err)
		}
		out, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(out)
		} else if first != string(out) {
			t.Errorf("%d jobs give another answer", jobs)
		}
	}
}
