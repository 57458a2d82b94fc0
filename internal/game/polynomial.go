package game

import "slices"

// polynomial is a number in one state as it moves while the inputs stay: a sum of products of what moves (tracks, the time, what a run
// remembers) whose coefficients rest on the inputs alone. They are evaluated once a draw, so that following a path ahead costs a few
// multiplications a step.
type polynomial struct {
	id     int // among all of the game
	first  int // where its coefficients of a draw stand among all
	state  State
	coefs  []numberFunc // of the constant, then of the singles, the pairs, the triples
	single []int        // where the variable stands
	pair   [][2]int
	triple [][3]int
	needs  []need // what the coefficients must keep to
}

// need is a number that must lie within bounds for the polynomial to stand for what it was made of.
type need struct {
	of          numberFunc
	above, most float64 // above < value ≤ most
}

// product is a coefficient and the variables it goes with, ascending.
type product struct {
	coef numberFunc
	vars []int
}

// Bounds of what is made a polynomial; other numbers are evaluated as they are written.
const (
	maxProducts = 24
	maxDegree   = 3
)

// polynomialOf makes a polynomial of products, nil where they are too many or of too high a degree. The reading is for one state.
func (r *reading) polynomialOf(products []product, needs ...need) *polynomial {
	var merged []product
	for _, p := range products {
		if len(p.vars) > maxDegree {
			return nil
		}
		at := slices.IndexFunc(merged, func(q product) bool { return slices.Equal(q.vars, p.vars) })
		if at < 0 {
			merged = append(merged, p)
			continue
		}
		a, b := merged[at].coef, p.coef
		merged[at].coef = func(in []float64, s State) float64 { return a(in, s) + b(in, s) }
	}
	if len(merged) > maxProducts {
		return nil
	}
	slices.SortStableFunc(merged, func(a, b product) int { return len(a.vars) - len(b.vars) })
	out := &polynomial{id: r.g.polynomials, state: r.in, needs: needs}
	r.g.polynomials++
	if len(merged) == 0 || len(merged[0].vars) > 0 {
		out.coefs = append(out.coefs, func([]float64, State) float64 { return 0 })
	}
	for _, p := range merged {
		out.coefs = append(out.coefs, p.coef)
		switch v := p.vars; len(v) {
		case 1:
			out.single = append(out.single, v[0])
		case 2:
			out.pair = append(out.pair, [2]int(v))
		case 3:
			out.triple = append(out.triple, [3]int(v))
		}
	}
	out.first = r.g.coefs
	r.g.coefs += len(out.coefs)
	return out
}

// affine reports whether the polynomial is affine in all that moves together, and in nothing that a run remembers.
func (p *polynomial) affine() bool { return len(p.pair) == 0 && len(p.triple) == 0 }

// at is the value at the variables, with the coefficients of the draw.
func (p *polynomial) at(c, x []float64) float64 {
	v, k := c[0], 1
	for _, i := range p.single {
		v += float64(c[k] * x[i])
		k++
	}
	for _, i := range p.pair {
		v += float64(float64(c[k]*x[i[0]]) * x[i[1]])
		k++
	}
	for _, i := range p.triple {
		v += float64(float64(float64(c[k]*x[i[0]])*x[i[1]]) * x[i[2]])
		k++
	}
	return v
}

// coefs are the coefficients of a polynomial in the draw, nil where it needs something that does not hold.
func (n *Numbers) coefs(p *polynomial) []float64 {
	c := n.coef[p.first:][:len(p.coefs)]
	switch n.poly[p.id] {
	case n.draw:
		return c
	case -n.draw:
		return nil
	}
	for _, x := range p.needs {
		if v := x.of(n.Vars, p.state); !(v > x.above && v <= x.most) {
			n.poly[p.id] = -n.draw
			return nil
		}
	}
	n.poly[p.id] = n.draw
	for k, f := range p.coefs {
		c[k] = f(n.Vars, p.state)
	}
	return c
}
