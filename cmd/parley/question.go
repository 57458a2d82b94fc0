package main

import (
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/brief"
)

// questionCommand is the command of one question of the table.
func (p *program) questionCommand(q *brief.Question) *cobra.Command {
	cmd := &cobra.Command{
		Use: q.Verb + " CASE" + pairOf(q) + " [flags]", Short: q.Short, Long: q.Long + "\n\n" + aboutCase, Example: "parley " + q.Example,
		Args: wants(1, most(q), "a CASE"), ValidArgsFunction: completeQuestion(q), DisableFlagsInUseLine: true,
	}
	flags := questionFlags(cmd.Flags(), q.Takes)
	out := new(output)
	out.flags(cmd, parley.Formats()...)
	completeWords(cmd, q.Takes)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		words, err := flags.words(cmd.Flags())
		if err == nil {
			err = out.check()
		}
		if err != nil {
			return err
		}
		c, err := load(args[0])
		if err != nil {
			return err
		}
		if words, err = withPair(words, args[1:]); err != nil {
			return err
		}
		return p.ask(c, q.Verb, words, flags.options(), out)
	}
	return cmd
}

// ask puts a question and writes the answer; after an interruption, what there is.
func (p *program) ask(c *parley.Case, verb string, w parley.Words, o parley.Options, out *output) error {
	var shown *progress
	if p.errors.is {
		shown = newProgress(p.stderr, time.Now)
		o.Progress = shown.report
	}
	a, stopped := parley.Ask(p.ctx, c, verb, w, o)
	if shown != nil {
		shown.erase() // before the answer, which may go to the same terminal
	}
	if a == nil {
		return stopped
	}
	if err := out.answer(p, a); err != nil {
		return err
	}
	if stopped != nil {
		return partialError{stopped}
	}
	return nil
}

// most is how many arguments a question takes: the case, and for some who threatens whom.
func most(q *brief.Question) int {
	if q.Takes.Pair {
		return 3
	}
	return 1
}

func pairOf(q *brief.Question) string {
	if q.Takes.Pair {
		return " [SENDER TARGET]"
	}
	return ""
}

// withPair reads who threatens whom from the arguments after the case.
func withPair(w parley.Words, rest []string) (parley.Words, error) {
	switch len(rest) {
	case 0:
		return w, nil
	case 1:
		return w, &parley.ArgumentError{Flag: "the target", Pos: -1, Reason: "who threatens and who is threatened are named together", Suggestion: "write SENDER TARGET, or neither"}
	}
	w.By, w.To = rest[0], rest[1]
	if w.By == "" || w.To == "" {
		return w, &parley.ArgumentError{Flag: "SENDER TARGET", Pos: -1, Reason: "a name is empty"}
	}
	return w, nil
}
