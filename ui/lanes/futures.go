package lanes

// FutureLanes is how many futures are drawn: the present one and some that are kept.
const FutureLanes = 3
