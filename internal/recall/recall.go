// Package recall remembers what was computed, within a limit: what has not been asked for for long is forgotten, what is asked for again
// and again stays.
package recall

// Memory remembers values by key, in two generations: when the younger is full, the older is forgotten and the younger takes its place; what is
// asked for moves to the younger. It holds between Limit and twice as many values. It is for one goroutine.
type Memory[V any] struct {
	Limit      int     // of a generation
	Again      func(V) // told of a value that moves to the younger generation; nil: nobody is
	young, old map[string]V
}

// Get finds what is remembered under a key.
func (m *Memory[V]) Get(key []byte) (V, bool) {
	if v, ok := m.young[string(key)]; ok {
		return v, true
	}
	v, ok := m.old[string(key)]
	if ok {
		if m.Again != nil {
			m.Again(v)
		}
		m.Put(key, v)
	}
	return v, ok
}

// Put remembers a value; the key is copied.
func (m *Memory[V]) Put(key []byte, v V) {
	if m.young == nil || len(m.young) >= m.Limit {
		m.old, m.young = m.young, make(map[string]V, min(m.Limit, len(m.young)))
	}
	m.young[string(key)] = v
}
