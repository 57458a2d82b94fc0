package cases

import "strings"

// readHead reads the texts that stand before the first group of a case: `key: value` at the margin, continued on
// indented lines. It is a listing's cheap look at a text that the tests hold to be sound, not a reader of YAML.
func readHead(text string) map[string]string {
	head := map[string]string{}
	key := ""
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "" || strings.HasPrefix(line, "#"):
			continue
		case line[0] == ' ':
			head[key] = strings.TrimSpace(head[key] + " " + trimmed)
			continue
		}
		name, value, _ := strings.Cut(line, ":")
		if name == "parties" {
			break
		}
		key = name
		head[key] = scalar(strings.TrimSpace(value))
	}
	for name, value := range head {
		head[name] = unquote(value)
	}
	delete(head, "")
	return head
}

// scalar drops the comment behind a plain value and the mark of a folded block.
func scalar(value string) string {
	if value != "" && value[0] != '"' && value[0] != '\'' {
		value, _, _ = strings.Cut(value, " #")
	}
	switch value = strings.TrimSpace(value); value {
	case ">", ">-", ">+", "|", "|-", "|+":
		return ""
	}
	return value
}

// unquote reads a quoted scalar, with the escapes that a title may need; what follows the closing mark is dropped.
func unquote(value string) string {
	if value == "" || value[0] != '"' && value[0] != '\'' {
		return value
	}
	mark, body := value[0], value[1:]
	var out strings.Builder
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case c == '\\' && mark == '"' && i+1 < len(body):
			i++
			out.WriteByte(body[i])
		case c == mark && mark == '\'' && i+1 < len(body) && body[i+1] == mark:
			i++
			out.WriteByte(mark)
		case c == mark:
			return out.String()
		default:
			out.WriteByte(c)
		}
	}
	return value
}
