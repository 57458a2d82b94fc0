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
)

// Schema is the JSON Schema (2020-12) of a question's answer, made from the type that is marshalled. Programs may rely on
// the keys it requires.
func (q *Question) Schema() ([]byte, error) {
	schema, err := q.schema()
	if err != nil {
		return nil, fmt.Errorf("making the schema of %s: %w", q.Verb, err)
	}
	schema.Schema = "https://json-schema.org/draft/2020-12/schema"
	schema.Title = "parley " + q.Verb + " --json"
	schema.Description = q.Long
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
