"""Good files of each format, and ways of spoiling files, all from a seed."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

SENTENCE = "Kommunen skal styrke tilbudet til barn og unge som venter på hjelp. "
WHAT = ("stier", "lys", "båter", "benker", "broer", "hus", "skoler", "mål", "planer")
_WORD_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Files = Sequence[tuple[str, bytes]]
"""Good files by name."""
Damage = Callable[[random.Random, Files], tuple[str, bytes]]
"""Makes one bad file: the ending of its name, and its bytes."""


def good_files() -> Iterator[tuple[str, bytes]]:
    """A small file of each format, written here."""
    text = SENTENCE * 6
    yield "god.txt", f"Tiltak\n\n{text}\n\nMål\n\n{text}\n".encode()
    html = f"<h1>Plan</h1><p>{text}</p><h2>Mål</h2><p>{text}</p>"
    yield "god.html", f"<!doctype html><html><body><main>{html}</main></body></html>".encode()
    yield "god.docx", docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" * 5)
    yield "god.pdf", pdf()


def pdf(extra: Iterable[str] = (), pages: int = 3) -> bytes:
    """A PDF with some lines on each of its pages, and further objects."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(pages))
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        font.encode(),
        *(made for number in range(pages) for made in _page(number)),
        *(made.encode() for made in extra),
    ]
    return _assembled(objects)


def _page(number: int) -> tuple[bytes, bytes]:
    lines = [f"{number}{line} av {WHAT[(number * 7 + line) % 9]}: {SENTENCE}" for line in range(9)]
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = zlib.compress(f"BT /F1 9 Tf 60 780 Td {shown} ET".encode("cp1252"))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
    return (
        f"{page}/Contents {5 + 2 * number} 0 R>>".encode(),
        b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(stream), stream),
    )


def _assembled(objects: Sequence[bytes]) -> bytes:
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n" % (len(objects) + 1, table)
    start = made.index(b"xref\n0")
    made += b"<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(made)


def docx(body: str, doctype: str = "") -> bytes:
    """A Word file with a body."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    part = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Override PartName="/word/document.xml" ContentType="{part}"/>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    document = f'<w:document xmlns:w="{_WORD_NS}"><w:body>{body}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">{types}</Types>',
            "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship '
            f'Id="r" Type="{relation}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"{head}{doctype}{document}",
        }
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def _flipped(rng: random.Random, files: Files, flips: int = 200) -> tuple[str, bytes]:
    name, data = rng.choice(files)
    spoiled = bytearray(data)
    for _ in range(rng.randint(1, flips)):
        spoiled[rng.randrange(len(spoiled))] ^= 1 << rng.randrange(8)
    return name, bytes(spoiled)


def _slightly_damaged_pdf(rng: random.Random, files: Files) -> tuple[str, bytes]:
    return _flipped(rng, [file for file in files if file[0].endswith(".pdf")], 3)


def _truncated(rng: random.Random, files: Files) -> tuple[str, bytes]:
    name, data = rng.choice(files)
    return name, data[: rng.randrange(1, len(data))]


def _spliced(rng: random.Random, files: Files) -> tuple[str, bytes]:
    name, data = rng.choice(files)
    other = rng.choice([d for n, d in files if n.rpartition(".")[2] == name.rpartition(".")[2]])
    cut, start = rng.randrange(len(data)), rng.randrange(len(other))
    return name, data[:cut] + other[start : start + rng.randrange(1 << 16)] + data[cut:]


def _blanked(rng: random.Random, files: Files) -> tuple[str, bytes]:
    name, data = rng.choice(files)
    start, length = rng.randrange(len(data)), rng.randrange(1, 4096)
    return name, data[:start] + bytes(length) + data[start + length :]


def _misnamed(rng: random.Random, files: Files) -> tuple[str, bytes]:
    ending = rng.choice([".pdf", ".docx", ".html", ".txt", ".png", ".json", ".epub", ""])
    return f"x{ending}", rng.choice(files)[1]


def _nothing(rng: random.Random, _: Files) -> tuple[str, bytes]:
    data = rng.choice([b"", b" \n\t", bytes(1000), rng.randbytes(5000), b"%PDF-1.7\n%%EOF"])
    return f"x{rng.choice(['.pdf', '.docx', '.html', '.txt', '.zip'])}", data


def _zip_bomb(rng: random.Random, _: Files) -> tuple[str, bytes]:
    zeros = bytes(rng.randint(50, 250) << 20)
    if rng.random() < 0.5:
        return "x.docx", zipped({"[Content_Types].xml": zeros, "word/document.xml": zeros})
    bomb = zipped({"a.txt": zeros})
    return "x.zip", zipped({f"{number}.zip": bomb for number in range(20)})


def _entity_bomb(rng: random.Random, _: Files) -> tuple[str, bytes]:
    names = [f"e{number}" for number in range(12)]
    chain = zip(names[1:], names, strict=False)
    entities = "".join(f'<!ENTITY {n} "{f"&{before};" * 10}">' for n, before in chain)
    doctype = f'<!DOCTYPE r [<!ENTITY e0 "{SENTENCE}">{entities}]>'
    body = f"<w:p><w:r><w:t>&{names[-1]};</w:t></w:r></w:p>"
    if rng.random() < 0.5:
        return "x.docx", docx(body, doctype.replace("r [", "w:document [", 1))
    ending = rng.choice([".xml", ".html", ".txt"])
    return f"x{ending}", f'<?xml version="1.0"?>{doctype}<r>&{names[-1]};</r>'.encode()


def _deep(rng: random.Random, _: Files) -> tuple[str, bytes]:
    depth = rng.choice([1_000, 30_000, 300_000])
    made = {
        ".html": "<div>" * depth + SENTENCE,
        ".json": "[" * depth,
        ".xml": "<a>" * depth + SENTENCE + "</a>" * depth,
    }
    ending = rng.choice([*made, ".pdf", ".docx"])
    if ending == ".pdf":
        return "x.pdf", pdf(["[" * depth + "]" * depth])
    if ending == ".docx":
        return "x.docx", docx("<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth)
    return f"x{ending}", made[ending].encode()


def _loop(rng: random.Random, _: Files) -> tuple[str, bytes]:
    data = pdf()
    return "x.pdf", rng.choice(
        [
            data.replace(b"/Kids[4 0 R", b"/Kids[2 0 R"),
            data.replace(b"/Parent 2 0 R/", b"/Parent 4 0 R/"),
            data.replace(b"/Contents 5 0 R", b"/Contents 4 0 R"),
            data.replace(b"/Length", b"/Length 5 0 R/L"),
            data.replace(b"/Pages 2 0 R", b"/Pages 1 0 R"),
            data.replace(b"startxref\n", b"startxref\n0"),
        ]
    )


def _no_pages(rng: random.Random, _: Files) -> tuple[str, bytes]:
    return "x.pdf", pdf(pages=0).replace(b"/Count 0", b"/Count %d" % rng.randint(0, 9))


def _very_many(rng: random.Random, _: Files) -> tuple[str, bytes]:
    count = 100_000
    kind = rng.choice([".pdf", ".html", ".docx", ".zip", ".txt"])
    if kind == ".pdf":
        return "x.pdf", pdf("<<>>" for _ in range(count))
    if kind == ".html":
        return "x.html", b"<html><body>" + b"<p><b>a</b></p>" * count
    if kind == ".docx":
        return "x.docx", docx("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * count)
    if kind == ".zip":
        return "x.zip", zipped({f"{number}": "" for number in range(20_000)})
    return "x.txt", b"- a\n" * count


KINDS: dict[str, Damage] = {
    "slightly damaged PDF": _slightly_damaged_pdf,
    "bit flips": _flipped,
    "truncated": _truncated,
    "spliced": _spliced,
    "blanked": _blanked,
    "wrong ending": _misnamed,
    "empty or noise": _nothing,
    "ZIP bomb": _zip_bomb,
    "entity bomb": _entity_bomb,
    "deep nesting": _deep,
    "loops": _loop,
    "no pages": _no_pages,
    "very many objects": _very_many,
}
SHARES: dict[str, int] = {"ZIP bomb": 1, "very many objects": 1, "deep nesting": 3, "no pages": 2}
"""How often a kind comes, where it is not 10: what is slow to make, or has few forms."""
