"""Sentences in Norwegian official prose."""

import re
from collections.abc import Iterator
from typing import Final

_ABBREVIATIONS: Final = frozenset(
    "adm adr al alm ang anm art aug avd avg avs bd bl bl.a ca cand cf dir div dok dr d.v.s ds e.g "
    "eks ekskl el e.l etc evt f.eks feb fig flg f.o.m forf forts fr frk f.t gen g.nr h.h.v hhv "
    "i.e i.h.t iht ill inkl innb innl innst inst int jan jf jfr jr jur kap kgl kl kap kr lat lib lit "
    "l.nr m.a mag m.a.o maks m.h.t m.m m.v meld mfl m.fl mht mill min mnd mr mrd mrs nr nov obs o.l "
    "off okt ola o.m.a op org ordf ot o.a p.g.a pga p.t par pkt pl post pr prof prop prp p.s pst red "
    "ref reg res resp rev s.d sek sen sep sept s.k sm sms sn spm sr st st.meld ot.prp st.prp str "
    "stk stud s.u tab tel temp tid tidl t.d tlf t.o.m tsj u.a utg v vedl vedk vg vol vs ø.l aa dvs "
    "feks jfm jnr mv ev avsn pkt litt bnr gnr pers ph.d kand des apr".split()
)
"""Abbreviations that a sentence goes on after, without the last full stop."""
_MAY_END: Final = frozenset("m.m m.v mv m.fl mfl o.l etc osv el e.l o.a al".split())
"""Abbreviations that close a list: a capital after them begins a sentence."""
_MONTHS: Final = (
    "januar februar mars april mai juni juli august september oktober november desember".split()
)
_BREAK: Final = re.compile(r"(?:[.!?…]+[\"'»”’)\]]*|\n\s*\n)\s*(?=\S)")
_LAST_WORD: Final = re.compile(r"[^\s(«“\"]+$")
_OPENERS: Final = "«“\"'([–-•*"


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, trimmed; all text but white space is in one of them.

    A blank line always ends a sentence. A full stop does not after an abbreviation, an initial
    or an ordinal number, nor before a small letter.
    """
    return list(_spans(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        if not found.end() > found.start() or not _ends(text, start, found):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    mark = found.group()
    if mark.isspace() or "\n\n" in mark:
        return True
    following = text[found.end() : found.end() + 40].lstrip(_OPENERS)
    if not mark[-1].isspace() or following[:1].islower():
        return False
    if mark.strip() != ".":
        return True
    return not _goes_on(text[start : found.start()], following)


def _goes_on(before: str, following: str) -> bool:
    """Whether a lone full stop belongs to the word before it."""
    last = _LAST_WORD.search(before)
    word = last.group().lower() if last else ""
    if word in _MAY_END:
        return not following[:1].isupper()
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return True
    return word.isdigit() and len(word) <= 2 and following.split(" ")[0].lower() in _MONTHS
