package deu

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
)

// digits after the point in the file of Blind.
const digits = 4

// Blind writes the forecast of every issue without an outcome as comma-separated values: issue_id, the mean, and the quantiles from 1 to 99
// hundredths. It is the recipe that the decided issues choose, fitted to all of them. A quantile is the lowest place that
// reaches its share.
func Blind(ctx context.Context, w io.Writer, d *Data) error {
	f, _, err := Choose(ctx, Recipes(), d.Issues)
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	head := []string{"issue_id", "mean"}
	for q := 1; q <= 99; q++ {
		head = append(head, fmt.Sprintf("q%02d", q))
	}
	out.Write(head)
	open := d.Open()
	for k := range open {
		if err := ctx.Err(); err != nil {
			return err
		}
		dist, err := f.Forecast(&open[k])
		if err != nil {
			return err
		}
		row := []string{open[k].Name, strconv.FormatFloat(dist.Mean(), 'f', digits, 64)}
		for q := 1; q <= 99; q++ {
			row = append(row, strconv.FormatFloat(dist.Quantile(float64(q)/100), 'f', digits, 64))
		}
		out.Write(row)
	}
	out.Flush()
	return out.Error()
}
