"""Pages of lists by where they begin, so that nothing is given twice while things are added.

A cursor holds the place of the last thing of the page before. What came in since stands before
or after that place, and moves nothing.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from planspor.web.api.problems import Stop

T = TypeVar("T")
Key = tuple[Any, ...]
"""Where a thing stands in its list: numbers and words, each list's of one sort."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some things of a list, how many there are in all, and the cursor of the next page."""

    items: Sequence[T]
    total: int
    next: str | None


def cut(
    items: Iterable[T], key: Callable[[T], Key], limit: int, cursor: str | None, scope: str = ""
) -> Page[T]:
    """The page of a list that begins at a cursor; keys are told apart by no two things.

    Raises:
        Stop: the cursor was not made here, or for another ``scope`` (a version of a document).
    """
    listed = sorted(items, key=key)
    after = decoded(cursor, scope)
    try:
        rest = listed if after is None else (one for one in listed if key(one) > after)
        shown = list(islice(rest, limit + 1))
    except TypeError as error:
        raise _unknown() from error
    return page_of(shown, len(listed), key, limit, scope)


def page_of(
    shown: Sequence[T], total: int, key: Callable[[T], Key], limit: int, scope: str = ""
) -> Page[T]:
    """The page of which one thing too many was read, if there is one."""
    more = len(shown) > limit
    return Page(shown[:limit], total, encoded(key(shown[limit - 1]), scope) if more else None)


def encoded(key: Key, scope: str = "") -> str:
    """A cursor."""
    said = json.dumps([scope, *key], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def decoded(cursor: str | None, scope: str = "") -> Key | None:
    """The key of a cursor; None for the first page.

    Raises:
        Stop: it is none, or stands for another ``scope``.
    """
    if cursor is None:
        return None
    try:
        said = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise _unknown() from error
    if not isinstance(said, list) or len(said) < 2 or not isinstance(said[0], str):
        raise _unknown()
    if said[0] != scope:
        raise Stop(410)
    return tuple(said[1:])


def typed(key: Key | None, *kinds: type) -> Key | None:
    """A key whose parts are of the kinds that the list has.

    Raises:
        Stop: they are not.
    """
    fits = key is None or (len(key) == len(kinds) and all(map(isinstance, key, kinds)))
    if not fits:
        raise _unknown()
    return key


def _unknown() -> Stop:
    return Stop(
        404, "No page begins there: the cursor was not given here.", "Begin without a cursor."
    )
