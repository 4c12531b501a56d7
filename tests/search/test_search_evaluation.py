import hashlib
import json
import re
import unicodedata
from pathlib import Path

import pytest

from planspor import corpus, ingest
from planspor.corpus.errors import InputError
from planspor.corpus.judging import Lines
from planspor.search.baseline import PlainSearch
from planspor.search.evaluation import Ranking, evaluate, figures, outcome
from planspor.search.judged import JudgedQuery, Judgement, read_judged

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT.parent / "shared" / "corpus"
GOLD = sorted((ROOT / "tests" / "gold").glob("search-*.jsonl"))
needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the judged texts are not beside it")


def lines(first: int, last: int, sha256: str = "x") -> Lines:
    return Lines(sha256, first, last)


def judged(*ranges: tuple[int, int, int]) -> JudgedQuery:
    return JudgedQuery(
        "t02", "plain", "rus", tuple(Judgement(Lines("x", r[0], r[1]), r[2]) for r in ranges)
    )


@pytest.mark.parametrize(
    ("place", "finds"),
    [
        (lines(10, 20), True),
        (lines(15, 30), True),
        (lines(16, 30), False),
        (lines(1, 100), True),
        (lines(20, 20), True),
        (lines(21, 22), False),
        (lines(10, 20, "another"), False),
    ],
)
def test_half_of_the_shorter_of_the_two_is_a_find(place: Lines, finds: bool) -> None:
    assert place.meets(Lines("x", 10, 20)) is finds


def test_the_ideal_ranking_has_full_marks() -> None:
    query = judged((1, 5, 2), (10, 15, 1))
    result = outcome(query, [[lines(1, 5)], [lines(10, 15)]])
    assert (result.recall, result.ndcg, result.reciprocal_rank) == (1.0, 1.0, 1.0)
    assert result.success
    assert not result.missed


def test_nothing_found_has_none() -> None:
    result = outcome(judged((1, 5, 2)), [])
    assert (result.recall, result.ndcg, result.reciprocal_rank) == (0.0, 0.0, 0.0)
    assert not result.success
    assert result.missed == ((Judgement(Lines("x", 1, 5), 2), None),)


def test_what_stands_below_the_tenth_is_missed_with_its_rank() -> None:
    ranking: Ranking = [[lines(100 + n, 100 + n)] for n in range(10)] + [[lines(1, 5)]]
    result = outcome(judged((1, 5, 2)), ranking)
    assert result.recall == 0.0
    assert result.missed == ((Judgement(Lines("x", 1, 5), 2), 11),)
    assert result.reciprocal_rank == pytest.approx(1 / 11)


def test_a_range_gains_once_and_a_better_one_gains_more() -> None:
    query = judged((1, 5, 2), (10, 15, 1))
    twice = outcome(query, [[lines(1, 5)], [lines(1, 5)], [lines(10, 15)]])
    worse = outcome(query, [[lines(10, 15)], [lines(1, 5)]])
    assert worse.ndcg < 1.0
    assert twice.ndcg < 1.0
    assert twice.recall == 1.0


def test_another_place_of_a_hit_counts_as_the_hit() -> None:
    assert outcome(judged((1, 5, 2)), [[lines(50, 60), lines(1, 5)]]).recall == 1.0


def test_figures_are_means() -> None:
    both = [outcome(judged((1, 5, 2)), [[lines(1, 5)]]), outcome(judged((1, 5, 2)), [])]
    assert figures(both).recall == 0.5
    assert figures([]).queries == 0


@pytest.mark.parametrize(("id_", "split"), [("a01", "dev"), ("b60", "test"), ("a7", "dev")])
def test_odd_numbers_are_tuned_on_and_even_ones_kept(id_: str, split: str) -> None:
    assert JudgedQuery(id_, "plain", "rus", ()).split == split


def test_the_baseline_ranks_by_rare_stems() -> None:
    plain = PlainSearch({"a": "Kommunen og planen", "b": "Kommunene", "c": "Boligene i kommunen"})
    assert plain.search("kommuner med bolig")[0] == "c"
    assert set(plain.search("kommune")) == {"a", "b", "c"}
    assert plain.search("rusbehandling og") == []


def test_a_text_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="seeds"):
        read_judged(GOLD[:1], tmp_path)


@needs_texts
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_judged_ranges_are_those_that_were_judged(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        for judgement in json.loads(line)["judgements"]:
            text = (TEXTS / judgement["text"]).read_bytes().decode("utf-8")
            first, last = judgement["lines"]
            words = unicodedata.normalize("NFC", " ".join(text.split("\n")[first - 1 : last]))
            digest = hashlib.sha256(re.sub(r"\s+", " ", words).strip().encode()).hexdigest()
            assert digest[:16] == judgement["hash"]


@needs_texts
def test_search_is_clearly_better_than_plain_bm25(tmp_path: Path) -> None:
    with corpus.open(tmp_path) as opened:
        ingest.add(opened, [TEXTS / "seeds", TEXTS / "government"])
        report = evaluate(opened, GOLD, TEXTS)
    ours, plain = report.figures("test")
    assert ours.queries >= 60
    assert ours.recall >= plain.recall + 0.1
    assert ours.ndcg >= 0.5
    assert "all" in report.table("test")
    assert len(report.misses("test")) == sum(
        len(o.missed) for o in report.search if o.query.split == "test"
    )
