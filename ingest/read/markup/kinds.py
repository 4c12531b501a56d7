"""What publishers call the kinds of their documents in metadata."""

import re

from planspor.corpus.model import DocumentKind

_KINDS = (
    (re.compile(r"rundskriv", re.I), DocumentKind.CIRCULAR),
    (
        re.compile(r"(?:\w* )*(?:retningslin(?:je|e)r?|veileder|rettleiar|veiledning)", re.I),
        DocumentKind.GUIDELINE,
    ),
    (
        re.compile(r"meld\.? ?st\.?|(?:stortings)?melding(?: til stortinget)?", re.I),
        DocumentKind.WHITE_PAPER,
    ),
    (re.compile(r"prop|proposisjon(?: til stortinget)?", re.I), DocumentKind.PROPOSITION),
    (re.compile(r"(?:tildelings)?brev", re.I), DocumentKind.LETTER),
    (
        re.compile(r"(?:handlings|opptrappings)?plan(?:/strategi)?|strategi", re.I),
        DocumentKind.PLAN,
    ),
    (re.compile(r"lov|forskrift", re.I), DocumentKind.LAW),
    (re.compile(r"evaluering(?:srapport)?", re.I), DocumentKind.EVALUATION),
    (re.compile(r"statistikk", re.I), DocumentKind.STATISTICS),
    (re.compile(r"nou", re.I), DocumentKind.OTHER),
)


def kind_called(name: str) -> DocumentKind | None:
    """The kind that a publisher's name for one means, None where it tells nothing."""
    return next((kind for form, kind in _KINDS if form.fullmatch(name.strip())), None)
