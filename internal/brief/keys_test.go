package brief_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"parley/internal/brief"
)

// promised are keys of the answers that programs rely on: every answer has them. `[]` is an item of a list, `{}` a value by name.
var promised = map[string]string{
	"deals": "states reachable zopa.size frontier.outcomes frontier.points frontier.deals[].deal frontier.deals[].values efficient.outcomes efficient.points " +
		"solutions.nash.deal solutions.nash.ties solutions.nash.values solutions.nash.gains solutions.kalai-smorodinsky solutions.egalitarian solutions.utilitarian " +
		"goals[].goal goals[].table goals[].nonempty.probability goals[].nonempty.range goals[].binds[] relaxations[].kind relaxations[].party relaxations[].what " +
		"relaxations[].by draws.n draws.nonempty draws.candidates[]",
	"costs": "deals[].deal deals[].parties{}.gain deals[].parties{}.interval deals[].parties{}.accepts deals[].parties{}.red-lines[] deals[].parties{}.driver " +
		"deals[].parties{}.flags[] deals[].parties{}.present deals[].tracks",
	"blocks": "deals[].deal deals[].sign[] deals[].ratify[] deals[].undo[][] persuade[].goal persuade[].sets[][]",
	"stable": "states[].id states[].deal equilibria{}[] parties{}",
	"compel": "concedes.by-deadline.probability concedes.by-deadline.range concedes.later.probability concedes.later.range parts.bite parts.credibility parts.leakage " +
		"parts.delay parts.going-on thresholds.bite thresholds.credibility base-rates[]",
	"hold":        "survival[].months survival[].probability survival[].range first-breaker{} delta-star{} guarantee-star{} guarantees[]",
	"forecast":    "runs seed scenarios[].name scenarios[].probability scenarios[].range scenarios[].sampling scenarios[].phrase baselines engines",
	"sensitivity": "inputs[].input inputs[].first inputs[].total inputs[].low inputs[].high inputs[].tipping inputs[].in-range",
	"positions": "issues[].models.compromise.forecast issues[].models.median.forecast issues[].models.nash.forecast issues[].models.pce.forecast " +
		"issues[].models.pce.distribution issues[].models.bdm.forecast issues[].models.bdm.trace issues[].models.smp.forecast issues[].models.smp.trace issues[].models.exchange.forecast",
}

// The published schemas require the keys that are promised.
func TestPromisedKeys(t *testing.T) {
	asked := 0
	for _, q := range brief.Questions() {
		paths, ok := promised[q.Verb]
		if !ok {
			continue
		}
		asked++
		text, err := q.Schema()
		if err != nil {
			t.Fatal(err)
		}
		var root map[string]any
		if err := json.Unmarshal(text, &root); err != nil {
			t.Fatal(err)
		}
		for _, path := range strings.Fields(paths) {
			if at := missing(root, root, path); at != "" {
				t.Errorf("%s: %s does not promise %s", q.Verb, path, at)
			}
		}
	}
	if asked != len(promised) {
		t.Errorf("%d of %d questions", asked, len(promised))
	}
}

// missing is the first part of a path that a schema does not require.
func missing(root, schema map[string]any, path string) string {
	for path != "" {
		if ref, ok := schema["$ref"].(string); ok {
			defs, _ := root["$defs"].(map[string]any)
			schema, _ = defs[ref[strings.LastIndex(ref, "/")+1:]].(map[string]any)
		}
		var within, key string
		switch {
		case strings.HasPrefix(path, "[]"):
			within, key = "items", "[]"
		case strings.HasPrefix(path, "{}"):
			within, key = "additionalProperties", "{}"
		default:
			within = "properties"
			path = strings.TrimPrefix(path, ".")
			key = path[:min(len(path), max(0, strings.IndexAny(path+".", ".[{")))]
			if required, _ := schema["required"].([]any); !slices.Contains(required, any(key)) {
				return key
			}
		}
		next, ok := schema[within].(map[string]any)
		if ok && within == "properties" {
			next, ok = next[key].(map[string]any)
		}
		if !ok {
			return key
		}
		schema, path = next, strings.TrimPrefix(path[len(key):], ".")
	}
	return ""
}
