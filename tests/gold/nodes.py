"""List the visible text nodes of an HTML page, and check the judged runs of one.

Made for annotators, so it shares nothing with the reader it is there to judge. Run as

    python tests/gold/nodes.py PAGE.html              list the nodes
    python tests/gold/nodes.py PAGE.html GOLD.jsonl   check that the runs cover the page, once

A node is the text between two tags (a comment parts nothing), listed unless it is white space
alone or stands in an element that a browser does not show. Its place is that of its first to its
last character that is no white space, end exclusive, in the file decoded as UTF-8 without the
byte order mark, with line ends as they are in the file.
"""

import html
import sys
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from planspor.corpus.judging import range_hash, read_entries

_UNSEEN = ("head", "script", "style", "template", "noscript", "svg")


@dataclass(frozen=True, slots=True)
class Node:
    """A text node: its place in the decoded file and its text with the entities resolved."""

    start: int
    end: int
    text: str


class _Parser(HTMLParser):
    """Collects the places of what is neither tag nor comment outside unseen elements."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.nodes: list[Node] = []
        self._page = page
        self._line_starts = [0]
        for line in page.split("\n"):
            self._line_starts.append(self._line_starts[-1] + len(line) + 1)
        self._unseen: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self.feed(page)
        self.close()
        self._end_node()

    def _here(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def _add(self, length: int) -> None:
        if not self._unseen:
            self._pieces.append((self._here(), self._here() + length))

    def _end_node(self) -> None:
        text = "".join(html.unescape(self._page[start:end]) for start, end in self._pieces)
        if text.strip():
            start, end = self._pieces[0][0], self._pieces[-1][1]
            while self._page[start].isspace():
                start += 1
            while self._page[end - 1].isspace():
                end -= 1
            self.nodes.append(Node(start, end, " ".join(text.split())))
        self._pieces = []

    def handle_data(self, data: str) -> None:
        self._add(len(data))

    def handle_entityref(self, name: str) -> None:
        self._add_reference(len("&" + name))

    def handle_charref(self, name: str) -> None:
        self._add_reference(len("&#" + name))

    def _add_reference(self, length: int) -> None:
        closed = self._page[self._here() + length : self._here() + length + 1] == ";"
        self._add(length + closed)

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._end_node()
        if tag in _UNSEEN:
            self._unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._end_node()
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass


def text_nodes(path: Path) -> list[Node]:
    """The visible text nodes of a page, in order."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return _Parser(file.read()).nodes


def hash_of(nodes: list[Node]) -> str:
    """The hash of some nodes: of their words, whatever white space parts them."""
    return range_hash([node.text for node in nodes])


def faults(nodes: list[Node], gold: Path) -> list[str]:
    """What is wrong with judged runs: gaps, overlaps, other places or hashes than the page's."""
    found = []
    expected = 0
    for entry in read_entries(gold):
        first, last = entry["nodes"]
        run = nodes[first : last + 1]
        if first != expected or len(run) != last - first + 1:
            found.append(f"nodes {first}-{last}: expected to begin at {expected}")
        elif entry["chars"] != [run[0].start, run[-1].end]:
            found.append(f"nodes {first}-{last}: stand at {run[0].start}-{run[-1].end}")
        elif entry["hash"] != hash_of(run):
            found.append(f"nodes {first}-{last}: the hash is {hash_of(run)}")
        expected = last + 1
    if expected != len(nodes):
        found.append(f"nodes {expected}-{len(nodes) - 1}: not judged")
    return found


def main(page: Path, gold: Path | None = None) -> int:
    """List a page's nodes, or check the judged runs of it; 1 where they are at fault."""
    nodes = text_nodes(page)
    if gold is None:
        lines = [f"{i}\t{node.start}..{node.end}\t{node.text}" for i, node in enumerate(nodes)]
    else:
        lines = faults(nodes, gold)
    print("\n".join(lines) if lines else "nothing to say")
    return int(gold is not None and bool(lines))


if __name__ == "__main__":
    sys.exit(main(*(Path(argument) for argument in sys.argv[1:])))
