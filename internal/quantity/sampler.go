package quantity

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Input is an uncertain number with the path that addresses its draws.
type Input struct {
	Path string
	Dist Dist
}

// Correlation declares the Spearman rank correlation Rank, in [-1, 1], of the inputs at indices A and B.
type Correlation struct {
	A, B int
	Rank float64
}

// Sampler draws a fixed list of inputs. It is safe for concurrent use and allocates nothing while drawing.
//
// The draw of an input is a function of the seed, its path and the run. Within a group of inputs joined by
// declared correlations it also depends on the inputs of the group that come before it by path. The order
// of the list matters nowhere.
type Sampler struct {
	curves  []curve
	medians []float64
	streams []Stream
	fixed   []bool
	groups  []group
}

// NewSampler prepares the inputs. The error says which path stands twice, which distribution is not valid,
// or what is wrong with a correlation; it is a *NotPositiveDefinite when the correlations cannot all hold.
// An input that is constant may be correlated: it stays constant, and the draws of the others stay the same.
func NewSampler(inputs []Input, cs []Correlation, seed uint64) (*Sampler, error) {
	n := len(inputs)
	s := &Sampler{
		curves: make([]curve, n), medians: make([]float64, n),
		streams: make([]Stream, n), fixed: make([]bool, n),
	}
	seen := make(map[string]bool, n)
	for i, in := range inputs {
		if err := in.Dist.check(); err != nil {
			return nil, fmt.Errorf("%s: %w", in.Path, err)
		}
		if seen[in.Path] {
			return nil, fmt.Errorf("two inputs have the path %s; their draws would be the same: rename one", in.Path)
		}
		seen[in.Path] = true
		s.curves[i] = in.Dist.curve()
		s.fixed[i] = in.Dist.Constant()
		s.medians[i] = in.Dist.Median()
		s.streams[i] = NewStream(seed, in.Path)
		if f := in.Dist.Family; f == PERT || f == Beta {
			s.curves[i].table = newBetaTable(s.curves[i].shape)
		}
	}
	groups, err := newGroups(inputs, cs)
	if err != nil {
		return nil, err
	}
	s.groups = groups
	return s, nil
}

// Len returns the number of inputs: the length of every slice below.
func (s *Sampler) Len() int { return len(s.curves) }

// Uniform sets dst[i] to the rank of input i in this run, in (0, 1); constants get 0.5.
func (s *Sampler) Uniform(run int, dst []float64) {
	at := position(run)
	for i, stream := range s.streams {
		dst[i] = unit(stream.bits(at))
	}
	for i := range s.groups {
		s.groups[i].join(dst)
	}
	for i, fixed := range s.fixed {
		if fixed {
			dst[i] = 0.5
		}
	}
}

// Values sets dst[i] to the value of input i at rank u[i]. The two slices may be the same.
func (s *Sampler) Values(u, dst []float64) {
	for i := range s.curves {
		dst[i] = s.curves[i].quantile(u[i])
	}
}

// ValuesOf is Values for some inputs.
func (s *Sampler) ValuesOf(inputs []int, u, dst []float64) {
	for _, i := range inputs {
		dst[i] = s.curves[i].quantile(u[i])
	}
}

// Draw sets dst[i] to the value of input i in this run.
func (s *Sampler) Draw(run int, dst []float64) {
	s.Uniform(run, dst)
	s.Values(dst, dst)
}

// Medians sets dst[i] to the median of input i.
func (s *Sampler) Medians(dst []float64) { copy(dst, s.medians) }

// join turns the independent ranks of the group's members into correlated ones. It goes from the last
// member to the first, since each needs only those before it, so no scratch is needed.
func (g *group) join(u []float64) {
	for _, m := range g.members {
		u[m] = mathext.NormalQuantile(u[m])
	}
	for k := len(g.members) - 1; k >= 0; k-- {
		z := 0.0
		for j, weight := range g.factor[k] {
			z += weight * u[g.members[j]]
		}
		u[g.members[k]] = openUnit(normalCDF(z))
	}
}

// openUnit keeps a rank off 0 and 1, where rounding may have put it.
func openUnit(u float64) float64 { return min(1-0x1p-53, max(math.SmallestNonzeroFloat64, u)) }
