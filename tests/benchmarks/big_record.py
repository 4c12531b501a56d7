"""What a team and the machine leave in a large corpus: links, decisions, verdicts and extracts.

The shares of extracts are those of the texts in ``../shared/corpus``: 2.3 a passage, of which 38 %
name an entity, 25 % are references and 28 % conclusions.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import numpy as np
from sqlalchemy import insert, select

from planspor.corpus import Corpus
from planspor.corpus.model import (
    Action,
    ActionReport,
    Decision,
    ExtractKind,
    Found,
    Goal,
    IndicatorValue,
    LinkState,
    Milestone,
    Person,
    Plan,
    Stage,
    Stance,
    Verdict,
)
from planspor.corpus.store import schema
from planspor.corpus.store.readings import Reading
from planspor.search import Filters, Question
from planspor.web.views.saving import kept

Row = dict[str, Any]
PEOPLE = ("Ada Berg", "Per Lie", "Kari Moe", "Ola Nes", "Siri Dahl", "Jon Vik")
LINKS = {"m": 0.1, "mal": 0.08, "i": 0.03}
"""Share of documents in which something is suggested for a target of a sort."""
DECIDED = 0.06
"""Share of links that people have decided on."""
ROUNDS, ROUND_SIZE = 3, 60
PER_PASSAGE = {
    ExtractKind.MENTION: 0.9,
    ExtractKind.REFERENCE: 0.6,
    ExtractKind.CONCLUSION: 0.68,
    ExtractKind.INDICATOR: 0.02,
    ExtractKind.MONEY: 0.06,
    ExtractKind.ACTION: 0.04,
    ExtractKind.ASSIGNMENT: 0.036,
    ExtractKind.RECOMMENDATION: 0.016,
    ExtractKind.ADVICE: 0.01,
    ExtractKind.QUESTION: 0.005,
    ExtractKind.REQUEST: 0.003,
}
CITED = {
    "author-year": (0.37, 15_000),
    "law": (0.34, 300),
    "plan": (0.1, 400),
    "meld": (0.05, 600),
    "is": (0.04, 800),
    "report": (0.04, 3_000),
    "prop": (0.025, 800),
    "regulation": (0.02, 300),
    "nou": (0.015, 300),
}
"""Of a sort of reference: its share, and how many different things are cited."""
_NOW = datetime.now(UTC).replace(microsecond=0)
_AT_ONCE = 20_000
_TERMS = {"ord": 0.4, "tilbud": 0.2, "kommune": 0.1}


def fill_record(corpus: Corpus, plans: list[str], random: np.random.Generator) -> None:
    """Write all that is said of the documents that are there."""
    held = [corpus.plans.get(plan) for plan in plans]
    for name in PEOPLE:
        corpus.reviews.know(Person(name.split()[0].lower(), name))
    passages = _passages(corpus)
    _write(corpus, schema.extracts, _extracts(passages, corpus, random))
    _write(corpus, schema.extractions, _extractions(passages))
    for plan in held:
        links = list(_links(plan, passages, corpus, random))
        _write(corpus, schema.links, links)
        _write(corpus, schema.traces, _traces(plan, passages, corpus, random))
        _write(corpus, schema.reviews, _reviews(links, random))
        _write(corpus, schema.assessments, _assessments(plan, links, random))
        _write(corpus, schema.anchorings, _anchorings(links))
        _rounds(corpus, plan, links, random)
        _values(corpus, plan, random)
        _actions(corpus, plan)
        for link in links[:: max(1, len(links) // 60)]:
            read = Reading(plan.id, link["document"], link["passage"], (), "ada", _NOW)
            corpus.readings.add(read)
        corpus.gates.set(plan.id, "m", 0.9, "ada")
    _searches(corpus, passages)
    with corpus.database.write() as connection:
        change = {"at": _at(0), "what": "links", "subject": next(iter(passages))[0]}
        connection.execute(insert(schema.changes), change)


Held = dict[tuple[str, int], list[tuple[str, str]]]
"""Ids and texts of the passages of each document in force."""


def _passages(corpus: Corpus) -> Held:
    p, d = schema.passages.c, schema.documents.c
    query = select(p.document, p.version, p.id, p.text).join(
        schema.documents, (d.id == p.document) & (d.version == p.version)
    )
    found: Held = {}
    with corpus.database.read() as connection:
        for document, version, id_, text in connection.execute(query):
            if document.startswith("made-"):
                found.setdefault((document, version), []).append((id_, text))
    return found


def _write(corpus: Corpus, table: Any, rows: Iterable[Row]) -> None:
    rest = iter(rows)
    while batch := list(islice(rest, _AT_ONCE)):
        with corpus.database.write() as connection:
            connection.execute(insert(table), batch)


def _at(days: float) -> str:
    return (_NOW - timedelta(days=days)).isoformat()


def _links(
    plan: Plan, passages: Held, corpus: Corpus, random: np.random.Generator
) -> Iterator[Row]:
    run = corpus.links.start_run("made", 0, 0.0, {}).id
    stages, stances = list(map(str, Stage)), list(map(str, Stance))
    documents = list(passages)
    own = {id_ for id_ in (plan.document, *plan.documents) if id_}
    for target in plan.targets:
        share = LINKS[target.id.split("/")[1].rstrip("0123456789")]
        for at in np.flatnonzero(random.random(len(documents)) < share).tolist():
            (document, version), held = documents[at], passages[documents[at]]
            some = random.choice(len(held), min(len(held), int(random.geometric(0.5))), False)
            for number in some.tolist():
                stage = stages[int(random.choice(4, p=[0.4, 0.3, 0.15, 0.15]))]
                stance = stances[int(random.choice(4, p=[0.4, 0.15, 0.1, 0.35]))]
                decided = random.random() < DECIDED
                yield {
                    "id": f"{target.id}>{document}:{number}",
                    "target": target.id,
                    "plan": plan.id,
                    "document": document,
                    "version": version,
                    "passage": held[number][0],
                    "run": run,
                    "score": float(random.beta(2, 5)),
                    "origin": document in own,
                    "terms": _TERMS,
                    "rules": [],
                    "proposed_by": "made",
                    "proposed_stage": stage,
                    "proposed_stance": stance,
                    "state": ("rejected" if random.random() < 0.3 else "accepted")
                    if decided
                    else "suggested",
                    "stage": stage,
                    "stance": stance,
                }


def _traces(
    plan: Plan, passages: Held, corpus: Corpus, random: np.random.Generator
) -> Iterator[Row]:
    run = corpus.links.latest_run("made")
    assert run is not None
    days = {document: float(random.integers(0, 300)) for document in passages}
    for target in plan.targets:
        scores = random.beta(2, 5, len(passages)).tolist()
        for (document, version), score in zip(passages, scores, strict=True):
            yield {
                "target": target.id,
                "document": document,
                "version": version,
                "plan": plan.id,
                "run": run.id,
                "linker": "made",
                "profile": "p1",
                "at": _at(days[document, version]),
                "best_score": score,
                "links": 0,
            }


def _reviews(links: list[Row], random: np.random.Generator) -> Iterator[Row]:
    """What agrees with the states of links; a quarter decided by two, some with notes."""
    people = [name.split()[0].lower() for name in PEOPLE]
    decided = [link for link in links if link["state"] != LinkState.SUGGESTED]
    days = sorted(random.integers(0, 400, len(decided)).tolist(), reverse=True)
    for link, day in zip(decided, days, strict=True):
        last = Decision.ACCEPT if link["state"] == LinkState.ACCEPTED else Decision.REJECT
        number = int(random.random() < 0.25) + 1
        for at, person in enumerate(random.choice(people, number, False).tolist()):
            others = random.random() < 0.2 and at < number - 1
            made = (
                (Decision.REJECT if last is Decision.ACCEPT else Decision.ACCEPT)
                if others
                else last
            )
            note = "Taler om noe annet enn tiltaket." if random.random() < 0.1 else ""
            yield _review(link, person, made, _at(day - 0.001 * at), note)


def _review(link: Row, person: str, decision: Decision, at: str, note: str = "") -> Row:
    return {
        "link": link["id"],
        "target": link["target"],
        "document": link["document"],
        "quotation": "ord",
        "person": person,
        "decision": decision,
        "stage": link["stage"],
        "stance": link["stance"],
        "note": note,
        "at": at,
        "round": None,
    }


def _assessments(plan: Plan, links: list[Row], random: np.random.Generator) -> Iterator[Row]:
    accepted: dict[str, list[str]] = {}
    for link in links:
        if link["state"] == LinkState.ACCEPTED:
            accepted.setdefault(link["target"], []).append(link["id"])
    rest = {True: Verdict.REACHED_IN_PART, False: Verdict.UNDER_WAY}
    for target in (*plan.goals, *plan.measures):
        for year in range(2016, 2021):
            held = accepted.get(target.id, [])[:4]
            if random.random() < 0.7:
                yield {
                    "target": target.id,
                    "year": year,
                    "verdict": rest[isinstance(target, Goal)] if held else Verdict.CANNOT_BE_TOLD,
                    "links": held,
                    "searched": 2_000,
                    "note": "",
                    "person": "ada",
                    "at": _at(float(random.integers(1, 300))),
                }


def _anchorings(links: list[Row]) -> Iterator[Row]:
    """A few decided links of documents in two versions whose words were found again or lost."""
    again = [x for x in links if x["version"] == 2 and x["state"] != LinkState.SUGGESTED]
    for number, link in enumerate(again):
        yield {
            "link": link["id"],
            "target": link["target"],
            "document": link["document"],
            "from_version": 1,
            "to_version": 2,
            "passage": link["passage"],
            "how": (Found.APPROXIMATE, Found.EXACT)[number % 2],
            "similarity": 0.9,
            "quotation": "Ordene som de stod før",
            "at": _at(20),
        }


def _rounds(corpus: Corpus, plan: Plan, links: list[Row], random: np.random.Generator) -> None:
    waiting = [link for link in links if link["state"] == LinkState.SUGGESTED]
    for number in range(ROUNDS):
        drawn = [waiting[at] for at in random.choice(len(waiting), ROUND_SIZE, False).tolist()]
        ids = [link["id"] for link in drawn]
        made = corpus.rounds.begin(f"Runde {number + 1}", plan.id, ids, ["ada", "per"], "ada")
        rows = []
        for link in drawn if number else drawn[: ROUND_SIZE // 2]:
            for person in ("ada", "per"):
                decision = Decision.ACCEPT if random.random() < 0.6 else Decision.REJECT
                rows.append(_review(link, person, decision, _at(5)) | {"round": made.id})
        _write(corpus, schema.reviews, rows)


def _values(corpus: Corpus, plan: Plan, random: np.random.Generator) -> None:
    values = []
    for indicator in plan.indicators:
        level = float(random.integers(10, 90))
        for year in range(2012, 2026):
            level = round(max(1.0, level + float(random.normal(0, 4))), 1)
            text = str(level).replace(".", ",")
            values.append(
                IndicatorValue(
                    *(indicator.id, level, text, year),
                    baseline=year == 2015,
                    person="ada",
                    file="verdier.xlsx",
                    at=_NOW,
                )
            )
    corpus.indicator_values.add(values)


def _actions(corpus: Corpus, plan: Plan) -> None:
    owners = sorted({owner for measure in plan.measures for owner in measure.owners})
    actions, reports = [], []
    for number, measure in enumerate((*plan.measures, *plan.measures)):
        id_ = f"A{plan.id}{number}"
        action = Action(
            *(id_, plan.id, f"Handling {number} for tiltak {measure.ordinal}"),
            owner=owners[number % len(owners)],
            new=number % 3 == 0,
            targets=(measure.id,),
            milestones=(Milestone("Plan ferdig", "1. halvår 2018"),),
            file="oversikt.csv",
        )
        actions.append(action)
        reports += [
            ActionReport(id_, name, "I rute", _NOW, file="oversikt.csv")
            for name in ("2018", "2019", "2020")
        ]
    corpus.actions.report(plan.id, actions, reports)


def _searches(corpus: Corpus, passages: Held) -> None:
    for number, (document, _) in enumerate(islice(passages, 12)):
        filters = Filters(documents=(document,)) if number == 0 else Filters()
        question = Question(("ventetid", "samarbeid", "oppfølging")[number % 3], filters)
        corpus.searches.save(f"Søk {number + 1}", kept(question), "ada")


def _extractions(passages: Held) -> Iterator[Row]:
    for document, version in passages:
        yield {
            "document": document,
            "version": version,
            "extractor": "made",
            "at": _at(10),
            "extracts": 0,
        }


def _extracts(passages: Held, corpus: Corpus, random: np.random.Generator) -> Iterator[Row]:
    entities = [entity.id for entity in corpus.entities.all()]
    kinds = list(PER_PASSAGE)
    rates = np.array(list(PER_PASSAGE.values()))
    for (document, version), held in passages.items():
        ordinal = 0
        for (passage, text), counts in zip(
            held, random.poisson(rates, (len(held), len(kinds))).tolist(), strict=True
        ):
            words = text.split()
            for kind, count in zip(kinds, counts, strict=True):
                for _ in range(count):
                    ordinal += 1
                    long = kind not in (
                        ExtractKind.MENTION,
                        ExtractKind.REFERENCE,
                        ExtractKind.MONEY,
                    )
                    first = int(random.random() * len(words))
                    said = " ".join(words[first : first + (20 if long else 2)])
                    start = len(" ".join(words[:first])) + bool(first)
                    yield {
                        "id": f"X{document[5:]}-{ordinal}",
                        "kind": kind,
                        "document": document,
                        "version": version,
                        "passage": passage,
                        "ordinal": ordinal,
                        "start": start,
                        "end": start + len(said),
                        "text": said,
                        "fields": _fields(kind, said, entities, random),
                        "rule": "made",
                        "confidence": 0.8,
                        "origin": "recognised",
                    }


_SHARES = np.cumsum([share for share, _ in CITED.values()])


def _fields(kind: ExtractKind, said: str, entities: list[str], random: np.random.Generator) -> Row:
    lot = random.random()
    some = int(random.zipf(1.4)) % 1_000_000
    if kind is ExtractKind.MENTION:
        return {"entity": entities[some % len(entities)]}
    if kind is ExtractKind.REFERENCE:
        at = min(int(np.searchsorted(_SHARES, lot)), len(_SHARES) - 1)
        cited, (_, many) = list(CITED.items())[at]
        return {"kind": cited, "key": _key(cited, some % many)}
    if kind is ExtractKind.MONEY:
        return {
            "amount": some % 500 * 1e6 + 1e6,
            "chapter": str(700 + some % 80) if lot < 0.3 else None,
            "item": "60" if lot < 0.3 else None,
            "year": 2010 + some % 16,
            "status": ("promised", "proposed", "adopted", "spent")[some % 4],
            "form": None,
        }
    if kind is ExtractKind.INDICATOR:
        return {"number": None, "text": said, "sources": [], "baselines": [], "values": []}
    if kind in (ExtractKind.ACTION, ExtractKind.ASSIGNMENT):
        return {
            "owner": ("Helsedirektoratet", "NAV", None)[some % 3],
            "status": "done",
            "words": said[:10],
            "new": None,
            "strategies": [],
            "tasked": lot < 0.5,
            "year": 2015 + some % 8,
            "letter": "tildelingsbrev",
            "quoted": False,
        }
    return {"hedged": lot < 0.2, "cues": [], "speech": "own", "negated": False, "asks": True} | (
        {"number": None, "binding": "bør", "strength": None, "heading": said[:20], "wording": None}
    )


def _key(kind: str, number: int) -> str:
    year = 1995 + number % 30
    return {
        "author-year": f"etternavn{number} {year}",
        "law": f"lov{number}loven",
        "plan": f"handlingsplan for tema{number} {year}",
        "meld": f"meld st {number % 40 + 1} {year}-{year + 1}",
        "is": f"is-{2000 + number * 2}",
        "report": f"rapport {number}/{year}",
        "prop": f"prop {number % 150 + 1} s {year}-{year + 1}",
        "regulation": f"forskrift{number}",
        "nou": f"nou {year}:{number % 30 + 1}",
    }[kind]
