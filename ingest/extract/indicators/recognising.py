"""Finding indicators: rows of tables, of flattened tables and of lists."""

from collections.abc import Iterator

from planspor.corpus.model import ExtractKind
from planspor.ingest.extract.indicators.cell_tables import cell_rows
from planspor.ingest.extract.indicators.flattened_tables import flat_rows
from planspor.ingest.extract.indicators.joining import joined
from planspor.ingest.extract.indicators.lines import lines_of
from planspor.ingest.extract.indicators.lists import listed_rows
from planspor.ingest.extract.indicators.prose import said_in, with_directions
from planspor.ingest.extract.items import ExtractorInput, Item

__all__ = ["indicators"]


def indicators(given: ExtractorInput) -> Iterator[Item]:
    """The indicators of a document, each once, with what its rows tell of it.

    ``fields``: number, text, other_wording, type (``IndicatorType``), goal (a number, "overall"
    or "effect"), sources, baselines and values and targets ([{value, year, label, text}]), unit,
    prices (a year), direction, caveats, places (of the later rows: passage, start, end).
    """
    lines = lines_of(given)
    order = {passage.id: passage.ordinal for passage in given.passages}
    rows = [*cell_rows(lines), *flat_rows(lines), *listed_rows(lines)]
    said = said_in(lines)
    rows.sort(key=lambda row: (order[row.place.passage.id], row.place.start))
    for row, fields in joined(rows):
        place = row.place
        yield Item(
            ExtractKind.INDICATOR,
            place.passage,
            place.start,
            place.end,
            f"indicator: {row.rule}",
            row.confidence,
            with_directions(fields, row.text, said),
        )
