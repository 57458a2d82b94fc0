package strategy

import (
	"slices"
	"testing"
)

// Each condition by itself, and what is missing is named in order.
func TestIsRipe(t *testing.T) {
	base := Dispute{
		Optimism:     Optimism{0.55, 0.5, 0.1, 0.1},
		EscalationsA: []Escalation{{0.05, 0.08}},
		EscalationsB: []Escalation{{0.02, 0.05}},
		Decay:        &Decay{0.45, 0.4, 0.4, 0.35},
	}
	tests := []struct {
		name   string
		change func(*Dispute)
		want   []Condition
	}{
		{"ripe", func(*Dispute) {}, nil},
		{"nobody asks whether it hurts", func(d *Dispute) { d.Decay = nil }, nil},
		{"A has something left to try", func(d *Dispute) { d.EscalationsA = []Escalation{{0.05, 0.08}, {0.09, 0.08}} }, []Condition{Stalemate}},
		{"B has", func(d *Dispute) { d.EscalationsB[0].Cost = 0.01 }, []Condition{Stalemate}},
		{"an even bet is no escalation", func(d *Dispute) { d.EscalationsA = []Escalation{{0.08, 0.08}} }, nil},
		{"it hurts only A", func(d *Dispute) { d.Decay = &Decay{0.45, 0.4, 0.4, 0.4} }, []Condition{Hurting}},
		{"both hope", func(d *Dispute) { d.PA, d.PB = 0.8, 0.3 }, []Condition{WayOut}},
		{"nothing is there", func(d *Dispute) {
			d.PA, d.PB, d.Decay = 0.8, 0.3, &Decay{0, 1, 0, 1}
			d.EscalationsA = []Escalation{{1, 0}}
		}, []Condition{Stalemate, Hurting, WayOut}},
	}
	for _, tt := range tests {
		d := base
		d.EscalationsB = slices.Clone(base.EscalationsB)
		tt.change(&d)
		got := must(IsRipe(d))
		if !slices.Equal(got.Missing, tt.want) || got.Ripe() != (len(tt.want) == 0) {
			t.Errorf("%s: missing %v", tt.name, got.Missing)
		}
	}
}

// The sheet lets each side take a truce exactly if it regroups no worse than the other. Then both take it only where
// both regroup alike, so that nearly no truce would ever be; with something saved by not fighting there are some.
func TestAcceptsTruce(t *testing.T) {
	for _, tt := range []struct {
		a, b, saved float64
		byA, byB    bool
	}{{0.1, 0.1, 0, true, true}, {0.1, 0.05, 0, true, false}, {0.05, 0.1, 0, false, true}, {0.1, 0.05, 0.06, true, true}} {
		if got := must(AcceptsTruce(tt.a, tt.b, tt.saved)); got != tt.byA {
			t.Errorf("%+v: A %v", tt, got)
		}
		if got := must(AcceptsTruce(tt.b, tt.a, tt.saved)); got != tt.byB {
			t.Errorf("%+v: B %v", tt, got)
		}
	}
}
