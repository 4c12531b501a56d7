"""What a worker does with a file: read it, give it structure, and see what it says of itself."""

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.extract.details.front import front_claims
from planspor.ingest.fingerprints import fingerprints, shingles
from planspor.ingest.read.blocks import File
from planspor.ingest.read.readers import reader_for
from planspor.ingest.sandbox.tasks import NoReader, TakeApart, Taken
from planspor.ingest.structure.parts import take_apart

_NO_TEXT = "See in its own program that it has text, or have the text recognised and add that."
_ONLY_HEADINGS = "There is no running text in it to search."


def take(task: TakeApart, until: float) -> Taken | NoReader:
    """Take a file apart; ``until`` is as in ``File``.

    Raises:
        UnreadableFile: the reader that takes it cannot read it, or finds no text.
    """
    file = File(task.data, task.path, task.address, task.password, until)
    reader = reader_for(file)
    if reader is None:
        return NoReader()
    reading = reader.read(file)
    if not reading.blocks:
        raise UnreadableFile(f"{task.path}: there is no text in it", _NO_TEXT)
    parts = take_apart(task.document, task.name, reading)
    front = front_claims(parts.text, parts.sections, task.name, reading.blocks)
    return Taken(
        reader=reading.reader,
        text=parts.text,
        text_map=parts.text_map.pack(),
        sections=parts.sections,
        passages=parts.passages,
        prints=tuple(tuple(sorted(fingerprints(shingles(p.text)))) for p in parts.passages),
        pages=reading.pages,
        claims=(*reading.claims, *front),
        notes=(*reading.notes, *(() if parts.passages else (_ONLY_HEADINGS,))),
        partial=reading.partial,
    )
