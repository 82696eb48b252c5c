// Package sheets draws what is opened over the lower part of the board: forms,
// lists and texts.
package sheets
