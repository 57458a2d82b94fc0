package sensitivity

import (
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
func figure(v float64) string { return wording.Significant(v, 3) }

// share is a share of the variance in percent.
func share(v float64) string {
	if v < 0.005 {
		return "<1 %"
	}
	return wording.Number(100*v, 0) + " %"
}
