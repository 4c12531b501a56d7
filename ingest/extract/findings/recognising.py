"""All findings of a document: the rules, one sentence at a time with the headings above it.

Their cues are data, in ``cues.toml``.
"""

from collections.abc import Iterator
from typing import Final

from planspor.ingest.extract.findings import (
    actions,
    advice,
    assignments,
    conclusions,
    questions,
    recommendations,
    requests,
)
from planspor.ingest.extract.items import ExtractorInput, Item
from planspor.ingest.extract.text.sentences import sentences_of

_RULES: Final = (conclusions, advice, requests, recommendations, assignments, actions)


def findings(given: ExtractorInput) -> Iterator[Item]:
    """All that these rules find in a document; its sentences are read once for all of them."""
    told = sentences_of(given)
    # Short numbered questions are easily taken for the rows of a table.
    yield from questions.find(given.document, told)
    prose = [sentence for sentence in told if sentence.is_prose]
    for rule in _RULES:
        yield from rule.find(given.document, prose)
