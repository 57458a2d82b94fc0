// Package expect is the language of a case's expected answers: a question, a path into its JSON, and what must stand
// there. `parley test` runs it. It is part of the case format (docs/case-format.md).
//
//	ask: deals --table summit
//	path: goals[goal=thaw].nonempty.probability
//	is: 0.4
//	within: 0.05
//
// A path is a row of steps parted by dots. A step is a key, or (in a list) a number: the place, from 0. Behind a step,
// `[key=value]` keeps the items of a list whose key has that value; several narrow the choice, and one item must be
// left. A key or value with a dot, a bracket or a quotation mark in it is written in double quotes.
package expect
