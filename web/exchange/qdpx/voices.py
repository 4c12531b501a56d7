"""Who said what in a project: its users as people, its notes as decisions."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Final, TypeVar

from planspor.corpus.model import Decision, Person, Stage, Stance
from planspor.corpus.slugs import slug
from planspor.web.exchange.guids import guid
from planspor.web.exchange.qdpx.package import Package
from planspor.web.exchange.qdpx.reading import ReadNote, ReadProject, ReadSelection, ReadUser
from planspor.web.exchange.qdpx.telling import DECISION, LINK, read_told
from planspor.web.exchange.qdpx.writing import RULE
from planspor.web.exchange.taking import Said

_OF_A_RULE: Final = " (regel i Planspor)"


class Voices:
    """The users and notes of a project.

    Args:
        package: the archive, where notes can be files.
        project: what was read of it.
        importer: who said what the project names nobody for.
    """

    def __init__(self, package: Package, project: ReadProject, importer: Person) -> None:
        self._package = package
        self._project = project
        self._importer = importer

    def person(self, user: str) -> Person:
        """A user of the project."""
        return _person_of(self._project.users.get(user), self._importer)

    def known(self, id_: str) -> Person | None:
        """The user of the project who has an id in Planspor."""
        user = self._project.users.get(guid("user", id_))
        return None if user is None else _person_of(user, self._importer)

    def notes(self, selection: ReadSelection) -> Iterator[ReadNote]:
        """What was noted of a selection."""
        for note in selection.notes:
            if note in self._project.notes:
                yield self._project.notes[note]

    def note(self, selection: ReadSelection) -> str:
        """What others wrote of a selection."""
        said = [selection.description] if read_told(LINK, selection.description) is None else []
        said += [self._content(note) for note in self.notes(selection)]
        return "\n".join(text.strip() for text in said if text.strip())

    def _content(self, note: ReadNote) -> str:
        data = self._package.text(note.path) if note.path else None
        return note.content if data is None else data.decode("utf-8", errors="replace")

    def decision(self, note: ReadNote) -> Said | None:
        """A decision that Planspor wrote."""
        facts = read_told(DECISION, note.description)
        decision = one_of(Decision, (facts or {}).get("decision"))
        if facts is None or decision is None:
            return None
        return Said(
            person=self.known(facts.get("person", "")) or self.person(note.user),
            decision=decision,
            at=_time(facts.get("at")) or note.at,
            stage=one_of(Stage, facts.get("stage")),
            stance=one_of(Stance, facts.get("stance")),
            note=self._content(note),
        )


def _person_of(user: ReadUser | None, importer: Person) -> Person:
    if user is None:
        return importer
    id_ = user.id.removeprefix(RULE)
    if user.guid == guid("user", id_):
        return Person(id_, user.name.removesuffix(_OF_A_RULE), user.id.startswith(RULE))
    name = " ".join(user.name.split())
    return Person(slug(name), name) if slug(name) else importer


@cache
def _time(written: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(written or "").astimezone(UTC)
    except ValueError:
        return None


_Choice = TypeVar("_Choice", Decision, Stage, Stance)


def one_of(kind: type[_Choice], written: str | None) -> _Choice | None:
    """The value of a kind that was written, if it is one."""
    return next((one for one in kind if one.value == written), None)
