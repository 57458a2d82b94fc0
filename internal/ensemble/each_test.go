package ensemble

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
)

// squares runs n squares into slots and returns them with Each's results.
func squares(ctx context.Context, n, jobs int, fail func(run int) error) (out []int, done int, err error) {
	out = make([]int, n)
	done, err = Each(ctx, n, jobs, func() func(int) error {
		return func(run int) error {
			if fail != nil {
				if err := fail(run); err != nil {
					return err
				}
			}
			out[run] = run*run + 1
			return nil
		}
	}, nil)
	return out, done, err
}

func TestEachDoesEveryRunOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 63, 64, 65, 1000, 2001} {
		for _, jobs := range []int{-1, 0, 1, 2, 3, 7, 5000} {
			count := make([]atomic.Int32, n)
			last := 0
			done, err := Each(context.Background(), n, jobs, func() func(int) error {
				return func(run int) error { count[run].Add(1); return nil }
			}, func(done int) {
				if done <= last {
					t.Errorf("progress went from %d to %d", last, done)
				}
				last = done
			})
			if done != n || err != nil || last != n {
				t.Errorf("n %d, jobs %d: done %d, progress %d, %v", n, jobs, done, last, err)
			}
			for run := range count {
				if c := count[run].Load(); c != 1 {
					t.Errorf("n %d, jobs %d: run %d was done %d times", n, jobs, run, c)
				}
			}
		}
	}
}

func TestEachWorkers(t *testing.T) {
	var workers atomic.Int32
	scratchShared := false
	if _, err := Each(context.Background(), 500, 3, func() func(int) error {
		workers.Add(1)
		busy := false
		return func(int) error {
			if busy {
				scratchShared = true
			}
			busy = true
			runtime.Gosched()
			busy = false
			return nil
		}
	}, nil); err != nil {
		t.Fatal(err)
	}
	if n := workers.Load(); n < 1 || n > 3 || scratchShared {
		t.Errorf("%d workers, scratch shared: %v", n, scratchShared)
	}
}

// The lowest failing run wins, whoever comes to it first, and everything before it is complete.
func TestEachFirstFailure(t *testing.T) {
	wrong := errors.New("wrong")
	for _, jobs := range []int{1, 2, 8} {
		for _, at := range []int{0, 1, 100, 640, 999} {
			out, done, err := squares(context.Background(), 1000, jobs, func(run int) error {
				if run >= at && (run-at)%50 == 0 {
					return fmt.Errorf("%w at %d", wrong, run)
				}
				return nil
			})
			var e *RunError
			if !errors.As(err, &e) || !errors.Is(err, wrong) || e.Run != at || done != at {
				t.Fatalf("jobs %d, failing from %d: done %d, %v", jobs, at, done, err)
			}
			for run := range at {
				if out[run] != run*run+1 {
					t.Fatalf("jobs %d: run %d is missing", jobs, run)
				}
			}
		}
	}
}

// A failure that is found later but has the lower number replaces the first.
func TestEachLowerFailureWins(t *testing.T) {
	higher := make(chan struct{})
	_, done, err := squares(context.Background(), 1000, 2, func(run int) error {
		switch run {
		case 10:
			<-higher
			runtime.Gosched()
			return errors.New("low")
		case 500:
			close(higher)
			return errors.New("high")
		}
		return nil
	})
	if done != 10 || err == nil || err.Error() != "run 10: low" {
		t.Errorf("done %d, %v", done, err)
	}
}

func TestEachPanics(t *testing.T) {
	tests := map[string]func(run int) error{
		"run 7: panic: boom":                     func(run int) error { panicAt(run, "boom"); return nil },
		"run 7: panic: runtime error: index out": func(run int) error { _ = []int{}[indexAt(run)]; return nil },
		"run 7: the run ended its goroutine":     func(run int) error { exitAt(run); return nil },
	}
	for want, fail := range tests {
		_, done, err := squares(context.Background(), 8, 1, func(run int) error {
			if run == 7 {
				return fail(run)
			}
			return nil
		})
		if err == nil || !strings.HasPrefix(err.Error(), want) || done != 7 {
			t.Errorf("done %d, %v, want %q", done, err, want)
		}
	}
	_, err := Each(context.Background(), 5, 2, func() func(int) error { panic("no scratch") }, nil)
	var e *RunError
	if !errors.As(err, &e) || e.Run != 0 || len(e.Stack) == 0 {
		t.Errorf("panic while making a worker: %v", err)
	}
}

func panicAt(int, ...any) { panic("boom") }
func indexAt(run int) int { return run }
func exitAt(int)          { runtime.Goexit() }

// A cancelled ensemble keeps a prefix without gaps, and starts no further run.
func TestEachCancelled(t *testing.T) {
	for _, jobs := range []int{1, 2, 5} {
		ctx, cancel := context.WithCancel(context.Background())
		out, done, err := squares(ctx, 5000, jobs, func(run int) error {
			if run == 700 {
				cancel()
			}
			if run > 700 {
				<-ctx.Done()
			}
			return nil
		})
		cancel()
		if !errors.Is(err, context.Canceled) || done == 5000 {
			t.Fatalf("jobs %d: done %d, %v", jobs, done, err)
		}
		for run := range done {
			if out[run] != run*run+1 {
				t.Fatalf("jobs %d: gap at %d of %d", jobs, run, done)
			}
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, done, err := squares(ctx, 10, 2, nil); done != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled beforehand: %d, %v", done, err)
	}
}

// With one worker the runs go in order, so the prefix is exact: all that were done.
func TestEachPrefixExact(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ran := 0
	done, err := Each(ctx, 1_000_000, 1, func() func(int) error {
		return func(run int) error {
			if ran++; ran == 1234 {
				cancel()
			}
			return nil
		}
	}, nil)
	if !errors.Is(err, context.Canceled) || done != ran || done != 1234 {
		t.Errorf("done %d of %d run, %v", done, ran, err)
	}
}
