"""What the tests of exchange share: a coding with all that can happen, and how corpora compare."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from planspor.corpus import Corpus
from planspor.corpus.model import Decision, Link, Person, Review, Stage, Stance
from planspor.corpus.store.links import MadeLink
from planspor.web.exchange import FORMATS, Choice, Coding, Report, read_file

PLAN = "havneset2021"
KARI = Person("kari-nes", "Kari Nes")
FIRST = datetime(2024, 5, 3, 10, 0, tzinfo=UTC)
NOTES = (
    "=1+1",
    "'=SUM(A1)",
    "Ærlig «talt» <&> \"'; , \t",
    "to\nlinjer\r\nog en \rtil",
    "klokke \x07, null og \x1b",
    "😀 𝒳 _x000D_ _x005F_",
    "  mellomrom  ",
    "",
)


def address(document: str, passage: str) -> str:
    return f"https://eksempel.no/dokument/{document}?passasje={passage}"


def written(corpus: Corpus, ending: str, choice: Choice | None = None) -> bytes:
    """What a coding is in a format; restricted documents go with it."""
    file = io.BytesIO()
    coding = Coding(corpus, PLAN, choice or Choice(restricted=True))
    FORMATS[ending].write(coding, file, address)
    return file.getvalue()


def taken(corpus: Corpus, data: bytes, ending: str, folder: Path, **chosen: str) -> Report:
    """What became of a file's codings."""
    path = folder / f"koding.{ending}"
    path.write_bytes(data)
    return read_file(corpus, PLAN, path, KARI, chosen)


def decide(
    corpus: Corpus, link: Link, person: str, decision: Decision, minute: int, **said: Any
) -> None:
    at = FIRST + timedelta(minutes=minute)
    corpus.reviews.decide(Review(link.id, link.target, link.document, person, decision, at, **said))


def code(corpus: Corpus, notes: Iterable[str] = NOTES) -> None:
    """Enter decisions of several people: accepted, rejected, taken back, made, undecided."""
    for person in (Person("ada", "Ada Ås"), Person("bo", "Bo Øy"), Person("regel", "Ada Ås", True)):
        corpus.reviews.know(person)
    links = [link for link in corpus.links.of_plan(PLAN) if not link.origin][20:]
    for number, (note, link) in enumerate(zip(notes, links, strict=False)):
        stage, stance = list(Stage)[number % 4], list(Stance)[number % 3]
        decide(corpus, link, "ada", Decision.ACCEPT, number, stage=stage, stance=stance, note=note)
        if number % 2:
            decide(corpus, link, "bo", Decision.REJECT, number, note="handler om noe annet")
        if number % 3 == 0:
            decide(corpus, link, "ada", Decision.UNDO, number)
            decide(
                corpus, link, "ada", Decision.ACCEPT, number, stage=stage, stance=stance, note=note
            )
        if number % 4 == 1:
            decide(corpus, link, "regel", Decision.ACCEPT, number)
    passage = corpus.documents.passages("evaluering-ivs-2023")[4]
    spans = [(3, 40), (None, None), (0, len(passage.text) - 5)]
    for target, (start, end) in zip(("m3", "m4", "mal1"), spans, strict=True):
        place = (f"{PLAN}/{target}", passage.document, passage.id, "bo")
        made = MadeLink(*place, Stage.RESULT, Stance.PARTLY, start, end)
        link = corpus.links.get(corpus.links.make(made))
        if target != "m4":
            said = {"stage": Stage.RESULT, "stance": Stance.PARTLY}
            decide(corpus, link, "bo", Decision.ACCEPT, 30, **said)


def decisions(corpus: Corpus) -> dict[str, list[tuple[Any, ...]]]:
    """What was decided on each link, in order."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for r in corpus.reviews.all():
        said = (r.person, r.decision, r.at, r.stage, r.stance, r.note)
        found.setdefault(r.link, []).append(said)
    return found


def links(corpus: Corpus, wanted: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """How links stand, and on what words."""
    found = {link.id: link for link in corpus.links.of_plan(PLAN)}
    return {
        id_: (x.target, x.passage, x.start, x.end, x.state, x.stage, x.stance)
        for id_ in wanted
        for x in [found[id_]]
    }


def project(
    body: str, sources: Mapping[str, bytes], namespace: str = "urn:QDA-XML:project:1.0"
) -> bytes:
    """A project as another program would write it."""
    head = f'<?xml version="1.0" encoding="utf-8"?><Project name="P" xmlns="{namespace}">'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", f"{head}{body}</Project>")
        for name, data in sources.items():
            archive.writestr(name, data)
    return file.getvalue()


def guid(number: int) -> str:
    return f"{number:08X}-0000-4000-8000-000000000000"


def codes(*names: str) -> str:
    """A codebook; the codes are numbered from 1."""
    made = "".join(
        f"<Code guid={quoteattr(guid(n))} name={quoteattr(name)} isCodable='true'/>"
        for n, name in enumerate(names, 1)
    )
    return f"<CodeBook><Codes>{made}</Codes></CodeBook>"


def selection(start: int, end: int, *coded: int, name: str = "", user: int = 90) -> str:
    given = "".join(
        f"<Coding guid='{guid(100 + c)}' creatingUser='{guid(user)}' "
        f"creationDateTime='2024-02-03T04:05:06Z'><CodeRef targetGUID='{guid(c)}'/></Coding>"
        for c in coded
    )
    place = f"startPosition='{start}' endPosition='{end}' name={quoteattr(name)}"
    return f"<PlainTextSelection guid='{guid(start + 1000)}' {place}>{given}</PlainTextSelection>"


def text_source(name: str, path: str, *selections: str) -> str:
    said = "".join(selections)
    shown = f"guid='{guid(50)}' name={quoteattr(name)} plainTextPath={quoteattr(path)}"
    return f"<Sources><TextSource {shown}>{said}</TextSource></Sources>"


USERS = f"<Users><User guid='{guid(90)}' name='Per Hansen'/></Users>"
