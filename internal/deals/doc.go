// Package deals answers: where can the parties agree, and if nowhere, what would open it?
//
// For a panel (a table, or a set of parties) it gives the zone of possible agreement, its frontier, four bargaining
// solutions, Adjusted Winner where it is defined, and for each goal the chance that room exists, what binds, and the
// smallest sets of concessions that would open it. Definitions: docs/model.md.
//
// Sources: Nash, "The bargaining problem", Econometrica 18 (1950); Kalai and Smorodinsky, Econometrica 43 (1975),
// here as leximin on a finite set; Kalai, Econometrica 45 (1977) for the egalitarian solution; Brams and Taylor, Fair
// Division (1996) for Adjusted Winner; Raiffa, The Art and Science of Negotiation (1982) for logrolling.
package deals
