// Package assay puts a deal, or a state that stays put, to all the tests at once: is there room for it, is it ratified, is it kept, does
// a shift of power undo it, are its signatories patient enough, and is the time ripe? It says which test fails first, and by whom.
//
// It is a join over the same game and has no model of its own. Room and ratification are those of packages deals and blocks; what
// is kept is decided by clock.Run.Judge, the one test of obligations; the shift of power (Powell, International Organization 60
// (2006) 169–203), the least patience δ* (Friedman 1971) and the first two parts of ripeness (Zartman 2000) are those of package
// durability at the moment of signing; whether a sanction is credible is what sets sequential stability apart from general
// metarationality (Fraser and Hipel 1979), in package stability. A test that the case gives no ground for is not asked,
// and the reason stands beside it. Definitions: docs/model.md, "Tests of a deal".
package assay
