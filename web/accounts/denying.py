"""What those see who may not: the way to sign in, or which role it takes."""

from flask import Flask, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from planspor.web.accounts.access import NotAllowed, SignInNeeded
from planspor.web.api.problems import is_api, problem
from planspor.web.site import site
from planspor.web.words.account_words import ROLES

Answer = tuple[str, int] | Response


def register_denying(app: Flask) -> None:
    """Answer where somebody may not do what was asked for."""
    app.register_error_handler(SignInNeeded, _sign_in)
    app.register_error_handler(NotAllowed, _not_allowed)


def _sign_in(_error: SignInNeeded) -> Answer:
    """Lead a reader to where one signs in; what a page sent or asks for by itself is refused."""
    if is_api(request.path):
        return problem(401)
    if request.method in ("GET", "HEAD") and _is_read_by_a_person():
        back = request.full_path.rstrip("?") if request.path != "/" else None
        return _unkept(redirect(url_for("signing_in.form", neste=back), 303))
    if not site().corpus.accounts.any():
        text = _("Her kan du bare lese: ingen har fått konto ennå. Ingenting er lagret.")
        return _page(_("Logg inn først"), text, 401)
    text = _("Du er ikke logget inn, eller er blitt logget ut. Ingenting er lagret.")
    return _page(_("Logg inn først"), text, 401)


def _not_allowed(error: NotAllowed) -> Answer:
    text = _(
        "Dette kan bare den som har rollen «%(role)s» eller høyere. Spør en administrator.",
        role=ROLES[error.role].name.lower(),
    )
    return _page(_("Du har ikke tilgang til dette"), text, 403)


def _is_read_by_a_person() -> bool:
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"


def _page(title: str, text: str, status: int) -> tuple[str, int]:
    return render_template("accounts/denied.html", title=title, text=text, status=status), status


def _unkept(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
