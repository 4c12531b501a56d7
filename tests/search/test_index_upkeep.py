import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pooled
import pytest

from planspor import corpus, search
from planspor.corpus import Corpus
from planspor.corpus.language import Term
from planspor.corpus.model import Decision, Link, Person, Review, SearchTrace, Stage, Stance
from planspor.corpus.store.database import now
from planspor.corpus.store.links import ProposedLink
from planspor.search import Filters, Index

Answer = tuple[int, list[str]]
WHERE = {"meta.json", "elasticsearch.json"}
"""The file of each engine that says what its index is made of."""


def answer(index: Index, query: str = "tiltak i kommunen") -> Answer:
    results = index.search(query, limit=50)
    return results.total, [hit.passage.id for hit in results.hits]


def index_folder(opened: Corpus) -> Path:
    return opened.folder / "index"


def build(opened: Corpus) -> Path:
    state = json.loads((index_folder(opened) / "state.json").read_text("utf-8"))
    return index_folder(opened) / str(state["build"])


def largest(opened: Corpus) -> Path:
    return max(build(opened).iterdir(), key=lambda file: file.stat().st_size)


def truncate(opened: Corpus) -> None:
    file = largest(opened)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def scramble(opened: Corpus) -> None:
    for file in build(opened).iterdir():
        data = file.read_bytes()
        file.write_bytes(bytes(byte ^ 0x5A for byte in data))


def empty_all(opened: Corpus) -> None:
    for file in build(opened).iterdir():
        file.write_bytes(b"")


def take_one(opened: Corpus) -> None:
    largest(opened).unlink()


def take_meta(opened: Corpus) -> None:
    next(file for file in build(opened).iterdir() if file.name in WHERE).unlink()


def take_build(opened: Corpus) -> None:
    shutil.rmtree(build(opened))


def take_all(opened: Corpus) -> None:
    shutil.rmtree(index_folder(opened))


def take_state(opened: Corpus) -> None:
    (index_folder(opened) / "state.json").unlink()


def garble_state(opened: Corpus) -> None:
    (index_folder(opened) / "state.json").write_bytes(b"\xff{")


def scribble(opened: Corpus) -> None:
    for file in index_folder(opened).rglob("*"):
        if file.is_file():
            file.write_bytes(b"scribble")


def change_state(**changes: object) -> Callable[[Corpus], None]:
    def change(opened: Corpus) -> None:
        path = index_folder(opened) / "state.json"
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changes), "utf-8")

    return change


DAMAGES = {
    "half a file": truncate,
    "scrambled files": scramble,
    "empty files": empty_all,
    "a file gone": take_one,
    "the engine's own file gone": take_meta,
    "the build gone": take_build,
    "everything gone": take_all,
    "state.json gone": take_state,
    "garbled state.json": garble_state,
    "all scribbled over": scribble,
    "another format": change_state(format="0/tantivy-0.1"),
    "ahead of the record": change_state(counter=10**9),
    "a build elsewhere": change_state(build="build-none"),
    "an unknown key": change_state(unknown=1),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_made_anew(own: Corpus, damage: Callable[[Corpus], None]) -> None:
    before = answer(search.open(own))
    damage(own)
    assert answer(search.open(own)) == before


def test_damage_while_the_index_is_in_use_is_mended(own: Corpus) -> None:
    index = search.open(own)
    before = answer(index)
    take_all(own)
    index.rebuild()
    assert answer(index) == before


def test_only_the_build_in_force_is_kept(own: Corpus) -> None:
    index = search.open(own)
    index.rebuild()
    index.rebuild()
    assert [folder.name for folder in index_folder(own).glob("build-*")] == [build(own).name]


def test_an_index_at_the_counter_is_used_as_it_is(own: Corpus) -> None:
    search.open(own)
    before = build(own)
    search.open(own)
    assert build(own) == before


def test_rebuilding_reports_each_document(own: Corpus) -> None:
    seen: list[tuple[int, int, str]] = []
    search.open(own).rebuild(lambda *step: seen.append(step))
    documents = own.documents.all()
    assert seen == [(n, len(documents), document.id) for n, document in enumerate(documents)]


def test_an_added_document_is_found_after_a_refresh(own: Corpus, tmp_path: Path) -> None:
    index = search.open(own)
    before = build(own)
    (tmp_path / "ny.txt").write_text("Om enhjørninger\n\nEnhjørningen bor i skogen.", "utf-8")
    pooled.add(own, [tmp_path / "ny.txt"])
    assert index.search("enhjørning").total == 0
    index.refresh()
    assert [hit.document.id for hit in index.search("enhjørning").hits] == ["ny"]
    assert build(own) == before


def test_a_new_version_takes_the_place_of_the_old(own: Corpus, tmp_path: Path) -> None:
    file = tmp_path / "ny.txt"
    file.write_text("Om enhjørninger\n\nEnhjørningen bor i skogen.", "utf-8")
    pooled.add(own, [file])
    index = search.open(own)
    file.write_text("Om havfruer\n\nHavfruen bor i sjøen.", "utf-8")
    pooled.add(own, [file])
    index.refresh()
    assert index.search("enhjørning").total == 0
    assert [hit.document.version for hit in index.search("havfrue").hits] == [2]


def test_following_ends_where_rebuilding_does(own: Corpus, tmp_path: Path) -> None:
    index = search.open(own)
    text = own.documents.text("evaluering-ivs-2023-kortversjon")
    (tmp_path / "ny.txt").write_text(text + "\n\nOg litt til om kommunen.", "utf-8")
    own.documents.remove("evaluering-ivs-2023")
    own.documents.remove("havneset-budsjett-2022")
    pooled.add(own, [tmp_path / "ny.txt"])
    index.refresh()
    followed = index.search("", limit=1000)
    index.rebuild()
    rebuilt = index.search("", limit=1000)
    assert followed.total == rebuilt.total
    assert followed.facets == rebuilt.facets
    assert sum(facet.count for facet in followed.facets["language"]) >= followed.total
    assert {h.passage.id for h in followed.hits} | _others(followed) == {
        h.passage.id for h in rebuilt.hits
    } | _others(rebuilt)


def _others(results: search.Results) -> set[str]:
    return {place.passage for hit in results.hits for place in hit.also_in}


def test_a_removed_document_is_not_found(own: Corpus) -> None:
    index = search.open(own)
    own.documents.remove("havneset-plan-2021")
    index.refresh()
    results = index.search("", limit=1000)
    assert "havneset-plan-2021" not in {hit.document.id for hit in results.hits}
    assert results.total == len(results.hits)


def test_a_stale_index_still_serves(own: Corpus) -> None:
    index = search.open(own)
    own.documents.remove("havneset-plan-2021")
    results = index.search("tiltak", limit=1000)
    assert results.hits
    assert "havneset-plan-2021" not in {hit.document.id for hit in results.hits}


def test_while_another_writes_the_index_serves_as_it_is(own: Corpus, tmp_path: Path) -> None:
    index = search.open(own)
    before = answer(index)
    (tmp_path / "ny.txt").write_text("Et tiltak i kommunen.", "utf-8")
    pooled.add(own, [tmp_path / "ny.txt"])
    other = sqlite3.connect(index_folder(own) / "lock.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    index.refresh()
    assert answer(index) == before
    other.close()
    index.refresh()
    assert answer(index)[0] == before[0] + 1


def test_two_indexes_of_a_corpus_agree(own: Corpus, tmp_path: Path) -> None:
    first, second = search.open(own), search.open(own)
    (tmp_path / "ny.txt").write_text("Et tiltak i kommunen.", "utf-8")
    pooled.add(own, [tmp_path / "ny.txt"])
    first.refresh()
    second.refresh()
    assert answer(first) == answer(second)
    second.rebuild()
    assert answer(first) == answer(second)


def test_a_persons_term_counts_at_once(own: Corpus) -> None:
    index = search.open(own)
    assert index.search("blåmeis").total == 0
    own.terms.save(Term("blameis", "synonym", ("blåmeis", "jobbspesialist")))
    index.refresh()
    assert index.search("blåmeis").total > 0


def link(opened: Corpus, passage: str, target: str) -> Link:
    document = opened.documents.get(opened.documents.passage(passage).document)
    proposed = ProposedLink(
        id=f"{target}@{passage}",
        target=target,
        passage=passage,
        score=0.5,
        stage=Stage.ACTION,
        stance=Stance.SUPPORTS,
        origin=False,
        terms={},
        rules=(),
    )
    traces: list[SearchTrace] = []
    run = opened.links.start_run("test/1", 1, 1.0, {})
    opened.links.record(document.id, document.version, "rus2016", [proposed], traces, run)
    return opened.links.get(proposed.id)


def test_linked_targets_are_facets_until_the_link_is_rejected(own: Corpus) -> None:
    index = search.open(own)
    plan = own.plans.get("rus2016")
    goal, measure = plan.goals[0], next(m for m in plan.measures if m.text)
    first, *others = index.search("tiltak", limit=20).hits
    last = next(hit for hit in others if hit.document != first.document)
    link(own, first.passage.id, goal.id)
    made = link(own, last.passage.id, measure.id)
    index.refresh()
    facets = index.search("tiltak").facets
    assert [(f.value, f.label) for f in facets["goal"]] == [(goal.id, goal.text)]
    assert [(f.value, f.label) for f in facets["measure"]] == [(measure.id, measure.text)]
    assert [(f.value, f.label, f.count) for f in facets["plan"]] == [("rus2016", plan.short, 2)]
    found = index.search("tiltak", filters=Filters(measures=(measure.id,)))
    assert [hit.passage.id for hit in found.hits] == [last.passage.id]
    assert index.search(f"measure:{measure.id}").total == 1
    assert index.search("measure:rus2016/*").total == 1
    reject(own, made)
    index.refresh()
    assert index.search("tiltak").facets["measure"] == ()


def reject(opened: Corpus, made: Link) -> None:
    opened.reviews.know(Person("kari", "Kari"))
    opened.reviews.decide(
        Review(made.id, made.target, made.document, "kari", Decision.REJECT, now())
    )


def test_an_empty_corpus_is_searched_in_vain(tmp_path: Path) -> None:
    with corpus.open(tmp_path) as opened:
        results = search.open(opened).search("rus")
    assert (results.total, results.hits) == (0, ())
    assert all(not counts for counts in results.facets.values())


def test_a_folder_that_cannot_hold_an_index_is_named(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("in the way", "utf-8")
    with (
        corpus.open(tmp_path) as opened,
        pytest.raises(search.EngineError, match="index") as caught,
    ):
        search.open(opened)
    assert caught.value.remedy
