package sensitivity

import (
	"context"
	"math/bits"
)

// Limits of dividing the shares of correlated inputs.
const (
	maxDivided     = 6   // inputs of a group; a larger one is not divided
	maxVariants    = 124 // variants of a draw, for all groups together: what one group of six needs
	thrownVariants = 28  // likewise where dice are thrown: what a group of four needs
	variantsOnce   = 16  // of those, the answers held at a time
)

// variants is how many of a draw the shares of a group of n take: two for each set of members but none and all.
func variants(n int) int { return 2 * (1<<n - 2) }

// Divide gives each member of a group of correlated inputs its part in what they carry as one: Shapley effects (Song, Nelson and Staum
// 2016) in which all inputs outside, which are independent of the group, come before or after the whole of it (Owen 1977). With
// first(S) = Var E[Y | S] and total(S) = E Var[Y | all but S], as shares of the variance, both are games among the members, and a
// member's part is the mean of its Shapley values in the two: what knowing it adds, on average over all orders in which the members get
// known, before anything outside is known and after. All parts add up to (first + total)/2 of the group; none is negative but by noise;
// of independent inputs each lies between the member's own first and total.
//
// c has the answers at the two draws, and ab those with the group taken from the second. first(S) comes from the second draw's S with the
// others as the first draw has them given it, total(S) from the first draw with S as the second has it given the others; both by
// the estimators of Indices. The result is nil for more than six members, fewer than 40 runs or an answer that does not vary.
func (d *Design) Divide(ctx context.Context, c *Columns, ab Column, g *joint) ([]Estimate, error) {
	n := len(g.members)
	if n > maxDivided {
		return nil, nil
	}
	full := uint(1)<<n - 1
	worth := make([]leaving, full+1) // (first + total)/2, by set
	add := func(set uint, first, total *leaving) {
		w := &worth[set]
		w.whole += first.whole/2 + total.whole/2
		for b := range w.without {
			w.without[b] += first.without[b]/2 + total.without[b]/2
		}
	}
	first, total, ok := estimates(c.A, c.B, ab)
	if !ok {
		return nil, nil
	}
	add(full, &first, &total)
	for from := uint(1); from < full; from += variantsOnce / 2 {
		sets := min(variantsOnce/2, full-from)
		alone, within, err := d.conditionals(ctx, g, from, sets, len(c.A.One))
		if err != nil || alone == nil {
			return nil, err
		}
		for k := range sets {
			first, _, _ := estimates(c.A, c.B, alone[k])
			_, total, _ := estimates(c.A, c.B, within[k])
			add(from+k, &first, &total)
		}
	}
	return parts(worth, n), nil
}

// conditionals answers, for each of some sets of members, at the first draw with the set as in the second, the others following it
// (alone), and at the first draw with the set drawn again given the others (within). They are nil where a set has no distribution.
func (d *Design) conditionals(ctx context.Context, g *joint, from, sets uint, n int) (alone, within []Column, err error) {
	full := uint(1)<<len(g.members) - 1
	of, but := make([]*conditional, sets), make([]*conditional, sets)
	for k := range sets {
		of[k], but[k] = g.given(from+k), g.given(full&^(from+k))
		if of[k] == nil || but[k] == nil {
			return nil, nil, nil
		}
		alone, within = append(alone, newColumn(n, d.Dice)), append(within, newColumn(n, d.Dice))
	}
	return alone, within, d.Each(ctx, "correlated inputs", n, func() func(int) error {
		w := d.newRow(ctx)
		return func(run int) error {
			if err := w.start(run); err != nil {
				return err
			}
			for k := range of {
				y, err := w.mixed(of[k], w.second, w.ranks)
				if err != nil {
					return err
				}
				alone[k].set(run, y)
				if y, err = w.mixed(but[k], w.ranks, w.second); err != nil {
					return err
				}
				within[k].set(run, y)
			}
			return nil
		}
	})
}

// mixed answers at the first draw with the ranks of a group mixed.
func (w *row) mixed(k *conditional, held, others []float64) (Twice, error) {
	k.mix(w.moved, held, others)
	copy(w.mix, w.a)
	w.d.ValuesOf(k.order, w.moved, w.mix)
	return w.variant()
}

// parts are the Shapley values of a game, with what noise leaves open.
func parts(worth []leaving, n int) []Estimate {
	out, game := make([]leaving, n), make([]float64, len(worth))
	for b := -1; b < blocks; b++ {
		for s := range worth {
			if game[s] = worth[s].whole; b >= 0 {
				game[s] = worth[s].without[b]
			}
		}
		for i, v := range shapley(game, n) {
			if b >= 0 {
				out[i].without[b] = v
			} else {
				out[i].whole = v
			}
		}
	}
	estimates := make([]Estimate, n)
	for i := range out {
		estimates[i] = out[i].jackknife()
	}
	return estimates
}

// shapley is the Shapley value of a game among n players, whose worth is given by set: what a player adds to those before it, on
// average over all orders.
func shapley(worth []float64, n int) []float64 {
	orders := make([]float64, n) // share of the orders in which just a given set of k comes before a given player
	orders[0] = 1 / float64(n)
	for k := 1; k < n; k++ {
		orders[k] = orders[k-1] * float64(k) / float64(n-k)
	}
	out := make([]float64, n)
	for i := range out {
		for s := range uint(len(worth)) {
			if s>>i&1 == 0 {
				out[i] += orders[bits.OnesCount(s)] * (worth[s|1<<i] - worth[s])
			}
		}
	}
	return out
}

// settle cuts parts that noise made negative and brings them to what they are to add up to. It reports whether there was anything
// to divide in proportion to.
func settle(parts []Estimate, whole float64) bool {
	sum := 0.0
	for i := range parts {
		sum += max(0, parts[i].Raw)
	}
	for i := range parts {
		p := &parts[i]
		p.Value = 0
		if whole > 0 && sum > 0 {
			p.Value = max(0, p.Raw) / sum * whole
		}
		p.Low, p.High = min(p.Low, p.Value), max(p.High, p.Value)
	}
	return sum > 0 || whole == 0
}
