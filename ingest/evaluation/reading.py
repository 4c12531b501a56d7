"""How well files are read: documents made for measuring, outlines and pages judged by people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planspor.corpus.errors import InputError
from planspor.ingest.evaluation import main_text, outlines, rendered_report
from planspor.ingest.evaluation.characters import Fault
from planspor.ingest.evaluation.main_text import (
    Agreement,
    PageFigures,
    evaluate_layouts,
    evaluate_pages,
)
from planspor.ingest.evaluation.outlines import OutlineFigures, evaluate_outlines
from planspor.ingest.evaluation.rendered import FileFigures, evaluate_rendered

_SHOWN = 110
"""Letters shown of each side of a fault."""


@dataclass(frozen=True, slots=True)
class ReadingFigures:
    """All of it; an error stands where a document could not be read."""

    rendered: Sequence[FileFigures | InputError]
    outlines: Sequence[OutlineFigures | InputError]
    pages: Sequence[PageFigures | Agreement | InputError]
    layouts: Sequence[PageFigures | InputError]

    def table(self, faults: bool = False) -> str:
        """The figures for people to read, and what was read wrongly."""
        parts = [
            rendered_report.table(self.rendered),
            outlines.table(self.outlines),
            main_text.table(self.pages),
            main_text.table(self.layouts),
        ]
        return "\n\n".join([*parts, *(["\n".join(self._faults())] if faults else [])])

    def as_data(self, faults: bool = False) -> dict[str, object]:
        """The figures of documents, outlines, pages and layouts, each by name.

        Faults quote the texts that were judged, so that they are left out unless asked for.
        """
        data: dict[str, object] = {
            "rendered": rendered_report.as_data(self.rendered),
            "outlines": outlines.as_data(self.outlines),
            "pages": main_text.as_data(self.pages),
            "layouts": main_text.as_data(self.layouts),
        }
        return data if faults else _without_faults(data)

    def _faults(self) -> Iterator[str]:
        for one in (*self.rendered, *self.outlines, *self.pages, *self.layouts):
            if isinstance(one, FileFigures):
                yield from _lines(one.name, one.faults)
            elif isinstance(one, OutlineFigures):
                yield from _lines(one.text, one.headings.faults)
            elif isinstance(one, PageFigures):
                yield from _lines(f"{one.page} ({one.judge})", one.faults)


def evaluate_reading(
    texts: Path, gold: Path, rendered: Sequence[Path], layouts: Path
) -> ReadingFigures:
    """Read everything that has a truth: what is not here is left out.

    Args:
        texts: the folder of the judged texts.
        gold: the folder of the judgements.
        rendered: folders of documents made for measuring, each with its truth beside it.
        layouts: the folder of web pages made for measuring.

    Raises:
        InputError: a truth or a judgement cannot be read.
    """
    return ReadingFigures(
        rendered=[one for folder in rendered for one in evaluate_rendered(folder)],
        outlines=list(evaluate_outlines(texts, gold)),
        pages=list(evaluate_pages(texts / "html", gold)),
        layouts=list(evaluate_layouts(layouts)),
    )


def _without_faults(data: dict[str, object]) -> dict[str, object]:
    return {
        name: _without_faults(value) if isinstance(value, dict) else value
        for name, value in data.items()
        if name != "faults"
    }


def _lines(name: str, faults: Sequence[Fault]) -> Iterator[str]:
    for fault in faults:
        yield f"{name}: {fault.kind}: «{fault.wanted[:_SHOWN]}» read as «{fault.found[:_SHOWN]}»"
