package parley

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"parley/internal/brief"
	"parley/internal/game"
	"parley/internal/page"
)

// Answer is the answer to one question. It marshals to the question's stable JSON.
type Answer struct {
	Question string // the verb
	Partial  bool   // interrupted: it rests on fewer draws than asked for

	answer brief.Answer
	game   *game.Game
}

// Format is how an answer is written.
type Format string

// The formats. CSV holds the tables alone; HTML is one file that needs no other.
const (
	Text     Format = "text"
	Markdown Format = "md"
	HTML     Format = "html"
	CSV      Format = "csv"
	JSON     Format = "json"
)

// Formats lists the formats.
func Formats() []Format { return []Format{Text, Markdown, HTML, CSV, JSON} }

// Style says how text is set.
type Style struct {
	Width int  // columns of the terminal; 0: 80
	Color bool // ANSI colours; they repeat what the text says
}

// MarshalJSON gives the question's JSON.
func (a *Answer) MarshalJSON() ([]byte, error) { return json.Marshal(a.answer) }

// Page is the answer set as a page.
func (a *Answer) Page() *page.Page { return a.answer.Page(a.game) }

// Write writes the answer. Style is only for Text. The error is the writer's, or that of an unknown format.
func (a *Answer) Write(w io.Writer, f Format, s Style) error {
	switch f {
	case JSON:
		return WriteJSON(w, a.answer)
	case Text:
		return a.Page().Text(w, page.TextOptions{Width: s.Width, Color: s.Color})
	case Markdown:
		return a.Page().Markdown(w)
	case HTML:
		return a.Page().HTML(w, page.HTMLOptions{})
	case CSV:
		return a.Page().CSV(w)
	}
	return fmt.Errorf("unknown format %q", f)
}

// WriteJSON writes v as one indented document, characters as they are.
func WriteJSON(w io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("writing the answer as JSON: %w", err)
	}
	_, err := w.Write(b.Bytes())
	return err
}
