// Package lint finds what is legal but suspect in a compiled case: rules that contradict each other or take away a
// party's power, options out of reach, parties that nothing could satisfy, a today that would not last.
//
// Findings rest on the compiled game, not on the text alone; what the text alone shows is reported by package
// casefile. Each kind has a stable code:
//
//	rules-forbid-everything  error    no state but today's is allowed (without a status quo: none at all)
//	too-large                warning  linked issues have more combinations than can be listed
//	rule-never-fires         warning  a rule's condition holds in no combination, or in none that other rules allow
//	rule-covered             note     what a `never` forbids is forbidden by other rules already
//	rule-without-effect      warning  a consequence only repeats its condition
//	consequence-unmet        warning  whenever a consequence is called for, what follows breaks a rule
//	power-taken              warning  a party controls an option, and in some state a rule keeps it from choosing it
//	choice-undone            note     a party controls an option that it cannot choose today: something must come first
//	option-out-of-reach      warning  the rules allow no state with an option
//	option-never-preferred   note     no known party ever puts an option above any other of its issue
//	nobody-decides           warning  options without a formula, and nobody seated to bring them about
//	accepts-nothing          warning  a party that decides accepts no change in any draw looked at
//	cannot-gain              warning  a party's best change that it could accept leaves it no better off (a note for others)
//	walk-away-above-all      note     at the medians nothing reaches a party's walk-away, in some draws something does
//	walk-away-below-today    note     a party accepts what is worse to it than no deal
//	leaves-today             warning  a party alone would leave today at once in more than 5 % of draws (a note for fewer)
//	member-not-known         warning  a consent is needed that can never be counted, since its values are not known
//	red-line-broken-today    note     today's state breaks a red line, so it does not bind
//	red-line-idle            note     no allowed state breaks a red line
//	goal-met-today           warning  today's state meets a goal
//	goal-unreachable         warning  no allowed state meets a goal
//	goals-order              note     a goal is met wherever an earlier one is: the later is the less ambitious
//	deal-is-today            warning  a named deal changes nothing
//	same-deal                warning  two named deals are one state once the rules' consequences follow
//	ratifier-never-applies   warning  no allowed state calls for a ratifier
//	ratifier-not-needed      warning  nothing a ratifier speaks on needs the consent of the party it ratifies for
//	table-powerless          warning  a table's members can change nothing on its agenda
//	agenda-uncontrolled      note     a table's members can change nothing about an issue on its agenda
//	table-rule-loose         warning  one member alone decides for a table
//	no-value-in-draw         warning  a number of the case has no value in some draw
//	no-value-in-run          error    a track diverges, a number has no value or a chance leaves 0–1 in a run of the clock
//	track-leaps              warning  a track would leave its bounds in the first step
//	track-held               warning  a bound holds a track for most of the time, while some value rests on it
//	event-at-once            warning  an event happens in the first step of every run from today
//	event-unseen             note     an event happens in no run of the clock, though it waits for no table or threat
//	scenario-today           note     a scenario holds today
//	scenario-constant        note     a scenario holds today and at every step of every run of the clock
//	scenario-unseen          note     a scenario that the clock alone decides holds in no run
//	scenario-shadowed        note     wherever a scenario holds, one before it holds too
//	foresight-idle           note     a party looks ahead, and what it has day by day rests on no track
//	threat-forbidden         warning  the rules do not let a threat be carried out today
//	threat-harmless          warning  carried out today, a threat would leave the threatened no worse off
//	guarantee-never          warning  no allowed state meets the condition of a guarantee
//	guarantee-nowhere        note     a guarantee holds in no named deal, nor today
//	meets-without-room       note     a table meets, and in no draw looked at is there a deal that it would take
//	lint-incomplete          note     some question was too large to look at in full
//
// Runs of the clock are of tracks, events and moves of single parties: no table meets in them and no threat is answered.
//
// Every search has a budget counted in steps, never in time, so the findings about a case are the same on every machine.
package lint
