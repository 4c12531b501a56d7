"""Small records for the tests of the store, made by hand so that every value is known."""

from collections.abc import Mapping
from datetime import UTC, datetime

from planspor.corpus import Corpus
from planspor.corpus.model import (
    Decision,
    Document,
    DocumentKind,
    LinkRun,
    Passage,
    Person,
    Review,
    SearchTrace,
    Section,
    SectionKind,
    Source,
    Stage,
    Stance,
)
from planspor.corpus.store.documents import DocumentVersion
from planspor.corpus.store.links import ProposedLink
from planspor.corpus.store.originals import digest
from planspor.corpus.textmap import Segment, TextMap

LEFT_OUT = 7
"""Characters at the beginning of every original that the clean text leaves out."""
AT = datetime(2024, 3, 1, 12, 30, tzinfo=UTC)
KARI = Person("kari", "Kari Nordmann")
PLAN = "gater"
LAMPS, SPEED = "gater/gatelys", "gater/fart"


def document_version(id_: str, *paragraphs: str, version: int = 1) -> DocumentVersion:
    """A document of one section whose paragraphs are a passage each."""
    text = "\n\n".join(paragraphs)
    document = Document(
        id=id_,
        title=f"Om {id_}",
        kind=DocumentKind.OTHER,
        language="nb",
        file=f"{id_}.txt",
        sha256=digest(text.encode()),
        version=version,
        added=AT,
        issuer="Velforeningen",
        date="2024-02",
        year=2024,
        licence="CC0-1.0",
        sections=1,
        passages=len(paragraphs),
        notes=("a page without text",),
    )
    return DocumentVersion(
        document=document,
        path=f"/tekster/{id_}.txt",
        reader="text/1",
        text=text,
        text_map=TextMap([Segment(0, len(text), LEFT_OUT, LEFT_OUT + len(text))]),
        sections=[_section(document, len(text))],
        passages=_passages(document, paragraphs),
    )


def _section(document: Document, length: int) -> Section:
    return Section(
        id=f"{document.id}/1",
        document=document.id,
        ordinal=0,
        heading="Lys",
        level=1,
        kind=SectionKind.BODY,
        start=0,
        end=length,
        confidence=0.9,
        evidence=("numbering", "contents list"),
        source=_source(document, 0, length),
        number="1",
    )


def _passages(document: Document, paragraphs: tuple[str, ...]) -> list[Passage]:
    made: list[Passage] = []
    for ordinal, text in enumerate(paragraphs):
        start = made[-1].end + 2 if made else 0
        passage = Passage(
            id=f"{document.id}/p{ordinal}",
            document=document.id,
            ordinal=ordinal,
            section=f"{document.id}/1",
            kind=SectionKind.BODY,
            start=start,
            end=start + len(text),
            text=text,
            source=_source(document, start, start + len(text)),
        )
        made.append(passage)
    return made


def _source(document: Document, start: int, end: int) -> Source:
    return Source(document.file, 1, 2, start + LEFT_OUT, end + LEFT_OUT)


def put(corpus: Corpus, new: DocumentVersion) -> None:
    """Store a version in a transaction of its own."""
    with corpus.database.write() as connection:
        corpus.documents.put(connection, new)


def start_run(corpus: Corpus, linker: str = "linker/1") -> LinkRun:
    """A link run with statistics of three words."""
    return corpus.links.start_run(linker, 12, 31.5, {"lys": 4, "vei": 1, "gågate": 7})


def proposal(
    id_: str,
    passage: str,
    target: str = LAMPS,
    score: float = 0.5,
    stage: Stage = Stage.INTENT,
    terms: Mapping[str, float] | None = None,
) -> ProposedLink:
    """A link as the linker proposes it."""
    return ProposedLink(
        id=id_,
        target=target,
        passage=passage,
        score=score,
        stage=stage,
        stance=Stance.MENTIONS,
        origin=False,
        terms=terms or {"lys": 0.5},
        rules=("term: lykt",),
    )


def trace(run: LinkRun, document: str, target: str = LAMPS, version: int = 1) -> SearchTrace:
    """That a target was searched for in a version of a document."""
    return SearchTrace(target, document, version, run.linker, "profil1", run.id, AT, 0.5, 1)


def record(
    corpus: Corpus, run: LinkRun, document: str, *proposed: ProposedLink, version: int = 1
) -> None:
    """Store what a link run found in a document, and that it looked."""
    traces = [trace(run, document, target, version) for target in (LAMPS, SPEED)]
    corpus.links.record(document, version, PLAN, proposed, traces, run)


def review(
    link: str,
    document: str,
    decision: Decision = Decision.ACCEPT,
    stage: Stage | None = None,
    stance: Stance | None = None,
    note: str = "",
    person: str = KARI.id,
) -> Review:
    """One decision on a link to the lamps."""
    return Review(link, LAMPS, document, person, decision, AT, stage, stance, note)
