"""Reading a project file into plain values, whatever program wrote it.

Names of elements count without their namespace, since programs differ; what is not known is passed
over. Entities are not expanded and nothing is fetched.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, Any, Final

from lxml import etree

from planspor.corpus.errors import UnreadableFile
from planspor.web.exchange.guids import tidy_guid

_AGAIN: Final = "Export the project as .qdpx again from the program it comes from."
_SELECTIONS: Final = frozenset(("PlainTextSelection", "PDFSelection"))
_SOURCES: Final = frozenset(("TextSource", "PDFSource"))
_OTHERS: Final = frozenset(("PictureSource", "AudioSource", "VideoSource"))
_MOST_CODINGS: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class ReadCode:
    """A code of a project; ``path`` are the names above it and its own."""

    guid: str
    name: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadUser:
    """A user of a project; ``id`` is the program's own, where it gives one."""

    guid: str
    name: str
    id: str


@dataclass(frozen=True, slots=True)
class ReadCoding:
    """That a user gave a selection a code."""

    code: str
    user: str
    at: datetime | None


@dataclass(slots=True)
class ReadSelection:
    """Words of a source; ``name`` is often how they begin. ``line`` is its place in the file."""

    guid: str
    name: str
    line: int
    start: int | None
    end: int | None
    user: str
    description: str = ""
    text: str = ""
    codings: list[ReadCoding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ReadSource:
    """A source of a project: its text as a file of the archive, or as it stands in the project."""

    guid: str
    name: str
    path: str = ""
    content: str | None = None
    description: str = ""
    selections: list[ReadSelection] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note; its text stands in ``path``, where that is named."""

    guid: str
    user: str
    description: str
    content: str
    path: str
    at: datetime | None


@dataclass(slots=True)
class ReadProject:
    """What a project file holds, as far as it bears on the coding of texts."""

    origin: str = ""
    codes: list[ReadCode] = field(default_factory=list)
    users: dict[str, ReadUser] = field(default_factory=dict)
    sources: list[ReadSource] = field(default_factory=list)
    notes: dict[str, ReadNote] = field(default_factory=dict)
    others: int = 0


def read_project(name: str, file: IO[bytes]) -> ReadProject:
    """A project file, element by element.

    Raises:
        UnreadableFile: it is not XML, is no project, or declares entities of its own.
    """
    project = ReadProject()
    taken: dict[str, Callable[[Any, ReadProject], None]] = {
        "Project": _begin,
        "User": _user,
        "CodeBook": _codes,
        "Note": _note,
        **dict.fromkeys(_SOURCES, _source),
        **dict.fromkeys(_OTHERS, _other),
    }
    codings = 0
    try:
        for event, element in _events(file):
            if event == "start" and _name(element) != "Project":
                continue
            codings += _name(element) == "Coding"
            if codings > _MOST_CODINGS:
                raise UnreadableFile(f"{name}: holds more than {_MOST_CODINGS} codings", _AGAIN)
            take = taken.get(_name(element))
            if take is not None and (event == "start") == (take is _begin):
                take(element, project)
                if event == "end" and _is_whole(element):
                    element.clear()
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(
            f"{name}: project.qde is damaged in line {error.lineno}: {error.msg}", _AGAIN
        ) from error
    return project


def _events(file: IO[bytes]) -> Iterator[tuple[str, Any]]:
    events = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    first = True
    for event, element in events:
        if first:
            _check_root(element)
            first = False
        yield event, element


def _check_root(root: Any) -> None:
    if root.getroottree().docinfo.doctype:
        raise UnreadableFile("project.qde: declares a document type, which no project has", _AGAIN)
    if _name(root) != "Project":
        raise UnreadableFile(f"project.qde: begins with {_name(root)}, not with Project", _AGAIN)


def _is_whole(element: Any) -> bool:
    """Whether it stands for itself; the text of a PDF is read with the PDF that it is in."""
    above = element.getparent()
    return above is None or _name(above) not in _SOURCES


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)


def _begin(element: Any, project: ReadProject) -> None:
    project.origin = element.get("origin", "")


def _user(element: Any, project: ReadProject) -> None:
    guid = tidy_guid(element.get("guid", ""))
    project.users[guid] = ReadUser(guid, element.get("name", ""), element.get("id", ""))


def _codes(element: Any, project: ReadProject) -> None:
    paths: dict[Any, tuple[str, ...]] = {}
    for code in element.iter("{*}Code"):
        above = paths.get(code.getparent(), ())
        paths[code] = (*above, code.get("name", ""))
        guid = tidy_guid(code.get("guid", ""))
        project.codes.append(ReadCode(guid, code.get("name", ""), paths[code]))


def _other(_element: Any, project: ReadProject) -> None:
    project.others += 1


def _note(element: Any, project: ReadProject) -> None:
    guid = tidy_guid(element.get("guid", ""))
    project.notes[guid] = ReadNote(
        guid=guid,
        user=_user_of(element),
        description=_text(element, "Description"),
        content=_text(element, "PlainTextContent"),
        path=element.get("plainTextPath", ""),
        at=_time(element.get("creationDateTime")),
    )


def _source(element: Any, project: ReadProject) -> None:
    if not _is_whole(element):
        return
    held = next(element.iterchildren("{*}Representation"), element)
    content = _text(held, "PlainTextContent") or None
    source = ReadSource(
        guid=tidy_guid(element.get("guid", "")),
        name=element.get("name", ""),
        path=held.get("plainTextPath", ""),
        content=content,
        description=_text(element, "Description"),
    )
    for place in element.iter("{*}PlainTextSelection", "{*}PDFSelection"):
        source.selections.append(_selection(place))
    project.sources.append(source)


def _selection(element: Any) -> ReadSelection:
    represented = next(element.iterchildren("{*}Representation"), None)
    selection = ReadSelection(
        guid=tidy_guid(element.get("guid", "")),
        name=element.get("name", ""),
        line=element.sourceline or 0,
        start=_number(element.get("startPosition")),
        end=_number(element.get("endPosition")),
        user=_user_of(element),
        description=_text(element, "Description"),
        text="" if represented is None else _text(represented, "PlainTextContent"),
    )
    selection.codings = list(_codings(element, selection.user))
    selection.notes = [
        tidy_guid(ref.get("targetGUID", "")) for ref in element.iterchildren("{*}NoteRef")
    ]
    return selection


def _codings(element: Any, user: str) -> Iterator[ReadCoding]:
    for coding in element.iterchildren("{*}Coding"):
        code = next(coding.iterchildren("{*}CodeRef"), None)
        if code is not None:
            at = _time(coding.get("creationDateTime"))
            target = tidy_guid(code.get("targetGUID", ""))
            yield ReadCoding(target, _user_of(coding) or user, at)


def _user_of(element: Any) -> str:
    return tidy_guid(element.get("creatingUser") or element.get("modifyingUser") or "")


def _text(element: Any, name: str) -> str:
    child = next(element.iterchildren(f"{{*}}{name}"), None)
    return "" if child is None else "".join(child.itertext())


def _number(written: str | None) -> int | None:
    try:
        return int(written or "")
    except ValueError:
        return None


def _time(written: str | None) -> datetime | None:
    """A time in UTC, to the second, as the record has it; one without a zone is taken to be."""
    try:
        at = datetime.fromisoformat(written or "").replace(microsecond=0)
    except ValueError:
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
