// Package smp computes KTAB's Spatial Model of Politics: actors with a capability, a position and a salience on each
// dimension challenge one another, make offers, and move to the offer that would prevail, turn by turn, until they
// hardly move.
//
// Source: KTAB (King Abdullah Petroleum Studies and Research Center, 2015–2019, MIT licence), read as a specification.
// The symbols here are that specification's: c capability, s salience, S = Σ s, p position, a ideal, d distance,
// R risk attitude, all on 0 to 1 inside; a Scenario and a Result are on 0 to 100.
//
// A turn, from a state to the next:
//
//	distance    d_ij = √(Σ_k (s_ik (a_ik − p_jk))² / Σ_k s_ik²)
//	gain        U(d, R) = (1 − d)(1 + d R)
//	risk        R_i from the probability that i's position prevails, by capability alone
//	view        h takes i's risk attitude to be (1 − q) R_h + q R_i, q by BigRAdjust
//	challenge   i picks the target whose challenge gains i most in i's own view, if more than 1e-5
//	offer       where both would stand, interpolated by salience and probability of victory
//	resolution  of standing still and the offers it has made and received, each takes the one most likely to prevail
//
// What prevails among several options is the probabilistic Condorcet election: coalitions for each pair, the
// probability that one beats the other (VictoryProbModel), and from those the probability of each (PCEModel).
//
// KTAB has defects. They are reproduced when Options.Compat is set, with which the published runs of KTAB come out at
// every actor and turn; without it the model does what its terms say:
//
//	third parties   KTAB gives a third party the same chance of victory whichever side it takes. So under NoCommit
//	                and FullCommit nobody takes part, and under SemiCommit one who stands where i does votes for j. Here
//	                a third party votes for the side it likes better, for as much as the contest will settle: the two
//	                contenders' positions of the three (NoCommit, 2/3), its own as well (FullCommit, 1), its own if
//	                its side loses (SemiCommit, the mean of both, 5/6).
//	receiver        KTAB's receiver makes its offer from its expected loss where its probability of victory is meant,
//	                and PWCompInterp weighs the receiver by the initiator's capability. Here both are the receiver's.
//	risk            Where all positions are equally likely, KTAB divides by zero; here, and under Compat too, all
//	                are then neutral to risk (without Compat also where the likelihoods differ by rounding alone).
//	draws           KTAB's threads race for one generator, so a seed means nothing. Here a draw has the address
//	                (seed, actor's name, turn).
//
// BigRAdjust Full, on which KTAB stops, runs. Under ASymProsp KTAB's result depends on the order in which threads
// finish; here offers stand in the order of their initiators. Two properties of the model are kept: salience
// counts in challenges but not in elections, and the likeliest offer wins by whatever margin, so that a small change
// of an input can change the outcome much.
//
// Products that are added are rounded first, by float64(x*y): a compiler may otherwise fuse the two, and where the
// least margin decides, an answer would depend on the machine.
package smp
