"""What a document's front tells of it: title, kind, number, issuer, date, language.

Plain rules on the lines of the title page, each a claim that says where it was found.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import PurePath

from planspor.corpus.language import identify
from planspor.corpus.model import DocumentKind, Section
from planspor.ingest.extract.details.document_numbers import own_number
from planspor.ingest.extract.details.imprint import date_in, issuer_of
from planspor.ingest.read.blocks import Block, Claim

_OPENING = 6000
"""Characters at the front of a document that tell what it is."""
_PART = re.compile(
    r"(?:Forord|Føreord|Innh[oa]ld|Sam(?:a|men)drag|Sammenfatning|Summary|Abstract|Innledning"
    r"|Innleiing|Vedlegg|Preface)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"[.:,]$|^(?:Til|Fra|Frå|Dato|Vedtatt|Vedteke|Lagt fram|Av|Ref)\b|^[^:]{2,20}:|^\d+(?:\.\d+)* "
    r"|^(?:[A-ZÆØÅ][\w-]+ ){1,3}(?:og|,) (?:[A-ZÆØÅ][\w-]+ ?){2,4}$"
)
"""Lines of a title page that are no title: dates, cases, senders, authors."""
_TITLE_PAGE = 8
"""Lines in which a title is looked for."""
_FRONT_BLOCKS = 40
_OFTEN = 3
_IMPRINT_LINE = 90
_SERIES = re.compile(
    r"(?:NOU(?: \d{4}: ?\d+)?|Norges offentlige utredninger|N(?:ORSK|orsk) L(?:OVTIDEND|ovtidend)"
    r"|(?:Prop|Meld|Innst|St|Ot)\. .{0,30}"
    r"|(?:Rapport|Notat|Rundskriv|Høringsnotat|Arbeidsnotat)(?: [\d:/-]+)?"
    r"|(?:Proposisjon|Melding) til Stortinget.{0,50})$"
)
"""Lines that tell the series of a document, which covers set in large letters."""
_LONGEST_TITLE = 200
_LARGE = 1.25
"""A title is set at least this many times as large as the running text."""
_KINDS = (
    (DocumentKind.OTHER, r"status|årsrapport|årsmelding|referat"),
    (DocumentKind.LETTER, r"tildelingsbrev|høringssvar|høyringssvar|innspill|innspel|brev|notat"),
    (DocumentKind.BUDGET, r"Prop\.? ?1 S|St\.prp\. nr\. ?1\b|\w*budsjett"),
    (DocumentKind.WHITE_PAPER, r"Meld\. ?St\.|St\.? ?meld|stortingsmelding|melding til|meld\b"),
    (DocumentKind.PROPOSITION, r"Prop\. ?\d+|St\. ?prp|Ot\. ?prp|proposisjon|prop\b"),
    (DocumentKind.CIRCULAR, r"rundskriv"),
    (DocumentKind.EVALUATION, r"\w*evaluering|nullpunkts\w*"),
    (DocumentKind.GUIDELINE, r"\w*veileder|rettleiar|\w*retningslinje|\w*retningsline"),
    (DocumentKind.LAW, r"lov om|forskrift om"),
    (DocumentKind.STATISTICS, r"statistikk"),
    (DocumentKind.PLAN, r"\w*plan(?:en)?\b|strategi"),
)
_COUNTED = (DocumentKind.EVALUATION, DocumentKind.CIRCULAR, DocumentKind.BUDGET)
"""Kinds whose documents name themselves over and over; of plans, everything here speaks."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def front_claims(
    text: str, sections: Sequence[Section], file: str, blocks: Sequence[Block] = ()
) -> Iterator[Claim]:
    """What can be told from the front of a document and from its file's name.

    ``blocks`` tell by the size of their letters which line is the title.
    """
    opening = text[:_OPENING]
    stem = PurePath(file).stem
    titles = _titles(text, sections)
    named = [line for line in titles if _first_kind(line)]
    large = _largest(blocks)
    if large is not None:
        yield Claim("title", large, "the largest letters of the title page")
    if titles:
        yield Claim("title", max(named or titles, key=len), "title page")
    yield Claim("title", stem, "file name", weak=True)
    yield from _imprint(opening)
    yield from _kind([*([large] if large else []), *titles], stem, opening)
    yield from (Claim("year", year, "file name", weak=True) for year in _YEAR.findall(stem)[-1:])
    language = identify(text)
    if language is not None:
        yield Claim("language", language, "words of the text")


def _imprint(opening: str) -> Iterator[Claim]:
    """Number, issuer and date, each standing on a line of its own."""
    lines = [line for line in re.split(r"\n+", opening) if len(line) <= _IMPRINT_LINE]
    for line in lines:
        number = own_number(line)
        if number is not None:
            yield Claim("number", number.text, "title page")
            if number.kind is not None:
                yield Claim("kind", number.kind, "document number")
            if number.issuer is not None:
                yield Claim("issuer", number.issuer, "document number")
            break
    yield from (Claim("date", date, "title page") for line in lines if (date := date_in(line)))
    yield from (Claim("issuer", body, "title page") for line in lines if (body := issuer_of(line)))


def _titles(text: str, sections: Sequence[Section]) -> list[str]:
    """Lines of the title page, and a first heading that is no part, that may be the title."""
    lines: list[str] = []
    for section in sections[:2]:
        if section.heading:
            is_part = section.number is not None or _PART.match(section.heading)
            lines += [] if is_part else [section.heading]
            break
        lines += text[section.start : section.end].split("\n\n")[:_TITLE_PAGE]
    return [line for line in lines if 8 <= len(line) <= 160 and _is_title(line)]


def _is_title(line: str) -> bool:
    return not (_NO_TITLE.search(line) or date_in(line) or issuer_of(line))


def _largest(blocks: Sequence[Block]) -> str | None:
    """The lines in the largest letters of the first page with such; None where none are larger.

    Letters that come again further down the page are those of headings.
    """
    sizes = sorted(b.style.size for b in blocks if b.style and b.style.size for _ in b.text)
    least = _LARGE * sizes[len(sizes) // 2] if sizes else 0
    front = [b for b in blocks[:_FRONT_BLOCKS] if _size(b) >= least > 0 and _may_be_title(b.text)]
    page = [i for i, b in enumerate(blocks[:_FRONT_BLOCKS]) if front and b.page == front[0].page]
    largest = max(map(_size, (b for b in front if b.page == front[0].page)), default=0)
    runs = [
        [blocks[i].text for i in run if _may_be_title(blocks[i].text)]
        for large, run in groupby(page, lambda i: _size(blocks[i]) == largest)
        if large
    ]
    named = [" ".join(run) for run in runs if run]
    return named[0] if len(named) == 1 and len(named[0]) <= _LONGEST_TITLE else None


def _size(block: Block) -> float:
    return block.style.size if block.style else 0


def _may_be_title(text: str) -> bool:
    """Whether a line, set large, is a title, and no part's, no body's and no series' name."""
    other = _PART.fullmatch(text) or _SERIES.match(text) or issuer_of(text) or own_number(text)
    return len(text) <= 160 and not other and bool(re.search(r"[^\W\d_]{3}", text))


def _kind(titles: Sequence[str], stem: str, opening: str) -> Iterator[Claim]:
    """By what a title names first, then the file's name, then by what recurs in front."""
    for how, texts in (("title page", titles), ("file name", [re.sub(r"[-_]+", " ", stem)])):
        named = next((kind for text in texts if (kind := _first_kind(text))), None)
        if named is not None:
            yield Claim("kind", named, how)
    counts = {
        kind: len(re.findall(rf"\b(?:{pattern})", opening, re.IGNORECASE))
        for kind, pattern in _KINDS
        if kind in _COUNTED
    }
    most = max(counts, key=counts.__getitem__)
    if counts[most] >= _OFTEN:
        yield Claim("kind", most, "what the opening speaks of")


def _first_kind(text: str) -> DocumentKind | None:
    """The kind that a text names first."""
    found = [
        (match.start(), kind)
        for kind, pattern in _KINDS
        if (match := re.search(rf"\b(?:{pattern})", text, re.IGNORECASE))
    ]
    return min(found)[1] if found else None
