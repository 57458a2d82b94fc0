// Package baserates holds published base rates as data: how often threats compelled, and how long agreements lasted. They are shown
// beside an answer as a range by definition, each with its source; they are never the answer, and none of them is averaged with it.
//
// Shares lie between 0 and 1. An interval holds 90 %: Wilson's (1927) for shares, Greenwood's (1926) for Kaplan–Meier survival; nil
// where none was computed or published. N counts the cases whose outcome is known.
//
// Looking up never interpolates silently: between two rows of the table of deadlines both neighbours are given.
//
// Sources: Hufbauer, Schott and Elliott, Economic Sanctions Reconsidered (1990), as recounted by Pape, International Security 22 (1997);
// Morgan, Bapat and Kobayashi, Threat and Imposition of Economic Sanctions v4, Conflict Manag. Peace Sci. 31 (2014); Crisman-Cox and
// Gibilisco, the data set signorino2003/sigInt of dyad-decades 1970–2000; Sechser, Militarized Compellent Threats, Conflict Manag. Peace
// Sci. 28 (2011); International Peace Institute, Security Council Compliance; Högbladh, UCDP Peace Agreement Dataset v22.1; Brecher,
// Wilkenfeld and others, International Crisis Behavior v13; Fortna, Peace Time (2004). What is marked computed was counted from these
// data for this project.
package baserates
