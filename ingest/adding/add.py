"""Adding documents: read → structure → store, one transaction a document."""

from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from planspor.ingest.adding.files import Files
from planspor.ingest.adding.incoming import Incoming
from planspor.ingest.adding.outcome import Added, Progress
from planspor.ingest.extract.details import Details
from planspor.ingest.sandbox import Workers

if TYPE_CHECKING:
    from planspor.corpus import Corpus


def add(
    corpus: "Corpus",
    paths: Iterable[str | Path],
    details: Details | None = None,
    progress: Progress | None = None,
    password: str | None = None,
    workers: Workers | None = None,
) -> list[Added]:
    """Add files, and all files below folders, to the record; the rest is as in ``add_files``."""
    return add_files(corpus, Files(paths), details, progress, password, workers)


def add_files(
    corpus: "Corpus",
    files: Iterable[Incoming | Added],
    details: Details | None = None,
    progress: Progress | None = None,
    password: str | None = None,
    workers: Workers | None = None,
) -> list[Added]:
    """Add files that are in hand, and those inside ZIP archives, to the record.

    A file that fails changes nothing stored and does not stop the others; an outcome among the
    files is passed on in its place. The outcomes come in the order of the files, of which no more
    are taken at a time than the workers can do with.

    Args:
        corpus: the record.
        files: taken one by one, as there is room for them.
        details: what overrides what the documents say of themselves.
        progress: called as each file is begun.
        password: opens those that are encrypted; it is not stored.
        workers: a pool to read in; without one, the batch has its own.
    """
    # Imported here because the workers, which import this package too, do without the store.
    from planspor.ingest.adding.batch import Batch

    with nullcontext(workers) if workers else Workers() as pool:
        return Batch(corpus, pool, details, password).run(files, progress)
