"""Line charts of indicators, drawn by matplotlib and dressed for the site.

What matplotlib draws has its colours in ``style`` attributes, which the site's policy forbids and
dark mode could not change: they become classes and presentation attributes here.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from xml.etree import ElementTree

_WIDTH, _HEIGHT = 7.2, 3.4
"""Inches at 72 points each: the chart grows with the page."""
_INK, _GRID, _LINES = "#010101", "#020202", ("#030303", "#040404", "#050505", "#060606")
"""Colours that stand for a class of the stylesheet."""
_CLASSES: Final[Mapping[str, str]] = {
    _INK: "c-ink",
    _GRID: "c-grid",
    **{colour: f"c-line{number}" for number, colour in enumerate(_LINES, 1)},
}
_SVG = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"
_STYLE = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
_MARKERS = ("o", "s", "^", "D")
_DASHES = ("-", "--", ":", "-.")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart: years and values in order, and what it is called; "" is the only one."""

    label: str
    points: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is to be drawn. ``title`` and ``description`` are read out in its place.

    ``main`` is what a legend calls the line without a label, ``zero`` what the baseline is called.
    """

    id: str
    title: str
    description: str
    unit: str
    lines: tuple[Line, ...]
    baseline: tuple[int, float] | None = None
    main: str = "alle"
    zero: str = "nullpunkt"


@lru_cache(maxsize=256)
def draw(chart: Chart) -> str:
    """The chart as SVG to be put into a page."""
    # Imported here because matplotlib takes half a second to load and few pages have a chart.
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context({"svg.fonttype": "none", "text.parse_math": False, "svg.hashsalt": chart.id}):
        figure = Figure(figsize=(_WIDTH, _HEIGHT), layout="constrained")
        FigureCanvasSVG(figure)
        _plot(figure.subplots(), chart)
        out = io.StringIO()
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    return _dressed(out.getvalue(), chart)


def _plot(axes: Any, chart: Chart) -> None:
    for number, line in enumerate(chart.lines[: len(_LINES)]):
        years, values = zip(*line.points, strict=True)
        axes.plot(
            years,
            values,
            color=_LINES[number],
            marker=_MARKERS[number],
            linestyle=_DASHES[number],
            linewidth=2,
            label=line.label or chart.main,
        )
    if chart.baseline is not None:
        axes.axhline(chart.baseline[1], color=_INK, linewidth=1, linestyle=(0, (4, 4)))
        axes.annotate(
            f"{chart.zero} {number_text(chart.baseline[1])}",
            (1, chart.baseline[1]),
            xycoords=("axes fraction", "data"),
            xytext=(0, 4),
            textcoords="offset points",
            ha="right",
            color=_INK,
            fontsize=9,
        )
    _axes(axes, chart)


def _axes(axes: Any, chart: Chart) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    years = [year for line in chart.lines for year, _ in line.points]
    span = max(years) - min(years)
    axes.set_xticks(sorted(set(years)) if span <= 12 else range(min(years), max(years) + 1, 5))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _at: number_text(value)))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5))
    axes.set_ylabel(chart.unit, color=_INK)
    axes.margins(x=0.06, y=0.22)
    axes.grid(axis="y", color=_GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=_INK, labelsize=10)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(_GRID)
    if len(chart.lines) > 1:
        axes.legend(frameon=False, labelcolor=_INK, fontsize=9)


def number_text(value: float) -> str:
    """A figure as Norwegians write it: 1 959, 3,9."""
    rounded = round(value, 2)
    text = f"{rounded:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")


def _dressed(drawn: str, chart: Chart) -> str:
    """The drawing with classes for colours, a title and a description."""
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(drawn)
    for parent in root.iter():
        for child in list(parent):
            if child.tag in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}style"):
                parent.remove(child)
    names: dict[str, str] = {}
    for element in root.iter():
        _plain(element)
        if old := element.attrib.pop("id", None):
            names[old] = f"{chart.id}-{old}"
            element.set("id", names[old])
    _frame(root, chart)
    text = ElementTree.tostring(root, encoding="unicode")
    # The drawing refers to its own parts, which must be told from those of another on the page.
    return re.sub(r'((?:url\(|href=")#)', rf"\g<1>{chart.id}-", text)


def _plain(element: ElementTree.Element) -> None:
    """Turn a style into attributes, and the colours that stand for one into classes."""
    if target := element.attrib.pop(_HREF, None):
        # In a page only SVG 2's own attribute is known whatever the prefix was.
        element.set("href", target)
    classes = set()
    for name, value in _STYLE.findall(element.attrib.pop("style", "")):
        if name == "font":
            size = re.search(r"([\d.]+)px", value)
            element.set("font-size", size.group(1) if size else "10")
        else:
            element.set(name, value)
    for name in ("fill", "stroke"):
        known = _CLASSES.get(element.get(name, ""))
        if known:
            classes.add(f"{known}-{name}")
            del element.attrib[name]
    if element.tag == f"{{{_SVG}}}text" and not classes:
        classes.add("c-ink-fill")
    if classes:
        element.set("class", " ".join(sorted(classes)))


def _frame(root: ElementTree.Element, chart: Chart) -> None:
    for name in ("width", "height"):
        root.attrib.pop(name, None)
    title, description = (ElementTree.Element(f"{{{_SVG}}}{tag}") for tag in ("title", "desc"))
    title.text, description.text = chart.title, chart.description
    for element, name in ((title, "title"), (description, "desc")):
        element.set("id", f"{chart.id}-{name}")
    root.insert(0, description)
    root.insert(0, title)
    root.set("role", "img")
    root.set("class", "chart")
    root.set("aria-labelledby", f"{chart.id}-title {chart.id}-desc")


def lines_of(points: Sequence[tuple[str, int, float]]) -> tuple[Line, ...]:
    """Lines from labels, years and values; one with a single point is a mark."""
    by_label: dict[str, list[tuple[int, float]]] = {}
    for label, year, value in points:
        by_label.setdefault(label, []).append((year, value))
    return tuple(Line(label, tuple(sorted(held))) for label, held in by_label.items())
