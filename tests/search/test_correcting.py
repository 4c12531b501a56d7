import json
import random
from pathlib import Path

import pytest

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser
from planspor.search import Filters, Index, Level, Question
from planspor.search.query import parse
from planspor.search.query.nodes import And, Not, Phrase, Together, Words
from planspor.search.spelling.correcting import Correction
from planspor.search.spelling.costs import cost
from planspor.search.spelling.respelling import respelled

GOLD = Path(__file__).resolve().parents[1] / "gold" / "sample.jsonl"
QUERIES = [
    entry["query"]
    for line in GOLD.read_text("utf-8").splitlines()
    if "query" in (entry := json.loads(line))
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ventettid", "ventetid"),
        ("vetnetid", "ventetid"),
        ("komunne", "kommune"),
        ("jobspesialist i komunen", "jobbspesialist i kommunen"),
        ("Komunen", "kommunen"),
        ("boligg AND ventettid", "bolig AND ventetid"),
        ("+ventettid bolig", "+ventetid bolig"),
        ("ventettid -boligg", "ventetid -boligg"),
        ("bolig ventet tid", None),
        ("boligkont", "boligkontoret"),
        ("varm overfø", "varm overføring"),
        ("ventetid", None),
        ("ventetiden", None),
        ("sjiraff", None),
        ("Vingenes", None),
        ("bolig for Ventettid", None),
        ("2017 12345", None),
        ("xqz", None),
        ('"ventettid"', None),
        ("title:ventettid", None),
        ("", None),
    ],
)
def test_a_word_that_stands_nowhere_is_read_as_the_one_that_was_meant(
    index: Index, typed: str, meant: str | None
) -> None:
    assert index.search(typed).corrected == meant


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_that_is_spelled_right_is_let_alone(index: Index, query: str) -> None:
    assert index.search(query).corrected is None


def test_a_corrected_query_finds_what_the_right_one_finds(index: Index) -> None:
    typed, right = (
        index.search("jobspesialist i komunen"),
        index.search("jobbspesialist i kommunen"),
    )
    assert [hit.passage.id for hit in typed.hits] == [hit.passage.id for hit in right.hits]
    assert typed.hits[0].highlights == right.hits[0].highlights
    assert typed.query == "jobspesialist i komunen"


def test_what_is_searched_exactly_is_not_corrected(index: Index) -> None:
    found = index.search("ventettid", level=Level.EXACT)
    assert (found.total, found.corrected) == (0, None)
    assert not found.words[0].stands


def test_what_is_searched_in_its_inflections_is(index: Index) -> None:
    found = index.search("ventettid", level=Level.INFLECTIONS)
    assert found.corrected == "ventetid"
    assert found.total == index.search("ventetid", level=Level.INFLECTIONS).total


def test_a_function_word_of_a_term_says_nothing_by_itself(index: Index) -> None:
    explained = index.explain(
        Question("peke på ventetid"), index.search("ventetid").hits[0].passage.id
    )
    assert explained is not None
    assert "på" not in {reason.term for reason in explained.reasons}


def test_a_section_is_found_by_its_number_too(index: Index) -> None:
    hit = next(hit for hit in index.search("").hits if hit.section.number)
    assert hit.path[-1] == f"{hit.section.number} {hit.section.heading}"


def test_most_slips_in_the_words_of_the_corpus_are_mended(index: Index, sample: Corpus) -> None:
    analyser = Analyser()
    texts = (sample.documents.text(document.id) for document in sample.documents.all())
    forms = sorted({t.exact for text in texts for t in analyser.tokens(text) if not t.stop})
    chosen = random.Random(5)
    words = chosen.sample([form for form in forms if form.isalpha() and len(form) > 6], 60)
    mended = 0
    for word in words:
        at = chosen.randrange(1, len(word) - 2)
        slip = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        corrected = index.search(f"{slip} og", limit=0, facets=()).corrected
        found = (corrected or slip).removesuffix(" og")
        mended += analyser.word(found).stem == analyser.word(word).stem or slip in forms
    assert mended >= 48


def test_words_that_stand_in_hidden_documents_alone_are_not_offered(index: Index) -> None:
    hits = index.search("=jobbspesialist", limit=100).hits
    holding = tuple({hit.document.id for hit in hits})
    assert index.search("jobspesialist").corrected == "jobbspesialist"
    seen = index.search("jobspesialist", filters=Filters(hidden=holding)).corrected
    assert seen != "jobbspesialist"


def test_a_query_is_written_as_it_was_with_the_corrections_in_it() -> None:
    def correct(text: str, unfinished: bool) -> list[Correction]:
        at = text.find("pln")
        found = [Correction(at, at + 3, "plan")] if at >= 0 else []
        return [*found, *([Correction(len(text) - 2, len(text), "rus")] if unfinished else [])]

    typed = 'pln (tiltak AND pln) "pln" -pln   ru'
    node, spelling = respelled(parse(typed), typed, correct)
    assert spelling == 'plan (tiltak AND plan) "pln" -pln   rus'
    assert isinstance(node, Together)
    words, both, phrase, without, last = node.nodes
    assert isinstance(words, Words)
    assert isinstance(both, And)
    assert isinstance(phrase, Phrase)
    assert isinstance(without, Not)
    assert isinstance(last, Words)
    assert (words.text, phrase.text, last.text) == ("plan", "pln", "rus")


@pytest.mark.parametrize(
    ("typed", "nearer", "farther"),
    [
        ("komune", "kommune", "komite"),
        ("sjema", "skjema", "tema"),
        ("avhengihet", "avhengighet", "avhengigheten"),
        ("bolgi", "bolig", "bolger"),
        ("hvordam", "hvordan", "hvordal"),
        ("axept", "aksept", "adept"),
        ("trinn", "trinn", "trin"),
    ],
)
def test_what_sounds_the_same_or_slips_easily_costs_less(
    typed: str, nearer: str, farther: str
) -> None:
    assert cost(typed, nearer) < cost(typed, farther)
