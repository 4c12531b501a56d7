"""Markup as a tree whose text can be traced.

libxml2 keeps no character places and mends malformed pages in its own ways, so the text never
passes through it: every run of text is put before the parser as a *token* that says where the run
stands ("1203-1290;"). Wherever the parser moves a token, it still names its place. Entities in
text, CDATA and entity declarations therefore never reach the parser either.
"""

import re
from collections.abc import Iterator

from lxml import etree

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.markup.traced import SIMPLE, SPACE, Atom, atoms

Element = etree._Element

_TAG = (
    r"(?P<tag>/?(?P<name>[a-zA-Z][^\s/>]*+)"
    r"(?:=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>=]++|=)*+(?:>|\Z))"
)
_COMMENT = r"!--.*?(?:-->|--!>|\Z)"
_DOCTYPE = (
    r"!(?i:DOCTYPE)[^\[>]*+"
    r"(?:>|\[(?:\"[^\"]*+\"|'[^']*+'|[^\]\"']++|[\"'])*+(?:\]\s*+>?|\Z)|\Z)"
)
_CDATA = r"(?P<cdata>!\[CDATA\[(?P<inside>.*?)(?:\]\]>|\Z))"
_INSTRUCTION = r"\?.*?(?:\?>|\Z)"
_BOGUS = r"[!?][^>]*+(?:>|\Z)"
_IN_HTML = re.compile(f"<(?:{_TAG}|{_COMMENT}|{_DOCTYPE}|{_BOGUS})", re.DOTALL)
_IN_XML = re.compile(f"<(?:{_TAG}|{_COMMENT}|{_CDATA}|{_DOCTYPE}|{_INSTRUCTION})", re.DOTALL)
_RAW = {"script", "style", "xmp", "iframe", "noembed", "noframes"}
"""Elements of HTML whose content is no markup and has no entities."""
_PLAIN = {"title", "textarea"}
"""Elements of HTML whose content is no markup."""
_CLOSED_BY = {name: re.compile(f"</{name}\\b", re.IGNORECASE) for name in _RAW | _PLAIN}
_TOKEN = re.compile(r"(\s*)(\d+)-(\d+)([;!])|\s+")
_SPAN = re.compile(r"(\d+)-(\d+)")
_NAMESPACE = re.compile(r"\sxmlns(?::[\w.-]+)?\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_PREFIX = re.compile(r"^(</?)[\w.-]+:")
_PREFIXED = re.compile(r"(\s[\w.-]+):([\w.-]+\s*=\s*[\"'])")
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)")
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Tree:
    """A parsed markup: its root, and the way from its text back to the source.

    ``faulty`` tells that XML is not well formed; ``notes`` say what of the text the parser left
    out: of a damaged file, or below 255 levels of nesting.
    """

    def __init__(self, source: str, root: Element, written: int, faulty: bool) -> None:
        self.source = source
        self.root = root
        self.faulty = faulty
        lost = round(100 * (1 - self._found() / written)) if written else 0
        self.notes = tuple(
            note
            for note, holds in (
                (f"{lost} % of the text stands in damaged markup and was not read.", lost),
                ("The markup is damaged; it was read as far as it goes.", faulty and not lost),
            )
            if holds
        )

    def atoms(self, text: str | None) -> list[Atom]:
        """The atoms behind an element's ``text`` or ``tail``."""
        found: list[Atom] = []
        end = 0
        for match in _TOKEN.finditer(text or ""):
            space, first, last, kind = match.groups()
            if kind is None:
                # White space stands right behind one run of text, or right before the next.
                found.append(Atom(" ", end, end + 1) if end else SPACE)
                continue
            start, end = int(first), int(last)
            if space:
                found.append(Atom(" ", start - 1, start))
            if SIMPLE.fullmatch(self.source, start, end):
                found.append(Atom(self.source[start:end], start, end))
            else:
                found += atoms(self.source, start, end, entities=kind == ";")
        return found

    def own(self, text: str | None) -> str:
        """What is written behind an element's ``text`` or ``tail``, entities resolved."""
        return "".join(atom.text for atom in self.atoms(text))

    def length(self, text: str | None) -> int:
        """About how many characters stand behind ``text``, without looking at them."""
        return sum(int(end) - int(start) for start, end in _SPAN.findall(text)) if text else 0

    def text(self, element: Element) -> str:
        """All text inside an element, white space normalised."""
        inside = [self.own(str(text)) for text in element.itertext()]
        return " ".join("".join(inside).split())

    def _found(self) -> int:
        return self.length("".join(map(str, self.root.itertext())))


def parse_html(source: str, name: str, start: int = 0, end: int | None = None) -> Tree:
    """A page, or a fragment of one, at ``start..end`` of the source as a tree below ``html``.

    Raises:
        UnreadableFile: there is nothing in it.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    return _parsed(source, start, len(source) if end is None else end, parser, name)


def parse_xml(source: str, name: str, start: int = 0, end: int | None = None) -> Tree:
    """XML at ``start..end`` of the source, namespaces left out of the names.

    Entities that the file declares are not expanded; damaged XML is read as far as it goes.

    Raises:
        UnreadableFile: there is nothing in it.
    """
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    return _parsed(source, start, len(source) if end is None else end, parser, name)


def _parsed(
    source: str, start: int, end: int, parser: etree.HTMLParser | etree.XMLParser, name: str
) -> Tree:
    xml = isinstance(parser, etree.XMLParser)
    skeleton, written = _skeleton(source, start, end, xml)
    try:
        root = etree.fromstring(skeleton.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise UnreadableFile(f"{name}: there is nothing in it", "Fetch or save the file again.")
    return Tree(source, root, written, xml and len(parser.error_log) > 0)


def _skeleton(source: str, start: int, end: int, xml: bool) -> tuple[str, int]:
    """The markup with a token for each run of text, and how many characters tokens stand for."""
    parts: list[str] = []
    written = 0
    for first, last, kind in _runs(source, start, end, xml):
        if kind is None:
            parts.append(_plain_tag(source[first:last]) if xml else source[first:last])
            continue
        text = source[first:last]
        first, last = last - len(text.lstrip()), first + len(text.rstrip())
        token = f"{first}-{last}{kind}" if first < last else ""
        parts.append(" " * text[0].isspace() + token + " " * text[-1].isspace())
        written += max(0, last - first)
    return _NO_XML.sub(" ", "".join(parts)), written


def _plain_tag(tag: str) -> str:
    """A tag of XML without namespaces: ``epub:type`` is ``epub-type``."""
    tag = _PREFIX.sub(r"\1", _NAMESPACE.sub("", tag))
    return _PREFIXED.sub(r"\1-\2", _STRAY.sub("&amp;", tag))


def _runs(source: str, start: int, end: int, xml: bool) -> Iterator[tuple[int, int, str | None]]:
    """Tags (None) and runs of text: ``;`` with entities, ``!`` without."""
    marks, place = _IN_XML if xml else _IN_HTML, start
    while match := marks.search(source, place, end):
        if match.start() > place:
            yield place, match.start(), ";"
        place = match.end()
        if match.lastgroup == "cdata" and match["inside"]:
            yield *match.span("inside"), "!"
        elif match.lastgroup == "tag" and source[place - 1] == ">":
            yield match.start(), place, None
            name = match["name"].lower()
            if not xml and name in _CLOSED_BY and not match["tag"].startswith("/"):
                opened, place = place, _closing(name, source, place, end)
                if place > opened:
                    yield opened, place, "!" if name in _RAW else ";"
    if place < end:
        yield place, end, ";"


def _closing(name: str, source: str, start: int, end: int) -> int:
    """Where the content ends of an element that only its own end tag closes."""
    closed = _CLOSED_BY[name].search(source, start, end)
    return closed.start() if closed else end
