// Package exchange carries negotiation domains between other tools' formats and the case file. Its
// Domain is the neutral form: issues with their options and, per profile, additive utilities, or where it
// stands on issues with a scale. The sub-packages read one format each; WriteCase writes a Domain as a case (docs/case-format.md).
package exchange

import (
	"fmt"
	"math"
	"strings"
	"unicode"
)

// Limits on what is read and written. Each is enforced with an error that names it.
const (
	MaxBytes    = 16 << 20 // size of one file
	MaxDepth    = 64       // nesting of elements or JSON values
	MaxNodes    = 500_000  // elements of an XML file, values of a JSON file
	MaxIssues   = 1000     // issues of a domain
	MaxOptions  = 10_000   // options of one issue
	MaxValues   = 100_000  // options of all issues together
	MaxProfiles = 64       // profiles of a domain: a case has no more parties
	MaxPoints   = 1e6      // weight times value, as the case file has it
	MaxTogether = 64 << 20 // size of all files of one reading
	MaxCase     = 4 << 20  // size of the case file that is written
)

// File is a file to read: its name as the user gave it and its bytes.
type File struct {
	Name string
	Data []byte
}

// Domain is a negotiation domain with additive profiles. The utility of an outcome to a profile is
// Σ over issues of weight × value, cut to Cap where that is set.
type Domain struct {
	Name     string
	Issues   []Issue
	Profiles []Profile
	Notes    []string // what a reader should know: what was changed, what could not be carried over
}

// Issue is what is negotiated. Options keep the source's spelling and may repeat.
type Issue struct {
	Name    string
	Options []string
	Places  []float64 // of the options on a scale of 0 to 100; nil: none
}

// Profile is one party's preferences. One without weights and values says only where it stands.
type Profile struct {
	Name        string      // base name of the file, without extension
	File        string      // name of the file it was read from, "" when there is none
	Weights     []float64   // per issue, as written in the source
	Values      [][]float64 // per issue and option, on the source's own scale of 0 to 1
	Cap         float64     // utilities are cut to this; 0: no cut (GENIUS cuts to 1)
	Reservation *float64    // utility of no agreement; nil when the source names none
	Discount    *float64    // discount factor as written; nil when the source names none
	Note        string      // what the source says about the party
	Capability  *float64    // 0 to 100; nil when the source names none
	Stands      []Stand     // per issue; nil when the source says nothing of the kind
}

// Check returns an error when the parts of d do not fit together or exceed the limits of this package.
// A Domain returned by one of the readers always passes.
func (d *Domain) Check() error {
	if len(d.Issues) == 0 || len(d.Issues) > MaxIssues {
		return fmt.Errorf("the domain has %d issues; 1 to %d are possible", len(d.Issues), MaxIssues)
	}
	if len(d.Profiles) == 0 || len(d.Profiles) > MaxProfiles {
		return fmt.Errorf("the domain has %d profiles; 1 to %d are possible, for a case has no more parties; join those that always act alike", len(d.Profiles), MaxProfiles)
	}
	total := 0
	for _, issue := range d.Issues {
		total += len(issue.Options)
		if len(issue.Options) == 0 || len(issue.Options) > MaxOptions {
			return fmt.Errorf("issue `%s` has %d options; 1 to %d are possible", issue.Name, len(issue.Options), MaxOptions)
		}
		if err := issue.checkPlaces(); err != nil {
			return err
		}
	}
	if total > MaxValues {
		return fmt.Errorf("the issues have %d options together; at most %d are possible", total, MaxValues)
	}
	for i := range d.Profiles {
		if err := d.checkProfile(&d.Profiles[i]); err != nil {
			return fmt.Errorf("profile `%s`: %w", d.Profiles[i].Name, err)
		}
	}
	return nil
}

func (d *Domain) checkProfile(p *Profile) error {
	if err := d.checkStands(p); err != nil || p.unvalued() {
		return err
	}
	if len(p.Weights) != len(d.Issues) || len(p.Values) != len(d.Issues) {
		return fmt.Errorf("it weighs %d issues and values %d; the domain has %d", len(p.Weights), len(p.Values), len(d.Issues))
	}
	if !finite(p.Cap) || p.Cap < 0 {
		return fmt.Errorf("its cap %g is not a number of 0 or more", p.Cap)
	}
	if p.Reservation != nil && (!finite(*p.Reservation) || math.Abs(*p.Reservation) > MaxPoints) {
		return fmt.Errorf("its reservation value %g is beyond ±%.0f", *p.Reservation, MaxPoints)
	}
	for k, issue := range d.Issues {
		if len(p.Values[k]) != len(issue.Options) {
			return fmt.Errorf("it values %d options of issue `%s`, which has %d", len(p.Values[k]), issue.Name, len(issue.Options))
		}
		if !finite(p.Weights[k]) || p.Weights[k] < 0 || p.Weights[k] > MaxPoints {
			return fmt.Errorf("its weight %g of issue `%s` is not between 0 and %.0f", p.Weights[k], issue.Name, MaxPoints)
		}
		for o, v := range p.Values[k] {
			if !finite(v) || math.Abs(v) > MaxPoints || math.Abs(p.Weights[k]*v) > MaxPoints {
				return fmt.Errorf("its value %g of `%s` in issue `%s` is beyond ±%.0f", v, issue.Options[o], issue.Name, MaxPoints)
			}
		}
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// Best returns the sum of the profile's best contributions, before any cut.
func (p *Profile) Best() float64 {
	sum := 0.0
	for k, values := range p.Values {
		best := math.Inf(-1)
		for _, v := range values {
			best = math.Max(best, p.Weights[k]*v)
		}
		if len(values) > 0 {
			sum += best
		}
	}
	return sum
}

// BaseName returns the last element of a path without its extension, for either kind of slash.
func BaseName(path string) string {
	name := FileName(path)
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	return name
}

// FileName returns the last element of a path, for either kind of slash.
func FileName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

// Shown returns s as a message quotes it: on one line, at most 80 runes.
func Shown(s string) string {
	runes := []rune(OneLine(s[:min(len(s), 1000)]))
	if len(runes) > 80 {
		return string(runes[:79]) + "…"
	}
	return string(runes)
}

// OneLine returns s with every run of white space or unprintable runes made one space, and none at the ends.
func OneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !printable(r) }), " ")
}
