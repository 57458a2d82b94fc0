package main

import (
	"github.com/spf13/pflag"

	"parley/internal/diag"
)

// unknownFlag words a flag that does not exist, with the nearest that does.
func unknownFlag(e *pflag.NotExistError, known *pflag.FlagSet) (reason, suggestion string) {
	name := e.GetSpecifiedName()
	if e.GetSpecifiedShortnames() != "" {
		return "unknown flag `-" + name + "`", ""
	}
	var names []string
	known.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := diag.Nearest(name, names); near != "" {
		suggestion = "did you mean `--" + near + "`?"
	}
	return "unknown flag `--" + name + "`", suggestion
}
