"""Documents made of headings and paragraphs, for the rules on sentences to read."""

from datetime import UTC, datetime

from planspor.corpus.model import Document, DocumentKind, ExtractKind, Passage, SectionKind, Source
from planspor.corpus.model import Section as Part
from planspor.ingest.extract.findings import findings
from planspor.ingest.extract.items import ExtractorInput, Item

_NOWHERE = Source("rapport.txt", 1, 1, 0, 1)


def document(kind: DocumentKind = DocumentKind.EVALUATION, title: str = "Rapport") -> Document:
    return Document(
        "rapport", title, kind, "nb", "rapport.txt", "0" * 64, 1, datetime(2024, 1, 1, tzinfo=UTC)
    )


def taking(
    parts: dict[str, str], kind: DocumentKind = DocumentKind.EVALUATION, title: str = "Rapport"
) -> ExtractorInput:
    """A document whose sections have these headings and texts."""
    sections, passages, place = [], [], 0
    for number, (heading, text) in enumerate(parts.items()):
        id_ = f"rapport/{number}"
        body = SectionKind.BODY
        end = place + len(text)
        sections.append(
            Part(id_, "rapport", number, heading, 1, body, place, end, 1.0, (), _NOWHERE)
        )
        passages.append(
            Passage(f"{id_}:1", "rapport", number, id_, body, place, end, text, _NOWHERE)
        )
        place = end + 2
    return ExtractorInput(document(kind, title), sections, passages)


def found(
    kind: ExtractKind,
    parts: dict[str, str],
    of: DocumentKind = DocumentKind.EVALUATION,
    title: str = "Rapport",
) -> list[Item]:
    """What is found of a kind."""
    return [item for item in findings(taking(parts, of, title)) if item.kind is kind]
