"""Links, decisions on them, and what bears on a target."""

from typing import Annotated, TypeAlias

from msgspec import Meta

from planspor.corpus.model import Access, Decision, LinkState, Stage, Stance
from planspor.corpus.tracking import State
from planspor.web.api.models.common import (
    Address,
    Answer,
    Body,
    Count,
    Paged,
    Person,
    Query,
    Source,
    Time,
)


class Review(Answer):
    """One person's decision on a link; decisions are appended, never changed."""

    link: str
    person: str
    decision: Decision
    stage: Stage | None
    stance: Stance | None
    note: str
    at: Time


class Reviews(Answer):
    """A page of decisions, oldest first."""

    items: list[Review]
    total: Count
    next: Address


class Quoted(Answer):
    """A passage that a link rests on."""

    id: str
    text: str


class Link(Answer):
    """A passage and the target that it speaks to: a suggestion until a person has decided.

    `by_rule`: a rule that a person set accepted it. `origin`: the plan's own words, which are
    never evidence. `outdated`: its words are gone from the version in force.
    """

    id: str
    target: str
    score: float
    stage: Stage
    stance: Stance
    state: LinkState
    by_rule: bool
    origin: bool
    outdated: bool
    terms: dict[str, float]
    rules: list[str]
    proposed_by: str
    document: str
    access: Access
    section: str
    passage: Quoted
    words: str | None
    source: Source
    reviews: list[Review]


class Links(Answer):
    """A page of links, those with the best score first."""

    items: list[Link]
    total: Count
    next: Address


class LinkQuery(Paged):
    """Which links."""

    plan: Annotated[str, Meta(description="To this plan's targets.")] | None = None
    target: Annotated[str, Meta(description="To this target.")] | None = None
    document: Annotated[str, Meta(description="From this document.")] | None = None
    state: Annotated[LinkState, Meta(description="That stand so.")] | None = None
    stage: Annotated[Stage, Meta(description="At this stage.")] | None = None
    stance: Annotated[Stance, Meta(description="Of this stance.")] | None = None
    evidence: Annotated[
        bool, Meta(description="Without the plan's own words, which are no evidence.")
    ] = True


class ReviewQuery(Paged):
    """Which decisions."""

    plan: Annotated[str, Meta(description="On links to this plan's targets.")] | None = None
    target: Annotated[str, Meta(description="On links to this target.")] | None = None
    person: Annotated[str, Meta(description="By this person.")] | None = None


class Trace(Answer):
    """That a document was searched for a target, and how close anything came."""

    document: str
    best_score: float
    links: Count
    linker: str
    profile: str
    at: Time


class Evidence(Answer):
    """What bears on a target, the plan's own words among it, and where was searched.

    `searched` stands on the first page. Documents that you may not see are left out.
    """

    target: str
    text: str | None
    state: State
    links: list[Link]
    searched: list[Trace]
    total: Annotated[int, Meta(ge=0, description="Links in all.")]
    next: Address


Note = Annotated[str, Meta(max_length=4000, description="Why.")]


class Accept(Body, tag="accept", tag_field="decision"):
    """That a passage speaks to the target: what it shows, and what it says."""

    stage: Stage
    stance: Stance
    note: Note = ""
    person: Person = None


class Reject(Body, tag="reject", tag_field="decision"):
    """That a passage does not speak to the target."""

    note: Note = ""
    person: Person = None


class Undo(Body, tag="undo", tag_field="decision"):
    """Your latest decision on the link taken back."""

    note: Note = ""
    person: Person = None


NewReview: TypeAlias = Accept | Reject | Undo


class NewLink(Body):
    """A link to make and accept."""

    passage: Annotated[str, Meta(examples=["havneset-arsrapport-2022/2.1:1"])]
    target: Annotated[str, Meta(examples=["havneset2021/m8"])]
    stage: Stage
    stance: Stance
    words: Annotated[
        str, Meta(description="The words of the passage that it rests on; empty: all of it.")
    ] = ""
    note: Note = ""
    person: Person = None


class LinkFileQuery(Query):
    """Which links."""

    target: Annotated[str, Meta(description="Only to this target.")] | None = None
    state: Annotated[LinkState, Meta(description="Only those that stand so.")] | None = None
