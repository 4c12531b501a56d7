"""Findings across documents, as a file."""

from collections.abc import Iterable, Iterator

from flask import request
from flask_babel import gettext as _

from planspor.corpus.model import Extract
from planspor.web.drawing import brief
from planspor.web.files.columns import columns
from planspor.web.files.passages import IDS, PASSAGE, in_batches, standing
from planspor.web.files.table import Row, Table
from planspor.web.views.findings import Finding, every, placed, seen, wanted
from planspor.web.words import FINDINGS, extract_words


def findings_table() -> Table:
    """The findings that the page lists."""
    return _table(wanted(every(), request.args))


def extracts_table(extracts: Iterable[Extract]) -> Table:
    """Findings of any kinds."""
    return _table(seen(extracts))


def _table(listed: Iterable[Finding]) -> Table:
    return Table(
        "funn",
        _("Funn i dokumentene"),
        columns(
            *("kind", "text", *PASSAGE, "hedged", "strength", "binding", "targets"),
            *("rule", "confidence", "corrected", "extract", *IDS),
            said={"kind": {**extract_words.KINDS, **FINDINGS}},
            targets=_("Avsnittet er knyttet til"),
            corrected=_("Rettet av en person"),
        ),
        _rows(listed),
    )


def _rows(listed: Iterable[Finding]) -> Iterator[Row]:
    for batch in in_batches(listed):
        for one in placed(batch):
            extract = one.extract
            yield {
                **standing(one.document, extract.passage, one.place),
                "kind": extract.kind,
                "text": one.words,
                "hedged": bool(extract.fields.get("hedged")),
                "strength": extract.fields.get("strength"),
                "binding": extract.fields.get("binding"),
                "targets": [brief(target) for target in one.targets],
                "rule": extract.rule,
                "confidence": extract.confidence,
                "corrected": bool(extract.corrected),
                "extract": extract.id,
            }
