"""What a person sees when something is not there, not allowed, or broken."""

import logging
from typing import Final

from flask import Flask, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from planspor.corpus.errors import InputError, NotFound
from planspor.search import EngineUnavailable
from planspor.web.people import IncompleteForm
from planspor.web.words.spoken import N_, Words

_LOG = logging.getLogger(__name__)
_SAID: Final = {
    400: Words(
        N_("Forespørselen kunne ikke leses"),
        N_("Noe i adressen eller skjemaet er galt. Gå tilbake og prøv igjen."),
    ),
    403: Words(
        N_("Dette har du ikke lov til her"),
        N_(
            "Enten har du ikke rollen som trengs, eller skjemaet ble sendt fra et annet sted enn "
            "sidene her. Åpne siden på nytt og prøv der."
        ),
    ),
    404: Words(
        N_("Fant ikke siden"),
        N_("Adressen kan være skrevet feil, eller innholdet kan være tatt ut av samlingen."),
    ),
    405: Words(N_("Siden kan ikke brukes slik"), N_("Gå tilbake og prøv igjen.")),
    413: Words(N_("Det er for stort"), N_("Send en kortere tekst eller en mindre fil.")),
    429: Words(N_("For mange forespørsler"), N_("Vent litt, og prøv igjen.")),
    503: Words(
        N_("Søket er ikke tilgjengelig nå"),
        N_(
            "Alt annet på siden virker. Prøv igjen om litt. Si fra til den som drifter siden om "
            "det varer: grunnen og et råd står i loggen."
        ),
    ),
}
_BROKEN: Final = Words(
    N_("Noe gikk galt hos oss"),
    N_(
        "Feilen er skrevet i loggen. Prøv igjen. Si fra til den som drifter siden om det "
        "fortsetter."
    ),
)
Answer = tuple[str, int]


def register_errors(app: Flask) -> None:
    """Answer every error in the design of the site."""
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(InputError, _bad_input)
    app.register_error_handler(IncompleteForm, _incomplete)
    app.register_error_handler(EngineUnavailable, _no_search)
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(InternalServerError, _broken)


def _not_found(_error: NotFound) -> Answer:
    return _page(404)


def _bad_input(_error: InputError) -> Answer:
    return _page(400)


def _incomplete(error: IncompleteForm) -> Answer:
    title = gettext("Ingenting er lagret ennå")
    return render_template("error.html", title=title, text=error.message, status=400), 400


def _no_search(error: EngineUnavailable) -> Answer:
    _LOG.error("%s could not be searched for: %s. %s", request.path, error.message, error.remedy)
    return _page(503)


def _unknown_host(_error: SecurityError) -> Answer:
    # Nothing can be linked to for a host that is not this site's: no page can be drawn.
    return gettext("Ukjent vertsnavn."), 400


def _http(error: HTTPException) -> Answer:
    return _page(error.code or 500)


def _broken(error: InternalServerError) -> Answer:
    _LOG.error("%s could not be shown", request.path, exc_info=error.original_exception or error)
    return _page(500)


def _page(status: int) -> Answer:
    said = _SAID.get(status, _BROKEN)
    return render_template("error.html", title=said.name, text=said.meaning, status=status), status
