package page

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"
	"pgregory.net/rapid"
)

func TestDisplayWidth(t *testing.T) {
	for s, want := range map[string]int{
		"":                0,
		"40 % (25–50)":    12,
		"−.05 · …":        8,
		"流域":              4,
		"e\u0301te\u0301": 3,
		"👩‍👩‍👧":           2,
		"🇺🇦":              2,
		"ﬁ":               1,
		"ﾊﾝ":              2,
		"Ａ":               2,
	} {
		if got := displayWidth(s); got != want {
			t.Errorf("displayWidth(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestInline(t *testing.T) {
	for s, want := range map[string]string{
		"  a\t b\r\n\n c ":           "a b c",
		"\x1b[31mred\x1b[0m":         "\ufffd[31mred\ufffd[0m",
		"a\x00b\x7fc\u009bd":         "a\ufffdb\ufffdc\ufffdd",
		"a\xffb":                     "a\ufffdb",
		"safe\u202etxt.exe\u202c":    "safe\ufffdtxt.exe\ufffd",
		"so\u00adft\ufeff\u200b":     "soft",
		"60\u00a0%\u00a0 \u00a0 b":   "60\u00a0% b",
		"a\u0085b\u2028c\u3000d":     "a b c d",
		"👩\u200d👧":                   "👩\u200d👧",
		"\ufffe":                     "\ufffd",
		"a\u200e\u061c\u200f\u0600b": "a\u200e\u061c\u200f\u0600b",
	} {
		if got := inline(s); got != want {
			t.Errorf("inline(%q) = %q, want %q", s, got, want)
		}
	}
	if diff := cmp.Diff([]string{"summit", "", "US RU"}, lines("\nsummit \n\n US RU\n")); diff != "" {
		t.Errorf("lines: %s", diff)
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		text        string
		first, rest int
		want        []string
	}{
		{"", 10, 10, nil},
		{" \n ", 10, 10, nil},
		{"one two three", 7, 7, []string{"one two", "three"}},
		{"one two three", 8, 5, []string{"one two", "three"}},
		{"one two three", 13, 4, []string{"one two three"}},
		{"a incomprehensible b", 8, 8, []string{"a", "incompre", "hensible", "b"}},
		{"incomprehensibly b", 7, 7, []string{"incompr", "ehensib", "ly b"}},
		{"流域の共同管理", 6, 6, []string{"流域の", "共同管", "理"}},
		{"ab 流域。の", 7, 7, []string{"ab 流", "域。の"}}, // no line begins with a full stop
		{"60\u00a0% at 60\u00a0%", 7, 7, []string{"60\u00a0% at", "60\u00a0%"}},
		{"at 60 % (50 %)", 8, 8, []string{"at 60 %", "(50 %)"}},
		{"at 60 % (50 %)", 6, 6, []string{"at", "60 %", "(50 %)"}},
		{"123456 % b", 6, 6, []string{"123456", "% b"}},
		{"cafe\u0301s cafe\u0301s", 5, 5, []string{"cafe\u0301s", "cafe\u0301s"}},
	} {
		if diff := cmp.Diff(c.want, fill(c.text, c.first, c.rest)); diff != "" {
			t.Errorf("fill(%q, %d, %d) (-want +got):\n%s", c.text, c.first, c.rest, diff)
		}
	}
}

// slowFill is the definition of fill for text whose words may only be parted at spaces: each line is the longest
// run of words that fits, and a word that does not fit by itself gives up as many clusters as do.
func slowFill(text string, first, rest int) []string {
	left := words(percent.ReplaceAllString(text, "$1\u00a0%"))
	var out []string
	for room := first; len(left) > 0; room = rest {
		n := len(left)
		for n > 0 && uniseg.StringWidth(strings.Join(left[:n], " ")) > room {
			n--
		}
		if n > 0 {
			out = append(out, strings.Join(left[:n], " "))
			left = left[n:]
			continue
		}
		var head string
		for g := uniseg.NewGraphemes(left[0]); g.Next() && uniseg.StringWidth(head+g.Str()) <= room; {
			head += g.Str()
		}
		left = append([]string{strings.TrimLeft(left[0][len(head):], "\u00a0")}, left[1:]...)
		out = append(out, strings.TrimRight(head, "\u00a0"))
	}
	for i := range out {
		out[i] = strings.ReplaceAll(out[i], "\u00a0", " ")
	}
	return out
}

// percent finds a percent sign that must stay with its number.
var percent = regexp.MustCompile(`([0-9]) +%`)

func TestFillAgainstDefinition(t *testing.T) {
	word := rapid.OneOf(rapid.StringMatching(`[a-z0-9(),.%–]{1,30}|[0-9]{1,9}|%\)?`),
		rapid.SampledFrom([]string{"流", "e\u0301", "👩‍👩‍👧", "🇺🇦", "−.05", "cafe\u0301cafe\u0301cafe\u0301"}))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(word).Draw(t, "words"), " ")
		first, rest := rapid.IntRange(4, 40).Draw(t, "first"), rapid.IntRange(4, 40).Draw(t, "rest")
		if diff := cmp.Diff(slowFill(text, first, rest), fill(text, first, rest)); diff != "" {
			t.Fatalf("fill(%q, %d, %d) (-definition +fill):\n%s", text, first, rest, diff)
		}
	})
}

// hostile draws text made of what is most likely to break a renderer.
func hostile() *rapid.Generator[string] {
	pieces := []string{
		" ", " ", " ", "\n", "\t", "a", "bc", "long-range", "1", ".5", "60 %", "\x1b[31m", "\x1b]0;x\a", "\x00",
		"|", "*", "_", "`", "<b>", "&amp;", "\\", "[x](y)", "#", "~", "$", "\"", ",", "=", "+", "-", "@", "://", "www.",
		"流", "域", "。", "「", "e\u0301", "\u0301", "🇺", "🇺🇦", "👩‍👩‍👧", "👩", "\u200d", "\ufe0f", "\u0600", "\u2e3b", "\u202e", "\u2066",
		"\u00a0", "\u202f", "\u3000", "\u0903", "ᄀ", "ᅡ", "각", "\xff", "\ufffe", "\u00ad", "\u200b", "http://example.org/a_b", "]]>", "-->",
	}
	return rapid.Custom(func(t *rapid.T) string {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 25).Draw(t, "pieces"), "")
		if rapid.IntRange(0, 20).Draw(t, "often") == 0 {
			s = strings.Repeat(s, 30)
		}
		return s
	})
}

func TestFillHostile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := hostile().Draw(t, "text")
		first, rest := rapid.IntRange(4, 40).Draw(t, "first"), rapid.IntRange(4, 40).Draw(t, "rest")
		got := fill(text, first, rest)
		for i, line := range got {
			room := rest
			if i == 0 {
				room = first
			}
			if w := uniseg.StringWidth(line); w > room || line == "" || line != inline(line) {
				t.Fatalf("line %d %q is %d wide, room %d", i, line, w, room)
			}
		}
		if a, b := bare(strings.Join(got, "")), bare(inline(text)); a != b {
			t.Fatalf("%q became %q", b, a)
		}
	})
}

// bare is s without white space.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func TestChopLeavesNoClusterApart(t *testing.T) {
	word := strings.Repeat("e\u0301", 50)
	for _, piece := range chop(word, 7, 9) {
		if utf8.RuneCountInString(piece)%2 != 0 {
			t.Errorf("%q parts a letter from its accent", piece)
		}
	}
	// A cluster wider than a line, which no script has, is cut between characters.
	if got := chop("a"+strings.Repeat("\u0903", 20), 8, 8); len(got) != 3 {
		t.Errorf("chop of a cluster of 21 columns gave %d pieces, want 3", len(got))
	}
}

// The umbrella is a cluster with what stands before it until the cut; after it, it is an emoji and wide.
func TestFillCountsWhatACutMakesWide(t *testing.T) {
	for _, line := range fill(strings.Repeat("\u0600", 4)+"☂\ufe0fbcd", 4, 4) {
		if w := uniseg.StringWidth(line); w > 4 {
			t.Errorf("%q is %d wide", line, w)
		}
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		floor, natural []int
		room           int
		want           []int
	}{
		{[]int{5, 5}, []int{5, 5}, 40, []int{5, 5}},
		{[]int{5, 5}, []int{5, 60}, 40, []int{5, 35}},
		{[]int{4, 4, 4}, []int{30, 30, 6}, 29, []int{12, 11, 6}},
		{[]int{4, 20, 4}, []int{30, 30, 6}, 36, []int{10, 20, 6}},
		{[]int{12}, []int{60}, 12, []int{12}},
	} {
		if got := share(c.floor, c.natural, c.room); !slices.Equal(got, c.want) {
			t.Errorf("share(%v, %v, %d) = %v, want %v", c.floor, c.natural, c.room, got, c.want)
		}
	}
}

// slowShare is the definition of share: one column of the terminal after the other.
func slowShare(floor, natural []int, room int) []int {
	out := slices.Clone(floor)
	for _, f := range floor {
		room -= f
	}
	for ; room > 0; room-- {
		best := -1
		for i := range out {
			if out[i] < natural[i] && (best < 0 || out[i] < out[best]) {
				best = i
			}
		}
		if best < 0 {
			break
		}
		out[best]++
	}
	return out
}

func TestShareAgainstDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "columns")
		floor, natural := make([]int, n), make([]int, n)
		room := rapid.IntRange(0, 60).Draw(t, "over")
		for i := range n {
			floor[i] = rapid.IntRange(1, 25).Draw(t, "floor")
			natural[i] = floor[i] + rapid.IntRange(0, 40).Draw(t, "more")
			room += floor[i]
		}
		if got, want := share(floor, natural, room), slowShare(floor, natural, room); !slices.Equal(got, want) {
			t.Fatalf("share(%v, %v, %d) = %v, want %v", floor, natural, room, got, want)
		}
	})
}
