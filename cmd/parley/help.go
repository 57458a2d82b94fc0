package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
)

// helpWidth keeps the help readable when it is piped.
const helpWidth = 80

// help prints what a command does: first one example that runs as it stands.
func help(cmd *cobra.Command, _ []string) {
	var b bytes.Buffer
	if cmd.Example != "" {
		fmt.Fprintf(&b, "%s\n\n", cmd.Example)
	}
	paragraphs(&b, cmd.Long, cmd.Short)
	fmt.Fprintf(&b, "Usage: %s\n", cmd.UseLine())
	commands(&b, cmd)
	if flags := cmd.LocalFlags(); flags.HasAvailableFlags() {
		fmt.Fprintf(&b, "\nFlags:\n%s", flags.FlagUsagesWrapped(helpWidth))
	}
	_, _ = cmd.OutOrStdout().Write(b.Bytes())
}

// paragraphs fills a text to the width; short stands in for a text that is missing.
func paragraphs(w io.Writer, long, short string) {
	if long == "" {
		long = short
	}
	for text := range strings.SplitSeq(strings.TrimSpace(long), "\n\n") {
		fmt.Fprintf(w, "%s\n\n", filled(text))
	}
}

// filled breaks a text into lines of the help's width.
func filled(text string) string {
	var b strings.Builder
	column := 0
	for word := range strings.FieldsSeq(text) {
		width := utf8.RuneCountInString(word)
		switch {
		case column > 0 && column+1+width > helpWidth:
			b.WriteByte('\n')
			column = 0
		case column > 0:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += width
	}
	return b.String()
}

func commands(w io.Writer, cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	fmt.Fprint(w, "\nCommands:\n")
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			fmt.Fprintf(w, "  %-*s  %s\n", cmd.NamePadding(), c.Name(), c.Short)
		}
	}
}

func helpCommand(cmd *cobra.Command, args []string) error {
	found, _, err := cmd.Root().Find(args)
	if err != nil || len(args) > 0 && found == cmd.Root() {
		return unknownCommand(cmd.Root(), args)
	}
	found.InitDefaultHelpFlag() // which running a command would do
	return found.Help()
}
