package main

import (
	"fmt"
	"io"
	"math"
	"sync"
	"time"
)

const (
	progressAfter = 500 * time.Millisecond // quicker work shows none
	progressEvery = 100 * time.Millisecond
)

// progress shows on a terminal how far long work is, on one line that is erased at the end.
type progress struct {
	out  io.Writer
	now  func() time.Time
	unit string // what is counted

	mu      sync.Mutex
	step    string
	began   time.Time // the work
	stepped time.Time // the step
	shown   time.Time // the line; zero while there is none
}

func newProgress(out io.Writer, now func() time.Time) *progress {
	return &progress{out: out, now: now, unit: "draws", began: now()}
}

// report is told how many runs of a step are done.
func (p *progress) report(step string, done, of int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if step != p.step || p.stepped.IsZero() {
		p.step, p.stepped = step, now
	}
	if now.Sub(p.began) < progressAfter || now.Sub(p.shown) < progressEvery {
		return
	}
	p.shown = now
	fmt.Fprintf(p.out, "\r\x1b[K%s", progressLine(step, p.unit, done, of, now.Sub(p.stepped)))
}

// erase takes the line away.
func (p *progress) erase() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.shown.IsZero() {
		fmt.Fprint(p.out, "\r\x1b[K")
		p.shown = time.Time{}
	}
}

// progressLine is such as `goals for table summit: 43 %, 812 draws a second, 3 s left`.
func progressLine(step, unit string, done, of int, took time.Duration) string {
	line := fmt.Sprintf("%s: %d %%", harmless(step), 100*done/max(of, 1))
	speed := float64(done) / took.Seconds()
	if done == 0 || math.IsInf(speed, 0) || math.IsNaN(speed) {
		return line
	}
	return fmt.Sprintf("%s, %.*f %s a second, %s left", line, decimals(speed), speed, unit, span(float64(of-done)/speed))
}

// decimals is how many digits of a speed are shown.
func decimals(speed float64) int {
	if speed < 10 {
		return 1
	}
	return 0
}

// span words a number of seconds, such as `3 s` or `2 min 10 s`.
func span(seconds float64) string {
	if seconds < 60 {
		return fmt.Sprintf("%.0f s", seconds)
	}
	whole := int(min(seconds, 1e6))
	return fmt.Sprintf("%d min %d s", whole/60, whole%60)
}
