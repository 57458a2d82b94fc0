// Package ensemble runs many draws of one case and sums them up.
//
// Runs are spread over workers; every run writes its results into slots of its own, so that the bytes of
// an answer do not depend on the number of workers. Summaries are made afterwards, from columns in the
// order of the runs, with exact counts or sums in that order.
//
// Two kinds of summary exist: the Interval of a value, and the Probability of an answer with the range
// over which it moves when an assumed input turns out low or high. The range needs no further runs: it
// conditions the draws at hand on the ranks of their inputs.
package ensemble
