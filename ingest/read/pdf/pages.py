"""A page of a PDF as lines, before anything is known of the pages around it."""

from dataclasses import dataclass, field

from planspor.ingest.read.pdf.lines import TextLine


@dataclass(slots=True)
class PageText:
    """A page's lines in the order of its stream, the gutters between its columns, its size.

    ``tagged`` tells that the lines' owners and ranks come from structure tags.
    """

    number: int
    width: float
    height: float
    lines: list[TextLine]
    gutters: list[float] = field(default_factory=list)
    tagged: bool = False
