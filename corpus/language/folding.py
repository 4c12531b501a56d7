"""The key under which a word is found however its å, ø and æ are typed.

A listed form is kept as its key and a code: for each a and o of the key whether the letter is
plain, ``a`` in the code, Norwegian, ``b`` (å or ø), or ``c`` (æ); trailing ``a`` are left out.
"""

from typing import Final

_PLAIN: Final = str.maketrans("åøæ", "aoa")
_CODES: Final = {"a": "a", "o": "a", "å": "b", "ø": "b", "æ": "c"}
_LETTERS: Final = {
    ("a", "a"): "a",
    ("a", "b"): "å",
    ("a", "c"): "æ",
    ("o", "a"): "o",
    ("o", "b"): "ø",
}


def key_of(form: str) -> str:
    """The form with å, aa, æ and ae as a, and with ø and oe as o."""
    key = form.translate(_PLAIN)
    return key.replace("aa", "a").replace("ae", "a").replace("oe", "o")


def code_of(form: str) -> bytes:
    """What `unfolded` needs to make a form of its key again."""
    return "".join(_CODES[letter] for letter in form if letter in _CODES).rstrip("a").encode()


def unfolded(key: str, code: bytes) -> str:
    """The form with a key and a code."""
    marks = iter(code.decode())
    return "".join(
        _LETTERS[letter, next(marks, "a")] if letter in "ao" else letter for letter in key
    )
