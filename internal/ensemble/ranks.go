package ensemble

// Ranks holds the ranks of the inputs in every run, by input: what a sampler's Uniform gives, turned round.
// Different runs may be set at the same time.
type Ranks struct {
	runs    int
	columns [][]uint16
}

// NewRanks makes room for the given numbers of runs and inputs.
func NewRanks(runs, inputs int) *Ranks {
	all := make([]uint16, runs*inputs)
	r := &Ranks{runs: runs, columns: make([][]uint16, inputs)}
	for i := range r.columns {
		r.columns[i] = all[i*runs : (i+1)*runs : (i+1)*runs]
	}
	return r
}

// Set keeps the ranks of a run, one per input, in (0, 1). They are kept to 1/65536, far below what a few
// thousand draws can tell apart, so that sums over them are exact integers in whatever order they are made.
func (r *Ranks) Set(run int, u []float64) {
	for i, column := range r.columns {
		column[run] = uint16(min(65535, max(0, u[i]*65536)))
	}
}

// Runs returns the number of runs there is room for.
func (r *Ranks) Runs() int { return r.runs }

// bitset is a set of runs.
type bitset []uint64

func newBitset(n int) bitset { return make(bitset, (n+63)/64) }

func (b bitset) set(i int) { b[i/64] |= 1 << (i % 64) }
