package spatial

// half is the slack with which half of the weight counts as reached: sums of weights carry rounding.
const half = 0.5 * (1 - 1e-12)

// Median is the lower weighted median: the lowest position at or below which half of the weight stands.
//
// No other place gets more than half of the weight against it when everyone votes for what is nearer to it: it is a Condorcet winner
// (Black 1958). Tie rule: where exactly half stands at or below a position, every place up to the next position does
// as well, and the lower end is given. The rule names a side, so mirroring the scale then gives the upper end.
func Median(is *Issue) (float64, error) {
	if err := is.Check(); err != nil {
		return 0, err
	}
	return median(is.places()), nil
}

func median(places []place) float64 {
	sum, all := 0.0, total(places)
	for _, p := range places {
		if sum += p.w; sum >= half*all {
			return p.x
		}
	}
	return places[len(places)-1].x
}
