"""What every engine does: the fixture ``engines`` stands for each in turn."""

import math
from collections.abc import Iterable
from pathlib import Path

import pytest

from planspor.search.engine.clauses import (
    All,
    Best,
    Between,
    Boosted,
    Clause,
    Constant,
    Everything,
    Nothing,
    OneOf,
    Phrase,
    Prefix,
    Sum,
    Term,
    Weighted,
    Without,
    restricted,
)
from planspor.search.engine.contract import (
    LAYERS,
    VALUES,
    Counts,
    Engine,
    EngineDamaged,
    Engines,
    Entry,
    Found,
)


def entry(
    id_: str,
    words: str,
    document: str = "d1",
    *,
    year: int | None = None,
    group: str | None = None,
    weight: float = 1.0,
    **values: tuple[str, ...],
) -> Entry:
    layers = dict.fromkeys(LAYERS, "") | {"exact": words, "lemma": words, "parts": words}
    held = dict.fromkeys(VALUES, ()) | {"document": (document,)} | values
    return Entry(id_, layers, held, year, group, weight)


def term(word: str) -> Term:
    return Term("exact", word)


ENTRIES = [
    entry("a", "rus og bolig", year=2016, plan=("p1", "p2")),
    entry("b", "bolig for alle her", "d2", year=2020, plan=("p1",)),
    entry("c", "rus rus rustiltak her", "d2", group="c"),
    entry("d", "å-ordet, with. punctuation* æøå", "d3", kind=("white paper",)),
]


def build(engines: Engines, folder: Path, entries: Iterable[Entry]) -> Engine:
    """An index in force."""
    made = engines.create(folder)
    made.write([], entries)
    made.put_in_force()
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "index" / "build-1"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def made(engines: Engines, folder: Path) -> Engine:
    return build(engines, folder, ENTRIES)


@pytest.fixture(scope="session")
def standing(engines: Engines, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The same, only to be read."""
    return build(engines, tmp_path_factory.mktemp("standing"), ENTRIES)


class TestEngine:
    def found(self, engine: Engine, clause: Clause) -> list[str]:
        return sorted(id_ for id_, _ in engine.search(clause, 10).hits)

    @pytest.mark.parametrize(
        ("clause", "ids"),
        [
            (term("rus"), "ac"),
            (term("Rus"), ""),
            (term("å-ordet,"), "d"),
            (Phrase("exact", ("bolig", "for")), "b"),
            (Phrase("exact", ("for", "bolig")), ""),
            (Phrase("exact", ("bolig", "alle")), ""),
            (Phrase("exact", ("bolig", "alle"), slop=1), "b"),
            (Phrase("exact", ("rus",)), "ac"),
            (Phrase("exact", ("rus", "bolig"), slop=1), "a"),
            (Phrase("exact", ("bolig", "rus"), slop=3), ""),
            (Phrase("exact", ("bolig", "her"), slop=1), ""),
            (Phrase("exact", ("bolig", "her"), slop=2), "b"),
            (Phrase("exact", ("bolig", "alle", "her"), slop=1), "b"),
            (Phrase("exact", ("her", "alle", "for"), slop=5), ""),
            (Phrase("exact", ("rus", "rus"), slop=1), "c"),
            (Phrase("exact", ("rus", "rus", "her"), slop=1), "c"),
            (Prefix("exact", "rus"), "ac"),
            (Prefix("exact", "rust"), "c"),
            (Prefix("exact", "punctuation*"), "d"),
            (Prefix("exact", ".*"), ""),
            (Prefix("document", "d"), "abcd"),
            (OneOf("kind", ("white paper", "law")), "d"),
            (OneOf("plan", ("p2",)), "a"),
            (OneOf("recurs", ("yes",)), "c"),
            (Between("year", 2016, 2019), "a"),
            (Between("year", 2017, None), "b"),
            (Between("year", None, 2020), "ab"),
            (Between("year", None, 10**30), "ab"),
            (Between("year", 10**30, None), ""),
            (Everything(), "abcd"),
            (Nothing(), ""),
            (Sum((term("alle"), term("rus"))), "abc"),
            (Sum(()), ""),
            (All(()), ""),
            (Best(()), ""),
            (Best((term("alle"), term("rus"))), "abc"),
            (All((term("bolig"), term("rus"))), "a"),
            (Boosted(term("bolig"), (term("rus"),)), "ab"),
            (Boosted(term("bolig"), ()), "ab"),
            (Without(term("rus"), term("bolig")), "c"),
            (Without(Everything(), term("rus")), "bd"),
            (restricted(term("rus"), OneOf("document", ("d2",))), "c"),
            (Weighted(term("rus"), 2.0), "ac"),
            (Constant(term("rus"), 2.0), "ac"),
        ],
    )
    def test_a_clause_finds_what_it_says(self, standing: Engine, clause: Clause, ids: str) -> None:
        assert self.found(standing, clause) == list(ids)
        assert standing.search(clause, 1).total == len(ids)

    def test_the_better_of_two_stands_first(self, standing: Engine) -> None:
        assert [id_ for id_, _ in standing.search(term("rus"), 10).hits] == ["c", "a"]

    def score(self, engine: Engine, clause: Clause) -> float:
        return dict(engine.search(clause, 10).hits)["a"]

    def test_scores_add_up_as_the_clauses_say(self, standing: Engine) -> None:
        rus, bolig = self.score(standing, term("rus")), self.score(standing, term("bolig"))
        both = (term("rus"), term("bolig"))
        assert self.score(standing, Sum(both)) == pytest.approx(rus + bolig)
        assert self.score(standing, All(both)) == pytest.approx(rus + bolig)
        assert self.score(standing, Boosted(both[0], both[1:])) == pytest.approx(rus + bolig)
        assert self.score(standing, Best(both)) == pytest.approx(max(rus, bolig))
        assert self.score(standing, Best(both, 0.5)) == pytest.approx(
            max(rus, bolig) + min(rus, bolig) / 2
        )
        assert self.score(standing, Weighted(term("rus"), 3.0)) == pytest.approx(3 * rus)
        assert self.score(standing, Constant(term("rus"), 3.0)) == pytest.approx(3.0)
        assert self.score(standing, restricted(both[0], both[1])) == pytest.approx(rus)

    @pytest.mark.parametrize("weight", [0.3, 0.5, 1.0])
    def test_an_entrys_weight_multiplies_its_score(
        self, engines: Engines, folder: Path, weight: float
    ) -> None:
        made = build(engines, folder, [entry("a", "rus"), entry("b", "rus", weight=weight)])
        scores = dict(made.search(term("rus"), 10).hits)
        assert scores["b"] == pytest.approx(weight * scores["a"], rel=1e-4)

    def test_values_are_counted_over_what_matches(self, standing: Engine) -> None:
        counts = standing.count(Everything(), ["plan", "document", "year", "goal"])
        assert counts.total == 4
        assert counts.values == {
            "plan": {"p1": 2, "p2": 1},
            "document": {"d1": 1, "d2": 2, "d3": 1},
            "year": {"2016": 1, "2020": 1},
            "goal": {},
        }
        assert standing.count(term("rus"), ["plan"]).values == {"plan": {"p1": 1, "p2": 1}}
        assert standing.count(Everything(), []) == Counts(4, {})

    def test_entries_of_one_group_count_once_in_all_and_for_each_value(
        self, engines: Engines, folder: Path
    ) -> None:
        made = build(
            engines,
            folder,
            [
                entry("a", "rus", "d1", group="a", plan=("p1",)),
                entry("b", "rus her", "d1", group="a", plan=("p1", "p2")),
                entry("c", "rus", "d2", group="a", plan=("p2",)),
                entry("d", "rus", "d2", group="d"),
                entry("e", "rus", "d2"),
            ],
        )
        counts = made.count(term("rus"), ["document", "plan"])
        assert counts.total == 3
        assert counts.values == {"document": {"d1": 1, "d2": 3}, "plan": {"p1": 1, "p2": 1}}
        assert made.count(term("rus"), []) == Counts(3, {})
        assert made.count(term("her"), ["document"]) == Counts(1, {"document": {"d1": 1}})

    def test_groups_are_counted_anew_when_entries_have_changed(
        self, engines: Engines, folder: Path
    ) -> None:
        made = build(
            engines,
            folder,
            [
                entry("a", "rus", "d1", group="a", year=2016),
                entry("b", "rus", "d2", group="a", year=2016),
                entry("c", "rus", "d3", group="c", year=2020),
            ],
        )
        assert made.count(term("rus"), ["year"]) == Counts(2, {"year": {"2016": 1, "2020": 1}})
        made.write(["d2"], [entry("d", "rus", "d2", group="c", year=2020)])
        assert made.count(term("rus"), ["year"]) == Counts(2, {"year": {"2016": 1, "2020": 1}})
        made.write(["d1", "d3"], [entry("e", "rus", "d3", year=2020)])
        assert made.count(term("rus"), ["year"]) == Counts(2, {"year": {"2020": 2}})
        assert made.count(term("bolig"), ["year"]) == Counts(0, {"year": {}})

    def test_words_are_told_rare_or_common(self, standing: Engine) -> None:
        assert standing.size() == 4
        assert standing.frequencies("parts", ["rus", "alle", "ingen"]) == {
            "rus": 2,
            "alle": 1,
            "ingen": 0,
        }

    def test_a_document_is_replaced_as_a_whole(self, made: Engine) -> None:
        made.write(["d2"], [entry("e", "ny bolig", "d2")])
        assert self.found(made, Everything()) == ["a", "d", "e"]
        assert made.size() == 3

    def test_what_fails_half_way_is_not_written(self, made: Engine) -> None:
        def breaking() -> Iterable[Entry]:
            yield entry("e", "ny bolig", "d2")
            raise RuntimeError("half way")

        with pytest.raises(RuntimeError, match="half way"):
            made.write(["d2"], breaking())
        assert self.found(made, Everything()) == list("abcd")
        made.write(["d1"], [])
        assert self.found(made, Everything()) == list("bcd")

    def test_an_index_is_there_when_opened_again(
        self, made: Engine, engines: Engines, folder: Path
    ) -> None:
        opened = engines.open(folder)
        assert self.found(opened, Phrase("exact", ("rus", "og"))) == ["a"]
        made.write(["d1"], [])
        opened.reload()
        assert self.found(opened, Everything()) == list("bcd")
        assert opened.size() == 3

    def test_a_new_index_stands_beside_the_old_until_it_is_in_force(
        self, made: Engine, engines: Engines, folder: Path
    ) -> None:
        beside = folder.with_name("build-2")
        beside.mkdir()
        new = engines.create(beside)
        new.write([], [entry("e", "ny bolig")])
        assert self.found(made, Everything()) == list("abcd")
        assert self.found(new, Everything()) == ["e"]
        new.put_in_force()
        assert self.found(engines.open(beside), Everything()) == ["e"]

    def test_no_index_is_damage(self, engines: Engines, folder: Path) -> None:
        with pytest.raises(EngineDamaged) as caught:
            engines.open(folder)
        assert caught.value.remedy

    def test_each_clause_scores_one_entry_as_in_a_search(self, standing: Engine) -> None:
        clauses = [term("rus"), term("alle"), Constant(term("bolig"), 2.0)]
        first, none, constant = standing.scores(clauses, "a")
        assert first == pytest.approx(self.score(standing, term("rus")))
        assert none is None
        assert constant == pytest.approx(2.0)
        assert standing.scores([], "a") == []

    def test_bm25_scores_a_term(self, engines: Engines, folder: Path) -> None:
        made = build(engines, folder, [entry("a", "rus rus og bolig"), entry("b", "bolig for her")])
        length, mean, k1, b = 4, 3.5, 1.2, 0.75
        tf = 2 * (k1 + 1) / (2 + k1 * (1 - b + b * length / mean))
        assert self.score(made, term("rus")) == pytest.approx(math.log(1 + 1.5 / 1.5) * tf)

    def test_an_index_may_be_empty(self, engines: Engines, folder: Path) -> None:
        made = build(engines, folder, [])
        assert made.search(term("rus"), 10) == Found((), 0)
        assert made.count(Everything(), ["kind"]) == Counts(0, {"kind": {}})
        assert made.frequencies("parts", ["rus"]) == {"rus": 0}

    def test_more_hits_than_fit_on_a_page_are_all_found_once(
        self, engines: Engines, folder: Path
    ) -> None:
        made = build(engines, folder, (entry(f"{n:05}", "rus " * (n % 7)) for n in range(12_000)))
        found = made.search(term("rus"), 11_000)
        scores = [score for _, score in found.hits]
        assert len(found.hits) == len(dict(found.hits)) == found.total == 12_000 - 1715
        assert scores == sorted(scores, reverse=True)
        assert made.search(term("rus"), 10_200).hits == found.hits[:10_200]

    def test_any_word_can_be_looked_up(self, engines: Engines, folder: Path) -> None:
        words = [
            "x" * 300,
            "y" * 300,
            'a"b\\',
            "a*b?",
            "𝔘𝔫𝔦",
            "\u00adø",
            "{}",
            "</a>",
            "null",
        ]
        made = build(engines, folder, [entry("a", " ".join(words)), entry("b", "noe annet")])
        for word in words:
            assert self.found(made, term(word)) == ["a"]
            assert self.found(made, Prefix("exact", word[:2])) == ["a"]
        assert self.found(made, Phrase("exact", tuple(words))) == ["a"]
