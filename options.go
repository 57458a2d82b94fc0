package parley

import (
	"parley/internal/ask"
	"parley/internal/brief"
)

// The numbers of draws: how many an answer rests on unless told otherwise, and the most it may; and of runs of a forecast, which may be
// more than the draws that its ranges are read off.
const (
	DefaultRuns = ask.DefaultRuns
	MaxDraws    = ask.MaxRuns
	MaxRuns     = brief.MaxRuns
)

// leadDraws are the draws of a forecast of more runs than that: its ranges are read off the leading ones.
const leadDraws = 20_000

// Options say how a case is drawn. The zero Options are the defaults.
type Options struct {
	Runs int    // draws of the uncertain inputs, at most MaxDraws, or of a forecast the runs, at most MaxRuns; 0: DefaultRuns
	Seed uint64 // seed of the draws
	Jobs int    // workers; 0: one a processor. The answer does not depend on it.
	At   string // the day the question is put at, such as 2025-12-01: what is expected then while today goes on, and runs begin there; "": the day of the case

	// Progress, if set, is told how many runs of a step are done. It is called from the workers, one call at a time,
	// and should be quick.
	Progress func(step string, done, of int)
}

// Words are what a question is about, as a person types them. The zero Words ask about everything.
type Words struct {
	Table   string   // the name of a table
	Between []string // names or aliases of parties, instead of a table
	Deals   []string // names of deals, or assignments such as `strikes=halted, sanctions=eased`
	Goals   []string // names of goals
	States  []string // further states to look at, as Deals, or `today`
	Want    string   // the state that should stay put, likewise
	Of      string   // the answer that is asked about: room[:GOAL][@TABLE], gain:DEAL:PARTY, scenario:NAME, scenarios, conceding:THREAT or survival:DEAL@MONTHS
	By, To  string   // names or aliases of the parties that threaten and are threatened; both or neither
	Threat  string   // the name of a threat
	Until   string   // the day to look at instead of the deadline, such as 2025-12-31
	Plan    string   // the name of a plan
	Set     []string // what if: `quantity=number`
	Without []string // what if: `threat:NAME` or `clocks`
	With    []string // what if: `table:NAME`
	Fix     []string // what if: `track:NAME`
	Issue   string   // the name of an issue
	Data    string   // a folder with the data of decided issues (DEU III), to calibrate a forecast on
	Stable  bool     // only draws in which nobody would leave today at once by itself
}

// ArgumentError is a word that does not fit the case, or a question that does not take it.
type ArgumentError struct {
	Flag       string // as on the command line, such as "--table"
	Text       string // what was given
	Pos        int    // where in Text, in runes from 0; −1: the whole
	Reason     string
	Suggestion string
}

// Error gives flag, text, reason and remedy.
func (e *ArgumentError) Error() string {
	s := e.Flag
	if e.Text != "" {
		s += " " + quote(e.Text)
	}
	s += ": " + e.Reason
	if e.Suggestion != "" {
		s += "; " + e.Suggestion
	}
	return s
}

// maxQuoted bounds how much of a text a message repeats, in runes.
const maxQuoted = 60

// quote repeats a text in a message: on one line, cut where it is long.
func quote(text string) string {
	runes := []rune(text)
	if len(runes) > maxQuoted {
		runes = append(runes[:maxQuoted], '…')
	}
	out := make([]rune, 0, len(runes))
	for _, r := range runes {
		if r < ' ' || r == 0x7f {
			r = ' '
		}
		out = append(out, r)
	}
	return "`" + string(out) + "`"
}
