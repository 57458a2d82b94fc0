package lint

import "fmt"

// tracks reports those that a bound holds.
func (k *clockwork) tracks() {
	for t := range k.c.Tracks {
		track := &k.c.Tracks[t]
		bound := "max"
		if k.most[t] < 0 {
			bound = "min"
		}
		switch {
		case k.runs == 0:
			return
		case 2*k.leapt[t] > k.runs:
			k.warn("track-leaps", &track.Meta, fmt.Sprintf("`%s` would leave its bounds in the first step, in %d of %d runs from today", track.Name, k.leapt[t], k.runs),
				"its change is a month's: check its size, or the bounds")
		case 2*k.held[t] > k.runs:
			who := k.restOn(t)
			if who == nil {
				continue
			}
			k.warn("track-held", &track.Meta,
				fmt.Sprintf("`%s` is held at its `%s` for more than half of the time, in %d of %d runs from today: a faster course then changes nothing for %s, and turns pace into peace",
					track.Name, bound, k.held[t], k.runs, few(who)),
				"widen the bound, or value what happens at it")
		}
	}
}

// restOn names the parties some of whose values rest on a track.
func (k *clockwork) restOn(track int) []string {
	var out []string
	for _, p := range k.g.Known.List() {
		for _, t := range k.g.Watches(p) {
			if t == track {
				out = append(out, "`"+k.c.Parties[p].Name+"`")
			}
		}
	}
	return out
}
