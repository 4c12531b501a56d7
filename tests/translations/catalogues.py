"""The catalogues of the site's words: what there is to translate, and bringing them up to date.

    python tests/translations/catalogues.py

takes every text out of web/, adds what is new to the .po files, drops what is gone, and compiles
them. What has no translation yet is told; tests fail until there is none.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "web" / "translations"
LANGUAGES: Final = ("nn", "en")
"""What bokmål is translated into."""

_METHODS: Final = [
    ("exchange/**.py", "ignore"),
    ("templates/**.html", "jinja2"),
    ("**.py", "python"),
]
"""Files of a coding for other programs are in bokmål, whoever asks for them."""
_OPTIONS: Final = {"templates/**.html": {"newstyle_gettext": "true", "trimmed": "true"}}
_KEYWORDS: Final = {**DEFAULT_KEYWORDS, "N_": None, "counted": (2, 3)}
"""``counted(number, one, many)`` says a number with its noun."""


def written() -> Catalog:
    """Every text of the site, as it is written: in bokmål."""
    catalog = Catalog(project="Planspor", charset="utf-8")
    found = extract_from_dir(
        ROOT / "web", _METHODS, _OPTIONS, _KEYWORDS, comment_tags=("Translators:",)
    )
    for name, _line, text, comments, context in found:
        catalog.add(
            text, locations=[(f"web/{name}", None)], auto_comments=comments, context=context
        )
    return catalog


def path(language: str, suffix: str = "po") -> Path:
    """Where a language's catalogue lies."""
    return FOLDER / language / "LC_MESSAGES" / f"messages.{suffix}"


def held(language: str) -> Catalog:
    """A language's catalogue as it lies there."""
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalog: Catalog) -> bytes:
    """A catalogue as programs read it."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def untranslated(catalog: Catalog) -> Iterator[Message]:
    """What has no translation, or one that somebody has to look at."""
    for message in catalog:
        if message.id and (message.fuzzy or not all(_forms(message))):
            yield message


def _forms(message: Message) -> tuple[str, ...]:
    said = message.string
    return tuple(said) if isinstance(said, tuple | list) else (said,)


def main() -> None:
    """Bring the catalogues up to date."""
    now = written()
    for language in LANGUAGES:
        path(language).parent.mkdir(parents=True, exist_ok=True)
        catalog = held(language) if path(language).exists() else Catalog(language, charset="utf-8")
        catalog.update(now, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        with path(language).open("wb") as file:
            write_po(
                file,
                catalog,
                width=100,
                sort_output=True,
                ignore_obsolete=True,
                include_lineno=False,
            )
        path(language, "mo").write_bytes(compiled(held(language)))
        left = len(list(untranslated(catalog)))
        print(f"{language}: {len(catalog)} texts, {left} not translated")


if __name__ == "__main__":
    main()
