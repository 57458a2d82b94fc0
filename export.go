package parley

import (
	"context"
	"fmt"
	"slices"

	"parley/internal/ask"
	"parley/internal/export"
)

// ExportFormat is another tool's format that a case can be written in.
type ExportFormat struct {
	Name, About string
	Several     bool // files, for a folder
}

// ExportFormats lists them.
func ExportFormats() []ExportFormat {
	var out []ExportFormat
	for _, f := range export.Formats() {
		out = append(out, ExportFormat{f.Name, f.About, f.Several})
	}
	return out
}

// ExportedFile is a file of another tool.
type ExportedFile struct {
	Name string // as the tool expects it
	Data []byte
}

// Export writes a case in another tool's format, with every uncertain input at its median. The notes say what the format cannot
// hold. Its error says why nothing right would be left.
func Export(c *Case, format string) (files []ExportedFile, notes []string, err error) {
	formats := export.Formats()
	at := slices.IndexFunc(formats, func(f export.Format) bool { return f.Name == format })
	if at < 0 {
		return nil, nil, fmt.Errorf("unknown format `%s`", format)
	}
	d, err := ask.NewDraws(context.Background(), c.game, 1, 1, 1)
	if err != nil {
		return nil, nil, err
	}
	found, notes, err := formats[at].Write(c.game, d.Central)
	if err != nil {
		return nil, nil, fmt.Errorf("%s cannot be written as %s: %w", c.Name, format, err)
	}
	for _, f := range found {
		files = append(files, ExportedFile{f.Name, f.Data})
	}
	return files, notes, nil
}
