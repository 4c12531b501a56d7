import hashlib
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from planspor import corpus, ingest
from planspor.corpus.errors import InputError
from planspor.corpus.judging import Lines, read_entries
from planspor.search.evaluation import evaluate, keep
from planspor.search.evaluation.baseline import PlainSearch
from planspor.search.evaluation.judged import JudgedQuery, Judgement, agreement, read_judged
from planspor.search.evaluation.scoring import Ranking, means, outcome
from planspor.search.evaluation.significance import difference

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT.parent / "shared" / "corpus"
GOLD = [ROOT / "tests" / "gold" / "search.jsonl"]
needs_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="the judged texts are not beside it")


def read_all(name: str) -> list[dict[str, Any]]:
    return list(read_entries(ROOT / "tests" / "gold" / name))


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


def test_places_on_one_line_are_told_apart_by_their_characters() -> None:
    assert Lines("x", 5, 5, (0, 100)).meets(Lines("x", 5, 5, (40, 90)))
    assert not Lines("x", 5, 5, (0, 100)).meets(Lines("x", 5, 5, (100, 190)))
    assert Lines("x", 5, 5, (0, 100)).meets(Lines("x", 5, 5))
    assert Lines("x", 4, 5, (0, 100)).meets(Lines("x", 5, 6, (120, 190)))


def test_the_ideal_ranking_has_full_marks() -> None:
    query = judged((1, 5, 2), (10, 15, 1))
    result = outcome(query, [[lines(1, 5)], [lines(10, 15)]])
    assert set(means([result]).values()) == {1.0}
    assert not result.missed


def test_nothing_found_has_none() -> None:
    result = outcome(judged((1, 5, 2)), [])
    assert set(means([result]).values()) == {0.0}
    assert result.missed == ((Judgement(Lines("x", 1, 5), 2), None),)


def test_what_stands_below_the_tenth_is_missed_with_its_rank() -> None:
    ranking: Ranking = [[lines(100 + n, 100 + n)] for n in range(10)] + [[lines(1, 5)]]
    result = outcome(judged((1, 5, 2)), ranking)
    assert result.recall == 0.0
    assert result.missed == ((Judgement(Lines("x", 1, 5), 2), 11),)
    assert result.first == 11
    assert not result.answered_by(10)


def test_what_bears_on_a_query_is_no_answer_but_gains() -> None:
    result = outcome(judged((1, 5, 2), (10, 15, 1)), [[lines(10, 15)]])
    assert result.first is None
    assert result.recall == 0.5
    assert result.ndcg > 0


def test_where_nothing_answers_in_full_the_best_there_is_counts() -> None:
    assert outcome(judged((1, 5, 1), (8, 9, 0)), [[lines(1, 5)]]).first == 1


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
    assert means(both)["recall"] == 0.5
    assert set(means([]).values()) == {0.0}


def twice_judged(*pairs: tuple[int, int]) -> JudgedQuery:
    place = Lines("x", 1, 5)
    return JudgedQuery("a1", "plain", "rus", tuple(Judgement(place, max(p), p) for p in pairs))


def test_two_judges_who_always_agree_have_a_kappa_of_one() -> None:
    found = agreement([twice_judged((2, 2), (0, 0), (1, 1))])
    assert found is not None
    assert (found.places, found.same, found.kappa) == (3, 1.0, 1.0)


def test_a_grade_beside_is_half_as_far_off() -> None:
    near = agreement([twice_judged((2, 1), (0, 0), (2, 2), (0, 0))])
    far = agreement([twice_judged((2, 0), (0, 0), (2, 2), (0, 0))])
    assert near is not None
    assert far is not None
    assert near.same == far.same == 0.75
    assert far.kappa < near.kappa < 1


def test_what_only_one_judge_saw_says_nothing_of_agreement() -> None:
    assert agreement([judged((1, 5, 2))]) is None


def test_a_difference_that_every_query_shows_is_no_accident() -> None:
    clear = difference([1.0] * 30, [0.5] * 30)
    assert (clear.mean, clear.low, clear.high, clear.p) == (0.5, 0.5, 0.5, 0.0)


def test_a_difference_that_goes_either_way_may_be_one() -> None:
    even = difference([1.0, 0.0] * 15, [0.0, 1.0] * 15)
    assert even.mean == 0.0
    assert even.p > 0.5
    assert even.low < 0 < even.high


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
def test_the_judged_places_are_those_that_were_judged() -> None:
    for entry in read_all("search.jsonl"):
        for judgement in entry["judgements"]:
            text = (TEXTS / judgement["text"]).read_bytes().decode("utf-8-sig")
            first, last = judgement["lines"]
            judged = " ".join(text.split("\n")[first - 1 : last])
            if "characters" in judgement:
                judged = text[slice(*judgement["characters"])]
            words = re.sub(r"\s+", " ", unicodedata.normalize("NFC", judged)).strip()
            assert hashlib.sha256(words.encode()).hexdigest()[:16] == judgement["hash"]


def test_every_judged_place_was_graded_twice_and_a_third_time_where_two_differ() -> None:
    queries = read_all("search.jsonl")
    assert len(queries) >= 200
    for judgement in (j for query in queries for j in query["judgements"]):
        first, second, *third = judgement["given"]
        assert bool(third) == (first != second)
        assert judgement["grade"] == sorted(judgement["given"])[1 if third else 0]


def test_every_judged_text_is_in_the_manifest() -> None:
    texts = {entry["text"] for entry in read_all("texts.jsonl")}
    judged = {j["text"] for query in read_all("search.jsonl") for j in query["judgements"]}
    assert judged <= texts
    assert len(judged) >= 10


@needs_texts
def test_the_manifest_tells_the_texts_by_their_hashes() -> None:
    for entry in read_all("texts.jsonl"):
        digest = hashlib.sha256((TEXTS / entry["text"]).read_bytes()).hexdigest()
        assert digest == entry["sha256"]


def test_rankings_of_texts_that_cannot_be_named_are_not_kept(
    record_folder: Path, tmp_path: Path
) -> None:
    with corpus.open(record_folder) as opened, pytest.raises(InputError, match="none of the texts"):
        keep(opened, [], tmp_path, tmp_path / "now.jsonl")


@needs_texts
def test_search_is_clearly_better_than_plain_bm25(tmp_path: Path) -> None:
    with corpus.open(tmp_path / "corpus") as opened:
        ingest.add(opened, [TEXTS / "seeds", TEXTS / "government", TEXTS / "html"])
        keep(opened, GOLD, TEXTS, tmp_path / "now.jsonl")
        report = evaluate(opened, GOLD, TEXTS, [tmp_path / "now.jsonl"], diagnose=True)
    test = [one for one in report.search if one.query.split == "test"]
    plain = [one for one in report.others["plain"] if one.query.split == "test"]
    assert len(test) >= 60
    assert means(test)["R@10"] >= means(plain)["R@10"] + 0.1
    assert means(test)["nDCG@10"] >= 0.6
    now, ours = means(report.others["now"]), means(report.search)
    assert (now["R@10"], now["nDCG@10"]) == (ours["R@10"], ours["nDCG@10"])
    assert len(report.misses) == sum(len(one.missed) for one in report.search)
    assert "plain" in report.table(misses=True)
    assert report.as_data(misses=True)["misses"]
