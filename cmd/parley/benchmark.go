package main

import (
	"bytes"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"parley"
	"parley/internal/page"
	"parley/internal/spatial/deu"
)

// benchmarks are the names of what can be measured.
var benchmarks = []string{"deu"}

func (p *program) benchmarkCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "benchmark deu --data DIR [flags]", Short: "how well models forecast issues that have been decided", Example: "parley benchmark deu --data deu3",
		Long: "Scores the position models, and a calibrated forecast, on issues whose outcome is known: Decision-making in the European Union " +
			"(DEU III; Arregui and Perarnaud 2021, doi:10.34810/data53). DIR holds deu3_issues.csv, deu3_positions_long.csv and " +
			"eu_council_power.csv; two small cases, COP21 and the emission standards of 1994, are measured where their files are there. " +
			"With --blind, the calibrated forecast of every issue without an outcome is written too: its mean, and its quantiles " +
			"from 1 to 99 hundredths. It takes some seconds.",
		Args: wants(1, 1, "the name of a benchmark"), ValidArgs: benchmarks, DisableFlagsInUseLine: true,
	}
	data := cmd.Flags().String("data", "", "the `DIR` with the data")
	blind := cmd.Flags().String("blind", "", "write the forecast of open issues to this `FILE`, as comma-separated values")
	register(cmd, "data", completeFolder)
	out := new(output)
	out.flags(cmd, parley.Formats()...)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		switch {
		case args[0] != benchmarks[0]:
			return &usageError{reason: "unknown benchmark `" + args[0] + "`; known: " + benchmarks[0], suggestion: nearestOf(args[0], benchmarks), command: cmd.CommandPath()}
		case *data == "":
			return &usageError{reason: "--data is wanted: the folder with the data", suggestion: "such as `" + cmd.Example + "`", command: cmd.CommandPath()}
		case cmd.Flags().Changed("blind") && *blind == "":
			return &usageError{reason: "--blind: no file is named", suggestion: "such as `--blind forecast.csv`", command: cmd.CommandPath()}
		}
		if err := out.check(); err != nil {
			return err
		}
		if *blind != "" {
			if err := writable(*blind, out.force); err != nil {
				return err
			}
		}
		return p.benchmark(*data, *blind, out)
	}
	return cmd
}

// benchmark measures, writes the forecast of open issues if that is asked for, and then the report.
func (p *program) benchmark(dir, blind string, out *output) error {
	data, err := parley.LoadDecided(dir)
	if err != nil {
		return err
	}
	o := deu.Options{Seed: 1}
	shown := newProgress(p.stderr, time.Now)
	shown.unit = "models"
	if p.errors.is {
		o.Progress = shown.report
	}
	b, err := deu.Measure(p.ctx, data, os.DirFS(dir), o)
	shown.erase()
	if err != nil {
		return err
	}
	var report, forecast bytes.Buffer
	if err := writeBenchmark(&report, b, out, out.style(p)); err != nil {
		return err
	}
	if blind != "" {
		if err := deu.Blind(p.ctx, &forecast, data); err != nil {
			return err
		}
		if err := writeFile(blind, forecast.Bytes(), out.force); err != nil {
			return err
		}
		fmt.Fprintf(p.stderr, "Wrote %s: %s.\n", harmless(blind), number(len(data.Open()), "issue", "issues"))
	}
	return out.write(p, report.Bytes())
}

func writeBenchmark(w *bytes.Buffer, b *deu.Benchmark, out *output, s parley.Style) error {
	switch out.chosen() {
	case parley.JSON:
		return parley.WriteJSON(w, b)
	case parley.Markdown:
		return b.Page().Markdown(w)
	case parley.HTML:
		return b.Page().HTML(w, page.HTMLOptions{})
	case parley.CSV:
		return b.Page().CSV(w)
	}
	return b.Page().Text(w, page.TextOptions{Width: s.Width, Color: s.Color})
}
