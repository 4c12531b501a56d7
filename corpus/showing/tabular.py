"""Results that show as a table, and become a pandas frame."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import pandas

T = TypeVar("T")


class Tabular:
    """A result that is a table, or holds one."""

    __slots__ = ()

    def to_frame(self) -> "pandas.DataFrame":
        """All of it as a pandas frame; see `planspor.corpus.showing.frame`."""
        from planspor.corpus.showing.frames import frame

        return frame(self)

    def _repr_html_(self) -> str:
        """The table as notebooks show it, with its first rows."""
        from planspor.corpus.showing.markup import markup
        from planspor.corpus.showing.tables import table_of

        return markup(table_of(self))


class Rows(list[T], Tabular):
    """A list of values of one ``kind``: a list in everything, that shows as a table."""

    def __init__(self, kind: type[T], items: Iterable[T] = ()) -> None:
        super().__init__(items)
        self.kind = kind

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.kind, list(self))
