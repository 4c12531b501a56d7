from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from link_texts import ANALYSER, THESAURUS, measure, passage

from planspor.corpus.language.tokens import forms
from planspor.corpus.model import Document, DocumentKind, Passage
from planspor.ingest.link.collection import Collection, Reader
from planspor.ingest.link.features import HEADING, PART, Counting, Statistics, Stems
from planspor.ingest.link.profiles import Profile, build_profile
from planspor.ingest.link.scoring import K1, WEIGHTS, Rarity, Scorer, Shares, scores

FERRY = "anskaffe en elektrisk passasjerferge til holmen"
STEMS = Stems(ANALYSER)
WORDS = ("ferge", "holme", "gatelys", "brygge", "hund", "luftegård", "elektrisk", "båt", "kai")
PROFILE = build_profile(measure("p/m", FERRY), ANALYSER, THESAURUS)
DOCUMENT = Document(
    "d", "D", DocumentKind.OTHER, "nb", "d.txt", "0", 1, datetime(2024, 1, 1, tzinfo=UTC)
)


def listed(*texts: str) -> list[Passage]:
    return [replace(passage(text, f"d/1:{n}"), ordinal=n) for n, text in enumerate(texts)]


def counted(*texts: str, headings: tuple[str, ...] = ()) -> Statistics:
    counting = Counting(STEMS)
    counting.add(listed(*texts), {"d/1": headings})
    return counting.statistics()


def read(*texts: str, headings: tuple[str, ...] = (), profile: Profile = PROFILE) -> Collection:
    reader = Reader(STEMS, profile.runs)
    return reader.read([(DOCUMENT, {"d/1": headings}, listed(*texts))])


def shares(
    *texts: str,
    statistics: Statistics | None = None,
    headings: tuple[str, ...] = (),
    profile: Profile = PROFILE,
) -> Shares:
    reader = Reader(STEMS, profile.runs)
    scorer = Scorer([profile], reader.columns, Rarity(statistics or counted(*texts)))
    return scorer.shares(reader.read([(DOCUMENT, {"d/1": headings}, listed(*texts))]))


def test_a_passage_that_says_all_that_the_target_says_has_all_its_words_together() -> None:
    found = shares(FERRY)
    assert found.words[0, 0] == pytest.approx(1.0)
    assert found.together[0, 0] == pytest.approx(1.0)


def test_a_passage_that_holds_nothing_of_the_target_has_no_score() -> None:
    found = shares("Blomsterkassene ved torget er frodige.")
    assert not found.words.any()
    one = np.ones(1)
    assert scores(found, one, one, np.zeros((1, 1)))[0, 0] == 0


def test_words_in_one_sentence_say_more_than_the_same_words_in_two() -> None:
    found = shares("Fergen til holmen er elektrisk.", "Fergen er elektrisk. Den går til holmen.")
    assert found.together[0, 0] > found.together[0, 1]


def test_the_shares_of_the_concepts_make_the_words() -> None:
    text = "Den elektriske fergen til holmen går ofte."
    reader = Reader(STEMS, PROFILE.runs)
    scorer = Scorer([PROFILE], reader.columns, Rarity(counted(text)))
    found = scorer.shares(reader.read([(DOCUMENT, {"d/1": ()}, listed(text))]))
    terms = scorer.terms(0, 0, found.gains)
    assert found.words[0, 0] == pytest.approx(sum(terms.values()), abs=1e-3)
    assert set(terms) == {"elektrisk", "passasjerferge", "holme"}
    assert list(terms.values()) == sorted(terms.values(), reverse=True)


def test_a_part_of_a_compound_counts_less_than_the_whole_word() -> None:
    found = shares("passasjerferge", "ferge", "passasjer")
    assert 0 < found.words[0, 1] < found.words[0, 0]
    held = read("passasjerferger").counts.toarray()
    assert {1.0, PART} <= set(held[0].tolist())


def test_a_word_in_the_heading_counts_less_than_one_in_the_text() -> None:
    statistics = counted("Den går ofte til holmen.", "En annen.")
    above = shares("Den går ofte.", headings=("Holmen",), statistics=statistics).words[0, 0]
    inside = shares("Den går ofte til holmen.", statistics=statistics).words[0, 0]
    assert 0 < above < inside
    assert HEADING in read("Den går ofte.", headings=("Holmen",)).counts.toarray()


def test_frozen_statistics_make_a_passage_s_words_independent_of_the_others() -> None:
    statistics = counted(FERRY)
    alone = shares(FERRY, statistics=statistics).words[0, 0]
    other = "Fergen til holmen er elektrisk."
    assert shares(other, FERRY, statistics=statistics).words[0, 1] == alone


def test_a_run_of_stems_is_found_only_word_after_word() -> None:
    profile = build_profile(measure("p/m", "noe", "rød båt"), ANALYSER, THESAURUS)
    found = shares("En rød båt.", "En rød og en båt.", "Båten er rød.", profile=profile)
    assert [bool(rarity) for rarity in found.term[0]] == [True, True, False]


def test_a_term_held_against_a_target_takes_from_its_score() -> None:
    profile = replace(PROFILE, against=(("verft", (ANALYSER.word("verft").stem,)),))
    texts = (FERRY, f"{FERRY} fra verft")
    found = shares(*texts, profile=profile)
    one = np.ones(2)
    with_it = scores(found, one, one, np.zeros((1, 2)))
    assert with_it[0, 1] < with_it[0, 0]


def test_passages_of_nothing_but_numbers_can_be_scored_against() -> None:
    assert shares("1 2 3", headings=("Ferge til holmen",)).words[0, 0] > 0


def test_the_passages_in_which_a_stem_stands_are_counted() -> None:
    found = counted("En ferge.", "Fergen og fergen til kaia.", "Hunden.", headings=("Kai",))
    assert found.passages == 3
    assert found.frequencies[ANALYSER.word("ferge").stem] == 2
    assert found.frequencies[ANALYSER.word("kai").stem] == 3
    assert found.average_length == pytest.approx((1 + 3 + 1) / 3)


texts = st.lists(
    st.lists(st.sampled_from([*WORDS, "og", "er.", "12"]), max_size=30).map(" ".join),
    min_size=1,
    max_size=5,
)


@given(texts)
def test_what_is_read_together_is_what_is_read_alone(listed_texts: list[str]) -> None:
    statistics = counted(*listed_texts)
    together = shares(*listed_texts, statistics=statistics)
    for number, text in enumerate(listed_texts):
        alone = shares(text, statistics=statistics)
        for name in ("words", "together", "term"):
            assert getattr(together, name)[0, number] == pytest.approx(getattr(alone, name)[0, 0])


@given(texts)
def test_shares_and_scores_keep_within_their_bounds(listed_texts: list[str]) -> None:
    found = shares(*listed_texts)
    assert ((found.words >= 0) & (found.words < K1 + 1)).all()
    assert ((found.together >= 0) & (found.together <= 1 + 1e-9)).all()
    one = np.ones(len(listed_texts))
    values = scores(found, one, one, np.zeros((1, len(listed_texts))))
    assert ((values >= 0) & (values <= 1)).all()


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.sampled_from(WORDS))
def test_one_more_word_of_the_target_never_takes_from_its_best_sentence(
    said: list[str], more: str
) -> None:
    statistics = counted(*WORDS)
    before = shares(" ".join(said), statistics=statistics).together[0, 0]
    after = shares(" ".join([*said, more]), statistics=statistics).together[0, 0]
    assert after >= before - 1e-12


def test_no_weight_but_that_of_terms_against_takes_from_a_score() -> None:
    names = set(WEIGHTS.__slots__) - {"none", "against"}
    assert all(getattr(WEIGHTS, name) >= 0 for name in names)
    assert WEIGHTS.against < 0


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_rarity_is_a_share_and_a_run_is_as_rare_as_its_rarest_word(run: list[str]) -> None:
    rarity = Rarity(Statistics(50, 10.0, {word: n * 6 for n, word in enumerate(WORDS)}))
    assert 0 <= rarity.share(tuple(run)) <= 1
    assert rarity.share(tuple(run)) == max(rarity.share((stem,)) for stem in run)


def test_forms_that_carry_no_meaning_are_no_words_of_a_passage() -> None:
    found = read("Og det er en ferge som går til holmen.")
    assert found.lengths.tolist() == [3.0]
    assert len(forms("Og det er en ferge som går til holmen.")) > 3
