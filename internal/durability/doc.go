// Package durability answers: will a deal, or a plan of deals, last; who breaks it, and what would hold it?
//
// It asks first whether the deal is signed at all: by a table that can decide it, or by the parties whose consent its clauses
// need (package bargain). Given that it is signed, each draw of the inputs has one path of up to 60 months in which tracks and
// events run and parties weigh their moves (package clock); no table meets and no threat is made, so that what is seen is the
// deal's own strength. Survival at 3, 12 and 60 months is the share of paths without a break. Where fewer than one draw in twenty
// signs, all draws are made to sign, and the answer says so.
//
// A deal is broken by whoever finds that best by clock.Run.Judge, the one test of obligations; by a successor who does not feel
// bound; or by an event that changes a clause. Of a break by a party it is told how it came: planned on the day of
// signing; because a guarantor had grown weary (judged again with the guarantee restored); because power shifted since; by
// one that had not signed; or because the deal had become worth less.
//
// Beside the paths stand closed forms for each signatory at the moment of signing, in flows per step: the least patience
// δ* and the least guarantee γ* at which it keeps (package strategy; Friedman 1971, Abreu 1988), and its patience δ(1−τ) once
// successors of any signatory count. Powell's shift of power (International Organization 60 (2006) 169–203) is tested for the party
// that breaks most often: what it has without the deal rises, along the path it expects, by more than the deal gives it.
//
// A plan is one agreement that grows step by step. Each step is weighed with those that are expected to follow it, as far as those whose consent
// they take would take them, found from the last step back; and it is told who stops at which step.
//
// What a guarantee or a clause is worth is the survival with it less that without it, over the same draws and dice, with the interval for
// paired shares of Agresti and Min (Biometrics 61 (2005) 515–523). Ripeness follows Zartman (2000) in three parts. Published
// survival of agreements stands beside the answer and never enters it. Definitions: docs/model.md, "Hold".
package durability
