"""Texts written for the tests of reading, and short ways to read them."""

from textwrap import fill

from planspor.ingest.read.blocks import Block, BlockKind, File, clean_text
from planspor.ingest.read.text import TextReader

WIDTH = 72

KAYAKS = (
    "Kommunen har laget en ny rutine for utlån av kajakker. Den gjelder fra mai, og den er "
    "kortere enn den forrige. Alle som låner, skal ha på seg redningsvest, og båtene skal være "
    "tilbake før klokka åtte om kvelden."
)
QUAY = (
    "På brygga står det nå en benk til hver av de tre foreningene. Foreningene har selv malt dem, "
    "og de har lovet å ta dem inn når høsten kommer. Det har de gjort i alle år."
)
LIGHT = (
    "Lyset langs stien ble tent i november. Skolebarna sier at de går tryggere enn før, og "
    "foreldrene kjører sjeldnere. Bare to av lampene har vært ødelagt så langt."
)

_NAMES = ("Ada", "Birk", "Cato", "Dina", "Even", "Frøya", "Gard", "Hedda")


def story(number: int) -> list[str]:
    """Paragraphs enough for a page; each page's are its own."""
    name = _NAMES[number % len(_NAMES)]
    return [
        f"{name} var den første som lånte en båt. {KAYAKS}",
        *(f"{name} sa det slik ved kai {letter}. {QUAY} {LIGHT}" for letter in "ABCD"),
    ]


def lines(paragraph: str, width: int = WIDTH) -> str:
    """A paragraph set in lines of a column."""
    return fill(paragraph, width)


def book(pages: range, foot: str = "{}", header: str = "") -> str:
    """Pages as an extraction leaves them: a space before the first line, the number at the foot."""
    return "".join(
        f"{header}\n\n " * bool(header)
        + "\n\n".join(lines(paragraph) for paragraph in story(number))
        + f"\n\n{foot.format(number)}\n "
        for number in pages
    )


def read(text: str | bytes) -> list[Block]:
    """The blocks of a text file."""
    data = text.encode() if isinstance(text, str) else text
    return list(TextReader().read(File(data, "prove.txt")).blocks)


def texts(text: str | bytes) -> list[str]:
    """The text of each block."""
    return [block.text for block in read(text)]


def kinds(text: str) -> list[BlockKind]:
    """The kind of each block."""
    return [block.kind for block in read(text)]


def clean(text: str) -> str:
    """The clean text of a text file."""
    return clean_text(read(text))[0]
