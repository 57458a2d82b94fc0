package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"parley"
	"parley/cases"
	"parley/internal/page"
)

func (p *program) casesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "cases [flags]", Short: "the catalogue inside the program", Example: "parley cases",
		Long: "Lists the cases inside the program, each with its title, how far its figures are checked against the publication " +
			"(verified, recalled, judgement) and where it was published. Their names can be used wherever a CASE is wanted.",
		Args: wants(0, 0, ""), ValidArgsFunction: cobra.NoFileCompletions, DisableFlagsInUseLine: true,
	}
	out := new(output)
	out.flags(cmd, parley.Formats()...)
	cmd.RunE = func(*cobra.Command, []string) error {
		if err := out.check(); err != nil {
			return err
		}
		var b bytes.Buffer
		if err := writeCatalogue(&b, out.chosen(), out.style(p)); err != nil {
			return err
		}
		return out.write(p, b.Bytes())
	}
	return cmd
}

func writeCatalogue(b *bytes.Buffer, f parley.Format, s parley.Style) error {
	list := cases.List()
	if f == parley.JSON {
		return parley.WriteJSON(b, struct {
			Cases []cases.Entry `json:"cases"`
		}{list})
	}
	t := &page.Table{Name: "cases", Columns: []page.Column{{Heading: "Name"}, {Heading: "Title"}, {Heading: "Status"}, {Heading: "Published"}}}
	for _, e := range list {
		t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{{Text: e.Name, Tone: page.Strong}, {Text: e.Title}, {Text: e.Status}, {Text: e.Citation}}})
	}
	pg := &page.Page{Title: "The catalogue", Sections: []page.Section{{Blocks: []page.Block{t}}}}
	switch f {
	case parley.Markdown:
		return pg.Markdown(b)
	case parley.HTML:
		return pg.HTML(b, page.HTMLOptions{})
	case parley.CSV:
		return pg.CSV(b)
	}
	return pg.Text(b, page.TextOptions{Width: s.Width, Color: s.Color})
}
