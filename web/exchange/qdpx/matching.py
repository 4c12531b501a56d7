"""Which codes and sources of a project are which targets and documents of the corpus."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from planspor.corpus import Corpus
from planspor.corpus.model import Document, Plan, Stage, Stance
from planspor.ingest.anchoring import words
from planspor.web.exchange.guids import guid
from planspor.web.exchange.qdpx.codes import (
    REJECTED,
    STAGE_CODES,
    STANCE_CODES,
    code_name,
    suggestion_code,
    target_code,
)
from planspor.web.exchange.qdpx.reading import ReadCode, ReadProject, ReadSource
from planspor.web.exchange.qdpx.telling import read_told
from planspor.web.words import STAGES, STANCES

_ALIKE: Final = 90.0
"""Per cent of letters that align, from which a code's name is a target's wording."""
_ENOUGH: Final = 20
"""Letters of a wording from which its beginning alone tells which it is."""
_NUMBER: Final = re.compile(r"^(?:\w+ )?\d+(?: \d+)* ")
_ORDER: Final = re.compile(r" \d+$")


@dataclass(slots=True)
class Codes:
    """What codes mean; those in ``passed`` mean nothing here, as a person said or by their sort."""

    targets: dict[str, str] = field(default_factory=dict)
    stages: dict[str, Stage] = field(default_factory=dict)
    stances: dict[str, Stance] = field(default_factory=dict)
    rejected: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)
    unknown: dict[str, ReadCode] = field(default_factory=dict)
    alike: list[str] = field(default_factory=list)


def match_codes(plan: Plan, codes: Iterable[ReadCode], chosen: Mapping[str, str]) -> Codes:
    """Match codes to a plan's targets: as a person chose, by GUID, by name, by likeness.

    ``chosen`` maps a code's GUID or name to a target's id, or to nothing where it is to be left.
    """
    found = Codes()
    matcher = _Matcher(plan)
    for code in codes:
        wish = chosen.get(code.guid, chosen.get(code.name))
        if wish is not None:
            if wish:
                found.targets[code.guid] = wish
            else:
                found.passed.add(code.guid)
        else:
            matcher.match(code, found)
    return found


class _Matcher:
    """A plan's targets, ready to be found by GUID, name or wording."""

    def __init__(self, plan: Plan) -> None:
        self._guids = {target_code(t.id): t.id for t in plan.targets}
        self._suggestions = {suggestion_code(t.id) for t in plan.targets}
        self._names: dict[str, str | None] = {}
        self._wordings = {t.id: words(t.text or "") for t in plan.targets}
        for target in plan.targets:
            for name in (target.id, code_name(target), target.text or ""):
                known = self._names.setdefault(words(name), target.id)
                if known != target.id:
                    self._names[words(name)] = None

    def match(self, code: ReadCode, found: Codes) -> None:
        """Enter what a code means."""
        if self._is_judgement(code, found):
            return
        exact = self._guids.get(code.guid) or self._names.get(words(code.name))
        target = exact or self._alike(words(code.name))
        if target is None:
            found.unknown[code.guid] = code
            return
        found.targets[code.guid] = target
        if exact is None:
            found.alike.append(f"{code.name} = {target}")

    def _is_judgement(self, code: ReadCode, found: Codes) -> bool:
        name = words(code.name)
        for stage, one in STAGE_CODES.items():
            if code.guid == one or name in (stage.value, words(STAGES[stage].name)):
                found.stages[code.guid] = stage
                return True
        for stance, one in STANCE_CODES.items():
            if code.guid == one or name in (stance.value, words(STANCES[stance].name)):
                found.stances[code.guid] = stance
                return True
        if code.guid == REJECTED or name in ("avvist", "rejected"):
            found.rejected.add(code.guid)
            return True
        if code.guid in self._suggestions or code.guid == guid("code", "suggestions"):
            found.passed.add(code.guid)
            return True
        return False

    def _alike(self, name: str) -> str | None:
        """The one target whose wording a name is much like, or begins."""
        bare = _NUMBER.sub("", name)
        if len(bare) >= _ENOUGH:
            begun = [id_ for id_, text in self._wordings.items() if text.startswith(bare)]
            if len(begun) == 1:
                return begun[0]
        best = process.extract(
            bare, self._wordings, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=2
        )
        return best[0][2] if len(best) == 1 else None


def match_sources(
    corpus: Corpus, project: ReadProject, text_of: Callable[[ReadSource], str | None]
) -> dict[str, Document]:
    """The documents that sources are: by GUID, by text, by name; by the source's GUID."""
    documents = corpus.documents.all()
    by_guid = {guid("source", d.id): d for d in documents}
    by_name: dict[str, Document | None] = {}
    for document in documents:
        for name in {
            *map(words, (document.id, document.title, document.file, _stem(document.file)))
        }:
            by_name[name] = None if name in by_name else document
    texts = _Texts(corpus, documents)
    found: dict[str, Document] = {}
    for source in project.sources:
        match = (
            by_guid.get(source.guid)
            or _told_document(source, documents)
            or texts.find(text_of(source))
            or by_name.get(words(source.name))
            or by_name.get(words(_stem(source.name)))
        )
        if match is not None:
            found[source.guid] = match
    return found


def _told_document(source: ReadSource, documents: Iterable[Document]) -> Document | None:
    facts = read_told("planspor:document", source.description) or {}
    return next((d for d in documents if facts.get("sha256") == d.sha256), None)


class _Texts:
    """Documents by the words of their texts, which are read at first need."""

    def __init__(self, corpus: Corpus, documents: Iterable[Document]) -> None:
        self._corpus = corpus
        self._documents = documents

    def find(self, text: str | None) -> Document | None:
        """The document that has the words of a text, if any."""
        said = words(text or "")
        return self._held.get(said) if said else None

    @cached_property
    def _held(self) -> dict[str, Document]:
        texts = self._corpus.documents
        return {words(texts.text(d.id)): d for d in self._documents if d.passages}


def _stem(name: str) -> str:
    return re.sub(r"\.\w{1,5}$", "", name)
