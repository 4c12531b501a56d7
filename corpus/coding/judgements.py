"""What people, and not rules, say of links: the last word of each in force."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from planspor.corpus.model import Decision, Person, Review
from planspor.corpus.store.link_rows import LinkBrief
from planspor.corpus.store.reviews import in_force


@dataclass(frozen=True, slots=True)
class Judged:
    """A link that the machine proposed, and whether people accepted it."""

    link: LinkBrief
    right: bool


def machines(people: Iterable[Person]) -> frozenset[str]:
    """The ids of those who are rules."""
    return frozenset(person.id for person in people if person.machine)


def words(
    reviews: Iterable[Review], besides: Collection[str] = (), round_: str | None = None
) -> dict[str, dict[str, Review]]:
    """By link, the last decision in force of each person, in the order that they were made.

    ``besides`` are ids of those who do not count, which are rules.
    """
    by_link: dict[str, list[Review]] = {}
    for review in reviews:
        if review.person not in besides:
            by_link.setdefault(review.link, []).append(review)
    said = {link: _last_of_each(in_force(log, round_)) for link, log in by_link.items()}
    return {link: people for link, people in said.items() if people}


def _last_of_each(log: Iterable[Review]) -> dict[str, Review]:
    said: dict[str, Review] = {}
    for review in log:
        said.pop(review.person, None)
        said[review.person] = review
    return said


def judged(links: Iterable[LinkBrief], said: Mapping[str, Mapping[str, Review]]) -> list[Judged]:
    """The machine's proposals that people decided on; the last person's word is taken."""
    return [
        Judged(link, list(said[link.id].values())[-1].decision is Decision.ACCEPT)
        for link in links
        if link.proposed and not link.origin and link.id in said
    ]
