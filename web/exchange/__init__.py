"""The whole coding of a plan, out to other programs and back.

One `Coding` is what goes out; each format writes it in its own way. What a format reads becomes
`Place`s, which `take` enters into the corpus, whatever the format was.
"""

from planspor.web.exchange.coding import Choice, Coding
from planspor.web.exchange.formats import FORMATS, Format, read_file, write_file
from planspor.web.exchange.taking import Report

__all__ = ["FORMATS", "Choice", "Coding", "Format", "Report", "read_file", "write_file"]
