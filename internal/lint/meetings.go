package lint

import (
	"fmt"

	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/search"
)

// Bounds of the look at what tables can settle: tables and draws.
const (
	mostTables = 20
	tableDraws = 50
)

// meetings reports tables that meet though there is nothing that they would agree on while today lasts. Tables that cannot
// decide, since nothing is known of a member, are reported as such.
func (l *linter) meetings(d *ask.Draws) {
	looked := 0
	for t := range l.c.Tables {
		table := &l.c.Tables[t]
		if table.Off || table.Every == 0 && table.Dates == nil || !decides(table, l.g.Known) || l.reported("table-powerless", table.Path) {
			continue
		}
		if looked++; looked > mostTables {
			l.partial = append(l.partial, fmt.Sprintf("what tables could agree on, after the %dth that meets", mostTables))
			return
		}
		draws, room := l.hasRoom(d, t)
		if !room {
			l.note("meets-without-room", &table.Meta, fmt.Sprintf("in none of %d draws is there a deal that `%s` would take while things stand as today: its meetings settle nothing", draws, table.Name),
				"right if it is to wait for what changes; else check the values, red lines and powers of its members")
		}
	}
}

// hasRoom reports whether a table has a deal at the medians or in one of the first draws; a search that is given up counts as
// one.
func (l *linter) hasRoom(d *ask.Draws, t int) (draws int, room bool) {
	desk, err := search.NewDesk(l.g, l.g.TablePanel(t))
	if err != nil {
		return 0, true
	}
	n, inputs := l.g.NewNumbers(), make([]float64, len(l.c.Inputs))
	for run := -1; run < min(tableDraws, d.Done); run++ {
		numbers := n
		if run < 0 {
			numbers = d.Central
		} else {
			d.Inputs(run, inputs)
			if err := n.Fill(inputs, nil); err != nil {
				return draws, true // reported elsewhere
			}
		}
		if l.roomIn(desk, numbers) {
			return draws, true
		}
		draws++
	}
	return draws, false
}

func (l *linter) roomIn(desk *search.Desk, n *game.Numbers) bool {
	if l.gaveUp >= patience {
		return true
	}
	desk.Load(n)
	_, ok, err := desk.Room(search.AnyGoal)
	if err != nil {
		l.gaveUp++
	}
	return ok || err != nil
}
