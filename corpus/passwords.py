"""Passwords: how they are kept, and which are refused.

Kept by argon2id with the parameters that OWASP recommends (19 MiB, two passes, one lane). Refused
by NIST SP 800-63B-4, section 3.1.1: shorter than 15 characters where nothing else is asked for,
or one of the commonest, or made of what everybody knows of the account. Nothing is asked of which
characters there are.
"""

import re
import unicodedata
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST: Final = 15
LONGEST: Final = 256
_AT_ONCE: Final = BoundedSemaphore(4)
"""How many are worked on at a time: each takes its memory."""
_ENOUGH: Final = 7
"""Letters and digits that must be left when what everybody knows is taken away."""
_COMMON: Final = (
    *("passord", "password", "passphrase", "hemmelig", "velkommen", "welcome", "planspor"),
    *("sommer", "vinter", "hosten", "høsten", "våren", "varen", "norge", "oslo", "bergen"),
    *("qwertyuiopå", "qwertyuiop", "qwerty", "asdfghjkløæ", "asdfghjkl", "asdfgh", "zxcvbnm"),
    *("abcdefghijklmnopqrstuvwxyzæøå", "abcdef", "01234567890123456789", "1234567890"),
    *("123456789", "12345678", "1234567", "123456", "12345", "1234", "123", "0987654321"),
    *("987654321", "1q2w3e4r5t", "1q2w3e4r", "iloveyou", "letmein", "admin", "administrator"),
    *("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september"),
    *("oktober", "november", "desember", "mandag", "tirsdag", "onsdag", "torsdag", "fredag"),
    *("lørdag", "lordag", "søndag", "sondag", "liverpool", "football", "fotball", "dragon"),
    *("monkey", "sunshine", "princess", "superman", "batman", "master", "shadow", "login"),
    *("test", "guest", "gjest", "bruker", "user", "root", "changeme", "default", "secret"),
)


def hashed(password: str) -> str:
    """A password as it is kept."""
    with _AT_ONCE:
        return _hasher().hash(_normal(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one that is kept. Takes as long where none is kept."""
    from argon2.exceptions import InvalidHashError, VerifyMismatchError

    with _AT_ONCE:
        try:
            _hasher().verify(kept or _nobodys(), _normal(password))
        except (VerifyMismatchError, InvalidHashError):
            return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether what is kept was made with other parameters than those of now."""
    return _hasher().check_needs_rehash(kept)


def weakness(password: str, *known: str) -> str | None:
    """Why a password is refused: ``short``, ``long`` or ``common``; None where it is good.

    ``known`` is what everybody knows of the account: its name and address.
    """
    normal = _normal(password)
    if len(normal) < SHORTEST:
        return "short"
    if len(normal) > LONGEST:
        return "long"
    return "common" if len(_unknown(normal, known)) < _ENOUGH else None


def _unknown(password: str, known: tuple[str, ...]) -> str:
    """What is left of a password without what is common, known or said before."""
    left = password.casefold()
    parts = (part for text in known for part in re.findall(r"\w{3,}", text.casefold()))
    for taken in sorted({*_COMMON, *parts}, key=len, reverse=True):
        left = left.replace(taken, " ")
    left = re.sub(r"(19|20)\d\d|[\W_]", "", left)
    return re.sub(r"(.+?)\1+", r"\1", left)


def _normal(password: str) -> str:
    # However the keyboard put a letter together, it is the same letter.
    return unicodedata.normalize("NFC", password)


@cache
def _hasher() -> "PasswordHasher":
    # Imported here because most commands ask for no password.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody's password")
