import json
from pathlib import Path

import pytest

from planspor.corpus.language import Analyser
from planspor.corpus.language.compounds import Splitter
from planspor.corpus.language.wordlist import shipped

GOLD = Path(__file__).parents[1] / "gold" / "compounds.jsonl"


@pytest.fixture(scope="module")
def splitter():
    return Splitter(shipped())


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


def leaves(splitter, lemma):
    cut = splitter.cut(lemma)
    return leaves(splitter, cut.modifier) + leaves(splitter, cut.head) if cut else [lemma]


def test_precision_and_recall_on_the_judged_words_stay_above_97_percent(splitter, analyser):
    right = found = wanted = 0
    for line in GOLD.read_text("utf-8").splitlines():
        case = json.loads(line)
        judged = {analyser.word(part).stem for part in case["parts"]}
        parts = leaves(splitter, analyser.word(case["word"]).lemma)
        split = {analyser.word(part).stem for part in parts} if len(parts) > 1 else set()
        right, found, wanted = (
            right + len(judged & split),
            found + len(split),
            wanted + len(judged),
        )
    assert right / found >= 0.97
    assert right / wanted >= 0.97


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
    ],
)
def test_a_simple_word_or_a_derivation_is_left_whole(splitter, word):
    assert splitter.parts(word) == ()


def test_a_word_that_no_list_knows_is_left_whole(splitter):
    assert splitter.parts("xyzzyplugh") == ()
    assert splitter.parts("") == ()


def test_a_run_of_letters_too_long_for_a_word_is_left_whole(splitter):
    assert splitter.parts("plan" * 5000) == ()
