"""Whether a page says of its document that it still holds."""

import re
from collections.abc import Iterable

from planspor.corpus.model import Validity

_SUPERSEDED = re.compile(
    r"\b(?:erstatt(?:et|a|es|ast)|avløst|avløyst) (?:av|med)\b|\bny(?:ere)? versjon finnes\b"
    r"|\bsuperseded\b|\breplaced by\b",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"\b(?:er|har|ble|vart) (?:nå |no )?(?:utgått|opphev(?:et|a)|tr(?:ukket|ekt) tilbake)\b"
    r"|^\W*(?:(?:status|gyldighet)\W+)?"
    r"(?:utgått|opphev(?:et|a|d)|historisk|tr(?:ukket|ekt) tilbake|withdrawn)\b"
    r"|\bhistorisk (?:dokument|innhold|versjon|arkiv)\b|\b(?:gjelder|gjeld) ikk?je? lenger\b"
    r"|\bikk?je? lenger? (?:gyldig|gjeldende|oppdatert)\b|\butgått på dato\b",
    re.IGNORECASE,
)
_IN_FORCE = re.compile(
    r"^\W*(?:(?:status|gyldighet)\W+)?(?:gyldig|gjeldende|gjeldande|i kraft|in force)\W*$"
    r"|\bunder revi(?:sjon|dering)\b|^(?:ikrafttredelse|ikraftsetjing|i kraft fr[aå])\b.*\d{4}",
    re.IGNORECASE,
)
_FORMS = (
    (_SUPERSEDED, Validity.SUPERSEDED),
    (_WITHDRAWN, Validity.WITHDRAWN),
    (_IN_FORCE, Validity.IN_FORCE),
)


def stated_validity(texts: Iterable[str]) -> tuple[Validity, str] | None:
    """The first statement, among short texts about a document, of whether it holds.

    A guide under revision is in force until it has been revised.
    """
    for text in texts:
        for form, validity in _FORMS:
            if form.search(text):
                return validity, text
    return None
