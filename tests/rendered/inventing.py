"""Invents documents as known blocks: the truth, before any engine sets it.

A block is a JSON object with a ``type``: ``h`` (level, num, text), ``p`` (text, perhaps ``fn``: the
footnote's number, text and the character behind which its mark stands), ``list`` (ord, items: a
text, or an object of a text and the items below it), ``table`` (head, rows; a cell is a text, or
an object of text, cols and rows where it is merged), ``cap``, ``quote``, ``box`` (title, text),
``bib``; and what is no part of the body: ``cover`` and ``colophon`` (lines), ``toc`` (the place of
the contents list, with its title), ``layout`` (columns), ``furniture`` (what each page repeats).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wording import Wording

Json = dict[str, Any]
_SHORT = ("Bolig", "Arbeid", "Tilskudd", "Samtaler", "Veiledning", "Frister")


@dataclass(frozen=True)
class Recipe:
    """A document to be made: by which engine, in how many columns, and what it tells of itself.

    ``evidence`` is ``tags``, ``outline``, ``contents`` or ``neither``; ``extras`` are further
    features that the engines know. ``suffix`` is the file's format.
    """

    name: str
    engine: str
    columns: int
    evidence: str
    numbered: bool
    extras: frozenset[str] = frozenset()
    suffix: str = "pdf"

    def has(self, extra: str) -> bool:
        """Whether the document is to have a feature."""
        return extra in self.extras


def invent(recipe: Recipe, chapters: int, seed: str = "") -> list[Json]:
    """The blocks of a document; another seed gives other words and figures."""
    return list(_Document(recipe, chapters, seed).blocks())


class _Document:
    def __init__(self, recipe: Recipe, chapters: int, seed: str) -> None:
        self.recipe = recipe
        self.chapters = chapters
        self.wording = Wording(seed + recipe.name, recipe.has("nynorsk"))
        self.random = self.wording.random
        self._notes = 0
        self._tables = 0
        self._title = self.wording.name()

    def blocks(self) -> Iterator[Json]:
        """All of it, from the cover to the appendix."""
        yield {"type": "layout", "columns": self.recipe.columns}
        yield {"type": "furniture", "text": self._title}
        yield from self._cover()
        contents = self.recipe.evidence == "contents" or self.recipe.has("contents")
        if contents:
            yield {"type": "toc", "text": "Innhald" if self.recipe.has("nynorsk") else "Innhold"}
        yield self._heading(1, "", "Forord")
        yield from self._paragraphs(2)
        yield self._heading(1, "", "Sammendrag")
        yield from self._paragraphs(2)
        for chapter in range(1, self.chapters + 1):
            yield from self._chapter(chapter)
        yield from self._end()

    def _cover(self) -> Iterator[Json]:
        year = self.random.randint(2015, 2024)
        issuer = self.random.choice(("Havneset kommune", "Fjordforsk", "Kystlandet fylkeskommune"))
        yield {"type": "cover", "lines": [self._title, issuer, f"12. mai {year}"]}
        if self.recipe.has("colophon"):
            isbn = f"ISBN 978-82-000-{self.random.randint(1000, 9999)}-{self.random.randint(1, 9)}"
            lines = [f"Utgitt av {issuer}", isbn, f"© {issuer} {year}", "Trykk: Havneset Grafiske"]
            yield {"type": "colophon", "lines": lines}

    def _chapter(self, chapter: int) -> Iterator[Json]:
        long = chapter == 2
        yield self._heading(1, f"{chapter}", self.wording.title(long=long))
        yield from self._paragraphs(1)
        for section in range(1, self.random.randint(2, 3) + 1):
            repeated = {1: "Innledning", 3: "Oppsummering"}.get(section)
            title = repeated or self.wording.title()
            yield self._heading(2, f"{chapter}.{section}", title)
            yield from self._content(self.random.randint(1, 2))
            if section == 2:
                yield from self._subsections(f"{chapter}.{section}", chapter)

    def _subsections(self, above: str, chapter: int) -> Iterator[Json]:
        for number in (1, 2):
            title = self.wording.title(long=chapter == 3 and number == 2)
            yield self._heading(3, f"{above}.{number}", title)
            yield from self._content(1)
        if chapter % 2:
            yield self._heading(4, "", self.wording.title())
            yield from self._paragraphs(1)
        yield from self._special(chapter)

    def _special(self, chapter: int) -> Iterator[Json]:
        """One of the rarer blocks, in turn, so that every document has each."""
        yield from (self._table, self._quote, self._box, self._merged)[chapter % 4]()
        yield from self._paragraphs(1)

    def _end(self) -> Iterator[Json]:
        yield self._heading(1, "", "Referansar" if self.recipe.has("nynorsk") else "Referanser")
        for _ in range(5):
            yield {"type": "bib", "text": self.wording.reference()}
        yield self._heading(1, "", f"Vedlegg 1 {self.wording.title()}")
        yield from self._paragraphs(1)
        if self.recipe.has("long_table"):
            yield from self._table(rows=48)
        yield from self._paragraphs(1)

    def _heading(self, level: int, number: str, text: str) -> Json:
        return {
            "type": "h",
            "level": level,
            "num": number if self.recipe.numbered else "",
            "text": text,
        }

    def _content(self, paragraphs: int) -> Iterator[Json]:
        yield from self._paragraphs(paragraphs)
        kind = self.random.random()
        if kind < 0.35:
            yield self._list()
            yield from self._paragraphs(1)
        elif kind < 0.5:
            yield from self._table()
            yield from self._paragraphs(1)

    def _paragraphs(self, count: int) -> Iterator[Json]:
        for _ in range(count):
            block: Json = {"type": "p", "text": self.wording.paragraph()}
            if self.recipe.has("footnotes") and self.random.random() < 0.2:
                self._notes += 1
                at = block["text"].index(". ") + 1
                block["fn"] = {"n": self._notes, "text": self.wording.sentence(), "at": at}
            yield block

    def _list(self) -> Json:
        items: list[str | Json] = [self.wording.item() for _ in range(self.random.randint(3, 5))]
        if self.random.random() < 0.4:
            below = [self.wording.item() for _ in range(2)]
            items[1] = {"text": items[1], "items": below}
        return {"type": "list", "ord": self.random.random() < 0.4, "items": items}

    def _quote(self) -> Iterator[Json]:
        yield {"type": "quote", "text": f"«{self.wording.paragraph(2, 3)}»"}

    def _box(self) -> Iterator[Json]:
        title = f"Boks {self.random.randint(1, 9)}.1 {self.wording.title(repeated=True)}"
        yield {"type": "box", "title": title, "text": self.wording.paragraph(3, 4)}

    def _caption(self) -> Json:
        self._tables += 1
        return {"type": "cap", "text": f"Tabell {self._tables} {self.wording.title(repeated=True)}"}

    def _table(self, rows: int = 0) -> Iterator[Json]:
        columns = self.random.randint(2, 4) if self.recipe.columns == 1 else 2
        years = [str(2015 + i) for i in range(columns)]
        yield self._caption()
        label = self.wording.words(self.random.randint(1, 2))
        yield {
            "type": "table",
            "head": [label, *years],
            "rows": [self._row(columns) for _ in range(rows or self.random.randint(3, 8))],
        }

    def _row(self, columns: int) -> list[str]:
        """Labels are of one word up to what takes several lines in a narrow column."""
        label = self.wording.words(self.random.choice((1, 3, 5, 12)))
        return [label, *(self.wording.number() for _ in range(columns))]

    def _merged(self) -> Iterator[Json]:
        """A head cell over two columns, and labels over two rows each."""
        yield self._caption()
        rows: list[list[str | Json]] = []
        for _ in range(3):
            label = {"text": self.random.choice(_SHORT), "rows": 2}
            rows.append([label, "Kvinner", self.wording.number(), self.wording.number()])
            rows.append(["Menn", self.wording.number(), self.wording.number()])
        head = [
            {"text": "Tiltak", "cols": 2},
            self.random.choice(("Antall", "Andel", "Endring")),
            str(self.random.randint(2011, 2024)),
        ]
        yield {"type": "table", "head": head, "rows": rows}
