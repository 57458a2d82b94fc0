// Command parley answers questions about a negotiation from the command line. It reads flags, puts one question to the
// library, and renders the answer; `parley --help` describes it.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// program is what a command needs of the world around it.
type program struct {
	ctx    context.Context
	stdout *os.File
	stderr io.Writer
	term   terminal // of stdout
	errors terminal // of stderr
}

// run carries out one command line and returns the exit status.
func run(args []string, stdout, stderr *os.File) int {
	ctx, stop := interruptible()
	defer stop()
	p := &program{ctx: ctx, stdout: stdout, stderr: stderr, term: terminalOf(stdout), errors: terminalOf(stderr)}
	root := p.root()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return p.explain(root.ExecuteContext(ctx))
}

// interruptible returns a context that the first interrupt ends, so that what there is can still be given; the second
// ends the program at once.
func interruptible() (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt)
	go func() {
		if _, ok := <-signals; !ok {
			return
		}
		cancel()
		if _, ok := <-signals; ok {
			os.Exit(statusInterrupted)
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(signals)
		cancel()
	}
}
