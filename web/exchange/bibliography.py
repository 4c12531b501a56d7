"""The documents as references: RIS for Zotero, EndNote and Mendeley, BibTeX for LaTeX."""

from collections.abc import Iterable, Mapping
from io import StringIO
from typing import IO, Any, Final

from planspor.corpus.model import Document, DocumentKind

_RIS: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.PLAN: "GOVDOC",
    DocumentKind.PROPOSITION: "GOVDOC",
    DocumentKind.WHITE_PAPER: "GOVDOC",
    DocumentKind.BUDGET: "GOVDOC",
    DocumentKind.LAW: "STAT",
    DocumentKind.CIRCULAR: "GOVDOC",
    DocumentKind.GUIDELINE: "RPRT",
    DocumentKind.EVALUATION: "RPRT",
    DocumentKind.STATISTICS: "RPRT",
    DocumentKind.LETTER: "PCOMM",
    DocumentKind.OTHER: "GEN",
}
_REPORTS: Final = frozenset(kind for kind, sort in _RIS.items() if sort in ("RPRT", "GOVDOC"))
"""What BibTeX calls a technical report: it has an institution and a number."""
_ESCAPED: Final = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_{}"}
    | {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def write_ris(documents: Iterable[Document], file: IO[bytes]) -> None:
    """Write documents as RIS, in UTF-8."""
    # Imported here because few runs need it.
    import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]
        def set_header(self, _count: int) -> str:
            """Nothing: the number that the library writes before a reference is no RIS."""
            return ""

    text = StringIO()
    rispy.dump([_ris(document) for document in documents], text, implementation=Writer)
    file.write(text.getvalue().encode())


def _ris(document: Document) -> dict[str, Any]:
    entry = {
        "type_of_reference": _RIS[document.kind],
        "id": document.id,
        "title": _line(document.title),
        "authors": [_corporate(document.issuer)] if document.issuer else None,
        "publisher": document.issuer,
        "year": str(document.year) if document.year else None,
        "date": _ris_date(document.date),
        "number": document.number,
        "language": document.language,
        "urls": [document.address] if document.address else None,
        "notes": [f"{document.file}, SHA-256 {document.sha256}"],
    }
    return {key: value for key, value in entry.items() if value}


def _corporate(issuer: str) -> str:
    """A body as an author: with a comma at the end, no program takes it for a first name."""
    return f"{_line(issuer)},"


def _ris_date(date: str | None) -> str | None:
    """A date as RIS has it: year/month/day/, whatever of it is known."""
    return "/".join([*(date or "").split("-"), "", ""][:3]) + "/" if date else None


def write_bibtex(documents: Iterable[Document], file: IO[bytes]) -> None:
    """Write documents as BibTeX, in UTF-8 with letters as they are."""
    # Imported here because few runs need it.
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    library = Library()
    for document in documents:
        fields = [Field(key, f"{{{value}}}") for key, value in _bibtex(document).items() if value]
        kind = "techreport" if document.kind in _REPORTS else "misc"
        library.add(Entry(kind, document.id, fields))
    file.write(write_string(library, unparse_stack=[]).encode())


def _bibtex(document: Document) -> dict[str, str | None]:
    institution = "institution" if document.kind in _REPORTS else "organization"
    return {
        # Braces keep the capitals, and the body from being taken for a person.
        "title": f"{{{_escape(document.title)}}}",
        "author": f"{{{_escape(document.issuer)}}}" if document.issuer else None,
        institution: _escape(document.issuer) if document.issuer else None,
        "year": str(document.year) if document.year else None,
        "number": _escape(document.number) if document.number else None,
        "url": document.address,
        "langid": {"nb": "norsk", "nn": "nynorsk", "en": "english"}.get(document.language),
        "note": f"{_escape(document.file)}, SHA-256 {document.sha256}",
    }


def _escape(text: str) -> str:
    return _line(text).translate(_ESCAPED)


def _line(text: str) -> str:
    return " ".join(text.split())
