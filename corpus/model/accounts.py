"""What accounts, and what those who have one may do, are."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from planspor.corpus.model.evidence import Person


class Role(StrEnum):
    """What a person may do; each may do all that those before it may."""

    READER = "reader"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"

    def allows(self, other: "Role") -> bool:
        """Whether who has this role may do what the other one may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


class Visibility(StrEnum):
    """Who may read the open documents of a corpus on a server: anyone, or those with an account."""

    PUBLIC = "public"
    ACCOUNTS = "accounts"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in.

    ``id`` is that of the person whose decisions are made under it. ``email`` is what one signs in
    with, in lower case. ``subject`` is who it is to an OpenID Connect issuer, as
    ``issuer subject``. ``disabled`` is since when nobody may sign in.
    """

    id: str
    email: str
    name: str
    role: Role
    created: datetime
    has_password: bool = False
    subject: str | None = None
    disabled: datetime | None = None

    @property
    def person(self) -> Person:
        """Who decides under it."""
        return Person(self.id, self.name)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that is signed in; ``id`` tells it apart and opens nothing."""

    id: str
    account: str
    created: datetime
    seen: datetime
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class Token:
    """What a program signs in with; ``id`` tells it apart and opens nothing.

    ``role`` is the most that it is for: it never does more than its account may. ``used`` is when
    it was last used, to the hour.
    """

    id: str
    account: str
    name: str
    role: Role
    created: datetime
    expires: datetime
    used: datetime | None = None
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that opens once, to choose a password; ``reset`` where there has been one before."""

    account: str
    reset: bool
    created: datetime
    expires: datetime
    used: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit log.

    ``person`` is the id of who did it, None where nobody was signed in. ``address`` is where from:
    a network address, or ``command``.
    """

    number: int
    at: datetime
    person: str | None
    what: str
    subject: str
    details: dict[str, Any]
    address: str
