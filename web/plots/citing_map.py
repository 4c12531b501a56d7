"""The net of references drawn along the years: who cites stands to the right of whom it cites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from flask import url_for
from markupsafe import Markup

from planspor.web.views.citing_net import Central, Net

_COLUMN: Final = 215
_ROW: Final = 46
_TOP: Final = 40
_LONGEST: Final = 26


@dataclass(frozen=True, slots=True)
class CitingMap:
    """The inside of an SVG, and its size."""

    drawn: Markup
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class _Place:
    x: int
    y: int


def citing_map(net: Net, undated: str) -> CitingMap:
    """The picture; ``undated`` heads the documents without a year."""
    years = sorted({one.document.year or 0 for one in net.shown})
    columns = {
        year: [one for one in net.shown if (one.document.year or 0) == year] for year in years
    }
    places = _places(columns)
    heads = [
        Markup('<text class="m-group" x="{}" y="18">{}</text>').format(
            12 + number * _COLUMN, year or undated
        )
        for number, year in enumerate(years)
    ]
    lines = [_line(places[tie.citing], places[tie.cited], tie.count) for tie in net.drawn]
    nodes = [_node(one, places[one.document.id]) for one in net.shown]
    tallest = max(map(len, columns.values()), default=0)
    width, height = 24 + len(years) * _COLUMN, _TOP + tallest * _ROW + 10
    return CitingMap(Markup("\n").join([*heads, *lines, *nodes]), width, height)


def _places(columns: Mapping[int, Sequence[Central]]) -> dict[str, _Place]:
    return {
        one.document.id: _Place(20 + number * _COLUMN, _TOP + row * _ROW + 12)
        for number, held in enumerate(columns.values())
        for row, one in enumerate(held)
    }


def _line(start: _Place, end: _Place, count: int) -> Markup:
    """A bow from who cites to what is cited, thicker where it does so often."""
    bend = 40 if start.x == end.x else 0
    middle = (start.x + end.x) // 2 - bend
    path = f"M{start.x} {start.y}C{middle} {start.y} {middle} {end.y} {end.x} {end.y}"
    return Markup('<path class="n-tie" stroke-width="{}" d="{}"/>').format(
        min(5, 1 + count // 3), path
    )


def _node(one: Central, at: _Place) -> Markup:
    title = one.document.title
    short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
    return Markup(
        '<a href="{}"><title>{}</title><circle class="n-node" cx="{}" cy="{}" r="{}"/>'
        '<text x="{}" y="{}">{}</text></a>'
    ).format(
        url_for("references.of_document", document=one.document.id),
        title,
        *(at.x, at.y, round(4 + 2 * sqrt(one.cited_by), 1)),
        *(at.x - 8, at.y + 24, short),
    )
