package casefile

import (
	_ "embed"
	"strings"
)

//go:embed template.yaml
var template string

// Template returns the commented case that a person starts from: a small invented dispute that checks
// without errors and without warnings. title replaces its title.
func Template(title string) string {
	title = oneLine(title)
	if title == "" {
		title = "Water from the upper valley"
	}
	return strings.Replace(template, "TITLE", quoted(title), 1)
}

// quoted writes a text so that YAML reads back the same.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
