"""Ids that people can read: lower-case letters a-z, digits and hyphens."""

import re
import unicodedata

from planspor.corpus.errors import InputError

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""The form of a plan's id and of the part of an entry's id after the slash."""

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})
_MAX_LENGTH = 60


def slug(text: str) -> str:
    """A text as an id: the first whole words that fit in 60 characters; empty when it has none."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    letters = (c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", "".join(letters))
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:_MAX_LENGTH]
        if len(longer) > _MAX_LENGTH:
            break
        made = longer
    return made


def checked_id(id_: str) -> str:
    """An id that a person gave.

    Raises:
        InputError: it has not the form of one.
    """
    if not SLUG.fullmatch(id_):
        raise InputError(f"“{id_}” cannot be an id", "Use a-z, 0-9 and hyphens with --id.")
    return id_


def owner(id_: str) -> str:
    """What an id says that its bearer is part of: a passage's document, a measure's plan."""
    return id_.partition("/")[0]


def unused(wanted: str, used: set[str]) -> str:
    """An id that is not in use yet: as wanted, or else numbered from -2 on."""
    number, free = 2, wanted
    while free in used:
        free = f"{wanted}-{number}"
        number += 1
    return free


def claim(wanted: str, used: set[str]) -> str:
    """An unused id, which from then on is in use."""
    id_ = unused(wanted, used)
    used.add(id_)
    return id_
