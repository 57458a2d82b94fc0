package ensemble

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// RunError is a run that failed.
type RunError struct {
	Run   int    // number of the run
	Err   error  // what it returned, or what it panicked with
	Stack []byte // of a panic, else nil
}

// Error names the run.
func (e *RunError) Error() string { return fmt.Sprintf("run %d: %v", e.Run, e.Err) }

// Unwrap returns the error of the run itself.
func (e *RunError) Unwrap() error { return e.Err }

// Each does the runs 0 to n-1 on the given number of workers (0 or less: one per available processor).
// Each worker calls newWorker once, in its own goroutine, so scratch may live in the function that it returns. A run must depend
// on nothing but its number, and write only to slots of its own.
//
// Each returns the number of lowest-numbered runs that are complete without a gap; summaries must use no
// others. The error is nil when that is all of them. A run that returns an error or panics stops those
// after it: the lowest-numbered failure is returned as a *RunError, and done is its number. When the
// context ends, no further run starts, and the context's error is returned once those under way are over.
//
// progress, if not nil, is told how many runs are complete so far: one call at a time, with rising counts,
// from the workers. It should be quick.
func Each(ctx context.Context, n, jobs int, newWorker func() func(run int) error, progress func(done int)) (done int, err error) {
	if n <= 0 {
		return 0, nil
	}
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	jobs = min(jobs, n)
	e := &each{n: n, chunk: min(64, max(1, n/(jobs*8))), over: ctx.Done(), progress: progress}
	e.complete = make([]int, (n+e.chunk-1)/e.chunk)
	e.bound.Store(int64(n))
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	var workers sync.WaitGroup
	for range jobs {
		workers.Go(func() { e.work(newWorker) })
	}
	workers.Wait()
	done = e.prefix()
	if e.failure != nil && done == e.failure.Run {
		return done, e.failure
	}
	if done < n && ctx.Err() == nil {
		return done, &RunError{Run: done, Err: errors.New("the run ended its goroutine")}
	}
	if done < n {
		return done, ctx.Err()
	}
	return n, nil
}

// each is the state that the workers share.
type each struct {
	n, chunk int
	next     atomic.Int64    // first run of the next chunk
	bound    atomic.Int64    // runs from here on are not wanted: the lowest failure so far, or n
	over     <-chan struct{} // closed when the context ends
	complete []int           // by chunk: its leading runs that are complete; each written by one worker

	mu       sync.Mutex
	failure  *RunError // the lowest
	finished int
	progress func(int)
}

// work takes chunks until none is left. Chunks come in rising order, so a worker whose run has failed does
// no other: the rest of its chunk and its later chunks lie beyond the bound.
func (e *each) work(newWorker func() func(int) error) {
	var run func(int) error
	for {
		first := int(e.next.Add(int64(e.chunk))) - e.chunk
		if first >= e.n {
			return
		}
		count := 0
		for k := first; k < min(first+e.chunk, e.n); k++ {
			if e.ended() || int64(k) >= e.bound.Load() {
				break
			}
			if failure := guarded(&run, newWorker, k); failure != nil {
				e.fail(failure)
				break
			}
			count++
		}
		e.complete[first/e.chunk] = count
		if count > 0 {
			e.report(count)
		}
	}
}

func (e *each) ended() bool {
	select {
	case <-e.over:
		return true
	default:
		return false
	}
}

// guarded does one run, making the worker's function first if there is none.
func guarded(run *func(int) error, newWorker func() func(int) error, k int) (failure *RunError) {
	defer func() {
		if r := recover(); r != nil {
			err, ok := r.(error)
			if !ok {
				err = fmt.Errorf("%v", r)
			}
			failure = &RunError{Run: k, Err: fmt.Errorf("panic: %w", err), Stack: debug.Stack()}
		}
	}()
	if *run == nil {
		*run = newWorker()
	}
	if err := (*run)(k); err != nil {
		return &RunError{Run: k, Err: err}
	}
	return nil
}

func (e *each) fail(f *RunError) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.failure == nil || f.Run < e.failure.Run {
		e.failure = f
		e.bound.Store(int64(f.Run))
	}
}

func (e *each) report(count int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.finished += count
	if e.progress != nil {
		e.progress(e.finished)
	}
}

// prefix counts the complete runs before the first gap.
func (e *each) prefix() int {
	done := 0
	for c, count := range e.complete {
		done += count
		if done < min((c+1)*e.chunk, e.n) {
			break
		}
	}
	return done
}
