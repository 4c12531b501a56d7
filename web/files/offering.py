"""Pages that are lists, as files: at the page's own address with an ending before the query."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from tempfile import TemporaryFile
from typing import Any, Final
from urllib.parse import urlencode

from flask import Flask, Response, request, send_file, stream_with_context, url_for
from flask_babel import gettext as _

from planspor.corpus.store.database import now
from planspor.web.drawing import day
from planspor.web.files import ENDINGS
from planspor.web.files.table import Table
from planspor.web.files.writing import LINES, MIMETYPES, write
from planspor.web.language import language
from planspor.web.site import snapshot
from planspor.web.words import KINDS, STAGES, STATES, counted
from planspor.web.words.columns import HEADINGS

Make = Callable[..., Table]
View = Callable[..., Any]

_MARK: Final = "offers_files"
_FILE: Final = "_as_file"
_ENDING: Final = f".<any({', '.join(ENDINGS)}):ending>"
_PAGING: Final = frozenset(("side", "kolonner", "avgjorelser", "tause"))
"""Parts of an address that only say which page of a list is shown."""
_VALUES: Final[dict[str, Any]] = {"type": KINDS, "status": STATES, "steg": STAGES}
"""How parts of an address whose values are a program's are said."""


def offers(make: Make) -> Callable[[View], View]:
    """Have a page offer its list as files.

    ``make`` is called with what the page is called with and reads the same query, so that the
    files hold what the page lists. Stands below the page's route; who may not open the page gets
    no file either, for it is the page's own view that answers.
    """

    def offering(view: View) -> View:
        @wraps(view)
        def answer(*args: Any, ending: str = "", **named: Any) -> Any:
            if ending:
                return file_answer(make(*args, **named), ending)
            return view(*args, **named)

        setattr(answer, _MARK, True)
        return answer

    return offering


def register_files(app: Flask) -> None:
    """Give each page that offers its list the addresses of the files, and templates their own."""
    for rule in list(app.url_map.iter_rules()):
        view = app.view_functions[rule.endpoint]
        if hasattr(view, _MARK) and "GET" in (rule.methods or ()):
            app.add_url_rule(f"{rule.rule}{_ENDING}", f"{rule.endpoint}{_FILE}", view)
    app.jinja_env.globals.update(list_files=list_files)


def list_files(endpoint: str = "", **args: Any) -> list[tuple[str, str]]:
    """The addresses of a list as files, by ending; as this page shows it, if no other is named."""
    if endpoint:
        return [(end, url_for(f"{endpoint}{_FILE}", ending=end, **args)) for end in ENDINGS]
    named = [pair for pair in request.args.items(multi=True) if pair[0] not in _PAGING]
    # Not through url_for: what anybody writes into an address must not become its options.
    query = f"?{urlencode(named)}" if named else ""
    own, held = f"{request.endpoint}{_FILE}", request.view_args or {}
    return [(end, url_for(own, ending=end, **held) + query) for end in ENDINGS]


def file_answer(table: Table, ending: str) -> Response:
    """A table as a file: lines are sent while they are made, other formats when they are whole."""
    told = replace(table, about=(*table.about, *_about()))
    name = f"{table.name}.{ending}"
    if ending in LINES:
        lines = stream_with_context(LINES[ending](told))
        answer = Response(lines, mimetype=MIMETYPES[ending])
        answer.headers.set("Content-Disposition", "attachment", filename=name)
    else:
        file = TemporaryFile()  # noqa: SIM115 - closed with the answer
        write(told, ending, file, language())
        file.seek(0)
        answer = send_file(file, MIMETYPES[ending], True, name, max_age=0)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _about() -> Iterator[tuple[str, str]]:
    """What was asked, when, and of which record."""
    record = snapshot()
    said = [
        f"{_asked(name)}: {_value(name, value)}"
        for name, value in request.args.items(multi=True)
        if value and name not in _PAGING
    ]
    page = request.base_url.rpartition(".")[0]
    query = request.query_string.decode(errors="replace")
    yield _("Avgrenset til"), "; ".join(said) or _("ingenting: alt er med")
    yield _("Listen på nettstedet"), f"{page}?{query}" if query else page
    yield _("Hentet"), day(now())
    yield (
        _("Samlingen"),
        _(
            "%(documents)s, %(plans)s; endring nummer %(change)s",
            documents=counted(len(record.documents), "dokument", "dokumenter"),
            plans=counted(len(record.plans), "plan", "planer"),
            change=record.counter,
        ),
    )


def _asked(name: str) -> str:
    """A part of an address in words."""
    known = {
        "q": "query",
        "ord": "words",
        "type": "kind",
        "fra": "low",
        "aar": "year",
        "maal": "goal",
        "dokument": "title",
        "utgiver": "issuer",
        "status": "state",
        "omrade": "area",
        "ansvarlig": "owner",
        "forbehold": "hedged",
    }
    return HEADINGS.get(known.get(name, name), name)


def _value(name: str, value: str) -> str:
    """What a part of an address is narrowed to, in the words of the page."""
    if name == "dokument":
        held = snapshot().documents.get(value)
        return held.title if held else value
    said = _VALUES.get(name, {}).get(value, value)
    return str(getattr(said, "name", said))
