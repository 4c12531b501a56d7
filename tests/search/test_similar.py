import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus import Corpus
from planspor.search import Filters, Index
from planspor.search.ranking.telling import STRETCH, STRETCHES, parts

PLAN = "havneset-plan-2021"


def test_more_like_a_passage_shares_its_telling_words(index: Index) -> None:
    passage = index.search("varm overføring").hits[0].passage
    found = index.like(passage.id, limit=5)
    assert len(found.hits) == 5
    assert passage.id not in {hit.passage.id for hit in found.hits}
    assert all(hit.highlights for hit in found.hits)
    assert [hit.score for hit in found.hits] == sorted((h.score for h in found.hits), reverse=True)


def test_a_passage_is_not_like_its_other_places(index: Index) -> None:
    hit = next(h for h in index.search("ventetid samtale", limit=1000).hits if h.also_in)
    places = {hit.passage.id, *(place.passage for place in hit.also_in)}
    found = index.like(hit.passage.id, limit=1000)
    assert found.hits
    assert not places & {hit.passage.id for hit in found.hits}


def test_the_filters_hold_for_what_is_like(index: Index) -> None:
    passage = index.search("varm overføring").hits[0].passage.id
    found = index.like(passage, limit=100, filters=Filters(kinds=("evaluation",)))
    assert found.hits
    assert {hit.document.kind for hit in found.hits} == {"evaluation"}


def test_nothing_is_like_a_passage_that_is_not_there_or_not_to_be_seen(index: Index) -> None:
    assert index.like("nowhere/1:1").hits == ()
    passage = index.search("varm overføring").hits[0].passage
    hidden = Filters(hidden=(passage.document,))
    assert index.like(passage.id, filters=hidden).hits == ()


def test_a_pasted_paragraph_resembles_the_document_it_stands_in(
    index: Index, sample: Corpus
) -> None:
    passages = sample.documents.passages(PLAN)
    longest = max(passages, key=lambda passage: len(passage.text))
    found = index.resembling(longest.text)
    assert found.groups[0].document.id == PLAN
    assert longest.id in {hit.passage.id for hit in found.groups[0].hits}
    assert all(1 <= len(group.hits) <= group.total for group in found.groups)
    assert found.terms


def test_a_whole_document_resembles_itself(index: Index, sample: Corpus) -> None:
    found = index.resembling(sample.documents.text("evaluering-ivs-2023"), limit=3)
    assert found.groups[0].document.id == "evaluering-ivs-2023"
    assert len(found.groups) <= 3


def test_a_text_resembles_the_targets_whose_words_it_has(index: Index) -> None:
    text = "Flere rusavhengige får hjelp til en egnet bolig, og kommunen følger dem opp."
    found = index.resembling(text)
    assert found.targets[0].target == "rus2016/egnet-bolig"
    assert found.targets[0].label
    shares = [likeness.share for likeness in found.targets]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1.0001


def test_what_is_hidden_resembles_nothing(index: Index, sample: Corpus) -> None:
    text = sample.documents.passages(PLAN)[5].text
    hidden = tuple(document.id for document in sample.documents.all())
    found = index.resembling(text, filters=Filters(hidden=hidden))
    assert found.groups == ()
    assert all(likeness.hits == () for likeness in found.targets)


@pytest.mark.parametrize("text", ["", " ", "og men for", "xqzw", "\ud800", "12 345"])
def test_a_text_without_words_resembles_nothing(index: Index, text: str) -> None:
    found = index.resembling(text)
    assert (found.groups, found.targets, found.terms) == ((), (), ())


@given(
    words=st.lists(st.text("abø-", min_size=1, max_size=40), max_size=60),
    glue=st.sampled_from([" ", "\n", "  \n "]),
    times=st.integers(1, 60),
)
def test_a_text_is_cut_at_words_into_few_parts(words: list[str], glue: str, times: int) -> None:
    text = glue.join(words * times)
    cut = parts(text)
    assert 1 <= len(cut) <= STRETCHES
    assert all(part in text for part in cut)
    assert set(" ".join(cut).split()) <= set(words)
    if len(text) <= STRETCH * STRETCHES:
        assert " ".join(cut).split() == text.split()
