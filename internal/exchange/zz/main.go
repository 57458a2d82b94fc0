package main

import (
	"fmt"
	"os"

	"parley/internal/diag"
	"parley/internal/exchange"
	"parley/internal/exchange/genius"
	"parley/internal/exchange/geniusweb"
	"parley/internal/exchange/negolog"
)

func main() {
	r := map[string]func([]exchange.File) (*exchange.Domain, diag.List){"genius": genius.Read, "geniusweb": geniusweb.Read, "negolog": negolog.Read}[os.Args[1]]
	var fs []exchange.File
	for _, a := range os.Args[2:] {
		b, err := os.ReadFile(a)
		if err != nil {
			panic(err)
		}
		fs = append(fs, exchange.File{Name: a, Data: b})
	}
	d, l := r(fs)
	for _, x := range l {
		fmt.Fprintln(os.Stderr, x.Error())
		fmt.Fprintln(os.Stderr, "   |", x.Text)
	}
	if d != nil {
		if err := d.WriteCase(os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
}
