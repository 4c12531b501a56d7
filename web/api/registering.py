"""The API put into a site: its addresses, its documentation, and who may ask from where."""

from typing import Final

from flask import Blueprint, Flask, Response, request

from planspor.web.accounts.access import visitor
from planspor.web.api import limits, problems
from planspor.web.api.pages import pages
from planspor.web.api.resources import RESOURCES
from planspor.web.site import site

_PREFIX: Final = "/api/v1"
_OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, RateLimit, RateLimit-Policy, Retry-After",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_ASKED: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def register_api(app: Flask) -> None:
    """Put the API into a site."""
    api = Blueprint("api", __name__, url_prefix=_PREFIX)
    problems.register_problems(api)
    api.after_request(limits.with_budget)
    api.after_request(_from_other_sites)
    for resource in RESOURCES:
        api.register_blueprint(resource.blueprint)
    api.register_blueprint(pages)
    limits.register_limits(app)
    app.register_blueprint(api)
    problems.register_unrouted(app)


def _from_other_sites(answer: Response) -> Response:
    """Have pages of other sites read what everybody may, and nothing that takes an account.

    No page but its own reaches the site on one's own machine, where all documents are seen.
    """
    if site().local or visitor().role is not None:
        return answer
    answer.headers.update(_OPEN)
    if request.method == "OPTIONS":
        answer.headers.update(_ASKED)
    return answer
