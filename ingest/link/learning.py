"""Terms that a person's decisions on a target's links suggest for, or against, its profile.

A term is proposed when accepted passages hold it more often than rejected ones, or the other way
round: the logarithm of the odds ratio over its standard error, as Monroe, Colaresi & Quinn
("Fightin' Words", Political Analysis 16, 2008) weigh words, with half a passage added everywhere
so that a handful of decisions says little. Nothing is used before a person keeps it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.language import Analyser
from planspor.corpus.model import Link, LinkState
from planspor.ingest.link.features import Run, content
from planspor.ingest.link.profiles import Profile

_LEAST: Final = 2
"""Passages of one sort that hold a term, at least."""
_SURE: Final = 1.2
"""Standard errors by which the odds must differ; few decisions can give more."""
_MOST: Final = 12
_LONGEST: Final = 2
"""Words of a term."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term, how many accepted and rejected passages hold it, and how surely that differs.

    ``surety`` counts standard errors; one that speaks ``against`` is of the rejected passages.
    """

    term: str
    against: bool
    accepted: int
    rejected: int
    surety: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """What decisions teach: proposals, surest first, and how many decisions they rest on."""

    proposals: tuple[Proposal, ...]
    accepted: int
    rejected: int


def learn(links: Iterable[Link], profile: Profile, analyser: Analyser) -> Lesson:
    """What the decided links of a target teach; those that restate the plan do not count."""
    decided = [link for link in links if not link.origin]
    accepted = _held(decided, LinkState.ACCEPTED, analyser)
    rejected = _held(decided, LinkState.REJECTED, analyser)
    known = {run for run in profile.runs if len(run) == 1}
    spellings: dict[Run, Counter[str]] = {}
    for held in (*accepted, *rejected):
        for run, spelling in held.items():
            spellings.setdefault(run, Counter())[spelling] += 1
    # A run of words whose every word is known says nothing new.
    new = [run for run in spellings if any((stem,) not in known for stem in run)]
    proposals = [one for run in new if (one := _proposal(run, spellings, accepted, rejected))]
    ordered = sorted(proposals, key=lambda one: (-one.surety, -len(one.term.split()), one.term))
    return Lesson(tuple(_unlike(ordered))[:_MOST], len(accepted), len(rejected))


def _held(links: Sequence[Link], state: LinkState, analyser: Analyser) -> list[dict[Run, str]]:
    """The runs of each link's words, as they are spelt; the same words twice count once."""
    texts = dict.fromkeys(link.quotation for link in links if link.state is state)
    return [dict(_runs(text, analyser)) for text in texts]


def _runs(text: str, analyser: Analyser) -> Iterator[tuple[Run, str]]:
    tokens = [token for token in content(analyser.tokens(text)) if not token.exact[0].isdigit()]
    for at in range(len(tokens)):
        for size in range(1, _LONGEST + 1):
            run = tokens[at : at + size]
            said = text[run[0].start : run[-1].end]
            # Words that stand side by side, not across a full stop.
            if len(run) == size and not set(said) & set(".;:!?()\n"):
                spelling = run[0].lemma if size == 1 else said.lower()
                yield tuple(token.stem for token in run), spelling


def _proposal(
    run: Run,
    spellings: dict[Run, Counter[str]],
    accepted: Sequence[dict[Run, str]],
    rejected: Sequence[dict[Run, str]],
) -> Proposal | None:
    held = [sum(run in one for one in listed) for listed in (accepted, rejected)]
    lacking = [len(accepted) - held[0], len(rejected) - held[1]]
    if max(held) < _LEAST:
        return None
    cells = [count + 0.5 for count in (*held, *lacking)]
    odds = math.log(cells[0] / cells[2]) - math.log(cells[1] / cells[3])
    surety = odds / math.sqrt(sum(1 / cell for cell in cells))
    if abs(surety) < _SURE or held[surety < 0] < _LEAST:
        return None
    spelling = spellings[run].most_common(1)[0][0]
    return Proposal(spelling, surety < 0, held[0], held[1], round(abs(surety), 2))


def _unlike(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """The proposals without those whose words are within a surer one's, or hold them."""
    kept: list[set[str]] = []
    for one in proposals:
        words = set(one.term.split())
        if not any(words <= other or other <= words for other in kept):
            kept.append(words)
            yield one
