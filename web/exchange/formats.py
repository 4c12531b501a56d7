"""The formats that a coding goes out in, and those that it comes back in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.model import Person
from planspor.web.exchange.annex import write_annex
from planspor.web.exchange.annotation import write_annotations
from planspor.web.exchange.bibliography import write_bibtex, write_ris
from planspor.web.exchange.coding import Coding
from planspor.web.exchange.qdpx import read_qdpx, write_qdpx
from planspor.web.exchange.sheets import read_evidence, write_csv, write_workbook
from planspor.web.exchange.taking import Report

Address = Callable[[str, str], str]
"""Where a passage of a document can be read: the document's id and the passage's to an address."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, what a browser calls it, and how it is written."""

    ending: str
    mimetype: str
    write: Callable[[Coding, IO[bytes], Address], None]


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
FORMATS: Final[Mapping[str, Format]] = {
    form.ending: form
    for form in (
        Format("qdpx", "application/zip", lambda coding, file, _: write_qdpx(coding, file)),
        Format("xlsx", f"{_OFFICE}.spreadsheetml.sheet", write_workbook),
        Format("csv", "text/csv; charset=utf-8", write_csv),
        Format("docx", f"{_OFFICE}.wordprocessingml.document", write_annex),
        Format("jsonld", "application/ld+json", write_annotations),
        Format(
            "ris",
            "application/x-research-info-systems",
            lambda coding, file, _: write_ris(coding.documents.values(), file),
        ),
        Format(
            "bib",
            "application/x-bibtex",
            lambda coding, file, _: write_bibtex(coding.documents.values(), file),
        ),
    )
}
"""What a coding goes out in, by ending."""
READ: Final = ("qdpx", "xlsx", "csv")
"""What comes back in."""


def write_file(coding: Coding, path: Path, ending: str, address: Address) -> None:
    """Write a coding to a file.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        with path.open("wb") as file:
            FORMATS[ending].write(coding, file, address)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be written: {error.strerror}", "Name another file."
        ) from error


def read_file(
    corpus: Corpus, plan: str, path: Path, importer: Person, chosen: Mapping[str, str]
) -> Report:
    """Take the codings of a file in; ``chosen`` settles what codes of a .qdpx are.

    Raises:
        InputError: it cannot be read, or is of no format that comes back.
    """
    ending = path.suffix.lower().lstrip(".")
    if ending not in READ:
        raise InputError(
            f"{path}: is none of {', '.join(f'.{known}' for known in READ)}",
            "Only these come back in.",
        )
    try:
        with path.open("rb") as file:
            if ending == "qdpx":
                return read_qdpx(corpus, plan, path.name, file, importer, chosen)
            return read_evidence(corpus, plan, path.name, file.read(), importer)
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror}", "Name another file."
        ) from error
