"""Numbers and places as the language of the page writes them."""

from functools import lru_cache

from babel.numbers import format_decimal, format_percent
from flask_babel import gettext, ngettext

from planspor.corpus.model import Source
from planspor.web.language import locale

# A page has thousands of the same few numbers.
_formatted = lru_cache(maxsize=4096)(format_decimal)


def place(source: Source) -> str:
    """Where in the original something stands: page, or lines."""
    if source.page is not None:
        return gettext("side %(page)s", page=source.page)
    if source.line_start == source.line_end:
        return gettext("linje %(line)s", line=source.line_start)
    return gettext("linje %(first)s–%(last)s", first=source.line_start, last=source.line_end)


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun, which is looked up in the catalogues."""
    return f"{grouped(number)} {ngettext(one, many, number)}"


def grouped(number: int) -> str:
    """A number with its thousands parted."""
    return _formatted(number, None, locale())


def decimal(number: float) -> str:
    """A number with two decimals."""
    return _formatted(number, "#,##0.00", locale())


def short_decimal(number: float) -> str:
    """A number with as many decimals as it needs, at most three."""
    return format_decimal(number, "#,##0.###", locale())


def decimal3(number: float) -> str:
    """A small number with three decimals."""
    return format_decimal(number, "#,##0.000", locale())


def percent(share: float) -> str:
    """A share as whole percents."""
    return format_percent(share, locale=locale())
