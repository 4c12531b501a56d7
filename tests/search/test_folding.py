from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus import Corpus
from planspor.search import Index
from planspor.search.engine.contract import EngineDamaged, Engines
from planspor.search.folding import Groups, groups

IDS = st.sampled_from("abcdefgh")
GROUPS = st.dictionaries(IDS, st.sampled_from("abc")).map(Groups)


def test_a_group_is_one_hit_where_its_best_stands() -> None:
    made = Groups({"a": "a", "c": "a", "d": "d", "e": "d"})
    assert made.folded(["b", "c", "e", "a", "d", "f"]) == ["b", "c", "e", "f"]
    assert made.others("c") == ["a"]
    assert made.others("b") == []


@given(GROUPS, st.permutations("abcdefgh"))
def test_it_does_not_matter_for_the_count_in_which_order_passages_are_folded(
    made: Groups, ranked: list[str]
) -> None:
    folded = made.folded(ranked)
    assert len(folded) == len(made.folded(sorted(ranked)))
    assert {id_ for shown in folded for id_ in (shown, *made.others(shown))} >= set(folded)


@given(GROUPS, GROUPS)
def test_what_changed_is_what_has_another_group_now(old: Groups, new: Groups) -> None:
    changed = new.changed_since(old)
    assert all(
        (old.group_of.get(id_) != new.group_of.get(id_)) == (id_ in changed) for id_ in "abcdefgh"
    )


def test_groups_come_back_as_they_were_kept(tmp_path: Path) -> None:
    Groups({"a": "a", "c": "a"}).write(tmp_path)
    assert Groups.read(tmp_path).group_of == {"a": "a", "c": "a"}


def test_groups_that_cannot_be_read_are_damage(tmp_path: Path) -> None:
    with pytest.raises(EngineDamaged, match="groups"):
        Groups.read(tmp_path)


def test_an_index_with_damaged_groups_is_made_anew(own: Corpus, engines: Engines) -> None:
    (kept,) = (own.folder / "index").rglob("groups.json")
    kept.write_text('{"half a', "utf-8")
    assert Index(own, engines).search("bolig").hits


def test_a_short_passage_does_not_make_the_long_ones_that_hold_it_the_same(
    sample: Corpus,
) -> None:
    made = groups(sample)
    lengths = {
        passage.id: len(passage.text)
        for document in sample.documents.all()
        for passage in sample.documents.passages(document.id)
    }
    for pair in sample.recurrences.pairs(0.8):
        assert lengths[pair.shorter] <= lengths[pair.longer]
        assert 0 < pair.share <= 1
        if pair.share >= 0.5:
            assert made.group_of[pair.shorter] == made.group_of[pair.longer]
