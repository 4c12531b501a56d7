"""Addresses of every page of the site over a large corpus, each asked in many ways."""

import random
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from flask import Flask
from werkzeug.routing import Rule

from planspor.corpus import Corpus
from planspor.corpus.language import STOPWORDS
from planspor.corpus.model import (
    Document,
    Goal,
    Indicator,
    LinkState,
    Measure,
    Plan,
    Question,
    Recommendation,
    Target,
)

BOUND: Final = {
    "": 150.0,
    "search.page": 60.0,
    "search.suggestions": 60.0,
    "matrix.page": 400.0,
}
"""Milliseconds wanted of a page's 95th percentile; those of all others under ""."""
FILES: Final = frozenset(
    {
        *("exports.csv", "exports.json", "exports.xlsx", "exchange.file", "exchange.references"),
        *("matrix.csv", "matrix.xlsx", "indicators.csv", "originals.file", "originals.picture"),
    }
)
"""Files to take away, which are as long as what they hold."""
_WAYS = 8


def is_file(endpoint: str) -> bool:
    """Whether an address is of a file, which is as long as what it holds."""
    return endpoint in FILES or ".exports." in endpoint or endpoint.endswith("_as_file")


_KINDS: Final[dict[str, type[Target]]] = {
    "targets.measure": Measure,
    "targets.goal": Goal,
    "targets.indicator": Indicator,
    "targets.question": Question,
    "targets.recommendation": Recommendation,
}
_MORE: Final = {
    "documents.listing": ["?side=2", "?side=9", "?type=evaluation"],
    "references.listing": ["?type=law", "?type=author-year", "?side=3"],
    "entities.listing": [],
    "findings.listing": ["?type=advice", "?forbehold=ja", "?side=40", "?dokument={document}"],
    "matrix.page": [
        *("?rader=maal", "?mot=steg", "?mot=aar&gruppe=ansvarlig", "?mot=dokument&kolonner=9"),
        *("?rader=indikatorer", "?type=evaluation", "?side=2", "?per=2026-01-01", "?mot=typeaar"),
    ],
    "matrix.cell": [
        "?rad=m5",
        "?rad=m7&type=evaluation&aar=2020",
        "?rad=m9&steg=action",
        "?rad=m11&dokument={document}",
    ],
    "plans.page": ["?status=addressed", "?per=2026-01-01", "?status=suggested"],
    "changes.page": ["?siden=2026-01-01", "?siden=2025-01-01&side=3"],
    "compare.page": ["?planer=storplan,smaplan"],
    "queue.page": ["?rekke=usikre", "?rekke=dokument", "?maal={target}", "?dokument={document}"],
    "extracts.listing": ["?type=reference", "?type=mention&side=2", "?type=conclusion"],
    "entities.page": ["?side=2", "?dokument={document}"],
    "documents.page": ["?q={query}", "?del=2", "?passasje={passage}", "?lenke={link}"],
    "reviews.form": ["?passasje={any_passage}"],
    "likeness.page": ["?passasje={any_passage}"],
    "search.why": ["?q={query}&passasje={any_passage}"],
    "search.suggestions": ["?q=b", "?q=sam", "?q={beginning}"],
}
"""What is asked of an address beside itself."""
_ONLY_WITH: Final = frozenset({"matrix.cell", "reviews.form", "search.why", "search.suggestions"})
"""Addresses that ask for nothing without more."""


class Addresses:
    """What can be asked for of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._random = random.Random(11)
        self._corpus = corpus
        self._plans: list[Plan] = sorted(corpus.plans.all(), key=lambda p: -len(p.targets))
        documents = [d for d in corpus.documents.all() if d.passages]
        documents.sort(key=lambda document: -document.passages)
        self._documents: list[Document] = [
            documents[0],
            *self._random.sample(documents, min(_WAYS - 1, len(documents))),
        ]
        self._entities = [entity.id for entity in corpus.entities.all()]
        self._passages = {
            d.id: [p.id for p in corpus.documents.passages(d.id)] for d in self._documents
        }
        self._links = {d.id: corpus.links.of_document(d.id) for d in self._documents}
        self.queries = list(self._queries())

    def _queries(self) -> Iterator[str]:
        """Three words of a passage, as people would ask for it."""
        for document in self._documents * 3:
            passages = self._corpus.documents.passages(document.id)
            row = re.findall(r"\w+", self._random.choice(passages).text.lower())
            words = sorted({w for w in row if len(w) > 3 and w.isalpha() and w not in STOPWORDS})
            if len(words) >= 3:
                yield " ".join(self._random.sample(words, 3))

    def of(self, app: Flask) -> dict[str, list[str]]:
        """Addresses by endpoint, of all that can be opened."""
        found: dict[str, list[str]] = {}
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint):
            if "GET" in (rule.methods or ()) and rule.endpoint != "static":
                found.setdefault(rule.endpoint, []).extend(self._addresses(rule))
        return {endpoint: listed for endpoint, listed in found.items() if listed}

    def _addresses(self, rule: Rule) -> Iterator[str]:
        if rule.endpoint == "search.page":
            yield from self._searches(rule.rule)
            return
        paths = list(dict.fromkeys(self._paths(rule)))
        more = _MORE.get(rule.endpoint, [])
        for number, path in enumerate(paths):
            if rule.endpoint not in _ONLY_WITH:
                yield path
            if more and len(paths) > 2:
                yield path + self._filled(more[number % len(more)], path)
            else:
                yield from (path + self._filled(one, path) for one in more)

    def _searches(self, path: str) -> Iterator[str]:
        for number, query in enumerate(self.queries):
            asked = f"{path}?q={quote(query)}"
            yield (
                asked + ("", "&side=2", "&vis=dokumenter", "&type=evaluation&fra=2015")[number % 4]
            )

    def _filled(self, query: str, path: str) -> str:
        """A query with what it names, of the document in the path if there is one."""
        named = next((d for d in self._documents if f"/{d.id}" in path), None)
        document = named or self._random.choice(self._documents)
        links = self._links[document.id]
        some = self._passages[self._random.choice(self._documents).id]
        target = links[0].target if links else self._plans[0].measures[0].id
        word = self._random.choice(self.queries)
        return query.format(
            document=document.id,
            passage=self._random.choice(self._passages[document.id]),
            any_passage=self._random.choice(some),
            link=next((k.id for k in links if k.state is not LinkState.REJECTED), ""),
            target=target,
            query=quote(word),
            beginning=quote(word[:4]),
        )

    def _paths(self, rule: Rule) -> Iterator[str]:
        """The addresses of a rule with its parts filled in; none where a part is not known."""
        parts = set(rule.arguments)
        if rule.endpoint in _KINDS:
            kind = _KINDS[rule.endpoint]
            targets = [t for plan in self._plans for t in plan.targets if isinstance(t, kind)]
            for target in self._random.sample(targets, min(_WAYS, len(targets))):
                plan, _, name = target.id.partition("/")
                yield _put(rule, {"plan": plan, "name": name})
        elif not parts:
            yield rule.rule
        elif parts == {"document"}:
            yield from (_put(rule, {"document": d.id}) for d in self._documents)
        elif parts == {"plan"}:
            yield from (_put(rule, {"plan": plan.id}) for plan in self._plans[:2])
        elif parts == {"entity"}:
            yield from (_put(rule, {"entity": id_}) for id_ in self._entities[:_WAYS])
        elif rule.endpoint.startswith("coding."):
            held = self._corpus.rounds.all()[:4]
            yield from (_put(rule, {next(iter(parts)): one.id}) for one in held)
        elif rule.endpoint.startswith("originals."):
            paged = [d for d in self._corpus.documents.all() if d.id.startswith("evaluering-fjord")]
            yield from (_put(rule, {"document": d.id, "page": "1"}) for d in paged)
        elif parts == {"ending", "plan"}:
            yield _put(rule, {"ending": "csv", "plan": self._plans[0].id})


def _put(rule: Rule, values: dict[str, str]) -> str:
    """The address of a rule with its parts in it."""
    return re.sub(
        r"<(?:[^:<>]+:)?([^<>]+)>", lambda part: quote(values.get(part[1], "1")), rule.rule
    )
