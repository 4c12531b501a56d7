"""What the other processes do in the tests of concurrency; kept apart so that they start fast."""

import os
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path

from store_records import document_version, put, review

from planspor import corpus as records
from planspor.corpus.model import Decision


def decide(folder: Path, link: str, notes: list[str], together: Barrier) -> None:
    """Decide on a link once for every note."""
    with records.open(folder) as corpus:
        together.wait(30)
        for note in notes:
            corpus.reviews.decide(review(link, "lys", Decision.ACCEPT, note=note))


def add_slowly(folder: Path, written: Event, go_on: Event) -> None:
    """Add a document, and stop before the transaction is done until told to go on."""
    with records.open(folder) as corpus, corpus.database.write() as connection:
        corpus.documents.put(connection, document_version("vei", "Farten er målt."))
        written.set()
        go_on.wait(30)


def die_while_adding(folder: Path) -> None:
    """End without a word in the middle of a transaction, as at a power failure."""
    with records.open(folder) as corpus, corpus.database.write() as connection:
        corpus.documents.put(connection, document_version("vei", "Farten er målt."))
        os._exit(9)


def open_and_add(folder: Path, document: str, together: Barrier) -> None:
    """Open a corpus, new or not, and add a document."""
    together.wait(30)
    with records.open(folder) as corpus:
        put(corpus, document_version(document, "Gatelysene er tent."))
