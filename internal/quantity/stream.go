package quantity

// Stream is a sequence of random numbers that holds no state: its k-th number is a pure function of the
// seed, the path and k. So nothing drawn elsewhere changes it, and it may be read in any order by any
// number of workers.
//
// The mixing is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, with Stafford's variant 13
// constants) over an FNV-1a hash of the path.
type Stream uint64

// NewStream returns the stream of a path, such as the path of an input, under a seed.
func NewStream(seed uint64, path string) Stream {
	h := uint64(0xcbf29ce484222325)
	for i := range len(path) {
		h = (h ^ uint64(path[i])) * 0x100000001b3
	}
	return Stream(mix(mix(seed+goldenGamma) ^ mix(h)))
}

// Bits returns number k as 64 random bits.
func (s Stream) Bits(k int) uint64 { return s.bits(position(k)) }

// At returns number k, uniform on the open interval (0, 1).
func (s Stream) At(k int) float64 { return unit(s.bits(position(k))) }

func (s Stream) bits(position uint64) uint64 { return mix(uint64(s) ^ position) }

const goldenGamma = 0x9e3779b97f4a7c15 // 2⁶⁴ divided by the golden ratio, odd

// position spreads the counter over all bits, so that neighbouring runs differ everywhere.
func position(k int) uint64 { return mix(uint64(k)*goldenGamma + goldenGamma) }

// unit turns 52 bits into the middle of one of 2⁵² equal intervals. One bit more and the last of them
// would round to 1.
func unit(bits uint64) float64 { return (float64(bits>>12) + 0.5) * 0x1p-52 }

// mix is a bijection on 64 bits in which every input bit sways every output bit.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
