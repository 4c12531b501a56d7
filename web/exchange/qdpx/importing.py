"""Taking the codings of a REFI-QDA project in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import IO, Final

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import Decision, Document, Found, Person, Stage, Stance
from planspor.web.exchange.anchoring import Anchor, Anchors
from planspor.web.exchange.qdpx.judging import (
    Judgement,
    agrees,
    all_of,
    beginning,
    last_of,
    number,
    only,
    said_of,
    together,
    without,
)
from planspor.web.exchange.qdpx.matching import match_codes, match_sources
from planspor.web.exchange.qdpx.package import Package
from planspor.web.exchange.qdpx.positions import Reading, decoded
from planspor.web.exchange.qdpx.reading import (
    ReadCoding,
    ReadProject,
    ReadSelection,
    ReadSource,
    read_project,
)
from planspor.web.exchange.qdpx.telling import LINK, read_told
from planspor.web.exchange.qdpx.voices import Voices, one_of
from planspor.web.exchange.qdpx.writing import MACHINE_GUID
from planspor.web.exchange.taking import Place, Report, Unplaced, take


def read_qdpx(
    corpus: Corpus,
    plan: str,
    name: str,
    file: IO[bytes],
    importer: Person,
    chosen: Mapping[str, str] | None = None,
) -> Report:
    """Enter a project's codings of a plan's targets as links and decisions of those who made them.

    Args:
        corpus: where they go.
        plan: the plan whose targets the codes are.
        name: what the file is called, for messages.
        file: the archive.
        importer: who coded what the project names nobody for.
        chosen: targets' ids by a code's GUID or name; nothing where a code is to be left.

    Raises:
        UnreadableFile: it is no project, or damaged.
        InputError: ``chosen`` names a target that the plan does not have.
        NotFound: there is no such plan.
    """
    package = Package(name, file)
    try:
        with package.project() as opened:
            project = read_project(name, opened)
        importing = _Importing(corpus, plan, package, project, importer, chosen or {})
        take(corpus, importing.places(), importing.report)
        return importing.report
    finally:
        package.close()


class _Importing:
    """One project on its way in."""

    def __init__(
        self,
        corpus: Corpus,
        plan: str,
        package: Package,
        project: ReadProject,
        importer: Person,
        chosen: Mapping[str, str],
    ) -> None:
        self.report = Report()
        self._corpus = corpus
        self._package = package
        self._project = project
        self._voices = Voices(package, project, importer)
        self._missing: list[ReadSource] = []
        held = corpus.plans.get(plan)
        self._targets = {target.id for target in held.targets}
        for target in filter(None, chosen.values()):
            if target not in self._targets:
                raise InputError(
                    f"{target}: no such target in {plan}", "Correct the list of codes."
                )
        self._codes = match_codes(held, project.codes, chosen)
        self._unknown: set[str] = set()
        self._unjudged = 0

    def places(self) -> Iterator[Place]:
        """Every coding that can be placed, source by source; the report tells of the rest."""
        documents = match_sources(self._corpus, self._project, self._text)
        for source in self._project.sources:
            if not source.selections:
                continue
            document = documents.get(source.guid)
            if document is None:
                self._missing.append(source)
                self._leave(source.name, f"{len(source.selections)} codings", _NO_DOCUMENT)
            else:
                yield from self._of_source(source, document)
        self._conclude()

    def _text(self, source: ReadSource) -> str | None:
        """A source's text; None where the project does not have it."""
        if source.content is not None:
            return source.content
        data = self._package.text(source.path) if source.path else None
        return None if data is None else decoded(data)

    def _of_source(self, source: ReadSource, document: Document) -> Iterator[Place]:
        clean = self._corpus.documents.text(document.id)
        anchors = Anchors(clean, self._corpus.documents.passages(document.id))
        text = self._text(source)
        reading = None if text is None else Reading(text, source.selections)
        for selection in together(source.selections):
            yield from self._of_selection(selection, source, document, anchors, reading)

    def _of_selection(
        self,
        selection: ReadSelection,
        source: ReadSource,
        document: Document,
        anchors: Anchors,
        reading: Reading | None,
    ) -> Iterator[Place]:
        where = f"{source.name}, line {selection.line}"
        judged = self._judgements(selection)
        facts = self._told(selection)
        if facts is None and not any(one.targets for one in judged):
            return
        found = self._own_anchor(facts, selection, anchors) if facts else []
        found = found or self._anchors(selection, anchors, reading)
        if not found:
            self._leave(where, selection.name or selection.text, _NO_WORDS)
            return
        self.report.near += any(anchor.how is not Found.EXACT for anchor in found)
        note = "" if facts else self._voices.note(selection)
        if facts:
            own = self._own(selection, facts, document, found[0], where)
            if own.said or judged or own.proposer:
                yield self._with_later(own, judged)
            judged = [without(one, own.target) for one in judged]
        for one in judged:
            for target in one.targets:
                yield from self._places(where, target, document, found, one, note)

    def _anchors(
        self, selection: ReadSelection, anchors: Anchors, reading: Reading | None
    ) -> list[Anchor]:
        span = reading.span(selection) if reading else None
        if reading and span:
            if reading.text == anchors.text:
                return anchors.at(*span)
            return anchors.find(reading.text[slice(*span)])
        quoted = selection.text or beginning(selection.name)
        found = anchors.find(quoted)
        if selection.text:
            return found
        return [Anchor(a.passage, None, None, Found.APPROXIMATE) for a in found]

    def _places(
        self,
        where: str,
        target: str,
        document: Document,
        anchors: Iterable[Anchor],
        one: Judgement,
        note: str,
    ) -> Iterator[Place]:
        decision = Decision.REJECT if one.rejected else Decision.ACCEPT
        self._unjudged += not one.rejected and (one.stage is None or one.stance is None)
        for anchor in anchors:
            yield Place(
                where=where,
                target=target,
                document=document.id,
                passage=anchor.passage,
                said=[said_of(one, decision, note)],
                start=anchor.start,
                end=anchor.end,
                stage=one.stage or Stage.INTENT,
                stance=one.stance or Stance.MENTIONS,
            )

    def _told(self, selection: ReadSelection) -> dict[str, str] | None:
        """What Planspor wrote of a link to a target of the plan; None for all else."""
        facts = read_told(LINK, selection.description)
        return facts if facts and facts.get("target") in self._targets else None

    def _own_anchor(
        self, facts: Mapping[str, str], selection: ReadSelection, anchors: Anchors
    ) -> list[Anchor]:
        """The place that a link names, where its words are there."""
        start, end = number(facts.get("start")), number(facts.get("end"))
        passage = facts.get("passage", "")
        if not anchors.holds(passage, selection.name, start, end):
            return []
        return [Anchor(passage, start, end, Found.EXACT)]

    def _own(
        self,
        selection: ReadSelection,
        facts: Mapping[str, str],
        document: Document,
        anchor: Anchor,
        where: str,
    ) -> Place:
        """The place of a link that Planspor wrote, with the decisions on it."""
        return Place(
            where=where,
            target=facts["target"],
            document=document.id,
            passage=anchor.passage,
            said=[
                said
                for note in self._voices.notes(selection)
                if (said := self._voices.decision(note))
            ],
            start=anchor.start,
            end=anchor.end,
            link=facts.get("link"),
            proposer=self._voices.known(facts.get("by", "")),
            stage=one_of(Stage, facts.get("stage")) or Stage.INTENT,
            stance=one_of(Stance, facts.get("stance")) or Stance.MENTIONS,
        )

    def _with_later(self, own: Place, judged: Sequence[Judgement]) -> Place:
        """A link's place with what was coded since, in another program."""
        said = list(own.said)
        for one in judged:
            rejects = one.rejected and one.person.id not in {s.person.id for s in said}
            if own.target not in one.targets and not rejects:
                continue
            decision = Decision.REJECT if rejects else Decision.ACCEPT
            last = last_of(said, one.person)
            if last is None or not agrees(last, one, decision, own):
                said.append(said_of(one, decision, ""))
        return replace(own, said=said)

    def _judgements(self, selection: ReadSelection) -> list[Judgement]:
        by_user: dict[str, list[ReadCoding]] = {}
        for coding in selection.codings:
            if coding.user != MACHINE_GUID and not self._is_passed(coding.code):
                by_user.setdefault(coding.user, []).append(coding)
        return [self._judgement(user, codings) for user, codings in by_user.items()]

    def _is_passed(self, code: str) -> bool:
        if code in self._codes.unknown:
            self._unknown.add(code)
        return code in self._codes.passed or code in self._codes.unknown

    def _judgement(self, user: str, codings: Sequence[ReadCoding]) -> Judgement:
        codes = [coding.code for coding in codings]
        return Judgement(
            person=self._voices.person(user),
            targets=tuple(dict.fromkeys(all_of(self._codes.targets, codes))),
            stage=only(all_of(self._codes.stages, codes)),
            stance=only(all_of(self._codes.stances, codes)),
            rejected=not self._codes.rejected.isdisjoint(codes),
            at=max((coding.at for coding in codings if coding.at), default=None),
        )

    def _leave(self, where: str, what: str, why: str) -> None:
        self.report.unplaced.append(Unplaced(where, what[:80], why))

    def _conclude(self) -> None:
        """Tell what was passed over."""
        for code in self._unknown:
            path = " › ".join(self._codes.unknown[code].path)
            self._leave(f"code {code}", path, "no target of the plan is called so; use --map")
        notes = self.report.notes
        if self._missing:
            notes.append(self._told_missing())
        notes += [f"matched by likeness: {alike}" for alike in self._codes.alike]
        if self._unjudged:
            notes.append(
                f"{self._unjudged} codings have no stage or stance: as links they say no more than "
                "that the passage mentions an intent, until somebody reads them"
            )
        if self._project.others:
            notes.append(f"{self._project.others} pictures and recordings were passed over")

    def _told_missing(self) -> str:
        """Which documents the corpus lacks, and how they come into it."""
        one = len(self._missing) == 1
        names = "; ".join(source.name for source in self._missing)
        held = sum(bool(x.path) and self._package.text(x.path) is not None for x in self._missing)
        texts = (
            f" The file holds the plain text of {held} of them in its folder sources: unzip it, "
            "and add those where you do not have the originals."
            if held
            else ""
        )
        return (
            f"{len(self._missing)} document{'' if one else 's'} of the project "
            f"{'is' if one else 'are'} not in the corpus: {names}. Add "
            f"{'it' if one else 'them'} first with `planspor add FILE…`, then import again.{texts}"
        )


_NO_WORDS: Final = "its words are not in the document"
_NO_DOCUMENT: Final = "no document of the corpus has its text or name; add it first"
