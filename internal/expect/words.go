package expect

import (
	"errors"
	"strings"
)

// Words splits a line into words as a command line does: at spaces, outside of quotes. Inside double quotes a
// backslash takes the next character as it is; inside single quotes nothing is special. The error says which quotation
// mark is not closed.
func Words(line string) ([]string, error) {
	var out []string
	var word strings.Builder
	open, begun := rune(0), false
	runes := []rune(line)
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; {
		case r == '\\' && open != '\'' && i+1 < len(runes):
			i++
			word.WriteRune(runes[i])
			begun = true
		case open != 0 && r == open:
			open = 0
		case open == 0 && (r == '"' || r == '\''):
			open, begun = r, true
		case open == 0 && (r == ' ' || r == '\t' || r == '\n'):
			if begun {
				out = append(out, word.String())
				word.Reset()
				begun = false
			}
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if open != 0 {
		return nil, errors.New("a quotation mark (" + string(open) + ") is not closed")
	}
	if begun {
		out = append(out, word.String())
	}
	return out, nil
}
