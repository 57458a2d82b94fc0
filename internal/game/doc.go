// Package game is the compiled form of a case that every question is put to: states, moves and values.
//
// A State gives each issue one of its options. A move takes a state to another; who can make it follows
// from the control formulas, the rule for going back, and the rules' consequences (move.go). A value is
// what a state is worth to a party in one draw of the uncertain inputs (Numbers).
//
// Values are held as Ticks, whole multiples of 1e-12 points, so that sums are exact and independent of
// their order; they are compared after rounding to the 1e-9 grid, which makes comparison transitive.
//
// What a set of parties can bring about is a Space: the free issues, grouped into blocks that some rule,
// red line, goal or term links (components). Three algorithms work on a Space:
// branch and bound with a Lagrangian surrogate where one state or none is asked for (search.go),
// merging of undominated sets across components where all undominated states are (frontier.go), and
// counting without listing (count.go). Each has a literal-definition oracle in its tests.
package game
