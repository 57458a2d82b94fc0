package game

import (
	"slices"

	"parley/internal/expr"
)

// Memory is something that conditions which look back ask a run about; it is a variable like any other. Ever and Months follow a
// condition; the others are set by what happens.
type Memory struct {
	Kind  MemoryKind
	Index int // of the event, table, threat or party
	At    int // where it stands among the variables
	text  string
	when  truthFunc
}

// MemoryKind is a function that looks back, by its name in a case.
type MemoryKind string

// What a run remembers. Months is a number, the others are 0 or 1.
const (
	Ever       MemoryKind = "ever"        // the condition held at some step so far
	Months     MemoryKind = "months"      // for how many months the condition has held without a break
	Happened   MemoryKind = "event"       // the event has happened
	Met        MemoryKind = "met"         // the table has met
	Agreed     MemoryKind = "agreed"      // the table has reached a deal
	Conceded   MemoryKind = "conceded"    // the target has given in to the threat
	CarriedOut MemoryKind = "carried-out" // the threat has been carried out
	Lapsed     MemoryKind = "lapsed"      // the deadline of the threat has passed without action
	Broke      MemoryKind = "broke"       // the party has broken a deal
)

// memoryAt is where the variable of a function that looks back stands. Equal texts share one.
func (g *Game) memoryAt(n *expr.Node) int {
	text := n.String()
	if k := slices.IndexFunc(g.Memory, func(m Memory) bool { return m.text == text }); k >= 0 {
		return g.Memory[k].At
	}
	m := Memory{Kind: MemoryKind(n.Name), At: g.memoryBase() + len(g.Memory), text: text}
	switch m.Kind {
	case Ever, Months:
		m.when = g.analyst.compileTruth(n.Args[0])
	default:
		m.Index = n.Args[0].Index
	}
	g.Memory = append(g.Memory, m)
	return m.At
}

// Remember brings what follows a condition up to date, after a step that took dt months (0 at the start) and led to s.
func (g *Game) Remember(vars []float64, s State, dt float64) {
	for k := range g.Memory {
		m := &g.Memory[k]
		if m.when == nil {
			continue
		}
		switch holds := m.when(vars, s); {
		case m.Kind == Ever && holds:
			vars[m.At] = 1
		case m.Kind == Months && holds:
			vars[m.At] += dt
		case m.Kind == Months:
			vars[m.At] = 0
		}
	}
}

// Happen records that something happened.
func (g *Game) Happen(vars []float64, kind MemoryKind, index int) {
	for k := range g.Memory {
		if m := &g.Memory[k]; m.Kind == kind && m.Index == index {
			vars[m.At] = 1
		}
	}
}
