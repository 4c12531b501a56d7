"""Headings without their numbers."""

import re
from typing import Final

_NUMBER: Final = re.compile(r"^(?:kapittel\s+)?\d+(?:\.\d+)*\.?\s+", re.IGNORECASE)


def bare_heading(heading: str) -> str:
    """A heading without its number."""
    return _NUMBER.sub("", heading).strip()
