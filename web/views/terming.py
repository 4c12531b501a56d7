"""The thesaurus as pages and commands change it, and what an entry does to a search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from planspor.corpus.errors import InputError
from planspor.corpus.language import Term
from planspor.corpus.language.thesaurus import shipped_terms
from planspor.corpus.model import Origin
from planspor.corpus.slugs import checked_id
from planspor.corpus.store.terms import TermEntry, TermStore
from planspor.corpus.term_files import TermFile, flaws
from planspor.search import Index, Level, Question


@dataclass(frozen=True, slots=True)
class Effect:
    """What an entry does to a search for one of its forms: hits alone, and with the others."""

    form: str
    alone: int
    together: int

    @property
    def more(self) -> int:
        """How many hits the other forms add."""
        return self.together - self.alone


def has(term: Term, word: str | None) -> bool:
    """Whether a word stands in a form of an entry; any entry has what is not asked for."""
    return not word or any(word.casefold() in form.casefold() for form in term.forms)


def listed(
    entries: Sequence[TermEntry], word: str = "", kind: str = "", made_by: str = ""
) -> list[TermEntry]:
    """The entries that are asked for, by their first form."""
    kept = [
        entry
        for entry in entries
        if kind in ("", entry.term.kind)
        and made_by in ("", entry.made_by)
        and has(entry.term, word)
    ]
    return sorted(kept, key=lambda entry: entry.term.forms[0].casefold())


def checked(term: Term) -> Term:
    """An entry as an edit makes it.

    Raises:
        InputError: it could not be found again, or joins nothing.
    """
    checked_id(term.id)
    for flaw, _ in flaws(term.forms):
        raise InputError(
            f"{term.id}: {flaw}; it would have: {'; '.join(term.forms)}",
            "Give other forms, or take the entry out with `planspor terms remove`.",
        )
    return term


def enter(store: TermStore, file: TermFile) -> tuple[list[str], list[str]]:
    """Enter what a file says; the ids that were entered or changed, and those taken out."""
    held = {entry.term.id: entry.term for entry in store.entries()}
    changed = [term for term in file.terms if held.get(term.id) != term]
    removed = [term for term in file.removed if term in held]
    store.save(*changed)
    for term in removed:
        store.remove(term)
    return [term.id for term in changed], removed


def own(store: TermStore, whole: bool = False, hidden: Collection[str] = ()) -> TermFile:
    """What people entered and took out, or with ``whole`` all that is in force, as a file.

    What ``hidden`` documents explain is not told.
    """
    terms = [e.term for e in store.entries(hidden) if whole or e.made_by is Origin.PERSON]
    return TermFile(tuple(terms), tuple(store.removed()))


def shipped(term: str) -> Term | None:
    """The entry as it came with Planspor; None where it did not."""
    return next((one for one in shipped_terms() if one.id == term), None)


def effects(index: Index, forms: Sequence[str], asked: Question) -> list[Effect]:
    """What an entry of some forms does, or would do, to a search for each of them.

    ``asked`` is a question whose filters hold.
    """
    quoted = ['"{}"'.format(form.replace('"', " ")) for form in forms]
    alone = [_count(index, asked, one) for one in quoted]
    together = _count(index, asked, " ELLER ".join(f"bøyninger:{one}" for one in quoted))
    return [Effect(form, n, together) for form, n in zip(forms, alone, strict=True)]


def _count(index: Index, asked: Question, query: str) -> int:
    said = query if query.startswith("bøyninger:") else f"bøyninger:{query}"
    found = index.search(said, 0, filters=asked.filters, level=Level.INFLECTIONS, facets=())
    return found.total
