"""Linking: for each target of a plan, the passages of each document that speak of it.

Where nothing is found that is recorded too: every target × document pair leaves a search trace.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from planspor.corpus import Corpus
from planspor.corpus.coding.gating import run_gates
from planspor.corpus.language import Analyser, Term, Thesaurus
from planspor.corpus.model import (
    LISTS,
    Document,
    LinkRun,
    Passage,
    Plan,
    SearchTrace,
    Target,
)
from planspor.corpus.outline import heading_paths
from planspor.corpus.store.database import now
from planspor.corpus.store.links import ProposedLink, link_id
from planspor.ingest.link.collection import Collection, Part, Reader
from planspor.ingest.link.features import Counting, Statistics, Stems
from planspor.ingest.link.profiles import build_profile, field_of
from planspor.ingest.link.scoring import Rarity
from planspor.ingest.link.search import Aim, Aims, Found, Looked, PlanSearch

LINKER = "planspor-linker/3"
"""The linker's version: a change of features, scoring or rules is a new one."""
_MOST_A_DOCUMENT = 25
_AT_ONCE = 2_000
"""Passages that are looked through together; more take more memory and no less time."""
_GROWTH = 2.0
"""A corpus grown by this factor has other common words: the statistics are frozen anew."""
_DRIFT = 1.25
"""One grown by this factor is said to have other common words, for a person to decide."""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class LinkSummary:
    """What a link run did.

    ``drifted`` tells that the corpus has grown by a quarter or more since its words were counted:
    scores are comparable with earlier ones, but not what a count of today would give.
    """

    run: int
    refreshed: bool
    plans: int
    documents: int
    targets: int
    links: int
    drifted: bool


def link(
    corpus: Corpus,
    plans: Iterable[str] | None = None,
    refresh: bool = False,
    progress: Progress | None = None,
    documents: Container[str] | None = None,
) -> LinkSummary:
    """Search every document for every goal and measure of the plans (all where none is named).

    ``documents`` narrows it to some, unless the statistics have to be frozen anew. Pairs that
    were searched with the same linker, profile and statistics are left as they are. ``refresh``
    freezes the term statistics anew, which shifts every score. Rules that a person lets accept by
    themselves do so at the end.

    Raises:
        NotFound: a named plan is not in the corpus.
    """
    named = None if plans is None else list(plans)
    done = Linker(corpus).run(named, refresh, progress, documents)
    run_gates(corpus, named)
    return done


class Linker:
    """One run of linking over a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._analyser = _analyser()
        self._stems = Stems(self._analyser)
        self._thesaurus = _thesaurus(tuple(corpus.terms.all()))

    def run(
        self,
        names: Iterable[str] | None,
        refresh: bool,
        progress: Progress | None,
        only: Container[str] | None = None,
    ) -> LinkSummary:
        """Link, as the function ``link`` says."""
        plans = self._plans(names)
        held = self._corpus.documents.all()
        run, refreshed = self._statistics(held, refresh)
        documents: Sequence[Document] = held
        if only is not None and not refreshed:
            documents = [document for document in held if document.id in only]
        aims = [self.aims(plan) for plan in plans]
        found = self._link(documents, aims, run, progress)
        targets = sum(len(listed.aims) for listed in aims)
        drifted = self._passages() > _DRIFT * run.passages
        return LinkSummary(run.id, refreshed, len(plans), len(documents), targets, found, drifted)

    def aims(self, plan: Plan, besides: Iterable[Target] = ()) -> Aims:
        """A plan's targets with their profiles, and those of others that are looked for too."""
        field = field_of(plan, self._analyser)
        targets = (*plan.targets, *besides)
        learned = self._corpus.profile_terms.of_targets(target.id for target in targets)
        profiles = (
            build_profile(
                target, self._analyser, self._thesaurus, field, learned.get(target.id, ())
            )
            for target in targets
        )
        return Aims(plan, field, tuple(map(Aim, targets, profiles)))

    def prepare(
        self, aims: Sequence[Aims], documents: Iterable[Document], run: LinkRun | None = None
    ) -> tuple[list[PlanSearch], Iterator[Collection]]:
        """Searches for plans' targets, and the passages of documents, some documents at a time."""
        held = run or self._statistics(self._corpus.documents.all(), refresh=False)[0]
        rarity = Rarity(Statistics(held.passages, held.average_length, held.frequencies))
        reader = Reader(self._stems, (r for listed in aims for r in listed.runs))
        searches = [PlanSearch(listed, rarity, self._analyser, reader) for listed in aims]
        return searches, self._collections(reader, documents)

    def _plans(self, names: Iterable[str] | None) -> list[Plan]:
        if names is None:
            return self._corpus.plans.all()
        return [self._corpus.plans.get(name) for name in names]

    def _statistics(self, documents: Sequence[Document], refresh: bool) -> tuple[LinkRun, bool]:
        latest = self._corpus.links.latest_run(LINKER)
        if latest is not None and not refresh and self._passages() <= _GROWTH * latest.passages:
            return latest, False
        counting = Counting(self._stems)
        for document in documents:
            counting.add(self._readable(document), self._headings(document))
        found = counting.statistics()
        run = self._corpus.links.start_run(
            LINKER, found.passages, found.average_length, found.frequencies
        )
        return run, True

    def _passages(self) -> int:
        return self._corpus.documents.count_passages(besides=LISTS)

    def _readable(self, document: Document) -> list[Passage]:
        passages = self._corpus.documents.passages(document.id)
        return [passage for passage in passages if passage.kind not in LISTS]

    def _headings(self, document: Document) -> Mapping[str, Sequence[str]]:
        return heading_paths(self._corpus.documents.sections(document.id))

    def _collections(self, reader: Reader, documents: Iterable[Document]) -> Iterator[Collection]:
        """Documents read, so many at a time that they hold `_AT_ONCE` passages or one more."""
        texts: list[tuple[Document, Mapping[str, Sequence[str]], list[Passage]]] = []
        for document in documents:
            texts.append((document, self._headings(document), self._readable(document)))
            if sum(len(passages) for *_, passages in texts) >= _AT_ONCE:
                yield reader.read(texts)
                texts = []
        if texts:
            yield reader.read(texts)

    def _link(
        self,
        documents: Sequence[Document],
        aims: Sequence[Aims],
        run: LinkRun,
        progress: Progress | None,
    ) -> int:
        """Search the documents that have not been searched for all there is to look for."""
        searched = {listed.plan.id: self._searched(documents, run, listed) for listed in aims}
        done = set.intersection(*searched.values()) if searched else set()
        pending = (d for d in _told(documents, progress) if d.id not in done)
        searches, collections = self.prepare(aims, pending, run)
        found = 0
        for collection in collections:
            for search in searches:
                looked = search.search(collection, most=_MOST_A_DOCUMENT)
                plan = search.aims.plan.id
                for part in collection.parts:
                    if part.document.id not in searched[plan]:
                        found += self._record(search.aims, part, looked.looked(part), run)
        return found

    def _searched(self, documents: Sequence[Document], run: LinkRun, aims: Aims) -> set[str]:
        """The documents where every target has a trace of this run and of its profile as it is."""
        wanted = {(aim.target.id, run.id, aim.profile.version) for aim in aims.aims}
        held: dict[str, set[tuple[str, int, str]]] = {}
        if len(documents) == 1:
            traces = self._corpus.links.traces_of_plan_in(aims.plan.id, documents[0].id)
        else:
            traces = self._corpus.links.traces_of_plan(aims.plan.id)
        for trace in traces:
            key = (trace.target, trace.run, trace.profile)
            held.setdefault(trace.document, set()).add(key)
        return {document.id for document in documents if held.get(document.id, set()) == wanted}

    def _record(self, aims: Aims, part: Part, looked: Sequence[Looked], run: LinkRun) -> int:
        """Put what was found in the record, and where nothing was."""
        document = part.document
        proposed: list[ProposedLink] = []
        traces: list[SearchTrace] = []
        for aim, one in zip(aims.aims, looked, strict=True):
            # The same words twice in one document are one link, to the better place.
            links = {
                link.id: link
                for found in reversed(one.found)
                if (link := _proposed(aim, document, found))
            }
            proposed.extend(links.values())
            traces.append(_trace(aim, document, run, one.best, len(links)))
        self._corpus.links.record(
            document.id, document.version, aims.plan.id, proposed, traces, run
        )
        return len(proposed)


@cache
def _analyser() -> Analyser:
    """One for all runs of a process: it remembers the words that it has met."""
    return Analyser()


@lru_cache(maxsize=2)
def _thesaurus(terms: tuple[Term, ...]) -> Thesaurus:
    """The same for all runs of a process until a term changes."""
    return Thesaurus(terms, _analyser())


def _told(documents: Sequence[Document], progress: Progress | None) -> Iterator[Document]:
    """The documents, each told of before it comes."""
    for number, document in enumerate(documents):
        if progress is not None:
            progress(number, len(documents), document.id)
        yield document


def _proposed(aim: Aim, document: Document, found: Found) -> ProposedLink:
    return ProposedLink(
        id=link_id(aim.target.id, document.id, found.passage.text),
        target=aim.target.id,
        passage=found.passage.id,
        score=round(found.score, 4),
        stage=found.stage,
        stance=found.stance,
        origin=found.origin,
        terms=found.terms,
        rules=found.rules,
    )


def _trace(aim: Aim, document: Document, run: LinkRun, best: float, links: int) -> SearchTrace:
    return SearchTrace(
        target=aim.target.id,
        document=document.id,
        version=document.version,
        linker=LINKER,
        profile=aim.profile.version,
        run=run.id,
        at=now(),
        best_score=round(best, 4),
        links=links,
    )
