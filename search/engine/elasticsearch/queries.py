"""From clauses to the queries of Elasticsearch.

Weights are passed down to what scores: above that scores are added up, or the best of them taken.
"""

from collections.abc import Iterable, Mapping
from functools import singledispatch
from typing import Any, Final, TypeAlias

from planspor.search.engine import clauses as c
from planspor.search.engine.elasticsearch.mapping import WEIGHT, word

Query: TypeAlias = Mapping[str, Any]

_NOTHING: Final[Query] = {"match_none": {}}
_GREATEST: Final = 2**31 - 1


def weighted(clause: c.Clause) -> Query:
    """A clause, with scores multiplied by the weights of the entries."""
    factor = {"field": WEIGHT, "missing": 1.0}
    return {"function_score": {"query": query(clause), "field_value_factor": factor}}


def holding(clause: c.Clause) -> Query:
    """A clause without scores."""
    return {"bool": {"filter": [query(c.matching(clause))]}}


@singledispatch
def query(clause: c.Clause, weight: float = 1.0) -> Query:  # noqa: ARG001
    """A clause, with its scores multiplied."""
    raise TypeError(f"no clause: {clause!r}")


@query.register
def _term(clause: c.Term, weight: float = 1.0) -> Query:
    return {"term": {clause.field: {"value": word(clause.text), "boost": weight}}}


@query.register
def _phrase(clause: c.Phrase, weight: float = 1.0) -> Query:
    """Words at a distance stand in their order: ``match_phrase`` would let them change places."""
    if len(clause.words) == 1:
        return query(c.Term(clause.field, clause.words[0]), weight)
    words = " ".join(map(word, clause.words))
    if not clause.slop:
        return {"match_phrase": {clause.field: {"query": words, "boost": weight}}}
    match = {"query": words, "max_gaps": clause.slop, "ordered": True}
    return {"intervals": {clause.field: {"match": match, "boost": weight}}}


@query.register
def _prefix(clause: c.Prefix, weight: float = 1.0) -> Query:
    return {"prefix": {clause.field: {"value": clause.text, "boost": weight}}}


@query.register
def _one_of(clause: c.OneOf, weight: float = 1.0) -> Query:
    return {"terms": {clause.field: list(clause.values), "boost": weight}}


@query.register
def _between(clause: c.Between, weight: float = 1.0) -> Query:
    if clause.low is None and clause.high is None:
        return query(c.Everything(), weight)
    ends = (("gte", clause.low), ("lte", clause.high))
    limits = {name: _storable(end) for name, end in ends if end is not None}
    return {"range": {clause.field: {**limits, "boost": weight}}}


@query.register
def _everything(_clause: c.Everything, weight: float = 1.0) -> Query:
    return {"match_all": {"boost": weight}}


@query.register
def _nothing(_clause: c.Nothing, weight: float = 1.0) -> Query:  # noqa: ARG001
    return _NOTHING


@query.register
def _sum(clause: c.Sum, weight: float = 1.0) -> Query:
    return {"bool": {"should": _all(clause.clauses, weight)}} if clause.clauses else _NOTHING


@query.register
def _best(clause: c.Best, weight: float = 1.0) -> Query:
    if not clause.clauses:
        return _NOTHING
    return {"dis_max": {"queries": _all(clause.clauses, weight), "tie_breaker": clause.tie}}


@query.register
def _every(clause: c.All, weight: float = 1.0) -> Query:
    """Conditions that score nothing are filters, which the cluster keeps from query to query."""
    if not clause.clauses:
        return _NOTHING
    conditions = [inner for inner in clause.clauses if _is_condition(inner)]
    scoring = [inner for inner in clause.clauses if not _is_condition(inner)]
    return {"bool": {"must": _all(scoring, weight), "filter": _all(conditions, weight)}}


@query.register
def _boosted(clause: c.Boosted, weight: float = 1.0) -> Query:
    must = query(clause.clause, weight)
    return {"bool": {"must": [must], "should": _all(clause.by, weight)}}


@query.register
def _without(clause: c.Without, weight: float = 1.0) -> Query:
    must = query(clause.clause, weight)
    return {"bool": {"must": [must], "must_not": [query(c.matching(clause.excluded))]}}


@query.register
def _weighted(clause: c.Weighted, weight: float = 1.0) -> Query:
    return query(clause.clause, weight * clause.weight)


@query.register
def _constant(clause: c.Constant, weight: float = 1.0) -> Query:
    inner = query(c.matching(clause.clause))
    return {"constant_score": {"filter": inner, "boost": weight * clause.score}}


def _all(clauses: Iterable[c.Clause], weight: float) -> list[Query]:
    return [query(clause, weight) for clause in clauses]


def _is_condition(clause: c.Clause) -> bool:
    return isinstance(clause, c.Constant) and clause.score == 0


def _storable(number: int) -> int:
    """A number, or the nearest that fits in 32 bits."""
    return max(-_GREATEST, min(number, _GREATEST))
