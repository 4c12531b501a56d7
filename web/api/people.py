"""In whose name a program writes."""

from typing import Final

from planspor.corpus.model import Person
from planspor.corpus.slugs import slug
from planspor.web.accounts.access import visitor
from planspor.web.api.problems import Stop

_LONGEST: Final = 80


def decider(name: str | None) -> Person:
    """Who decides: whose account it is; on one's own machine whoever the program names.

    Raises:
        Stop: nobody is named, or somebody though it is an account's.
    """
    account = visitor().account
    if account is not None:
        if name is not None:
            remedy = "Leave `person` out: what you write is written in your name."
            raise Stop(422, "An account decides in its own name.", remedy)
        return account.person
    tidy = " ".join((name or "").split())[:_LONGEST]
    if not slug(tidy):
        raise Stop(422, "Nobody is named.", "Send `person`: the name of who decides.")
    return Person(slug(tidy), tidy)
