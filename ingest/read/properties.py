"""Which of the properties that programs write into a file say something of its document."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from planspor.ingest.read.blocks import Claim

_NO_TITLE = re.compile(
    r"(?:microsoft word|powerpoint)\b.*|(?:document|dokument|untitled|uten navn|utan namn) ?\d*"
    r"|(?:ny )?(?:mal|template|tittel|title|overskrift|heading|rapport(?:mal)?|notat(?:mal)?) ?\d*"
    r"|\S+\.(?:docx?|dotx?|docm|dotm|odt|ott|rtf|pdf|indd|qxd|xlsx?|pptx?|html?)|[\W\d_]*"
    r"|\[.*\]|<.*>|(?:normal|blank)|.*\.(?:docx?|dotx?|docm|dotm|odt|ott|rtf|pdf|indd)",
    re.IGNORECASE,
)
_SHORTEST = 4
_BODY = re.compile(
    r"\b\w*(?:kommune|departement(?:et)?|direktorat(?:et)?|tilsyn(?:et)?|etat(?:en)?|institutt(?:et)?"
    r"|universitet(?:et)?|høg?skol(?:e|en)|stiftelse[nr]?|senter(?:et)?|forvalter(?:en)?|sametinget"
    r"|verket|arkivet|rådet|forbundet|foretak(?:et)?|AS|HF)\b",
    re.IGNORECASE,
)
LANGUAGES = {"no": "nb", "nb": "nb", "nn": "nn", "en": "en", "se": "se"}
"""Languages by what files call them; ``no`` alone is taken for bokmål."""
_WEAK = {"date", "language"}
"""Details that a program writes without being told to."""
_PERSONS = ("creator", "author")
_DATE = re.compile(r"(?:19[89]\d|20\d\d)-\d\d-\d\d")


class Said(NamedTuple):
    """A property as it stands: the detail it may tell, its value, and its place in words."""

    detail: str
    value: str
    how: str


def claims_of(*said: Said) -> tuple[Claim, ...]:
    """The properties that tell something, in their order; those of programs are weak."""
    judged = ((detail, _JUDGES[detail](value), how) for detail, value, how in said)
    return tuple(
        Claim(detail, value, how, weak=detail in _WEAK or how.lower().endswith(_PERSONS))
        for detail, value, how in judged
        if value
    )


def _title(text: str) -> str:
    text = " ".join(text.split())
    return "" if len(text) < _SHORTEST or _NO_TITLE.fullmatch(text) else text


def _issuer(text: str) -> str:
    """Organisations alone: who typed a document does not issue it."""
    text = " ".join(text.split())
    return text if _BODY.search(text) else ""


def _date(text: str) -> str:
    match = _DATE.match(text)
    return match.group() if match else ""


def _language(text: str) -> str:
    return LANGUAGES.get(text[:2].lower(), "")


_JUDGES: Mapping[str, Callable[[str], str]] = {
    "title": _title,
    "issuer": _issuer,
    "date": _date,
    "language": _language,
}
