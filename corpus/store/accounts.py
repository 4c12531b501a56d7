"""Accounts: who may sign in, and what they may do."""

import re
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, exists, insert, select, update

from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Account, Role
from planspor.corpus.passwords import LONGEST, SHORTEST, hashed, is_outdated, matches, weakness
from planspor.corpus.slugs import slug, unused
from planspor.corpus.store import schema
from planspor.corpus.store.audit import note
from planspor.corpus.store.database import Database, now
from planspor.corpus.store.rows import from_time, to_time
from planspor.corpus.store.secret import kept_as

_EMAIL: Final = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+")
_LONGEST_TEXT: Final = 120
_LISTED: Final = "`planspor users list` shows who has an account."


class WeakPassword(InputError):
    """A password that is refused; ``why`` is as ``planspor.corpus.passwords.weakness`` has it."""

    def __init__(self, why: str) -> None:
        said = {
            "short": f"The password is shorter than {SHORTEST} characters",
            "long": f"The password is longer than {LONGEST} characters",
            "common": "The password is one of those that are tried first",
        }
        super().__init__(said[why], "Choose four or five words that do not belong together.")
        self.why = why


class LastAdministrator(InputError):
    """Nobody would be left who may give others access."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"{account}: is the last administrator who can sign in",
            "Make another account an administrator first.",
        )


class AccountStore:
    """The accounts of a corpus. None is ever removed: what was done under it stays its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def any(self) -> bool:
        """Whether anybody has an account."""
        with self._database.read() as connection:
            return bool(connection.scalar(select(exists().select_from(schema.accounts))))

    def all(self) -> list[Account]:
        """Every account, by name."""
        query = select(schema.accounts).order_by(schema.accounts.c.name)
        with self._database.read() as connection:
            return [account_of(row) for row in connection.execute(query).mappings()]

    def get(self, account: str) -> Account:
        """The account of an id or of an e-mail address.

        Raises:
            NotFound: there is none.
        """
        with self._database.read() as connection:
            return account_of(_row(connection, account))

    def add(self, email: str, name: str, role: Role, password: str | None = None) -> Account:
        """Give somebody an account. The person of that name decides under it, if there is one.

        Raises:
            InputError: the address or the name is none, or the address has an account.
            WeakPassword: the password is refused.
        """
        address, called = _address(email), _name(name)
        kept = None if password is None else checked_password(password, address, called)
        with self._database.write() as connection:
            _require_new(connection, address)
            id_ = _person(connection, called)
            made = Account(id_, address, called, role, now(), kept is not None)
            connection.execute(insert(schema.accounts), _values(made) | {"password": kept})
            note(connection, "account added", id_, email=address, role=role)
        return made

    def authenticate(self, email: str, password: str) -> Account | None:
        """The account of an address, if the password is its own and it is not disabled.

        Takes as long where there is no such account.
        """
        c = schema.accounts.c
        with self._database.read() as connection:
            query = select(schema.accounts).where(c.email == email.strip().casefold())
            row = connection.execute(query).mappings().one_or_none()
        if not matches(row["password"] if row else None, password[:LONGEST]):
            return None
        if row is None or row["disabled"] is not None:
            return None
        if is_outdated(row["password"]):
            self._put(row["id"], password=hashed(password))
        return account_of(row)

    def set_password(self, account: str, password: str) -> None:
        """Give an account another password; every browser that is signed in to it is signed out.

        Raises:
            NotFound: there is no such account.
            WeakPassword: the password is refused.
        """
        held = self.get(account)
        kept = checked_password(password, held.email, held.name)
        with self._database.write() as connection:
            put_password(connection, held.id, kept)

    def set_role(self, account: str, role: Role) -> None:
        """Have an account be allowed other things.

        Raises:
            NotFound: there is no such account.
            LastAdministrator: it is the last one of them.
        """
        with self._database.write() as connection:
            held = account_of(_row(connection, account))
            if role is not Role.ADMINISTRATOR:
                _require_another(connection, held)
            _update(connection, held.id, role=role)
            note(connection, "role changed", held.id, before=held.role, role=role)

    def disable(self, account: str) -> None:
        """Let nobody sign in to an account, and end what is signed in; its tokens open nothing.

        Raises:
            NotFound: there is no such account.
            LastAdministrator: it is the last one of them.
        """
        with self._database.write() as connection:
            held = account_of(_row(connection, account))
            _require_another(connection, held)
            _update(connection, held.id, disabled=to_time(now()))
            end_sessions(connection, held.id)
            note(connection, "account disabled", held.id)

    def enable(self, account: str) -> None:
        """Let an account be signed in to again; raises NotFound where there is no such account."""
        with self._database.write() as connection:
            held = account_of(_row(connection, account))
            _update(connection, held.id, disabled=None)
            note(connection, "account enabled", held.id)

    def by_subject(self, subject: str, verified_email: str | None = None) -> Account | None:
        """The account that an OpenID Connect issuer's subject is tied to.

        An address that the issuer has verified ties the subject to that address's account, where
        that is tied to nothing yet. A disabled account is none.
        """
        c = schema.accounts.c
        with self._database.write() as connection:
            query = select(schema.accounts).where(c.subject == subject)
            row = connection.execute(query).mappings().one_or_none()
            if row is None and verified_email:
                free = (c.email == verified_email.strip().casefold()) & c.subject.is_(None)
                query = select(schema.accounts).where(free & c.disabled.is_(None))
                row = connection.execute(query).mappings().one_or_none()
                if row is not None:
                    tie(connection, row["id"], subject)
        return None if row is None or row["disabled"] is not None else account_of(row)

    def by_token(self, secret: str) -> Account | None:
        """The account of a program's token, with the role that the token is for at most."""
        t = schema.tokens.c
        time = to_time(now())
        valid = (t.hash == kept_as(secret)) & (t.expires > time) & t.revoked.is_(None)
        query = select(schema.accounts, t.role.label("most"), t.used, t.hash).join(
            schema.tokens, t.account == schema.accounts.c.id
        )
        with self._database.read() as connection:
            row = connection.execute(query.where(valid)).mappings().one_or_none()
        if row is None or row["disabled"] is not None:
            return None
        if (row["used"] or "")[:13] != time[:13]:
            used = update(schema.tokens).where(t.hash == row["hash"]).values(used=time)
            with self._database.write() as connection:
                connection.execute(used)
        account, most = account_of(row), Role(row["most"])
        return replace(account, role=most) if account.role.allows(most) else account

    def _put(self, account: str, **values: Any) -> None:
        with self._database.write() as connection:
            _update(connection, account, **values)


def account_of(row: RowMapping) -> Account:
    """The account of a row of the table."""
    return Account(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        role=Role(row["role"]),
        created=from_time(row["created"]),
        has_password=row["password"] is not None,
        subject=row["subject"],
        disabled=from_time(row["disabled"]) if row["disabled"] else None,
    )


def put_password(connection: Connection, account: str, kept: str) -> None:
    """Give an account a password, as it is kept; sign all out, and close links to choose one."""
    _update(connection, account, password=kept)
    end_sessions(connection, account)
    close_invitations(connection, account)
    note(connection, "password set", account)


def tie(connection: Connection, account: str, subject: str) -> None:
    """Have an account be signed in to by a subject of an issuer; close links to choose a password.

    Raises:
        InputError: the subject is tied to another account.
    """
    c = schema.accounts.c
    held = connection.scalar(select(c.id).where(c.subject == subject, c.id != account))
    if held is not None:
        raise InputError(f"{subject}: is tied to another account")
    _update(connection, account, subject=subject)
    close_invitations(connection, account)
    note(connection, "account tied", account, issuer=subject.partition(" ")[0])


def end_sessions(connection: Connection, account: str, but: str | None = None) -> int:
    """Sign an account out everywhere, but for the browser of one hash; from how many."""
    c = schema.sessions.c
    gone = schema.sessions.delete().where(c.account == account, c.hash.is_distinct_from(but))
    return connection.execute(gone).rowcount


def close_invitations(connection: Connection, account: str) -> None:
    """Let no link to choose a password of an account open any more."""
    c = schema.invitations.c
    open_ = (c.account == account) & c.used.is_(None)
    connection.execute(update(schema.invitations).where(open_).values(used=to_time(now())))


def checked_password(password: str, *known: str) -> str:
    """A password as it is kept; raises WeakPassword where it is refused."""
    why = weakness(password, *known)
    if why is not None:
        raise WeakPassword(why)
    return hashed(password)


def _row(connection: Connection, account: str) -> RowMapping:
    c = schema.accounts.c
    named = (c.id == account) | (c.email == account.strip().casefold())
    row = connection.execute(select(schema.accounts).where(named)).mappings().first()
    if row is None:
        raise NotFound(f"{account}: has no account", _LISTED)
    return row


def _values(account: Account) -> dict[str, Any]:
    return {
        "id": account.id,
        "email": account.email,
        "name": account.name,
        "role": account.role,
        "created": to_time(account.created),
    }


def _update(connection: Connection, account: str, **values: Any) -> None:
    held = schema.accounts.c.id == account
    connection.execute(update(schema.accounts).where(held).values(**values))


def _require_new(connection: Connection, email: str) -> None:
    c = schema.accounts.c
    if connection.scalar(select(c.id).where(c.email == email)) is not None:
        raise InputError(f"{email}: has an account", _LISTED)


def _require_another(connection: Connection, held: Account) -> None:
    """Stop where an administrator is the last one who is able to sign in."""
    c = schema.accounts.c
    able = c.disabled.is_(None) & (c.password.is_not(None) | c.subject.is_not(None))
    others = (c.role == Role.ADMINISTRATOR) & (c.id != held.id) & able
    if held.role is Role.ADMINISTRATOR and connection.scalar(select(c.id).where(others)) is None:
        raise LastAdministrator(held.email)


def _person(connection: Connection, name: str) -> str:
    """The id of the person of a name who has no account yet, entered where there is none."""
    p = schema.people.c
    taken = {*connection.scalars(select(schema.accounts.c.id))}
    taken |= {*connection.scalars(select(p.id).where(p.machine))}
    id_ = unused(slug(name), taken)
    if connection.scalar(select(p.id).where(p.id == id_)) is None:
        connection.execute(insert(schema.people), {"id": id_, "name": name, "machine": False})
    return id_


def _address(email: str) -> str:
    tidy = email.strip().casefold()
    if not _EMAIL.fullmatch(tidy) or len(tidy) > _LONGEST_TEXT:
        raise InputError(f"{email}: is no e-mail address")
    return tidy


def _name(name: str) -> str:
    tidy = " ".join(name.split())
    if not slug(tidy) or len(tidy) > _LONGEST_TEXT:
        raise InputError(f"{name}: is no name", "Write one with letters.")
    return tidy
