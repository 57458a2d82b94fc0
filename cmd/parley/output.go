package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"parley"
	"parley/internal/diag"
)

// output is where and how an answer is written, from the flags.
type output struct {
	formats []parley.Format // possible; the first is the default
	given   *pflag.FlagSet
	format  string
	json    bool
	file    string
	force   bool
}

// flags adds the flags for the formats that a command knows.
func (o *output) flags(cmd *cobra.Command, formats ...parley.Format) {
	f := cmd.Flags()
	o.formats, o.given = formats, f
	f.StringVarP(&o.file, "output", "o", "", "write to this `FILE` instead of standard output")
	f.BoolVar(&o.force, "force", false, "let -o replace a file that exists")
	f.BoolVar(&o.json, "json", false, "JSON for programs")
	if len(formats) > 2 {
		f.StringVar(&o.format, "format", "", "`FORMAT`: "+o.names())
		complete(cmd, "format", o.formatNames)
	}
}

func (o *output) formatNames() []string {
	var out []string
	for _, f := range o.formats {
		out = append(out, string(f))
	}
	return out
}

func (o *output) names() string { return strings.Join(o.formatNames(), ", ") }

// check refuses, before any work is done, what could not be written at the end.
func (o *output) check() error {
	if o.format != "" && o.json && o.format != string(parley.JSON) {
		return &usageError{reason: "--json and --format " + o.format + " exclude each other", suggestion: "drop one of them"}
	}
	if o.given.Changed("output") && o.file == "" {
		return &usageError{reason: "-o: no file is named", suggestion: "name one, or `-` for standard output"}
	}
	known := !o.given.Changed("format")
	for _, f := range o.formats {
		known = known || o.format == string(f)
	}
	if !known {
		return &usageError{reason: "unknown format `" + o.format + "`", suggestion: diag.DidYouMean(o.format, o.formatNames())}
	}
	if o.toFile() {
		return writable(o.file, o.force)
	}
	return nil
}

func (o *output) toFile() bool { return o.file != "" && o.file != "-" }

func (o *output) chosen() parley.Format {
	switch {
	case o.json:
		return parley.JSON
	case o.format != "":
		return parley.Format(o.format)
	}
	return o.formats[0]
}

// style is how text is set: for the terminal when it goes there.
func (o *output) style(p *program) parley.Style {
	if o.toFile() || o.chosen() != parley.Text {
		return parley.Style{}
	}
	return parley.Style{Width: p.term.width, Color: p.term.color}
}

// write gives out a whole answer: to the file, or to standard output.
func (o *output) write(p *program, data []byte) error {
	if o.toFile() {
		return writeFile(o.file, data, o.force)
	}
	if _, err := p.stdout.Write(data); err != nil {
		return fmt.Errorf("writing to standard output: %w", cause(err))
	}
	return nil
}

// cause strips the name that the system gives the file.
func cause(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// answer renders and writes an answer.
func (o *output) answer(p *program, a *parley.Answer) error {
	var b bytes.Buffer
	if err := a.Write(&b, o.chosen(), o.style(p)); err != nil {
		return err
	}
	if b.Len() == 0 {
		return &usageError{reason: "this answer has no tables to write as " + o.format, suggestion: "use another --format"}
	}
	return o.write(p, b.Bytes())
}
