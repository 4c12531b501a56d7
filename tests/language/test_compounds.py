from pathlib import Path

import pytest

from planspor.corpus.language.compounds import Splitter
from planspor.corpus.language.judged import evaluate_compounds
from planspor.corpus.language.wordlist import shipped

GOLD = Path(__file__).parents[1] / "gold" / "compounds.jsonl"


@pytest.fixture(scope="module")
def splitter():
    return Splitter(shipped())


def test_precision_and_recall_on_the_judged_words_hold():
    figures = evaluate_compounds(GOLD)
    assert sum(len(found.words) for found in figures.values()) >= 1000
    assert figures["dev"].precision >= 0.97
    assert figures["dev"].recall >= 0.97
    assert figures["test"].precision >= 0.95
    assert figures["test"].recall >= 0.92


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("helsetjeneste", ("helse", "tjeneste")),
        ("kommunestyre", ("kommune", "styre")),
        ("trafikkultur", ("trafikk", "kultur")),
        ("bestillerkontor", ("bestiller", "kontor")),
        ("samiskspråklig", ("samisk", "språklig")),
        ("klageadgang", ("klage", "adgang")),
        ("korttidsplass", ("korttid", "plass", "kort", "tid")),
        ("storby", ("stor", "by")),
        ("ledelsesansvar", ("ledelse", "ansvar")),
        ("yrkesgruppe", ("yrkes", "gruppe")),
        ("temperaturforskjell", ("temperatur", "forskjell")),
        ("barentssamarbeid", ("barents", "samarbeid")),
        ("rusmiddelmisbruker", ("rusmiddel", "misbruker", "rus", "middel")),
        ("opptrappingsplanarbeid", ("opptrappingsplan", "arbeid", "opptrapping", "plan")),
    ],
)
def test_a_compound_has_its_halves_and_their_halves_as_parts(splitter, word, parts):
    assert sorted(splitter.parts(word)) == sorted(parts)


@pytest.mark.parametrize(
    "word",
    [
        "arbeid",
        "tjeneste",
        "kommune",
        "rapport",
        "forskning",
        "behandling",
        "opptrapping",
        "kultur",
        "kontroll",
        "veileder",
        "vedtak",
        "budsjett",
        "alkohol",
        "ungdom",
        "sykdom",
        "direktorat",
        "bakgrunn",
        "anslag",
        "transformere",
        "systematisere",
        "reforhandling",
        "hensiktsmessig",
    ],
)
def test_a_simple_word_or_a_derivation_is_left_whole(splitter, word):
    assert splitter.parts(word) == ()


def test_a_word_that_no_list_knows_is_left_whole(splitter):
    assert splitter.parts("xyzzyplugh") == ()
    assert splitter.parts("") == ()


def test_a_run_of_letters_too_long_for_a_word_is_left_whole(splitter):
    assert splitter.parts("plan" * 5000) == ()
