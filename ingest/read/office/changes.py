"""Tracked changes: a document is read as if they were accepted, and says so."""

from dataclasses import dataclass, field

_NAMED = 5


@dataclass(slots=True)
class Changes:
    """The changes met in a document and who made them."""

    inserted: int = 0
    deleted: int = 0
    _authors: dict[str, None] = field(default_factory=dict)

    def insert(self, author: str | None) -> None:
        """An insertion, which is read."""
        self.inserted += 1
        self._name(author)

    def delete(self, author: str | None) -> None:
        """A deletion, which is left out."""
        self.deleted += 1
        self._name(author)

    def notes(self) -> tuple[str, ...]:
        """One sentence on what was met; none where nothing was."""
        if not self.inserted + self.deleted:
            return ()
        counts = f"{self.inserted} inserted, {self.deleted} deleted"
        return (f"Tracked changes are read as accepted: {counts}{self._by()}.",)

    def _name(self, author: str | None) -> None:
        if author:
            self._authors[author] = None

    def _by(self) -> str:
        names = list(self._authors)
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        return f", by {', '.join(names[:_NAMED])}{more}" if names else ""
