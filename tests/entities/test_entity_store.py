from collections.abc import Iterator
from pathlib import Path

import pytest

import planspor.corpus
from planspor.corpus import Corpus
from planspor.corpus.entities import (
    EntityFile,
    named_by,
    read_entities,
    shipped_entities,
    write_entities,
)
from planspor.corpus.errors import InputError, NotFound
from planspor.corpus.model import Entity, EntityKind, Origin

WATCH = Entity("nattevakten", EntityKind.ACTOR, "Nattevakten", ("vekteren",), "2001–")


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with planspor.corpus.open(tmp_path / "corpus") as opened:
        yield opened


def test_what_ships_has_names_of_its_own_and_leads_to_what_is_there() -> None:
    shipped = shipped_entities()
    ids = {entity.id for entity in shipped}
    assert len(ids) == len(shipped) > 100
    for entity in shipped:
        for fact in ("owner", "became"):
            assert entity.facts.get(fact) in {*ids, None}, entity.id


def test_the_bodies_of_the_plan_are_there_with_the_names_they_went_by() -> None:
    shipped = {entity.id: entity for entity in shipped_entities()}
    directorates = ("helsedirektoratet", "avdir", "bufdir", "kdi", "politidirektoratet", "udir")
    assert set(directorates) <= set(shipped)
    governor = shipped["statsforvalteren"].facts["former"]
    assert {"name": "fylkesmannen", "years": "–2020"} in governor
    assert "fylkesmannen" in named_by(shipped["statsforvalteren"])
    assert shipped["sirus"].facts["became"] == "fhi"


def test_what_ships_reads_back_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "alle.yaml"
    entities = tuple(shipped_entities())
    file.write_text(write_entities(EntityFile(entities, ("borte",))), encoding="utf-8")
    assert read_entities(file) == EntityFile(entities, ("borte",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("entities:\n  - id: a\n    name: A\n", "kind"),
        ("entities:\n  - id: A B\n    kind: actor\n    name: A\n", "cannot be an id"),
        ("entities:\n  - id: a\n    kind: ting\n    name: A\n", "a kind cannot be"),
        ("entities:\n  - {id: a, kind: actor, name: A, nme: B}\n", "nme"),
        (
            "entities:\n  - {id: a, kind: actor, name: A}\n  - {id: a, kind: actor, name: B}\n",
            "stands twice",
        ),
        ("entities: 3\n", "a list is expected"),
        ("[", "alle.yaml"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "alle.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"alle\.yaml") as error:
        read_entities(file)
    assert told in error.value.message


def test_a_persons_entity_is_kept_when_what_ships_is_seeded_again(corpus: Corpus) -> None:
    corpus.entities.save(WATCH)
    corpus.entities.remove("fafo")
    corpus.entities.seed(shipped_entities())
    assert corpus.entities.get("nattevakten") == WATCH
    assert corpus.entities.removed() == ["fafo"]
    assert corpus.entities.get("ssb").origin is Origin.SHIPPED


def test_an_edit_of_a_shipped_entity_is_the_persons(corpus: Corpus) -> None:
    corpus.entities.save(Entity("fafo", EntityKind.ACTOR, "Fafo AS"))
    corpus.entities.seed(shipped_entities())
    held = corpus.entities.get("fafo")
    assert (held.name, held.origin) == ("Fafo AS", Origin.PERSON)


def test_what_is_not_there_or_removed_is_not_found(corpus: Corpus) -> None:
    corpus.entities.remove("fafo")
    for take in (corpus.entities.get, corpus.entities.remove):
        with pytest.raises(NotFound):
            take("fafo")
