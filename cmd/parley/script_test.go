package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"parley/casefile"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"parley": main})
}

// Every command and every habit, as a person meets them: testdata/script/*.txtar.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"generate": generate, "replace": replace,
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "root":
				return os.Geteuid() == 0, nil
			case "shared":
				_, err := os.Stat(sharedData())
				return err == nil, nil
			}
			return false, fmt.Errorf("unknown condition %s", name)
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SHARED", sharedData())
			env.Setenv("NO_COLOR", "")
			return nil
		},
	})
}

// sharedData is the folder of published domains beside the repository; scripts that need it skip without it.
func sharedData() string {
	path, err := filepath.Abs("../../../shared/data/negotiation")
	if err != nil {
		return ""
	}
	return path
}

// generate KIND FILE writes a file that would be too long to stand in a script.
func generate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: generate KIND FILE")
	}
	var text string
	switch args[0] {
	case "template":
		text = casefile.Template("")
	case "large":
		text = casefile.Template("") + strings.Repeat("# filler\n", 5<<20/9)
	case "deep":
		text = "parley: 1\ncase: " + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000) + "\n"
	case "deep-blocks":
		var b strings.Builder
		b.WriteString("parley: 1\ncase:\n")
		for i := 1; i <= 2000; i++ {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		text = b.String()
	case "binary":
		text = "\x7fELF\x02\x01\x01\x00\x00\xff\xfe"
	case "latin-1":
		text = "parley: 1\ncase: caf\xe9\n"
	case "utf-16":
		text = utf16(casefile.Template(""))
	case "utf-16-xml":
		text = utf16(ts.ReadFile("utf8.xml"))
	case "vast":
		text = vast()
	case "line":
		text = "parley: 1\ncase: " + strings.Repeat("x", 100_000) + "\n"
	default:
		ts.Fatalf("unknown kind %s", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o666))
}

// utf16 encodes ASCII with a byte order mark, little end first.
func utf16(text string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for i := range len(text) {
		b.WriteByte(text[i])
		b.WriteByte(0)
	}
	return b.String()
}

// vast is a case of 10^30 states: thirty issues of ten options, where what one party gains the other loses, though
// not in the same measure.
func vast() string {
	var b strings.Builder
	b.WriteString("parley: 1\ncase: Vast\nparties:\n  a: {kind: state}\n  b: {kind: state}\nissues:\n")
	for i := range 30 {
		fmt.Fprintf(&b, "  i%d: {options: [o0, o1, o2, o3, o4, o5, o6, o7, o8, o9]}\n", i)
	}
	b.WriteString("values:\n")
	for p, party := range []string{"a", "b"} {
		fmt.Fprintf(&b, "  %s:\n", party)
		for i := range 30 {
			fmt.Fprintf(&b, "    i%d: {", i)
			for o := 1; o < 10; o++ {
				sign := 1
				if (o+i)%2 == p {
					sign = -1
				}
				fmt.Fprintf(&b, "o%d: %d, ", o, sign*((o*7+i*(3+p))%(23-4*p)))
			}
			b.WriteString("}\n")
		}
	}
	return strings.ReplaceAll(b.String(), ", }", "}")
}

// replace FILE OLD NEW puts NEW for the only place of OLD in a file.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	if strings.Count(text, args[1]) != 1 {
		ts.Fatalf("%s has %q %d times", args[0], args[1], strings.Count(text, args[1]))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o666))
}
