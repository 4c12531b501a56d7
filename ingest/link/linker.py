"""Linking: for each target of a plan, the passages of each document that speak of it.

Where nothing is found that is recorded too: every target × document pair leaves a search trace.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser, Thesaurus
from planspor.corpus.model import (
    Document,
    LinkRun,
    Plan,
    SearchTrace,
    SectionKind,
    Stance,
    Target,
)
from planspor.corpus.outline import heading_paths
from planspor.corpus.store.database import now
from planspor.corpus.store.links import ProposedLink, link_id
from planspor.ingest.link.features import (
    Collection,
    Features,
    Statistics,
    gather,
    passage_features,
)
from planspor.ingest.link.profiles import build_profile, field_of
from planspor.ingest.link.rules import stage_of
from planspor.ingest.link.scoring import Scorer
from planspor.ingest.link.search import THRESHOLD, Aim, Aims, DocumentSearch, Found

LINKER = "planspor-linker/1"
"""The linker's version: a change of features, scoring or rules is a new one."""
_MOST_A_DOCUMENT = 25
_UNLINKED = (SectionKind.CONTENTS, SectionKind.REFERENCES)
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
    freezes the term statistics anew, which shifts every score.

    Raises:
        NotFound: a named plan is not in the corpus.
    """
    return Linker(corpus).run(plans, refresh, progress, documents)


class Linker:
    """One run of linking over a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._analyser = Analyser()
        self._thesaurus = Thesaurus(corpus.terms.all(), self._analyser)

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
        documents = held
        if only is not None and not refreshed:
            documents = [document for document in held if document.id in only]
        scorer = _scorer(run)
        aims = [self._aims(plan) for plan in plans]
        found = 0
        for number, document in enumerate(documents):
            if progress is not None:
                progress(number, len(documents), document.id)
            pending = [listed for listed in aims if not self._is_searched(document, run, listed)]
            if pending:
                search = self._prepare(document, scorer)
                found += sum(self._link(search, listed, run) for listed in pending)
        targets = sum(len(listed.aims) for listed in aims)
        drifted = self._passages() > _DRIFT * run.passages
        return LinkSummary(run.id, refreshed, len(plans), len(documents), targets, found, drifted)

    def prepare(
        self, plan: str, wanted: Callable[[Document], bool]
    ) -> tuple[Aims, list[DocumentSearch]]:
        """A plan's targets and the wanted documents, ready to be searched in memory.

        No score is too low to be found; the statistics are those of the whole corpus.
        """
        documents = self._corpus.documents.all()
        run, _ = self._statistics(documents, refresh=False)
        scorer = _scorer(run)
        searches = [self._prepare(d, scorer, threshold=0.0) for d in documents if wanted(d)]
        return self._aims(self._corpus.plans.get(plan)), searches

    def aim(self, target: Target, field: frozenset[str]) -> Aim:
        """A target of a plan of some field, with its profile."""
        return Aim(target, build_profile(target, self._analyser, self._thesaurus, field))

    def _plans(self, names: Iterable[str] | None) -> list[Plan]:
        if names is None:
            return self._corpus.plans.all()
        return [self._corpus.plans.get(name) for name in names]

    def _aims(self, plan: Plan) -> Aims:
        field = field_of(plan, self._analyser)
        return Aims(plan, field, tuple(self.aim(target, field) for target in plan.targets))

    def _statistics(self, documents: Sequence[Document], refresh: bool) -> tuple[LinkRun, bool]:
        latest = self._corpus.links.latest_run(LINKER)
        if latest is not None and not refresh and self._passages() <= _GROWTH * latest.passages:
            return latest, False
        found = gather(
            one
            for document in documents
            for one in self._features(
                document, heading_paths(self._corpus.documents.sections(document.id))
            )
        )
        run = self._corpus.links.start_run(
            LINKER, found.passages, found.average_length, found.frequencies
        )
        return run, True

    def _passages(self) -> int:
        return self._corpus.documents.count_passages(besides=_UNLINKED)

    def _features(
        self, document: Document, headings: Mapping[str, Sequence[str]]
    ) -> list[Features]:
        return [
            passage_features(self._analyser, passage, headings[passage.section])
            for passage in self._corpus.documents.passages(document.id)
            if passage.kind not in _UNLINKED
        ]

    def _prepare(
        self, document: Document, scorer: Scorer, threshold: float = THRESHOLD
    ) -> DocumentSearch:
        headings = heading_paths(self._corpus.documents.sections(document.id))
        collection = Collection(self._features(document, headings))
        return DocumentSearch(document, collection, headings, self._analyser, scorer, threshold)

    def _is_searched(self, document: Document, run: LinkRun, aims: Aims) -> bool:
        """Whether every target has a trace of this run and of the profile as it is now."""
        traces = self._corpus.links.traces_of_plan_in(aims.plan.id, document.id)
        held = {(trace.target, trace.run, trace.profile) for trace in traces}
        return held == {(aim.target.id, run.id, aim.profile.version) for aim in aims.aims}

    def _link(self, search: DocumentSearch, aims: Aims, run: LinkRun) -> int:
        proposed: list[ProposedLink] = []
        traces: list[SearchTrace] = []
        document, plan = search.document, aims.plan.id
        for aim in aims.aims:
            found, best = search.search(aim, aims)
            # The same words twice in one document are one link, to the better place.
            links = {
                link.id: link
                for one in reversed(found[:_MOST_A_DOCUMENT])
                if (link := _proposed(aim, document, one))
            }
            proposed.extend(links.values())
            traces.append(_trace(aim, document, run, best, len(links)))
        self._corpus.links.record(document.id, document.version, plan, proposed, traces, run)
        return len(proposed)


def _scorer(run: LinkRun) -> Scorer:
    return Scorer(Statistics(run.passages, run.average_length, run.frequencies))


def _proposed(aim: Aim, document: Document, found: Found) -> ProposedLink:
    text = found.features.passage.text
    return ProposedLink(
        id=link_id(aim.target.id, document.id, text),
        target=aim.target.id,
        passage=found.features.passage.id,
        score=round(found.score, 4),
        stage=stage_of(document, text)[0],
        stance=Stance.MENTIONS,
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
