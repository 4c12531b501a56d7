"""What goes out of a corpus: a plan with the links, decisions and silences that belong to it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from planspor.corpus import Corpus
from planspor.corpus.model import (
    Access,
    Document,
    Link,
    LinkState,
    Person,
    Review,
    SearchTrace,
    Target,
)
from planspor.corpus.store.reviews import in_force
from planspor.corpus.tracking import is_plan_itself, taken_from


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to go out beside people's decisions.

    ``suggestions`` are the machine's that nobody has decided on, ``restricted`` the documents that
    not everybody may see. ``targets`` narrows it all to some; empty is all of the plan.
    """

    suggestions: bool = False
    restricted: bool = False
    targets: Collection[str] = ()


class Coding:
    """A plan's coding as it goes out. Links are read target by target or document by document.

    Decisions of blind rounds stay at home: they count in their round alone.

    Args:
        corpus: what it is taken from.
        plan: the plan's id.
        choice: what goes with it.
        hidden: ids of documents that do not go out, whatever is chosen.

    Raises:
        NotFound: there is no such plan, or no such target in it.
    """

    def __init__(
        self,
        corpus: Corpus,
        plan: str,
        choice: Choice | None = None,
        hidden: Collection[str] = (),
    ) -> None:
        self.corpus = corpus
        self.plan = corpus.plans.get(plan)
        self.choice = choice or Choice()
        for target in self.choice.targets:
            corpus.plans.target(target)
        chosen = self.choice.targets
        self.targets = tuple(t for t in self.plan.targets if not chosen or t.id in chosen)
        held = [d for d in corpus.documents.all() if d.passages]
        self.documents = {d.id: d for d in held if d.id not in hidden and self._goes_out(d)}
        self.left_out = len(held) - len(self.documents)
        """How many documents do not go out."""

    def _goes_out(self, document: Document) -> bool:
        return self.choice.restricted or document.access is Access.OPEN

    @cached_property
    def people(self) -> dict[str, Person]:
        """Everybody known, by id."""
        return {person.id: person for person in self.corpus.reviews.people()}

    @cached_property
    def decisions(self) -> dict[str, list[Review]]:
        """The decisions that go out, by link, oldest first."""
        wanted = {target.id for target in self.targets}
        found: dict[str, list[Review]] = {}
        for review in self.corpus.reviews.all():
            if (
                review.round is None
                and review.target in wanted
                and review.document in self.documents
            ):
                found.setdefault(review.link, []).append(review)
        return found

    @cached_property
    def coders(self) -> list[Person]:
        """Those whose links or decisions go out, by id."""
        found = {review.person for reviews in self.decisions.values() for review in reviews}
        found |= {link.proposed_by for link in self.links()} & self.people.keys()
        return [self.people[id_] for id_ in sorted(found)]

    def links(self) -> Iterator[Link]:
        """The links that go out, target by target, in the order of the plan."""
        for target in self.targets:
            yield from self.links_of(target)

    def links_of(self, target: Target) -> list[Link]:
        """A target's links, by document, best score first."""
        found = [link for link in self.corpus.links.of_target(target.id) if self._is_out(link)]
        return sorted(found, key=lambda link: (link.document, -link.score, link.id))

    def links_in(self, document: str) -> list[Link]:
        """The links into the version of a document that is in force, in reading order."""
        wanted = {target.id for target in self.targets}
        held = self.corpus.links.of_document(document)
        found = [link for link in held if link.target in wanted and self._is_out(link)]
        return sorted(found, key=lambda x: (x.source.start, x.start or 0, x.target, x.id))

    def _is_out(self, link: Link) -> bool:
        if link.document not in self.documents:
            return False
        return self.is_judged(link) or (self.choice.suggestions and not link.origin)

    def is_judged(self, link: Link) -> bool:
        """Whether a person decided on a link or made it; all others are the machine's own."""
        return link.id in self.decisions or link.proposed_by in self.people

    def in_force(self, link: Link) -> list[Review]:
        """The decisions on a link that count, oldest first."""
        return in_force(self.decisions.get(link.id, ()))

    def latest(self, link: Link) -> Review | None:
        """The decision that a link stands by, if there is one."""
        counting = self.in_force(link)
        return counting[-1] if counting else None

    def latest_by_person(self, link: Link) -> dict[str, Review]:
        """Each person's decision on a link that counts, in the order in which they decided."""
        found: dict[str, Review] = {}
        for review in self.in_force(link):
            found.pop(review.person, None)
            found[review.person] = review
        return found

    def silences(self) -> Iterator[SearchTrace]:
        """Where a target was searched for and nothing is left that was not rejected."""
        for target in self.targets:
            links = self.corpus.links.of_target(target.id)
            speaking = {
                link.document
                for link in links
                if not link.origin and not link.outdated and link.state is not LinkState.REJECTED
            }
            speaking |= taken_from(target)
            for trace in self.corpus.links.traces_of_target(target.id):
                if trace.document in self.documents and trace.document not in speaking:
                    yield trace

    @cached_property
    def itself(self) -> frozenset[str]:
        """The documents that are the plan, whose words are never evidence for it."""
        return frozenset(d for d in self.documents if is_plan_itself(self.plan, d))


def kind_of(target: Target) -> str:
    """What sort of target it is: goal, measure, indicator, question, recommendation."""
    return type(target).__name__.lower()
