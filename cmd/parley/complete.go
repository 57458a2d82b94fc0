package main

import (
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/casefile"
	"parley/cases"
	"parley/internal/brief"
)

type completer = func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective)

// complete offers fixed words for a flag.
func complete(cmd *cobra.Command, flag string, words func() []string) {
	register(cmd, flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return begin(words(), typed), cobra.ShellCompDirectiveNoFileComp
	})
}

func register(cmd *cobra.Command, flag string, f completer) {
	if err := cmd.RegisterFlagCompletionFunc(flag, f); err != nil {
		panic(err) // a flag that the command lacks: a mistake of this program
	}
}

// completeWords offers the names of the case that is already on the line.
func completeWords(cmd *cobra.Command, takes brief.Takes) {
	if takes.Table {
		register(cmd, "table", ofCase(tableNames))
	}
	if takes.Plan {
		register(cmd, "plan", ofCase(planNames))
	}
	if takes.Pair {
		register(cmd, "threat", ofCase(threatNames))
	}
	if takes.WhatIf {
		register(cmd, "set", ofCase(quantityNames))
		register(cmd, "without", ofCase(func(c *casefile.Case) []string { return append(prefixed("threat:", threatNames(c)), "clocks") }))
		register(cmd, "with", ofCase(func(c *casefile.Case) []string { return prefixed("table:", tableNames(c)) }))
		register(cmd, "fix", ofCase(func(c *casefile.Case) []string { return prefixed("track:", trackNames(c)) }))
	}
	if takes.Goal {
		register(cmd, "goal", ofCase(goalNames))
	}
	if takes.Between {
		register(cmd, "between", listOf(ofCase(partyNames)))
	}
	if takes.Of {
		register(cmd, "of", ofCase(brief.AnswersToAskAbout))
	}
	if takes.Scale {
		register(cmd, "issue", ofCase(scaleNames))
		register(cmd, "data", completeFolder)
	}
	if takes.State {
		register(cmd, "state", completeDeal)
		register(cmd, "want", completeDeal)
	}
	if takes.Deal {
		register(cmd, "deal", completeDeal)
	}
}

// ofCase completes from a case given as the first argument.
func ofCase(names func(c *casefile.Case) []string) completer {
	return func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		c := caseOf(args)
		if c == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return begin(names(c), typed), cobra.ShellCompDirectiveNoFileComp
	}
}

func caseOf(args []string) *casefile.Case {
	if len(args) == 0 {
		return nil
	}
	c, err := parley.Load(args[0])
	if err != nil {
		return nil
	}
	return c.Case
}

// listOf completes the last word of a list with commas.
func listOf(f completer) completer {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		cut := strings.LastIndex(typed, ",") + 1
		words, directive := f(cmd, args, typed[cut:])
		for i := range words {
			words[i] = typed[:cut] + words[i]
		}
		return words, directive | cobra.ShellCompDirectiveNoSpace
	}
}

// completeDeal offers the deals of the case, and its issues and options for an assignment.
func completeDeal(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	c := caseOf(args)
	if c == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	cut := strings.LastIndex(typed, ",") + 1
	for cut < len(typed) && typed[cut] == ' ' {
		cut++
	}
	var words []string
	if cut == 0 {
		words = dealNames(c)
	}
	issue, _, chosen := strings.Cut(typed[cut:], "=")
	for i := range c.Issues {
		if !chosen {
			words = append(words, c.Issues[i].Name+"=")
		} else if c.Issues[i].Name == strings.TrimSpace(issue) {
			words = optionNames(&c.Issues[i])
		}
	}
	for i := range words {
		words[i] = typed[:cut] + words[i]
	}
	return begin(words, typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeFolder leaves it to the shell to offer folders.
func completeFolder(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func begin(words []string, typed string) []string {
	var out []string
	for _, w := range words {
		if strings.HasPrefix(w, typed) {
			out = append(out, w)
		}
	}
	return out
}

// completeCase offers the catalogue for the one CASE of a command, beside files.
func completeCase(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return completeCases(cmd, args, typed)
}

// completeQuestion offers the CASE of a question, and the parties of a question about two of them.
func completeQuestion(q *brief.Question) completer {
	if !q.Takes.Pair {
		return completeCase
	}
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 || len(args) > 2 {
			return completeCase(cmd, args, typed)
		}
		return ofCase(partyNames)(cmd, args, typed)
	}
}

func completeCases(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	return begin(cases.Names(), typed), cobra.ShellCompDirectiveDefault
}

func completeFormats(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return begin(formatNames(), typed), cobra.ShellCompDirectiveNoFileComp
}

func completeExports(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return begin(exportNames(), typed), cobra.ShellCompDirectiveNoFileComp
	case 1:
		return completeCases(cmd, args, typed)
	}
	return nil, cobra.ShellCompDirectiveNoFileComp
}

func completeCommands(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	var names []string
	for _, c := range cmd.Root().Commands() {
		if c.IsAvailableCommand() && len(args) == 0 {
			names = append(names, c.Name())
		}
	}
	return begin(names, typed), cobra.ShellCompDirectiveNoFileComp
}

// namesOf is what completion offers of a list.
func namesOf[T any](list []T, name func(*T) string) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = name(&list[i])
	}
	return out
}

func tableNames(c *casefile.Case) []string {
	return namesOf(c.Tables, func(x *casefile.Table) string { return x.Name })
}

func goalNames(c *casefile.Case) []string {
	return namesOf(c.Goals, func(x *casefile.Goal) string { return x.Name })
}

func partyNames(c *casefile.Case) []string {
	return namesOf(c.Parties, func(x *casefile.Party) string { return x.Name })
}

func dealNames(c *casefile.Case) []string {
	return namesOf(c.Deals, func(x *casefile.Deal) string { return x.Name })
}

func optionNames(issue *casefile.Issue) []string {
	return namesOf(issue.Options, func(x *casefile.Option) string { return issue.Name + "=" + x.Name })
}

func planNames(c *casefile.Case) []string {
	return namesOf(c.Plans, func(x *casefile.Plan) string { return x.Name })
}

// scaleNames are the issues with a scale.
func scaleNames(c *casefile.Case) (out []string) {
	for i := range c.Issues {
		if c.Issues[i].HasScale() {
			out = append(out, c.Issues[i].Name)
		}
	}
	return out
}

func threatNames(c *casefile.Case) []string {
	return namesOf(c.Threats, func(x *casefile.Threat) string { return x.Name })
}

func quantityNames(c *casefile.Case) []string {
	return namesOf(c.Quantities, func(x *casefile.Quantity) string { return x.Name + "=" })
}

func trackNames(c *casefile.Case) []string {
	return namesOf(c.Tracks, func(x *casefile.Track) string { return x.Name })
}

func prefixed(prefix string, names []string) []string {
	for i := range names {
		names[i] = prefix + names[i]
	}
	return names
}
