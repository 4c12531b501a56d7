"""Who reviews: a name that is chosen or asked for once and remembered by the browser."""

from datetime import timedelta
from typing import Final
from urllib.parse import quote, unquote

from flask import request
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError
from planspor.corpus.model import Person
from planspor.corpus.slugs import slug

_COOKIE: Final = "planspor_navn"
_REMEMBERED: Final = timedelta(days=365)
_LONGEST: Final = 80


class IncompleteForm(InputError):
    """A form that lacks something; the message is shown to the person."""


def named(name: str, why: str) -> Person:
    """The person of a name.

    Raises:
        IncompleteForm: there is no name in it; ``why`` says what it is for.
    """
    tidy = " ".join(name.split())[:_LONGEST]
    id_ = slug(tidy)
    if not id_:
        raise IncompleteForm(f"Skriv navnet ditt, så andre ser {why}.")
    return Person(id_, tidy)


def remembered_name() -> str:
    """The name that this browser gave last."""
    return unquote(request.cookies.get(_COOKIE, ""))[:_LONGEST]


def remembered() -> Person | None:
    """The person that this browser gave the name of last."""
    name = " ".join(remembered_name().split())
    return Person(slug(name), name) if slug(name) else None


def remember(answer: Response, person: Person) -> Response:
    """An answer that has the browser remember a person's name."""
    answer.set_cookie(
        _COOKIE,
        quote(person.name),
        max_age=_REMEMBERED,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )
    return answer
