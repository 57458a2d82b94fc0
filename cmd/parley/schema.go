package main

import (
	"bytes"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/casefile"
	"parley/internal/brief"
	"parley/internal/diag"
)

func (p *program) schemaCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "schema [QUESTION] [flags]", Short: "JSON Schema of the case file, or of an answer", Example: "parley schema",
		Long: "Writes the JSON Schema (2020-12) of a case file. Editors use it to complete keys and to mark mistakes; a line at the top of a " +
			"case names it: `# yaml-language-server: $schema=case.schema.json`. With a QUESTION (" + strings.Join(answering(), ", ") +
			"), the schema of what that command prints with --json.",
		Args: wants(0, 1, ""), ValidArgs: answering(), DisableFlagsInUseLine: true,
	}
	out := new(output)
	out.flags(cmd, parley.JSON)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := out.check(); err != nil {
			return err
		}
		text, err := schemaOf(args)
		if err != nil {
			return err
		}
		return out.write(p, append(bytes.TrimRight(text, "\n"), '\n'))
	}
	return cmd
}

func schemaOf(args []string) ([]byte, error) {
	if len(args) == 0 {
		return casefile.Schema()
	}
	if args[0] == "benchmark" {
		return brief.BenchmarkSchema()
	}
	for _, q := range brief.Questions() {
		if q.Verb == args[0] {
			return q.Schema()
		}
	}
	return nil, &usageError{reason: "`" + args[0] + "` is not a question with an answer of its own", suggestion: diag.DidYouMean(args[0], answering())}
}

// answering are the commands that print an answer as JSON.
func answering() []string { return append(verbs(), "benchmark") }

func verbs() []string {
	var out []string
	for _, q := range brief.Questions() {
		out = append(out, q.Verb)
	}
	return out
}
