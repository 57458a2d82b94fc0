package exchange_test

import (
	"fmt"
	"os"

	"parley/internal/exchange"
	"parley/internal/exchange/negolog"
)

func Example() {
	domain, problems := negolog.Read([]exchange.File{
		{Name: "profileA.json", Data: []byte(`{"reservationValue": 0.3, "issueWeights": {"pay": 0.8, "leave": 0.2},
			"issues": {"pay": {"low": 0, "high": 1}, "leave": {"20 days": 0.5, "30 days": 1}}}`)},
		{Name: "profileB.json", Data: []byte(`{"reservationValue": 0.2, "issueWeights": {"pay": 0.6, "leave": 0.4},
			"issues": {"pay": {"low": 1, "high": 0}, "leave": {"20 days": 1, "30 days": 0.25}}}`)},
	})
	if problems.HasErrors() {
		fmt.Println(problems)
		return
	}
	if err := domain.WriteCase(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// # - Imported from NegoLog: profileA.json, profileB.json.
	//
	// parley: 1
	// case: "NegoLog domain"
	// status-quo: none
	//
	// parties:
	//   profileA: {kind: institution}
	//   profileB: {kind: institution}
	//
	// issues:
	//   pay:
	//     options: [low, high]
	//   leave:
	//     20-days: {label: "20 days"}
	//     30-days: {label: "30 days"}
	//
	// values:
	//   profileA:
	//     note: "read from profileA.json"
	//     pay: {weight: 0.8, low: 0, high: 1}
	//     leave: {weight: 0.2, 20-days: 0.5, 30-days: 1}
	//     walk-away: 0.3
	//   profileB:
	//     note: "read from profileB.json"
	//     pay: {weight: 0.6, low: 1, high: 0}
	//     leave: {weight: 0.4, 20-days: 1, 30-days: 0.25}
	//     walk-away: 0.2
}
