"""Cells that every program shows as they stand, and that can be read back as they were."""

import re
from typing import Final

from planspor.web.files.csv_file import FORMULA

LONGEST: Final = 32_000
"""Characters of a cell; Excel has room for 32,767."""
CUT: Final = " […]"
"""What ends a cell whose text is longer."""
_GUARDED: Final = re.compile(f"'*{FORMULA.pattern}")
_NOT_IN_XML: Final = re.compile(
    r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


def guarded(text: str) -> str:
    """A text for CSV: an apostrophe before what a program would take for a formula."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """A text as it was before it was guarded."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text[1:]) else text


def escaped(text: str) -> str:
    """A text for a workbook: signs that XML lacks are written as _xHHHH_, as Excel writes them."""
    return _NOT_IN_XML.sub(lambda sign: f"_x{ord(sign.group()):04X}_", text)


def unescaped(text: str) -> str:
    """A text as it was before it was escaped."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def cut(text: str) -> str:
    """A text as far as a cell has room for it."""
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
