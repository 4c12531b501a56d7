"""What is followed and what is new in it, in words and with where it leads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from flask import g, url_for
from flask_babel import gettext as _

from planspor.corpus.errors import NotFound
from planspor.corpus.model import Access, Decision, Document, Verdict
from planspor.corpus.store.following import Follow, Followed
from planspor.corpus.store.happenings import Happened, Happening, Subjects, happenings, is_of
from planspor.web.accounts.access import visitor
from planspor.web.drawing import brief, target_url
from planspor.web.site import site, snapshot
from planspor.web.words import VERDICTS, counted


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened, as it is told: what, to which target, in which document."""

    happening: Happening
    title: str
    address: str
    about: str
    person: str

    @property
    def at(self) -> datetime:
        """When it happened."""
        return self.happening.at


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is followed: what it is called, where it is, and what is new in it."""

    follow: Follow
    name: str
    address: str
    feed: str
    news: tuple[News, ...]
    more: int


def is_followed(kind: str, subject: str) -> bool:
    """Whether who asks follows something; asked once a request."""
    if "follows" not in g:
        person = visitor().person
        g.follows = site().corpus.follows.of_person(person.id) if person else []
    return any(one.kind == kind and one.subject == subject for one in g.follows)


def may_be_followed(kind: Followed, subject: str) -> None:
    """Stop at what is not there or may not be seen.

    Raises:
        NotFound: there is no such thing, or none that may be seen.
    """
    if kind is Followed.DOCUMENT:
        site().document(subject)
    elif kind is Followed.PLAN:
        snapshot().plan(subject)
    elif subject not in snapshot().targets:
        raise NotFound(f"{subject}: no such target")


def thing_address(kind: Followed, subject: str) -> str:
    """The page of something that is followed."""
    if kind is Followed.DOCUMENT:
        return url_for("documents.page", document=subject)
    if kind is Followed.PLAN:
        return url_for("plans.page", plan=subject)
    return target_url(snapshot().targets[subject])


def feed_address(kind: str, subject: str) -> str:
    """The feed of something."""
    if kind == Followed.DOCUMENT:
        return url_for("feeds.document", document=subject)
    if kind == Followed.PLAN:
        return url_for("feeds.plan", plan=subject)
    plan, _sep, name = subject.partition("/")
    return url_for("feeds.target", plan=plan, name=name)


def thing_name(kind: Followed, subject: str) -> str:
    """What something that is followed is called."""
    if kind is Followed.DOCUMENT:
        return snapshot().documents[subject].title
    if kind is Followed.PLAN:
        return snapshot().plan(subject).title
    return brief(snapshot().targets[subject])


def is_there(kind: str, subject: str) -> bool:
    """Whether something that was followed is still there to be seen."""
    record = snapshot()
    if kind == Followed.DOCUMENT:
        return subject in record.documents
    if kind == Followed.PLAN:
        return any(plan.id == subject for plan in record.plans)
    return subject in record.targets


def subjects_of(follows: Iterable[Follow]) -> Subjects:
    """What somebody follows, to ask about all of it at once."""
    parted: dict[str, list[str]] = {kind: [] for kind in Followed}
    for one in follows:
        parted[one.kind].append(one.subject)
    return Subjects(parted[Followed.TARGET], parted[Followed.PLAN], parted[Followed.DOCUMENT])


def things(follows: Iterable[Follow], shown: int) -> list[Thing]:
    """What somebody follows, each with what is new since that person last looked."""
    held = [one for one in follows if is_there(one.kind, one.subject)]
    if not held:
        return []
    since = min(one.seen for one in held)
    told = list(news(happenings(site().corpus.database, subjects_of(held), since)))
    return [_thing(one, told, shown) for one in held]


def _thing(follow: Follow, told: Iterable[News], shown: int) -> Thing:
    own = [
        one
        for one in told
        if one.at > follow.seen and is_of(one.happening, follow.kind, follow.subject)
    ]
    kind, subject = follow.kind, follow.subject
    return Thing(
        follow,
        thing_name(kind, subject),
        thing_address(kind, subject),
        feed_address(kind, subject),
        tuple(own[:shown]),
        max(0, len(own) - shown),
    )


def news(found: Iterable[Happening], open_alone: bool = False) -> Iterator[News]:
    """Happenings in words; those of what may not be seen are left out.

    ``open_alone`` leaves out those of restricted documents, whoever asks.
    """
    people = {person.id: person.name for person in site().corpus.reviews.people()}
    documents = snapshot().documents
    for one in found:
        document = documents.get(one.document) if one.document else None
        if one.document and (document is None or (open_alone and not _is_open(document))):
            continue
        if one.target and one.target not in snapshot().targets:
            continue
        yield _told(one, document, people)


def _is_open(document: Document) -> bool:
    return document.access is Access.OPEN


def _told(one: Happening, document: Document | None, people: Mapping[str, str]) -> News:
    title = document.title if document else ""
    target = snapshot().targets.get(one.target or "")
    about = brief(target) if target else ""
    told = News(one, "", "", about, people.get(one.person or "", ""))
    make = partial(News, one, about=told.about, person=told.person)
    if one.kind in (Happened.DOCUMENT, Happened.VERSION):
        said = _("Nytt dokument: %(title)s", title=title)
        if one.kind is Happened.VERSION:
            said = _("Ny versjon av %(title)s", title=title)
        return make(title=said, address=url_for("documents.page", document=one.document))
    if one.kind is Happened.VERDICT:
        verdict = VERDICTS[Verdict(one.said)]
        said = _("Vurdering for %(year)s: %(verdict)s", year=one.year, verdict=verdict.name)
        return make(title=said, address=_of(one))
    if one.kind is Happened.VALUE:
        said = _(
            "Ny verdi for %(year)s: %(value)s", year=one.year or _("ukjent år"), value=one.said
        )
        return make(title=said, address=_of(one))
    if one.kind is Happened.SUGGESTIONS:
        number = counted(one.count, "forslag fra maskinen", "forslag fra maskinen")
        said = _("%(number)s i %(title)s", number=number, title=title)
        return make(title=said, address=_of(one, "forslag", dokument=one.document))
    return make(title=_decided(one, title), address=_of(one, f"lenke-{one.link}"))


def _decided(one: Happening, title: str) -> str:
    if one.said == Decision.ACCEPT:
        return _("Godkjent avsnitt fra %(title)s", title=title)
    if one.said == Decision.REJECT:
        return _("Avvist avsnitt fra %(title)s", title=title)
    return _("Vurderingen av et avsnitt fra %(title)s er trukket tilbake", title=title)


def _of(one: Happening, anchor: str | None = None, **query: str | None) -> str:
    return target_url(snapshot().targets[one.target or ""], _anchor=anchor, **query)
