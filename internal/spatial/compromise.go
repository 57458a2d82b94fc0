package spatial

// Mean is the compromise model's answer.
type Mean struct {
	Outcome    float64 `json:"outcome"`
	Dispersion float64 `json:"dispersion"` // V = Σ w (x-F)² / W: how far the weight lies from the outcome, squared
	Levers     []Lever `json:"levers"`     // by actor, in the order of the issue
}

// Lever says what one unit more of an input of an actor moves the outcome by, all else as it is: the exact derivatives
// of the weighted mean.
type Lever struct {
	Actor      string  `json:"actor"`
	Position   float64 `json:"position"`   // ∂F/∂x = w/W
	Salience   float64 `json:"salience"`   // ∂F/∂s = c (x-F)/W
	Capability float64 `json:"capability"` // ∂F/∂c = s (x-F)/W
}

// Compromise is the weighted mean F = Σ w x / W of the positions. It is the Nash bargaining solution in the limit where
// failure is very costly for everybody and losses are quadratic (Achen 2006). There are no ties.
func Compromise(is *Issue) (float64, error) {
	if err := is.Check(); err != nil {
		return 0, err
	}
	return mean(is.places()), nil
}

// Levers is the compromise with its dispersion and what each input moves it by.
func Levers(is *Issue) (*Mean, error) {
	if err := is.Check(); err != nil {
		return nil, err
	}
	places := is.places()
	sum := total(places)
	m := &Mean{Outcome: mean(places), Levers: make([]Lever, len(is.Actors))}
	for _, p := range places {
		m.Dispersion += p.w / sum * (p.x - m.Outcome) * (p.x - m.Outcome)
	}
	for k := range is.Actors {
		a := &is.Actors[k]
		away := (a.Position - m.Outcome) / sum
		m.Levers[k] = Lever{Actor: a.Name, Position: a.Weight() / sum, Salience: a.Capability * away, Capability: a.Salience * away}
	}
	return m, nil
}

// mean is taken from the lowest place, so that it cannot leave the range of the places by rounding.
func mean(places []place) float64 {
	sum, low := 0.0, places[0].x
	for _, p := range places {
		sum += p.w * (p.x - low)
	}
	return min(low+sum/total(places), places[len(places)-1].x)
}
