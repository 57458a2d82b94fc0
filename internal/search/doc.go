// Package search answers which states a set of parties can bring about, whether one of them meets a question, and
// which are undominated. It is put to one game and one draw of its numbers.
//
// What a set of parties can bring about is a Space: the free issues, grouped into blocks that some rule, red line, goal
// or term links. Three algorithms work on it: branch and bound with a Lagrangian surrogate where one state or none is
// asked for (search.go, bound.go), which what was proven of one draw often spares those beside it (beside.go); merging of undominated sets across blocks where all undominated states are
// (frontier.go, merge.go, dominance.go); and counting without listing (count.go, meet.go). On top of them stand the
// questions that several rooms ask alike: whether a table has room (Desk), what would open it, side payments included
// (Concessions, with a small linear program over the payments of a state), who could undo a deal (Undoer) and who must be
// won over for one (Passage). Each algorithm is held against the literal definitions in the tests.
//
// Sources: Polyak, "Minimization of unsmooth functionals" (1969) for the step of the multipliers; Horowitz and Sahni,
// Journal of the ACM 21 (1974) for meeting in the middle; Bentley, Communications of the ACM 18 (1975) for the tree of the
// orthant search; Fenwick, Software: Practice and Experience 24 (1994) for the counting tree.
package search
