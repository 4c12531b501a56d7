"""What is asked of a worker, and what it answers.

Both travel as MessagePack and are checked against these types where they arrive. They are never
pickled: a process that has parsed hostile bytes may be another's by then, and unpickling runs
whatever its answer says.
"""

from msgspec import Struct

from planspor.corpus.model import Page, Passage, Section
from planspor.ingest.read.blocks import Claim
from planspor.ingest.sandbox.limits import Limits

DAMAGED = "The file may be damaged: open it in its own program, save a copy, and add that."
"""The remedy for a file that breaks its reader."""


class TakeApart(Struct, frozen=True, tag=True):
    """Read a file and give it its structure; ids begin with ``document``.

    ``path`` is what errors call the file, here and below.
    """

    document: str
    path: str
    name: str
    data: bytes
    address: str | None = None
    password: str | None = None


class DrawPage(Struct, frozen=True, tag=True):
    """Draw a page of a PDF (counted from 1), ``width`` pixels wide."""

    path: str
    data: bytes
    page: int
    width: int


Task = TakeApart | DrawPage


class Taken(Struct, frozen=True, tag=True):
    """A file taken apart: all that the record keeps of it but for its identity.

    ``text_map`` is packed (``TextMap.pack``). ``prints`` are the fingerprints of each passage.
    ``claims`` is what the document says of itself, most trusted first.
    """

    reader: str
    text: str
    text_map: bytes
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    prints: tuple[tuple[int, ...], ...]
    pages: tuple[Page, ...]
    claims: tuple[Claim, ...]
    notes: tuple[str, ...]
    partial: bool


class NoReader(Struct, frozen=True, tag=True):
    """No reader takes the file."""


class Drawn(Struct, frozen=True, tag=True):
    """A page's image, as PNG."""

    image: bytes


class Failed(Struct, frozen=True, tag=True):
    """The task could not be done; ``code`` is that of an error in ``planspor.corpus.errors``."""

    code: str
    message: str
    remedy: str


class Order(Struct, frozen=True):
    """A task and what it may use."""

    task: Task
    limits: Limits


Result = Taken | NoReader | Drawn | Failed


class Answer(Struct, frozen=True):
    """What came of a task; a ``worn`` worker has grown too large for another."""

    result: Result
    worn: bool = False
