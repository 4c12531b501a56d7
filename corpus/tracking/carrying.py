"""Whether the passages that a verdict rests on carry it: told to people, never in their way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.model import Assessment, Document, Link, Stage, Stance, Verdict

_CLAIMS: Final = frozenset(
    {
        Verdict.UNDER_WAY,
        Verdict.DONE_IN_PART,
        Verdict.DONE,
        Verdict.REACHED,
        Verdict.REACHED_IN_PART,
        Verdict.NOT_REACHED,
    }
)
"""Verdicts that say that something was done or came of it."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Why a verdict's links may not carry it.

    ``weak`` are all its links, where each of them shows an intent only or merely mentions the
    target. ``other_years`` are those in documents of another year than the verdict's.
    """

    weak: tuple[Link, ...] = ()
    other_years: tuple[Link, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.weak or self.other_years)


def doubts(
    assessment: Assessment, links: Sequence[Link], documents: Mapping[str, Document]
) -> Doubts:
    """What to mind of a verdict; ``links`` are those it rests on, in some of ``documents``."""
    weak = assessment.verdict in _CLAIMS and all(
        link.stage is Stage.INTENT or link.stance is Stance.MENTIONS for link in links
    )
    others = (
        link
        for link in links
        if link.document in documents
        and documents[link.document].year not in (None, assessment.year)
    )
    return Doubts(tuple(links) if weak else (), tuple(others))
