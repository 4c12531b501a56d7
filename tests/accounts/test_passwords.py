import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from planspor.corpus import Corpus
from planspor.corpus.model import Role
from planspor.corpus.passwords import hashed, is_outdated, matches, weakness

GOOD = "tregrense hverdag lysning"


@pytest.mark.parametrize(
    "password", [GOOD, "korrekt hest batteri stift", "xK4#pL9!vQ2@mZ7", "åtte små grå elefanter"]
)
def test_a_long_password_is_good_whatever_it_is_made_of(password: str) -> None:
    assert weakness(password, "Ada Nordmann", "ada@example.no") is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "short"),
        ("fjorten tegn!!", "short"),
        ("x" * 257, "long"),
        ("a" * 20, "common"),
        ("passordpassord1", "common"),
        ("123456789012345", "common"),
        ("qwertyuiopåasdfghjkl", "common"),
        ("Sommer2024Sommer2024", "common"),
        ("adanordmann2024!", "common"),
        ("ada@example.no ada", "common"),
        ("planspor planspor planspor", "common"),
        ("abcabcabcabcabcabc", "common"),
    ],
)
def test_a_short_or_common_password_is_refused(password: str, why: str) -> None:
    assert weakness(password, "Ada Nordmann", "ada@example.no") == why


def test_a_password_is_kept_by_argon2id_with_a_salt_of_its_own() -> None:
    first, second = hashed(GOOD), hashed(GOOD)
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert matches(first, GOOD)
    assert not matches(first, GOOD + " ")
    assert not matches(None, "nobody's password")


def test_a_letter_is_the_same_however_the_keyboard_put_it_together() -> None:
    assert matches(hashed("små grå elefanter gror"), "sma\u030a gra\u030a elefanter gror")


def test_what_was_kept_with_weaker_parameters_is_kept_anew_at_the_next_sign_in(
    empty: Corpus,
) -> None:
    empty.accounts.add("ada@example.no", "Ada", Role.READER, GOOD)
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(GOOD)
    with empty.database.write() as connection:
        connection.execute(text("update accounts set password = :weak"), {"weak": weak})
    assert is_outdated(weak)
    assert empty.accounts.authenticate("ada@example.no", GOOD)
    with empty.database.read() as connection:
        assert not is_outdated(connection.scalar(text("select password from accounts")))
    assert empty.accounts.authenticate("ada@example.no", GOOD)
