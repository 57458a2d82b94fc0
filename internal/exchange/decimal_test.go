package exchange

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParseDecimal(t *testing.T) {
	for text, want := range map[string]string{
		"12.2": "12.2", " 5 ": "5", "-0.50": "-0.5", "+3": "3", "1E3": "1000", "3.249965769639436E-5": "0.00003249965769639436",
		".5": "0.5", "5.": "5", "0": "0", "1000000000000000": "1000000000000000",
	} {
		r, err := ParseDecimal(text)
		if err != nil || FormatDecimal(r) != want {
			t.Errorf("%q: %v %v, want %s", text, r, err, want)
		}
	}
	for _, text := range []string{"", "NaN", "Infinity", "-inf", "0,5", "1/3", "0x10", "1_000", "1e9999", "1e16", "null", "--1", "1e", strings.Repeat("1", 65)} {
		if r, err := ParseDecimal(text); err == nil {
			t.Errorf("%q was read as %v", text, r)
		}
	}
}

func TestSteps(t *testing.T) {
	tests := []struct {
		low, high, step string
		want            string
		err             string
	}{
		{"12.2", "12.6", "0.1", "12.2 12.3 12.4 12.5 12.6", ""},
		{"12.2", "12.6", "0.3", "12.2 12.5", ""},
		{"-1", "1", "1", "-1 0 1", ""},
		{"5", "5", "2", "5", ""},
		{"0", "1", "0", "", "not above 0"},
		{"0", "1", "-1", "", "not above 0"},
		{"1", "0", "1", "", "below the lower end"},
		{"0", "10000", "1", "", "has 10001 values; at most 10000"},
		{"0", "1000000000000000", "0.000000000000000000000000000001", "", "at most 10000"},
	}
	for _, test := range tests {
		low, _ := ParseDecimal(test.low)
		high, _ := ParseDecimal(test.high)
		step, _ := ParseDecimal(test.step)
		values, err := Steps(low, high, step)
		if test.err != "" {
			if err == nil || !strings.Contains(err.Error(), test.err) {
				t.Errorf("%v: error %v, want %q", test, err, test.err)
			}
			continue
		}
		var got []string
		for _, v := range values {
			got = append(got, FormatDecimal(v))
		}
		if err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%v: %v %v", test, got, err)
		}
	}
}

func TestFormatNumber(t *testing.T) {
	for x, want := range map[float64]string{0: "0", math.Copysign(0, -1): "0", 1e-5: "0.00001", 0.1: "0.1", 1e6: "1000000", 1.0 / 3: "0.3333333333333333"} {
		if got := formatNumber(x); got != want {
			t.Errorf("%v is written %s, want %s", x, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Float64Range(-1e6, 1e6).Draw(t, "x")
		text := formatNumber(x)
		if back, err := strconv.ParseFloat(text, 64); err != nil || back != x || strings.ContainsAny(text, "eE+") {
			t.Fatalf("%v is written %s and read %v", x, text, back)
		}
	})
}
