package page

// Sample gives the sample to tests that stand outside the package.
var Sample = sample

// sample is a page with every kind of block, every tone and every alignment. Its figures are made up.
func sample() *Page {
	return &Page{
		Title:    "RIVER COMPACT · as of 1 March 2024 · case 0a1b2c · seed 1 · 2,000 draws",
		Subtitle: []string{"4 parties, 3 issues. 12 inputs: 5 cited, 7 ASSUMED.", "In brackets: how far one assumed input alone can move the chance before it, the others held where they are."},
		Sections: []Section{
			{Heading: "BOTTOM LINE", Blocks: []Block{
				Prose{Text: "A shared gauge is the largest step with room for all: 40 % (25–50), unlikely (20–45 %). A fixed quota is <5 %, almost no chance (1–5 %), since what Downstream demands in a dry year Upstream has ruled out."},
				Prose{Text: "Confidence: low.", Strong: true},
			}},
			{Number: 1, Heading: "WHERE CAN THEY AGREE", Aside: "chance that room exists", Blocks: []Block{
				goals(),
				Prose{Text: "Smallest changes that would open more:"},
				List{Items: []Item{
					{"a", "fixed quota: Downstream accepts a share in place of a volume AND Upstream stores water in wet years: two stated red lines"},
					{"b", "no side payment in the case suffices"},
					{"", "a plain bullet"},
				}},
			}},
			{Number: 2, Heading: "WHO PAYS", Aside: "gain against no deal, −1 to +1: median (90 % of draws); ! = loss", Blocks: []Block{gains()}},
			{Number: 3, Heading: "WHAT THE COMMISSION CAN DECIDE", Blocks: []Block{
				Fields{Items: []Field{
					{"can", "gauges, the exchange of data, warnings of floods, the order in which reservoirs are filled"},
					{"cannot", "quotas, dams, prices"},
				}},
				&Table{Caption: "What stays put", Columns: []Column{{Heading: "state"}, {Heading: "concept"}}},
			}},
		},
	}
}

func goals() Table {
	return Table{
		Name: "goals",
		Columns: []Column{
			{Heading: "goal"},
			{Heading: "council\nUP DO"},
			{Heading: "with lenders\nUP DO LE"},
			{Heading: "draws", Align: Right, Drop: 2},
			{Heading: "what binds", Drop: 1},
		},
		Rows: []Row{
			{Cells: []Cell{{Text: "shared gauge"}, {Text: "40 % (25–50)"}, {Text: "75 % (60–90)", Tone: Good}, {Text: "2,000"}, {Text: "UP: the cost of upkeep in a dry year"}}},
			{Cells: []Cell{{Text: "fixed quota", Tone: Strong}, {Text: "<5 % (<5–10)", Tone: Bad}, {Text: "cannot decide", Tone: Muted}, {Text: "640"}, {Text: "UP+DO: volume"}}},
			{Cells: []Cell{{Text: "流域の共同管理"}, {Text: "10 % (<5–15)"}}},
		},
		Notes: []string{"A goal is out of reach where the table cannot decide it."},
	}
}

func gains() Table {
	return Table{
		Name: "gains", Caption: "Median gain",
		Columns: []Column{{Heading: ""}, {Heading: "A shared gauge", Align: Right}, {Heading: "B fixed quota", Align: Right}},
		Rows: []Row{
			{Group: "at the table"},
			{Cells: []Cell{{Text: "Upstream"}, {Text: "+.09 (+.02 +.16)"}, {Text: "−.12 (−.20 −.05)!", Tone: Bad}}},
			{Cells: []Cell{{Text: "Downstream"}, {Text: "+.06 (+.00 +.12)"}, {Text: "+.15 (+.02 +.28)", Tone: Good}}},
			{Group: "absent"},
			{Cells: []Cell{{Text: "Fishing villages"}, {Text: "-0.5"}, {Text: "=not known|*_<b>_*"}}},
		},
	}
}
