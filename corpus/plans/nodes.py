"""A plan file as a tree of values that know their place, whatever form it was written in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from planspor.corpus.errors import PlanFileError


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a plan file.

    ``value`` is a scalar, a sequence or a mapping; ``text`` is a scalar as it was written.
    ``place`` is what a person looks for: ``line 12``, or ``sheet Tiltak, row 5``.
    """

    place: str
    value: "bool | int | float | str | tuple[Node, ...] | Mapping[str, Node] | None"
    text: str = ""

    @property
    def items(self) -> "tuple[Node, ...]":
        """The items of a list; a value alone counts as a list of itself."""
        return self.value if isinstance(self.value, tuple) else (self,)

    @property
    def kind(self) -> str:
        """What a message calls the value."""
        if isinstance(self.value, Mapping):
            return "a mapping"
        if isinstance(self.value, str | bool | int | float):
            return f"“{shortened(self.text)}”"
        return "empty" if self.value is None else "a list"


def shortened(text: str, length: int = 40) -> str:
    """A text as a message quotes it: on one line, cut to a length."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


@dataclass(slots=True)
class Mistakes:
    """The mistakes found in one file, to be reported together."""

    file: str
    _found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, place: str, wrong: str, remedy: str) -> None:
        """Note a mistake: where, what is wrong, and what to do."""
        number = int((re.findall(r"[0-9]+", place) or ["0"])[-1])
        found = (number, f"{self.file}, {place}: {wrong}: {remedy}")
        if found not in self._found:
            self._found.append(found)

    def report(self) -> None:
        """End here if anything was found.

        Raises:
            PlanFileError: with one mistake a line.
        """
        if self._found:
            raise self.error()

    def error(self) -> PlanFileError:
        """All that was found as one error, in the order of lines or rows."""
        in_order = sorted(self._found, key=lambda found: found[0])
        return PlanFileError(
            "\n".join(line for _, line in in_order),
            "Mend the file and add it again; nothing was stored.",
        )
