// Package deu asks how well the spatial models forecast issues that have been decided.
//
// The issues are those of Decision-making in the European Union (DEU III; Arregui and Perarnaud 2021,
// doi:10.34810/data53): proposals of the Commission, each cut into issues with a scale from 0 to 100, on which experts put every
// actor's position, its salience, what would hold without a decision, and the outcome. The data are read from a folder
// that the user names and are not part of the project.
//
// Run scores every model on the issues with an outcome, and a Forecast: a calibrated distribution, fitted to decided issues and
// always scored on proposals that it was not fitted to. Blind writes the Forecast of the issues without an outcome.
package deu
