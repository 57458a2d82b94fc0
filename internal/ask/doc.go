// Package ask is what every question shares: the draws of a case's uncertain inputs, the central answer, deals by
// name, and the header that each output carries. A question takes a game and its draws and gives an answer; it
// reads no files, prints nothing and keeps no state.
package ask
