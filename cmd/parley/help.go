package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"parley/internal/page"
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
	p := &page.Page{}
	for text := range strings.SplitSeq(strings.TrimSpace(long), "\n\n") {
		p.Sections = append(p.Sections, page.Section{Blocks: []page.Block{page.Prose{Text: text}}})
	}
	var b bytes.Buffer
	if p.Text(&b, page.TextOptions{Width: helpWidth}) == nil {
		fmt.Fprintf(w, "%s\n\n", strings.Trim(b.String(), "\n"))
	}
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
	return found.Help()
}
