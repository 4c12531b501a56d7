"""A file on its way into the record, wherever it comes from."""

from dataclasses import dataclass
from pathlib import Path

from planspor.ingest.read.blocks import Claim

MEMBER = "!/"
"""What parts an archive's path from the name of a file in it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes in hand, with what is known of where they come from.

    ``path`` is what the outcome names: a path, an address, or either with ``!/`` and the name of
    a file inside that archive. ``address`` is where it was fetched from. ``claims`` is what others
    say of the document, weightier than what it says of itself. ``document`` is the known document
    that it is a version of, where whoever brings it knows.
    """

    path: str
    name: str
    data: bytes
    address: str | None = None
    claims: tuple[Claim, ...] = ()
    document: str | None = None

    @property
    def place(self) -> str:
        """Where the record says that it was read from: an address, or an absolute path."""
        if "://" in self.path:
            return self.path
        outer, mark, inner = self.path.partition(MEMBER)
        return f"{Path(outer).resolve()}{mark}{inner}"
