"""What programs sign in with."""

from datetime import timedelta
from typing import Final

from sqlalchemy import RowMapping, insert, select, update

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Account, Role, Token
from planspor.corpus.store import schema
from planspor.corpus.store.audit import note
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time
from planspor.corpus.store.secret import kept_as, new_secret, public_id

LONGEST_DAYS: Final = 366
_PREFIX: Final = "planspor_"
"""What a token begins with, so that one that has gone astray is recognised."""
_LONGEST_NAME: Final = 80


class TokenStore:
    """The tokens of all accounts; ``AccountStore.by_token`` is what they are used by."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, account: Account, name: str, role: Role, days: int) -> str:
        """A new token, which nobody can be told again.

        Raises:
            InputError: it has no name, is for more than the account may, or for too long.
        """
        called = " ".join(name.split())[:_LONGEST_NAME]
        if not called:
            raise InputError("A token needs a name", "Say what program it is for.")
        if not account.role.allows(role):
            raise InputError(f"{account.email}: may not do what a token for {role} may")
        if not 1 <= days <= LONGEST_DAYS:
            raise InputError(f"{days}: a token holds from 1 to {LONGEST_DAYS} days")
        secret, at = new_secret(_PREFIX), now()
        row = {
            "hash": kept_as(secret),
            "account": account.id,
            "name": called,
            "role": role,
            "created": to_time(at),
            "expires": to_time(at + timedelta(days=days)),
        }
        with self._database.write() as connection:
            connection.execute(insert(schema.tokens), row)
            told = {"token": public_id(row["hash"]), "role": role, "expires": row["expires"]}
            note(connection, "token made", account.id, **told)
        return secret

    def of_account(self, account: str) -> list[Token]:
        """The tokens of an account, the newest first."""
        c = schema.tokens.c
        query = select(schema.tokens).where(c.account == account)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(c.created.desc(), c.hash)).mappings()
            return [_token(row) for row in rows]

    def revoke(self, account: str, token: str) -> None:
        """Have a token of an account open nothing any more.

        Raises:
            NotFound: the account has no such token.
        """
        c = schema.tokens.c
        mine = select(c.hash).where(c.account == account, c.revoked.is_(None))
        with self._database.write() as connection:
            held = {public_id(hash_): hash_ for hash_ in connection.scalars(mine)}
            if token not in held:
                raise NotFound(f"{token}: no such token of {account}")
            gone = update(schema.tokens).where(c.hash == held[token])
            connection.execute(gone.values(revoked=to_time(now())))
            note(connection, "token revoked", account, token=token)


def _token(row: RowMapping) -> Token:
    times = {name: row[name] and from_time(row[name]) for name in ("used", "revoked")}
    return Token(
        id=public_id(row["hash"]),
        account=row["account"],
        name=row["name"],
        role=Role(row["role"]),
        created=from_time(row["created"]),
        expires=from_time(row["expires"]),
        **times,
    )
