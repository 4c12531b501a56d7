"""Which language a page speaks: bokmål, unless the visitor chose or asks for another first."""

from typing import Final

from babel import Locale
from flask import Flask, Response, request
from flask_babel import Babel, get_locale

LANGUAGES: Final = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
"""The languages of the site, each by its own name."""

COOKIE: Final = "planspor_spraak"
_LOCALES: Final = {"nb": Locale("nb"), "nn": Locale("nn"), "en": Locale("en", "GB")}


def register_language(app: Flask) -> None:
    """Have pages speak the visitor's language."""
    Babel(app, default_locale="nb", locale_selector=chosen)
    app.jinja_env.globals.update(language=language, LANGUAGES=LANGUAGES)
    app.after_request(_varies)


def chosen() -> str:
    """The language that this browser chose, or bokmål.

    A browser that asks for nynorsk gets it. One that asks for English does not: most computers in
    Norway do, whatever their owners read.
    """
    held = request.cookies.get(COOKIE)
    if held in LANGUAGES:
        return held
    asked = (tag.split("-")[0].lower() for tag, _ in request.accept_languages)
    first = next((tag for tag in asked if tag in {"nb", "no", "nn"}), "nb")
    return "nn" if first == "nn" else "nb"


def language() -> str:
    """The language of the page that is drawn: "nb", "nn" or "en"; bokmål where none is."""
    held = get_locale()
    return held.language if held else "nb"


def locale() -> Locale:
    """How the language of the page writes numbers and days."""
    return _LOCALES[language()]


def _varies(answer: Response) -> Response:
    if answer.mimetype == "text/html":
        answer.vary.update(("Cookie", "Accept-Language"))
        answer.headers.setdefault("Content-Language", language())
    return answer
