// Package sensitivity answers: what would change the answer?
//
// The answer is that of one other question: whether a panel has room for a goal (1 or 0), or the points that a party gains by a deal.
// It is a pure function of the uncertain inputs, evaluated at two independent draws of them and at mixtures of the two. For
// each input that can matter there is
//
//   - first: Var E[answer | input] / Var answer, what goes of the variance when the input alone is known;
//   - total: E Var[answer | all others] / Var answer, what stays when all others are known; for an exclusive or the first is 0 and the
//     total 1;
//   - low, high: the mean of the answer with the input at its 10th and 90th percentile, the others drawn given it;
//   - tipping: the value nearest to its median at which the answer is another one, all others at their medians;
//   - even: the value at which the chance crosses one half, the others drawn;
//   - learning: E[max P(answer | input)] − max P(answer), what knowing it would add to the chance of calling the answer right.
//
// Inputs joined by declared correlations count as one, since shares of the variance overlap between correlated inputs; their low and
// high are each one's own, and shapley divides the middle of first and total among them (Design.Divide), for groups of up to six.
// Where more than 40 factors can matter, groups are screened first and what is left out is measured together, so that its bound is known.
// Nothing rests on the order of the inputs, and no input's draws on another's presence.
//
// With the default 2,000 draws the standard error of a total is 0.02 to 0.03 where it is middling and the answer as often yes as no, more
// where one of them is rare; that of a first is below 0.01 where it is small. An index is ranked where it is above its
// noise: for a first, at the level 5 % divided by the number tested. The Ishigami function is reproduced to 0.03 with 4,000 draws.
//
// JSON: {case, of {answer, label, goal, table, party, deal}, central, chance {probability, range, sampling, n} or gain {median, low, high},
// mean, varies, evaluated, undecided, inputs[] {input, label, line, cited, note, status, together[], rank, first, first-range, first-noise,
// total, total-range, shapley, shapley-range, median, span, low, high, tipping, tipping-side, in-range, even, even-side, learning},
// rest {screened, apart, total, at-most}, summary[] (one or two sentences)}. What was not measured, or is not there, is null. first and
// total are 0 where the input cannot matter.
//
// Sources: Sobol', Math. Comput. Simul. 55 (2001); Homma and Saltelli, Reliab. Eng. Syst. Saf. 52 (1996); Jansen, Comput. Phys. Commun. 117
// (1999); Saltelli and others, Comput. Phys. Commun. 181 (2010); Jacques, Lavergne and Devictor, Reliab. Eng. Syst. Saf. 91 (2006) for
// groups; Plischke, Borgonovo and Smith, Eur. J. Oper. Res. 226 (2013); Bettonvil and Kleijnen, Eur. J. Oper. Res. 96 (1997) for
// bifurcation; Howard, IEEE Trans. SSC 2 (1966) for the value of information; Song, Nelson and Staum, SIAM/ASA J. Uncertain.
// Quantif. 4 (2016), and Owen, Lect. Notes Econ. Math. Syst. 141 (1977), for dividing what correlated inputs carry.
package sensitivity
