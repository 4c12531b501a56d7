"""What every template can use: names, numbers, dates, addresses that keep the query."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from babel.dates import format_date
from flask import Flask, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from planspor.corpus.model import Document, LinkState, Plan, Target
from planspor.corpus.store.reviews import in_force
from planspor.web import words
from planspor.web.language import locale
from planspor.web.views.choosing import named_target
from planspor.web.views.indicator_view import value_text
from planspor.web.views.marking import excerpt
from planspor.web.views.tables import laid_out

_LONGEST_NAME: Final = 90


def register_drawing(app: Flask) -> None:
    """Give templates the vocabulary and helpers of the site."""
    app.jinja_env.globals.update(
        words=words,
        counted=words.counted,
        LinkState=LinkState,
        asset=_asset,
        with_query=with_query,
        target_url=target_url,
        fact_source=fact_source,
        laid_out=laid_out,
        excerpt=excerpt,
        named_target=named_target,
    )
    app.jinja_env.filters.update(
        grouped=words.grouped,
        place=words.place,
        rule=words.rule_in_words,
        day=day,
        decimal=words.decimal,
        decimal3=words.decimal3,
        signed=signed,
        in_force=in_force,
        percent=words.percent,
        citation=citation,
        brief=brief,
        note=words.note,
        found_how=words.found_how,
        capitalize_first=capitalize_first,
        swapped=swapped,
        value_text=value_text,
    )


def swapped(query: str, word: str, other: str) -> str:
    """A query with another word in the place of one, where it is written so; else the other."""
    found = re.sub(rf"\b{re.escape(word)}\b", lambda _: other, query, count=1, flags=re.IGNORECASE)
    return found if found != query else other


@cache
def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def _asset(name: str) -> str:
    """The address of a static file, new whenever its contents are."""
    path = Path(__file__).parent / "static" / name
    return url_for("static", filename=name, v=_digest(path))


def with_query(**changes: object) -> str:
    """The address of this page with some parts of its query changed; None takes a part away."""
    args = MultiDict(request.args)
    for name, value in changes.items():
        if value is None:
            args.poplist(name)
        else:
            args.setlist(name, [str(value)])
    # Not through url_for: what anybody writes into an address must not become its options.
    path = url_for(request.endpoint or "start.page", **(request.view_args or {}))
    return f"{path}?{urlencode(list(args.items(multi=True)))}" if args else path


def target_url(target: Target, **query: Any) -> str:
    """The page of a target."""
    plan, _, name = target.id.partition("/")
    return url_for(f"targets.{type(target).__name__.lower()}", plan=plan, name=name, **query)


def day(time: datetime) -> str:
    """A date as it is written: 4. juni 2024."""
    return format_date(time, "long", locale())


def signed(number: float) -> str:
    """A number with two decimals and, below nought, a minus sign."""
    return words.decimal(number).replace("-", "−")


def citation(document: Document) -> str:
    """Author, year and title, as a list of references has them; without author the title first."""
    when = str(document.year) if document.year else gettext("u.å.")
    number = f" ({document.number})" if document.number else ""
    if not document.issuer:
        return f"{document.title}{number} ({when})"
    return f"{document.issuer} ({when}). {document.title}{number}"


def brief(target: Target) -> str:
    """A target's wording with a capital, cut at a word where it is long."""
    text = capitalize_first((target.text or gettext("Ordlyd mangler")).strip())
    if len(text) <= _LONGEST_NAME:
        return text
    return text[: text.rfind(" ", 0, _LONGEST_NAME)].rstrip(" ,;:") + " …"


def capitalize_first(text: str) -> str:
    """A text with a capital at its beginning and everything else as it is."""
    return text[:1].upper() + text[1:]


def fact_source(plan: Plan, fact: Mapping[str, Any]) -> str:
    """Where a fact of a plan file was found, in words; empty where the file does not say."""
    source = fact.get("source") or {}
    key = str(source.get("in", ""))
    held = plan.sources.get(key, {})
    year = f"({held['year']})" if held.get("year") else ""
    name = " ".join(filter(None, (str(held.get("author") or held.get("title") or key), year)))
    return ", ".join(filter(None, (name, str(source.get("at", "")))))
