package expr

// lookBack are the functions that ask what has happened so far. They are words of the language only before a bracket.
// Where they may stand is for whoever reads the case to say.
var lookBack = []function{
	{"ever", "ever(condition)", 1, 1},
	{"months", "months(condition)", 1, 1},
	{"event", "event(name)", 1, 1},
	{"met", "met(table)", 1, 1},
	{"agreed", "agreed(table)", 1, 1},
	{"conceded", "conceded(threat)", 1, 1},
	{"carried-out", "carried-out(threat)", 1, 1},
	{"lapsed", "lapsed(threat)", 1, 1},
	{"broke", "broke(party)", 1, 1},
}

// LooksBack reports whether n asks what has happened so far: a Call of ever, months, event, met, agreed, conceded,
// carried-out, lapsed or broke. The argument of the first two is a condition, of the others a name.
func (n *Node) LooksBack() bool {
	_, ok := find(lookBack, n.Name)
	return ok && n.Op == Call
}

// callable finds what may be called inside an expression.
func callable(name string) (function, bool) {
	if f, ok := find(functions, name); ok {
		return f, true
	}
	return find(lookBack, name)
}
