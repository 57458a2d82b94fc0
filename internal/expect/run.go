package expect

import (
	"context"
	"encoding/json"
	"errors"

	"parley/casefile"
)

// Result is what became of one expectation.
type Result struct {
	Ask  string `json:"ask"`
	Path string `json:"path"`
	Want string `json:"want"`
	Got  string `json:"got,omitempty"`
	Met  bool   `json:"met"`
	Why  string `json:"why,omitempty"` // why there is nothing to compare
	File string `json:"file"`
	Line int    `json:"line"`
}

// Asker answers a question given by its words, the case left out, with the JSON of the answer.
type Asker func(ctx context.Context, words []string) ([]byte, error)

// Run checks the expectations of a case in their order. Questions asked several times are answered once. The results
// are complete unless the error is not nil: it is the context's.
func Run(ctx context.Context, c *casefile.Case, ask Asker) ([]Result, error) {
	answers := map[string]answer{}
	var out []Result
	for i := range c.Expect {
		e := &c.Expect[i]
		a, asked := answers[e.Ask]
		if !asked {
			a = put(ctx, e.Ask, ask)
			if err := ctx.Err(); err != nil {
				return out, err
			}
			answers[e.Ask] = a
		}
		out = append(out, check(c, e, a))
	}
	return out, nil
}

// answer is a decoded answer, or why there is none.
type answer struct {
	document any
	err      error
}

func put(ctx context.Context, line string, ask Asker) answer {
	words, err := Words(line)
	if err == nil && len(words) == 0 {
		err = errors.New("nothing is asked")
	}
	if err != nil {
		return answer{err: err}
	}
	text, err := ask(ctx, words)
	if err != nil {
		return answer{err: err}
	}
	var document any
	err = json.Unmarshal(text, &document)
	return answer{document, err}
}

func check(c *casefile.Case, e *casefile.Expectation, a answer) Result {
	r := Result{Ask: e.Ask, Path: e.Path, File: c.File, Line: e.Place.Line}
	_, r.Want = Met(e, nil)
	if a.err != nil {
		r.Why = a.err.Error()
		return r
	}
	got, err := Find(a.document, e.Path)
	if err != nil {
		r.Why = err.Error()
		return r
	}
	r.Got = Show(got)
	r.Met, r.Want = Met(e, got)
	return r
}
