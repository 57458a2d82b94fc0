package sensitivity

import (
	"context"
	"errors"
	"strings"
	"testing"

	"parley/internal/ask"
)

func TestFind(t *testing.T) {
	d := draws(t, shore, 20, 1)
	for text, want := range map[string]string{
		"": "room:sharing@harbour", "room": "room:sharing@harbour", " room ": "room:sharing@harbour", "room:sharing": "room:sharing@harbour",
		"room@harbour": "room:sharing@harbour", "room:sharing@harbour": "room:sharing@harbour",
		"gain:split:a": "gain:split:a", "gain:split:Ann": "gain:split:a", "gain: land = shared : b": "gain:land = shared:b",
	} {
		got, err := find(t.Context(), d, text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if of := got.of(); of.Answer != want || of.Label == "" {
			t.Errorf("%q is %+v, want %s", text, of, want)
		}
		if again, err := find(t.Context(), d, got.of().Answer); err != nil || again.of().Answer != want {
			t.Errorf("%q cannot be asked for again: %v", want, err)
		}
	}
	for text, want := range map[string]string{
		"rom": "no answer `rom`", "room:sharin": "sharing", "room@harbor": "harbour", "room:": "goal", "room@": "table", "room:@": "table", "gain": "gain:DEAL:PARTY",
		"gain:": "gain:DEAL:PARTY", "gain:split": "gain:DEAL:PARTY", "gain::a": "", "gain:split:": "party", "gain:split:x": "party", "gain:land=shard:a": "shared",
		"gain:split:people:a": "", "share:a": "no answer `share`", "@": "no answer", ":": "no answer",
	} {
		_, err := find(t.Context(), d, text)
		var bad *ask.ArgumentError
		if !errors.As(err, &bad) || bad.Flag != "--of" || !strings.Contains(err.Error(), want) || bad.Pos < 0 || bad.Pos > len([]rune(text)) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A party without values has no gain, a goal that no table can bring about no room; a case without goals asks for any deal.
func TestFindWithout(t *testing.T) {
	bare := strings.NewReplacer("goals:\n  sharing: land == shared\n", "", "  b: {land: {shared: 5 to 6}}\n", "").Replace(shore)
	d := draws(t, bare, 20, 1)
	if got, err := find(t.Context(), d, ""); err != nil || got.of().Answer != "room@harbour" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := find(t.Context(), d, "gain:split:b"); err == nil || !strings.Contains(err.Error(), "nothing is known") {
		t.Error(err)
	}
	closed := strings.Replace(shore, "members: [a, b]", "members: [a]", 1)
	for _, text := range []string{"room:sharing", "room:sharing@harbour"} {
		if _, err := find(t.Context(), draws(t, closed, 20, 1), text); err == nil || !strings.Contains(err.Error(), "whatever the inputs are") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// Everything offered can be asked about, where some table can bring it about.
func TestAnswers(t *testing.T) {
	d := draws(t, shore, 5, 1)
	list := Answers(d.G.Case)
	if len(list) != 6 {
		t.Errorf("%v", list)
	}
	for _, text := range list {
		if _, err := find(t.Context(), d, text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func FuzzFind(f *testing.F) {
	d := draws(f, shore, 3, 1)
	sources := []Source{weather(calmOrStorm), columns()[2]}
	for _, text := range append(Answers(d.G.Case, sources...), "survival:split@12", "survival:land=shared@ß", "weather: :é", "room:@", "gain:land=shared, :a", "gain:ß=é:ü", ":@:", "room:sharing@harbour@") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := find(context.Background(), d, text, sources...)
		var bad *ask.ArgumentError
		switch {
		case err == nil:
			again, err := find(context.Background(), d, got.of().Answer, sources...)
			if err != nil || again.of().Answer != got.of().Answer {
				t.Fatalf("%q is %q, which is not found: %v", text, got.of().Answer, err)
			}
		case !errors.As(err, &bad) || bad.Pos < 0:
			t.Fatalf("%q: %v", text, err)
		}
	})
}
