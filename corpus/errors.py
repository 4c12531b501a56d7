"""The one exception tree of Planspor.

PlansporError
├── InputError            a file, plan or term that cannot be taken in
│   ├── UnreadableFile    bytes that no reader understands
│   ├── PlanFileError     a plan file with a mistake at a known line
│   └── FetchError        an address that does not give what it should
├── NotFound              an id that the corpus does not hold
├── QuerySyntaxError      a search that does not parse, with the position
├── ExtractionError       a document that an extractor failed on
└── CorpusError           the record itself cannot be opened or written

Each carries a stable ``code`` (for programs), a message (what and where) and a ``remedy``
(what the person can do), so that a command and a page say the same.
"""

from typing import ClassVar


class PlansporError(Exception):
    """Base of everything that Planspor raises on purpose."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class InputError(PlansporError):
    """Something handed in cannot be taken in; nothing stored has changed."""

    code = "bad_input"


class UnreadableFile(InputError):
    """The bytes of a file are of no kind that a reader understands."""

    code = "unreadable_file"


class PlanFileError(InputError):
    """A plan file is wrong at a known place."""

    code = "bad_plan_file"


class FetchError(InputError):
    """An address does not give what it should; ``status`` is its server's answer, if any."""

    code = "fetch_failed"

    def __init__(self, message: str, remedy: str = "", status: int | None = None) -> None:
        super().__init__(message, remedy)
        self.status = status


class NotFound(PlansporError):
    """An id names nothing in this corpus."""

    code = "not_found"


class QuerySyntaxError(PlansporError):
    """A query does not parse; ``position`` is the zero-based character where it goes wrong."""

    code = "bad_query"

    def __init__(self, message: str, position: int, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.position = position


class ExtractionError(PlansporError):
    """An extractor failed on a document; what the others found in it is kept."""

    code = "extraction_failed"


class CorpusError(PlansporError):
    """The record cannot be opened, read or written."""

    code = "corpus"
