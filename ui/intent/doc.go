// Package intent says what a user can want: the actions of keys, the places
// that can be pointed at, and what a click does. It imports nothing of ours.
package intent
