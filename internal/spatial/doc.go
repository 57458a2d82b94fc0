// Package spatial forecasts where an issue is settled that has a place for every party on one scale.
//
// An Issue has actors, each with a position on the scale, a capability (what it could bring to bear) and a salience
// (the share of it that it would bring to bear here). The weight of an actor is capability times salience. The models,
// each a function of the issue and of named options, with no state and no chance in it:
//
//   - Compromise: the weighted mean, with what each input moves it by. Van den Bos, Dutch EC Policy Making (1991);
//     Achen, in Thomson et al., The European Union Decides (2006).
//   - Median: the weighted median, which no other place beats in a vote. Black, The Theory of Committees (1958).
//   - Nash: the asymmetric Nash bargaining solution. Nash, Econometrica 18 (1950); Kalai, International Journal of
//     Game Theory 6 (1977).
//   - PCE: the probabilistic Condorcet election, which gives a distribution. Wise, KAPSARC Toolkit (2015).
//   - BDM: the expected utility model. Bueno de Mesquita, in European Community Decision Making (1994), as restated by
//     Scholz, Calbert and Smith, Unravelling Bueno de Mesquita's Group Decision Model (2011).
//   - Exchange: positions traded across issues at equal gain. Stokman and Van Oosten, in the book of 1994.
//
// No model depends on the order in which the actors are listed, and an actor without weight changes none. A scale may
// be shifted, stretched or mirrored: the forecast goes with it, save where a tie rule names a side.
package spatial
