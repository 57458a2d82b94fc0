package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"parley"
	"parley/casefile"
	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/exchange/genius"
	"parley/internal/exchange/geniusweb"
	"parley/internal/exchange/gmcr"
	"parley/internal/exchange/ktab"
	"parley/internal/exchange/negolog"
)

// format is another tool's format.
type format struct {
	name, about string
	read        func([]exchange.File) (*imported, diag.List)
}

// imported is what was read, and can be written as a case.
type imported struct {
	write func(io.Writer) error
	notes []string
}

// domains reads a format of domains with additive profiles.
func domains(read func([]exchange.File) (*exchange.Domain, diag.List)) func([]exchange.File) (*imported, diag.List) {
	return func(files []exchange.File) (*imported, diag.List) {
		d, list := read(files)
		if d == nil {
			return nil, list
		}
		return &imported{d.WriteCase, d.Notes}, list
	}
}

// conflicts reads a format of conflicts in option form.
func conflicts(read func([]exchange.File) (*exchange.Conflict, diag.List)) func([]exchange.File) (*imported, diag.List) {
	return func(files []exchange.File) (*imported, diag.List) {
		c, list := read(files)
		if c == nil {
			return nil, list
		}
		return &imported{c.WriteCase, c.Notes}, list
	}
}

// formats lists what can be imported.
func formats() []format {
	return []format{
		{"genius", "XML of GENIUS and NegMAS: the domain first, then the profiles", domains(genius.Read)},
		{"geniusweb", "JSON of GeniusWeb: profiles, and the domain if there is one", domains(geniusweb.Read)},
		{"negolog", "JSON of NegoLog: profileA.json, profileB.json, and specs.json if there is one", domains(negolog.Read)},
		{"gmcr", "a conflict of the graph model as GMCR+ and gmcr-py keep it: one .gmcr file", conflicts(gmcr.Read)},
		{"ktab", "CSV or XML of KTAB's Spatial Model of Politics: one scenario", domains(ktab.Read)},
	}
}

func formatNames() []string {
	var out []string
	for _, f := range formats() {
		out = append(out, f.name)
	}
	return out
}

func (p *program) importCommand() *cobra.Command {
	about := "Reads a negotiation domain or a conflict of another tool and writes it as a case, to standard output unless -o names a place: a file " +
		"(.yaml), or a folder in which to write case.yaml. What could not be carried over is noted at the top of the case."
	for _, f := range formats() {
		about += "\n\n" + f.name + ": " + f.about + "."
	}
	cmd := &cobra.Command{
		Use: "import FORMAT FILE… [flags]", Short: "make a case of another tool's files", Long: about,
		Example: "parley import genius domain.xml profile1.xml profile2.xml -o party",
		Args:    wants(1, -1, "a FORMAT"), ValidArgsFunction: completeFormats, DisableFlagsInUseLine: true,
	}
	file := cmd.Flags().StringP("output", "o", "", "write the case to this `CASE`: a folder, or a file that ends in .yaml")
	force := cmd.Flags().Bool("force", false, "let -o replace a file that exists")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		at := slices.IndexFunc(formats(), func(f format) bool { return f.name == args[0] })
		if at < 0 {
			return &usageError{
				reason:     fmt.Sprintf("unknown format `%s`; known are %s", args[0], strings.Join(formatNames(), ", ")),
				suggestion: nearestOf(args[0], formatNames()), command: cmd.CommandPath(),
			}
		}
		if len(args) < 2 {
			return &usageError{reason: "the FILEs to import are wanted", suggestion: "such as `" + cmd.Example + "`", command: cmd.CommandPath()}
		}
		return p.convert(formats()[at], args[1:], *file, *force)
	}
	return cmd
}

// nearestOf suggests the known word that one was probably meant to be, or nothing.
func nearestOf(word string, known []string) string {
	if near := diag.Nearest(word, known); near != "" {
		return "did you mean `" + near + "`?"
	}
	return ""
}

// convert reads the files, checks the case that they make, and writes it.
func (p *program) convert(f format, paths []string, file string, force bool) error {
	target := caseFile(file)
	if target != "" {
		if err := casePlace(file, target, force); err != nil {
			return err
		}
	}
	var files []exchange.File
	for _, path := range paths {
		data, err := readImport(path)
		if err != nil {
			return err
		}
		files = append(files, exchange.File{Name: path, Data: data})
	}
	found, findings := f.read(files)
	if found == nil || findings.HasErrors() {
		return &parley.CaseError{Findings: findings}
	}
	var b bytes.Buffer
	if err := found.write(&b); err != nil {
		return &usageError{reason: fmt.Sprintf("%s cannot become a case: %v", paths[0], err)}
	}
	if _, list := casefile.Parse("the imported case", b.String()); list.HasErrors() {
		return fmt.Errorf("the import of %s does not make a sound case, and is not written: %w", paths[0], list.Only(diag.Error))
	}
	if err := p.writeCase(target, b.Bytes(), force); err != nil {
		return err
	}
	p.render(findings)
	for _, note := range found.notes {
		fmt.Fprintln(p.stderr, "note: "+harmless(note))
	}
	return nil
}

// readImport reads one file within the limit of imports. Only a regular file is opened: a pipe could block for ever.
func readImport(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s does not exist", path)
	case err != nil:
		return nil, fmt.Errorf("%s cannot be read: %w", path, cause(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is not a regular file", path)
	case info.Size() > exchange.MaxBytes:
		return nil, fmt.Errorf("%s has %d bytes; at most %d are imported", path, info.Size(), exchange.MaxBytes)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", path, cause(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, exchange.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", path, cause(err))
	}
	return data, nil
}

// caseFile is the file that -o means: itself where it ends in .yaml, else case.yaml in that folder; "" is standard output.
func caseFile(file string) string {
	switch ext := filepath.Ext(file); {
	case file == "" || file == "-":
		return ""
	case ext == ".yaml" || ext == ".yml":
		return file
	}
	return filepath.Join(file, casefile.FileName)
}

// casePlace reports why a case could not be written there, as far as that shows before reading.
func casePlace(file, target string, force bool) error {
	if _, err := os.Stat(file); target != file && errors.Is(err, fs.ErrNotExist) {
		return writable(file, force) // a folder that is still to be made
	}
	return writable(target, force)
}

func (p *program) writeCase(target string, data []byte, force bool) error {
	if target == "" {
		return (&output{}).write(p, data)
	}
	made := ""
	if folder := filepath.Dir(target); filepath.Base(target) == casefile.FileName {
		if err := os.Mkdir(folder, 0o777); err == nil {
			made = folder
		}
	}
	if err := writeFile(target, data, force); err != nil {
		if made != "" {
			err = errors.Join(err, removed(made))
		}
		return err
	}
	fmt.Fprintf(p.stderr, "Wrote %s.\n", harmless(target))
	return nil
}
