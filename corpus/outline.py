"""What a section tree says of where a section stands."""

from collections.abc import Iterable

from planspor.corpus.model import Section


def heading_paths(sections: Iterable[Section]) -> dict[str, tuple[str, ...]]:
    """By section id, the headings from the top down to its own; unnamed ones are left out.

    ``sections`` come in reading order, a parent before its children.
    """
    found: dict[str, tuple[str, ...]] = {}
    for section in sections:
        above = found.get(section.parent, ()) if section.parent else ()
        found[section.id] = (*above, section.heading) if section.heading else above
    return found
