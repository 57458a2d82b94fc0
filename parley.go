package parley

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"parley/internal/ask"
	"parley/internal/brief"
	"parley/internal/clock"
	"parley/internal/diag"
	"parley/internal/game"
	"parley/internal/quantity"
)

// Brief reads the case at path and answers everything, on two pages: Load, then Ask "brief".
func Brief(ctx context.Context, path string, o Options) (*Answer, error) {
	c, err := Load(path)
	if err != nil {
		return nil, err
	}
	return Ask(ctx, c, "brief", Words{}, o)
}

// Ask puts one question to a case: "brief", "deals", "costs", "blocks", "sensitivity", "stable" or "positions" (see
// Questions).
//
// When ctx ends first, the answer is what there is, marked as partial, and the error is the context's; the answer is
// nil when there is nothing yet. Other errors: an *ArgumentError (a word that does not fit the case, or Options out of
// range), a *CaseError (a number of the case has no value in some draw), a *TooLargeError.
func Ask(ctx context.Context, c *Case, question string, w Words, o Options) (*Answer, error) {
	most := MaxDraws
	if q, err := find(question); err != nil {
		return nil, err
	} else if q.Takes.Runs {
		most = leadDraws
	}
	s, err := prepare(ctx, c, o, most)
	if err != nil {
		return nil, err
	}
	return s.Ask(ctx, question, w)
}

// Session is a case with its draws, made once and shared by all questions. It is for one goroutine at a time; after
// an interruption its answers rest on the draws that were made until then.
type Session struct {
	c       *Case
	draws   *ask.Draws
	options Options // its runs: asked for, more than there are draws only where a question takes them
}

// Prepare draws the uncertain inputs of a case. Its error is the context's where that ends meanwhile.
func Prepare(ctx context.Context, c *Case, o Options) (*Session, error) {
	return prepare(ctx, c, o, MaxDraws)
}

// prepare makes so many draws at the most; where more runs are asked for, those that a forecast needs.
func prepare(ctx context.Context, c *Case, o Options, most int) (*Session, error) {
	if o.Runs == 0 {
		o.Runs = DefaultRuns
	}
	if o.Runs < 1 || o.Runs > MaxRuns {
		return nil, &ArgumentError{
			Flag: "--runs", Text: fmt.Sprint(o.Runs), Pos: -1, Reason: fmt.Sprintf("between 1 and %d runs are possible", MaxRuns),
		}
	}
	n := o.Runs
	if n > most {
		n = leadDraws
	}
	g, err := c.at(o.At)
	if err != nil {
		return nil, err
	}
	draws, err := ask.NewDraws(ctx, g, n, o.Seed, o.Jobs)
	if err != nil {
		return nil, c.blame(err)
	}
	draws.Progress = o.Progress
	return &Session{c: c, draws: draws, options: o}, nil
}

// maxAhead is how many years after the day of the case a question may be put at.
const maxAhead = 50

// at is the case put at another day; "" stands for its own.
func (c *Case) at(day string) (*game.Game, error) {
	if day == "" {
		return c.game, nil
	}
	wrong := func(reason, suggestion string) error {
		return &ArgumentError{Flag: "--at", Text: day, Pos: -1, Reason: reason, Suggestion: suggestion}
	}
	at, err := time.Parse(time.DateOnly, day)
	switch {
	case err != nil:
		return nil, wrong("a date is wanted", "write it as 2025-12-31")
	case c.AsOf.IsZero():
		return nil, wrong("the case does not say which day it speaks of", "add `as-of: 2025-08-14` to the case")
	case c.game.Today == nil:
		return nil, wrong("a case with `status-quo: none` has no today that could go on until then", "leave it away")
	case at.Before(c.AsOf):
		return nil, wrong("that is before the day of the case, "+ask.LongDate(c.AsOf.Format(time.DateOnly)), "name that day or a later one")
	case at.After(c.AsOf.AddDate(maxAhead, 0, 0)):
		return nil, wrong(fmt.Sprintf("that is more than %d years after the day of the case", maxAhead), "name an earlier day")
	}
	return clock.At(c.game, at), nil
}

// Ask puts one question to the session's case, as the function Ask does.
func (s *Session) Ask(ctx context.Context, question string, w Words) (*Answer, error) {
	q, err := find(question)
	if err != nil {
		return nil, err
	}
	args, err := resolve(s.c, q, w)
	if err != nil {
		return nil, err
	}
	if s.options.Runs > MaxDraws && !q.Takes.Runs {
		return nil, &ArgumentError{
			Flag: "--runs", Text: fmt.Sprint(s.options.Runs), Pos: -1, Reason: fmt.Sprintf("at most %d draws are possible; only a forecast takes more", MaxDraws),
		}
	}
	if q.Takes.Runs && s.draws.Runs > leadDraws { // its memory does not grow with the runs
		if s, err = prepare(ctx, s.c, s.options, leadDraws); err != nil {
			return nil, err
		}
	}
	args.Runs = s.options.Runs
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if w.Data != "" {
		if args.Calibrated, err = calibrate(ctx, w.Data); err != nil {
			return nil, err
		}
	}
	a, err := q.Ask(ctx, s.draws, args)
	err = s.c.blame(err)
	partial := s.draws.Done < s.draws.Runs
	if p, ok := a.(interface{ Partial() bool }); ok {
		partial = partial || p.Partial() // all draws are done, but not all that is asked about them
	}
	if a == nil || err != nil && !(ask.Interrupted(err) && partial) {
		return nil, err // an interrupted answer is given only where it is marked as partial
	}
	return &Answer{Question: q.Verb, Partial: partial, answer: a, game: s.c.game}, err
}

// find looks a question up by its verb.
func find(verb string) (*brief.Question, error) {
	var verbs []string
	for _, q := range brief.Questions() {
		if q.Verb == verb {
			return &q, nil
		}
		verbs = append(verbs, q.Verb)
	}
	return nil, &ArgumentError{Flag: "question", Text: verb, Pos: -1, Reason: "there is no such question", Suggestion: diag.DidYouMean(verb, verbs)}
}

// Questions lists the verbs of the questions that Ask answers, with a line about each.
func Questions() (verbs, about []string) {
	for _, q := range brief.Questions() {
		verbs, about = append(verbs, q.Verb), append(about, q.Short)
	}
	return verbs, about
}

// TooLargeError says which part of a case is too large for a question, and the remedy.
type TooLargeError struct {
	What   string  // what is too large
	States float64 // how many combinations it has
	Remedy string
}

// Error gives size and remedy.
func (e *TooLargeError) Error() string { return (*game.TooLargeError)(e).Error() }

// blame turns an error of a computation into one about the case, where the case is to blame.
func (c *Case) blame(err error) error {
	var value *game.ValueError
	if errors.As(err, &value) {
		return c.fault("value", value.Place, value.Path, value.Reason)
	}
	var pairs *quantity.NotPositiveDefinite
	if errors.As(err, &pairs) {
		var at diag.Place
		if len(c.Correlations) > 0 {
			at = c.Correlations[0].Place
		}
		return c.fault("correlations", at, "correlations", pairs.Error())
	}
	var word *ask.ArgumentError
	if errors.As(err, &word) {
		return &ArgumentError{Flag: word.Flag, Text: word.Text, Pos: word.Pos, Reason: word.Reason, Suggestion: word.Suggestion}
	}
	var large *game.TooLargeError
	if errors.As(err, &large) {
		return (*TooLargeError)(large)
	}
	return err
}

func (c *Case) fault(code string, at diag.Place, path, reason string) error {
	d := &diag.Diagnostic{
		Severity: diag.Error, Level: diag.Error.String(), Code: code, File: c.File, Place: at, Path: path,
		Reason: strings.TrimPrefix(reason, path+": "),
	}
	list := diag.List{d}
	locate(c.Case, list)
	return &CaseError{list}
}
