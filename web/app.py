"""The site: a Flask application over one corpus."""

from pathlib import Path

from flask import Flask

from planspor.web.accounts import administration, invitations, log, oidc, own, signing_in
from planspor.web.accounts.denying import register_denying
from planspor.web.accounts.identifying import identify
from planspor.web.accounts.log import register_log
from planspor.web.accounts.oidc import Issuer, register_issuer
from planspor.web.api import register_api
from planspor.web.drawing import register_drawing
from planspor.web.files.offering import register_files
from planspor.web.language import register_language
from planspor.web.navigation import register_navigation
from planspor.web.pages import (
    about,
    actions,
    adding,
    assessments,
    changes,
    coding,
    compare,
    corpus,
    documents,
    editing,
    entities,
    exchange,
    extracts,
    feeds,
    findings,
    following,
    guidance,
    helping,
    indicators,
    languages,
    learning,
    likeness,
    lists,
    matrix,
    money,
    network,
    originals,
    plan_editing,
    plans,
    queue,
    references,
    reviews,
    saved,
    search,
    start,
    targets,
    terms,
    versions,
)
from planspor.web.pages.errors import register_errors
from planspor.web.security import protect
from planspor.web.site import Site, install

_PAGES = (
    *(start, search, likeness, lists, saved, following, feeds),
    *(guidance, terms, extracts, references, network, entities),
    *(adding, corpus, documents, editing, originals, versions),
    *(plans, plan_editing, indicators, money, matrix, targets),
    *(changes, assessments, learning, compare, exchange),
    *(findings, actions),
    *(reviews, queue, coding, about, helping, languages),
)

_ACCOUNTS = (signing_in, invitations, own, administration, log, oidc)


def create_app(folder: Path, local: bool = False, issuer: Issuer | None = None) -> Flask:
    """The site over the corpus in a folder.

    ``local`` tells that only this machine can reach it: whoever asks may do everything then.
    ``issuer`` is whom people may sign in by, besides by a password.

    Raises:
        CorpusError: the folder cannot be used, or holds something else.
    """
    app = Flask(__name__)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31_536_000
    app.config["MAX_CONTENT_LENGTH"] = 64_000
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    with app.app_context():
        install(Site(folder, local))
    identify(app)
    protect(app)
    register_language(app)
    register_navigation(app)
    register_drawing(app)
    register_errors(app)
    register_denying(app)
    register_log(app)
    if issuer is not None:
        register_issuer(app, issuer)
    for module in (*_PAGES, *_ACCOUNTS):
        app.register_blueprint(module.pages)
    register_files(app)
    register_api(app)
    return app
