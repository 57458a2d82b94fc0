package expr_test

import (
	"fmt"

	"parley/internal/expr"
)

func ExampleParse() {
	n, err := expr.Parse("(fighting==ceasefire) and not (territory == open)")
	fmt.Println(n, err)
	_, err = expr.Parse("fighting = ceasefire")
	fmt.Println(err.Pos, err.End, err.Reason, "/", err.Suggestion)
	// Output:
	// fighting == ceasefire and not territory == open <nil>
	// 9 10 `=` does not compare / write `fighting == ceasefire`
}

func ExampleParseNumber() {
	n, _ := expr.ParseNumber("= -15 to -5")
	fmt.Println(n, n.Args[0].Num, n.Args[1].Num)
	_, err := expr.ParseNumber("20-40 %")
	fmt.Println(err.Suggestion)
	// Output:
	// -15 to -5 -15 -5
	// write `0.2 to 0.4`
}
