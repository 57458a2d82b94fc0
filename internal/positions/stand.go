package positions

import (
	"parley/internal/ask"
	"parley/internal/game"
	"parley/internal/standing"
)

// question is one question being answered.
type question struct {
	d       *ask.Draws
	g       *game.Game
	args    Args
	field   *standing.Field
	moving  int // draws for the models that move
	columns []columns
}

func newQuestion(d *ask.Draws, args Args) *question {
	q := &question{d: d, g: d.G, args: args, field: standing.Of(d.G)}
	work := 0
	for k := range q.field.Issues {
		n := len(q.field.Issues[k].Actors)
		work += n * n * n
	}
	q.moving = min(maxMoving, d.Runs, movingBudget/max(work, 1))
	if q.moving < min(minMoving, d.Runs) {
		q.moving = 0
	}
	return q
}

// shown reports whether the k-th issue is asked about.
func (q *question) shown(k int) bool {
	return q.args.Issue < 0 || q.field.Issues[k].Index == q.args.Issue
}
