"""The site: a Flask application over one corpus."""

from pathlib import Path

from flask import Flask

from planspor.web.drawing import register_drawing
from planspor.web.pages import (
    about,
    actions,
    assessments,
    changes,
    coding,
    compare,
    documents,
    editing,
    entities,
    exchange,
    exports,
    extracts,
    findings,
    indicators,
    learning,
    likeness,
    matrix,
    money,
    originals,
    plans,
    queue,
    references,
    reviews,
    saved,
    search,
    start,
    targets,
)
from planspor.web.pages.errors import register_errors
from planspor.web.security import protect
from planspor.web.site import Site, install

_PAGES = (
    *(start, search, exports, likeness, saved),
    *(extracts, references, entities),
    *(documents, editing, originals, plans, indicators, money, matrix, targets),
    *(changes, assessments, learning, compare, exchange),
    *(findings, actions),
    *(reviews, queue, coding, about),
)


def create_app(folder: Path, local: bool = False) -> Flask:
    """The site over the corpus in a folder.

    ``local`` tells that only this machine can reach it: restricted documents are shown then.

    Raises:
        CorpusError: the folder cannot be used, or holds something else.
    """
    app = Flask(__name__)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 31_536_000
    app.config["MAX_CONTENT_LENGTH"] = 64_000
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    with app.app_context():
        install(Site(folder, local))
    protect(app)
    register_drawing(app)
    register_errors(app)
    for module in _PAGES:
        app.register_blueprint(module.pages)
    return app
