package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/brief"
	"parley/internal/diag"
)

const about = "An executable model of a negotiation. It reads one small text file about a dispute (a case) and answers: " +
	"where can the parties agree, who pays, who can block it?"

const aboutCase = "CASE is a case folder, its case file, or a bare name of the catalogue inside the program."

const aboutStatus = "Exit status: 0 answered; 1 the case or the arguments are wrong; 2 it could not be done; 130 interrupted."

// root is the command line with all its commands.
func (p *program) root() *cobra.Command {
	cobra.EnableCommandSorting = false // the order is that of the work, not of the alphabet
	root := &cobra.Command{
		Use: "parley", Short: "an executable model of a negotiation", Long: about + "\n\n" + aboutCase + "\n\n" + aboutStatus,
		Example: "parley brief alaska-2025", Version: version(),
		SilenceErrors: true, SilenceUsage: true, DisableSuggestions: true,
	}
	root.Args = unknownCommand
	root.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	root.SetVersionTemplate("parley {{.Version}}\n")
	root.SetHelpFunc(help)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if rest := cmd.Flags().Args(); cmd == root && len(rest) > 0 {
			return unknownCommand(cmd, rest)
		}
		return flagError(err, cmd.Flags(), cmd.CommandPath())
	})
	root.SetHelpCommand(&cobra.Command{Use: "help [COMMAND]", Short: "help about a command", RunE: helpCommand, ValidArgsFunction: completeCommands})
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(p.newCommand(), p.checkCommand())
	for _, q := range brief.Questions() {
		root.AddCommand(p.questionCommand(&q))
	}
	root.AddCommand(p.importCommand(), p.exportCommand(), p.benchmarkCommand(), p.schemaCommand(), p.casesCommand(), p.testCommand(), p.completionCommand())
	return root
}

func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	e := &usageError{reason: "unknown command `" + args[0] + "`", command: "parley"}
	if near := diag.Nearest(args[0], names); near != "" {
		e.suggestion = "did you mean `" + near + "`?"
	}
	return e
}

// wants returns a check of the number of arguments; most is −1 for any number.
func wants(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return &usageError{reason: what + " is wanted", suggestion: "such as `" + cmd.Example + "`", command: cmd.CommandPath()}
		case most >= 0 && len(args) > most:
			return &usageError{reason: fmt.Sprintf("`%s` is one argument too many", args[most]), suggestion: "a text with spaces needs quotes", command: cmd.CommandPath()}
		}
		return nil
	}
}

// load reads a case named on the command line.
func load(path string) (*parley.Case, error) {
	if path == "" {
		return nil, &usageError{reason: "the name of the CASE is empty"}
	}
	return parley.Load(path)
}
