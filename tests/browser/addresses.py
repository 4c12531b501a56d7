"""One address for every page of the site over the sample corpus."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from flask import Flask
from werkzeug.routing import Rule

from planspor.corpus import Corpus
from planspor.corpus.coding import rounds
from planspor.corpus.model import Origin, Person, Question, Recommendation
from planspor.web.demo import PLAN

_ASKED: Final = {
    "search.page": "q=ventetid",
    "search.why": "q=ventetid&passasje={passage}",
    "likeness.page": "passasje={passage}",
    "reviews.form": "passasje={passage}",
    "matrix.cell": "rad={measure}",
    "compare.page": f"planer={PLAN},rus2016",
    "guidance.page": "q=pårørende",
    "documents.page": "passasje={passage}",
    "changes.page": "siden=2020-01-01",
    "coding.code": "navn=Ada",
}
"""What a page is asked for, where it says little without."""
_NOT_PAGES: Final = frozenset(
    {
        *("static", "languages.choose", "oidc.leave", "oidc.come_back"),
        *("account.page", "invitations.form", "signing_in.form"),
    }
)
"""What answers with no page on one's own machine, where nobody signs in."""


def complete(corpus: Corpus) -> None:
    """Give the sample corpus what it lacks: a question, a recommendation, a round of coding."""
    plan = corpus.plans.get(PLAN)
    question = Question(f"{PLAN}/s1", PLAN, "Har ventetiden gått ned?")
    advice = Recommendation(f"{PLAN}/a1", PLAN, "Kommunen bør ha en pårørendekontakt.")
    corpus.plans.put(replace(plan, questions=(question,), recommendations=(advice,)), Origin.PERSON)
    coders = [Person("ada", "Ada"), Person("per", "Per")]
    waiting = [k.id for k in corpus.links.briefs(PLAN) if k.state == "suggested"][:4]
    rounds.begin(corpus, PLAN, "Prøve", waiting, coders, coders[0])


def pages(app: Flask, corpus: Corpus) -> dict[str, str]:
    """The address of each page, by its rule.

    Raises:
        KeyError: a page's address has a part that nothing is known of: add it to ``_parts``.
    """
    parts = _parts(corpus)
    return {
        rule.rule: _address(rule, parts)
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and _is_page(rule)
    }


def _is_page(rule: Rule) -> bool:
    """Whether it answers with a page, not with a file, a picture, a feed or JSON."""
    named = "ending" in rule.arguments or "." in rule.rule.rsplit("/", 1)[-1]
    api = rule.endpoint.startswith("api.") and rule.endpoint != "api.documentation.page"
    file = rule.endpoint in {"originals.file", "originals.picture", "search.suggestions"}
    return not (named or api or file or rule.endpoint in _NOT_PAGES)


def _address(rule: Rule, parts: dict[str, Callable[[str], object]]) -> str:
    values = {name: parts[name](rule.endpoint) for name in rule.arguments}
    built = rule.build(values)
    assert built is not None, rule
    query = _ASKED.get(rule.endpoint, "").format(
        **{name: of(rule.endpoint) for name, of in parts.items()}
    )
    return built[1] + (f"?{query}" if query else "")


def _parts(corpus: Corpus) -> dict[str, Callable[[str], object]]:
    """What stands for each part of an address, by the endpoint."""
    plan = corpus.plans.get(PLAN)
    names = {
        "targets.goal": plan.goals,
        "targets.indicator": plan.indicators,
        "targets.question": plan.questions,
        "targets.recommendation": plan.recommendations,
    }
    accepted = next(link for link in corpus.links.of_plan(PLAN) if link.state == "accepted")
    paged = next(d for d in corpus.documents.all() if d.file.endswith(".pdf"))
    lined = next(d for d in corpus.documents.all() if d.file.endswith(".txt"))
    measure = accepted.target.partition("/")[2]
    guideline = next(d for d in corpus.documents.all() if d.kind == "guideline")

    def document(endpoint: str) -> str:
        if endpoint == "originals.lines":
            return lined.id
        if endpoint.startswith("originals."):
            return paged.id
        return guideline.id if endpoint.startswith("guidance.") else accepted.document

    return {
        "plan": lambda _endpoint: PLAN,
        "name": lambda endpoint: (
            names[endpoint][0].id.partition("/")[2] if names.get(endpoint) else measure
        ),
        "measure": lambda _endpoint: measure,
        "document": document,
        "passage": lambda _endpoint: accepted.passage,
        "page": lambda _endpoint: 1,
        "version": lambda _endpoint: 1,
        "entity": lambda _endpoint: corpus.entities.all()[0].id,
        "id_": lambda _endpoint: corpus.rounds.all()[0].id,
        "secret": lambda _endpoint: "borte",
        "sort": lambda _endpoint: "measures",
        "term": lambda _endpoint: corpus.terms.all()[0].id,
        "job": lambda _endpoint: "borte",
    }
