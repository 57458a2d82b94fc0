package deals

import (
	"context"
	"fmt"
	"os"
	"parley/casefile"
	"parley/internal/ask"
	"parley/internal/game"
	"runtime/pprof"
	"testing"
	"time"
)

func TestProf(t *testing.T) {
	if os.Getenv("PROF") == "" {
		t.Skip()
	}
	c, list, err := casefile.Load("../../cases/alaska-2025")
	if err != nil || list.HasErrors() {
		t.Fatal(err, list)
	}
	t0 := time.Now()
	g, l := game.Compile(c)
	if l.HasErrors() {
		t.Fatal(l)
	}
	fmt.Println("compile", time.Since(t0))
	t0 = time.Now()
	d, err := ask.NewDraws(g, 2000, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("draws", time.Since(t0))
	t0 = time.Now()
	f, _ := os.Create("/tmp/prof/cpu")
	pprof.StartCPUProfile(f)
	n := g.NewNumbers()
	in := make([]float64, len(c.Inputs))
	for r := range 2000 {
		d.Inputs(r, in)
		n.Fill(in, nil)
	}
	fmt.Println("fill", time.Since(t0))
	t0 = time.Now()
	for k, p := range ask.Panels(g) {
		desk, err := g.NewDesk(p)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(p.Name, desk.Describe())
		fmt.Println(" desk", time.Since(t0))
		t0 = time.Now()
		a, err := Ask(context.Background(), d, Args{Table: k, Goals: true})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(p.Name, time.Since(t0), a.Draws.Nonempty, a.Draws.Undecided)
		t0 = time.Now()
		for _, g := range a.Goals {
			fmt.Printf("   %s %v %.3f %v und=%d binds=%v\n", g.Goal, g.Can, g.Nonempty.P, g.Nonempty.Range, g.Undec, g.Binds)
		}
		for _, r := range a.Relax {
			fmt.Printf("     %s %d %s %s %s %.3f\n", r.Goal, r.Set, r.Kind, r.Party, r.What, r.Share)
		}
	}
	pprof.StopCPUProfile()
}
