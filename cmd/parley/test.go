package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parley"
	"parley/cases"
	"parley/internal/brief"
	"parley/internal/diag"
	"parley/internal/expect"
)

// tested is what became of the expectations of one case.
type tested struct {
	Case         string          `json:"case"`
	Expectations int             `json:"expectations"`
	Met          int             `json:"met"`
	Results      []expect.Result `json:"results"`
}

func (p *program) testCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "test [CASE…] [flags]", Short: "does the case still give its expected answers?", Example: "parley test camp-david-1978",
		Long: "Puts the questions under `expect` in each case and compares the answers: published numbers, say. Without a CASE, the whole " +
			"catalogue is tested. The exit status is 1 when an expectation is not met.\n\n" + aboutCase,
		Args: wants(0, -1, ""), ValidArgsFunction: completeCases, DisableFlagsInUseLine: true,
	}
	out := new(output)
	out.flags(cmd, parley.Text, parley.JSON)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := out.check(); err != nil {
			return err
		}
		if len(args) == 0 {
			args = cases.Names()
		}
		list, err := p.test(args)
		if err != nil {
			return err
		}
		return p.report(list, out)
	}
	return cmd
}

// test runs the expectations of the cases. All cases are read before the first question is put.
func (p *program) test(names []string) ([]tested, error) {
	var loaded []*parley.Case
	for _, name := range names {
		c, err := load(name)
		if err != nil {
			return nil, err
		}
		loaded = append(loaded, c)
	}
	out := []tested{}
	for _, c := range loaded {
		results, err := expect.Run(p.ctx, c.Case, func(ctx context.Context, words []string) ([]byte, error) {
			return answerTo(ctx, c, words)
		})
		if err != nil {
			return nil, err
		}
		t := tested{Case: c.Name, Expectations: len(results), Results: results}
		for _, r := range results {
			if r.Met {
				t.Met++
			}
		}
		out = append(out, t)
	}
	return out, nil
}

// answerTo answers a command line without `parley` and the case.
func answerTo(ctx context.Context, c *parley.Case, words []string) ([]byte, error) {
	var verbs []string
	for _, q := range brief.Questions() {
		if verbs = append(verbs, q.Verb); q.Verb != words[0] {
			continue
		}
		set := pflag.NewFlagSet(q.Verb, pflag.ContinueOnError)
		set.SetOutput(io.Discard)
		flags := questionFlags(set, q.Takes)
		if err := set.Parse(words[1:]); err != nil {
			return nil, flagError(err, set, "")
		}
		if most := most(&q) - 1; set.NArg() > most {
			return nil, fmt.Errorf("`%s` is not wanted here: the case is this one", set.Arg(most))
		}
		w, err := flags.words(set)
		if err == nil {
			w, err = withPair(w, set.Args())
		}
		if err != nil {
			return nil, err
		}
		a, err := parley.Ask(ctx, c, q.Verb, w, flags.options())
		if err != nil {
			return nil, err
		}
		return json.Marshal(a)
	}
	return nil, &usageError{reason: "`" + words[0] + "` is not a question that can be expected of", suggestion: diag.DidYouMean(words[0], verbs)}
}

// report writes the results: a line for each expectation that is not met, and one for each case.
func (p *program) report(list []tested, out *output) error {
	var b bytes.Buffer
	total, met := 0, 0
	for i := range list {
		total, met = total+list[i].Expectations, met+list[i].Met
		list[i].write(&b)
	}
	if len(list) > 1 {
		fmt.Fprintf(&b, "%s, %s, %d met\n", number(len(list), "case", "cases"), number(total, "expectation", "expectations"), met)
	}
	if out.chosen() == parley.JSON {
		b.Reset()
		if err := parley.WriteJSON(&b, struct {
			Cases        []tested `json:"cases"`
			Expectations int      `json:"expectations"`
			Met          int      `json:"met"`
		}{list, total, met}); err != nil {
			return err
		}
	}
	err := out.write(p, b.Bytes())
	if err == nil && met < total {
		return failed{}
	}
	return errors.Join(err)
}

func (t *tested) write(w io.Writer) {
	for _, r := range t.Results {
		switch {
		case r.Met:
		case r.Why != "":
			fmt.Fprintf(w, "%s:%d: %s: %s: want %s; %s\n", harmless(r.File), r.Line, harmless(r.Ask), harmless(r.Path), r.Want, harmless(r.Why))
		default:
			fmt.Fprintf(w, "%s:%d: %s: %s: want %s, got %s\n", harmless(r.File), r.Line, harmless(r.Ask), harmless(r.Path), r.Want, harmless(r.Got))
		}
	}
	if t.Expectations == 0 {
		fmt.Fprintf(w, "%s: no expectations; write them under `expect`\n", harmless(t.Case))
		return
	}
	fmt.Fprintf(w, "%s: %s, %d met\n", harmless(t.Case), number(t.Expectations, "expectation", "expectations"), t.Met)
}
