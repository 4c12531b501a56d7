"""Attempts to sign in, counted for all processes that serve a corpus."""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from sqlalchemy import delete, func, insert, select

from planspor.corpus.store import schema
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import to_time

WINDOW: Final = timedelta(minutes=15)
BY_BOTH: Final = 6
"""Attempts in that time at one account from one address."""
BY_ACCOUNT: Final = 25
"""At one account from wherever; more than one can think of, and too few to guess by."""
BY_ADDRESS: Final = 100
"""From one address at whatever accounts: a whole office may have one address."""


class AttemptStore:
    """Attempts of late, by account and address. What was typed is kept as a hash."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, email: str, address: str) -> bool:
        """Count an attempt before it is judged; whether it may be made.

        An address is one of IPv4, or a network of 64 bits of IPv6, as a household has it.
        """
        limits = _limits(email, address)
        c, at = schema.attempts.c, to_time(now())
        with self._database.write() as connection:
            old = c.at <= to_time(now() - WINDOW)
            connection.execute(delete(schema.attempts).where(old))
            counted = (
                select(c.key, func.count().label("made")).where(c.key.in_(limits)).group_by(c.key)
            )
            made = {row.key: row.made for row in connection.execute(counted)}
            if any(made.get(key, 0) >= limit for key, limit in limits.items()):
                return False
            connection.execute(insert(schema.attempts), [{"key": k, "at": at} for k in limits])
        return True

    def succeed(self, email: str, address: str) -> None:
        """Forget the attempts of somebody who has signed in, and one of the address's."""
        both, account, network = _limits(email, address)
        c = schema.attempts.c
        one = select(func.max(c.number)).where(c.key == network).scalar_subquery()
        gone = c.key.in_((both, account)) | (c.number == one)
        with self._database.write() as connection:
            connection.execute(delete(schema.attempts).where(gone))


def _limits(email: str, address: str) -> Mapping[str, int]:
    name, network = _hashed(email.strip().casefold()), _network(address)
    return {
        f"both {_hashed(f'{name} {network}')}": BY_BOTH,
        f"account {name}": BY_ACCOUNT,
        f"address {network}": BY_ADDRESS,
    }


def _hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or ip_network((parsed, 64), strict=False))
    return str(parsed)
