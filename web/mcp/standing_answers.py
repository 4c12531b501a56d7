"""What the tools answer on how plans stand. The docstrings are descriptions that clients read."""

from planspor.web.mcp.answers import Answer, Citation, Quoted, Scope


class Decided(Answer):
    """A decision on a piece of evidence: by whom (`person`, or `rule` that a person set), when."""

    by: str
    name: str
    decision: str
    at: str
    note: str = ""


class Evidence(Answer):
    """A passage that bears on a measure or goal.

    `judged_by` is `person`, `rule` or, where nobody has decided, `machine`. `state` is accepted,
    rejected or suggested; `stage` intent, action, result or assessment; `stance` supports, partly,
    contradicts or mentions. Of a suggestion, stage and stance are the machine's guesses too.
    `score` (0 to 1) is what the machine ranks by, and no probability that it is right.
    """

    link: str
    passage: Quoted
    state: str
    judged_by: str
    stage: str
    stance: str
    score: float
    decisions: tuple[Decided, ...] = ()


class SaidOfYear(Answer):
    """A person's verdict on a target in a year, with the links that carry it."""

    year: int
    verdict: str
    person: str
    at: str
    links: tuple[str, ...]
    note: str = ""


class EvidenceAnswer(Answer):
    """All that bears on one measure, goal or other target.

    People's decisions stand in `decided`, the machine's undecided suggestions in `suggested`, the
    plan's own words in `plan_itself`, which is never evidence. `silent` are documents that were
    searched with nothing found, `not_searched` those where nobody has looked. Lists are cut short;
    the totals beside them count all. `withheld` counts evidence in restricted documents.
    """

    target: str
    text: str | None
    plan: str
    state: str
    meaning: str
    decided: tuple[Evidence, ...]
    decided_total: int
    suggested: tuple[Evidence, ...]
    suggested_total: int
    plan_itself: tuple[Evidence, ...]
    verdicts: tuple[SaidOfYear, ...]
    silent: tuple[Citation, ...]
    silent_total: int
    not_searched: tuple[Citation, ...]
    not_searched_total: int
    withheld: int
    note: str


class InDocument(Answer):
    """How a target stands in one document: `reviewed`, `rejected` or machine-`suggested`."""

    document: str
    state: str
    stages: tuple[str, ...]
    links: int


class Row(Answer):
    """A target against the documents, those that people decided on first.

    `documents` names the first of them; `reviewed`, `suggested` and `rejected` count all documents
    in each state. In the rest of the `searched` documents nothing was found.
    """

    target: str
    text: str | None
    state: str
    documents: tuple[InDocument, ...]
    reviewed: int
    suggested: int
    rejected: int
    searched: int


class MatrixAnswer(Answer):
    """Targets of a plan against documents, a page of rows; `columns` cites the documents named."""

    plan: str
    total: int
    documents: int
    rows: tuple[Row, ...]
    columns: tuple[Citation, ...]
    withheld: int
    note: str
    next_offset: int | None = None


class StateCount(Answer):
    """How many targets stand so, and what that means."""

    state: str
    count: int
    meaning: str


class Standing(Answer):
    """How one target stands: links accepted or rejected by people or rules, suggested by machine.

    `by_rules_alone` tells that rules accepted what makes it stand so, and that nobody has read it.
    """

    target: str
    text: str | None
    state: str
    accepted: int
    suggested: int
    rejected: int
    by_rules_alone: bool
    verdict: SaidOfYear | None = None


class StatusAnswer(Answer):
    """How a plan's measures or goals stand: counts of all, and a page of those asked for."""

    plan: str
    title: str
    counts: tuple[StateCount, ...]
    total: int
    expected_measures: int | None
    listed: tuple[Standing, ...]
    listed_total: int
    searched: Scope
    note: str
    next_offset: int | None = None


class PlanEntry(Answer):
    """A plan that is followed. Points without loaded wording are counted in `expected_measures`."""

    plan: str
    title: str
    years: str | None
    issuer: str | None
    goals: int
    measures: int
    expected_measures: int | None
    addressed: int
    recommendations: int


class PlansAnswer(Answer):
    """The plans of the corpus."""

    plans: tuple[PlanEntry, ...]
