"""Makes the two fonts of this folder from D2Coding; see README.md.

    python3 subset.py D2Coding-Ver1.3.2-20180524-all.ttc
"""
import gzip
import io
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection

SIGNS = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x391, 0x3C9), (0x2010, 0x2027), (0x2030, 0x203E), (0x20A9, 0x20AC), (0x2190, 0x21FF), (0x2200, 0x226B), (0x2460, 0x2473),
    (0x25A0, 0x25FF), (0x2605, 0x2606), (0x2610, 0x2612), (0x2713, 0x2718), (0x3000, 0x3015), (0x3131, 0x3163), (0xFF01, 0xFFE6),
]
ALL_SYLLABLES = [(0xAC00, 0xD7A3)]


def common_syllables():
    """The 2,350 of KS X 1001."""
    codes = [ord(bytes([row, column]).decode("euc_kr")) for row in range(0xB0, 0xC9) for column in range(0xA1, 0xFF)]
    return [(code, code) for code in codes]


def make(font, style, ranges, path):
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.layout_features = []
    options.drop_tables += ["FFTM", "gasp"]
    options.name_IDs = [0, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    subsetter.subset(font)
    names = font["name"]
    family = "Orderflow Mono"
    told = {1: family, 2: style, 3: f"{family} {style}, a subset of version 1.3.2", 4: f"{family} {style}", 5: "Version 1.3.2", 6: f"OrderflowMono-{style}"}
    names.names = [n for n in names.names if n.platformID == 3 and n.langID == 0x409]
    for number, text in told.items():
        names.setName(text, number, 3, 1, 0x409)
    font.recalcTimestamp = False
    made = io.BytesIO()
    font.save(made, reorderTables=True)
    with open(path, "wb") as file, gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(made.getvalue())
    print(path, len(font.getBestCmap()), "characters,", len(made.getvalue()), "bytes")


collection = TTCollection(sys.argv[1])
make(collection.fonts[0], "Regular", SIGNS + ALL_SYLLABLES, "regular.ttf.gz")
make(collection.fonts[1], "Bold", SIGNS + common_syllables(), "bold.ttf.gz")
