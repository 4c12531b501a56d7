"""Who reviews: whose account it is; on one's own machine, a name that the browser remembers."""

from datetime import timedelta
from typing import Final
from urllib.parse import quote, unquote

from flask import request
from flask_babel import gettext
from werkzeug.wrappers import Response

from planspor.corpus.errors import InputError
from planspor.corpus.model import Person
from planspor.corpus.slugs import slug
from planspor.web.accounts.access import visitor

_COOKIE: Final = "planspor_navn"
_REMEMBERED: Final = timedelta(days=365)
_LONGEST: Final = 80


class IncompleteForm(InputError):
    """A form that lacks something; the message is shown to the person."""


def named(name: str) -> Person:
    """The person of a name.

    Raises:
        IncompleteForm: there is no name in it.
    """
    tidy = " ".join(name.split())[:_LONGEST]
    id_ = slug(tidy)
    if not id_:
        raise IncompleteForm(gettext("Skriv navnet ditt, så andre ser hvem som har gjort det."))
    return Person(id_, tidy)


def author() -> Person:
    """Who sends a form: who is signed in; on one's own machine, the person that the form names.

    Raises:
        IncompleteForm: there is no name in it.
    """
    account = visitor().account
    return account.person if account is not None else named(request.form.get("navn", ""))


def given() -> Person | None:
    """The person that this browser gave the name of last."""
    name = " ".join(unquote(request.cookies.get(_COOKIE, ""))[:_LONGEST].split())
    return Person(slug(name), name) if slug(name) else None


def remembered_name() -> str:
    """The name of who is known to ask; empty where nobody is."""
    person = visitor().person
    return person.name if person is not None else ""


def remembered() -> Person | None:
    """The person that is known to ask."""
    return visitor().person


def remember(answer: Response, person: Person) -> Response:
    """An answer that has the browser remember a person's name, where nobody has an account."""
    if visitor().account is not None:
        return answer
    answer.set_cookie(
        _COOKIE,
        quote(person.name),
        max_age=_REMEMBERED,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )
    return answer
