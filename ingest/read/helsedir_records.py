"""Records of api.helsedirektoratet.no: what they say, and how they hang together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from planspor.corpus.model import DocumentKind, Validity
from planspor.ingest.read.blocks import Claim
from planspor.ingest.read.json_text import Member, Text, Value
from planspor.ingest.read.properties import LANGUAGES

FILE = "fil"
"""The key of a record's ``data`` that holds the address of a file."""
_ISSUER = "Helsedirektoratet"
_KINDS = {
    "rundskriv": DocumentKind.CIRCULAR,
    "regelverk-lov-eller-forskrift": DocumentKind.CIRCULAR,
    "rapport": DocumentKind.OTHER,
    "artikkel": DocumentKind.OTHER,
    "statistikk": DocumentKind.STATISTICS,
    "horing": DocumentKind.LETTER,
    "brev": DocumentKind.LETTER,
    "plan": DocumentKind.PLAN,
}
"""What a type of record is that gives no guidance."""
_VALIDITY = {
    "gjeldende": Validity.IN_FORCE,
    "under revisjon": Validity.IN_FORCE,
    "erstattet": Validity.SUPERSEDED,
    "utgått": Validity.WITHDRAWN,
    "opphevet": Validity.WITHDRAWN,
    "tilbaketrukket": Validity.WITHDRAWN,
    "historisk": Validity.WITHDRAWN,
    "arkivert": Validity.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Record:
    """One record: a publication, a chapter, a recommendation."""

    fields: Mapping[str, Member]

    def text(self, *path: str) -> str:
        """The string at the end of a path of keys; empty where there is none."""
        value: Value = dict(self.fields)
        for key in path:
            member = value.get(key) if isinstance(value, dict) else None
            value = None if member is None else member.value
        return unescape(value.value).strip() if isinstance(value, Text) else ""

    def texts(self, key: str) -> list[Text]:
        """The strings of a member that is one, or a list of them."""
        member = self.fields.get(key)
        values = [] if member is None else listed(member.value)
        return [v for v in values if isinstance(v, Text) and v.value.strip()]

    def linked(self, relation: str) -> list[str]:
        """The ids of the records that it links to as ``forelder``, ``barn`` or ``root``."""
        links = (Record(link) for link in self._links())
        return [
            link.text("href").rpartition("/")[2] for link in links if link.text("rel") == relation
        ]

    @property
    def id(self) -> str:
        """What others link to it by."""
        return self.text("id")

    @property
    def type(self) -> str:
        """What the publication that it is part of is."""
        roots = (Record(link) for link in self._links())
        of_root = next((root.text("type") for root in roots if root.text("rel") == "root"), "")
        return of_root or self.text("tekniskeData", "infoType")

    def _links(self) -> Iterator[dict[str, Member]]:
        member = self.fields.get("links")
        for link in [] if member is None else listed(member.value):
            if isinstance(link, dict):
                yield link


def listed(value: Value) -> list[Value]:
    """A list as it is, anything else as a list of one."""
    return value if isinstance(value, list) else [value]


def arranged(records: Sequence[Record]) -> list[tuple[Record, int]]:
    """The records in reading order, each with its depth: children below their parents."""
    by_id = {record.id or f"#{place}": record for place, record in enumerate(records)}
    parents = _parents(by_id)
    children: dict[str, list[str]] = {}
    for child, parent in parents.items():
        children.setdefault(parent, []).append(child)
    placed: dict[str, int] = {}
    # Records that link in a circle have no top; the first of them is taken for it.
    for top in (*(id_ for id_ in by_id if id_ not in parents), *by_id):
        stack = [(top, 0)]
        while stack:
            id_, depth = stack.pop()
            if id_ not in placed:
                placed[id_] = depth
                stack.extend((child, depth + 1) for child in reversed(children.get(id_, [])))
    return [(by_id[id_], depth) for id_, depth in placed.items()]


def _parents(by_id: Mapping[str, Record]) -> dict[str, str]:
    """The parent of each record that has one here, the children of one in their order.

    A parent's list of children gives the order; a child that only names its parent comes last.
    """
    down = ((child, id_) for id_, record in by_id.items() for child in record.linked("barn"))
    up = ((id_, parent) for id_, record in by_id.items() for parent in record.linked("forelder"))
    parents: dict[str, str] = {}
    for child, parent in (*down, *up):
        if child in by_id and parent in by_id and child != parent:
            parents.setdefault(child, parent)
    return parents


def missing(records: Sequence[Record]) -> Iterator[str]:
    """What a person should know: records below these, and files, that are not read with them."""
    held = {record.id for record in records}
    linked = {child for record in records for child in record.linked("barn")}
    if count := len(linked - held):
        yield f"{count} records below these are not in the file."
    for record in records:
        if address := record.text("data", FILE):
            yield f"A file belongs to it that is not read with it: {address}"


def claims(record: Record) -> Iterator[Claim]:
    """What the topmost record says of the document."""
    validity = _VALIDITY.get(record.text("status").lower())
    owners = [unescape(owner.value).strip() for owner in record.texts("eier")]
    said = (
        ("title", record.text("tittel"), "tittel", False),
        ("kind", _KINDS.get(record.type, DocumentKind.GUIDELINE), "type", False),
        ("issuer", owners[0] if owners else _ISSUER, "eier", False),
        ("date", record.text("sistFagligOppdatert")[:10], "sistFagligOppdatert", False),
        ("date", record.text("forstPublisert")[:10], "forstPublisert", False),
        ("validity", validity or "", "status", False),
        ("address", record.text("url"), "url", False),
        ("language", LANGUAGES.get(record.text("spraak"), ""), "spraak", True),
    )
    for detail, value, key, weak in said:
        if value:
            yield Claim(detail, str(value), f"helsedirektoratet record: {key}", weak)
