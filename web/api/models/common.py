"""What several resources share: pages of lists, places in originals, problems."""

from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta

LARGEST: int = 200
"""The most that a page of a list can hold."""
MOST: int = 2**53 - 1
"""The largest whole number that every JSON reader takes as it stands."""

Id: TypeAlias = Annotated[str, Meta(description="Readable and stable.", examples=["havneset2021"])]
Count: TypeAlias = Annotated[int, Meta(ge=0)]
Time: TypeAlias = Annotated[
    str, Meta(description="ISO 8601, UTC.", extra_json_schema={"format": "date-time"})
]
Address: TypeAlias = Annotated[
    str | None,
    Meta(description="The address of the next page; null on the last one."),
]
Facts: TypeAlias = dict[str, Any]
Cursor: TypeAlias = Annotated[
    str,
    Meta(
        description="Where the page begins: taken from `next` of the page before, never made up.",
        pattern=r"^[A-Za-z0-9_-]+$",
        max_length=2000,
    ),
]
Limit: TypeAlias = Annotated[
    int, Meta(description=f"How many there are on a page, at most {LARGEST}.", ge=1, le=LARGEST)
]
Person: TypeAlias = Annotated[
    str | None,
    Meta(
        description="The name of who decides. Only on one's own machine: an account decides in its "
        "own name."
    ),
]


class Answer(msgspec.Struct):
    """What the API answers: later releases may add fields."""


class Query(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What stands after the question mark; a name that is not known is a mistake."""


class Body(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What is sent; a name that is not known is a mistake."""


class Paged(Query):
    """A page of a list."""

    limit: Limit = 50
    cursor: Cursor | None = None


class Source(Answer):
    """A place in an original: one-based lines, both included; `page` is null for text."""

    file: str
    page: Annotated[int, Meta(ge=1)] | None
    line_start: Annotated[int, Meta(ge=1)]
    line_end: Annotated[int, Meta(ge=1)]
    start: Count
    end: Count


class StatedIn(Answer, rename={"within": "in"}):
    """Where a fact of a plan file was found, and how sure it is."""

    within: str
    at: str
    certainty: str


class Problem(Answer):
    """An error (RFC 9457): `code` is for programs, `remedy` says what can be done."""

    type: Annotated[str, Meta(description="Where the problem is described.")]
    title: str
    status: Annotated[int, Meta(ge=400, le=599)]
    detail: str
    code: str
    remedy: str
    instance: Annotated[str, Meta(description="The path that was asked for.")]
