package engine

// Version is that of the physics: it is raised whenever the log of any
// configuration becomes another, so that who keeps a configuration instead of
// its log knows whether the same run will come of it. A test pins the hashes of
// logs and says when that is due.
const Version = 2

// Version returns the version of the engine that computes the session.
func (s *Session) Version() int { return Version }
