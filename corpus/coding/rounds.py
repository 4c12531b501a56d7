"""Blind coding: a sample of links that some people each decide on without seeing the others."""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from planspor.corpus.coding.judgements import machines, words
from planspor.corpus.errors import InputError
from planspor.corpus.model import Decision, LinkState, Person, Review
from planspor.corpus.store.coding_rounds import CodingRound
from planspor.corpus.store.corpus import Corpus
from planspor.corpus.store.database import now
from planspor.corpus.store.link_rows import LinkBrief

CODERS = 2
"""The fewest coders of a round."""
_BAND = 10
"""Bands of score to a whole, of which a stratified sample takes as many from each."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A link of a round with what each coder said of it, by person.

    ``resolved`` is the decision in force on the link itself, made since it was coded.
    """

    link: str
    said: Mapping[str, Review]
    resolved: Review | None

    @property
    def agreed(self) -> bool:
        """Whether all said the same: the decision, and of what is accepted stage and stance."""
        return len({_said(review) for review in self.said.values()}) == 1


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """How far a round has come; ``coded`` are the links that every coder has decided on.

    ``said`` is what was decided, by link and person; ``links`` are those that are still there.
    """

    round: CodingRound
    links: tuple[str, ...]
    said: Mapping[str, Mapping[str, Review]]
    coded: tuple[Coded, ...]

    def done(self, coder: str) -> int:
        """How many links somebody has decided on."""
        return sum(1 for link in self.links if coder in self.said.get(link, {}))

    def next(self, coder: str, after: str | None = None) -> str | None:
        """The next link for somebody, from the beginning or after another; None at the end."""
        at = self.links.index(after) + 1 if after in self.links else 0
        left = (link for link in self.links[at:] if coder not in self.said.get(link, {}))
        return next(left, None)

    @property
    def is_done(self) -> bool:
        """Whether everybody has decided on everything."""
        return len(self.coded) == len(self.links)

    @property
    def disagreements(self) -> tuple[Coded, ...]:
        """The links on which the coders differ; none are told before all is coded."""
        return tuple(one for one in self.coded if not one.agreed) if self._is_over else ()

    @property
    def _is_over(self) -> bool:
        return self.is_done or self.round.closed is not None


def _said(review: Review) -> tuple[object, ...]:
    accepts = review.decision is Decision.ACCEPT
    return review.decision, review.stage if accepts else None, review.stance if accepts else None


def sample(
    links: Sequence[LinkBrief], size: int, seed: int, stratified: bool = False
) -> tuple[str, ...]:
    """Undecided suggestions drawn at random, in random order; the same for the same seed.

    A stratified sample has as many of each tenth of score as there are, as far as they go.
    """
    dice = random.Random(seed)
    waiting = [k for k in links if k.state is LinkState.SUGGESTED and not k.origin]
    waiting.sort(key=lambda link: link.id)
    dice.shuffle(waiting)
    if stratified:
        waiting = _in_turn(waiting)
    chosen = [link.id for link in waiting[:size]]
    dice.shuffle(chosen)
    return tuple(chosen)


def _in_turn(links: Sequence[LinkBrief]) -> list[LinkBrief]:
    """Links so ordered that each band of score comes once before any comes again."""
    held: dict[int, int] = {}
    placed = []
    for link in links:
        band = int(link.score * _BAND)
        held[band] = held.get(band, 0) + 1
        placed.append((held[band], band, link))
    return [link for _, _, link in sorted(placed, key=lambda place: place[:2])]


def begin(
    corpus: Corpus,
    plan: str,
    name: str,
    links: Sequence[str],
    coders: Sequence[Person],
    person: Person,
) -> CodingRound:
    """Begin a round.

    Raises:
        NotFound: there is no such plan.
        InputError: it has too few coders, or nothing to code.
    """
    corpus.plans.get(plan)
    ids = list(dict.fromkeys(coder.id for coder in coders))
    if len(ids) < CODERS:
        raise InputError(f"{name}: a round has at least {CODERS} coders", "Name another one.")
    if not links:
        raise InputError(f"{name}: there is nothing to code", "Link the plan first.")
    for one in (*coders, person):
        corpus.reviews.know(one)
    return corpus.rounds.begin(name, plan, links, ids, person.id)


def standing(
    corpus: Corpus, round_: CodingRound, links: Collection[str] | None = None
) -> RoundStanding:
    """How a round stands, of those of its links that are there, or are among some ``links``."""
    held = corpus.links.by_id(round_.links) if links is None else links
    rules = machines(corpus.reviews.people())
    open_words = words(corpus.reviews.of_plan(round_.plan), besides=rules)
    return standing_by(round_, held, corpus.reviews.of_round(round_.id), open_words)


def standing_by(
    round_: CodingRound,
    links: Collection[str],
    reviews: Iterable[Review],
    open_words: Mapping[str, Mapping[str, Review]],
) -> RoundStanding:
    """How a round stands by its own ``reviews`` and by what was said of links outside rounds.

    Those of its links count that are among ``links``.
    """
    there = tuple(link for link in round_.links if link in links)
    said = words(reviews, round_=round_.id)
    coded = [
        Coded(link, said[link], _resolution(said[link], open_words.get(link, {})))
        for link in there
        if set(round_.coders) <= said.get(link, {}).keys()
    ]
    return RoundStanding(round_, there, said, tuple(coded))


def _resolution(said: Mapping[str, Review], since: Mapping[str, Review]) -> Review | None:
    coded = max(review.at for review in said.values())
    made = [review for review in since.values() if review.at >= coded]
    return made[-1] if made else None


def require_coder(round_: CodingRound, link: str, person: str) -> None:
    """See that somebody may code a link of a round.

    Raises:
        InputError: the round is closed, or the link or the person is not of it.
    """
    if link not in round_.links or person not in round_.coders or round_.closed:
        raise InputError(
            f"{round_.id}: is closed, or {link} or {person} is not of it",
            "`planspor rounds show ROUND --json` tells its links and coders.",
        )


def within(round_: CodingRound, review: Review) -> Review:
    """A decision as one of a round."""
    return replace(review, round=round_.id)


def close(corpus: Corpus, round_: CodingRound, person: Person, enter: bool = True) -> int:
    """End a round; how many links were entered on which all agreed.

    What is entered is a decision by the person who closes, with a note of who agreed; links that
    somebody has decided on since are left as they are.
    """
    held = standing(corpus, round_)
    corpus.reviews.know(person)
    names = {one.id: one.name for one in corpus.reviews.people()}
    agreed = [one for one in held.coded if one.agreed and one.resolved is None] if enter else []
    for one in agreed:
        corpus.reviews.decide(_agreement(one, round_, person, names))
    corpus.rounds.close(round_.id)
    return len(agreed)


def _agreement(one: Coded, round_: CodingRound, person: Person, names: Mapping[str, str]) -> Review:
    said = next(iter(one.said.values()))
    coders = " og ".join(names.get(coder, coder) for coder in round_.coders)
    return Review(
        link=one.link,
        target=said.target,
        document=said.document,
        person=person.id,
        decision=said.decision,
        at=now(),
        stage=said.stage,
        stance=said.stance,
        note=f"{coders} var enige i runden «{round_.name}».",
    )
