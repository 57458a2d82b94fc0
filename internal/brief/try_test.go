package brief

import (
	"context"
	"fmt"
	"os"
	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/deals"
	"parley/internal/game"
	"parley/internal/page"
	"parley/internal/synthetic"
	"testing"
	"time"
)

func TestTry(t *testing.T) {
	name := os.Getenv("TRY")
	if name == "" {
		t.Skip()
	}
	c, list, err := casefile.Load("../../cases/" + name)
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	g, l := game.Compile(c)
	if l.HasErrors() {
		t.Fatal(l)
	}
	t0 := time.Now()
	d, _ := ask.NewDraws(g, 2000, 1, 0)
	b, err := Ask(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	b.Page(g).Text(os.Stdout, page.TextOptions{})
	fmt.Println(time.Since(t0))
}
func TestSyn(t *testing.T) {
	if os.Getenv("SYN") == "" {
		t.Skip()
	}
	c, list := casefile.Parse("syn.yaml", synthetic.Case(synthetic.Fixed()))
	if list.HasErrors() {
		t.Fatal(list)
	}
	g, l := game.Compile(c)
	if l.HasErrors() {
		t.Fatal(l)
	}
	t0 := time.Now()
	d, err := ask.NewDraws(g, 2000, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("draws", time.Since(t0))
	t0 = time.Now()
	for k, p := range ask.Panels(g) {
		desk, err := g.NewDesk(p)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(p.Name, desk.Describe())
		a, err := deals.Ask(context.Background(), d, deals.Args{Table: k, Goals: true})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(p.Name, time.Since(t0), a.Draws.Nonempty, a.Draws.Undecided)
		t0 = time.Now()
		for _, g := range a.Goals {
			fmt.Printf("   %s %v %.3f %v und=%d\n", g.Goal, g.Can, g.Nonempty.P, g.Nonempty.Range, g.Undec)
		}
	}
	t0 = time.Now()
	b, err := Ask(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	b.Page(g).Text(os.Stdout, page.TextOptions{})
	fmt.Println("brief", time.Since(t0))
}
