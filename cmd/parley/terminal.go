package main

import (
	"os"

	"golang.org/x/term"
)

// terminal is what is known of where text goes.
type terminal struct {
	is    bool
	width int // columns; 0 when it is no terminal
	color bool
}

// terminalOf looks at a file. Colours are for terminals, unless NO_COLOR is set (no-color.org) or TERM says that it has none.
func terminalOf(f *os.File) terminal {
	fd := int(f.Fd())
	if !term.IsTerminal(fd) {
		return terminal{}
	}
	t := terminal{is: true, color: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
	if width, _, err := term.GetSize(fd); err == nil {
		t.width = width
	}
	return t
}
