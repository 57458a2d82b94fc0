package gmcr

import (
	"encoding/json"
	"fmt"
	"io"

	"parley/internal/exchange"
)

// file is a .gmcr file as it is written: rankings count, and every decision maker stands for itself.
type file struct {
	Program     string   `json:"program"`
	Version     string   `json:"version"`
	Manual      bool     `json:"useManualPreferenceRanking"`
	Options     []option `json:"options"`
	Makers      []maker  `json:"decisionMakers"`
	Infeasibles [][]any  `json:"infeasibles"`
	Coalitions  []int    `json:"coalitions"`
}

type option struct {
	Name string `json:"name"`
	Way  string `json:"permittedDirection"`
}

type maker struct {
	Name           string  `json:"name"`
	Options        []int   `json:"options"`
	Preferences    []any   `json:"preferences"`
	Ranking        []any   `json:"preferenceRanking"`
	Misperceptions [][]any `json:"misperceptions"`
}

// Write writes a conflict as a .gmcr file. It returns an error, and writes nothing, when c does not pass Check.
func Write(w io.Writer, c *exchange.Conflict) error {
	if err := c.Check(); err != nil {
		return err
	}
	f := file{Program: "parley", Version: "0.3.12", Options: []option{}, Makers: []maker{}, Infeasibles: [][]any{}, Coalitions: []int{}}
	for _, o := range c.Options {
		f.Options = append(f.Options, option{o.Name, [...]string{"both", "fwd", "back"}[o.Way]})
	}
	for _, a := range c.Actors {
		f.Manual = f.Manual || a.Ranking != nil
	}
	for i, a := range c.Actors {
		m := maker{Name: a.Name, Options: []int{}, Preferences: []any{}, Ranking: []any{}, Misperceptions: [][]any{}}
		for k, o := range c.Options {
			if o.Owner == i {
				m.Options = append(m.Options, k)
			}
		}
		for _, p := range a.Priorities {
			m.Preferences = append(m.Preferences, condition(p))
		}
		places := a.Ranking
		if f.Manual { // then rankings count for all
			places = c.Ranks(i)
		}
		for _, place := range places {
			if len(place) == 1 {
				m.Ranking = append(m.Ranking, place[0])
			} else {
				m.Ranking = append(m.Ranking, place)
			}
		}
		f.Makers, f.Coalitions = append(f.Makers, m), append(f.Coalitions, i)
	}
	for _, p := range c.Infeasible {
		for _, all := range p {
			f.Infeasibles = append(f.Infeasibles, literals(all))
		}
	}
	text, err := json.MarshalIndent(&f, "", " ")
	if err != nil {
		return fmt.Errorf("writing the conflict: %w", err)
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

func condition(c exchange.Condition) any {
	if len(c) == 1 {
		return literals(c[0])
	}
	members := []any{}
	for _, all := range c {
		members = append(members, literals(all))
	}
	return map[string]any{"compound": true, "members": members}
}

func literals(all []exchange.Literal) []any {
	out := []any{}
	for _, l := range all {
		out = append(out, []any{l.Option, map[bool]string{true: "Y", false: "N"}[l.Yes]})
	}
	return out
}
