// Package strategy holds closed forms of strategic studies: what a model of bargaining and war says about a few numbers.
//
// A disputed good of size 1 is divided: x in [0, 1] is A's share, 1 − x is B's. Unless said otherwise a side values its
// share as such, and costs are in shares of the good. P is the chance that A wins. A function is pure: it checks that
// its parameters lie where the model is defined, says which does not, and never returns what is not a number.
//
// The comparisons follow the house: values within 1e-9 of each other are equal (armies, whose units are free, within
// 1e-12 of the larger).
//
// Bargaining and war: Fearon, International Organization 49 (1995) 379–414. Mutual optimism: Wittman, Journal of
// Conflict Resolution 23 (1979) 743–763; Slantchev and Tarar, American Journal of Political Science 55 (2011)
// 135–148. Ultimatums: Ellsberg, The Theory and Practice of Blackmail (1959); Schelling, Arms and Influence (1966);
// Sechser, International Organization 64 (2010) 627–660. Audience costs: Fearon, American Political Science Review 88
// (1994) 577–592. Shifting power: Powell, International Organization 60 (2006) 169–203. War as a walk between two
// ends: Smith, Journal of Conflict Resolution 42 (1998) 301–320; Filson and Werner, American Journal of Political
// Science 46 (2002) 819–837; Slantchev, American Political Science Review 97 (2003) 621–632; the chances themselves:
// Feller, An Introduction to Probability Theory and Its Applications I, ch. XIV. Deals that enforce themselves:
// Friedman, Review of Economic Studies 38 (1971) 1–12; Axelrod, The Evolution of Cooperation (1984); Green and
// Porter, Econometrica 52 (1984) 87–100. Deals in steps: Schelling, The Strategy of Conflict (1960). Ratification:
// Putnam, International Organization 42 (1988) 427–460. Attrition: Lanchester, Aircraft in Warfare (1916); Engel,
// Operations Research 2 (1954) 163–171. Offers by turns: Rubinstein, Econometrica 50 (1982) 97–109; Ståhl, Bargaining
// Theory (1972); with an outside option: Binmore, Shaked and Sutton, Quarterly Journal of Economics 104 (1989)
// 753–770. Ripeness: Zartman, in Stern and Druckman (eds.), International Conflict Resolution after the Cold War
// (2000); put into numbers here.
package strategy
