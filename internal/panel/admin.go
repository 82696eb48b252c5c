package panel

import (
	"net"
	"net/http"
	"net/netip"

	"orderflow/sim"
)

// AdminPath is where faults can be made while the panel runs, if Options.Admin
// is set: for who is on the same machine and knows the key.
//
//	key=… action=fault fault=SPEC   a fault, as of --fault; from= counts from now
//	key=… action=repair             ends every fault
//	key=… action=faults             lists them
const AdminPath = "/admin"

// administer answers a request to AdminPath.
func (s *Server) administer(w http.ResponseWriter, r *http.Request) {
	if !fromHere(r) {
		http.NotFound(w, r)
		return
	}
	form, ok := s.readForm(w, r)
	if !ok {
		return
	}
	switch form.Get("action") {
	case "fault":
		f, err := sim.ParseFault(form.Get("fault"))
		if err == nil {
			err = s.plan.Add(f)
		}
		if err != nil {
			write(w, failure(sim.Printable(err.Error(), 400)))
			return
		}
	case "repair":
		s.plan.End()
	case "faults":
	default:
		write(w, failure(noAction))
		return
	}
	write(w, s.plan.List())
}

// fromHere reports whether a request comes from this machine, meant for it, and
// from no page of a browser. A proxy on this machine says for whom it asks.
func fromHere(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	for _, relayed := range []string{"Origin", "Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via"} {
		if r.Header.Get(relayed) != "" {
			return false
		}
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && peer.Addr().Unmap().IsLoopback() && Loopback(host)
}

// Loopback reports whether a host is this machine alone.
func Loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}
