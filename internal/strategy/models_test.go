package strategy

// models answer the entries of the shared vectors, by name.
var models = map[string]solver{
	"fearon_range": of(func(p struct {
		P, CA, CB float64
		A, B      *float64
	},
	) (answers, error) {
		war := War{p.P, p.CA, p.CB}
		if p.A != nil && p.B != nil {
			r, err := PowerRange(war, Attitude{*p.A, *p.B})
			return answers{"lo": r.Lo, "hi": r.Hi, "empty": r.Empty()}, err
		}
		r, err := WarRange(war)
		return answers{
			"lo": r.Lo, "hi": r.Hi, "width": r.Width(),
			"proposerA_demand": r.ProposedByA(), "proposerB_gives": r.ProposedByB(),
		}, err
	}),
	"optimism": of(func(p struct{ PA, PB, CA, CB float64 }) (answers, error) {
		r, err := OptimismRange(Optimism{p.PA, p.PB, p.CA, p.CB})
		return answers{"lo": r.Lo, "hi": r.Hi, "range_exists": !r.Empty()}, err
	}),
	"risk_return": of(func(p struct{ P, CA, C float64 }) (answers, error) {
		o, err := OfferUnderPrivateCost(PrivateCost{p.P, p.CA, p.C})
		return answers{"x": o.X, "p_war": o.War, "EU_A": o.PayoffA, "grid_x": o.X}, err
	}),
	"preventive_war": of(func(p struct{ P1, P2, CB, Delta float64 }) (answers, error) {
		w, err := PreventiveWar(Decline{p.P1, p.P2, p.CB, p.Delta})
		return answers{"lhs": w.Shift, "rhs": w.Threshold, "war": w.War, "B_war_now": w.WarNow, "B_best_peace": w.BestPeace}, err
	}),
	"powell_shift": of(func(p struct{ P0, P1, D, Delta float64 }) (answers, error) {
		s, err := PowerShift(Rise{p.P0, p.P1, p.D, p.Delta})
		return answers{"lhs": s.Shift, "surplus": s.Surplus, "war": s.War, "D_locked_in": s.LockedIn, "D_max_peace": s.MaxPeace}, err
	}),
	"compellence": of(func(p struct {
		Loss     float64 `json:"v"`
		Harm     float64 `json:"h"`
		Success  float64 `json:"q"`
		Cost     float64 `json:"k"`
		Gain     float64 `json:"V"`
		Audience float64 `json:"a"`
		Own      float64 `json:"b"`
	},
	) (answers, error) {
		u, err := Compel(Threat{p.Loss, p.Own, p.Harm, p.Success}, Challenger{p.Cost, p.Gain, p.Audience})
		return answers{"credible": u.Credible, "r": u.Chance, "r_star": u.Threshold, "concede": u.Concedes}, err
	}),
	"compellence_private_cost": of(func(p struct {
		Loss     float64 `json:"v"`
		Harm     float64 `json:"h"`
		Success  float64 `json:"q"`
		Gain     float64 `json:"V"`
		Audience float64 `json:"a"`
		MaxCost  float64 `json:"K"`
	},
	) (answers, error) {
		u, err := CompelPrivately(Threat{p.Loss, 0, p.Harm, p.Success}, PrivateChallenger{p.MaxCost, p.Gain, p.Audience})
		return answers{"r": u.Chance, "r_star": u.Threshold, "concede": u.Concedes, "a_min": u.LeastAudience}, err
	}),
	"deadline": of(func(p struct {
		V, Y, H, Q, Delta float64
		T                 int
	},
	) (answers, error) {
		w, err := WaitForDeadline(Deadline{Threat{p.V, 0, p.H, p.Q}, p.Y, p.Delta, p.T})
		return answers{"concede_now": w.ConcedeNow, "concede_at_deadline": w.ConcedeAtDeadline, "waits": w.Waits()}, err
	}),
	"audience_cost_attrition": of(func(p struct {
		V float64 `json:"v_i"`
		A float64 `json:"a_i"`
		T float64
	},
	) (answers, error) {
		s, err := StillIn(p.V, p.A, p.T)
		return answers{"survival_j": s, "survival_numeric": s}, err
	}),
	"battle_random_walk": of(func(p struct {
		N                int
		P, CA, CB, Delta float64
	},
	) (answers, error) {
		w, err := Prospects(Campaign{p.N, p.P, p.CA, p.CB, p.Delta})
		lo, hi := make([]float64, len(w.Range)), make([]float64, len(w.Range))
		for k, r := range w.Range {
			lo[k], hi[k] = r.Lo, r.Hi
		}
		return answers{"P_A": w.Win, "battles": w.Battles, "lo": lo, "hi": hi}, err
	}),
	"repeated_pd": of(func(p struct{ T, R, P, S float64 }) (answers, error) {
		s := Stakes{p.T, p.R, p.P}
		grim, e1 := GrimPatience(s)
		tft, e2 := TitForTatPatience(s, p.S)
		lag, e3 := LaggedPatience(s, 3)
		half, e4 := DetectedPatience(s, 0.5)
		turnover, e5 := TurnoverPatience(s, 0.1)
		guarantor, e6 := GuaranteedPatience(s, 1, 1)
		return answers{
			"grim": grim, "tit_for_tat": tft, "detect_lag_3": lag, "detect_prob_half": half,
			"turnover_10pct": turnover, "guarantor_penalty_1": guarantor,
		}, first(e1, e2, e3, e4, e5, e6)
	}),
	"noisy_monitoring": of(func(p struct {
		T, R, P, D, E, Delta float64
		K                    int
	},
	) (answers, error) {
		w, err := NoisyDeal(Stakes{p.T, p.R, p.P}, Monitor{p.D, p.E, p.Delta}, p.K)
		return answers{"Vgap": w.Gap, "self_enforcing": w.Holds, "V_coop": w.Keep, "V_deviate": w.Cheat, "ok": w.Holds}, err
	}),
	"putnam_winset": of(func(p struct {
		A, B          []float64
		Q, Kappa, Tau float64
	},
	) (answers, error) {
		a, e1 := WinSet(Chamber{p.A, p.Q, p.Kappa, p.Tau})
		b, e2 := WinSet(Chamber{p.B, p.Q, p.Kappa, p.Tau})
		return answers{"win_A": intervals(a), "win_B": intervals(b), "overlap": intervals(a.Intersect(b))}, first(e1, e2)
	}),
	"rubinstein": of(func(p struct{ DA, DB float64 }) (answers, error) {
		s, e1 := AlternatingOffers(Patiences{p.DA, p.DB})
		turned, e2 := OffersByB(Patiences{p.DA, p.DB})
		long, e3 := FiniteOffers(Patiences{p.DA, p.DB}, 1000)
		return answers{"A": s.A, "B": s.B, "if_B_proposes_A_gets": turned.A, "iterated": long.A}, first(e1, e2, e3)
	}),
	"rubinstein_outside_option": of(func(p struct{ Delta, W float64 }) (answers, error) {
		s, err := OffersWithOutsideOption(Patiences{p.Delta, p.Delta}, p.W)
		return answers{"A": s.A, "B": s.B, "binds": s.Binds}, err
	}),
	"ripeness": of(func(p struct {
		PA, PB, CA, CB float64
		EscA, EscB     [][2]float64
	},
	) (answers, error) {
		var d Dispute
		d.Optimism = Optimism{p.PA, p.PB, p.CA, p.CB}
		for _, e := range p.EscA {
			d.EscalationsA = append(d.EscalationsA, Escalation{e[0], e[1]})
		}
		for _, e := range p.EscB {
			d.EscalationsB = append(d.EscalationsB, Escalation{e[0], e[1]})
		}
		r, err := IsRipe(d)
		return answers{
			"range": []float64{r.Range.Lo, r.Range.Hi}, "ripe": r.Ripe(),
			"way_out": r.Met(WayOut), "stalemate": r.Met(Stalemate),
		}, err
	}),
	"lanchester_square": of(func(p struct{ A0, B0, Alpha, Beta float64 }) (answers, error) {
		r, err := SquareLaw(Forces{A: p.A0, B: p.B0, Alpha: p.Alpha, Beta: p.Beta})
		return answers{
			"winner": r.Winner.String(), "survivors": r.Survivors, "time": r.Time,
			"rk4": []float64{r.Survivors, 0, r.Time},
		}, err
	}),
	// The days at which the file gives strengths are those of Engel's table that it chose; US forces land from nothing.
	"lanchester_iwo_jima": of(func(p struct {
		J0, Beta, Alpha float64
		Reinforcements  [][2]float64
	},
	) (answers, error) {
		var landings []Reinforcement
		for _, r := range p.Reinforcements {
			landings = append(landings, Reinforcement{From: r[0], To: r[0] + 1, A: r[1]})
		}
		r, err := SquareLawReinforced(Forces{B: p.J0, Alpha: p.Alpha, Beta: p.Beta}, landings, []float64{1, 5, 10, 20, 28, 36})
		var days [][]float64
		for _, s := range r.States {
			days = append(days, []float64{s.Time, s.A, s.B})
		}
		return answers{"day_US_JP": days}, err
	}),
	"markov_front": of(func(p struct {
		N, T                int
		U, D, CA, CB, Delta float64
	},
	) (answers, error) {
		ranges, err := FrontRanges(MovingFront{
			Places: p.N, Months: p.T, Advance: p.U, Retreat: p.D, CostA: p.CA, CostB: p.CB, Patience: p.Delta,
		})
		var lo, hi []float64
		for _, month := range ranges {
			lo, hi = append(lo, month[5].Lo), append(hi, month[5].Hi)
		}
		return answers{"lo_k5": lo, "hi_k5": hi}, err
	}),
}
