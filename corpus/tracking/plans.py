"""Which documents can be evidence for a plan: not the plan itself, not those before it."""

import re
from collections.abc import Iterable
from functools import cache

from planspor.corpus.model import Document, Plan, Target
from planspor.corpus.slugs import owner, slug


def is_plan_itself(plan: Plan, document: str) -> bool:
    """Whether a document is the plan, whose words are never evidence for it.

    It is when the plan names it by id, or when its id is the plan's number, or begins with it
    (``prop-15-s-2015-2016`` for Prop. 15 S (2015–2016), and extracts of it).
    """
    if document == plan.document or document in plan.documents:
        return True
    number = _number(plan.document or "")
    return number is not None and f"{document}-".startswith(f"{number}-")


@cache
def _number(document: str) -> str | None:
    """What the ids of a plan's documents begin with, where it is known by a citation."""
    number = slug(document)
    is_citation = number != document and any(sign.isdigit() for sign in number)
    return number if is_citation else None


def taken_from(target: Target) -> frozenset[str]:
    """The documents that a target's wording was taken from, by id.

    There it is at its origin: that nothing else speaks of it there is no silence.
    """
    passage = getattr(target, "passage", None)
    source = getattr(target, "source", None)
    named = (owner(passage) if passage else None, source.within if source else None)
    return frozenset(filter(None, named))


def predates(plan: Plan, document: Document) -> bool:
    """Whether a document is from before the plan's first year, and so no answer to it."""
    first = first_year(plan)
    return first is not None and document.year is not None and document.year < first


def first_year(plan: Plan) -> int | None:
    """The year in which a plan begins, where it says so."""
    found = re.match(r"\d{4}", plan.years or "")
    return None if found is None else int(found.group())


def last_year(plan: Plan) -> int | None:
    """The year in which a plan ends, where it says so."""
    found = re.search(r"\d{4}\Z", plan.years or "")
    return None if found is None else int(found.group())


def evidence_for(plan: Plan, documents: Iterable[Document]) -> tuple[Document, ...]:
    """Documents in which the plan's targets can be found: not the plan, not those without text."""
    return tuple(d for d in documents if d.passages and not is_plan_itself(plan, d.id))
