package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"

	"parley"
	"parley/internal/diag"
)

// The exit statuses.
const (
	statusAnswered    = 0
	statusWrong       = 1   // the case or the arguments are wrong
	statusUndone      = 2   // it could not be done: a file, memory, a case too large
	statusInterrupted = 130 // by Ctrl-C
)

// usageError is a command line that is wrong in itself, whatever the case.
type usageError struct {
	reason, suggestion string
	command            string // whose help to see
}

func (e *usageError) Error() string {
	if e.suggestion == "" {
		return e.reason
	}
	return e.reason + "; " + e.suggestion
}

// failed is an answer that was given and is bad news: some expectation is not met, say. Nothing more is printed.
type failed struct{}

func (failed) Error() string { return "failed" }

// partialError goes with an answer that an interruption cut short.
type partialError struct{ error }

// findingsError are findings that count as errors here though the case can be read: warnings under --strict.
type findingsError struct{ list diag.List }

func (e *findingsError) Error() string { return e.list.Error() }

// explain says on standard error what went wrong, and returns the exit status.
func (p *program) explain(err error) int {
	var (
		usage    *usageError
		argument *parley.ArgumentError
		unknown  *parley.UnknownCaseError
		text     *parley.CaseError
		findings *findingsError
		data     diag.List
	)
	switch {
	case err == nil:
		return statusAnswered
	case errors.As(err, &failed{}):
		return statusWrong
	case errors.As(err, &partialError{}):
		p.say("interrupted; the answer is partial")
		return statusInterrupted
	case errors.Is(err, context.Canceled):
		p.say("interrupted before there was an answer")
		return statusInterrupted
	case errors.As(err, &text):
		p.render(text.Findings)
		return statusWrong
	case errors.As(err, &findings):
		p.render(findings.list)
		return statusWrong
	case errors.As(err, &data):
		p.render(data)
		return statusWrong
	case errors.As(err, &argument):
		p.argument(argument)
		return statusWrong
	case errors.As(err, &usage):
		p.say(usage.Error())
		if usage.command != "" {
			fmt.Fprintf(p.stderr, "See `%s --help`.\n", usage.command)
		}
		return statusWrong
	case errors.As(err, &unknown):
		p.say(err.Error())
		fmt.Fprintln(p.stderr, "`parley cases` lists the catalogue; `parley new NAME` starts a case.")
		return statusWrong
	case errors.Is(err, syscall.EPIPE):
		return statusUndone // whoever read has gone, and needs no message
	}
	p.say(err.Error())
	return statusUndone
}

func (p *program) say(text string) {
	fmt.Fprintln(p.stderr, "parley: "+harmless(text))
}

// harmless shows the control characters of a text, other than line ends, by their code points.
func harmless(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r != '\n' && (r < ' ' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069) {
			fmt.Fprintf(&b, "U+%04X", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (p *program) render(list diag.List) {
	_ = list.Render(p.stderr, diag.RenderOptions{Color: p.errors.color, Width: p.errors.width})
}

// argument shows a wrong word; one that is wrong at a certain place, with a mark there.
func (p *program) argument(e *parley.ArgumentError) {
	if e.Pos < 0 || strings.ContainsAny(e.Text, "\n\r") {
		p.say(e.Error())
		return
	}
	p.render(diag.List{{
		Severity: diag.Error, Level: diag.Error.String(), Code: "argument", File: e.Flag,
		Place: diag.Place{Line: 1, Col: e.Pos + 1}, Text: e.Text, Reason: e.Reason, Suggestion: e.Suggestion,
	}})
}
