"""From bytes to text: byte-order mark, strict UTF-8, then cp1252 for the bytes that are not."""

import codecs
import re

from planspor.corpus.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MOST_CONTROL = 0.005
"""More control characters than this share of a text means that it is no text."""


_DECLARED = re.compile(
    rb"(?:<\?xml[^>]{0,100}?\sencoding|<meta[^>]{0,200}?charset)\s*=\s*[\"']?\s*([\w.:-]+)",
    re.IGNORECASE,
)
_FRONT = 4096
"""Bytes at the front of markup in which it declares its encoding."""
_EIGHT_BIT = re.compile(r"(?:iso-?8859-|windows-|cp|latin-?)\d{1,4}|macintosh", re.IGNORECASE)
_LATIN = re.compile(r"(?:iso-?8859-1|latin-?1)", re.IGNORECASE)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that markup declares: by its XML declaration or a meta element."""
    match = _DECLARED.search(data, 0, _FRONT)
    return match.group(1).decode("ascii") if match else None


def encoding_notes(encoding: str) -> tuple[str, ...]:
    """What a reading says of the encoding: nothing of the usual one."""
    return () if encoding in ("utf-8", "utf-8-sig") else (f"Read as {encoding}.",)


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text of a file, and the name of its encoding.

    A single stray byte in a UTF-8 file is read as cp1252 and does not spoil the rest. What the file
    itself has ``declared`` is heeded where it is an encoding of 8 bits and the file is not UTF-8
    all the same.

    Raises:
        UnreadableFile: the bytes are no text.
    """
    text, encoding = _decode(data, name, declared)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise UnreadableFile(
            f"{name}: this is no text file", "Give the file in a format that Planspor reads."
        )
    return text, encoding


def _decode(data: bytes, name: str, declared: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        told = _eight_bit(declared)
        return (data.decode(told, "_latin1"), told) if told else _mixed(data)


def _eight_bit(declared: str | None) -> str | None:
    """The codec of a declared encoding; Latin-1 means cp1252, as browsers have it."""
    if declared is None or not _EIGHT_BIT.fullmatch(declared):
        return None
    if _LATIN.fullmatch(declared):
        return "cp1252"
    try:
        return codecs.lookup(declared).name
    except LookupError:
        return None


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            f"{name}: byte {error.start} is not {encoding}, which its first bytes promise",
            "Save the file again as UTF-8.",
        ) from error


def _mixed(data: bytes) -> tuple[str, str]:
    """UTF-8 where most letters beyond ASCII are, else cp1252; what fits neither byte by byte."""
    good = len(re.findall(rb"[\xc3][\x80-\xbf]", data))
    high = len(re.findall(rb"[\x80-\xff]", data))
    if 2 * good < high / 2:
        return data.decode("cp1252", errors="_latin1"), "cp1252"
    return data.decode("utf-8", errors="_cp1252"), "utf-8 with cp1252"


def _latin1(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that cp1252 leaves undefined stand for themselves, as browsers read them."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", errors="_latin1"), error.end


codecs.register_error("_latin1", _latin1)
codecs.register_error("_cp1252", _cp1252)
