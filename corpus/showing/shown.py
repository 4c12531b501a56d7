"""Values that show as one short line."""

from operator import attrgetter
from typing import Any, ClassVar

_LONGEST = 60
"""Characters of a text that are shown."""


class Shown:
    """A value that shows as its class and what tells it from others, not as all that it holds.

    ``_told`` names the attributes, dotted where they are another value's. A dataclass of this kind
    is made with ``repr=False``.
    """

    __slots__ = ()
    _told: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        said = (_said(attrgetter(name)(self)) for name in self._told)
        return f"<{' '.join(filter(None, (type(self).__name__, *said)))}>"


def _said(value: Any) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    text = shortened(str(value))
    return repr(text) if " " in text else text


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A text on one line, its end left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
