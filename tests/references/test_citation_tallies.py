from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.citing import CitationTallies, citers, citing, missing


@pytest.fixture
def corpus(own_corpus: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(own_corpus) as opened:
        yield opened


def test_what_is_counted_is_what_reading_every_reference_finds(corpus: Corpus) -> None:
    named, counted = citing(corpus), CitationTallies(corpus)
    read = {(x.kind, x.key): (len(x.documents), len(x.extracts)) for x in missing(corpus, named)}
    told = {(x.kind, x.key): (len(x.citers), x.times) for x in counted.missing(named)}
    assert read == told
    for document in named.documents:
        found = Counter(extract.document for extract in citers(corpus, document, named))
        assert counted.citers(document, named) == found


def test_a_removed_document_cites_nothing_any_more(corpus: Corpus) -> None:
    counted = CitationTallies(corpus)
    before = dict(counted.rows())
    gone = next(iter(before))
    corpus.documents.remove(gone)
    assert counted.rows().keys() == before.keys() - {gone}
