package main

import (
	"github.com/spf13/cobra"

	"parley/internal/diag"
)

// shells are those that completion is written for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

func (p *program) completionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "completion SHELL", Short: "completion for bash, zsh, fish or powershell",
		Long: "Writes a script for bash, zsh, fish or powershell. Bash reads it with `source <(parley completion bash)`; to keep it, put it where " +
			"the shell looks for completions.",
		Example: "parley completion bash", Args: wants(1, 1, "a SHELL"), DisableFlagsInUseLine: true,
		ValidArgsFunction: func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return begin(shells, typed), cobra.ShellCompDirectiveNoFileComp
		},
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		root := cmd.Root()
		switch args[0] {
		case "bash":
			return root.GenBashCompletionV2(p.stdout, true)
		case "zsh":
			return root.GenZshCompletion(p.stdout)
		case "fish":
			return root.GenFishCompletion(p.stdout, true)
		case "powershell":
			return root.GenPowerShellCompletionWithDesc(p.stdout)
		}
		return &usageError{reason: "unknown shell `" + args[0] + "`", suggestion: diag.DidYouMean(args[0], shells), command: cmd.CommandPath()}
	}
	return cmd
}
