// Package stability answers: which states stay put, under which concept of foresight, and why?
//
// A Conflict is a graph model: states, ordinal payoffs, and moves each made by a set of parties at once. A state is
// stable for a party when each of its improvements is answered by the others in a way that leaves it no better off;
// the concepts differ in what counts as an answer. An equilibrium is stable for every party. The conflict of a case
// has the moves and values of every other question. Definitions: docs/model.md.
//
// Nash: Nash, Annals of Mathematics 54 (1951). GMR and SMR: Howard, Paradoxes of Rationality (1971). SEQ: Fraser and
// Hipel, IEEE Transactions on Systems, Man, and Cybernetics 9 (1979), and Conflict Analysis (1984). The graph model
// and the rule that nobody moves twice in a row: Fang, Hipel and Kilgour, Interactive Decision Making (1993). SSEQ:
// Rego and Vieira, Group Decision and Negotiation 26 (2017). What can be reached from the status quo: Li, Kilgour
// and Hipel, Journal of the Operational Research Society 56 (2005).
package stability
