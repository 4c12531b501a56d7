"""The figures of documents made for measuring, as a table and as data.

They stand by file, and together for what is wanted of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import add
from typing import Final

from planspor.corpus.errors import InputError
from planspor.ingest.evaluation.alignment import Hits
from planspor.ingest.evaluation.characters import Share
from planspor.ingest.evaluation.rendered import EVIDENCE, FileFigures

_HEAD: Final = (
    f"{'file':30}{'col':>3}{'CER %':>8}{'whole':>7}{'hyphens':>10}{'P':>6}{'R':>6}{'F1':>6}"
    f"{'text F1':>8}{'parent':>7}{'cells':>7}{'notes':>7}  left in the body"
)


def table(figures: Sequence[FileFigures | InputError]) -> str:
    """The figures for people to read: a row a file by what it tells, then the groups' figures."""
    rows = [_HEAD]
    read = [one for one in figures if isinstance(one, FileFigures)]
    for evidence in EVIDENCE:
        group = [one for one in read if one.told.evidence == evidence]
        rows.extend([f"-- {evidence}", *map(_row, group)] if group else [])
    rows.extend(f"-- {error}" for error in figures if isinstance(error, InputError))
    rows.extend(f"{name:48}{value:>9}   wanted {wanted}" for name, value, wanted in summary(read))
    return "\n".join(rows)


def _row(one: FileFigures) -> str:
    exact, text = one.headings.exact, one.headings.text
    leaks = ", ".join(f"{count} {kind}" for kind, count in sorted(one.leaks.items()))
    return (
        f"{one.name[:29]:30}{one.columns:3}{_percent(one.errors, one.length):8.3f}"
        f"{one.whole.value:7.3f}{f'{one.hyphens.right}/{one.hyphens.all}':>10}"
        f"{exact.precision:6.2f}{exact.recall:6.2f}{exact.f1:6.2f}{text.f1:8.2f}"
        f"{one.headings.parents.value:7.2f}{one.cells.f1:7.3f}{one.notes.f1:7.2f}  {leaks}"
    )


def summary(figures: Sequence[FileFigures]) -> Iterator[tuple[str, str, str]]:
    """Each figure that something is wanted of, over the files it is about: name, value, wanted."""
    for columns, wanted in ((1, "<= 0.10 %"), (2, "<= 0.15 %")):
        group = [one for one in figures if one.columns == columns]
        if group:
            errors = _percent(sum(o.errors for o in group), sum(o.length for o in group))
            yield f"character error rate, {columns} column(s)", f"{errors:.3f} %", wanted
    hyphens = _sum_shares(one.hyphens for one in figures)
    yield "hyphens at line ends decided rightly", f"{100 * hyphens.value:.2f} %", ">= 99.5 %"
    for evidence, least in zip(EVIDENCE, (".98", ".95", ".80"), strict=True):
        group = [one for one in figures if one.told.evidence == evidence]
        hits = _sum_hits(one.headings.exact for one in group)
        if group:
            yield f"headings, F1, {evidence}", f"{hits.f1:.3f}", f">= {least}"
    parents = _sum_shares(one.headings.parents for one in figures)
    yield "headings under the right parent", f"{parents.value:.3f}", ">= .95"
    for tagged, name, least in ((True, "with tags", ".97"), (False, "ruled, no tags", ".92")):
        cells = _sum_hits(one.cells for one in figures if one.told.tagged is tagged)
        yield f"table cells, F1, {name}", f"{cells.f1:.3f}", f">= {least}"
    notes = _sum_hits(one.notes for one in figures)
    yield "footnotes, found and apart, F1", f"{notes.f1:.3f}", ""
    left = sum(one.leaks["furniture"] for one in figures)
    yield "headers and page numbers left in the body", str(left), "0"
    whole = _sum_shares(one.whole for one in figures)
    yield "paragraphs and list items that are one block", f"{whole.value:.3f}", ""


def as_data(figures: Iterable[FileFigures | InputError]) -> dict[str, object]:
    """The figures by file, with their faults."""
    found: dict[str, object] = {}
    for one in figures:
        if isinstance(one, FileFigures):
            found[one.name] = _data(one)
    return found


def _data(one: FileFigures) -> dict[str, object]:
    return {
        "evidence": one.told.evidence,
        "columns": one.columns,
        "character_error_rate": round(one.errors / one.length, 6) if one.length else 0.0,
        "hyphens": {"right": one.hyphens.right, "all": one.hyphens.all},
        "headings": one.headings.exact.as_data(),
        "parents": round(one.headings.parents.value, 4),
        "cells": one.cells.as_data(),
        "footnotes": one.notes.as_data(),
        "whole": round(one.whole.value, 4),
        "left_in_body": dict(one.leaks),
        "faults": [fault._asdict() for fault in one.faults],
    }


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _sum_hits(hits: Iterable[Hits]) -> Hits:
    return reduce(add, hits, Hits(0, 0, 0))


def _sum_shares(shares: Iterable[Share]) -> Share:
    several = list(shares)
    return Share(sum(one.right for one in several), sum(one.all for one in several))
