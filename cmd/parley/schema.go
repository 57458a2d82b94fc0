package main

import (
	"github.com/spf13/cobra"

	"parley"
	"parley/casefile"
)

func (p *program) schemaCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "schema [flags]", Short: "JSON Schema of the case file, for editors", Example: "parley schema",
		Long: "Writes the JSON Schema (2020-12) of a case file. Editors use it to complete keys and to mark mistakes; a line at the top of a " +
			"case names it: `# yaml-language-server: $schema=case.schema.json`.",
		Args: wants(0, 0, ""), ValidArgsFunction: cobra.NoFileCompletions, DisableFlagsInUseLine: true,
	}
	out := new(output)
	out.flags(cmd, parley.JSON)
	cmd.RunE = func(*cobra.Command, []string) error {
		if err := out.check(); err != nil {
			return err
		}
		text, err := casefile.Schema()
		if err != nil {
			return err
		}
		if len(text) > 0 && text[len(text)-1] != '\n' {
			text = append(text, '\n')
		}
		return out.write(p, text)
	}
	return cmd
}
