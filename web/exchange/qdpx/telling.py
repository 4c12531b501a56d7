"""What Planspor writes into descriptions so that it can be read back without loss.

The standard has no place for a rejection, a stage or how a link came to be; a line of an
address's form in the description of a selection or note has, and other programs keep it as text.
"""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlencode

LINK: Final = "planspor:link"
DECISION: Final = "planspor:decision"
_TOLD: Final = re.compile(r"(planspor:\w+)\?(\S+)")


def told(what: str, facts: Mapping[str, object]) -> str:
    """Facts on one line; those that are None are left out."""
    return f"{what}?{urlencode({k: v for k, v in facts.items() if v is not None})}"


def read_told(what: str, description: str) -> dict[str, str] | None:
    """The facts in a description, or None where it tells none of that sort."""
    for found in _TOLD.finditer(description):
        if found[1] == what:
            return dict(parse_qsl(found[2], keep_blank_values=True, max_num_fields=40))
    return None
