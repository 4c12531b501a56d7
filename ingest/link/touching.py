"""Which targets a document touches: what was linked to it, beside what was known before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from planspor.corpus import Corpus
from planspor.corpus.model import Link, LinkState, Plan, Target
from planspor.corpus.slugs import owner


class News(StrEnum):
    """What a document adds to a target.

    ``FIRST``: no other document speaks of it. ``MORE``: others do too. ``REPEATED``: every
    passage stands in another document as well.
    """

    FIRST = "first"
    MORE = "more"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Touch:
    """A target that a document speaks of: its links, best first, and what is new in them."""

    plan: Plan
    target: Target
    links: tuple[Link, ...]
    news: News

    @property
    def best(self) -> Link:
        """The link to the passage that speaks of it most."""
        return self.links[0]


def touches(
    corpus: Corpus,
    listed: Iterable[Link],
    document: str,
    others: Collection[str],
    plans: Iterable[Plan],
) -> list[Touch]:
    """The targets that a document touches, plan by plan, those it says most of first.

    ``listed`` are its links, ``others`` the documents that it is held against. What was rejected,
    what restates the plan and what stands in an earlier version does not count.
    """
    links: dict[str, list[Link]] = {}
    for link in listed:
        if not link.origin and link.state is not LinkState.REJECTED and not link.outdated:
            links.setdefault(link.target, []).append(link)
    if not links:
        return []
    speaking = corpus.links.documents_of(links)
    passages = {link.passage for listed in links.values() for link in listed}
    copies = {
        passage: {found.other for found in listed}
        for passage, listed in corpus.recurrences.of(sorted(passages)).items()
    }
    elsewhere = set(others) - {document}
    found: list[Touch] = []
    for plan in plans:
        of_plan: list[Touch] = []
        for target in plan.targets:
            if held := links.get(target.id):
                known = speaking.get(target.id, set()) & elsewhere
                of_plan.append(Touch(plan, target, tuple(held), _news(held, copies, known)))
        found += sorted(of_plan, key=lambda touch: -touch.best.score)
    return found


def _news(links: Iterable[Link], copies: dict[str, set[str]], known: Collection[str]) -> News:
    if not known:
        return News.FIRST
    repeated = all(
        any(owner(other) in known for other in copies.get(link.passage, ())) for link in links
    )
    return News.REPEATED if repeated else News.MORE
