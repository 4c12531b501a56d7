"""The money that a document speaks of, in sentences and in tables, as items of the record.

The fields of an item are ``amount`` (kroner; the lower end of a range), ``high`` (its upper end),
``chapter`` and ``item`` of the state's budget, ``year`` (a year, or the first and last of a
period), ``status`` (promised, proposed, adopted, spent or other) and ``form`` (earmarked, free
income or project); None where the text does not say.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from planspor.corpus.language import sentences
from planspor.corpus.model import Document, DocumentKind, ExtractKind, Passage
from planspor.ingest.extract.items import ExtractorInput, Item
from planspor.ingest.extract.money.amounts import Amount, amounts, says_kroner, with_reach
from planspor.ingest.extract.money.budget import Place, of_sections, of_sentence
from planspor.ingest.extract.money.status import Status, form_of, status_of
from planspor.ingest.extract.money.tables import CellAmount, table_amounts
from planspor.ingest.extract.money.years import WHOLE, last_years, period_of, years_of

_CELLS: Final = 0.9
_NAMED: Final = 0.8
_BARE: Final = 0.6
"""Confidence in a cell of a budget's table, an amount in kroner, and one that only says "mill."."""
_CLAUSE: Final = re.compile(r";\s|,\s(?:mens|og|men|samt)\s|,\s(?=\d)")
_SESSION: Final = re.compile(r"\((?:19|20)\d\d ?[-–—] ?(?P<budget>(?:19|20)\d\d)\)")


def money(given: ExtractorInput) -> Iterator[Item]:
    """Every amount of money in a document."""
    passages = given.text_passages
    places = of_sections(given.sections)
    budgets = [places.get(p.section, (None, None)) for p in passages]
    celled: dict[str, list[tuple[int, int]]] = {}
    cells = list(table_amounts(passages, [chapter for chapter, _ in budgets]))
    for cell in cells:
        celled.setdefault(cell.passage.id, []).append((cell.start, cell.end))
        fields = _fields(cell.kroner, None, (cell.row.chapter, cell.row.item), cell.year)
        fields["status"] = cell.status
        yield Item(ExtractKind.MONEY, cell.passage, cell.start, cell.end, "table", _CELLS, fields)
    budget_year = _budget_year(given.document, cells)
    for passage, budget in zip(passages, budgets, strict=True):
        taken = celled.get(passage.id, [])
        for item in _in_sentences(given, passage, budget, budget_year):
            if not any(start < item.end and item.start < end for start, end in taken):
                yield item


def _in_sentences(
    given: ExtractorInput, passage: Passage, budget: Place, budget_year: int | None
) -> Iterator[Item]:
    headings = given.headings.get(passage.section, ())
    kind = given.document.kind
    told: tuple[str, ...] = ()
    lead = ""
    spans = list(sentences(passage.text))
    follows = [passage.text[start:end] for start, end in spans[1:]] + [""]
    for (start, end), after in zip(spans, follows, strict=False):
        sentence = passage.text[start:end]
        for amount, until in with_reach(list(amounts(sentence)), sentence):
            clause = _clause(sentence, amount)
            status = status_of(clause, kind, headings, f"{lead} {sentence}" if lead else sentence)
            years = years_of(sentence, amount.start, amount.end, until)
            place = of_sentence(sentence, amount.start, amount.end, budget)
            fields = _fields(
                amount.kroner,
                amount.high,
                place,
                _year(_years(years.named, told) or period_of(after)),
            )
            if budget_year and status is Status.PROPOSED and not years.beside:
                fields["year"] = budget_year
            fields |= {"status": status, "form": form_of(clause, sentence)}
            at = start + amount.start, start + amount.end
            sure = _NAMED if says_kroner(sentence[amount.start : amount.end]) else _BARE
            yield Item(ExtractKind.MONEY, passage, *at, "sentence", sure, fields)
        told = last_years(sentence) or told
        if sentence.endswith(":"):
            lead = sentence
        elif sentence[:1].isupper():
            lead = ""


def _fields(
    kroner: float,
    high: float | None,
    place: Place,
    year: int | list[int] | None,
) -> dict[str, Any]:
    fields: dict[str, Any] = {"amount": round(kroner)}
    if high is not None:
        fields["high"] = round(high)
    fields |= {"chapter": place[0], "item": place[1], "year": year}
    return {**fields, "status": None, "form": None}


def _year(years: Sequence[str]) -> int | list[int] | None:
    """A year, or the first and last of a period; None for "the plan's period" of no known plan."""
    named = [int(year) for text in years if text != WHOLE for year in re.findall(r"\d{4}", text)]
    if not named:
        return None
    return named[0] if len(named) == 1 else [min(named), max(named)]


def _years(named: Sequence[str], told: Sequence[str]) -> Sequence[str]:
    """The years named, or told before; "the plan's period" can be only a period told before."""
    if WHOLE in named:
        return [year for year in told if "–" in year]
    return named or told


def _clause(sentence: str, amount: Amount) -> str:
    """The part of a sentence around an amount, between commas that part one from another."""
    cuts = [match.start() for match in _CLAUSE.finditer(sentence)]
    first = max((cut for cut in cuts if cut <= amount.start), default=0)
    last = min((cut for cut in cuts if cut >= amount.end), default=len(sentence))
    return sentence[first:last]


def _budget_year(document: Document, cells: Sequence[CellAmount]) -> int | None:
    """The year that a budget is for: it proposes for that year unless it says another."""
    if document.kind is not DocumentKind.BUDGET:
        return None
    match = _SESSION.search(document.number or "") or _SESSION.search(document.title)
    if match:
        return int(match["budget"])
    return max((c.year for c in cells if c.status is Status.PROPOSED and c.year), default=None)
