package brief

import (
	"encoding/json"
	"fmt"

	"github.com/google/jsonschema-go/jsonschema"

	"parley/internal/blocks"
	"parley/internal/coercion"
	"parley/internal/costs"
	"parley/internal/durability"
	"parley/internal/forecast"
	"parley/internal/positions"
	"parley/internal/sensitivity"
	"parley/internal/spatial/deu"
)

// Schema is the JSON Schema (2020-12) of a question's answer, made from the type that is marshalled. Programs may rely on
// the keys it requires.
func (q *Question) Schema() ([]byte, error) {
	schema, err := q.schema()
	if err != nil {
		return nil, fmt.Errorf("making the schema of %s: %w", q.Verb, err)
	}
	return published(schema, q.Verb, q.Long)
}

// BenchmarkSchema is the JSON Schema of what `parley benchmark` reports, which is no question to a case.
func BenchmarkSchema() ([]byte, error) {
	schema, err := answerSchema[deu.Benchmark]()
	if err != nil {
		return nil, fmt.Errorf("making the schema of benchmark: %w", err)
	}
	return published(schema, "benchmark deu", "How well position models, and a calibrated forecast, do on decided issues. The keys: docs/benchmarks.md.")
}

func published(schema *jsonschema.Schema, command, what string) ([]byte, error) {
	schema.Schema = "https://json-schema.org/draft/2020-12/schema"
	schema.Title = "parley " + command + " --json"
	schema.Description = what
	text, err := json.MarshalIndent(schema, "", "  ")
	return append(text, '\n'), err
}

func answerSchema[T any]() (*jsonschema.Schema, error) { return jsonschema.For[T](nil) }

var (
	briefSchema  = answerSchema[Brief]
	dealsSchema  = answerSchema[listedRoom]
	costsSchema  = answerSchema[costs.Answer]
	blocksSchema = answerSchema[blocks.Answer]

	forecastSchema = answerSchema[forecast.Answer]
	compelSchema   = answerSchema[coercion.Answer]
	holdSchema     = answerSchema[durability.Answer]

	sensitivitySchema = answerSchema[sensitivity.Answer]
	stableSchema      = answerSchema[Stable]
	positionsSchema   = answerSchema[positions.Answer]
)
