package recall_test

import (
	"strconv"
	"testing"

	"parley/internal/recall"
)

// What is asked for again and again is never forgotten, what is not is; no more than twice the limit are remembered.
func TestMemory(t *testing.T) {
	moved := 0
	m := recall.Memory[int]{Limit: 10, Again: func(int) { moved++ }}
	key := func(k int) []byte { return []byte(strconv.Itoa(k)) }
	m.Put(key(-1), -1)
	for k := range 1000 {
		if _, ok := m.Get(key(k)); ok {
			t.Fatalf("%d is known before it was told", k)
		}
		m.Put(key(k), k)
		if v, ok := m.Get(key(-1)); !ok || v != -1 {
			t.Fatalf("after %d others: %d %t for what is asked for each time", k, v, ok)
		}
		if v, ok := m.Get(key(k - 2)); k > 2 && (!ok || v != k-2) {
			t.Fatalf("%d: %d %t two later", k-2, v, ok)
		}
	}
	if moved == 0 {
		t.Error("nobody was told of what moved")
	}
	known := 0
	for k := -1; k < 1000; k++ {
		if _, ok := m.Get(key(k)); ok {
			known++
		}
	}
	if known < 10 || known > 20 {
		t.Errorf("%d remembered; between 10 and 20 can be", known)
	}
}
