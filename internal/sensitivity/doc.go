// Package sensitivity answers: what would change the answer?
//
// The answer is that of one other question: whether a panel has room for a goal (1 or 0), the points that a party gains by a deal, or one
// that rests on dice and comes from a Source: whether a scenario comes about, a threat is conceded, a deal lasts. It is a function of the
// uncertain inputs (and the dice), evaluated at two independent draws of them and at mixtures of the two. For each input that can
// matter there is
//
//   - first: Var E[answer | input] / Var answer, what goes of the variance when the input alone is known;
//   - total: E Var[answer | all others] / Var answer, what stays when all others are known; for an exclusive or the first is 0 and the
//     total 1;
//   - low, high: the mean of the answer with the input at its 10th and 90th percentile, the others drawn given it;
//   - tipping: the value nearest to its median at which the answer is another one, all others at their medians (without dice);
//   - even: the value at which the chance crosses one half, the others drawn;
//   - learning: E[max P(answer | input)] − max P(answer), what knowing it would add to the chance of calling the answer right.
//
// Dice. Each point is answered with two streams of dice, independent of each other. The covariance of the two answers is the variance V that
// is due to inputs; dice.from-inputs is its share of the whole. Shares are of V: every square in an estimator is the product of the answers
// of the two streams, and the two draws have dice of their own. A variant has the dice of the draw it is made of: given the inputs, the
// two changes that it makes are independent all the same, so that their product is without bias, and what the dice do to both falls out
// of each. An input without effect then has exactly 0, unless it sends a run another way and so stirs the dice. Where V is not above
// its noise (1 %), no input is measured, since shares would be noise over noise; an input is ranked where its total or first is above
// the noise, at 5 % divided by the number of tests. low and high are of those ranked, at most twelve. tipping is where another outcome
// becomes the likeliest (of yes and no: where the chance crosses one half), the others drawn: the chances along the input's rank by local
// regression on the runs at hand say where, and runs with the input set there and beyond must bear it out. learning is over all outcomes.
//
// How many runs that takes. Standard errors of (total, first) of an input that carries about half of V, as measured on chances P with a share
// V of the variance, where inputs stir the dice (the worst that can be) and where they do not:
//
//	P     V     runs   stirred       not stirred   an input without effect, if it stirs: its total
//	0.5   50 %   500   0.08, 0.03    0.07, 0.04    0.06
//	0.5   50 %  2000   0.03, 0.02    0.03, 0.02    0.03
//	0.2   50 %   500   0.11, 0.03    0.08, 0.03    0.08
//	0.2   50 %  2000   0.06, 0.02    0.04, 0.02    0.05
//	0.2   50 %  8000   0.02, 0.01    0.02, 0.01    0.02
//	0.2   10 %  2000   0.22, 0.11    0.14, 0.08    0.25
//	0.2   10 %  8000   0.13, 0.05    0.06, 0.04    0.13
//	0.05  50 %  2000   0.09, 0.02    0.10, 0.02    0.07
//	0.05  20 %  2000   0.17, 0.05    0.13, 0.05    0.22
//	0.05  20 %  8000   0.07, 0.03    0.09, 0.02    0.10
//
// With half of the variance from inputs 500 runs find what matters and 2,000 say how much. With a tenth, 2,000 find it by its first, and sizes
// take 8,000 and more. That V is not 0 was seen in 2 of 3 samples of 500 runs where it is a tenth (P = 0.2), in 9 of 10 of 1,000.
//
// Inputs joined by declared correlations count as one, since shares of the variance overlap between correlated inputs; their low and
// high are each one's own, and shapley divides the middle of first and total among them (Design.Divide), for groups of up to six.
// Where more than 40 factors can matter (with dice 16, and 8 from 1,000 runs on), groups are screened first and what is left out is measured
// together, so that its bound is known. With dice elementary effects order that screening (Effects). Glance is the cheap way to ask: from runs
// that were made anyway.
// Nothing rests on the order of the inputs, and no input's draws on another's presence.
//
// With the default 2,000 draws the standard error of a total is 0.02 to 0.03 where it is middling and the answer as often yes as no, more
// where one of them is rare; that of a first is below 0.01 where it is small. An index is ranked where it is above its
// noise: for a first, at the level 5 % divided by the number tested. The Ishigami function is reproduced to 0.03 with 4,000 draws.
//
// JSON: {case, of {answer, label, goal, table, party, deal}, leading, outcomes[] {label, chance}, central, chance {probability, range,
// sampling, n} or gain {median, low, high}, mean, varies, dice {from-inputs, range, seen}, evaluated, undecided, screening {trajectories,
// levels, evaluated, changed, factors}, inputs[] {input, label, line, cited, note, status, together[], rank, first, first-range, first-noise,
// total, total-range, shapley, shapley-range, elementary {mu, mu-star, sigma, changed}, median, span, low, high, tipping, tipping-side, tipping-to, in-range, even, even-side, learning},
// rest {screened, apart, total, at-most}, summary[] (one or two sentences)}. What was not measured, or is not there, is null. first and
// total are 0 where the input cannot matter.
//
// Sources: Sobol', Math. Comput. Simul. 55 (2001); Homma and Saltelli, Reliab. Eng. Syst. Saf. 52 (1996); Jansen, Comput. Phys. Commun. 117
// (1999); Saltelli and others, Comput. Phys. Commun. 181 (2010); Jacques, Lavergne and Devictor, Reliab. Eng. Syst. Saf. 91 (2006) for
// groups; Plischke, Borgonovo and Smith, Eur. J. Oper. Res. 226 (2013); Bettonvil and Kleijnen, Eur. J. Oper. Res. 96 (1997) for
// bifurcation; Morris, Technometrics 33 (1991), and Campolongo, Cariboni and Saltelli, Environ. Model. Softw. 22 (2007), for elementary
// effects; Howard, IEEE Trans. SSC 2 (1966) for the value of information; Song, Nelson and Staum, SIAM/ASA J. Uncertain.
// Quantif. 4 (2016), and Owen, Lect. Notes Econ. Math. Syst. 141 (1977), for dividing what correlated inputs carry; Marrel, Iooss, Da Veiga
// and Ribatet, Stat. Comput. 22 (2012), for indices of the mean of an answer with dice; Cleveland, J. Am. Stat. Assoc. 74 (1979), for local
// regression.
package sensitivity
