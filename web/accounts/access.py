"""Who asks, and what they may do.

On a site that only this machine can reach, whoever asks may do everything, under the name that
the browser remembers. On any other site it takes an account.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from flask import Flask, g, has_app_context
from werkzeug.exceptions import Forbidden, Unauthorized

from planspor.corpus.model import Account, Person, Role

P = ParamSpec("P")
R = TypeVar("R")


class SignInNeeded(Unauthorized):
    """Nobody is signed in, and what was asked for is not for everybody."""

    code = 401


class NotAllowed(Forbidden):
    """Who is signed in has no role that what was asked for is for."""

    code = 403

    def __init__(self, role: Role) -> None:
        super().__init__(f"This takes the role {role}.")
        self.role = role


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: ``role`` is None for somebody who is not signed in.

    ``person`` is who decides. It is None where nobody is signed in, and on one's own machine until
    a name was given. ``account`` is None on one's own machine. ``session`` is the id of the
    browser's session, ``by_token`` tells that a program asks.
    """

    person: Person | None = None
    role: Role | None = None
    account: Account | None = None
    session: str | None = None
    by_token: bool = False

    def may(self, role: Role | str) -> bool:
        """Whether the visitor may do what a role may."""
        return self.role is not None and self.role.allows(Role(role))

    @property
    def sight(self) -> str:
        """What sets apart what visitors see: ``all`` or ``open`` documents.

        Whatever is kept of an answer (an ETag, a cache) is kept under it.
        """
        return "all" if self.may(Role.READER) else "open"


NOBODY: Final = Visitor()
_FOR_EVERYONE: Final[set[object]] = set()


def visitor() -> Visitor:
    """Who asks now; nobody outside a request."""
    found: Visitor = g.get("visitor", NOBODY) if has_app_context() else NOBODY
    return found


def needs(role: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Have a view answer only those who may do what a role may.

    Raises:
        SignInNeeded: nobody is signed in.
        NotAllowed: who is signed in may not.
    """

    def guarded(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def answer(*args: P.args, **kwargs: P.kwargs) -> R:
            require(role)
            return view(*args, **kwargs)

        return answer

    return guarded


def everyone(view: Callable[P, R]) -> Callable[P, R]:
    """Have a view answer anybody, also where all else asks for an account."""
    _FOR_EVERYONE.add(view)
    return view


def is_for_everyone(view: object) -> bool:
    """Whether a view answers anybody."""
    return view in _FOR_EVERYONE


def require(role: Role) -> None:
    """Stop who asks, unless they may do what a role may; raises as ``needs`` does."""
    who = visitor()
    if who.role is None:
        raise SignInNeeded
    if not who.may(role):
        raise NotAllowed(role)


def register_access(app: Flask) -> None:
    """Give templates ``may("editor")``, ``has_account()`` and, where no macro is, ``visitor``."""
    app.jinja_env.globals.update(
        may=lambda role: visitor().may(role), has_account=lambda: visitor().account is not None
    )
    app.context_processor(lambda: {"visitor": visitor()})
