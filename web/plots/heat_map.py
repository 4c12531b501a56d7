"""The matrix as a picture: a square for each target and column, darker the more is accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from flask_babel import gettext, ngettext
from markupsafe import Markup

from planspor.corpus.model import LinkState, Stance
from planspor.corpus.tracking import Outline
from planspor.web.drawing import brief, target_url
from planspor.web.views.columns import Breadth, Column

_SIDE: Final = 18
"""The side of a square, with the gap after it, in pixels."""
_NAME: Final = 330
_TOP: Final = 140
_GROUP: Final = 24
_LONGEST: Final = 46
"""Letters of a row's name."""
_SHADES: Final = (1, 3, 8)
"""The most that is accepted of each shade but the last."""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """What a page shows of it: the inside of an SVG, its size, and what it says in words."""

    drawn: Markup
    width: int
    height: int
    description: str
    rows: int

    @property
    def shades(self) -> tuple[str, ...]:
        """How many passages each shade stands for, the lightest first."""
        return ("1", "2–3", "4–8", gettext("9 eller flere"))


@dataclass(slots=True)
class _Counts:
    accepted: int = 0
    suggested: int = 0
    against: bool = False


def heat_map(
    rows: Sequence[tuple[str, Outline]],
    columns: Sequence[Column],
    addresses: Sequence[str],
    nameless: str,
) -> HeatMap:
    """The map of some rows, each with its group's name, and columns with their addresses.

    ``nameless`` is what the group without a name is called.
    """
    places = _places(columns)
    parts = [_heads(columns, addresses)]
    marks: dict[str, list[str]] = {}
    y, filled, waiting = _TOP, 0, 0
    for name, same in groupby(rows, key=lambda row: row[0]):
        parts.append(
            Markup('<text class="m-group" x="0" y="{}">{}</text>').format(
                y + 16, _cut(name or nameless, 90)
            )
        )
        y += _GROUP
        for _, one in same:
            parts.append(_name(one, y))
            marks.setdefault("m-line", []).append(f"M{_NAME} {y + 17}h{len(columns) * _SIDE}")
            counts = _counted(one, places, columns)
            filled += sum(1 for held in counts.values() if held.accepted)
            waiting += sum(1 for held in counts.values() if held.suggested and not held.accepted)
            _mark(marks, counts, y)
            y += _SIDE
    paths = [
        Markup('<path class="{}" d="{}"/>').format(css, " ".join(found))
        for css, found in marks.items()
    ]
    width = _NAME + len(columns) * _SIDE + 90
    said = _description(len(rows), len(columns), filled, waiting)
    return HeatMap(Markup("\n").join([*parts, *paths]), width, y + 8, said, len(rows))


def _places(columns: Sequence[Column]) -> dict[str, list[int]]:
    """The columns that each document stands in."""
    places: dict[str, list[int]] = {}
    for number, column in enumerate(columns):
        for document in column.documents:
            places.setdefault(document.id, []).append(number)
    return places


def _counted(
    one: Outline, places: Mapping[str, Sequence[int]], columns: Sequence[Column]
) -> dict[int, _Counts]:
    found: dict[int, _Counts] = {}
    for tie in one.ties:
        if tie.state is LinkState.REJECTED:
            continue
        for number in places.get(tie.document, ()):
            if columns[number].stage not in (None, tie.stage):
                continue
            held = found.setdefault(number, _Counts())
            if tie.state is LinkState.ACCEPTED:
                held.accepted += 1
                held.against |= tie.stance is Stance.CONTRADICTS
            else:
                held.suggested += 1
    return found


def _mark(marks: dict[str, list[str]], counts: Mapping[int, _Counts], y: int) -> None:
    """Add the squares of a row: one path for each shade draws them all."""
    for number, held in counts.items():
        x = _NAME + number * _SIDE
        if held.accepted:
            shade = 1 + sum(held.accepted > most for most in _SHADES)
            marks.setdefault(f"m{shade}", []).append(f"M{x} {y}h16v16h-16z")
        else:
            marks.setdefault("m-waiting", []).append(f"M{x + 5} {y + 5}h6v6h-6z")
        if held.against:
            marks.setdefault("m-against", []).append(f"M{x + 3} {y + 13}l10-10")


def _name(one: Outline, y: int) -> Markup:
    said = brief(one.target)
    number = getattr(one.target, "ordinal", None) or getattr(one.target, "number", None)
    shown = f"{number}  {said}" if number else said
    return Markup('<a href="{}"><title>{}</title><text x="0" y="{}">{}</text></a>').format(
        target_url(one.target), one.target.text or "", y + 13, _cut(shown, _LONGEST)
    )


def _heads(columns: Sequence[Column], addresses: Sequence[str]) -> Markup:
    return Markup("\n").join(
        Markup(
            '<a href="{}"><title>{}</title>'
            '<text transform="translate({} {}) rotate(-55)">{}</text></a>'
        ).format(
            address, column.name, _NAME + number * _SIDE + 12, _TOP - 6, _cut(_head(column), 23)
        )
        for number, (column, address) in enumerate(zip(columns, addresses, strict=True))
    )


def _head(column: Column) -> str:
    if column.breadth is Breadth.DOCUMENT and column.year:
        return f"{column.year} {column.name}"
    return column.name


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _description(rows: int, columns: int, filled: int, waiting: int) -> str:
    shown = ngettext("%(num)s punkt i planen", "%(num)s punkter i planen", rows)
    return gettext(
        "Kart over %(rows)s mot %(columns)s kolonner: %(filled)s ruter har godkjente avsnitt og "
        "%(waiting)s har bare forslag, av %(all)s.",
        rows=shown,
        columns=columns,
        filled=filled,
        waiting=waiting,
        all=rows * columns,
    )
