package exchange

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"parley/internal/diag"
)

// declaredEncoding finds the encoding that an XML declaration names.
var declaredEncoding = regexp.MustCompile(`(?i)<\?xml\s[^>]*?encoding\s*=\s*["']([^"'<>]{1,40})["']`)

// declarationReach is how far into a file a declaration is looked for: some writers put comments before it.
const declarationReach = 4096

// CheckFiles returns an error when the files of one reading are too many or too large together, else nil.
func CheckFiles(files []File) *diag.Diagnostic {
	total := 0
	for _, f := range files {
		total += len(f.Data)
	}
	switch {
	case len(files) > MaxProfiles+1:
		return FileFinding(diag.Error, "too-many", "", fmt.Sprintf("%d files were given; a domain and %d profiles are read at most, for a case has no more parties", len(files), MaxProfiles), "import fewer profiles")
	case total > MaxTogether:
		return FileFinding(diag.Error, "too-large", "", fmt.Sprintf("the files have %d bytes together; at most %d are read", total, MaxTogether), "import fewer profiles")
	}
	return nil
}

// Decode returns the text of a file in UTF-8. It knows UTF-8 and UTF-16 by byte order mark, UTF-16 without one
// by the zero beside the first character, and the encodings an XML declaration names: UTF-8, US-ASCII, UTF-16,
// ISO-8859-1 (bytes 128 to 159 as in windows-1252), ISO-8859-15 and windows-1252. Without a declaration it is
// UTF-8. The error names the file, the position and a remedy; the other result is then nil.
func Decode(f File) (*Text, *diag.Diagnostic) {
	if len(f.Data) > MaxBytes {
		return nil, FileFinding(diag.Error, "too-large", f.Name,
			fmt.Sprintf("the file has %d bytes; at most %d are read", len(f.Data), MaxBytes), "import a smaller domain")
	}
	if order, skip := utf16Order(f.Data); order != nil {
		return decodeUTF16(f, f.Data[skip:], order)
	}
	data := bytes.TrimPrefix(f.Data, []byte("\xef\xbb\xbf"))
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, FileFinding(diag.Error, "empty-file", f.Name, "the file is empty", "give the file that the other tool saved")
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		t := NewText(f.Name, strings.ToValidUTF8(string(data[:at]), "\ufffd"))
		d := t.Finding(diag.Error, "binary-file", len(t.Body), len(t.Body), "the file holds a zero byte: it is binary, not text", "give an XML or JSON file")
		d.Text = ""
		return nil, d
	}
	declared := "utf-8"
	if m := declaredEncoding.FindSubmatch(data[:min(len(data), declarationReach)]); m != nil {
		declared = strings.ToLower(string(m[1]))
	}
	return decodeBytes(f, data, declared)
}

func decodeBytes(f File, data []byte, declared string) (*Text, *diag.Diagnostic) {
	var differs map[byte]rune
	switch declared {
	case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be":
		// A declaration of UTF-16 that reads as bytes is wrong about itself: some tools re-save without mending it.
		if at := invalidUTF8(data); at >= 0 {
			remedy := "save the file as UTF-8"
			if data[0] == '<' {
				remedy += `, or declare its encoding: <?xml version="1.0" encoding="ISO-8859-1"?>`
			}
			t := NewText(f.Name, strings.ToValidUTF8(string(data), "\ufffd"))
			prefix := len(strings.ToValidUTF8(string(data[:at]), "\ufffd"))
			return nil, t.Finding(diag.Error, "bad-encoding", prefix, prefix+1, fmt.Sprintf("byte 0x%02x here is not UTF-8", data[at]), remedy)
		}
		return NewText(f.Name, string(data)), nil
	case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "windows-1252", "cp1252":
		differs = windows1252
	case "iso-8859-15", "iso8859-15", "latin-9", "latin9":
		differs = latin9
	default:
		t := NewText(f.Name, strings.ToValidUTF8(string(data[:min(len(data), declarationReach)]), "\ufffd"))
		at := max(0, strings.Index(strings.ToLower(t.Body), declared))
		return nil, t.Finding(diag.Error, "bad-encoding", at, at+len(declared),
			fmt.Sprintf("the encoding `%s` is not supported", declared), "save the file as UTF-8")
	}
	var b strings.Builder
	b.Grow(len(data))
	for _, c := range data {
		if r, ok := differs[c]; ok {
			b.WriteRune(r)
		} else {
			b.WriteRune(rune(c))
		}
	}
	return NewText(f.Name, b.String()), nil
}

// windows1252 and latin9 hold where the two encodings differ from ISO-8859-1, whose bytes are code points.
// Source: the WHATWG Encoding Standard's single-byte indexes.
var (
	windows1252 = map[byte]rune{
		0x80: '€', 0x82: '‚', 0x83: 'ƒ', 0x84: '„', 0x85: '…', 0x86: '†', 0x87: '‡', 0x88: 'ˆ', 0x89: '‰',
		0x8a: 'Š', 0x8b: '‹', 0x8c: 'Œ', 0x8e: 'Ž', 0x91: '‘', 0x92: '’', 0x93: '“', 0x94: '”', 0x95: '•',
		0x96: '–', 0x97: '—', 0x98: '˜', 0x99: '™', 0x9a: 'š', 0x9b: '›', 0x9c: 'œ', 0x9e: 'ž', 0x9f: 'Ÿ',
	}
	latin9 = map[byte]rune{0xa4: '€', 0xa6: 'Š', 0xa8: 'š', 0xb4: 'Ž', 0xb8: 'ž', 0xbc: 'Œ', 0xbd: 'œ', 0xbe: 'Ÿ'}
)

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// utf16Order tells the byte order of UTF-16 and the length of its mark; nil when the bytes are something else.
func utf16Order(data []byte) (order binary.ByteOrder, mark int) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe\x00\x00")):
		return nil, 0 // UTF-32
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return binary.LittleEndian, 2
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return binary.BigEndian, 2
	case len(data) >= 4 && data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0:
		return binary.LittleEndian, 0
	case len(data) >= 4 && data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		return binary.BigEndian, 0
	}
	return nil, 0
}

func decodeUTF16(f File, data []byte, order binary.ByteOrder) (*Text, *diag.Diagnostic) {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	t := NewText(f.Name, string(utf16.Decode(units)))
	if len(data)%2 != 0 {
		return nil, t.Finding(diag.Error, "bad-encoding", len(t.Body), len(t.Body), "the UTF-16 text ends in the middle of a character",
			"the file may be cut short; fetch it again")
	}
	if at := strings.IndexRune(t.Body, utf8.RuneError); at >= 0 {
		return nil, t.Finding(diag.Error, "bad-encoding", at, at+3, "half a surrogate pair stands here: this is not UTF-16", "save the file as UTF-8")
	}
	if at := strings.IndexByte(t.Body, 0); at >= 0 {
		return nil, t.Finding(diag.Error, "binary-file", at, at, "the file holds a zero character: it is binary, not text", "give an XML or JSON file")
	}
	if strings.TrimSpace(t.Body) == "" {
		return nil, FileFinding(diag.Error, "empty-file", f.Name, "the file is empty", "give the file that the other tool saved")
	}
	return t, nil
}
