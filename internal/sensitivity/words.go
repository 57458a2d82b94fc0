package sensitivity

import (
	"math"
	"strings"

	"parley/casefile"
	"parley/internal/wording"
)

// name is how an input is called: its path without the name of the group it stands in.
func name(in *casefile.Number) string {
	if in.Label != "" && !strings.HasSuffix(in.Path, in.Label) {
		return in.Label
	}
	for _, group := range []string{"quantities.", "values."} {
		if rest, ok := strings.CutPrefix(in.Path, group); ok {
			return rest
		}
	}
	return in.Path
}

// figure writes a number of the case with three digits or so.
func figure(v float64) string {
	if v == 0 {
		return "0"
	}
	digits := max(0, 2-int(math.Floor(math.Log10(math.Abs(v)))))
	s := wording.Number(v, min(digits, 6))
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// share is a share of the variance in percent.
func share(v float64) string {
	if v < 0.005 {
		return "<1 %"
	}
	return wording.Number(100*v, 0) + " %"
}
