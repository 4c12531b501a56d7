"""The JSON of accounts, tokens and the audit log. No secret is ever in it."""

from datetime import datetime
from typing import Any

from planspor.corpus.model import Account, Entry, Token


def account(held: Account) -> dict[str, Any]:
    """An account."""
    return {
        "id": held.id,
        "email": held.email,
        "name": held.name,
        "role": held.role,
        "created": held.created.isoformat(),
        "has_password": held.has_password,
        "issuer": held.subject.partition(" ")[0] if held.subject else None,
        "disabled": _time(held.disabled),
    }


def token(held: Token) -> dict[str, Any]:
    """A program's token."""
    return {
        "id": held.id,
        "name": held.name,
        "role": held.role,
        "created": held.created.isoformat(),
        "expires": held.expires.isoformat(),
        "used": _time(held.used),
        "revoked": _time(held.revoked),
    }


def entry(one: Entry) -> dict[str, Any]:
    """A line of the audit log."""
    return {
        "number": one.number,
        "at": one.at.isoformat(),
        "person": one.person,
        "what": one.what,
        "subject": one.subject,
        "details": one.details,
        "address": one.address,
    }


def _time(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()
