"""Numbers as lists print them."""

from collections.abc import Callable, Mapping

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST = 5000
_LETTERS = 26


def roman(number: int) -> str:
    """A number in small Roman letters; in digits where the Romans had none."""
    if not 0 < number < _LARGEST:
        return str(number)
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (number // worth)
        number %= worth
    return out


def letters(number: int) -> str:
    """A number as small letters: ``a`` to ``z``, then ``aa``, ``bb``, as Word and Writer count."""
    if not 0 < number < _LARGEST:
        return str(number)
    return chr(ord("a") + (number - 1) % _LETTERS) * (1 + (number - 1) // _LETTERS)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": lambda number: f"{number}.",
    "i": roman,
    "I": lambda number: roman(number).upper(),
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "": lambda _: "",
}


def formatted(number: int, form: str) -> str:
    """A number in a form named as ST_NumberFormat or ODF's num-format does; else in digits."""
    return _FORMS.get(form, str)(number)
