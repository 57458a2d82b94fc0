package main

import (
	"fmt"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

func main() { fmt.Println(cobra.Command{}, term.IsTerminal(1)) }
