"""From single pieces of a query to nodes: words with their signs, values of fields, years."""

import re
from typing import Final

from planspor.corpus.errors import QuerySyntaxError
from planspor.corpus.language.tokens import spans
from planspor.search.query.fields import CLOSED, TEXT_FIELDS, YEAR, misspelt
from planspor.search.query.lexer import Piece, Sign
from planspor.search.query.nodes import (
    Exact,
    Field,
    Fuzzy,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    Words,
    Years,
)

FARTHEST: Final = 30
"""Words that may stand between those of a ``"a b"~n``: about as many as in two sentences."""
MOST_NEAR: Final = 4
"""Words of a ``"a b"~n``, of which every two are looked for."""
LONG: Final = 6
"""Letters from which on two of a ``word~`` may differ, as in Lucene; one of a shorter."""
_INNER_STAR: Final = re.compile(r"[^\W\d_]\*+[^\W\d_]")
_NAMED: Final = re.compile(r"([^\W\d_]+):[^\s/:]+")
_YEARS: Final = re.compile(r"(\d{4})?(?:([-–])(\d{4})?)?")
_COMPARED: Final = re.compile(r"([<>]=?)(\d{4})")
_RANGE: Final = re.compile(r"\[\s*(\d{4}|\*)\s+(?:TO|TIL)\s+(\d{4}|\*)\s*\]")


def mistake(message: str, piece: Piece, remedy: str) -> QuerySyntaxError:
    """An error that stands at a piece."""
    return QuerySyntaxError(message, piece.position, remedy)


def leaf(field: str | None, piece: Piece) -> Node:
    """What a word or a phrase asks for by itself, or of a field.

    Raises:
        QuerySyntaxError: the field has no such value, or a sign of the word is misplaced.
    """
    if field is None:
        return _word(piece)
    if field == YEAR:
        return years(piece)
    if field in CLOSED:
        return _closed(field, piece)
    node = _word(piece) if field in TEXT_FIELDS else _value(piece)
    return Field(field, node, piece.position)


def near(phrase: Piece, distance: Piece) -> Node:
    """The words of a phrase within a distance of each other.

    Raises:
        QuerySyntaxError: there is no distance, it is too great, or there are too many words.
    """
    digits = distance.text[1:]
    if not 0 < len(digits) <= len(str(FARTHEST)) or int(digits) > FARTHEST:
        raise mistake(
            "A ~ after a phrase does not say how far apart the words may stand.",
            distance,
            f'Write a number up to {FARTHEST}, as in "egen bolig"~5.',
        )
    if len(list(spans(phrase.text))) > MOST_NEAR:
        raise mistake(
            "There are too many words to look for near each other.",
            phrase,
            f"Write at most {MOST_NEAR} words, or leave the ~ out.",
        )
    return Near(phrase.text, int(digits), phrase.position)


def _word(piece: Piece) -> Node:
    text, position = piece.text, piece.position
    if piece.sign is Sign.PHRASE:
        return Phrase(text, position)
    if text.startswith("=") and len(text) > 1:
        return Exact(text[1:], position)
    if text.endswith("*") and len(text) > 1:
        return Prefix(text.rstrip("*"), position)
    word, tilde, distance = text.rpartition("~")
    if tilde and (not distance or distance.isdigit()) and any(map(str.isalnum, word)):
        return _fuzzy(piece, word, distance)
    _check(piece)
    return Words(text, position)


def _fuzzy(piece: Piece, text: str, distance: str) -> Node:
    if not distance:
        return Fuzzy(text, 1 if len(text) < LONG else 2, piece.position)
    if distance not in {"1", "2"}:
        raise mistake(
            "A ~ after a word does not say how many letters may differ.",
            piece,
            f"Write {text}~, {text}~1 or {text}~2.",
        )
    return Fuzzy(text, int(distance), piece.position)


def _check(word: Piece) -> None:
    """See that a word holds no sign that most likely was meant as one."""
    if star := _INNER_STAR.search(word.text):
        at = Piece(word.sign, "*", word.position + star.start() + 1)
        raise mistake(
            "A * stands inside a word.", at, f"End there: {word.text[: star.start() + 1]}*."
        )
    named = _NAMED.fullmatch(word.text)
    meant = misspelt(named[1]) if named else None
    if named and meant:
        raise mistake(
            f"There is no field “{named[1]}”.",
            word,
            f"Write {meant}:, or a blank after the colon.",
        )


def _value(piece: Piece) -> Node:
    text = piece.text
    if piece.sign is Sign.WORD and text.endswith("*"):
        return Prefix(text.rstrip("*"), piece.position)
    return Words(text, piece.position)


def _closed(field: str, piece: Piece) -> Node:
    """A value of a field whose values are known, or several that begin so."""
    known, typed = CLOSED[field], piece.text.casefold()
    begun = typed.endswith("*") and piece.sign is Sign.WORD
    names = [n for n in known if n.startswith(typed.rstrip("*"))] if begun else [typed]
    values = dict.fromkeys(known[name] for name in names if name in known)
    if not values:
        raise mistake(
            f"There is no {field} “{piece.text}”.", piece, f"Choose among {', '.join(known)}."
        )
    fields = [Field(field, Words(str(value), piece.position), piece.position) for value in values]
    return fields[0] if len(fields) == 1 else Or(tuple(fields))


def years(piece: Piece) -> Years:
    """The years that are written: one, a range, or all from or up to one.

    Raises:
        QuerySyntaxError: they are none.
    """
    ends = _compared(piece.text) or _between(piece.text)
    if ends is None:
        raise mistake(
            f"“{piece.text}” is no year.",
            piece,
            "Write year:2016, year:2016-2020, year:2016- or year:>=2016.",
        )
    first, last = ends
    if first and last and first > last:
        first, last = last, first
    return Years(first, last, piece.position)


def _compared(text: str) -> tuple[int | None, int | None] | None:
    found = _COMPARED.fullmatch(text)
    if found is None:
        return None
    sign, year = found[1], int(found[2])
    if sign.startswith(">"):
        return year if "=" in sign else year + 1, None
    return None, year if "=" in sign else year - 1


def _between(text: str) -> tuple[int | None, int | None] | None:
    if found := _RANGE.fullmatch(text):
        first, last = (None if end == "*" else int(end) for end in found.groups())
        return first, last
    written = _YEARS.fullmatch(text)
    if written is None or not any(character.isdigit() for character in text):
        return None
    start, dash, end = written.groups()
    first = int(start) if start else None
    return first, (int(end) if end else None) if dash else first
