package deu

import (
	"context"
	"errors"
	"io/fs"
)

// Benchmark is the report on the decided issues, with those on two small cases beside it.
type Benchmark struct {
	Decided    *Report   `json:"decided"`
	Indicative []*Report `json:"indicative"` // few issues each: no model can be told from another
	Missing    []string  `json:"missing"`    // small cases whose files are not in the folder
}

// Measure makes the benchmark from the data set and the folder that holds it.
func Measure(ctx context.Context, d *Data, files fs.FS, o Options) (*Benchmark, error) {
	b := &Benchmark{Indicative: []*Report{}, Missing: []string{}}
	var f *Forecaster
	var err error
	if b.Decided, f, err = run(ctx, d, o); err != nil {
		return nil, err
	}
	for _, small := range []struct {
		name string
		read func(fs.FS) (*Case, error)
	}{{"COP21", ReadCOP21}, {"emission standards 1994", ReadEmissions}} {
		c, err := small.read(files)
		if errors.Is(err, fs.ErrNotExist) {
			b.Missing = append(b.Missing, small.name)
			continue
		}
		if err != nil {
			return nil, err
		}
		r, err := Indicate(ctx, f, c, o)
		if err != nil {
			return nil, err
		}
		b.Indicative = append(b.Indicative, r)
	}
	return b, nil
}
