"""Links that open once, for somebody to choose how to sign in."""

from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, RowMapping, insert, select

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Account, Invitation
from planspor.corpus.store import schema
from planspor.corpus.store.accounts import (
    account_of,
    checked_password,
    close_invitations,
    put_password,
    tie,
)
from planspor.corpus.store.audit import note
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time
from planspor.corpus.store.secret import kept_as, new_secret

INVITED: Final = timedelta(days=7)
RESET: Final = timedelta(hours=24)


class InvitationStore:
    """Invitations to new accounts, and links to choose a new password."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, account: Account) -> str:
        """The secret of a new link for an account; older ones open nothing any more."""
        secret, at = new_secret(), now()
        reset = account.has_password
        row = {
            "hash": kept_as(secret),
            "account": account.id,
            "reset": reset,
            "created": to_time(at),
            "expires": to_time(at + (RESET if reset else INVITED)),
        }
        with self._database.write() as connection:
            close_invitations(connection, account.id)
            connection.execute(insert(schema.invitations), row)
            note(connection, "reset link made" if reset else "invited", account.id)
        return secret

    def open(self, secret: str) -> tuple[Account, Invitation]:
        """Whom a link is for.

        Raises:
            NotFound: it is none, was used, is too old, or the account is disabled.
        """
        with self._database.read() as connection:
            row = _row(connection, secret)
        return account_of(row), _invitation(row)

    def choose_password(self, secret: str, password: str) -> Account:
        """Use a link up to give its account a password.

        Raises:
            NotFound: as ``open`` has it.
            WeakPassword: the password is refused; the link is as it was.
        """
        account, _ = self.open(secret)
        kept = checked_password(password, account.email, account.name)
        with self._database.write() as connection:
            held = account_of(_row(connection, secret))
            put_password(connection, held.id, kept)
        return held

    def choose_subject(self, secret: str, subject: str) -> Account:
        """Use a link up to have its account be signed in to by a subject of an issuer.

        Raises:
            NotFound: as ``open`` has it.
            InputError: the subject is tied to another account.
        """
        with self._database.write() as connection:
            held = account_of(_row(connection, secret))
            tie(connection, held.id, subject)
        return held

    def standing(self) -> dict[str, Invitation]:
        """The links that can still be used, by the account."""
        c = schema.invitations.c
        query = select(schema.invitations).where(c.used.is_(None), c.expires > to_time(now()))
        with self._database.read() as connection:
            rows = connection.execute(query).mappings()
            return {row["account"]: _invitation(row) for row in rows}


def _row(connection: Connection, secret: str) -> RowMapping:
    c, a = schema.invitations.c, schema.accounts.c
    columns = (c.account, c.reset, c.created.label("made"), c.expires, c.used)
    query = select(schema.accounts, *columns).join(schema.invitations, c.account == a.id)
    usable = c.used.is_(None) & (c.expires > to_time(now())) & a.disabled.is_(None)
    held = query.where((c.hash == kept_as(secret)) & usable)
    row = connection.execute(held).mappings().one_or_none()
    if row is None:
        raise NotFound("The link was used, or is too old", "Ask an administrator for a new one.")
    return row


def _invitation(row: RowMapping) -> Invitation:
    return Invitation(
        account=row["account"],
        reset=row["reset"],
        created=from_time(row.get("made") or row["created"]),
        expires=from_time(row["expires"]),
        used=row["used"] and from_time(row["used"]),
    )
