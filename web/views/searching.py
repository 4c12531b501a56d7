"""What the pages of search share: addresses of searches, and what is asked of the index."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import url_for

from planspor.corpus.model import LinkState, Target
from planspor.corpus.store.happenings import Happening, arrivals
from planspor.corpus.store.searches import SavedSearch
from planspor.search import Group, Grouped, Hit, Question, Suggestion
from planspor.web.drawing import target_url
from planspor.web.site import site, snapshot
from planspor.web.views.asking import Asked, parameters
from planspor.web.views.saving import NO_DOCUMENT, question_of, since


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


def hits_by_document(
    search: SavedSearch, hidden: Collection[str], most: int
) -> list[tuple[Group, Happening]]:
    """What a search finds in the documents that came last, with when each of them came."""
    came: dict[str, Happening] = {}
    for one in arrivals(site().corpus.database):
        if one.document and one.document not in hidden:
            came.setdefault(one.document, one)
    question = question_of(search.question)
    asked = set(question.filters.documents)
    wanted = tuple(id_ for id_ in came if not asked or id_ in asked)[:most] or NO_DOCUMENT
    filters = replace(question.filters, documents=wanted, hidden=tuple(hidden))
    found = site().index().grouped(replace(question, filters=filters), most)
    pairs = [(group, came[group.document.id]) for group in found.groups]
    return sorted(pairs, key=lambda pair: pair[1].at, reverse=True)


@dataclass(frozen=True, slots=True)
class Linked:
    """The targets that a passage speaks to: as people or a rule accepted, and as is suggested."""

    accepted: tuple[Target, ...] = ()
    suggested: tuple[Target, ...] = ()


def linked(passages: Collection[str]) -> dict[str, Linked]:
    """What some passages are linked to, by passage; a plan's own words are no link."""
    known = snapshot().targets
    by_state: dict[str, dict[LinkState, list[Target]]] = defaultdict(lambda: defaultdict(list))
    for link in site().corpus.links.of_passages(passages) if passages else ():
        if not link.origin and link.target in known:
            by_state[link.passage][link.state].append(known[link.target])
    return {
        passage: Linked(tuple(held[LinkState.ACCEPTED]), tuple(held[LinkState.SUGGESTED]))
        for passage, held in by_state.items()
    }


def linked_of(hits: Iterable[Hit], grouped: Grouped | None = None) -> dict[str, Linked]:
    """What the passages of hits are linked to, be they grouped by document or not."""
    inside = (hit for group in (grouped.groups if grouped else ()) for hit in group.hits)
    return linked({hit.passage.id for hit in (*hits, *inside)})
