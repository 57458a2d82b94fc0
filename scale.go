package parley

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"parley/casefile"
	"parley/internal/spatial/deu"
)

// scale finds an issue that has a scale.
func scale(c *Case, name string) (int, error) {
	i, err := casefile.FindIssue(c.Case, name)
	if err != nil {
		return -1, notFound("--issue", name, len(c.Issues), err)
	}
	if !c.Issues[i].HasScale() {
		return -1, &ArgumentError{Flag: "--issue", Text: name, Pos: -1, Reason: "the issue has no scale", Suggestion: "give two of its options a `place` from 0 to 100"}
	}
	return i, nil
}

// LoadDecided reads the data of decided issues (DEU III) from a folder. Its error is a diag.List when the files are wrong, or
// says what could not be read.
func LoadDecided(dir string) (*deu.Data, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the folder %s does not exist; name the one that holds deu3_issues.csv", dir)
	case err != nil:
		return nil, fmt.Errorf("the folder %s cannot be read: %w", dir, err)
	case !info.IsDir():
		return nil, fmt.Errorf("%s is not a folder; name the one that holds deu3_issues.csv", dir)
	}
	data, err := deu.Load(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return data, err
}

// calibrate fits a forecast to the decided issues of a folder.
func calibrate(ctx context.Context, dir string) (*deu.Forecaster, error) {
	data, err := LoadDecided(dir)
	if err != nil {
		return nil, err
	}
	f, _, err := deu.Choose(ctx, deu.Recipes(), data.Issues)
	return f, err
}
