package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/diag"
)

func (p *program) exportCommand() *cobra.Command {
	about := "Writes a case in another tool's format, with every uncertain input at its median: to standard output, or to the file that -o " +
		"names. Formats of several files need -o with a folder. What the format cannot hold is said on standard error.\n\n" + aboutCase
	for _, f := range parley.ExportFormats() {
		about += "\n\n" + f.Name + ": " + f.About + "."
	}
	cmd := &cobra.Command{
		Use: "export FORMAT CASE [flags]", Short: "write a case for another tool", Long: about,
		Example: "parley export gmcr cuba-1962 -o cuba.gmcr",
		Args:    wants(1, 2, "a FORMAT"), ValidArgsFunction: completeExports, DisableFlagsInUseLine: true,
	}
	file := cmd.Flags().StringP("output", "o", "", "write to this `FILE`, or folder")
	force := cmd.Flags().Bool("force", false, "let -o replace files that exist")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		at := slices.IndexFunc(parley.ExportFormats(), func(f parley.ExportFormat) bool { return f.Name == args[0] })
		if at < 0 {
			e := &usageError{reason: fmt.Sprintf("unknown format `%s`; known are %s", args[0], strings.Join(exportNames(), ", ")), command: cmd.CommandPath()}
			if near := diag.Nearest(args[0], exportNames()); near != "" {
				e.suggestion = "did you mean `" + near + "`?"
			}
			return e
		}
		if len(args) < 2 {
			return &usageError{reason: "the CASE to export is wanted", suggestion: "such as `" + cmd.Example + "`", command: cmd.CommandPath()}
		}
		f := parley.ExportFormats()[at]
		if f.Several && *file == "" {
			return &usageError{reason: f.Name + " is written as several files", suggestion: "name a folder for them with -o", command: cmd.CommandPath()}
		}
		c, err := load(args[1])
		if err != nil {
			return err
		}
		return p.export(c, f, *file, *force)
	}
	return cmd
}

func exportNames() []string {
	var out []string
	for _, f := range parley.ExportFormats() {
		out = append(out, f.Name)
	}
	return out
}

// export writes the case and says what is left out.
func (p *program) export(c *parley.Case, f parley.ExportFormat, file string, force bool) error {
	files, notes, err := parley.Export(c, f.Name)
	if err != nil {
		return &usageError{reason: err.Error()}
	}
	if f.Several {
		err = p.exportAll(file, files, force)
	} else {
		err = (&output{file: file, force: force}).write(p, files[0].Data)
	}
	if err != nil {
		return err
	}
	for _, note := range notes {
		fmt.Fprintln(p.stderr, "note: "+harmless(note))
	}
	return nil
}

// exportAll writes several files into a folder, which is made where there is none; nothing where one of them could not be.
func (p *program) exportAll(folder string, files []parley.ExportedFile, force bool) error {
	if err := os.Mkdir(folder, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("the folder %s cannot be made: %w", folder, cause(err))
	}
	for _, f := range files {
		if err := writable(filepath.Join(folder, f.Name), force); err != nil {
			return err
		}
	}
	for _, f := range files {
		path := filepath.Join(folder, f.Name)
		if err := writeFile(path, f.Data, force); err != nil {
			return err
		}
		fmt.Fprintf(p.stderr, "Wrote %s.\n", harmless(path))
	}
	return nil
}
