"""Writing a REFI-QDA project: the sources' texts first, then the project file, as it grows."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any, Final

from lxml import etree

from planspor.corpus.model import Document, Link, LinkState, Passage, Person, Review
from planspor.web.exchange.coding import Coding
from planspor.web.exchange.guids import guid
from planspor.web.exchange.qdpx.codes import (
    REJECTED,
    STAGE_CODES,
    STANCE_CODES,
    Code,
    codebook,
    shortened,
    suggestion_code,
    target_code,
)
from planspor.web.exchange.qdpx.telling import DECISION, LINK, told
from planspor.web.words import DECISIONS, KINDS, STAGES, STANCES

NAMESPACE: Final = "urn:QDA-XML:project:1.0"
MACHINE: Final = "Planspor (forslag)"
MACHINE_GUID: Final = guid("user", "planspor", "suggestions")
RULE: Final = "maskin:"
"""What begins the id of a user that is a rule and no person."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""Every file of the archive is given this time, so that the same coding is the same bytes."""
_NO_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML has no way to write."""
_LONGEST_NAME: Final = 100
_VARIABLES: Final = (
    ("kind", "Type", "Text"),
    ("year", "År", "Integer"),
    ("issuer", "Utgiver", "Text"),
)


def write_qdpx(coding: Coding, file: IO[bytes]) -> None:
    """Write a coding as a REFI-QDA project, a document at a time.

    The sources are the documents' clean texts, in UTF-8; positions count characters (Unicode code
    points) of them, and the end is the first one after the words.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for document in coding.documents:
            text = coding.corpus.documents.text(document)
            _write(archive, _path(guid("source", document)), text)
        for review_guid, review in _reviews(coding):
            if _NO_XML.search(review.note):
                _write(archive, _path(review_guid), review.note)
        with archive.open(_entry("project.qde"), "w", force_zip64=True) as project:
            _Project(coding, project).write()


def _path(name: str) -> str:
    return f"sources/{name}.txt"


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _write(archive: zipfile.ZipFile, name: str, text: str) -> None:
    archive.writestr(_entry(name), text.encode())


def _reviews(coding: Coding) -> Iterator[tuple[str, Review]]:
    """The decisions that go out, each with the GUID of its note."""
    for link, reviews in sorted(coding.decisions.items()):
        for number, review in enumerate(reviews):
            yield guid("note", link, str(number)), review


class _Project:
    """One project file, written element by element."""

    def __init__(self, coding: Coding, file: IO[bytes]) -> None:
        self._coding = coding
        self._file = file
        self._xml: Any = None
        self._rejections = False

    def write(self) -> None:
        """All of it, in the order of the schema."""
        with etree.xmlfile(self._file, encoding="utf-8") as self._xml:
            self._xml.write_declaration()
            with self._xml.element("Project", self._about(), nsmap={None: NAMESPACE}):
                self._users()
                self._codes()
                self._variables()
                self._sources()
                self._notes()
                self._sets()
                self._put("Description", {}, _LEGEND)

    def _about(self) -> dict[str, str]:
        times = [r.at for reviews in self._coding.decisions.values() for r in reviews]
        latest = max(times, default=datetime(1980, 1, 1, tzinfo=UTC))
        return {
            "name": self._coding.plan.title,
            "origin": "Planspor",
            "creatingUserGUID": MACHINE_GUID,
            "creationDateTime": _time(min(times, default=latest)),
            "modifiedDateTime": _time(latest),
        }

    def _put(self, name: str, attributes: Mapping[str, str], text: str = "") -> None:
        with self._xml.element(name, _plain(attributes)):
            if text:
                self._xml.write(_NO_XML.sub("\ufffd", text))

    def _users(self) -> None:
        with self._xml.element("Users"):
            self._put("User", {"guid": MACHINE_GUID, "name": MACHINE})
            for person in self._coding.coders:
                self._put("User", _user(person))

    def _codes(self) -> None:
        suggested = self._coding.targets if self._coding.choice.suggestions else ()
        with self._xml.element("CodeBook"), self._xml.element("Codes"):
            for code in codebook(self._coding.plan, suggested):
                self._code(code)

    def _code(self, code: Code) -> None:
        codable = str(code.codable).lower()
        facts = {"guid": code.guid, "name": code.name, "isCodable": codable, "color": code.colour}
        with self._xml.element("Code", _plain(facts)):
            if code.description:
                self._put("Description", {}, code.description)
            for below in code.below:
                self._code(below)

    def _variables(self) -> None:
        with self._xml.element("Variables"):
            for key, name, kind in _VARIABLES:
                facts = {"guid": guid("variable", key), "name": name, "typeOfVariable": kind}
                self._put("Variable", facts)

    def _sources(self) -> None:
        if not self._coding.documents:
            return
        with self._xml.element("Sources"):
            for document in self._coding.documents.values():
                self._source(document)

    def _source(self, document: Document) -> None:
        source = guid("source", document.id)
        facts = {
            "guid": source,
            "name": document.title,
            "plainTextPath": f"internal://{source}.txt",
        }
        links = self._coding.links_in(document.id)
        passages = self._coding.corpus.documents.passages_by_id({x.passage for x in links})
        with self._xml.element("TextSource", _plain(facts)):
            described = {"document": document.id, "file": document.file, "sha256": document.sha256}
            self._put("Description", {}, told("planspor:document", described))
            for link in links:
                self._selection(link, passages[link.passage])
            for key, _, kind in _VARIABLES:
                self._value(key, kind, document)

    def _value(self, key: str, kind: str, document: Document) -> None:
        value = KINDS[document.kind] if key == "kind" else getattr(document, key)
        if value is None:
            return
        with self._xml.element("VariableValue"):
            self._put("VariableRef", {"targetGUID": guid("variable", key)})
            self._put(f"{kind}Value", {}, str(value))

    def _selection(self, link: Link, passage: Passage) -> None:
        start = passage.start + (link.start or 0)
        end = passage.start + (len(link.text) if link.end is None else link.end)
        reviews = self._coding.decisions.get(link.id, [])
        facts = {
            "guid": guid("selection", link.id),
            "name": shortened(link.quotation, _LONGEST_NAME),
            "startPosition": str(start),
            "endPosition": str(end),
            "creatingUser": self._user_guid(link.proposed_by),
        }
        if reviews:
            facts["creationDateTime"] = _time(reviews[0].at)
        with self._xml.element("PlainTextSelection", _plain(facts)):
            self._put("Description", {}, _told_link(link))
            for user, at, code in self._codings(link):
                self._coding_of(link, user, at, code)
            for number in range(len(reviews)):
                self._put("NoteRef", {"targetGUID": guid("note", link.id, str(number))})

    def _user_guid(self, person: str) -> str:
        known = person in self._coding.people
        return guid("user", person) if known else MACHINE_GUID

    def _codings(self, link: Link) -> Iterator[tuple[str, str | None, str]]:
        """Who gave a link which code, and when."""
        counting = self._coding.latest_by_person(link)
        for person, review in counting.items():
            user, at = guid("user", person), _time(review.at)
            if review.decision != "accept":
                yield user, at, REJECTED
                continue
            yield user, at, target_code(link.target)
            yield user, at, STAGE_CODES[review.stage or link.stage]
            yield user, at, STANCE_CODES[review.stance or link.stance]
        suggested = self._coding.choice.suggestions and link.state is LinkState.SUGGESTED
        if suggested and not counting:
            yield self._user_guid(link.proposed_by), None, suggestion_code(link.target)

    def _coding_of(self, link: Link, user: str, at: str | None, code: str) -> None:
        facts = {"guid": guid("coding", link.id, user, code), "creatingUser": user}
        if at:
            facts["creationDateTime"] = at
        with self._xml.element("Coding", facts):
            self._put("CodeRef", {"targetGUID": code})

    def _notes(self) -> None:
        reviews = list(_reviews(self._coding))
        if not reviews:
            return
        with self._xml.element("Notes"):
            for note, review in reviews:
                self._note(note, review)

    def _note(self, note: str, review: Review) -> None:
        facts = {
            "guid": note,
            "name": _in_words(review, self._coding.people[review.person].name),
            "creatingUser": guid("user", review.person),
            "creationDateTime": _time(review.at),
        }
        apart = _NO_XML.search(review.note)
        if apart:
            facts["plainTextPath"] = f"internal://{note}.txt"
        with self._xml.element("Note", _plain(facts)):
            self._put("Description", {}, _told_decision(review))
            if not apart:
                self._put("PlainTextContent", {}, review.note)

    def _sets(self) -> None:
        """The plan's areas, and goals with all that serves them: a code stands in one place."""
        plan = self._coding.plan
        held = {
            f"Område: {a.text}": [m for m in plan.measures if m.area == a.id] for a in plan.areas
        }
        for goal in plan.goals:
            name = f"Mål: {shortened(goal.text, _LONGEST_NAME)}"
            held[name] = [m for m in plan.measures if goal.id in m.goals]
        sets = {name: [m for m in measures if m.text] for name, measures in held.items()}
        if not any(sets.values()):
            return
        with self._xml.element("Sets"):
            for name, measures in sets.items():
                if measures:
                    self._set(name, (m.id for m in measures))

    def _set(self, name: str, targets: Iterable[str]) -> None:
        facts = {"guid": guid("set", self._coding.plan.id, name), "name": name}
        with self._xml.element("Set", _plain(facts)):
            for target in targets:
                self._put("MemberCode", {"targetGUID": target_code(target)})


_LEGEND: Final = (
    "Kodet i Planspor. En godkjent kobling har kodene for tiltaket eller målet, for steget og for "
    "holdningen, fra den som godkjente. En avvist har koden «Avvist». Det som maskinen foreslår "
    "og ingen har vurdert, står for seg under «Forslag fra maskinen». Merknadene er alle "
    "beslutninger i rekkefølge. La linjene som begynner med «planspor:» stå; av dem leses "
    "kodingen tilbake."
)


def _plain(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: _NO_XML.sub("\ufffd", value) for name, value in attributes.items()}


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _user(person: Person) -> dict[str, str]:
    id_ = f"{RULE}{person.id}" if person.machine else person.id
    name = f"{person.name} (regel i Planspor)" if person.machine else person.name
    return {"guid": guid("user", person.id), "name": name, "id": id_}


def _told_link(link: Link) -> str:
    facts = {
        "link": link.id,
        "target": link.target,
        "document": link.document,
        "passage": link.passage,
        "start": link.start,
        "end": link.end,
        "by": link.proposed_by,
        "stage": link.stage,
        "stance": link.stance,
    }
    return told(LINK, facts)


def _told_decision(review: Review) -> str:
    facts = {
        "decision": review.decision,
        "person": review.person,
        "stage": review.stage,
        "stance": review.stance,
        "at": review.at.isoformat(),
    }
    return told(DECISION, facts)


def _in_words(review: Review, person: str) -> str:
    said = [
        STAGES[review.stage].name.lower() if review.stage else "",
        STANCES[review.stance].name.lower() if review.stance else "",
    ]
    told_ = ", ".join(filter(None, said))
    done = DECISIONS.get(review.decision, "angret")
    return f"{person} {done}" + (f": {told_}" if told_ else "")
