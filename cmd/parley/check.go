package main

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/diag"
)

// checked is the JSON of a check.
type checked struct {
	Case     any       `json:"case"`
	Sound    bool      `json:"sound"`
	Findings diag.List `json:"findings"`
	Warnings int       `json:"warnings"`
	Notes    int       `json:"notes"`
}

func (p *program) checkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "check CASE [flags]", Short: "is the case sound? every problem at once", Example: "parley check alaska-2025",
		Long: "Reads the whole case and reports every problem at once, each with file, line and column, the line itself, why, and what " +
			"would be right; then what is legal but suspect.\n\n" + aboutCase,
		Args: wants(1, 1, "a CASE"), ValidArgsFunction: completeCase, DisableFlagsInUseLine: true,
	}
	out := new(output)
	strict := cmd.Flags().Bool("strict", false, "take warnings for errors")
	out.flags(cmd, parley.Text, parley.JSON)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := out.check(); err != nil {
			return err
		}
		c, err := load(args[0])
		if err != nil {
			return err
		}
		list, err := c.Lint()
		if err != nil {
			return err
		}
		if warnings := list.Only(diag.Warning); *strict && len(warnings) > 0 {
			return &findingsError{warnings}
		}
		return p.sound(c, list, out)
	}
	return cmd
}

// sound writes what is to be said of a case without errors.
func (p *program) sound(c *parley.Case, list diag.List, out *output) error {
	head, err := c.Head()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if out.chosen() == parley.JSON {
		if list == nil {
			list = diag.List{}
		}
		err = parley.WriteJSON(&b, checked{
			Case: head, Sound: true, Findings: list, Warnings: len(list.Only(diag.Warning)), Notes: len(list.Only(diag.Note)),
		})
		return errors.Join(err, out.write(p, b.Bytes()))
	}
	fmt.Fprintf(&b, "%s: sound. %s, %s, %s: %d cited, %d assumed", harmless(c.Name),
		number(head.Parties, "party", "parties"), number(head.Issues, "issue", "issues"), number(head.Inputs, "input", "inputs"), head.Cited, head.Assumed)
	if s := list.Summary(); s != "" {
		fmt.Fprintf(&b, "; %s.\n\n", s)
	} else {
		b.WriteString(".\n")
	}
	style := out.style(p)
	if err := list.Render(&b, diag.RenderOptions{Color: style.Color, Width: style.Width}); err != nil {
		return err
	}
	return out.write(p, b.Bytes())
}

func number(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprint(n, " ", many)
}
