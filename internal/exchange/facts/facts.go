// Package facts loads the published facts about reference domains (outcome counts, frontier sizes, solution
// points) that tests compare answers with. It is for tests only: the reference data lie beside the checkout and
// are no part of it.
package facts

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"parley/internal/exchange"
)

// Facts are what is known of one domain. Points are utilities in the order of the profiles, rounded to nine
// decimals; "D0" takes 0 as everyone's walk-away, "RV" the reservation values. A field that the data leave out
// is nil or 0.
type Facts struct {
	Name     string   `json:"-"` // the folder
	Note     string   `json:"note"`
	Domain   string   `json:"domain"` // file name; "" where the profiles hold the domain
	Profiles []string `json:"profiles"`

	Issues      int       `json:"issues"`
	Values      []int     `json:"values"` // options per issue
	Reservation []float64 `json:"reservation"`
	Discount    []float64 `json:"discount"` // as written; 1 where none is
	WeightSums  []float64 `json:"weight_sums"`

	Outcomes       int       `json:"outcomes"`
	ParetoOutcomes int       `json:"pareto_outcomes"`
	ParetoPoints   int       `json:"pareto_points_distinct_1e-9"` // distinct utility vectors on a grid of 1e-9
	Max            []float64 `json:"max"`
	Min            []float64 `json:"min"`
	MaxWelfare     float64   `json:"max_welfare"`
	WelfarePoint   []float64 `json:"max_welfare_point"`
	Opposition     float64   `json:"opposition_dist_to_ideal"` // least distance to (1, …, 1)

	RationalD0    int       `json:"rational_d0"` // outcomes that nobody values below the walk-away
	NashD0        []float64 `json:"nash_d0"`
	NashProductD0 float64   `json:"nash_product_d0"`
	EgalitarianD0 []float64 `json:"egalitarian_d0"`
	KalaiD0       []float64 `json:"ks_maxmin_ratio_d0"` // Kalai–Smorodinsky: greatest least share of the best gain

	RationalRV    *int      `json:"rational_rv"`
	NashRV        []float64 `json:"nash_rv"`
	NashProductRV float64   `json:"nash_product_rv"`
	EgalitarianRV []float64 `json:"egalitarian_rv"`
	KalaiRV       []float64 `json:"ks_maxmin_ratio_rv"`

	SecondsPython float64 `json:"seconds_python"` // how long a reference computation took
}

// Directory returns the folder of reference domains beside the checkout, and whether it is there. It looks for
// the checkout's go.mod from the working directory upwards, as tests run in the folder of their package.
func Directory() (string, bool) {
	folder, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(folder, "go.mod")); missing == nil {
			found := filepath.Join(folder, "..", "shared", "data", "negotiation")
			_, err := os.Stat(filepath.Join(found, "facts.json"))
			return found, err == nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			break
		}
		folder = parent
	}
	return "", false
}

// Load reads the facts of every domain in the folder.
func Load(folder string) (map[string]Facts, error) {
	data, err := os.ReadFile(filepath.Join(folder, "facts.json"))
	if err != nil {
		return nil, err
	}
	all := map[string]Facts{}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields() // a fact that is not compared should be noticed
	if err := decoder.Decode(&all); err != nil {
		return nil, fmt.Errorf("facts.json: %w", err)
	}
	for name, f := range all {
		f.Name = name
		all[name] = f
	}
	return all, nil
}

// Files reads the files of a domain in the order a reader wants them: the domain first, then the profiles.
func (f Facts) Files(folder string) ([]exchange.File, error) {
	names := f.Profiles
	if f.Domain != "" {
		names = append([]string{f.Domain}, names...)
	}
	files := make([]exchange.File, 0, len(names))
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(folder, f.Name, name))
		if err != nil {
			return nil, err
		}
		files = append(files, exchange.File{Name: name, Data: data})
	}
	return files, nil
}
