"""Errors as problem details (RFC 9457): what went wrong, and what can be done about it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

import msgspec
from flask import Blueprint, Flask, Response, request
from werkzeug.exceptions import HTTPException, InternalServerError

from planspor.corpus.errors import InputError, NotFound, PlansporError, QuerySyntaxError
from planspor.search import EngineUnavailable
from planspor.web.accounts.access import NotAllowed, SignInNeeded

_LOG = logging.getLogger(__name__)
ROOT: Final = "/api"
"""Where the addresses of programs begin."""
TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of problem: its status, its code for programs, and what can be done."""

    status: int
    code: str
    detail: str
    remedy: str


_KINDS: Final = (
    Kind(400, "bad_request", "The request does not read.", "See /api/v1/ for what is asked how."),
    Kind(
        401,
        "not_signed_in",
        "This takes an account.",
        "Send a token of your account as `Authorization: Bearer TOKEN`.",
    ),
    Kind(
        403,
        "not_allowed",
        "You may not do this.",
        "Ask whoever runs the site for a role that may. A browser may only write from this "
        "site's own pages; a program sends its token and no Origin.",
    ),
    Kind(
        404,
        "not_found",
        "There is nothing here by that name, or nothing that you may see.",
        "Ask the list that it belongs to for the ids; /api/v1/ shows every address.",
    ),
    Kind(
        405,
        "method_not_allowed",
        "This address does not take that method.",
        "Use a method that the Allow header names.",
    ),
    Kind(
        406,
        "not_acceptable",
        "The answer comes in no format that you accept.",
        "Accept application/json, or */*.",
    ),
    Kind(409, "conflict", "The record says otherwise.", "Read it again, and decide anew."),
    Kind(
        410,
        "page_gone",
        "The record has changed since the first page, and its order with it.",
        "Begin again without a cursor, or take all at once from /api/v1/exports.",
    ),
    Kind(413, "too_large", "What was sent is too large.", "Send less at a time."),
    Kind(
        415,
        "unsupported_media_type",
        "What was sent is of no type that is read here.",
        "Send application/json; a document is sent as multipart/form-data.",
    ),
    Kind(
        422, "bad_input", "What was sent cannot be taken in.", "Mend it as told, and send it again."
    ),
    Kind(
        429,
        "too_many_requests",
        "You have asked more often than is allowed.",
        "Wait as many seconds as Retry-After says. Whole lists come in one answer from "
        "/api/v1/exports.",
    ),
    Kind(
        500,
        "broken",
        "Something went wrong here; the reason is in the log.",
        "Try again. Tell whoever runs the site if it goes on.",
    ),
    Kind(
        503,
        "search_unavailable",
        "Search is not available now; everything else is.",
        "Try again in a while.",
    ),
)
KINDS: Final = {kind.status: kind for kind in _KINDS}
"""The problems that are told, by status."""


class Stop(Exception):
    """A request that cannot be answered; ``detail`` says why, where more is known than usually."""

    def __init__(self, status: int, detail: str = "", remedy: str = "") -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.remedy = remedy


def register_problems(api: Blueprint) -> None:
    """Answer whatever goes wrong below a blueprint with a problem."""
    api.register_error_handler(Stop, lambda e: problem(e.status, e.detail, e.remedy))
    api.register_error_handler(NotFound, lambda _: problem(404))
    api.register_error_handler(QuerySyntaxError, _malformed)
    api.register_error_handler(InputError, lambda e: problem(422, e.message, e.remedy))
    api.register_error_handler(PlansporError, _broken)
    api.register_error_handler(EngineUnavailable, _no_search)
    api.register_error_handler(SignInNeeded, lambda _: problem(401))
    api.register_error_handler(NotAllowed, _not_allowed)
    api.register_error_handler(HTTPException, http_problem)
    api.register_error_handler(InternalServerError, _broken)


def is_api(path: str) -> bool:
    """Whether a path is one that programs ask for."""
    return path == ROOT or path.startswith(f"{ROOT}/")


def problem(status: int, detail: str = "", remedy: str = "") -> Response:
    """A problem as an answer."""
    kind = KINDS.get(status) or KINDS[500 if status >= 500 else 400]
    body = {
        "type": f"/api/v1/#problem-{kind.code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or kind.detail,
        "code": kind.code,
        "remedy": remedy or kind.remedy,
        "instance": request.path,
    }
    answer = Response(msgspec.json.encode(body), status, mimetype=TYPE)
    answer.headers["Cache-Control"] = "no-store"
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="planspor"'
    return answer


def http_problem(error: HTTPException) -> Response:
    """An error of the protocol; the headers that belong to it (Allow) are kept."""
    answer = problem(error.code or 500)
    kept: list[tuple[str, Any]] = [
        (name, value) for name, value in error.get_headers() if name in ("Allow", "Retry-After")
    ]
    answer.headers.extend(kept)
    return answer


def register_unrouted(app: Flask) -> None:
    """Answer with a problem below ``/api`` where no view was found to answer.

    Stands after the site's own handlers of errors, which draw pages.
    """
    for handlers in app.error_handler_spec[None].values():
        for raised, draw in handlers.items():
            if issubclass(raised, HTTPException):
                handlers[raised] = _unless_api(draw)


def _unless_api(draw: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def answer(error: HTTPException) -> Any:
        return http_problem(error) if is_api(request.path) else draw(error)

    return answer


def _malformed(error: QuerySyntaxError) -> Response:
    return problem(400, f"{error.message} (at character {error.position})", error.remedy)


def _not_allowed(error: NotAllowed) -> Response:
    return problem(403, f"This takes the role {error.role}.")


def _no_search(error: EngineUnavailable) -> Response:
    _LOG.error("%s could not be searched for: %s. %s", request.path, error.message, error.remedy)
    return problem(503)


def _broken(error: Exception) -> Response:
    reason = getattr(error, "original_exception", None) or error
    _LOG.error("%s could not be answered", request.path, exc_info=reason)
    return problem(500)
