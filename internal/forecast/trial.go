package forecast

import (
	"context"
	"errors"
	"sync"

	"parley/internal/ask"
	"parley/internal/ensemble"
)

// trial makes runs of one variant of a case, with the same dice and the same draws of all that it leaves as it is.
type trial struct {
	d    *ask.Draws // of the variant
	e    *engine
	mu   sync.Mutex
	idle []*runner // kept from block to block, with what they remember
	busy []*runner
}

// take gives a worker its scratch.
func (t *trial) take() *runner {
	t.mu.Lock()
	defer t.mu.Unlock()
	var x *runner
	if last := len(t.idle) - 1; last >= 0 {
		x, t.idle = t.idle[last], t.idle[:last]
	} else {
		x = t.e.runner()
	}
	t.busy = append(t.busy, x)
	return x
}

// inputs fills dst with the inputs of a run, which may lie beyond the draws at hand.
func (t *trial) inputs(run int, dst []float64) {
	if run < t.d.Runs {
		t.d.Inputs(run, dst)
		return
	}
	t.d.Sampler().Draw(run, dst)
}

// each makes n runs from the one numbered from on. work is called for each with the runner, whose inputs are set, and writes to slots of
// its own. done counts the leading ones that are complete.
func (t *trial) each(ctx context.Context, from, n, jobs int, work func(run int, x *runner) error, progress func(done int)) (done int, err error) {
	done, err = ensemble.Each(ctx, n, jobs, func() func(int) error {
		x := t.take()
		return func(k int) error {
			t.inputs(from+k, x.inputs)
			return work(from+k, x)
		}
	}, progress)
	t.idle, t.busy = append(t.idle, t.busy...), t.busy[:0]
	var failed *ensemble.RunError
	if errors.As(err, &failed) {
		failed.Run += from
	}
	return done, err
}
