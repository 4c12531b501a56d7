"""Files of entities, and ids taken out of use, as YAML that reads back the same."""

from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple, cast

from planspor.corpus.errors import InputError, PlanFileError
from planspor.corpus.model import Entity, EntityKind, Origin
from planspor.corpus.plans import fields
from planspor.corpus.plans.fields import Key
from planspor.corpus.plans.files import as_utf8, file_bytes
from planspor.corpus.plans.nodes import Mistakes, Node
from planspor.corpus.plans.writing import dump, inline_list
from planspor.corpus.plans.yaml_text import parse_yaml

_USUAL: Final = ("mandate", "sort", "owner", "became", "former")
"""The facts that the pages know: an actor's mandate, what sort it is, who owns a data source,
the id of what it became, and names it went by before ({name, years})."""


class EntityFile(NamedTuple):
    """What a file of entities says."""

    entities: tuple[Entity, ...]
    removed: tuple[str, ...] = ()


def shipped_entities() -> list[Entity]:
    """The entities that come with Planspor, by id."""
    folder = files("planspor.corpus.entities") / "data"
    shipped: list[Entity] = []
    for file in folder.iterdir():
        mistakes = Mistakes(file.name)
        root = parse_yaml(file.read_text(encoding="utf-8"), mistakes)
        shipped += _checked(root, mistakes).entities
    return sorted(shipped, key=lambda entity: entity.id)


def read_entities(path: Path) -> EntityFile:
    """The entities of a YAML file.

    Raises:
        InputError: the file cannot be read, or holds mistakes, one a line of the message.
    """
    mistakes = Mistakes(path.name)
    try:
        root = parse_yaml(as_utf8(file_bytes(path, mistakes), mistakes), mistakes)
        return _checked(root, mistakes)
    except PlanFileError as error:
        raise InputError(error.message, error.remedy) from error


def write_entities(file: EntityFile) -> str:
    """The file of some entities; what is empty is left out."""
    entities = [_written(entity) for entity in file.entities]
    return dump({"entities": entities} | ({"removed": list(file.removed)} if file.removed else {}))


def named_by(entity: Entity) -> tuple[str, ...]:
    """All names that an entity goes or went by, its present one first."""
    former = (str(one["name"]) for one in entity.facts.get("former", ()))
    return tuple(dict.fromkeys((entity.name, *entity.aliases, *former)))


def _written(entity: Entity) -> dict[str, Any]:
    values = {
        "id": entity.id,
        "kind": str(entity.kind),
        "name": entity.name,
        "aliases": inline_list(entity.aliases),
        "years": entity.years,
        **{name: _plain(value) for name, value in entity.facts.items()},
    }
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _plain(value: Any) -> Any:
    return [dict(one) for one in value] if isinstance(value, list | tuple) else value


def _checked(root: Node | None, mistakes: Mistakes) -> EntityFile:
    mistakes.report()
    values = fields.read_mapping(cast("Node", root), _FILE, "the file", mistakes)
    entities = [_entity(node, mistakes) for node in values.get("entities", ())]
    removed = values.get("removed", ())
    _ids_differ(values.get("entities", ()), mistakes)
    mistakes.report()
    return EntityFile(tuple(one for one in entities if one), removed)


def _kind(node: Node, mistakes: Mistakes) -> EntityKind | None:
    if node.text in set(EntityKind):
        return EntityKind(node.text)
    known = ", ".join(EntityKind)
    mistakes.add(node.place, f"a kind cannot be {node.kind}", f"choose one of {known}")
    return None


def _former(node: Node, mistakes: Mistakes) -> list[dict[str, str]]:
    """Names of before, each with its years."""
    read = (
        fields.read_mapping(n, _NAME, "a name", mistakes) for n in fields.entries(node, mistakes)
    )
    return [values for values in read if values.get("name")]


_NAME: Mapping[str, Key] = {"name": Key(fields.text, required=True), "years": Key(fields.text)}
_ENTITY: Mapping[str, Key] = {
    "id": Key(fields.identifier, required=True),
    "kind": Key(_kind, required=True),
    "name": Key(fields.text, required=True),
    "aliases": Key(fields.texts),
    "years": Key(fields.text),
    "mandate": Key(fields.text),
    "sort": Key(fields.text),
    "owner": Key(fields.identifier),
    "became": Key(fields.identifier),
    "former": Key(_former),
}
_FILE: Mapping[str, Key] = {"entities": Key(fields.entries), "removed": Key(fields.identifiers)}


def _entity(node: Node, mistakes: Mistakes) -> Entity | None:
    values = fields.read_mapping(node, _ENTITY, "an entity", mistakes)
    if not all(values.get(name) for name in ("id", "kind", "name")):
        return None
    return Entity(
        id=values["id"],
        kind=values["kind"],
        name=values["name"],
        aliases=values.get("aliases", ()),
        years=values.get("years"),
        facts={name: values[name] for name in _USUAL if values.get(name)},
        origin=Origin.PERSON,
    )


def _ids_differ(nodes: Iterable[Node], mistakes: Mistakes) -> None:
    held: set[str] = set()
    for node in nodes:
        id_ = (
            node.value["id"].text if isinstance(node.value, Mapping) and "id" in node.value else ""
        )
        if id_ and id_ in held:
            mistakes.add(node.place, f"“{id_}” stands twice", "give each its own id")
        held.add(id_)
