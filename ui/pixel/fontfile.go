package pixel

import _ "embed" // the licence

//go:embed font/LICENSE
var fontLicence string

// FontName is the name of the font.
const FontName = "Orderflow Mono"

// FontFile returns the font in its regular weight, as TrueType packed by gzip, and
// its licence: for who shows text as pictures do.
func FontFile() (file []byte, licence string) { return regularFile, fontLicence }
