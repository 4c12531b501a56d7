"""Lists and matrices as files to take away."""

from typing import Final

ENDINGS: Final = ("docx", "xlsx", "csv", "json")
"""What the name of a file may end in."""
