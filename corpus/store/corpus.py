"""One corpus: the record in a folder."""

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self

from planspor.corpus.checksums import checksum
from planspor.corpus.entities import shipped_entities
from planspor.corpus.errors import CorpusError
from planspor.corpus.language.thesaurus import shipped_terms
from planspor.corpus.plans import shipped_plans
from planspor.corpus.store.accounts import AccountStore
from planspor.corpus.store.actions import ActionStore
from planspor.corpus.store.anchorings import AnchoringStore
from planspor.corpus.store.assessments import AssessmentStore, ContinuationStore
from planspor.corpus.store.attempts import AttemptStore
from planspor.corpus.store.audit import AuditStore
from planspor.corpus.store.changes import Changes
from planspor.corpus.store.coding_rounds import CodingRoundStore
from planspor.corpus.store.coverage import CoverageStore
from planspor.corpus.store.database import Database
from planspor.corpus.store.documents import DocumentStore
from planspor.corpus.store.entities import EntityStore
from planspor.corpus.store.extracts import ExtractStore
from planspor.corpus.store.fetches import FetchStore
from planspor.corpus.store.following import FeedKeyStore, FollowStore
from planspor.corpus.store.gates import GateStore
from planspor.corpus.store.indicator_values import IndicatorValueStore
from planspor.corpus.store.invitations import InvitationStore
from planspor.corpus.store.links import LinkStore
from planspor.corpus.store.originals import Originals
from planspor.corpus.store.plans import PlanStore
from planspor.corpus.store.profile_terms import ProfileTermStore
from planspor.corpus.store.readings import ReadingStore
from planspor.corpus.store.recurrences import RecurrenceStore
from planspor.corpus.store.reviews import ReviewStore
from planspor.corpus.store.searches import SearchStore
from planspor.corpus.store.sessions import SessionStore
from planspor.corpus.store.settings import Settings
from planspor.corpus.store.terms import TermStore
from planspor.corpus.store.ties import TieStore
from planspor.corpus.store.tokens import TokenStore
from planspor.corpus.store.versions import VersionStore


@cache
def edition() -> str:
    """What ships, by its checksum: where it is another, old corpora are seeded again."""
    shipped = files("planspor.corpus")
    thesaurus = shipped / "language" / "data" / "thesaurus.toml"
    folders = (shipped / "catalogue", shipped / "entities" / "data")
    kept = (file for folder in folders for file in sorted(folder.iterdir(), key=str))
    return checksum((thesaurus, *kept))


class Corpus:
    """The record: documents, plans, links and decisions, each kept by a store of its own.

    ``folder`` holds the database, the originals and, in ``index/``, what search derives.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database(f"sqlite:///{folder / 'corpus.sqlite'}")
        self.documents = DocumentStore(self.database)
        self.versions = VersionStore(self.database)
        self.recurrences = RecurrenceStore(self.database)
        self.extracts = ExtractStore(self.database)
        self.entities = EntityStore(self.database)
        self.plans = PlanStore(self.database)
        self.actions = ActionStore(self.database)
        self.indicator_values = IndicatorValueStore(self.database)
        self.links = LinkStore(self.database)
        self.profile_terms = ProfileTermStore(self.database)
        self.ties = TieStore(self.database)
        self.reviews = ReviewStore(self.database)
        self.rounds = CodingRoundStore(self.database)
        self.gates = GateStore(self.database)
        self.readings = ReadingStore(self.database)
        self.anchorings = AnchoringStore(self.database)
        self.assessments = AssessmentStore(self.database)
        self.continuations = ContinuationStore(self.database)
        self.terms = TermStore(self.database)
        self.fetches = FetchStore(self.database)
        self.searches = SearchStore(self.database)
        self.follows = FollowStore(self.database)
        self.feed_keys = FeedKeyStore(self.database)
        self.accounts = AccountStore(self.database)
        self.invitations = InvitationStore(self.database)
        self.sessions = SessionStore(self.database)
        self.tokens = TokenStore(self.database)
        self.attempts = AttemptStore(self.database)
        self.audit = AuditStore(self.database)
        self.settings = Settings(self.database)
        self.coverage = CoverageStore(self.database)
        self.changes = Changes(self.database)
        self.originals = Originals(folder / "originals")
        self._seed()

    def _seed(self) -> None:
        if self.settings.get("seed") != edition():
            self.plans.seed(shipped_plans())
            self.terms.seed(shipped_terms())
            self.entities.seed(shipped_entities())
            self.settings.put("seed", edition())

    def close(self) -> None:
        """Give back what the corpus holds open."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_corpus(folder: str | os.PathLike[str]) -> Corpus:
    """The corpus in a folder, made if it is not there, brought up to this release if it is older.

    Raises:
        CorpusError: the folder cannot be used, or holds something else.
    """
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusError(
            f"{path}: cannot be used as a corpus folder: {error.strerror}",
            "Name another folder with --corpus.",
        ) from error
    return Corpus(path)
