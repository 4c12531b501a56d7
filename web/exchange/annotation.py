"""The coding as W3C Web Annotations in JSON-LD, one for each link."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any, Final

from planspor.corpus.model import Document, Link, LinkState, Passage, Person
from planspor.web.exchange.coding import Coding
from planspor.web.exchange.guids import guid

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
_AROUND: Final = 32
"""Characters before and after the words, by which they are known again."""
_MACHINE: Final = {
    "id": f"urn:uuid:{guid('user', 'planspor', 'suggestions')}",
    "type": "Software",
    "name": "Planspor (forslag)",
}


def write_annotations(coding: Coding, file: IO[bytes], address: Callable[[str, str], str]) -> None:
    """Write a coding as a page of annotations, one on each line.

    Positions count characters (Unicode code points) of the document's clean text.
    """
    head = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{guid('annotations', coding.plan.id)}",
        "type": "AnnotationPage",
        "label": coding.plan.title,
    }
    file.write(f'{_dumped(head)[:-1]}, "items": ['.encode())
    before = "\n"
    for annotation in _annotations(coding, address):
        file.write(f"{before}{_dumped(annotation)}".encode())
        before = ",\n"
    file.write(b"\n]}\n")


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _annotations(coding: Coding, address: Callable[[str, str], str]) -> Iterator[dict[str, Any]]:
    wordings = {target.id: target.text or "" for target in coding.targets}
    for document in coding.documents.values():
        links = coding.links_in(document.id)
        if not links:
            continue
        text = coding.corpus.documents.text(document.id)
        passages = coding.corpus.documents.passages_by_id({link.passage for link in links})
        for link in links:
            place = _place(link, passages[link.passage], text)
            source = _source(document, address(document.id, link.passage))
            yield _annotation(coding, link, wordings) | {
                "target": {"source": source, "selector": place}
            }


def _annotation(coding: Coding, link: Link, wordings: Mapping[str, str]) -> dict[str, Any]:
    reviews = coding.in_force(link)
    people = coding.latest_by_person(link)
    creators = [_person(coding.people[person]) for person in people]
    judged = link.state is not LinkState.SUGGESTED
    made: dict[str, Any] = {
        "id": f"urn:uuid:{guid('annotation', link.id)}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS[link.state],
        "creator": (creators[0] if len(creators) == 1 else creators) if creators else _MACHINE,
    }
    if judged and reviews:
        made |= {"created": _time(reviews[0].at), "modified": _time(reviews[-1].at)}
    made["body"] = [
        {
            "type": "SpecificResource",
            "source": f"urn:planspor:{link.target}",
            "purpose": "classifying" if judged else "assessing",
        },
        {"type": "TextualBody", "value": wordings[link.target], "purpose": "describing"},
        _tag(link.state.value),
        _tag(link.stage.value),
        _tag(link.stance.value),
        *(
            {
                "type": "TextualBody",
                "value": review.note,
                "purpose": "commenting",
                "creator": _person(coding.people[review.person]),
                "created": _time(review.at),
            }
            for review in reviews
            if review.note
        ),
    ]
    return made


_MOTIVATIONS: Final = {
    LinkState.ACCEPTED: "classifying",
    LinkState.REJECTED: "moderating",
    LinkState.SUGGESTED: "assessing",
}
"""Why it was annotated; what the machine suggests waits to be assessed."""


def _tag(value: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "purpose": "tagging", "language": "en"}


def _person(person: Person) -> dict[str, str]:
    kind = "Software" if person.machine else "Person"
    return {"id": f"urn:uuid:{guid('user', person.id)}", "type": kind, "name": person.name}


def _source(document: Document, address: str) -> dict[str, Any]:
    return {
        "id": document.address or f"urn:sha256:{document.sha256}",
        "type": "Text",
        "language": document.language,
        "label": document.title,
        "via": address,
    }


def _place(link: Link, passage: Passage, text: str) -> list[dict[str, Any]]:
    start = passage.start + (link.start or 0)
    end = passage.start + (len(passage.text) if link.end is None else link.end)
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
