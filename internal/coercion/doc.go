// Package coercion answers: can one party make another do something by a threat? It also says what the threats of a case do in a run.
//
// A threat has a sender A, a target B, a demand, an instrument that A can use alone, and a deadline. In a moment of a run three
// situations are compared, each party judging them by clock.Run.Judge along the path it expects: the state in force f; the concession c,
// which is f changed only in the issues the demand names, and what follows by the rules; and xa, the instrument applied.
//
//   - Of the ways to meet the demand, c is the best for B among those that all others who must agree would agree to: they value it no
//     less than f and it breaks no red line of theirs anew. A counts as agreeing. Signatories of deals in force that c changes must agree too.
//   - B concedes if U(c) − b ≥ π·U(xa) + (1−π)·U(f) and c breaks no red line of B anew; b is its audience cost. The price of conceding is
//     U(f) − U(c) + b, the bite U(f) − U(xa); so B concedes if π · bite ≥ price.
//   - A carries the threat out if U(xa) ≥ U(f) − a by its own values; a is its cost of backing down. Of a sender without values only the
//     stated credibility is known: then it carries out with that chance.
//   - An instrument that lasts for a stated time counts in xa for the share of a party's foresight that it covers; f counts for the rest.
//   - A concession that would best be broken at once counts as if it were kept, since breaking it brings the threat back. Where the best plan
//     is to keep it for a while and then break it (a truce signed in order to rearm), that plan is what c is worth.
//   - An instrument that would change a clause of a deal in force is not used while the deal stands: whether a party breaks its word is
//     for clock.Run.Judge alone.
//
// Credibility. π is what B believes of A's decision: the share of 64 draws of the inputs that A alone knows, from their own
// distributions and not from the draw's values, in which A would carry out; all else is as in the draw. The 64 are a Latin hypercube
// (McKay, Beckman and Conover 1979), the same throughout a run. A `credibility` given in the case replaces it; both are shown, and a
// difference of more than a quarter between their medians is called a conflict.
//
// Deadlines that slipped. π, derived or given, is multiplied by k/(k+n), where n counts the deadlines that A let pass: those of this threat
// before the day of the case, and in a run those of all its threats. It is the mean of a beta distribution of weight k, whose mean was π,
// after n failures. k = 2, the weight of a uniform distribution, so that with π = 1/2 it is Laplace's rule of succession: 1/2, 1/3, 1/4.
//
// Time. A willing target has acted with the chance h a month (`response`, 0.5): by a deadline m months away with 1 − (1−h)^m, which is why
// short ultimatums rarely work in time. B reconsiders in every step. What has not been conceded by the deadline is carried out or
// lapses. In force, the instrument is weighed against conceding in the same way; it is lifted when the demand is met or its time is over.
// A concession is a deal of those who consent. Where the instrument was not used yet, that it is not used is a clause of the deal: who
// breaks the concession brings it on.
//
// A question about one pair follows each of its threats by itself: tracks run and events happen, other threats, tables and moves of one's
// own are left out, since the forecast has them all. Thresholds are per draw: the credibility price/bite at this bite, none where
// it exceeds 1; the bite price/π at this credibility, none where π is 0.
//
// JSON: {case, sender, target, threat, concedes {by-deadline, later, by-horizon}, parts {bite, credibility, leakage, delay, going-on},
// thresholds {bite, credibility}, base-rates[], threats[], summary[]}. The first five are those of the first threat in threats[].
//
// Sources: Ellsberg, The Theory and Practice of Blackmail (1959); Schelling, Arms and Influence (1966); Fearon, Am. Polit. Sci. Rev. 88
// (1994), for audience costs; Sechser, Int. Organ. 64 (2010); Hovi, Huseby and Sprinz, World Polit. 57 (2005), and Drezner, Int. Organ.
// 57 (2003), for threats that work before they are carried out. The closed form is strategy.Threshold.
package coercion
