package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"parley/casefile"
)

func (p *program) newCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "new NAME", Short: "start a case from a commented template that already runs", Example: "parley new water",
		Long: "Writes the folder NAME with a case.yaml in it: a small dispute with a comment on every part, to be rewritten piece by " +
			"piece. Nothing that exists is touched.",
		Args: wants(1, 1, "a NAME"), ValidArgsFunction: cobra.NoFileCompletions, DisableFlagsInUseLine: true,
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		name := args[0]
		if why := badFolder(name); why != "" {
			return &usageError{reason: fmt.Sprintf("%q cannot name a case: %s", name, why), suggestion: "give a plain name, such as `parley new water`"}
		}
		if err := startCase(name); err != nil {
			return err
		}
		_, err := fmt.Fprintf(p.stdout, "Wrote %s. It runs as it stands:\n\n  parley brief %s\n", filepath.Join(name, casefile.FileName), quoted(name))
		return err
	}
	return cmd
}

// startCase makes the folder and writes the template into it; after an error there is neither.
func startCase(name string) error {
	if _, err := os.Lstat(name); err == nil {
		return fmt.Errorf("%s exists; choose another name, or remove it first", name)
	}
	if err := os.Mkdir(name, 0o777); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s exists; choose another name, or remove it first", name)
		}
		return fmt.Errorf("the folder %s cannot be made: %w", name, cause(err))
	}
	if err := writeFile(filepath.Join(name, casefile.FileName), []byte(casefile.Template(name)), false); err != nil {
		return errors.Join(err, removed(name))
	}
	return nil
}

// maxName bounds a name, in bytes; file systems take 255.
const maxName = 100

// badFolder says why a text cannot name a new folder here, on any system; "" when it can.
func badFolder(name string) string {
	switch {
	case name == "":
		return "it is empty"
	case len(name) > maxName:
		return fmt.Sprintf("it is longer than %d bytes", maxName)
	case strings.ContainsAny(name, `/\`):
		return "it is a path; a case is made in the folder you are in"
	case name[0] == '.':
		return "it begins with a dot"
	case name[0] == '-':
		return "it begins like a flag"
	case strings.HasSuffix(name, ".") || strings.TrimSpace(name) != name:
		return "it begins or ends with a space, or ends with a dot"
	case strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml"):
		return "it names a folder, which holds a case.yaml"
	case device(name):
		return "some systems reserve it for a device"
	}
	for _, r := range name {
		if strings.ContainsRune(`<>:"|?*`, r) || !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return fmt.Sprintf("it has %q in it, which not every system takes", r)
		}
	}
	return ""
}

// device reports whether a name is one that Windows reserves, whatever its extension.
func device(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimSpace(stem)
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	return len(stem) == 4 && (strings.HasPrefix(stem, "COM") || strings.HasPrefix(stem, "LPT")) && stem[3] >= '0' && stem[3] <= '9'
}

// quoted writes a word as a shell takes it.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r == '-' || r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0x7f
	}
	if strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
