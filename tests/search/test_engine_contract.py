"""What every engine does; each engine runs the same class."""

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
from planspor.search.engine.contract import LAYERS, VALUES, Engine, EngineError, Entry
from planspor.search.engine.tantivy import TantivyEngine


def entry(
    id_: str,
    words: str,
    document: str = "d1",
    *,
    year: int | None = None,
    recurs: bool = False,
    weight: float = 1.0,
    **values: tuple[str, ...],
) -> Entry:
    layers = dict.fromkeys(LAYERS, "") | {"exact": words, "lemma": words, "parts": words}
    held = dict.fromkeys(VALUES, ()) | {"document": (document,)} | values
    return Entry(id_, layers, held, year, recurs, weight)


def term(word: str) -> Term:
    return Term("exact", word)


class EngineContract:
    engine: type[Engine]

    @pytest.fixture
    def made(self, tmp_path: Path) -> Engine:
        made = self.engine.create(tmp_path)
        made.write(
            [],
            [
                entry("a", "rus og bolig", year=2016, plan=("p1", "p2")),
                entry("b", "bolig for alle her", "d2", year=2020, plan=("p1",)),
                entry("c", "rus rus rustiltak her", "d2", recurs=True),
                entry("d", "å-ordet, with. punctuation* æøå", "d3", kind=("white paper",)),
            ],
        )
        return made

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
    def test_a_clause_finds_what_it_says(self, made: Engine, clause: Clause, ids: str) -> None:
        assert self.found(made, clause) == list(ids)
        assert made.search(clause, 1).total == len(ids)

    def test_the_better_of_two_stands_first(self, made: Engine) -> None:
        assert [id_ for id_, _ in made.search(term("rus"), 10).hits] == ["c", "a"]

    def score(self, engine: Engine, clause: Clause) -> float:
        return dict(engine.search(clause, 10).hits)["a"]

    def test_scores_add_up_as_the_clauses_say(self, made: Engine) -> None:
        rus, bolig = self.score(made, term("rus")), self.score(made, term("bolig"))
        both = (term("rus"), term("bolig"))
        assert self.score(made, Sum(both)) == pytest.approx(rus + bolig)
        assert self.score(made, All(both)) == pytest.approx(rus + bolig)
        assert self.score(made, Boosted(both[0], both[1:])) == pytest.approx(rus + bolig)
        assert self.score(made, Best(both)) == pytest.approx(max(rus, bolig))
        assert self.score(made, Best(both, 0.5)) == pytest.approx(
            max(rus, bolig) + min(rus, bolig) / 2
        )
        assert self.score(made, Weighted(term("rus"), 3.0)) == pytest.approx(3 * rus)
        assert self.score(made, Constant(term("rus"), 3.0)) == pytest.approx(3.0)
        assert self.score(made, restricted(both[0], both[1])) == pytest.approx(rus)

    @pytest.mark.parametrize("weight", [0.3, 0.5, 1.0])
    def test_an_entrys_weight_multiplies_its_score(self, tmp_path: Path, weight: float) -> None:
        made = self.engine.create(tmp_path)
        made.write([], [entry("a", "rus"), entry("b", "rus", weight=weight)])
        scores = dict(made.search(term("rus"), 10).hits)
        assert scores["b"] == pytest.approx(weight * scores["a"], rel=1e-4)

    def test_values_are_counted_over_what_matches(self, made: Engine) -> None:
        counts = made.count(Everything(), ["plan", "document", "year", "goal"])
        assert counts == {
            "plan": {"p1": 2, "p2": 1},
            "document": {"d1": 1, "d2": 2, "d3": 1},
            "year": {"2016": 1, "2020": 1},
            "goal": {},
        }
        assert made.count(term("rus"), ["plan"]) == {"plan": {"p1": 1, "p2": 1}}
        assert made.count(Everything(), []) == {}

    def test_words_are_told_rare_or_common(self, made: Engine) -> None:
        assert made.size() == 4
        assert made.frequencies("parts", ["rus", "alle", "ingen"]) == {
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

    def test_an_index_is_there_when_opened_again(self, made: Engine, tmp_path: Path) -> None:
        opened = self.engine.open(tmp_path)
        assert self.found(opened, Phrase("exact", ("rus", "og"))) == ["a"]
        made.write(["d1"], [])
        opened.reload()
        assert self.found(opened, Everything()) == list("bcd")

    def test_no_index_is_an_error_of_the_engine(self, tmp_path: Path) -> None:
        with pytest.raises(EngineError):
            self.engine.open(tmp_path)


class TestTantivy(EngineContract):
    engine = TantivyEngine
