"""Reading a page's HTML for the tests."""

from html.parser import HTMLParser

_VOID = {"meta", "link", "input", "img", "br", "hr"}
Attributes = dict[str, str | None]


class Markup(HTMLParser):
    """The elements of a page in order, the text inside some of them, and what is left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.inside: dict[str, list[str]] = {}
        self.misnested: list[str] = []
        self.labelled: list[Attributes] = []
        """The fields that stand inside their labels."""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.misnested += self._open

    def all(self, tag: str) -> list[Attributes]:
        """The attributes of every element with a tag."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, tag: str) -> list[str]:
        """The text in every element with a tag."""
        return [text.strip() for text in self.inside.get(tag, [])]

    @property
    def ids(self) -> list[str]:
        """Every id."""
        return [str(a["id"]) for _, a in self.elements if "id" in a]

    @property
    def addresses(self) -> list[str]:
        """Everything that is linked to or loaded."""
        names = ("href", "src", "action", "srcset", "data")
        return [str(a[name]) for _, a in self.elements for name in names if a.get(name)]

    @property
    def injected(self) -> list[Attributes]:
        """Every script but the site's own files."""
        scripts = zip(self.all("script"), self.text("script"), strict=True)
        return [a for a, text in scripts if text or not str(a.get("src")).startswith("/static/")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside.setdefault(tag, []).append("")
        if "label" in self._open:
            self.labelled.append(dict(attrs))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.misnested.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.inside[tag][-1] += data
