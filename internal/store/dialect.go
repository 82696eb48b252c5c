package store

import (
	"strconv"
	"strings"
)

// dialect is what the two engines say differently.
type dialect struct {
	postgres bool
	serial   string // a column that numbers its rows
	lock     string // at the end of a SELECT: nobody else may change the row until the end of the transaction
	skip     string // the same, and rows that somebody else has locked are passed over
	tables   string // the names of all tables
}

var sqlite = dialect{
	serial: "INTEGER PRIMARY KEY AUTOINCREMENT", // one writer: a transaction that was begun has the database
	tables: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
}

var postgres = dialect{
	postgres: true,
	serial:   "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
	lock:     " FOR UPDATE", skip: " FOR UPDATE SKIP LOCKED",
	tables: "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
}

// text writes a statement for the engine. {now} is the time in microseconds: of
// the database itself where several machines share one, so that all have one clock.
func (d dialect) text(statement string) string {
	return d.replaced(statement, "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)")
}

// parameters writes a statement with so many arguments for SQLite. {now} is one
// more, if it is there: a statement with the time in its text could not be prepared.
func (d dialect) parameters(statement string, arguments int) (text string, timed bool) {
	text = strings.ReplaceAll(statement, "$", "?")
	return d.replaced(text, "?"+strconv.Itoa(arguments+1)), strings.Contains(statement, "{now}")
}

func (d dialect) replaced(statement, now string) string {
	return strings.NewReplacer("{serial}", d.serial, "{lock}", d.lock, "{skip}", d.skip, "{now}", now).Replace(statement)
}
