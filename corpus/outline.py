"""What a section tree says of where a section stands."""

from collections.abc import Callable, Iterable

from planspor.corpus.model import Section


def heading_paths(sections: Iterable[Section]) -> dict[str, tuple[str, ...]]:
    """By section id, the headings from the top down to its own; unnamed ones are left out.

    ``sections`` come in reading order, a parent before its children.
    """
    return _paths(sections, lambda section: section.heading)


def printed_paths(sections: Iterable[Section]) -> dict[str, tuple[str, ...]]:
    """As `heading_paths`, each heading with its number: ``§ 4 Overtredelsesgebyr``."""
    return _paths(
        sections, lambda section: " ".join(filter(None, (section.number, section.heading)))
    )


def _paths(
    sections: Iterable[Section], name: Callable[[Section], str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for section in sections:
        above = found.get(section.parent, ()) if section.parent else ()
        found[section.id] = (*above, name(section)) if section.heading else above
    return found
