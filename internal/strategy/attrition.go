package strategy

import "math"

// even is the share of the larger by which two armies must differ for one of them to be stronger.
const even = 1e-12

// Forces are two armies that wear each other down. A strength may be in any unit, a rate is per unit of time.
type Forces struct {
	A, B           float64 // strengths at the start
	Alpha          float64 // α: how effective A is against B
	Beta           float64 // β: how effective B is against A
	BreakA, BreakB float64 // the fraction of its strength at which a side gives up, below 1; 0: never
}

func (f Forces) check(d *domain) {
	d.positive("A0", f.A)
	d.positive("B0", f.B)
	d.positive("α", f.Alpha)
	d.positive("β", f.Beta)
	for _, fraction := range []struct {
		name  string
		value float64
	}{{"the break point of A", f.BreakA}, {"the break point of B", f.BreakB}} {
		d.require(fraction.value == 0 || fraction.value >= 1/maxMagnitude && fraction.value < 1, fraction.name, fraction.value,
			"0, or at least 1e-15 and below 1")
	}
}

// Attrition is how a battle ends.
type Attrition struct {
	Winner    Side    // Neither: both break together, or wear each other down for ever
	Survivors float64 // of the winner at the end; 0 where there is none
	Time      float64 // until the end, where Ends
	Ends      bool    // false: the end is approached but not reached
}

// SquareLaw is aimed fire: dA/dt = −βB, dB/dt = −αA (Lanchester 1916). A wins exactly if α(1−f_A²)A0² > β(1−f_B²)B0²,
// f the break points; its survivors are √(A0² − (β/α)(1−f_B²)B0²). With X = √α·A0, Y = √β·B0 of the winner and loser
// the time is ln[(X+Y)/(fY + √(f²Y² + X² − Y²))]/√(αβ), without break points artanh(Y/X)/√(αβ).
func SquareLaw(f Forces) (Attrition, error) {
	var d domain
	if f.check(&d); d.err != nil {
		return Attrition{}, d.err
	}
	x, y := math.Sqrt(f.Alpha)*f.A, math.Sqrt(f.Beta)*f.B
	// How far each side can be worn down before it breaks, in the common measure; the difference of α·A² and β·B²
	// does not change.
	bearA := x * math.Sqrt((1-f.BreakA)*(1+f.BreakA))
	bearB := y * math.Sqrt((1-f.BreakB)*(1+f.BreakB))
	rate := math.Sqrt(f.Alpha) * math.Sqrt(f.Beta)
	switch {
	case bearA-bearB > even*bearA:
		left := math.Sqrt((x - bearB) * (x + bearB))
		return Attrition{SideA, left / math.Sqrt(f.Alpha), squareTime(x, y, f.BreakB, left) / rate, true}, nil
	case bearB-bearA > even*bearB:
		left := math.Sqrt((y - bearA) * (y + bearA))
		return Attrition{SideB, left / math.Sqrt(f.Beta), squareTime(y, x, f.BreakA, left) / rate, true}, nil
	case f.BreakA == 0 && f.BreakB == 0:
		return Attrition{}, nil
	}
	// Both break at once. The side with a break point has its time; the other, if it has none, would be gone by then.
	if f.BreakB > 0 {
		return Attrition{Time: squareTime(x, y, f.BreakB, f.BreakA*x) / rate, Ends: true}, nil
	}
	return Attrition{Time: squareTime(y, x, f.BreakA, 0) / rate, Ends: true}, nil
}

// squareTime is when Y·cosh s − X·sinh s = f·Y, in units of 1/√(αβ). The root √(f²Y² + X² − Y²) is what is left of X
// by then.
func squareTime(x, y, f, left float64) float64 { return math.Log((x + y) / (f*y + left)) }

// LinearLaw is fire at an area or a series of duels: dA/dt = −βAB, dB/dt = −αAB, so that αA − βB does not change
// (Lanchester 1916). A wins exactly if α(1−f_A)A0 > β(1−f_B)B0. A side without a break point is never quite gone.
func LinearLaw(f Forces) (Attrition, error) {
	var d domain
	if f.check(&d); d.err != nil {
		return Attrition{}, d.err
	}
	x, y := f.Alpha*f.A, f.Beta*f.B
	bearA, bearB := x*(1-f.BreakA), y*(1-f.BreakB)
	switch {
	case bearA-bearB > even*bearA:
		t, ends := linearTime(x, y, f.BreakB)
		return Attrition{SideA, (x - bearB) / f.Alpha, t, ends}, nil
	case bearB-bearA > even*bearB:
		t, ends := linearTime(y, x, f.BreakA)
		return Attrition{SideB, (y - bearA) / f.Beta, t, ends}, nil
	case f.BreakA == 0 || f.BreakB == 0:
		return Attrition{}, nil
	}
	t, ends := linearTime(x, y, f.BreakB)
	return Attrition{Time: t, Ends: ends}, nil
}

// linearTime is when the loser, Y = βB at the start, is down to the fraction f of itself: it solves dY/dt = −(c+Y)Y
// with c = X − Y.
func linearTime(x, y, f float64) (t float64, ends bool) {
	if f == 0 {
		return 0, false
	}
	left, c := f*y, x-y
	// ∫ dY/((c+Y)Y) from left to y is ln[1 + c(y−left)/(x·left)]/c, and (y−left)/(x·left) where c is next to nothing.
	z := (y - left) / (x * left)
	if math.Abs(c*z) < 1e-8 {
		return z * (1 - c*z/2), true
	}
	return math.Log1p(c*z) / c, true
}
