// Package parley is an executable model of a negotiation. It reads one small text file about a dispute (a case) and
// answers: where can the parties agree, who pays, who can block it?
//
// There are three ways in, each built on the next:
//
//	Brief(ctx, path, options)              reads a case and answers everything, on two pages
//	Load(path), then Ask(ctx, c, …)        reads once and asks often
//	Prepare(ctx, c, options), then s.Ask   draws the uncertain inputs once and shares them between questions
//
// An Answer marshals to JSON with stable keys, and writes itself as text, Markdown, HTML or CSV. The same case, seed, number of runs and version give the same bytes, whatever the number of workers.
//
// Everything happens in the process: no network, no files but the case.
package parley
