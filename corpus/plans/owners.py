"""Lists of responsible bodies, taken apart into their names."""

import re

_MARK = re.compile(
    r"( ?[;/] ?| ?,? (?:og|samt|i (?:samarbeid|samråd|dialog) med) | ?, )", re.IGNORECASE
)
_BODY = re.compile(
    r"\S*(?:departement|direktorat|etat|tilsyn|tinget\b|rådet?\b|råda\b|verket\b|banken\b|nemnd"
    r"|fylkesm[ae]nn|statsforvalter|kommun|sekretariat|universitet|høg?skol|høyskol|foretak|helse "
    r"|politi|barnehage|skole|organisasjon|nav\b)",
    re.IGNORECASE,
)
_OPEN_NAME = re.compile(r"\s(?:for|om)\s")
"""Inside such a name ("Direktoratet for …") a comma or "og" need not begin another name."""


def split_owners(text: str) -> list[str]:
    """The names in a list of bodies, without marks and blanks around them, each once.

    A list is parted at ; / and new lines, and at commas, "og", "samt" and "i samarbeid med"
    where these do not stand inside a name: not after a hyphen ("Helse- og omsorgsdepartementet")
    and, in "Direktoratet for …", only before another body.
    """
    parts = _MARK.split(" ".join("; ".join(text.splitlines()).split()))
    names = [parts[0]]
    for mark, part in zip(parts[1::2], parts[2::2], strict=True):
        if _is_inside(names[-1], mark, part):
            names[-1] += mark + part
        else:
            names.append(part)
    cleaned = (name.strip(" .,:;–-") for name in names)
    return list(dict.fromkeys(name for name in cleaned if name))


def _is_inside(name: str, mark: str, following: str) -> bool:
    if mark.strip() not in {",", "og", ", og"}:
        return False
    if name.endswith("-"):
        return True
    return bool(_OPEN_NAME.search(name)) and not _BODY.match(following)
