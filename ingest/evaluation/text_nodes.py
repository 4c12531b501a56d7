"""The visible text of an HTML page, by places in its source.

It shares nothing with the readers, which it is there to judge: Python's own parser says what is
text. A node is the text between two tags (a comment parts nothing), unless it is white space
alone or stands in an element that a browser does not show.
"""

import html
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

_UNSEEN: Final = ("head", "script", "style", "template", "noscript", "svg")


@dataclass(frozen=True, slots=True)
class Node:
    """A text node: its place in the decoded file and its text with the entities resolved.

    ``pieces`` are the places of its text and entities, without the comments between them.
    """

    start: int
    end: int
    text: str
    pieces: tuple[tuple[int, int], ...]


def text_nodes(page: str) -> list[Node]:
    """The visible text nodes of a page (decoded, without byte order mark), in order.

    A node's place is that of its first to its last character that is no white space.
    """
    return _Parser(page).nodes


class _Parser(HTMLParser):
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
            self.nodes.append(Node(start, end, " ".join(text.split()), tuple(self._pieces)))
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
