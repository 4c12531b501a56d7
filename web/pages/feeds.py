"""Feeds by Atom (RFC 4287): new documents, a plan, a target, a document, a saved search.

A feed holds what anybody may read of open documents, whoever asks and on whatever machine, for
readers of feeds are programs that keep and pass on what they fetch. Under a person's secret key
it holds what that person may read.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Access, Role, Visibility
from planspor.corpus.store.happenings import Happening, Subjects, arrivals, happenings
from planspor.search import Hit
from planspor.web.accounts.access import SignInNeeded, everyone, require, visitor
from planspor.web.accounts.identifying import see_as
from planspor.web.drawing import brief, target_url
from planspor.web.files.atom import Entry, Feed, entry_id, feed_id, written
from planspor.web.language import language
from planspor.web.site import site, snapshot
from planspor.web.views.following import News, news
from planspor.web.views.saving import may_be_seen
from planspor.web.views.searching import hits_by_document
from planspor.web.words import counted, place

pages = Blueprint("feeds", __name__)
_ENTRIES: Final = 50
_EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed was changed in which nothing has happened yet."""
_ASKED: Final = 150
"""Happenings that are read, some of which may not be shown."""


@pages.get("/nytt/dokumenter.atom")
@everyone
def documents() -> Response:
    """Documents and new versions of them."""
    keyed = _as_who_asks()
    return _answer(
        _("Nye dokumenter i Planspor"),
        url_for("documents.listing", _external=True),
        lambda: _told(arrivals(site().corpus.database, most=_ASKED), keyed),
    )


@pages.get("/nytt/plan/<plan>.atom")
@everyone
def plan(plan: str) -> Response:
    """What was found for a plan's targets, and decided on."""
    keyed = _as_who_asks()
    held = snapshot().plan(plan)
    return _answer(
        held.title,
        url_for("plans.page", plan=plan, _external=True),
        lambda: _told(_happened(Subjects(plans=[plan])), keyed),
    )


@pages.get("/nytt/mal/<plan>/<name>.atom")
@everyone
def target(plan: str, name: str) -> Response:
    """What was found for a measure, a goal or another target, and decided on."""
    keyed = _as_who_asks()
    held = snapshot().targets.get(f"{plan}/{name}")
    if held is None:
        raise NotFound(f"{plan}/{name}: no such target")
    return _answer(
        brief(held),
        request.url_root.rstrip("/") + target_url(held),
        lambda: _told(_happened(Subjects(targets=[held.id])), keyed),
    )


@pages.get("/nytt/dokument/<document>.atom")
@everyone
def document(document: str) -> Response:
    """New versions of a document, and what was found in it and decided on."""
    keyed = _as_who_asks()
    held = site().document(document)
    if not keyed and held.access is not Access.OPEN:
        raise NotFound(f"{document}: is restricted")
    return _answer(
        held.title,
        url_for("documents.page", document=document, _external=True),
        lambda: _told(_happened(Subjects(documents=[document])), keyed),
    )


@pages.get(f"/nytt/sok/<int(max={2**63 - 1}):number>.atom")
@everyone
def search(number: int) -> Response:
    """Documents that came lately in which a saved search finds something."""
    keyed = _as_who_asks()
    if not keyed:
        require(Role.READER)
    held = site().corpus.searches.get(number)
    if not may_be_seen(held, _closed(keyed)):
        raise NotFound(f"{number}: names a restricted document")
    return _answer(
        _("Søk: %(name)s", name=held.name),
        url_for("search.page", _external=True, q=str(held.question.get("query", ""))),
        lambda: _found(number, keyed),
    )


def _as_who_asks() -> bool:
    """Have the request see as the owner of its key; whether it has one.

    Raises:
        NotFound: the key is nobody's, or its owner may read nothing any more.
        SignInNeeded: there is no key, nobody is signed in, and the corpus is not open to all.
    """
    key = request.args.get("nokkel")
    if key is None:
        closed = site().corpus.settings.visibility() is Visibility.ACCOUNTS
        if not site().local and closed and visitor().role is None:
            raise SignInNeeded
        return False
    person = site().corpus.feed_keys.person(key)
    if person is None:
        raise NotFound("the key of this feed opens nothing")
    if not site().local:
        account = site().corpus.accounts.get(person)
        if account.disabled is not None:
            raise NotFound("the key of this feed opens nothing")
        see_as(account)
    return True


def _closed(keyed: bool) -> frozenset[str]:
    """The documents that are not shown: those that may not be seen, or are not open to all."""
    record = snapshot()
    shut = (d.id for d in record.documents.values() if d.access is not Access.OPEN)
    return frozenset((*record.hidden, *(() if keyed else shut)))


def _happened(subjects: Subjects) -> list[Happening]:
    return happenings(site().corpus.database, subjects, most=_ASKED)


def _told(found: Iterable[Happening], keyed: bool) -> list[Entry]:
    told = list(news(found, open_alone=not keyed))[:_ENTRIES]
    identity = site().corpus.settings.identity()
    return [_entry(one, identity) for one in told]


def _entry(one: News, identity: str) -> Entry:
    happened = one.happening
    return Entry(
        id=entry_id(identity, happened.kind, happened.key),
        title=f"{one.title} – {one.about}" if one.about else one.title,
        address=request.url_root.rstrip("/") + one.address,
        updated=one.at,
        author=one.person,
        summary=one.about,
    )


def _found(number: int, keyed: bool) -> list[Entry]:
    held = site().corpus.searches.get(number)
    identity = site().corpus.settings.identity()
    return [
        Entry(
            id=entry_id(identity, f"search {number}", f"{group.document.id} {came.key}"),
            title=f"{group.document.title} – {counted(group.total, 'treff', 'treff')}",
            address=url_for(
                "documents.page",
                document=group.document.id,
                q=str(held.question.get("query", "")) or None,
                _external=True,
            ),
            updated=came.at,
            author=group.document.issuer or "",
            summary=_summary(group.hits),
        )
        for group, came in hits_by_document(held, _closed(keyed), _ENTRIES)
    ]


def _summary(hits: Sequence[Hit]) -> str:
    if not hits:
        return ""
    start, end = hits[0].excerpt
    return f"{hits[0].passage.text[start:end]} ({place(hits[0].passage.source)})"


def _answer(title: str, address: str, make: Callable[[], list[Entry]]) -> Response:
    """A feed, or that nothing has changed since it was asked for last."""
    answer = Response(mimetype="application/atom+xml")
    told = (site().corpus.changes.counter(), request.path, language(), request.args.get("nokkel"))
    answer.set_etag(sha256(repr(told).encode()).hexdigest()[:32])
    answer.cache_control.private = True
    answer.cache_control.no_cache = True
    if request.if_none_match.contains(answer.get_etag()[0] or ""):
        answer.make_conditional(request)
        return answer
    entries = make()
    feed = Feed(
        id=feed_id(site().corpus.settings.identity(), request.path),
        title=title,
        address=address,
        own_address=request.base_url,
        updated=max((one.updated for one in entries), default=_EPOCH),
        language=language(),
        entries=tuple(entries),
    )
    answer.set_data(written(feed))
    return answer
