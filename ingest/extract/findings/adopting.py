"""From recommendations and questions found in documents to targets that passages are linked to.

An entry is called by its words, so that a document that is read again, or adopted again, gives
the same ids.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import (
    Action,
    ActionReport,
    Document,
    Extract,
    ExtractKind,
    Origin,
    Person,
    Plan,
    PlanSource,
    Question,
    Recommendation,
)
from planspor.corpus.slugs import claim, slug
from planspor.corpus.store.actions import action_id
from planspor.corpus.store.database import now
from planspor.ingest.extract.plans.documents import plan_of
from planspor.ingest.extract.text.sentences import unmarked

_SURE: Final = 0.7
"""From which confidence recommendations are taken alone, where a document has such."""
_WORDING: Final = "wording"


def adopt_recommendations(corpus: Corpus, document: str, plan: str | None = None) -> Plan:
    """Make a plan of a guideline: each recommendation is a target. What it then holds.

    Raises:
        NotFound: there is no such document.
        InputError: nothing in it was recognised as a recommendation.
    """
    found = corpus.documents.get(document)
    listed = corpus.extracts.of_document(document, ExtractKind.RECOMMENDATION)
    sure = [extract for extract in listed if extract.confidence >= _SURE]
    if not listed:
        raise _nothing(document, "recommendation")
    id_ = plan or document
    used: set[str] = set()
    entries = [_recommendation(id_, found, x, n, used) for n, x in enumerate(sure or listed, 1)]
    held = next((p for p in corpus.plans.all() if p.id == id_), None)
    made = replace(held or plan_of(found, id_), recommendations=tuple(entries))
    corpus.plans.put(made, Origin.RECOGNISED)
    return corpus.plans.get(id_)


def _recommendation(
    plan: str, document: Document, extract: Extract, number: int, used: set[str]
) -> Recommendation:
    fields = extract.fields
    text = fields.get(_WORDING) or unmarked(extract.text)
    return Recommendation(
        id=f"{plan}/{_called(text, 'anbefaling', used)}",
        plan=plan,
        text=text,
        ordinal=number,
        strength=fields.get("strength"),
        binding=fields.get("binding"),
        heading=fields.get("heading"),
        passage=extract.passage,
        source=PlanSource(document.id, fields.get("heading") or ""),
        origin=Origin.RECOGNISED,
    )


def adopt_questions(corpus: Corpus, plan: str, document: str) -> Plan:
    """Take what an evaluation was asked as targets of the plan that it evaluates.

    Raises:
        NotFound: there is no such plan or document.
        InputError: nothing in it was recognised as a question.
    """
    held, found = corpus.plans.get(plan), corpus.documents.get(document)
    listed = corpus.extracts.of_document(document, ExtractKind.QUESTION)
    if not listed:
        raise _nothing(document, "question")
    others = [q for q in held.questions if q.source is None or q.source.within != document]
    used = {q.id.partition("/")[2] for q in others}
    entries = [_question(plan, found, x, n, used) for n, x in enumerate(listed, 1)]
    corpus.plans.put(replace(held, questions=(*others, *entries)), Origin.RECOGNISED)
    return corpus.plans.get(plan)


def _question(
    plan: str, document: Document, extract: Extract, number: int, used: set[str]
) -> Question:
    text = unmarked(extract.text)
    return Question(
        id=f"{plan}/{_called(text, 'sporsmal', used)}",
        plan=plan,
        text=text,
        ordinal=number,
        passage=extract.passage,
        source=PlanSource(document.id),
        origin=Origin.RECOGNISED,
    )


def adopt_action(
    corpus: Corpus, extract: str, targets: Sequence[str], round_: str, person: Person
) -> Action:
    """Keep what a document tells of an action among a plan's, for the measures that a person names.

    Its status is reported in the document's words, for a round.

    Raises:
        NotFound: there is no such extract or measure.
        InputError: it tells of no action, or no measure is named.
    """
    found = corpus.extracts.get(extract)
    plans = {corpus.plans.target(target).plan for target in targets}
    if found.kind is not ExtractKind.ACTION or len(plans) != 1:
        raise InputError(
            f"{extract}: is no report of an action for measures of one plan",
            "Name an action of `planspor findings --kind action`, and --measure for each measure.",
        )
    [plan] = plans
    action = _action(plan, found, targets)
    report = ActionReport(
        action=action.id,
        round=round_,
        status=str(found.fields.get("words") or found.fields.get("status")),
        at=now(),
        document=found.document,
        passage=found.passage,
        person=person.id,
    )
    corpus.reviews.know(person)
    corpus.actions.report(plan, [action], [report])
    return corpus.actions.get(action.id)


def _action(plan: str, extract: Extract, targets: Sequence[str]) -> Action:
    fields, text = extract.fields, unmarked(extract.text)
    return Action(
        id=action_id(plan, text, fields.get("owner")),
        plan=plan,
        text=text,
        owner=fields.get("owner"),
        new=fields.get("new"),
        targets=tuple(dict.fromkeys(targets)),
        strategies=tuple(fields.get("strategies") or ()),
        document=extract.document,
        passage=extract.passage,
        origin=Origin.PERSON,
    )


def round_of(document: Document) -> str:
    """What a round is called that a document reports in: its date or year, else itself."""
    return document.date or (str(document.year) if document.year else document.id)


def _called(text: str, kind: str, used: set[str]) -> str:
    return claim(f"{kind}-{slug(text)}".rstrip("-"), used)


def _nothing(document: str, what: str) -> InputError:
    return InputError(
        f"{document}: no {what} was recognised in it; nothing is stored",
        "`planspor extract` searches documents that were not searched yet; "
        "write them in a plan file else, and add that with `planspor plans add`.",
    )
