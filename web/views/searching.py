"""What the pages of search share: addresses of searches, and what is asked of the index."""

from urllib.parse import urlencode

from flask import url_for

from planspor.search import Question, Suggestion
from planspor.web.drawing import target_url
from planspor.web.site import site, snapshot
from planspor.web.views.asking import Asked, parameters
from planspor.web.views.saving import since


def address(found: Asked, endpoint: str = "search.page", **more: object) -> str:
    """The address of a search, or of another page that is about one."""
    said = [*parameters(found), *((name, str(value)) for name, value in more.items())]
    # Not through url_for: what anybody writes into an address must not become its options.
    path = url_for(endpoint)
    return f"{path}?{urlencode(said)}" if said else path


def asked_here(found: Asked) -> Question:
    """What is asked of the index: only of documents that may be seen, and came since."""
    question = found.question
    if found.since is not None:
        question = since(site().corpus, question, found.since)
    return site().seen(question)


def suggestion_address(suggestion: Suggestion) -> str:
    """Where a suggestion leads: to what it names, or to a search for it."""
    target = snapshot().targets.get(suggestion.target)
    if target is not None:
        return target_url(target)
    if suggestion.target in snapshot().documents:
        # A heading is found by its words.
        query = suggestion.text if suggestion.kind == "heading" else None
        return url_for("documents.page", document=suggestion.target, q=query)
    return f"{url_for('search.page')}?{urlencode({'q': suggestion.text})}"
