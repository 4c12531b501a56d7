"""Browsers that are signed in."""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, RowMapping, delete, insert, select, update

from planspor.corpus.model import Account, Session
from planspor.corpus.store import schema
from planspor.corpus.store.accounts import account_of, end_sessions
from planspor.corpus.store.audit import note
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time
from planspor.corpus.store.secret import kept_as, new_secret, public_id

IDLE: Final = timedelta(hours=24)
"""How long a browser stays signed in that is not used."""
LONGEST: Final = timedelta(days=14)
"""How long a browser stays signed in however it is used."""
_NOTED: Final = timedelta(minutes=5)
"""How exactly it is kept when a browser was last used: each request shall not write."""
_LONGEST_AGENT: Final = 200


class SessionStore:
    """The sessions of all accounts. A session is known by a secret that only its browser holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, account: str, address: str, agent: str, how: str = "password") -> str:
        """Sign a browser in; the secret that it is known by."""
        secret, at = new_secret(), to_time(now())
        row = {
            "hash": kept_as(secret),
            "account": account,
            "created": at,
            "seen": at,
            "address": address,
            "agent": agent[:_LONGEST_AGENT],
        }
        with self._database.write() as connection:
            connection.execute(delete(schema.sessions).where(~_valid()))
            connection.execute(insert(schema.sessions), row)
            note(connection, "signed in", account, how=how)
        return secret

    def find(self, secret: str) -> tuple[Account, Session] | None:
        """The account that a browser is signed in to; None where it is to none, or no longer."""
        c, a = schema.sessions.c, schema.accounts.c
        columns = (c.hash, c.created.label("begun"), c.seen, c.address, c.agent)
        query = select(schema.accounts, *columns).join(schema.sessions, c.account == a.id)
        held = (c.hash == kept_as(secret)) & _valid() & a.disabled.is_(None)
        with self._database.read() as connection:
            row = connection.execute(query.where(held)).mappings().one_or_none()
        if row is None:
            return None
        if from_time(row["seen"]) < now() - _NOTED:
            self._see(row["hash"])
        return account_of(row), _session(row, row["id"], row["begun"])

    def _see(self, hash_: str) -> None:
        seen = update(schema.sessions).where(schema.sessions.c.hash == hash_)
        with self._database.write() as connection:
            connection.execute(seen.values(seen=to_time(now())))

    def of_account(self, account: str) -> list[Session]:
        """The browsers that are signed in to an account, the last used first."""
        c = schema.sessions.c
        query = select(schema.sessions).where((c.account == account) & _valid())
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(c.seen.desc())).mappings()
            return [_session(row, account, row["created"]) for row in rows]

    def end(self, secret: str) -> None:
        """Sign a browser out."""
        c = schema.sessions.c
        with self._database.write() as connection:
            held = select(c.account).where(c.hash == kept_as(secret))
            account = connection.scalar(held)
            if account is not None:
                connection.execute(delete(schema.sessions).where(c.hash == kept_as(secret)))
                note(connection, "signed out", account)

    def end_all(self, account: str, but: str | None = None) -> int:
        """Sign an account out everywhere, but for the browser of one secret; from how many."""
        with self._database.write() as connection:
            ended = end_sessions(connection, account, but and kept_as(but))
            note(connection, "signed out everywhere", account, browsers=ended)
        return ended


def _valid() -> ColumnElement[bool]:
    c = schema.sessions.c
    return (c.seen > to_time(now() - IDLE)) & (c.created > to_time(now() - LONGEST))


def _session(row: RowMapping, account: str, begun: str) -> Session:
    return Session(
        id=public_id(row["hash"]),
        account=account,
        created=from_time(begun),
        seen=from_time(row["seen"]),
        address=row["address"],
        agent=row["agent"],
    )
