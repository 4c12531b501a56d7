from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor import corpus, ingest
from planspor.corpus import Corpus
from planspor.search import Index
from planspor.search.engine.contract import EngineDamaged, Engines
from planspor.search.indexing.folding import Groups, groups

IDS = st.sampled_from("abcdefgh")


def named(parts: dict[str, str]) -> Groups:
    """The groups in which the passages of a part are, by the first of them."""
    first = {part: min(id_ for id_ in parts if parts[id_] == part) for part in parts.values()}
    return Groups({id_: first[part] for id_, part in parts.items()})


GROUPS = st.dictionaries(IDS, st.sampled_from("xyz")).map(named)


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
    assert {id_ for shown in folded for id_ in (shown, *made.others(shown))} >= set(ranked)


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


SENTENCE = (
    "Kommunen skal tilby alle unge et møte med en fast kontaktperson innen to uker etter at de "
    "har bedt om hjelp."
)
TRIAL = (
    "Ordningen ble prøvd ut i tre bydeler i fjor høst. Ansatte fikk opplæring i samtaler, og "
    "lederne satte av tid til veiledning. Mange fortalte at de ble møtt med respekt, og at de "
    "slapp å gjenta historien sin."
)
BUDGET = (
    "Budsjettet for neste år er strammere enn før. Rådmannen foreslår å flytte midler fra drift "
    "til investering i boliger. Det er søkt om tilskudd til nye stillinger på skolene, og svaret "
    "ventes før jul."
)


def test_a_short_passage_does_not_make_the_long_ones_that_hold_it_the_same(tmp_path: Path) -> None:
    texts = {"plan": SENTENCE, "rapport": f"{SENTENCE} {TRIAL}", "melding": f"{BUDGET} {SENTENCE}"}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(f"{name.title()}\n\n{text}\n", "utf-8")
    with corpus.open(tmp_path / "corpus") as opened:
        ingest.add(opened, [tmp_path / "plan.txt", tmp_path / "rapport.txt"])
        assert {id_.partition("/")[0] for id_ in groups(opened).group_of} == {"plan", "rapport"}
        ingest.add(opened, [tmp_path / "melding.txt"])
        assert groups(opened).group_of == {}


def test_passages_of_about_one_length_are_the_same(sample: Corpus) -> None:
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
