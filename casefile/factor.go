package casefile

import (
	"fmt"
	"math"
	"strconv"

	"parley/casefile/internal/document"
	"parley/internal/quantity"
)

// factor resolves a common cause of several inputs into the rank correlations of its pairs. The normal scores of a pair
// correlate with the product r of the loadings; that is a Spearman correlation of 6/π·asin(r/2) (Kruskal 1958).
func (k *checker) factor(doc *document.Factor, number int, paths *scope, pairs map[[2]int]bool) {
	entries := doc.Loadings.Entries
	if doc.Loadings.Node == nil {
		return // reported when it was read
	}
	at := doc.Loadings.Node
	meta := k.meta(at.At, "correlations."+strconv.Itoa(number), doc.About, oneLine(doc.Name.Value), nil)
	switch {
	case len(entries) == 1:
		k.r.Fail("correlation", at.At, at.Path(), "a factor that moves one input joins nothing", "name two inputs or more")
		return
	case len(entries) > quantity.MaxGroup:
		k.r.Fail("correlation", at.At, at.Path(), fmt.Sprintf("the factor moves %d inputs; %d are the most", len(entries), quantity.MaxGroup), "leave out those that it moves least")
		return
	}
	inputs, loadings := make([]int, len(entries)), make([]float64, len(entries))
	whole := true
	for i := range entries {
		e := &entries[i]
		inputs[i] = k.input(document.Text{Value: e.Key.Text, Node: e.Key}, paths)
		loading := k.plainNumber(e.Value)
		whole = whole && inputs[i] >= 0 && loading != nil
		if loading == nil {
			continue
		}
		if loadings[i] = *loading; math.Abs(*loading) >= 1 {
			k.r.Fail("correlation", e.Value.Node.At, e.Value.Node.Path(), "a loading lies between -1 and 1", "what follows the factor entirely is one quantity with it")
			whole = false
		}
	}
	for i := range inputs {
		for j := range i {
			if whole {
				c := Correlation{Meta: meta, A: inputs[j], B: inputs[i], Rank: 6 / math.Pi * math.Asin(loadings[i]*loadings[j]/2)}
				k.pair(c, at, pairs)
			}
		}
	}
}
