package sensitivity

// FromInputs is the share of the variance between runs that is due to the inputs, the rest being that of the dice: the covariance of the
// answers with two independent streams of dice over their variance. a and b are the answers at two independent draws. It is zero where the
// answers do not vary or there are fewer than 40 runs.
func FromInputs(a, b Column) Estimate {
	n := len(a.One)
	if n < fewest || constant(a, b) {
		return Estimate{}
	}
	centre, scale := standard(a, b)
	parts, whole := make([]moments, blocks), moments{}
	for r := range n {
		y := a.at(r).from(centre, scale)
		parts[r*blocks/n].add(y, b.at(r).from(centre, scale), y)
	}
	for k := range parts {
		whole.join(&parts[k], 1)
	}
	l := leaving{whole: whole.fromInputs()}
	for k := range parts {
		rest := whole
		rest.join(&parts[k], -1)
		l.without[k] = rest.fromInputs()
	}
	return l.jackknife()
}

func (m *moments) fromInputs() float64 {
	centre := (m.a + m.b) / (2 * m.n)
	all := m.spread/(2*m.n) - centre*centre
	if !(all > 1e-12*(m.spread/(2*m.n))) {
		return 0
	}
	return (m.squares/(2*m.n) - centre*centre) / all
}

// inputsLevel is the chance that dice alone pass for a variance due to inputs.
const inputsLevel = 0.01

// Above reports whether an estimate, not one of many, is above its noise.
func (e Estimate) Above() bool { return e.Raw > student(1-inputsLevel)*e.Deviation && e.Raw > 0 }

// moved reports whether the inputs are seen to move the answers. Where dice are thrown a variance that chance explains does not count,
// since a share of it would be noise over noise.
func moved(a, b Column) bool {
	return !constant(a, b) && (!a.thrown() || FromInputs(a, b).Above())
}
