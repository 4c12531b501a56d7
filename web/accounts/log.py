"""The audit log, for administrators; and what is written to it for being taken away."""

import csv
import io
import json
from collections.abc import Iterator

from flask import Blueprint, Flask, Response, render_template, request

from planspor.corpus.model import Access, Entry, Role
from planspor.web.accounts.access import needs, visitor
from planspor.web.site import site, snapshot
from planspor.web.words.account_words import DETAILS_DONE, DONE

pages = Blueprint("audit", __name__)
_SIZE = 100
_COLUMNS = ("number", "at", "person", "what", "subject", "details", "address")


def register_log(app: Flask) -> None:
    """Write down which files are taken away that may hold restricted documents."""
    app.after_request(_note_file)


@pages.get("/administrasjon/logg")
@needs(Role.ADMINISTRATOR)
def page() -> str:
    """The log, newest first, a page at a time."""
    before = request.args.get("foer", type=int)
    person, what = request.args.get("person") or None, request.args.get("hva") or None
    corpus = site().corpus
    found = corpus.audit.latest(_SIZE + 1, before, person, what)
    return render_template(
        "accounts/log.html",
        entries=found[:_SIZE],
        older=found[_SIZE - 1].number if len(found) > _SIZE else None,
        kinds=corpus.audit.kinds(),
        accounts={account.id: account.name for account in corpus.accounts.all()},
        done=DONE,
        details=DETAILS_DONE,
        person=person,
        what=what,
        first=before is None,
    )


@pages.get("/administrasjon/logg.csv")
@needs(Role.ADMINISTRATOR)
def file() -> Response:
    """All of the log, oldest first."""
    answer = Response(_lines(site().corpus.audit.all()), mimetype="text/csv")
    answer.headers["Content-Disposition"] = "attachment; filename=logg.csv"
    return answer


def _lines(entries: Iterator[Entry]) -> Iterator[str]:
    yield _line(_COLUMNS)
    for one in entries:
        details = json.dumps(one.details, ensure_ascii=False)
        row = (one.number, one.at.isoformat(), one.person or "", one.what, one.subject, details)
        yield _line((*row, one.address))


def _line(values: tuple[object, ...]) -> str:
    out = io.StringIO()
    # A cell that begins like a formula is text, whatever opens the file.
    safe = (f"'{v}" if str(v)[:1] in ("=", "+", "-", "@", "\t", "\r") else v for v in values)
    csv.writer(out).writerow(list(safe))
    return out.getvalue()


def _note_file(answer: Response) -> Response:
    is_file = "attachment" in answer.headers.get("Content-Disposition", "")
    if is_file and visitor().account is not None and _may_hold_restricted():
        site().corpus.audit.note("taken away", request.full_path.rstrip("?"))
    return answer


def _may_hold_restricted() -> bool:
    """Whether what is asked for is a restricted document, or a list in a corpus that has some."""
    held = snapshot().documents
    one = (request.view_args or {}).get("document")
    asked = [held[one]] if one in held else held.values()
    return any(document.access is Access.RESTRICTED for document in asked)
